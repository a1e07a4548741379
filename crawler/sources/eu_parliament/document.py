"""Reports, motions and adopted texts as the Open Data API tells them: titles, subjects, files."""

from collections.abc import Iterator

from crawler.fields import Record, day, identifier, records, texts, words
from crawler.sources.eu_cellar.documents import procedure
from crawler.sources.eu_parliament.addresses import DATA, PROCESS, SOURCE, UNKNOWN, document, process_id
from crawler.sources.eu_parliament.process import BODY, LANGUAGES, titles_of
from legislation.scraped import Page, ScrapedAttachment, ScrapedPart

FORMATS = (
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("pdf", "application/pdf"),
)
"""The formats in which a file is wanted, the best first."""

_LABELS = ("identifier", "label", "work_type", "epNumber", "notation_publicRegister", "parliamentary_term")
_LISTS = (
    ("eurovoc", "is_about"),
    ("subject_matter", "isAboutSubjectMatter"),
    ("directory", "isAboutDirectoryCode"),
)


def read(page: Page, told: Record) -> ScrapedPart:
    """A document as a part of its procedure; one that names none is a draft of its own."""
    number = identifier(told.get("identifier")) or _tail(words(told.get("id")) or "") or None
    reference, process = _procedure(told)
    owner = process or number
    titles = titles_of(told.get("title_dcterms")) or titles_of(_titles(told))
    is_row = "is_realized_by" not in told and not titles
    problems = [] if titles or is_row else ["the document has no title"]
    name = words(told.get("label"))
    return ScrapedPart(
        key=f"{SOURCE}:{owner}" if owner else UNKNOWN,
        url=document(number) if number else "",
        part="row" if is_row else f"document-{number}",
        origin=page.origin,
        titles=titles,
        body=BODY,
        published=day(told.get("document_date")),
        identifiers=({"procedure": reference} if reference else {}) | ({"document": name} if name else {}),
        language="en",
        attachments=tuple(_files(told)),
        labels=tuple(_labels(told)),
        problems=tuple(problems),
        page=page,
    )


def _procedure(told: Record) -> tuple[str | None, str | None]:
    """Reference and id of the procedure; the reference stands in the long title only."""
    ids = sorted(
        one
        for one in map(_tail, _ids(told.get("inverse_created_a_realization_of")))
        if PROCESS.fullmatch(one)
    )
    said = (procedure(title) for title in _long_titles(told))
    found = next((one for one in said if one and (not ids or process_id(one) in ids)), None)
    return found, ids[0] if ids else process_id(found) if found else None


def _titles(told: Record) -> dict[str, object]:
    """The short titles of all languages; the long ones name persons."""
    titles = (one.get("title") for one in records(told.get("is_realized_by")))
    return {language: text for one in titles if isinstance(one, dict) for language, text in one.items()}


def _long_titles(told: Record) -> Iterator[str]:
    for one in records(told.get("is_realized_by")):
        long_title = one.get("title_alternative")
        yield from texts(list(long_title.values()) if isinstance(long_title, dict) else [])


def _ids(value: object) -> list[str]:
    """The ids of an array of ids or of objects with ids."""
    return texts(value) + texts([one.get("id") for one in records(value)])


def _tail(text: str) -> str:
    return text.rpartition("/")[2]


def _labels(told: Record) -> Iterator[tuple[str, str]]:
    for name in _LABELS:
        if text := words(told.get(name)):
            yield name, _tail(text) if "/" in text and name != "label" else text
    for label, name in _LISTS:
        for text in texts(told.get(name)):
            yield label, _tail(text)
    for text in texts(told.get("creator")):
        if text.startswith("org/"):
            yield "creator", _tail(text)


def _files(told: Record) -> Iterator[ScrapedAttachment]:
    """The best file of each language that we take."""
    by_language = {_tail(str(one.get("id"))): one for one in records(told.get("is_realized_by"))}
    for language in LANGUAGES:
        files = records(by_language.get(language, {}).get("is_embodied_by"))
        urls = [url for one in files if (url := words(one.get("is_exemplified_by")))]
        best = ((url, kind) for end, kind in FORMATS for url in urls if url.lower().endswith(f".{end}"))
        for url, kind in list(best)[:1]:
            yield ScrapedAttachment(DATA + url.lstrip("/"), _tail(url), kind)
