"""What a page is that is not the one that was expected: a guess in words, for the run's reason."""

import re

from config import block_pages

_ENOUGH = 500_000
_TAGS = re.compile(r"<[^<>]*>")


def guess(markup: str) -> str:
    """What the markup looks like: "a login page", "a captcha or a challenge", "JSON" … or "another page"."""
    start = markup.lstrip()[:1]
    if start in ("{", "["):
        return "JSON"
    if start != "<":
        return "plain text"
    if re.match(r"\s*<\?xml(?!.*<html)", markup[:2000], re.DOTALL):
        return "XML"
    return sign(markup) or ("another page" if _TAGS.sub("", markup).strip() else "a blank page")


def sign(markup: str) -> str | None:
    """What a page that stands in the way of others shows itself to be; None for any other page.

    The table of them is ``config/block_pages.toml``.
    """
    shown = markup[:_ENOUGH]
    return next((what for what, pattern in block_pages.patterns() if pattern.search(shown)), None)


def is_whole(markup: str) -> bool:
    """Whether a page goes on to its end."""
    return "</html" in markup[-2000:].lower()
