"""The name of a place in a draft, as a person would say it, in the reader's language."""

_STEPS = {
    "hy": {
        "": "Նախագիծն ամբողջությամբ",
        "act": "Ակտ {}",
        "annex": "Հավելված {}",
        "art": "Հոդված {}",
        "ch": "Գլուխ {}",
        "sec": "Բաժին {}",
        "p": "մաս {}",
        "point": "կետ {}",
        "letter": "ենթակետ {}",
    },
    "en": {
        "": "The draft as a whole",
        "act": "Act {}",
        "annex": "Annex {}",
        "art": "Article {}",
        "ch": "Chapter {}",
        "sec": "Section {}",
        "p": "part {}",
        "point": "point {}",
        "letter": "letter {}",
    },
    "ru": {
        "": "Проект в целом",
        "act": "Акт {}",
        "annex": "Приложение {}",
        "art": "Статья {}",
        "ch": "Глава {}",
        "sec": "Раздел {}",
        "p": "часть {}",
        "point": "пункт {}",
        "letter": "подпункт {}",
    },
}


def place_name(path: str, heading: str = "", language: str = "hy") -> str:
    """``2/art-12/p-3`` as “Ակտ 2, Հոդված 12, մաս 3”; the empty path is the whole draft."""
    words = _STEPS.get(language, _STEPS["hy"])
    if not path:
        return words[""]
    steps = path.split("/")
    first = [("act", steps.pop(0))] if len(steps) > 1 and steps[0].isdecimal() else []
    named = ", ".join(_step(words, kind, number) for kind, number in [*first, *map(_split, steps)])
    return f"{named}. {heading}" if heading else named


def element_id(version_id: int, path: str = "") -> str:
    """The id of a provision's element on the page of its draft, for links that lead straight to it."""
    return f"v{version_id}" + (f"-{path.replace('/', '.')}" if path else "")


def _split(step: str) -> tuple[str, str]:
    kind, dash, number = step.partition("-")
    if len(step.partition("~")[0]) == 1 and step[0].isalpha():
        return "letter", step
    return (kind, number) if dash and kind in _STEPS["hy"] else ("point", step)


def _step(words: dict[str, str], kind: str, number: str) -> str:
    bare, _tilde, again = number.partition("~")
    name = words[kind].format(bare).strip()
    return f"{name} ({again})" if again else name
