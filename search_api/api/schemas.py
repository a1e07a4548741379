"""The shapes of the answers, for the OpenAPI document."""

from functools import partial

from apiflask import Schema
from apiflask.fields import Boolean, Dict, Float, Integer, List, Nested, String, Tuple

_moment = partial(String, metadata={"format": "date-time"})
_day = partial(String, metadata={"format": "date"})


class PassageShape(Schema):
    part = String(metadata={"description": "Which text of the draft: about, justification, act …"})
    path = String(metadata={"description": "Path of the provision, empty outside all"})
    heading = String()
    text = String()
    marks = List(
        Tuple((Integer(), Integer())), metadata={"description": "Spans of what was found in the text"}
    )


class HitShape(Schema):
    id = String(metadata={"example": "edraft:9105"})
    type = String(metadata={"description": "draft, version, comment or position"})
    draft = String(metadata={"description": "The draft on which it hangs, or which it is"})
    title = String()
    source = String()
    url = String(metadata={"description": "The original"})
    stage = String(allow_none=True)
    deadline = String(
        metadata={"description": "How the closing date is known: published, corrected, assumed, unknown"}
    )
    score = Float()
    passages = List(Nested(PassageShape))
    closes = _moment(allow_none=True)
    kind = String(allow_none=True)
    body = String(allow_none=True)
    published = _day(allow_none=True)
    topics = List(String())
    origin = String()


_next = partial(String, allow_none=True, metadata={"description": "Cursor of the next page; null: the last"})


class FindingsShape(Schema):
    total = Integer()
    hits = List(Nested(HitShape))
    facets = Dict(keys=String(), values=Dict(keys=String(), values=Integer()))
    next = _next()


class RelatedShape(Schema):
    language = String(metadata={"example": "ru"})
    text = String(metadata={"example": "местный бюджет"})
    query = String(
        metadata={"description": "The search with this term as well, or without it where it is on"}
    )
    on = Boolean()


class SuggestionsShape(Schema):
    understood = String(metadata={"description": "The search as a sentence"})
    remarks = List(String(), metadata={"description": "What of it was not understood"})
    meant = List(String(), metadata={"description": "Searches with misspelt words put right"})
    related = List(Nested(RelatedShape))


class ProvisionShape(Schema):
    path = String(metadata={"example": "2/art-12/p-3"})
    kind = String()
    number = String()
    heading = String()
    start = Integer()
    end = Integer()


class TextShape(Schema):
    version = Integer()
    part = String()
    number = Integer(metadata={"description": "1 for the first version of this part, 2 for the next"})
    language = String(allow_none=True)
    origin = String(metadata={"description": "live, recorded, transcribed or rebuilt"})
    url = String()
    sha256 = String()
    media_type = String()
    fetched_at = _moment(allow_none=True)
    text = String()
    provisions = List(Nested(ProvisionShape))


class SignalShape(Schema):
    name = String(metadata={"example": "amends_core_law"})
    value = Float()
    weight = Float(metadata={"description": "What it added to the score; below 0: it spoke against"})
    spans = List(
        Tuple((Integer(), Integer())),
        metadata={"description": "Places in the text, in the title for a name that begins with title_"},
    )


class RelevanceShape(Schema):
    score = Float(
        allow_none=True, metadata={"description": "Probability that it touches local self-government, 0 to 1"}
    )
    relevant = String(
        allow_none=True, metadata={"description": "surely, perhaps or hardly; null: it could not be judged"}
    )
    origin = String(allow_none=True, metadata={"description": "model or person"})
    version = Integer(allow_none=True, metadata={"description": "The text that the signals speak of"})
    signals = List(Nested(SignalShape), metadata={"description": "What decided, strongest first"})
    words = List(String(), metadata={"description": "The words that spoke most for it"})


class TopicShape(Schema):
    version = Integer(allow_none=True, metadata={"description": "Null where only an officer sees it"})
    topic = String()
    score = Float()
    origin = String(metadata={"description": "rule, model or person"})
    reason = String()
    evidence = List(Dict())


class ReferenceShape(Schema):
    version = Integer()
    kind = String(metadata={"description": "amends or cites"})
    law = String(allow_none=True)
    number = String(allow_none=True)
    title = String(allow_none=True)
    article = String(allow_none=True)
    part = String(allow_none=True)
    point = String(allow_none=True)
    start = Integer()
    end = Integer()
    text = String()
    draft = String(
        allow_none=True, metadata={"description": "The draft here that is this act, if there is one"}
    )


class ChangeShape(Schema):
    version = Integer()
    operation = String(
        metadata={
            "description": "replace, replace_words, insert_after, remove_words, add, repeal or renumber",
            "example": "replace_words",
        }
    )
    law = String(allow_none=True, metadata={"description": "The act that is changed, if it is on our list"})
    number = String(allow_none=True)
    title = String(allow_none=True)
    annex = String(allow_none=True, metadata={"description": "Its number; empty for the only one"})
    chapter = String(allow_none=True)
    article = String(allow_none=True)
    part = String(allow_none=True)
    point = String(allow_none=True)
    old = String(allow_none=True, metadata={"description": "Words that go, or after which others come"})
    new = String(allow_none=True, metadata={"description": "Words that come, or the new number"})
    start = Integer()
    end = Integer()
    provision = String(metadata={"description": "Path of the provision of this draft that orders it"})


class AttachmentShape(Schema):
    url = String()
    title = String()
    media_type = String(allow_none=True)
    state = String()
    problem = String(allow_none=True)
    sha256 = String(allow_none=True)
    method = String(allow_none=True)
    language = String(allow_none=True)


class DraftShape(Schema):
    id = String()
    source = String()
    url = String()
    titles = Dict(keys=String(), values=String())
    language = String(allow_none=True)
    kind = String(allow_none=True)
    body = String(allow_none=True)
    stage_published = String(allow_none=True)
    stage = String(allow_none=True)
    published = _day(allow_none=True)
    opens = _moment(allow_none=True)
    closes = _moment(allow_none=True)
    deadline = String()
    identifiers = Dict(keys=String(), values=String())
    labels = List(List(String()))
    links = List(String())
    problems = List(String())
    origin = String()
    first_seen = _moment()
    last_seen = _moment()
    texts = List(Nested(TextShape))
    relevance = Nested(RelevanceShape)
    topics = List(Nested(TopicShape))
    rejected_topics = List(
        String(), metadata={"description": "Topics that the machine read and an officer took out"}
    )
    references = List(Nested(ReferenceShape))
    changes = List(
        Nested(ChangeShape), metadata={"description": "What the draft orders to change in other acts"}
    )
    attachments = List(Nested(AttachmentShape))


class SourceShape(Schema):
    name = String()
    titles = Dict(keys=String(), values=String())
    publisher = String()
    address = String()
    state = String(metadata={"description": "ok, doubtful, failed, off or never"})
    reason = String(allow_none=True)
    evidence = String(allow_none=True)
    last_run = _moment(allow_none=True)


class SourcesShape(Schema):
    sources = List(Nested(SourceShape))


class SummaryShape(Schema):
    id = String(metadata={"example": "edraft:9105"})
    dossier = Integer()
    source = String()
    url = String()
    titles = Dict(keys=String(), values=String())
    kind = String(allow_none=True)
    body = String(allow_none=True)
    stage = String(allow_none=True)
    deadline = String()
    origin = String()
    published = _day(allow_none=True)
    closes = _moment(allow_none=True)
    first_seen = _moment()
    last_seen = _moment()


class DraftsShape(Schema):
    drafts = List(Nested(SummaryShape))
    next = _next()


class PositionShape(Schema):
    id = Integer()
    title = String()
    state = String()
    published_at = _moment()


class DossierShape(Schema):
    id = Integer()
    created_at = _moment()
    drafts = List(Nested(SummaryShape))
    positions = List(Nested(PositionShape))


class ListedDossierShape(DossierShape):
    """The same under another name: a shape is described once, alone or in a list."""


class DossiersShape(Schema):
    dossiers = List(Nested(ListedDossierShape))
    next = _next()


class VersionShape(TextShape):
    draft = String(metadata={"example": "edraft:9105"})
    current = Boolean()
    created_at = _moment()


class TopicTitleShape(Schema):
    key = String(metadata={"example": "local_taxes_fees"})
    titles = Dict(keys=String(), values=String())


class TopicsShape(Schema):
    topics = List(Nested(TopicTitleShape))


class KnownLawShape(Schema):
    key = String(metadata={"example": "ՀՕ-337"})
    number = String(allow_none=True, metadata={"description": "Null where it is not verified"})
    titles = Dict(keys=String(), values=List(String()))
    topic = String(allow_none=True)
    adopted = String(allow_none=True, metadata={"description": "A day, or the year where no more is known"})


class LawsShape(Schema):
    laws = List(Nested(KnownLawShape))


class LawShape(KnownLawShape):
    drafts = Integer()
