"""Feeds that are broken, hostile, or no feeds at all."""

import gzip
from contextlib import suppress

import pytest

from crawler.sources.feeds import pages, xml
from legislation.errors import UnexpectedPage
from legislation.scraped import Page

URL = "https://made-up.example/rss.xml"
ENTRY = "<item><title>{}</title><link>https://made-up.example/{}</link></item>"


def page(content: str | bytes, **more) -> Page:
    return Page(url=URL, content=content.encode() if isinstance(content, str) else content, **more)


def rss(inside: str, before: str = "", attributes: str = "") -> Page:
    return page(f"{before}<rss{attributes}><channel>{inside}</channel></rss>")


def titles(told: Page) -> list[str]:
    return [part.titles["en"] for part in pages.read(told)]


@pytest.mark.parametrize(
    ("inside", "title", "problem"),
    [
        (ENTRY.format("Law & order", "?a=1&b=2"), "Law & order", "broken XML, mended: "),
        (
            ENTRY.format("caf&eacute;&nbsp;&laquo;x&raquo;", 1),
            "café «x»",
            "broken XML, mended: Entity 'eacute'",
        ),
        (ENTRY.format("<dc:x>prefix</dc:x>", 1), "prefix", "broken XML, mended: Namespace prefix dc"),
        (ENTRY.format("never <b>closed", 1), "never closed", "broken XML, read as far as possible: "),
    ],
)
def test_broken_xml_is_read_and_the_fault_is_named(inside, title, problem):
    (part,) = pages.read(rss(inside))
    assert part.titles["en"].startswith(title)
    assert part.problems[0].startswith(problem)


def test_what_everybody_gets_wrong_is_no_loss():
    mended, torn = rss(ENTRY.format("Law & order", 1)), page(f"<rss><channel>{ENTRY.format('Law', 1)}<item>")
    assert pages.told(mended, ()).losses == []
    assert pages.told(torn, ()).losses == ["the feed ends early"]


def test_a_feed_that_ends_early_loses_its_last_entry_and_says_so():
    whole = "<rss><channel>" + ENTRY.format("one", 1) + ENTRY.format("two", 2)
    told = page(whole[:-20])
    assert titles(told) == ["one"]
    assert pages.read(told)[0].problems == ("the feed ends early",)
    assert titles(page(whole)) == ["one", "two"]


def test_html_in_cdata_is_not_mended():
    (part,) = pages.read(rss(ENTRY.format("<![CDATA[R&amp;D &copy; x]]>", "?a&b")))
    assert part.titles["en"] == "R&D © x"


def test_entities_of_a_document_type_are_never_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    kind = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "boom"><!ENTITY b "&a;&a;">]>'
    (part,) = pages.read(rss(ENTRY.format("&x;&b;", 1), before=kind))
    assert "SECRET" not in str(part)
    assert "boom" not in part.titles["en"]
    assert part.problems[0] == "entities of the feed's own are not read"


def test_the_old_document_type_of_rss_is_no_fault():
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.example/rss.dtd">'
    (part,) = pages.read(rss(ENTRY.format("one", 1), before=f"<?xml version='1.0'?>\n{kind}"))
    assert (part.titles, part.problems) == ({"en": "one"}, ())


@pytest.mark.parametrize(
    "before", ["\n\n", "\ufeff", "<?xml version='1.0' encoding='UTF-8'?>", "<!-- note -->"]
)
def test_what_stands_before_the_feed_does_not_matter(before):
    assert titles(rss(ENTRY.format("one", 1), before=before)) == ["one"]


@pytest.mark.parametrize("coding", ["windows-1251", "utf-16", "koi8-r", "utf-8"])
def test_a_feed_may_be_in_any_coding_that_it_declares(coding):
    text = f"<?xml version='1.0' encoding='{coding}'?><rss>{ENTRY.format('Проект закона', 1)}</rss>"
    assert pages.read(page(text.encode(coding)))[0].titles == {"ru": "Проект закона"}


def test_a_compressed_sitemap_is_unpacked():
    packed = gzip.compress(b"<urlset><url><loc>https://x.example/1</loc></url></urlset>")
    assert [part.url for part in pages.read(page(packed))] == ["https://x.example/1"]
    assert "the compressed file ends early" in pages.read(page(packed[:-9]))[0].problems


def test_no_more_entries_are_taken_than_a_feed_has_in_good_faith():
    many = rss("".join(ENTRY.format(f"entry {n}", n) for n in range(1100)))
    parts = pages.read(many)
    assert len(parts) == 1000
    assert parts[0].problems == ("100 entries are left out",)


def test_of_a_large_sitemap_those_that_changed_last_are_taken():
    url = "<url><loc>https://x.example/{0}</loc><lastmod>{1}-01-01</lastmod></url>"
    parts = pages.read(page(f"<urlset>{''.join(url.format(n, 1000 + n) for n in range(1010))}</urlset>"))
    assert len(parts) == 1000
    assert parts[0].url == "https://x.example/1009"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (page("<html><form><input type='password'></form></html>"), "a login page where a feed was expected"),
        (page("<!DOCTYPE html><html><div class='h-captcha'>"), "a captcha or a challenge where a feed"),
        (page("<?xml version='1.0'?><!DOCTYPE html><html>Attention</html>"), "where a feed was expected"),
        (page('{"items": []}'), "JSON where a feed was expected"),
        (page("no feed"), "plain text where a feed was expected"),
        (page(""), "the page is empty"),
        (page("%PDF-1.4"), "a PDF where a page was expected"),
        (page("<opml></opml>"), "XML that is no feed: its root is opml"),
        (page("<rss>", status=503), "status 503"),
        (rss(""), "the feed has no entries"),
        (page("<rss><channel><item><title>on"), "the feed has no entries; the feed ends early"),
        (page("<rss>" + "<a>" * 100_000), "the feed has no entries"),
        (
            page("<sitemapindex><sitemap><loc>x:</loc></sitemap></sitemapindex>"),
            "an index of sitemaps that names",
        ),
        (page("<"), "broken XML: "),
        (page("<rss><item><title>Проект закона</title></item></rss>".encode("cp1251")), "is not UTF-8"),
        (rss(ENTRY.format("ÒµÝµíñµßÉ Òµßóµç½ñã÷ÅÝã÷ß", 1)), "ARMSCII-8"),
        (page(b"\x1f\x8bbroken"), "a compressed file that is broken"),
        (page(gzip.compress(b" " * (xml.MOST_BYTES + 1))), "the feed is larger than 10 MB"),
        (page(b" " * (xml.MOST_BYTES + 1)), "the feed is larger than 10 MB"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(told, reason):
    with pytest.raises(UnexpectedPage, match=reason):
        pages.read(told)


@pytest.mark.parametrize(
    "markup",
    [
        "<rss><item>" + "<![CDATA[" * 200_000,
        "<!DOCTYPE [" * 100_000 + "<rss><item>",
        "<rss><item><title>" + "&" * 500_000 + "</title></item></rss>",
        "<rss><item><pubDate>" + "1 Jan " * 100_000 + "</pubDate><title>x</title></item></rss>",
        "<rss><item><description>" + "http://" * 100_000 + "</description><title>x</title></item></rss>",
        "<rss><item><description><![CDATA["
        + "<div>" * 50_000
        + "x]]></description><title>x</title></item></rss>",
        "<rss><item><description><![CDATA["
        + "<a href='x" * 50_000
        + "]]></description><title>x</title></item></rss>",
    ],
)
def test_what_is_made_to_take_long_does_not(markup):
    with suppress(UnexpectedPage):
        assert len(pages.read(page(markup))) == 1
