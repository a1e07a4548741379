"""The closed lists in the reader's language."""

from flask_babel import get_locale

from legislation.freshness import SILENT
from legislation.impact import Sort
from legislation.places import place_name
from legislation.vocabulary import (
    AttachmentState,
    Deadline,
    DocumentType,
    EventKind,
    Fate,
    Frequency,
    Kind,
    Operation,
    Origin,
    PositionState,
    ReferenceKind,
    RunState,
    Stage,
    Stance,
    TagOrigin,
    Visibility,
)
from search_api.messages import Lazy, _
from search_api.site import site

WORDS: dict[str, dict[str, Lazy]] = {
    "stage": {
        Stage.ANNOUNCED: _("Announced"),
        Stage.DISCUSSION: _("Public discussion"),
        Stage.GOVERNMENT: _("With the Government"),
        Stage.PROPOSED: _("Introduced"),
        Stage.FIRST_READING: _("First reading"),
        Stage.SECOND_READING: _("Second reading"),
        Stage.ADOPTED: _("Adopted"),
        Stage.IN_FORCE: _("In force"),
        Stage.LAPSED: _("No longer in force"),
        Stage.REJECTED: _("Rejected"),
        Stage.WITHDRAWN: _("Withdrawn"),
    },
    "kind": {
        Kind.BILL: _("Bill"),
        Kind.LAW: _("Law"),
        Kind.GOVERNMENT_DECISION: _("Government decision"),
        Kind.COUNCIL_DECISION: _("Council decision"),
        Kind.DECISION: _("Decision"),
        Kind.ORDER: _("Order"),
        Kind.DECREE: _("Decree"),
        Kind.PACKAGE: _("Package of drafts"),
        Kind.CONCEPT: _("Concept paper"),
        Kind.PROPOSAL: _("Legislative proposal"),
        Kind.COMMUNICATION: _("Communication"),
        Kind.STAFF_DOCUMENT: _("Staff working document"),
        Kind.OPINION: _("Opinion"),
        Kind.REGULATION: _("Regulation"),
        Kind.DIRECTIVE: _("Directive"),
        Kind.TREATY: _("Treaty"),
    },
    "origin": {
        Origin.LIVE: _("Fetched from the source"),
        Origin.RECORDED: _("Recorded page"),
        Origin.TRANSCRIBED: _("Transcribed page"),
        Origin.REBUILT: _("Rebuilt page"),
    },
    "deadline": {
        Deadline.PUBLISHED: _("published by the source"),
        Deadline.CORRECTED: _("moved by the source"),
        Deadline.ASSUMED: _("assumed, not published"),
        Deadline.UNKNOWN: _("not known"),
    },
    "run": {
        RunState.OK: _("Read"),
        RunState.DOUBTFUL: _("Doubtful"),
        RunState.FAILED: _("Failed"),
        RunState.OFF: _("Switched off"),
        RunState.NEVER: _("Never read"),
        SILENT: _("Silent"),
    },
    "event": {
        EventKind.SEEN: _("First seen"),
        EventKind.NEW_VERSION: _("New version of the text"),
        EventKind.STAGE_CHANGED: _("Stage changed"),
        EventKind.DEADLINE_CHANGED: _("Deadline changed"),
        EventKind.TAGGED: _("Topics found"),
        EventKind.POSITION_OPENED: _("Joint position opened"),
        EventKind.CONFIRMED: _("Confirmed by an officer"),
    },
    "tag": {
        TagOrigin.RULE: _("by rule"),
        TagOrigin.MODEL: _("by a model"),
        TagOrigin.PERSON: _("by a person"),
    },
    "reference": {
        ReferenceKind.AMENDS: _("Amends"),
        ReferenceKind.CITES: _("Cites"),
    },
    "operation": {
        Operation.REPLACE: _("new wording"),
        Operation.REPLACE_WORDS: _("words replaced"),
        Operation.INSERT_AFTER: _("words inserted"),
        Operation.REMOVE_WORDS: _("words removed"),
        Operation.ADD: _("added"),
        Operation.REPEAL: _("repealed"),
        Operation.RENUMBER: _("renumbered"),
    },
    "attachment": {
        AttachmentState.LINKED: _("known by its address only"),
        AttachmentState.READ: _("read"),
        AttachmentState.UNREADABLE: _("could not be read"),
    },
    "stance": {
        Stance.SUPPORT: _("Support"),
        Stance.SUPPORT_IF_AMENDED: _("Support if amended"),
        Stance.OPPOSE: _("Oppose"),
        Stance.WATCH: _("Only watch"),
    },
    "visibility": {
        Visibility.ME: _("only you"),
        Visibility.COMMUNITY: _("you and your community"),
        Visibility.ASSOCIATION: _("you and the association's officers"),
    },
    "fate": {
        Fate.OPEN: _("Not decided yet"),
        Fate.MERGED: _("Taken into the position"),
        Fate.ANSWERED: _("Answered"),
        Fate.OUT_OF_SCOPE: _("Outside this draft"),
    },
    "frequency": {
        Frequency.IMMEDIATE: _("At once"),
        Frequency.DAILY: _("Once a day"),
        Frequency.WEEKLY: _("Once a week"),
    },
    "position": {
        PositionState.OPENED: _("Open for comments"),
        PositionState.COMMENTS_CLOSED: _("Comments closed"),
        PositionState.DRAFTING: _("Being drafted"),
        PositionState.IN_COMMITTEE: _("In committee"),
        PositionState.BEFORE_BOARD: _("Before the board"),
        PositionState.APPROVED: _("Approved"),
        PositionState.APPROVED_IN_PART: _("Approved in part"),
        PositionState.NOT_APPROVED: _("Not approved"),
        PositionState.PROVISIONAL: _("Provisionally approved"),
        PositionState.SIGNED: _("Signed"),
        PositionState.SUBMITTED: _("Submitted"),
        PositionState.REPLIED: _("Answered by the authority"),
        PositionState.CHECKED: _("Checked against the text"),
        PositionState.WITHDRAWN: _("Withdrawn"),
        PositionState.CLOSED: _("Closed"),
    },
    "language": {
        "hy": _("Armenian"),
        "en": _("English"),
        "ru": _("Russian"),
        "fr": _("French"),
    },
    "part": {
        "about": _("Text of the draft"),
        "act": _("Text of the act"),
        "text": _("Text"),
        "justification": _("Justification"),
        "digest": _("Summary sheet"),
        "proposal": _("Text of the proposal"),
        "text_hy": _("Text in Armenian"),
        "text_ru": _("Text in Russian"),
        "opinion": _("Text of the opinion"),
        "opinion_3": _("Text of the opinion"),
        "opinion_5": _("Text of the opinion"),
        "news": _("News"),
        "law": _("Text of the act"),
        "pdf": _("Text from the PDF"),
        "annex": _("Annex"),
        "notice": _("Notice"),
        "procedure": _("Procedure"),
        "attachment": _("Attached file"),
        "card": _("Card"),
        "row": _("Row of the list"),
    },
    "identifier": {
        "act_number": _("Number of the act"),
        "adopted": _("Adopted on"),
        "signed": _("Signed on"),
        "in_force": _("In force from"),
        "act_base": _("Act"),
        "bill_code": _("Code of the bill"),
        "document_code": _("Number of the document"),
        "draft_id": _("Number on the site"),
        "text_id": _("Number on the site"),
        "api_id": _("Number on the site"),
        "title_folded": _("Title for comparison"),
        "adopted_by": _("Adopted as"),
        "celex": _("CELEX number"),
        "cellar": _("CELLAR number"),
        "comnat": _("Number in the register"),
        "dossier": _("Number of the dossier"),
        "immc": _("Number of the document"),
        "procedure": _("Procedure"),
    },
    "sort": {
        Sort.BORDER: _("border communities"),
        Sort.RURAL: _("rural communities"),
        Sort.URBAN: _("urban communities"),
        Sort.MOUNTAIN: _("mountain communities"),
        Sort.SMALL: _("small communities"),
        Sort.MERGED: _("merged communities"),
    },
    "model": {
        "own": _("learned here, from officers' corrections too"),
        "shipped": _("as it was shipped"),
    },
    "label": {
        "local_gov": _("touches local self-government"),
        "local_gov_broad": _("touches local matters in a wide sense"),
    },
    "measure": {
        "p": _("Precision"),
        "r": _("Recall"),
        "f1": _("F1"),
        "ap": _("Average precision"),
        "ece": _("Calibration error"),
    },
    "meaning": {
        "p": _("what share of the texts that it names is right"),
        "r": _("what share of the right texts it names"),
        "f1": _("both in one figure; 1 is perfect"),
        "ap": _("how far the right texts stand before the others; 1 is perfect"),
        "ece": _("how far its probabilities lie from what came true; 0 is perfect"),
    },
    "closing": {
        "open": _("still open, or not known"),
        "week": _("within seven days"),
        "unknown": _("not known"),
        "past": _("past"),
    },
    "type": {
        DocumentType.DRAFT: _("Drafts"),
        DocumentType.VERSION: _("Earlier versions"),
        DocumentType.COMMENT: _("Comments"),
        DocumentType.POSITION: _("Positions"),
    },
    "scope": {
        "public": _("What everybody may read"),
        "own": _("What you may read"),
    },
    "has": {
        "position": _("a joint position"),
    },
    "field": {
        "source": _("Source"),
        "stage": _("Stage"),
        "topic": _("Topic"),
        "kind": _("Kind"),
        "language": _("Language"),
        "body": _("Issuing body"),
        "law": _("Law"),
    },
}


def word(group: str, value: str | None) -> str:
    """A value of a closed list in the reader's language; one that no list has is shown as it is."""
    if not value:
        return ""
    found = WORDS.get(group, {}).get(value)
    return found.spoken() if found else value


def named(field: str, value: str) -> str:
    """The value of a search field as a person would name it; sources and topics have titles of their own."""
    spoken = str(get_locale())
    if field == "source" and value in site().sources:
        return site().sources[value].titles[spoken]
    if field == "topic" and value in site().topics:
        return site().topics[value][spoken]
    return word(field, value)


def place_in_words(path: str, heading: str = "") -> str:
    """The name of a place in a draft."""
    return place_name(path, heading, str(get_locale()))
