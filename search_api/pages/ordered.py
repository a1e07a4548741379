"""What a draft changes in other acts, act by act, each change with the place in the draft that orders it."""

from collections.abc import Iterable
from dataclasses import dataclass

from legislation.model import Change
from legislation.places import element_id

LONGEST_WORDS = 240


@dataclass(frozen=True)
class Ordered:
    """A change as the page shows it: the operation, where in the act, the words, and where it is ordered."""

    operation: str
    path: str
    old: str | None
    new: str | None
    element: str


@dataclass(frozen=True)
class Changed:
    """An act and what is changed in it."""

    title: str | None
    number: str | None
    changes: list[Ordered]


def ordered(changes: Iterable[Change]) -> list[Changed]:
    """The changes of a draft by act, in the order of the text."""
    acts: dict[str, Changed] = {}
    for one in changes:
        key = one.law or one.number or one.title or ""
        act = acts.setdefault(key, Changed(one.title, one.number, []))
        element = element_id(one.version_id, one.provision)
        act.changes.append(Ordered(one.operation, _path(one), _short(one.old), _short(one.new), element))
    return list(acts.values())


def _path(one: Change) -> str:
    """The place as the path of a provision."""
    steps = []
    if one.annex is not None:
        steps.append(f"annex-{one.annex}" if one.annex else "annex")
    steps += [f"ch-{one.chapter}"] if one.chapter else []
    steps += [f"art-{one.article}"] if one.article else []
    steps += [f"p-{one.part}"] if one.part else []
    steps += [f"point-{one.point}"] if one.point else []
    return "/".join(steps)


def _short(words: str | None) -> str | None:
    if words is None or len(words) <= LONGEST_WORDS:
        return words
    return words[:LONGEST_WORDS].rsplit(maxsplit=1)[0] + " …"
