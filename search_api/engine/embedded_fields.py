"""How a document lies in the Tantivy index."""

import tantivy

from legislation.query import FACETS, PUBLIC, Document
from search_api.engine.prepared import fields

LAYOUT = 3
"""Version of what is written here; a change means that every index must be rebuilt."""

RESTRICTED = "restricted"
"""Marks what not everybody may read: mostly few documents, so that leaving them out costs little."""

_FAR = 10**18
"""More microseconds than any date is from 1970, so that shifted times are positive and of one width."""


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("features", "readers", "restricted"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("keys", "exact", "opening", "body_keys"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    for name in (*FACETS, "newest", "closing"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("published", "seen", "closes", "changed"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


def entry(document: Document) -> tantivy.Document:
    """The document as the index takes it."""
    ready = fields(document)
    newest = f"{_FAR - ready.pop('newest'):019d} {document.id}"
    closing = [f"{_FAR + ready['closes']:019d} {document.id}"] if "closes" in ready else []
    restricted = [] if PUBLIC.may_read(document) else [RESTRICTED]
    return tantivy.Document(**ready, newest=newest, closing=closing, restricted=restricted)
