"""Runs the migrations on the connection that ``database.upgrade`` hands over."""

from typing import Any, Literal

from alembic import context

from legislation.model import Base
from legislation.model.base import KeepableText, UtcDateTime


def plain_types(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """A migration stands alone: it names SQLAlchemy's types, never ours."""
    if isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.Text()" if isinstance(thing, KeepableText) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plain_types,
)
context.run_migrations()
