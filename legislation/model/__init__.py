"""The nouns. Importing this package makes all of them known to SQLAlchemy."""

from legislation.model.audit import Audit
from legislation.model.base import ATTEMPTS, Base
from legislation.model.dossier import Attachment, Dossier, Draft, Identifier, Provision, Version
from legislation.model.event import Event
from legislation.model.importing import Import
from legislation.model.people import Community, Link, Membership, Person, Role, SignInRequest
from legislation.model.position import Anchor, Comment, Point, Position
from legislation.model.run import CrawlRun
from legislation.model.subscription import Delivery, Mail, Subscription
from legislation.model.tag import Change, Correction, Reference, Tag

__all__ = [
    "ATTEMPTS",
    "Anchor",
    "Attachment",
    "Audit",
    "Base",
    "Change",
    "Comment",
    "Community",
    "Correction",
    "CrawlRun",
    "Delivery",
    "Dossier",
    "Draft",
    "Event",
    "Identifier",
    "Import",
    "Link",
    "Mail",
    "Membership",
    "Person",
    "Point",
    "Position",
    "Provision",
    "Reference",
    "Role",
    "SignInRequest",
    "Subscription",
    "Tag",
    "Version",
]
