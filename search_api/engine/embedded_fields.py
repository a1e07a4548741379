"""How a document lies in the Tantivy index.

Texts come analysed, their keys joined by blanks, so that the index splits them at blanks and nothing
else. Every field that a query can name is a feature (``source:edraft``) in one raw field.
"""

from datetime import UTC, datetime
from typing import Any

import tantivy

from legislation.query import FACETS, PUBLIC, Document

LAYOUT = 1
"""Version of what is written here; a change means that every index must be rebuilt."""

RESTRICTED = "restricted"
"""Marks what not everybody may read: mostly few documents, so that leaving them out costs little."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FAR = 10**18
"""More microseconds than any date is from 1970, so that shifted times are positive and of one width."""


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("features", "readers", "restricted"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("keys", "exact", "title_keys", "body_keys"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in (*FACETS, "newest", "closing"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("published", "seen", "closes"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def entry(document: Document) -> tantivy.Document:
    """The document as the index takes it."""
    facets: dict[str, Any] = {name: list(document.values[name]) for name in FACETS}
    moment = microseconds(document.newest)
    result = tantivy.Document(
        id=document.id,
        features=[feature(*pair) for pair in document.features],
        readers=list(document.readers),
        restricted=[] if PUBLIC.may_read(document) else [RESTRICTED],
        keys=" ".join(document.reading.keys),
        exact=" ".join(document.reading.exact),
        title_keys=" ".join(document.title_reading.keys),
        body_keys=" ".join(document.body_reading.keys),
        newest=f"{_FAR - moment:019d} {document.id}",
        **facets,
    )
    if document.published:
        result.add_integer("published", document.published.toordinal())
    else:
        result.add_integer("seen", moment)
    if document.closes:
        closes = microseconds(document.closes)
        result.add_integer("closes", closes)
        result.add_text("closing", f"{_FAR + closes:019d} {document.id}")
    return result


def feature(name: str, value: str) -> str:
    return f"{name}:{value}"


def microseconds(moment: datetime) -> int:
    """Since 1970, as the index counts time."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
