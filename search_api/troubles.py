"""What a person is told when a link, an act or a page of a source is not as it should be."""

from search_api.messages import _, gettext
from search_api.wording import WORDS, word

REASONS = {
    "forged": _("This link is not one of ours, or it was cut while it was copied."),
    "expired": _("This link has expired."),
    "revoked": _("This link was withdrawn."),
    "used": _("This link was used already: it works once only."),
    "disabled": _("This account is closed."),
}
"""Why a link cannot be used (``BadLink``)."""

REFUSALS = {
    "may_not_comment": _(
        "Your role lets you read, but not comment. The association's officers can change that."
    ),
    "officers_only": _("Only the association's policy officers may do this."),
    "stance_needed": _("Please choose a stance."),
    "unknown_visibility": _("Please choose who may read the comment."),
    "nothing_said": _("Please write a proposed wording or your reasons."),
    "visibility_only_widens": _("The officers may have read it already, so it can no longer be yours alone."),
    "nonce_needed": _("Please reload the page and send the form once more."),
    "sent_before": _(
        "This form was sent before with other words, and those are kept. "
        "Keep this now to make a second comment."
    ),
    "too_long": _("This text is too long."),
    "justification_needed": _("A point needs a justification."),
    "reason_needed": _("Please give a reason: the author will read it."),
    "unknown_topic": _("There is no such topic."),
    "unknown_verdict": _("Please press one of the buttons."),
    "unknown_fate": _("Please choose what becomes of the comment."),
    "place_needed": _("Please choose the place that this point is about."),
    "unknown_frequency": _("Please choose how often you want to be told."),
    "empty_query": _("There is nothing to follow yet: write a search first."),
    "too_many_subscriptions": _("You follow too many searches: end one of them first."),
    "comment_decided": _("The officers have decided on this comment already, so it can no longer change."),
    "changed_meanwhile": _("Somebody saved this while you were writing. Nothing was overwritten."),
    "title_needed": _("Please give a title."),
    "source_needed": _("Please say whose document it is: a known source, or the name of the publisher."),
    "bad_date": _("This date cannot be read, or it is too far away."),
    "deadline_kind_needed": _("Please say whether the date was published or is assumed."),
    "unknown_choice": _("Please choose something from the list."),
    "nothing_given": _("Please give an address or a file."),
    "bad_address": _("This is no address of a page: it should begin with https:// or http://."),
    "bad_email": _("This is no e-mail address."),
    "file_too_large": _("The file is larger than 25 MB."),
    "file_empty": _("The file is empty."),
    "import_gone": _("This can no longer be saved. Please give the file or address once more."),
    "unknown_scope": _("Please choose what the token may read."),
    "too_many_tokens": _("You have too many tokens: end one of them first."),
    "unknown_cursor": _("This is no place in the list."),
    "position_frozen": _("The text of this position can no longer change."),
}
"""What the codes of Forbidden, Invalid and Conflict say to a person."""


PROBLEMS = {
    "the draft's own text": _("The text of the draft was not had."),
    "the justification was not had": _("The justification was not had."),
    "the summary sheet": _("The summary sheet was not had."),
    "the text of the document was not had": _("The text of the document was not had."),
    "the text of the bill was not had": _("The text of the draft was not had."),
    "is uncertain: it may end": _("The number is uncertain: it may end in the index of a package."),
    "the closing date is uncertain": _("The closing date is uncertain: only one date is given."),
    "was in ARMSCII-8": _("The text was converted from an old Armenian coding."),
    "the text of the act was not had": _("The text of the act was not had."),
    "the page of the act was not had": _("The page of the act was not had: the text is that of its PDF."),
    "is not whole": _("The text is not whole: its gaps are marked."),
    "ends early": _("A page ended early, so something may be missing."),
    "has no title": _("The source gives no title."),
    "has no card": _("The source does not give the number, the dates and the body of the act."),
    "were lost before we got the page": _("Some characters were lost before we got the page."),
    "control characters": _("Some characters that stand for nothing were left out."),
    "not a date": _("A date could not be read."),
}
"""What stands in a problem, as the readers of the sources name it, and what it says to a person."""

FAILURES = {
    "not recorded": _("this page is not among the recorded ones"),
    "has no such page": _("the site has no such page"),
    "sends us": _("the site sends us elsewhere"),
    "in trouble": _("the site is in trouble"),
    "refuses us": _("the site refuses us"),
    "wants a login": _("the site wants a login"),
    "less often": _("the site asks us to come less often"),
    "answers with status": _("the site did not give the page"),
    "a login page": _("a login page came instead"),
    "captcha": _("a captcha came instead"),
    "a block page": _("a page that turns us away came instead"),
    "maintenance page": _("an error page came instead"),
    "is empty": _("an empty page came"),
    "blank page": _("a page without a text came"),
    "wrong content type": _("something that is no page came"),
    "broken encoding": _("the letters of the page are broken"),
    "ORAKARG_CONTACT": _("no site is asked until the administrator has set an address for its people"),
    "not on the open net": _("the address does not lead to the open net"),
    "no address of a page": _("this is no address of a page"),
    "name or password": _("an address with a name or password in it is not asked"),
    "pages of the web are on": _("only the usual ports of web pages are asked"),
    "begin with http": _("this is no address of a page"),
    "there is no site": _("there is no such site"),
    "could not be reached": _("the site could not be reached"),
    "took longer than": _("it took too long"),
    "leads to others": _("the site sends us on and on"),
    "larger than": _("the file is too large"),
    "needs OCR": _("the file is a scan, and its letters are not recognised yet"),
    "recognised in pictures": _("some pages were recognised in pictures, so there may be wrong letters"),
    "password": _("the file is locked by a password"),
    "is broken": _("the file is broken"),
    "the file has no text": _("the file has no text"),
    "the file is empty": _("the file is empty"),
    "such files are not read": _("files of this kind are not read"),
    "JavaScript or cookies": _("a page that wants JavaScript or cookies came instead"),
    "a server without a site": _("the page of a server without a site came instead"),
    "broken JSON": _("the answer is broken, or it ends early"),
    "was expected": _("something else came than what was asked for"),
    "is missing on": _("its pages no longer say something that they always said"),
    "parts are damaged": _("some of its pages came broken"),
    "do not look like any": _("its pages are not what they were"),
    "expected": _("less came than usual"),
    "files could not be read": _("many of its files have no text that can be read"),
    "could not be read": _("some drafts could not be read"),
    "not stored": _("some drafts that it lists are not kept"),
    "new label": _("some words on its pages are new to us"),
    "new stage": _("a stage that it names is new to us"),
}
"""What stands in the reason why a page was not had, and what it says to a person."""


def reason(code: str) -> str:
    """Why a link cannot be used, in the reader's language."""
    return REASONS.get(code, REASONS["forged"]).spoken()


def refusal(code: str) -> str:
    """A refusal in the reader's language."""
    return REFUSALS[code].spoken() if code in REFUSALS else gettext("This cannot be done.")


def problem(told: str) -> str:
    """A problem of a draft in the reader's language; one that is not listed is shown as it was told.

    ``PART: REASON`` says why one page of the draft was not had.
    """
    part, colon, why = told.partition(": ")
    if colon and part in WORDS["part"]:
        return f"{word('part', part)}: {failure(why)}"
    return next((words.spoken() for key, words in PROBLEMS.items() if key in told), told)


def failure(told: str) -> str:
    """Why a page was not had, in the reader's language where the reason is a known one."""
    return next((words.spoken() for key, words in FAILURES.items() if key in told), told)
