"""Signed tokens: the words in a link that only this installation can have written.

A token carries a number and its purpose; a token for one purpose is no good for another. What it allows
is decided by the ``Link`` row with that number (see ``legislation/links.py``).
"""

from itsdangerous import BadData, URLSafeSerializer

from legislation.errors import BadLink
from legislation.vocabulary import Purpose


def sign(key: str, purpose: Purpose, number: int) -> str:
    """The token for a number; ``key`` is the installation's signing key."""
    return str(URLSafeSerializer(key, salt=f"orakarg.{purpose}").dumps(number))


def unsign(key: str, purpose: Purpose, token: str) -> int:
    """The number in a token; raises BadLink if it was not signed here for this purpose."""
    try:
        number = URLSafeSerializer(key, salt=f"orakarg.{purpose}").loads(token)
    except (BadData, UnicodeError) as error:
        raise BadLink("forged") from error
    if not isinstance(number, int):
        raise BadLink("forged")
    return number
