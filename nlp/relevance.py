"""What the model says of one text: how probably it touches local self-government, and why."""

from dataclasses import dataclass

from legislation.vocabulary import Relevant


@dataclass(frozen=True)
class Weighed:
    """A signal that spoke: its value, and what it weighed (below 0: against).

    ``spans`` are places in the text, in the title for a name that begins with ``title_``.
    """

    name: str
    value: float
    weight: float
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Relevance:
    """A calibrated probability (0 to 1), how it stands to the two bars, and what decided, strongest first."""

    score: float
    relevant: Relevant
    signals: tuple[Weighed, ...] = ()
    words: tuple[str, ...] = ()
