"""The files that a draft links to, read beside its pages; whatever comes of them, the draft stays."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from crawler.attachments import Extracted
from crawler.fetching import Fetcher, Missing, NoPage, Stop, Unrecorded
from legislation.scraped import Page, ScrapedAttachment, ScrapedDraft

MOST_FILES = 30
"""So many files of one draft are read."""

TextOf = Callable[[bytes, str | None], Extracted]


class WithFiles(NamedTuple):
    """A draft with the texts of its files, and the failures for which they should be tried again."""

    draft: ScrapedDraft
    failures: list[str]


async def read(
    draft: ScrapedDraft, wants: Callable[[ScrapedAttachment], bool], fetcher: Fetcher, text_of: TextOf
) -> WithFiles:
    """Fetch and read the files that are wanted, one after the other; those not recorded stay as they are."""
    files = {file: file for file in draft.attachments}
    failures: list[str] = []
    for file in [file for file in files if wants(file)][:MOST_FILES]:
        try:
            page = await fetcher.fetch(file.url)
            files[file] = _told(file, page, await asyncio.to_thread(text_of, page.content, _type(page)))
        except Unrecorded:
            continue
        except (NoPage, Stop) as error:
            files[file] = replace(file, problem=str(error))
            if not isinstance(error, Missing):
                failures.append(f"{file.url}: {error}")
            if isinstance(error, Stop):  # the next page will tell whether this is the end
                break
    return WithFiles(replace(draft, attachments=tuple(files.values())), failures)


def _told(file: ScrapedAttachment, page: Page, found: Extracted) -> ScrapedAttachment:
    return replace(
        file,
        media_type=page.media_type,
        sha256=page.sha256,
        record=page.record,
        text=found.text,
        problem=found.problem,
        method=found.method if found.text is not None else None,
        language=found.language,
    )


def _type(page: Page) -> str:
    return f"{page.media_type}; charset={page.charset}" if page.charset else page.media_type
