"""Which members of the association a draft hits, as far as its texts say."""

from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from legislation.impact import Place, Sort, impact
from legislation.model import Community, Draft
from legislation.storage import people

LONGEST = 200_000
"""Letters of one text that are looked through."""


@dataclass(frozen=True)
class Hit:
    """The communities that are named, those of a marz that is named, and the sorts that are spoken of."""

    named: tuple[Community, ...] = ()
    in_marz: tuple[Community, ...] = ()
    sorts: tuple[Sort, ...] = ()

    @property
    def communities(self) -> tuple[Community, ...]:
        return (*self.named, *self.in_marz)

    def __bool__(self) -> bool:
        return bool(self.communities or self.sorts)


def hit(session: Session, draft: Draft) -> Hit:
    """Whom the titles and current texts of a draft name."""
    known: dict[Hashable, Community] = {one.id: one for one in people.communities(session)}
    texts = [(version.text[:LONGEST], version.language) for version in draft.current()]
    titles = [(title, language) for language, title in draft.titles.items()]
    found = impact([*titles, *texts], {key: _place(one) for key, one in known.items()})
    return Hit(
        tuple(known[key] for key in found.named), tuple(known[key] for key in found.in_marz), found.sorts
    )


def _place(community: Community) -> Place:
    return Place(tuple(community.names.values()), (community.province,) if community.province else ())
