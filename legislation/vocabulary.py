"""Closed lists: the words that the whole service uses for stages, kinds, origins and states.

Members are strings, so that they go into the database, JSON and templates as they are.
What a source publishes is kept word for word beside them (``stage_published``).
"""

from enum import StrEnum


class Stage(StrEnum):
    """Where a matter stands on its way to law, whatever the source calls it."""

    ANNOUNCED = "announced"
    DISCUSSION = "discussion"
    GOVERNMENT = "government"
    PROPOSED = "proposed"
    FIRST_READING = "first_reading"
    SECOND_READING = "second_reading"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


FINAL_STAGES = frozenset({Stage.ADOPTED, Stage.IN_FORCE, Stage.LAPSED, Stage.REJECTED, Stage.WITHDRAWN})


class Kind(StrEnum):
    """What sort of text it is."""

    BILL = "bill"
    LAW = "law"
    GOVERNMENT_DECISION = "government_decision"
    COUNCIL_DECISION = "council_decision"
    DECISION = "decision"
    ORDER = "order"
    DECREE = "decree"
    PACKAGE = "package"
    CONCEPT = "concept"
    PROPOSAL = "proposal"
    COMMUNICATION = "communication"
    STAFF_DOCUMENT = "staff_document"
    OPINION = "opinion"
    REGULATION = "regulation"
    DIRECTIVE = "directive"
    TREATY = "treaty"


class Origin(StrEnum):
    """How near the bytes are to what the source sent; never raised without a new observation."""

    LIVE = "live"
    RECORDED = "recorded"
    TRANSCRIBED = "transcribed"
    REBUILT = "rebuilt"

    @classmethod
    def weakest(cls, origins: "list[Origin]") -> "Origin | None":
        """The origin that is furthest from the source, or None for no pages."""
        order = list(cls)
        return max(origins, key=order.index, default=None)


class Deadline(StrEnum):
    """How a closing date is known; a gap is never filled in silence."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    ASSUMED = "assumed"
    UNKNOWN = "unknown"


class RunState(StrEnum):
    """How a crawl of a source ended."""

    OK = "ok"
    DOUBTFUL = "doubtful"
    FAILED = "failed"
    OFF = "off"
    NEVER = "never"


class EventKind(StrEnum):
    """What can happen to a draft; ``CONFIRMED``: an officer found that it matters, or one of its topics."""

    SEEN = "seen"
    NEW_VERSION = "new_version"
    STAGE_CHANGED = "stage_changed"
    DEADLINE_CHANGED = "deadline_changed"
    TAGGED = "tagged"
    POSITION_OPENED = "position_opened"
    CONFIRMED = "confirmed"


class TagOrigin(StrEnum):
    """Who says that a topic is touched."""

    RULE = "rule"
    MODEL = "model"
    PERSON = "person"


class Relevant(StrEnum):
    """How surely a text touches local self-government.

    ``SURELY`` passes the bar of the members' mails (precision first), ``PERHAPS`` only that of the officers'
    inbox (recall first), ``HARDLY`` neither.
    """

    SURELY = "surely"
    PERHAPS = "perhaps"
    HARDLY = "hardly"


class ReferenceKind(StrEnum):
    AMENDS = "amends"
    CITES = "cites"


class Operation(StrEnum):
    """What an amendment does to a place in an act, or to words in it."""

    REPLACE = "replace"
    REPLACE_WORDS = "replace_words"
    INSERT_AFTER = "insert_after"
    REMOVE_WORDS = "remove_words"
    ADD = "add"
    REPEAL = "repeal"
    RENUMBER = "renumber"


class AttachmentState(StrEnum):
    """``LINKED`` is known by its address only; ``UNREADABLE`` is kept although it gave no text."""

    LINKED = "linked"
    READ = "read"
    UNREADABLE = "unreadable"


class Method(StrEnum):
    """How the text of a file was had: ``OCR`` is recognised in pictures, and errs."""

    TEXT = "text"
    OCR = "ocr"


class RoleName(StrEnum):
    READER = "reader"
    COMMENTER = "commenter"
    HEAD = "head"
    OFFICER = "officer"
    BOARD = "board"
    ADMINISTRATOR = "administrator"


class DocumentType(StrEnum):
    """What a search can find: drafts, and what hangs on them."""

    DRAFT = "draft"
    VERSION = "version"
    COMMENT = "comment"
    POSITION = "position"


class Frequency(StrEnum):
    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


class Follow(StrEnum):
    """What a subscription follows."""

    SEARCH = "search"
    DRAFT = "draft"
    LAW = "law"
    TOPIC = "topic"
    SOURCE = "source"


class Stance(StrEnum):
    SUPPORT = "support"
    SUPPORT_IF_AMENDED = "support_if_amended"
    OPPOSE = "oppose"
    WATCH = "watch"


class Visibility(StrEnum):
    """Who may read a comment beside its author; it widens by its owner's act, and never narrows."""

    ME = "me"
    COMMUNITY = "community"
    ASSOCIATION = "association"


class Fate(StrEnum):
    """What became of a comment; OPEN means that nobody has decided yet."""

    OPEN = "open"
    MERGED = "merged"
    ANSWERED = "answered"
    OUT_OF_SCOPE = "out_of_scope"


class AnchorState(StrEnum):
    SURE = "sure"
    TO_CHECK = "to_check"
    ORPHAN = "orphan"


class PositionState(StrEnum):
    """The states of a joint position; today's verbs use the first and the third."""

    OPENED = "opened"
    COMMENTS_CLOSED = "comments_closed"
    DRAFTING = "drafting"
    IN_COMMITTEE = "in_committee"
    BEFORE_BOARD = "before_board"
    APPROVED = "approved"
    APPROVED_IN_PART = "approved_in_part"
    NOT_APPROVED = "not_approved"
    PROVISIONAL = "provisional"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    REPLIED = "replied"
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class PointState(StrEnum):
    PROPOSED = "proposed"
    IN_DRAFT = "in_draft"
    RECOMMENDED = "recommended"
    VOTED = "voted"
    SUBMITTED = "submitted"
    REPLIED = "replied"
    CHECKED = "checked"


class Purpose(StrEnum):
    """What a signed link lets its holder do, and nothing else."""

    SIGN_IN = "sign_in"
    COMMENT = "comment"
    UNSUBSCRIBE = "unsubscribe"
    API_PUBLIC = "api_public"
    API_OWN = "api_own"


LANGUAGES = ("hy", "en", "ru", "fr")
"""Languages of texts that the service can read."""

INTERFACE_LANGUAGES = ("hy", "en", "ru")
"""Languages in which it speaks to people, the first being the default."""
