"""What a source's readers make of saved pages: nothing is asked of a site, nothing is stored."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from config import sources
from crawler import recorded
from legislation.errors import NotFound, UnexpectedPage
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft, ScrapedPart

MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
}


class Pages(Protocol):
    """What every source's ``pages`` module offers to spiders and to ``orakarg read``."""

    SOURCE: str

    def read(self, page: Page) -> list[ScrapedPart]: ...
    def assemble(self, parts: Sequence[ScrapedPart], problems: Sequence[str] = ()) -> ScrapedDraft: ...
    def canonical(self, url: str) -> str: ...


class Readers(Mapping[str, Pages]):
    """The readers of all sources of the configuration by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> Pages:
        if name not in self._names:
            raise KeyError(name)
        return cast(Pages, import_module(f"crawler.sources.{name}.pages"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> list[str]:
        return list(sources.load())


SOURCES = Readers()


def read_file(source: str, path: Path, url: str | None = None) -> list[ScrapedPart]:
    """The parts that a saved page tells.

    Without ``url`` the address is the one under which the same bytes are kept in the project, else it is
    unknown and the page must tell by itself whose it is. Raises NotFound for an unknown source,
    UnexpectedPage for a page that is not one of the source, OSError for a file that cannot be opened.
    """
    if source not in SOURCES:
        raise NotFound(f"there is no source “{source}”: known are {', '.join(SOURCES)}")
    content = path.read_bytes()
    page = Page(
        url=url or f"file:{path.name}",
        content=content,
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/html"),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    kept = recorded.known(source, content)
    if kept:
        page = replace(page, origin=kept.origin, media_type=kept.media_type, url=url or kept.url)
    return SOURCES[source].read(page)


def read_files(
    source: str, paths: Sequence[Path], url: str | None = None
) -> tuple[list[ScrapedPart], list[str]]:
    """The parts of several saved pages, and a line for each file that could not be read, with its name.

    Raises NotFound for an unknown source.
    """
    parts: list[ScrapedPart] = []
    failed: list[str] = []
    for path in paths:
        try:
            parts += read_file(source, path, url)
        except UnexpectedPage as error:
            failed.append(f"{path.name}: {error}")
        except OSError as error:
            failed.append(f"{path.name}: cannot be opened: {error.strerror or error}")
        except NotFound:
            raise
        except Exception as error:
            failed.append(f"{path.name}: the reader broke: {type(error).__name__}: {error}")
    return parts, failed


def as_json(part: ScrapedPart) -> dict[str, Any]:
    """A part as ``orakarg read`` prints it; null where a thing is not known."""
    return {
        "key": part.key,
        "url": part.url or None,
        "part": part.part,
        "origin": part.origin,
        "titles": part.titles,
        "kind": part.kind,
        "body": part.body,
        "stage_published": part.stage_published,
        "stage": part.stage,
        "published": part.published.isoformat() if part.published else None,
        "opens": part.opens.isoformat() if part.opens else None,
        "closes": part.closes.isoformat() if part.closes else None,
        "deadline": part.deadline,
        "identifiers": part.identifiers,
        "language": part.language,
        "text": part.text,
        "attachments": [_attachment(attachment) for attachment in part.attachments],
        "labels": [list(pair) for pair in part.labels],
        "links": list(part.links),
        "problems": list(part.problems),
    }


def _attachment(attachment: ScrapedAttachment) -> dict[str, Any]:
    return {
        "url": attachment.url,
        "title": attachment.title,
        "media_type": attachment.media_type,
        "problem": attachment.problem,
    }
