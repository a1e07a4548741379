"""What a person types, what it means and how it is said back."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from drafts_to_search import NOW, YEREVAN, draft, query
from hypothesis import given, settings
from hypothesis import strategies as st

from legislation.query import PUBLIC, Document, Note, Query, Text, Viewer, parse
from legislation.searched import law_key
from legislation.text import BARRIER


def _codes(typed):
    return [note.code for note in query(typed).notes]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),
        ("   ", ""),
        ("տեղական  վճար", "տեղական վճար"),
        ("«տեղական վճար»", '"տեղական վճար"'),
        ("“տեղական  վճար”", '"տեղական վճար"'),
        ("«ՀՀ «Ջրի մասին» օրենք» նոր", '"ՀՀ Ջրի մասին օրենք" նոր'),
        ("-ջուր −հող", "-ջուր -հող"),
        ('-"խմելու ջուր"', '-"խմելու ջուր"'),
        ("ջուր – հող", "ջուր հող"),
        ("ջուր OR հող կարգ", "ջուր OR հող կարգ"),
        ("ջուր ԿԱՄ հող ИЛИ օդ | լույս", "ջուր OR հող OR օդ OR լույս"),
        ("ջուր կամ հող", "ջուր կամ հող"),
        ("OR ջուր OR", "ջուր"),
        ("ջուր OR ջուր", "ջուր"),
        ("ջուր ջուր", "ջուր"),
        ('"OR"', '"OR"'),
        ('"ջուր"', '"ջուր"'),
        ("Ի՞նչ է տեղական վճարը։", "Ի՞նչ է տեղական վճարը"),
        ("բյուջ*", "բյուջ*"),
        ("7-րդ", "7-րդ"),
        ("ՀՕ-337-Ն", "ՀՕ-337-Ն"),
        ("օրենք,կարգ։Հոդված", "օրենք կարգ Հոդված"),
        ("(ջուր)", "ջուր"),
        ("source:edraft,arlis", "source:edraft,arlis"),
        ("աղբյուր:edraft ИСТОЧНИК:arlis", "source:edraft,arlis"),
        ("topic:a topic:b", "topic:a topic:b"),
        ("stage:first-reading", "stage:first_reading"),
        ("law:ՀՕ-337/12", "law:ՀՕ-337/12"),
        ('body:"Երևանի քաղաքապետարան"', 'body:"Երևանի քաղաքապետարան"'),
        ("body:«Երևանի քաղաքապետարան»,Աժ", 'body:"Երևանի քաղաքապետարան",Աժ'),
        ("-source:edraft", "-source:edraft"),
        ("draft:edraft:9105", "draft:edraft:9105"),
        ("from:1.9.2026 to:2026-09-30", "from:2026-09-01 to:2026-09-30"),
        ("deadline:<7d", "deadline:<7d"),
        ("deadline:2w", "deadline:<14d"),
        ("փոխված:<2w", "changed:<14d"),
        ("community:Գորիս", "community:Գորիս"),
        ("վերջնաժամկետ:<10օր", "deadline:<10d"),
        ("deadline:01.12.2026", "deadline:2026-12-01"),
        ("law: ՀՕ-337", "law ՀՕ-337"),
        ("https://www.e-draft.am/projects/532", "https www.e-draft.am/projects/532"),
    ],
)
def test_typing_has_one_written_form(typed, written):
    assert str(query(typed)) == written
    assert query(written) == query(typed)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("տեղական «վճար»", []),
        ("ջուր «հող", ["quote"]),
        ('source:"edraft', ["quote"]),
        ("*վճար", ["star"]),
        ("դրույք*չափ", ["star"]),
        ('"տեղական վճ*"', ["star"]),
        ("դրույք*", []),
        ("(ջուր OR հող) կարգ", ["brackets"]),
        ("stage:somewhere", ["value"]),
        ("has:wings", ["value"]),
        ("from:31.02.2026", ["date", "nothing"]),
        ("deadline:soon ջուր", ["date"]),
        ("deadline:0001-01-01 ջուր", ["date"]),
        ("!!! —", ["nothing"]),
        ("*", ["star", "nothing"]),
        ("", []),
    ],
)
def test_what_was_not_understood_is_noted(typed, codes):
    assert _codes(typed) == codes
    for language in ("hy", "en", "ru"):
        assert len(set(query(typed).remarks(language))) == len(codes)


def test_what_was_not_understood_is_said_in_words():
    (remark,) = query("stage:somewhere").remarks("en")
    assert remark == "Unknown value: stage:somewhere"


def test_a_very_long_query_is_cut_and_says_so():
    long = query("բառ" * 4000)
    assert long.notes == (Note("cut", "10000"),)
    assert len(str(long)) == 10_000
    many = query(" ".join(f"-բ{number}" for number in range(1500)))
    assert (len(many.clauses), many.notes) == (1000, (Note("terms", "1000"),))


@pytest.mark.parametrize(
    ("typed", "language", "said"),
    [
        ("", "hy", "բոլոր նախագծերը"),
        ("", "en", "all drafts"),
        ("", "ru", "все проекты"),
        ("տեղական ինքնակառավարում", "hy", "նախագծեր — բառերը՝ տեղական, ինքնակառավարում"),
        (
            "«տեղական վճար» OR դրույք* -ջուր source:edraft,arlis",
            "en",
            "drafts — with the words «տեղական վճար» or դրույք…; without ջուր; source: edraft or arlis",
        ),
        ("-source:arlis", "en", "drafts — without source: arlis"),
        ("deadline:<7d", "ru", "проекты — обсуждение заканчивается в течение 7 дн."),
        ("changed:<7d", "en", "drafts — changed in the last 7 days"),
        ("changed:2026-11-21", "hy", "նախագծեր — փոխվել է 21.11.2026-ից հետո"),
        ("deadline:2026-12-01", "hy", "նախագծեր — քննարկումն ավարտվում է մինչև 01.12.2026"),
        ("from:2026-09-01 to:2026-09-30", "en", "drafts — from 01.09.2026; up to 30.09.2026"),
        ("Ո՞վ է սահմանում վճարը", "hy", "նախագծեր — բառերը՝ սահմանում, վճարը"),
        (
            "Ո՞վ է սահմանում տեղական վճարի չափը",
            "hy",
            "նախագծեր — բառերից առնվազն 2-ը՝ սահմանում, տեղական, վճարի, չափը",
        ),
        ("how are local fees set", "en", "drafts — with at least 2 of the words local, fees, set"),
        ("кто утверждает местный бюджет", "ru", "проекты — не меньше 2 из слов: утверждает, местный, бюджет"),
    ],
)
def test_a_query_is_said_back(typed, language, said):
    assert query(typed).understood(language) == said


def test_what_is_said_back_names_values_as_the_page_does():
    names = {("topic", "local_taxes_fees"): "Տեղական հարկեր"}
    said = query("topic:local_taxes_fees").understood("hy", lambda name, value: names[name, value])
    assert said == "նախագծեր — թեման՝ Տեղական հարկեր"


def test_a_query_is_a_value():
    assert {query("ջուր source:edraft"), query(" ջուր  source:edraft ")} == {query("ջուր source:edraft")}


@settings(max_examples=500, deadline=None)
@given(st.text() | st.text(alphabet='ա«»"“”-*: ,()OR|։.՝<7dfromlawሴ\n\x00\ud800'))
def test_anything_that_is_typed_gives_a_query(typed):
    understood = query(typed)
    assert understood.accepts(draft("edraft:1", "Ջրի մասին", "Ջուր")) in (True, False)
    assert understood.understood("hy")
    assert query(str(understood)) == understood
    assert [pattern for pattern in understood.patterns if not all(pattern)] == []


def test_a_day_begins_in_the_zone_of_the_searcher():
    night = draft("edraft:1", first_seen=datetime(2026, 11, 1, 21, 0, tzinfo=UTC))
    assert query("from:2026-11-02").accepts(night)
    assert not parse("from:2026-11-02", NOW, ZoneInfo("Europe/Paris")).accepts(night)
    assert parse("to:2026-11-01", NOW, ZoneInfo("Europe/Paris")).accepts(night)


def test_a_published_day_is_the_same_in_every_zone():
    told = draft("edraft:1", published=date(2026, 11, 2))
    for zone in (YEREVAN, ZoneInfo("America/New_York")):
        assert parse("from:2026-11-02 to:2026-11-02", NOW, zone).accepts(told)


def test_what_has_closed_is_not_within_a_deadline():
    closed = draft("edraft:1", closes=datetime(2026, 11, 22, 19, 59, tzinfo=UTC))
    assert not query("deadline:<7d").accepts(closed)
    assert not query("deadline:2026-11-20").accepts(closed)


def test_words_may_stand_in_different_texts_but_a_phrase_may_not():
    told = Document(
        id="edraft:1",
        titles={"hy": "Տեղական"},
        source="edraft",
        url="",
        first_seen=NOW,
        texts=(Text("act", "hy", "վճար"), Text("justification", "hy", "դրույքաչափ")),
    )
    assert query("տեղական վճարի դրույքաչափ").accepts(told)
    assert not query('"տեղական վճար"').accepts(told)
    assert not query('"վճարի դրույքաչափ"').accepts(told)


def test_a_phrase_is_found_behind_an_earlier_beginning_of_it():
    told = draft("edraft:1", "", "տեղական տեղական վճար")
    assert query('"տեղական վճար"').accepts(told)
    assert not query('"վճար տեղական"').accepts(told)


def test_everybody_answers_to_public():
    inner = draft("edraft:1", "Ջուր", readers=frozenset({"officers"}))
    assert PUBLIC.may_read(draft("edraft:2"))
    assert not query("ջուր").accepts(inner)
    assert not query("ջուր").accepts(inner, Viewer(frozenset({"members"})))
    assert query("ջուր").accepts(inner, Viewer(frozenset({"officers"})))


def test_a_draft_without_words_has_none():
    assert query("").accepts(draft("edraft:1"))
    assert query("-ջուր").accepts(draft("edraft:1"))
    assert not query("ջուր OR ջ*").accepts(draft("edraft:1"))


def test_only_what_must_be_there_is_marked():
    patterns = query('"տեղական վճար" -ջուր OR հող դրույք* source:edraft').patterns
    assert patterns == (
        (frozenset({"տեղական"}), frozenset({"վճար"})),
        (frozenset({"հող"}),),
        (frozenset({"դրույք*"}),),
    )


def test_a_phrase_keeps_the_borders_of_its_sentences():
    (pattern,) = query('"Հոդված 1. Կարգավորման առարկան"').patterns
    assert frozenset({BARRIER}) in pattern
    assert query('"Հոդված 1. Կարգավորումը"').accepts(draft("edraft:1", "", "Հոդված 1. Կարգավորման առարկան"))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ՀՕ-337", "ՀՕ-337"),
        ("ՀՕ – 337-Ն", "ՀՕ-337"),
        ("հօ‑337-ն", "ՀՕ-337"),
        ("HO-337-N", "ՀՕ-337"),
        ("ЗР-337", "ՀՕ-337"),
        ("ՀՕ337/12", "ՀՕ-337/12"),
        ("ՀՕ-337-Ն/12.1", "ՀՕ-337/12.1"),
        ("32018r0340", "32018R0340"),
        ("N 62-Ն", "N62-Ն"),
    ],
)
def test_the_number_of_an_act_has_one_form(written, key):
    assert law_key(written) == key


def test_no_clauses_accept_everything():
    assert Query().accepts(draft("edraft:1"))
