"""Who may do what: pure decisions on a person's roles and memberships."""

from legislation.errors import Forbidden
from legislation.model import Comment, Person, Position
from legislation.vocabulary import RoleName, Visibility


def is_officer(person: Person | None) -> bool:
    return person is not None and person.has_role(RoleName.OFFICER)


def may_comment(person: Person) -> bool:
    """Those named by a community, officers and the board may; a mere reader may not."""
    speakers = (RoleName.COMMENTER, RoleName.HEAD, RoleName.OFFICER, RoleName.BOARD)
    return person.has_role(*speakers)


def may_read_comment(person: Person | None, comment: Comment) -> bool:
    """One's own always; officers read what was shared with the association."""
    if person is None or person.disabled_at is not None:
        return False
    if comment.person_id == person.id:
        return True
    return is_officer(person) and comment.visibility == Visibility.ASSOCIATION


def may_read_position(person: Person | None, position: Position) -> bool:
    """Everyone reads a published position; before that, officers alone."""
    return position.published_at is not None or is_officer(person)


def need_commenter(person: Person) -> None:
    """Raises Forbidden unless the person may comment."""
    if not may_comment(person):
        raise Forbidden("may_not_comment")


def need_officer(person: Person) -> None:
    """Raises Forbidden unless the person is a policy officer."""
    if not is_officer(person):
        raise Forbidden("officers_only")
