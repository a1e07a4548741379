"""What a page is that is not the one that was expected: a guess in words, for the run's reason."""

import re

_SIGNS = (
    (
        "a captcha or a challenge",
        r"captcha|cf-challenge|cf-turnstile|challenge-platform|just a moment\.\.\.|checking your browser"
        r"|you are (a )?human|не робот|ռոբոտ չեք",
    ),
    (
        "a block page",
        r"access denied|request (was )?blocked|you have been blocked|forbidden|incapsula|application firewall"
        r"|доступ (запрещ|огранич)|մուտքն? արգելված",
    ),
    ("a login page", r"<input[^>]{1,300}?type=[\"']?password|<title>[^<]*(log ?in|sign ?in|вход|մուտք)"),
    (
        "an error or maintenance page",
        r"internal server error|bad gateway|service unavailable|page not found|maintenance|технические работы"
        r"|էջը չի գտնվել",
    ),
)
_PATTERNS = tuple((what, re.compile(sign, re.IGNORECASE)) for what, sign in _SIGNS)
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
    """What a page that stands in the way of others shows itself to be; None for any other page."""
    shown = markup[:_ENOUGH]
    return next((what for what, pattern in _PATTERNS if pattern.search(shown)), None)


def is_whole(markup: str) -> bool:
    """Whether a page goes on to its end."""
    return "</html" in markup[-2000:].lower()
