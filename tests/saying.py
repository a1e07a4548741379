"""Saying something about a draft, with a whole form at hand of which a test changes what it is about."""

from datetime import timedelta

from factories import NOW

from legislation.model import Comment, Draft, Person, Point
from legislation.positions import comments, drafting

LATER = NOW + timedelta(days=1)


def say(session, person: Person, draft: Draft, **given) -> Comment:
    told = {
        "version_id": draft.current()[0].id,
        "path": "art-2",
        "stance": "support_if_amended",
        "proposed_text": "Համայնքի ավագանին բյուջեն հաստատում է մինչև դեկտեմբերի 25-ը։",
        "reasons": "Ժամկետը պետք է լինի հստակ։",
        "nonce": "n1",
        "now": NOW,
    }
    return comments.comment(session, person, draft, **(told | given))


def change(session, person: Person, kept: Comment, **given) -> Comment:
    told = {
        "revision": kept.revision,
        "stance": kept.stance,
        "proposed_text": kept.proposed_text,
        "reasons": kept.reasons,
        "visibility": kept.visibility,
        "now": LATER,
    }
    return comments.edit(session, person, kept.id, **(told | given))


def point(session, officer: Person, position_id: int, draft: Draft, **given) -> Point:
    told = {
        "version_id": draft.current()[0].id,
        "path": "art-2",
        "proposed_text": "Համայնքի ավագանին բյուջեն հաստատում է մինչև դեկտեմբերի 25-ը։",
        "justification": "Ժամկետը պետք է լինի հստակ։",
        "stance": "support_if_amended",
        "now": NOW,
    }
    return drafting.add_point(session, officer, position_id, **(told | given))


def change_point(session, officer: Person, kept: Point, **given) -> Point:
    told = {
        "revision": kept.revision,
        "proposed_text": kept.proposed_text,
        "justification": kept.justification,
        "stance": kept.stance,
        "now": LATER,
    }
    return drafting.edit_point(session, officer, kept.id, **(told | given))
