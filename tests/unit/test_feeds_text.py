"""Titles, texts, days and links of entries: cleaned, understood, and never believed blindly."""

from datetime import UTC, date, datetime

import pytest
from made_up_feeds import atom, item, only, page, rss


class TestText:
    @pytest.mark.parametrize(
        ("told", "text"),
        [
            ("&lt;p&gt;Tom &amp;amp; Jerry&lt;/p&gt;", "Tom & Jerry"),
            ("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;", "twice"),
            ("<![CDATA[a < b and c > d]]>", "a < b and c > d"),
            ("<![CDATA[<script>steal()</script>shown<style>p{}</style>]]>", "shown"),
            ("one\nline\n\nanother", "one\nline\nanother"),
            ("wrapped\nby hand", "wrapped by hand"),
            ("<p>not <b>escaped</b></p>", "not escaped"),
            (r"\u10d4\u10d5\u10e0\u10dd", "ევრო"),
            (r"C:\u10d4", r"C:\u10d4"),
        ],
    )
    def test_a_summary_is_cleaned_to_text(self, told, text):
        assert only(rss(item(f"<description>{told}</description>"))).text == text

    def test_the_fullest_text_counts(self):
        part = only(
            rss(item("<description>Short</description><content:encoded>Much longer</content:encoded>"))
        )
        assert part.text == "Much longer"

    def test_without_a_title_the_first_words_stand_for_it(self):
        part = only(rss(f"<link>https://x.example/1</link><description>{'word ' * 60}</description>"))
        assert part.titles["en"] == f"{'word ' * 24}…"
        assert part.problems == ("the entry has no title: these are its first words",)

    def test_words_decide_the_language_where_the_feed_errs(self):
        russian = "<title>О внесении изменений в закон о местном самоуправлении</title><link>https://x.example/1</link>"
        assert only(rss(russian, head="<language>en</language>")).language == "ru"
        assert only(rss(item(), head="<language>ka-GE</language>")).titles == {"ka": "Made up"}


class TestRelations:
    def test_addresses_and_eu_documents_in_the_text_are_links(self):
        told = (
            "See https://www.e-draft.am/projects/9105. It follows 32016R0679 (celex:52025PC0011), no. 12345."
        )
        assert only(rss(item(f"<description>{told}</description>"))).links == (
            "https://www.e-draft.am/projects/9105",
            "https://publications.europa.eu/resource/celex/32016R0679",
            "https://publications.europa.eu/resource/celex/52025PC0011",
        )

    def test_elements_that_we_do_not_know_are_kept_piece_by_piece(self):
        unknown = (
            '<x:ids xmlns:x="urn:x"><x:id>celex:62024CC0286</x:id><x:id Value="7"/></x:ids>'
            '<x:date xmlns:x="urn:x">2026-09-15T00:05:50+02:00</x:date>'
        )
        part = only(rss(item(unknown)))
        assert part.labels == (
            ("x:ids", "celex:62024CC0286"),
            ("x:ids", "7"),
            ("x:date", "2026-09-15T00:05:50+02:00"),
        )
        assert part.published == date(2026, 9, 15)

    def test_what_changes_with_every_reader_is_no_label(self):
        part = only(rss(item('<slash:comments xmlns:slash="urn:s">7</slash:comments>')))
        assert part.labels == ()

    def test_a_template_that_the_site_did_not_fill_in_is_a_problem(self):
        part = only(atom("<id>${item.uri}_1</id><title>$item.title</title>"))
        assert "the site did not fill in its template" in part.problems


class TestDates:
    NOW = datetime(2026, 11, 3, tzinfo=UTC)

    def test_a_day_that_cannot_be_read_is_a_problem_and_kept_as_written(self):
        part = only(rss(item("<pubDate>some day</pubDate>")))
        assert (part.published, part.problems) == (None, ("not a date: “some day”",))
        assert ("pubDate", "some day") in part.labels

    @pytest.mark.parametrize(("year", "fetched"), [(2027, NOW), (3200, None)])
    def test_a_day_in_the_future_is_not_believed(self, year, fetched):
        told = rss(item(f"<pubDate>01 Jan {year} 00:00:00 GMT</pubDate>"))
        part = only(page(told.content, fetched_at=fetched))
        assert part.published is None
        assert part.problems == (f"a date in the future: “01 Jan {year} 00:00:00 GMT”",)

    def test_the_day_of_the_last_change_stands_in_for_that_of_publication(self):
        part = only(
            atom('<id>1</id><title>x</title><link href="/1"/><updated>2024-05-06T23:59:59Z</updated>')
        )
        assert part.published == date(2024, 5, 6)
