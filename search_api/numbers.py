"""Numbers of rows in addresses and forms: no larger than a database can hold."""

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class RowConverter(IntegerConverter):
    """``<row:comment_id>`` in an address."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def row_id(typed: str) -> int:
    """The number in a form; ValueError for what can be no row's."""
    number = int(typed)
    if not 0 < number <= LARGEST:
        raise ValueError(typed)
    return number
