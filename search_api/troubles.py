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
    "unknown_fate": _("Please choose what becomes of the comment."),
    "place_needed": _("Please choose the place that this point is about."),
    "unknown_frequency": _("Please choose how often you want to be told."),
    "empty_query": _("There is nothing to follow yet: write a search first."),
    "too_many_subscriptions": _("You follow too many searches: end one of them first."),
    "comment_decided": _("The officers have decided on this comment already, so it can no longer change."),
    "changed_meanwhile": _("Somebody saved this while you were writing. Nothing was overwritten."),
    "position_frozen": _("The text of this position can no longer change."),
}
"""What the codes of Forbidden, Invalid and Conflict say to a person."""


PROBLEMS = {
    "the draft's own text": _("The text of the draft was not had."),
    "the justification was not had": _("The justification was not had."),
    "the summary sheet": _("The summary sheet was not had."),
    "the text of the document was not had": _("The text of the document was not had."),
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
