"""What a text is called, guessed from how it begins: a person confirms it."""

from collections.abc import Sequence

_LOOKED_AT = 25
_SHORTEST, _LONGEST = 12, 400
_TITLED = ("մասին", "մասին»", "մասին։", "մասին:")
_NAMES = ("օրենք", "կանոնակարգ", "որոշում", "հրաման", "նախագիծ")


def title_of(text: str, name: str) -> str:
    """The first line that reads like a title, else the first that is long enough, else ``name``.

    In Armenian acts that is the line that says what they are about, below the name of the state.
    """
    lines = [line.strip() for line in text[:10_000].splitlines() if line.strip()][:_LOOKED_AT]
    fit = [line for line in lines if _SHORTEST <= len(line) <= _LONGEST and _is_worded(line)]
    return next((line for line in fit if _is_about(line)), None) or _headline(fit) or name


def _is_about(line: str) -> bool:
    """Whether a line says what an act is about; one that cites another act goes on after it."""
    words = line.lower().split()
    return words[-1] in _TITLED or (words[-1].startswith(_NAMES) and "մասին" in line.lower())


def _headline(lines: Sequence[str]) -> str | None:
    return next((line for line in lines if len(line.split()) > 2), None) or next(iter(lines), None)


def _is_worded(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return letters * 2 > len(line)
