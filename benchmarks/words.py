"""How well do forms of one Armenian word share a key? ``python -m benchmarks.words FOLDER [--json]``.

``legislation.text`` against Snowball (PyStemmer) and simplemma on sentences of a treebank: ``*.jsonl`` in
FOLDER with ``tokens``, ``lemmas`` and ``upos`` side by side. Two different forms belong together if the
treebank gives them one lemma; precision, recall and F1 are over all pairs of forms that a method puts
together. Speed is for forms never seen before, as a share of ours.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path

import simplemma
import Stemmer

from legislation.text import BARRIER, fold, tokens

NO_WORDS = frozenset({"PUNCT", "SYM", "NUM", "X"})

Key = Callable[[str], str]
Pairs = set[tuple[str, str]]


def forms(folder: Path) -> dict[str, Counter[str]]:
    """The folded forms of the treebank with their folded lemmas and how often they have them."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text().splitlines():
            row = json.loads(line)
            for form, lemma, kind in zip(row["tokens"], row["lemmas"], row["upos"], strict=True):
                if kind not in NO_WORDS:
                    found[fold(form)][fold(lemma)] += 1
    return found


def ours(form: str) -> str:
    """The keys of a form; each is asked for once, so that nothing comes out of a memory."""
    return " ".join(token.key for token in tokens(form, "hy") if token.key != BARRIER)


def methods() -> dict[str, Key]:
    snowball = Stemmer.Stemmer("armenian", 0)
    return {
        "ours": ours,
        "snowball": lambda form: str(snowball.stemWord(form)),
        "simplemma": lambda form: fold(simplemma.lemmatize(form, "hy")),
    }


def measure(lemmas: Mapping[str, Counter[str]], key: Key) -> dict[str, float]:
    """Lemma accuracy over all words; precision, recall and F1 over pairs of forms; forms a second."""
    begin = time.process_time()
    keys = {form: key(form) for form in lemmas}
    took = time.process_time() - begin
    wanted = _together({form: said.most_common(1)[0][0] for form, said in lemmas.items()})
    got = _together(keys)
    right = len(wanted & got)
    precision, recall = right / max(1, len(got)), right / max(1, len(wanted))
    return {
        "accuracy": sum(said[keys[form]] for form, said in lemmas.items())
        / sum(said.total() for said in lemmas.values()),
        "p": precision,
        "r": recall,
        "f1": 2 * right / max(1, len(got) + len(wanted)),
        "forms_per_second": len(keys) / max(took, 1e-9),
    }


def _together(names: Mapping[str, str]) -> Pairs:
    """The pairs of forms that have one name."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for form, name in names.items():
        groups[name].append(form)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def figures(lemmas: Mapping[str, Counter[str]], names: Iterable[str]) -> dict[str, dict[str, float]]:
    known = methods()
    for name in names:
        known[name]("համայնքներում")  # dictionaries are read before the clock starts
    found = {name: measure(lemmas, known[name]) for name in names}
    speed = found["ours"]["forms_per_second"]
    return {name: one | {"speed": one["forms_per_second"] / speed} for name, one in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the sentences of the treebank are")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    lemmas = forms(options.folder)
    if not lemmas:
        parser.error(f"no sentences in {options.folder}")
    found = figures(lemmas, methods())
    if options.json:
        print(json.dumps({"forms": len(lemmas), **found}))
        return
    print(f"{len(lemmas)} different forms; speed is a share of ours")
    for name, one in found.items():
        print(
            f"{name:10} lemma accuracy {one['accuracy']:.3f}  P {one['p']:.3f}  R {one['r']:.3f}"
            f"  F1 {one['f1']:.3f}  speed {one['speed']:.2f}"
        )


if __name__ == "__main__":
    main()
