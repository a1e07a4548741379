"""The name of a place in a draft, as a person would say it."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

_STEPS = {
    "art": _("Article %(number)s"),
    "p": _("part %(number)s"),
    "point": _("point %(number)s"),
    "ch": _("Chapter %(number)s"),
    "annex": _("Annex %(number)s"),
    "act": _("Act %(number)s"),
}


def place_name(path: str, heading: str = "") -> str:
    """``2/art-12/p-3`` as “Act 2, Article 12, part 3”; the empty path is the whole draft."""
    if not path:
        return gettext("The draft as a whole")
    steps = path.split("/")
    first = [("act", steps.pop(0))] if len(steps) > 1 and steps[0].isdecimal() else []
    named = ", ".join(_step(kind, number) for kind, number in [*first, *map(_split, steps)])
    return f"{named}. {heading}" if heading else named


def _split(step: str) -> tuple[str, str]:
    kind, _dash, number = step.partition("-")
    if kind in _STEPS:
        return kind, number
    return "point", step


def _step(kind: str, number: str) -> str:
    bare, _tilde, again = number.partition("~")
    lone = kind == "annex" and not bare
    name = gettext("Annex") if lone else str(_STEPS[kind]) % {"number": bare}
    return f"{name} ({again})" if again else name
