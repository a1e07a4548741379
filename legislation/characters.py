"""Which characters may be kept: those that every database, document and mail can hold."""

import re

_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def keepable(text: str) -> str:
    """The text without control characters, lone surrogates and non-characters.

    PostgreSQL refuses U+0000, SQLite lone surrogates, XML all of them. A form feed and its like become a
    line end, so that no words run together.
    """
    if text.isprintable():
        return text
    return _UNKEEPABLE.sub(lambda found: "\n" if found[0].isspace() else "", text)
