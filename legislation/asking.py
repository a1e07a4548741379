"""Asking for a sign-in link by mail: the answer is the same whether the address is known or not."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from legislation.model import SignInRequest
from legislation.people import address_of
from legislation.storage import links
from legislation.storage.database import take_turns

MOST = 3
"""Links for one address, and so for one person, in ``SPAN``."""
SPAN = timedelta(hours=1)
KEPT = timedelta(days=1)
"""How long it is remembered that somebody asked."""
_TURNSTILE = 734516


def ask_for_link(session: Session, typed: str, *, now: datetime) -> None:
    """Have a link sent to an address, if it is a person's; raises Invalid for what is no address.

    While one request waits a second one is the same; more than ``MOST`` are passed over in silence.
    """
    email = address_of(typed)
    take_turns(session, _TURNSTILE)
    asked = links.asked_since(session, email, now - SPAN)
    if len(asked) < MOST and all(one.answered_at for one in asked):
        session.add(SignInRequest(email=email, queued_at=now))
