"""The text of a file of the portals: an act, or a draft of one, in Armenian or in Russian."""

from crawler.attachments import text_of
from crawler.decoding import file_kind
from legislation.errors import UnexpectedPage
from legislation.scraped import Page, ScrapedPart

PARTS = {"hy": "text_hy", "ru": "text_ru"}
"""The parts that are texts, by their language."""

TEXTLESS = "the file has no text to read"
"""How the reasons begin for which there is no use in asking again."""


def is_file(page: Page) -> bool:
    """Whether the bytes are those of a file and not of a page."""
    return file_kind(page.content) is not None


def read(page: Page, unknown: str) -> ScrapedPart:
    """The text of a file, which does not say whose it is: its key is ``unknown``. Raises UnexpectedPage."""
    found = text_of(page.content, page.media_type)
    if found.text is None:
        raise UnexpectedPage(f"{TEXTLESS}: {found.problem}")
    return ScrapedPart(
        key=unknown,
        url=page.url if page.url.startswith("http") else "",
        part=PARTS.get(found.language or "", "text"),
        origin=page.origin,
        language=found.language,
        text=found.text,
        problems=(found.problem,) if found.problem else (),
        page=page,
    )
