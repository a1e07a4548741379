"""The card of the models: what they learned from, how well they judge, and where they fail."""

from datetime import datetime
from pathlib import Path

from nlp.evaluation import Judged
from nlp.fitting import FOLDS
from nlp.model import read
from nlp.training import LAWS, OFFICERS, Trained

_HEAD = """# The models of relevance

Put together on {day} by `orakarg train`. A model says how probably a text touches local self-government:
one linear model (logistic regression) per language, over the words and pairs of words of the text and of how
it begins, and over named signals (core laws amended or cited, terms, in Armenian who must do what). `xx`
knows the signals alone and serves all other languages.

The figures are by {folds} folds: each row is judged by a model that has seen neither it nor rows of the same
act, with bars chosen on the rows that taught. AP is average precision, ECE the calibration error.
`sampling_weight` restores how often things occur by nature.
"""

_LIMITS = """
## Known limits

- The Armenian rows are few, were chosen because they contain the words, and no lawyer has read them; the
  probabilities for Armenian drafts are therefore those of such provisions, not of all drafts.
- Texts to learn from are at most some 2,000 characters long; in longer ones the first words count most, and a
  single provision deep in a long act may be missed: of texts made of ten others, one of them relevant and not
  the first, the inboxes took 15 % (French) to 96 % (American), at precisions of 1.00 and .51
  (`benchmarks/relevance.py --long`).
- The labels of the American bills are an index of subjects: that a term is missing is weak evidence, so that
  the precision there is a lower bound.
- English, French and Russian were learned from the law of other countries.
- Topics are found by rules, and corrections of topics teach the models nothing.
"""

_SETS = {LAWS: "titles made of our list of laws", OFFICERS: "corrections of this installation's officers"}


def write(folder: Path, now: datetime) -> None:
    """Put the card of all models in a folder beside them."""
    sections = [read(path).card for path in sorted(folder.glob("*.npz"))]
    parts = [_HEAD.format(day=now.date().isoformat(), folds=FOLDS), *sections, _LIMITS]
    (folder / "card.md").write_text("\n".join(parts), encoding="utf-8")


def section(trained: Trained) -> str:
    """What is said of one model."""
    model = trained.model
    lines = [
        f"## {trained.language}",
        "",
        f"{len(model.vocabulary):,} features; inbox from {model.inbox:.3f} on, relevant from"
        f" {model.threshold:.3f}, mail from {model.mail:.3f}.",
        "",
        "| rows | relevant | AP | P | R | F1 | ECE | inbox R/P | mail R/P | set |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(_line(name, judged) for name, judged in trained.sets.items()),
        "",
    ]
    return "\n".join(lines)


def _line(name: str, judged: Judged) -> str:
    told = judged.measured()
    figures = " | ".join(f"{told[one]:.3f}" for one in ("ap", "p", "r", "f1", "ece"))
    bars = (judged.above(judged.inbox), judged.above(judged.mail))
    above = " | ".join(f"{bar['recall']:.2f} / {bar['precision']:.2f}" for bar in bars)
    words = _SETS.get(name, f"`{name}`")
    return f"| {told['rows']} | {told['positive']} | {figures} | {above} | {words} |"
