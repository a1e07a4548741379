"""Where the next page of a list begins, as a word that only we read."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from apiflask import Schema
from apiflask.fields import Integer, String
from apiflask.validators import Length, Range

from legislation.errors import Invalid

MOST = 100
"""Entries of one page."""
_LARGEST = 2**62


class Paged(Schema):
    """The arguments of a list."""

    limit = Integer(load_default=20, validate=Range(1, MOST))
    cursor = String(
        load_default="",
        validate=Length(max=40),
        metadata={"description": "`next` of the page before; its content is no part of the interface."},
    )


def after(place: int) -> str:
    """The cursor of what comes after a place."""
    return urlsafe_b64encode(str(place).encode()).decode().rstrip("=")


def place(cursor: str) -> int:
    """The place that a cursor names, 0 for none; raises Invalid for a word that is not one of ours."""
    if not cursor:
        return 0
    try:
        found = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except ValueError as error:
        raise Invalid("unknown_cursor", "cursor") from error
    if not found.isdecimal() or int(found) > _LARGEST or after(int(found)) != cursor:
        raise Invalid("unknown_cursor", "cursor")
    return int(found)
