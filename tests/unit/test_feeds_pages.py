"""Feeds and sitemaps of all kinds: recorded ones, and made-up ones with what goes wrong in feeds."""

from datetime import date

import pytest
from made_up_feeds import URL, atom, item, only, page, rss

from config import sources
from crawler import recorded
from crawler.sources.feeds import pages
from legislation.scraped import Page
from legislation.vocabulary import Kind


def recorded_page(name: str) -> Page:
    return next(row for row in recorded.rows("feeds") if row.file.name == name).page()


class TestRecorded:
    def test_an_atom_entry_tells_all_it_has(self):
        part = pages.read(recorded_page("legislation_gov_uk_new.atom.xml"))[1]
        assert part.key == "feeds:legislation_gov_uk:https://www.legislation.gov.uk/id/uksi/2015/2026"
        assert part.url == "http://www.legislation.gov.uk/uksi/2015/2026/made"
        assert part.titles == {"en": "The Gloucester (Electoral Changes) Order 2015"}
        assert part.published == date(2015, 12, 16)
        assert part.body == "The National Archives of the United Kingdom"
        assert part.text.startswith("This Order makes changes to electoral arrangements")
        assert [a.title for a in part.attachments] == ["XML", "RDF/XML", "AKN", "PDF"]
        assert ("ukm:Number", "2026") in part.labels
        assert "http://www.legislation.gov.uk/id/ukdsi/2015/9780111140239" in part.links

    def test_a_title_in_two_languages_is_two_titles(self):
        parts = pages.read(recorded_page("legislation_gov_uk_page1051.atom.xml"))
        titles = next(part.titles for part in parts if part.key.endswith("/wsi/2012/2948"))
        assert titles["en"].startswith("The A458 Trunk Road (Powys/Shropshire Border")
        assert titles["cy"].startswith("Gorchymyn Cefnffordd yr A458")

    def test_an_empty_summary_and_a_feed_of_the_year_3200_are_no_problem(self):
        parts = pages.read(recorded_page("legislation_gov_uk_page1051.atom.xml"))
        assert len(parts) == 20
        assert (parts[0].text, parts[0].problems) == (None, ())
        assert {part.published.year for part in parts} == {2011, 2012, 2013}

    def test_the_next_page_is_known(self):
        told = pages.told(recorded_page("legislation_gov_uk_page1051.atom.xml"), ())
        assert told.following == "http://legislation.data.gov.uk/1110-2016/data.feed?page=1052"


class TestKinds:
    def test_rss_2(self):
        part = only(
            rss(
                item(
                    '<guid isPermaLink="false">12 at made-up</guid>',
                    "<pubDate>Wed, 02 Oct 2002 13:00:00 GMT</pubDate>",
                    "<description><![CDATA[<p>One <b>law</b>.</p>See <a href='/2'>two</a>]]></description>",
                    "<category>Law</category><dc:creator>A person</dc:creator>",
                    '<enclosure url="/1.pdf" type="application/pdf" length="9"/>',
                    '<enclosure url="/1.jpg" type="image/jpeg" length="9"/>',
                ),
                head="<title>The feed</title><language>en-gb</language>",
            )
        )
        assert (part.key, part.language) == ("feeds:made-up.example:12-at-made-up", "en")
        assert part.published == date(2002, 10, 2)
        assert part.text == "One law.\nSee two"
        assert part.links == ("https://made-up.example/2",)
        assert [a.url for a in part.attachments] == ["https://made-up.example/1.pdf"]
        assert part.labels == (
            ("feed", "The feed"),
            ("pubDate", "Wed, 02 Oct 2002 13:00:00 GMT"),
            ("category", "Law"),
        )

    @pytest.mark.parametrize("version", ["0.90", "0.91", "0.92"])
    def test_rss_0_9(self, version):
        assert only(rss(item(), version=version)).titles == {"en": "Made up"}

    def test_rss_1_has_its_entries_beside_the_channel(self):
        part = only(
            page(
                '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
                ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="https://x.example">'
                '<title>Feed</title></channel><item rdf:about="http://x.example/1"><title>Նոր օրենքի նախագիծ'
                "</title><link>https://x.example/1</link><dc:date>2024-05-01T01:00:00+04:00</dc:date></item></rdf:RDF>"
            )
        )
        assert part.key == "feeds:made-up.example:https://x.example/1"
        assert (part.titles, part.published) == ({"hy": "Նոր օրենքի նախագիծ"}, date(2024, 5, 1))

    def test_atom(self):
        part = only(
            atom(
                '<id>tag:x,2024:1</id><title type="html">&lt;i&gt;On&lt;/i&gt; R&amp;amp;D</title>'
                '<link rel="self" href="/self"/><link href="1.html"/>'
                '<link rel="alternate" type="text/html" href="2"/>'
                "<updated>2024-06-02T00:00:00Z</updated><published>2024-06-01T00:00:00Z</published>"
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p>Two</div></content>',
                attributes='xml:base="https://made-up.example/deep/"',
            )
        )
        assert (part.key, part.url) == (
            "feeds:made-up.example:tag:x,2024:1",
            "https://made-up.example/deep/1.html",
        )
        assert (part.titles, part.text) == ({"en": "On R&D"}, "One\nTwo")
        assert part.published == date(2024, 6, 1)

    def test_atom_0_3(self):
        old = '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>Old</title><id>a</id>{}</entry></feed>'
        part = only(page(old.format('<link href="/1"/><issued>2004-01-02T03:04:05Z</issued>')))
        assert (part.url, part.published) == ("https://made-up.example/1", date(2004, 1, 2))

    def test_a_sitemap_with_and_without_news(self):
        news = (
            "<news:news><news:title>Title</news:title><news:publication_date>2026-01-01</news:publication_date>"
            "</news:news>"
        )
        parts = pages.read(
            page(
                '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
                ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
                f"<url><loc>https://x.example/1</loc><lastmod>2026-01-03</lastmod>{news}</url>"
                "<url><loc>https://x.example/2</loc><lastmod>2026-01-02T10:00+04:00</lastmod></url></urlset>"
            )
        )
        assert [(p.key, p.titles, p.published.day, p.problems) for p in parts] == [
            ("feeds:made-up.example:https://x.example/1", {"en": "Title"}, 1, ()),
            ("feeds:made-up.example:https://x.example/2", {}, 2, ()),
        ]

    def test_an_index_of_sitemaps_names_them_newest_first(self):
        index = (
            "<sitemapindex><sitemap><loc>https://x.example/1.xml</loc><lastmod>2026-01-01</lastmod></sitemap>"
            "<sitemap><loc>/2.xml.gz</loc><lastmod>2026-02-01</lastmod></sitemap></sitemapindex>"
        )
        (part,) = pages.read(page(index))
        assert (part.key, part.part) == ("feeds:?", "sitemaps")
        assert part.links == ("https://made-up.example/2.xml.gz", "https://x.example/1.xml")

    def test_a_list_of_addresses_is_a_sitemap(self):
        parts = pages.read(page("https://x.example/1\r\nhttps://x.example/2\r\n"))
        assert [part.url for part in parts] == ["https://x.example/1", "https://x.example/2"]


class TestWhose:
    FEEDS = sources.load()["feeds"].feeds

    @pytest.mark.parametrize(
        ("url", "link", "name"),
        [
            ("https://www.unhabitat.org/rss.xml", "", "un_habitat"),
            ("http://unhabitat.org/other.xml", "", "un_habitat"),
            ("file:saved.xml", "https://matsne.gov.ge/en/document/view/1", "matsne"),
            ("https://made-up.example/rss", "https://other.example/1", "made-up.example"),
            ("file:saved.xml", "https://www.other.example/1", "other.example"),
            ("file:saved.xml", "tag:nothing", "saved"),
        ],
    )
    def test_a_feed_is_known_by_its_address_or_its_links(self, url, link, name):
        told = page(
            f"<rss><channel><item><guid>id</guid><title>x</title><link>{link}</link></item></channel></rss>"
        )
        parts = pages.read(Page(url=url, content=told.content))
        assert [part.key for part in parts] == [f"feeds:{name}:id"]

    def test_what_we_know_of_a_feed_stands_on_its_entries(self):
        feed = sources.Feed("acts", "Acts", URL, "hy", "Ազգային ժողով", "L", kind="law")
        (part,) = pages.told(rss(item()), (feed,), sure=True).parts
        assert (part.kind, part.body, part.language) == (Kind.LAW, "Ազգային ժողով", "hy")

    def test_every_kind_in_the_configuration_is_one(self):
        assert {Kind(feed.kind) for feed in self.FEEDS if feed.kind} <= set(Kind)


class TestIdentity:
    def test_without_guid_the_link_is_the_id(self):
        assert only(rss(item())).key == "feeds:made-up.example:https://made-up.example/1"

    def test_an_atom_entry_without_id_goes_by_a_digest_of_its_link(self):
        secure, plain = (
            only(atom(f'<title>x</title><link href="{scheme}://x.example/1"/><id/>')).key
            for scheme in ("https", "http")
        )
        assert secure == plain
        assert len(secure.rpartition(":")[2]) == 64

    def test_an_id_that_changes_from_http_to_https_stays_the_same(self):
        keys = {only(rss(item(f"<guid>{s}://x.example/1</guid>"))).key for s in ("http", "https")}
        assert len(keys) == 1

    def test_an_entry_with_neither_id_nor_link_is_kept_without_a_key(self):
        parts = pages.read(rss("<title>Lost</title>", item()))
        assert [part.key for part in parts] == ["feeds:?", "feeds:made-up.example:https://made-up.example/1"]

    def test_entries_that_share_an_id_go_by_their_addresses(self):
        same = '<title>x</title><guid isPermaLink="false">7</guid><link>https://x.example/{}</link>'
        parts = pages.read(rss(same.format(1), same.format(2), same.format(1)))
        assert len({part.key for part in parts}) == len(parts) == 2
        assert parts[1].problems == ("another entry of the feed has the same id",)

    def test_a_guid_is_an_address_only_if_it_says_so(self):
        linkless = "<title>x</title><guid{}>https://x.example/1</guid>"
        assert only(rss(linkless.format(""))).url == "https://x.example/1"
        assert only(rss(linkless.format(' isPermaLink="false"'))).url == ""

    def test_a_link_that_leads_nowhere_is_none(self):
        part = only(rss("<title>x</title><guid isPermaLink='false'>1</guid><link>javascript:alert(1)</link>"))
        assert (part.url, part.problems) == ("", ("not an address: “javascript:alert(1)”",))


def test_a_feed_that_tells_only_its_base_is_named_by_its_host():
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://town.example/news/">'
    entry = "<entry><id>tag:1</id><link href='a'/></entry>"
    told = f"{head}<title type='html'>Town &lt;b&gt;news&lt;/b&gt;</title>{entry}</feed>"
    part = pages.read(Page(url="file:saved.xml", content=told.encode()))[0]
    assert (part.key, part.url) == ("feeds:town.example:tag:1", "https://town.example/news/a")
    assert ("feed", "Town news") in part.labels
