"""How surely a draft must matter before people are told of it on account of a topic alone.

A search for words, and a draft, a law or a source that is followed, tell of all that they find. Who only
follows topics is told of what surely touches local self-government, officers also of what perhaps does.
What an officer said rules over the machine, and where no model could judge, nothing is held back.
"""

from legislation.conditions import Field
from legislation.query import Query, Viewer
from legislation.searched import folded
from legislation.storage.tags import About
from legislation.vocabulary import Relevant

_NAMED = ("draft", "law")


def topics_alone(query: Query) -> frozenset[str]:
    """The topics for which alone the search finds something; none if it names words, a draft or a law."""
    wanted = [term.condition for clause in query.clauses for term in clause if not term.negated]
    fields = [one for one in wanted if isinstance(one, Field)]
    if query.patterns or any(one.name in _NAMED for one in fields):
        return frozenset()
    return frozenset(folded("topic", value) for one in fields if one.name == "topic" for value in one.values)


def passes(query: Query, about: About, viewer: Viewer) -> bool:
    """Whether this viewer, following this search, is told of a draft that it finds."""
    asked = topics_alone(query)
    if not asked:
        return True
    if about.correction:
        return bool(about.correction.verdict)
    bar = {Relevant.SURELY, Relevant.PERHAPS} if "officers" in viewer.names else {Relevant.SURELY}
    return bool(asked & about.confirmed) or about.relevant is None or about.relevant in bar
