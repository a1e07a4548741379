"""Messages in the reader's language: what Flask-Babel gives, with types."""

import flask_babel


def gettext(message: str, **values: object) -> str:
    """The translation of an English message, with its ``%(name)s`` filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The translation that fits the number."""
    return str(flask_babel.ngettext(one, many, num, **values))


class Lazy(str):
    """A message that is translated each time it is spoken, for lists that are made at import."""

    __slots__ = ()

    def spoken(self, **values: object) -> str:
        return gettext(str(self), **values)


_ = Lazy
