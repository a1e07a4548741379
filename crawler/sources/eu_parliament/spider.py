"""The way through the European Parliament: a watch-list of procedures, each with its file and its texts."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from crawler.fetching import NoPage, Nothing, Stop, Unrecorded
from crawler.replaying import ReplayingSpider
from crawler.sources.eu_parliament import pages
from crawler.spider import Gathered, Wanted
from legislation.errors import UnexpectedPage
from legislation.scraped import ScrapedAttachment, ScrapedDraft, ScrapedPart

WINDOW = timedelta(days=14)
"""How far back adopted texts are asked for: a text may be listed days after its vote."""
LIVELY = timedelta(days=30)
"""A procedure in which something happened so lately is read with all its texts, another without."""
MOST_PAGES = 20

USER_AGENT = "orakarg-prd-0.1"
"""The site asks for the name of the project, and for no address of a person."""


class EuParliamentSpider(ReplayingSpider):
    """The watch-list: procedures that other sources name, those of newly adopted texts, and what is due."""

    pages = pages
    headers = MappingProxyType({"Accept": "application/ld+json, text/html;q=0.9", "User-Agent": USER_AGENT})

    def wants(self, file: ScrapedAttachment) -> bool:
        """Reports and adopted texts; what the Commission answers is linked only."""
        return not file.title.startswith("SP-")

    async def walk(self) -> AsyncIterator[ScrapedDraft]:
        adopted = await self._adopted()
        store = self.job.store
        named = {f"{pages.SOURCE}:{pages.process_id(one)}": one for one in store.identifiers("procedure")}
        known = store.known([*adopted, *named])
        new = [key for key in (*adopted, *named) if key not in known]
        for key in dict.fromkeys([*store.unread(), *store.due(), *new]):
            gathered = Gathered(key)
            number = key.removeprefix(f"{pages.SOURCE}:")
            if pages.PROCESS.fullmatch(number):
                await self._procedure(gathered, number, named.get(key), is_new=key in new)
            else:
                await self.gather(gathered, [Wanted("document", pages.document(number))])
            if draft := self.put_together(gathered):
                yield draft

    async def _procedure(
        self, gathered: Gathered, number: str, reference: str | None, *, is_new: bool
    ) -> None:
        """The procedure, its file in OEIL, and its texts if they are new to us or may be new."""
        await self.gather(gathered, [Wanted("procedure", pages.process(number))])
        told = gathered.parts.get("procedure")
        reference = (told.identifiers.get("procedure") if told else None) or reference
        if reference:
            await self.gather(gathered, [Wanted("file", pages.procedure_file(reference))])
        if told and any(problem.startswith("file: ") for problem in gathered.failures):
            gathered.parts["procedure"] = replace(told, stage_published=None, stage=None)
        lively = (self.job.now - LIVELY).date().isoformat()
        if is_new or (told and pages.last_activity(told) >= lively):
            await self.gather(gathered, self._texts(gathered))

    def _texts(self, gathered: Gathered) -> list[Wanted]:
        """The summaries, reports and adopted texts to which file and procedure lead."""
        links = dict.fromkeys(link for part in gathered.parts.values() for link in part.links)
        summaries = [Wanted("summary", link) for link in links if pages.summary_id(link)]
        documents = [Wanted("document", link) for link in links if link.startswith(pages.document(""))]
        return [*summaries, *documents]

    async def _adopted(self) -> dict[str, ScrapedPart]:
        """The procedures, by key, of the texts adopted lately; none where the Parliament did not sit."""
        today = self.job.now.date()
        found: dict[str, ScrapedPart] = {}
        for number in range(MOST_PAGES):
            url = pages.adopted_texts(today - WINDOW, today, number * pages.PAGE_SIZE)
            try:
                parts = self.read(await self.fetcher.fetch(url, headers=self.headers))
            except (Nothing, Unrecorded):
                break
            except (NoPage, UnexpectedPage) as error:
                raise Stop(f"the list of adopted texts: {error}") from error
            found |= {part.key: part for part in parts if not part.key.endswith(":?")}
            if len(parts) < pages.PAGE_SIZE:
                break
        return found


SPIDER = EuParliamentSpider
