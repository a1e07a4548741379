"""What a mail says, and in whose language."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from mails import NOW, a_delivery, a_draft, a_person, a_reason, forms, mail, parsed

from alerts import digest
from alerts.digest import MOST
from legislation.vocabulary import Deadline, EventKind, Origin, Stage


def test_the_subject_names_the_search_and_the_draft():
    made = mail()
    assert made.subject == "«Ջրային հարցեր». Ջրի մասին օրենքի նախագիծ"
    assert parsed(made)["Subject"] == made.subject


def test_both_forms_name_reason_passage_place_stage_deadline_source_and_topics():
    for form in forms(mail(topics={1: ["water"]})):
        for words in (
            "Հարգելի՛ Արամ Հակոբյան,",
            "Ջրի մասին օրենքի նախագիծ",
            "Նոր նախագիծ",
            "«Ջրային հարցեր»",
            "Ջրի վճարը",
            "Հանրային քննարկում",
            "17 մարտի 2026, 23:59",
            "Իրավական ակտերի նախագծեր",
            "Ջուր",
            "https://orakarg.example.am/drafts/edraft:1",
            "https://orakarg.example.am/c/COMMENT1.x",
            "https://www.e-draft.am/projects/1",
            "https://orakarg.example.am/u/UNSUB.x",
            "Հայաստանի համայնքների միություն",
        ):
            assert words in form, words


def test_what_was_found_is_marked_in_its_passage():
    plain, html = forms(mail())
    assert "…ջրի վճարը որոշում է ավագանին…" in plain
    assert "…<b>ջրի</b> <b>վճարը</b> որոշում է ավագանին…" in html


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("hy", "«Ջրային հարցեր». Ջրի մասին օրենքի նախագիծ", ["Նոր նախագիծ", "Ջուր", "17 մարտի"]),
        ("en", "«Ջրային հարցեր»: Draft law on water", ["New draft", "Water", "17 March 2026, 23:59"]),
        ("ru", "«Ջրային հարցեր»: Ջրի մասին օրենքի նախագիծ", ["Новый проект", "Вода", "17 марта 2026"]),
        ("fr", "«Ջրային հարցեր». Ջրի մասին օրենքի նախագիծ", ["Նոր նախագիծ", "Ջուր", "17 մարտի"]),
    ],
)
def test_a_mail_is_in_the_language_of_its_reader(language, subject, words):
    made = mail(person=a_person(language), topics={1: ["water"]})
    assert parsed(made)["Content-Language"] == (language if language != "fr" else "hy")
    assert made.subject == subject
    for form in forms(made):
        assert all(word in form for word in words)
    if language == "en":
        assert not re.search("[ա-ֆ]", re.sub("«.*?»|….*…|Արամ Հակոբյան|Ջրի.*|Հ.*", "", forms(made)[0]))


def test_mails_made_one_after_the_other_keep_their_languages_apart():
    made = {language: forms(mail(person=a_person(language)))[0] for language in ("hy", "en", "ru", "hy")}
    assert [word in made[key] for key, word in (("hy", "Փուլը"), ("en", "Stage:"), ("ru", "Стадия:"))]
    assert "Stage:" not in made["hy"]
    assert "Stage:" not in made["ru"]


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_every_sentence_of_the_mails_is_translated(language):
    here = Path(digest.__file__).parent
    options = {"**.html": {"encoding": "utf-8"}, "**.txt": {"encoding": "utf-8"}}
    methods = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
    found = list(extract_from_dir(here, methods, options))
    with (here / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    wanted = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}
    assert len(wanted) > 30
    for message in wanted:
        kept = catalog.get(message)
        assert kept is not None, f"not in the catalog: {message}"
        forms_of_it = kept.string if isinstance(kept.string, tuple) else (kept.string,)
        assert all(forms_of_it), f"not translated: {message}"
        assert not kept.fuzzy
        fields = set(re.findall(r"%\(\w+\)[sd]", message))
        assert all(set(re.findall(r"%\(\w+\)[sd]", form)) == fields for form in forms_of_it), message
    unused = {str(m.id if isinstance(m.id, str) else m.id[0]) for m in catalog if m.id} - wanted
    assert unused == set()


def test_a_draft_that_could_not_be_tagged_says_so_and_one_without_topics_too():
    assert "դեռ որոշված չեն" in forms(mail(topics={1: None}))[0]
    assert "չեն գտնվել" in forms(mail(topics={1: ()}))[0]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"closes": None, "deadline": Deadline.UNKNOWN}, "աղբյուրը չի նշում"),
        ({"deadline": Deadline.ASSUMED}, "ենթադրյալ, հրապարակված չէ"),
        ({"deadline": Deadline.CORRECTED}, "աղբյուրն ուղղել է"),
        ({"stage_published": None}, "հանրային քննարկում"),
        ({"stage_published": None, "stage": None}, "աղբյուրը չի նշում"),
        ({"origin": Origin.REBUILT}, "վերակազմված"),
        ({"origin": Origin.TRANSCRIBED}, "արտագրված"),
        ({"origin": Origin.RECORDED}, "պահպանված էջից"),
    ],
)
def test_what_is_not_known_or_not_first_hand_is_said(facts, words):
    for form in forms(mail(a_delivery(a_draft(**facts)))):
        assert words in form


def test_a_live_text_needs_no_note():
    assert "Ուշադրություն" not in forms(mail())[0]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("language", ["hy", "ru"])
def test_every_stage_has_words_of_its_own(stage, language):
    unknown = {"hy": "աղբյուրը չի նշում", "ru": "источник не указывает"}[language]
    draft = a_draft(stage=stage, stage_published=None)
    plain, _ = forms(mail(a_delivery(draft), person=a_person(language)))
    assert unknown not in plain
    assert stage.value not in plain


def test_several_events_of_one_draft_are_one_item():
    draft = a_draft()
    newer = a_reason(
        passages=[{"part": "about", "path": "", "heading": "", "text": "նոր բառեր", "marks": []}]
    )
    made = mail(
        a_delivery(draft),
        a_delivery(draft, newer, kind=EventKind.NEW_VERSION),
        a_delivery(draft, a_reason(2, "Վճարներ"), kind=EventKind.DEADLINE_CHANGED),
    )
    plain, html = forms(made)
    assert "Նոր նախագիծ, Նոր տեքստ, Նոր վերջնաժամկետ" in " ".join(plain.split())
    assert plain.count("https://orakarg.example.am/drafts/edraft:1") == 1
    assert html.count("<h1") == 1
    assert plain.count("«Ջրային հարցեր»") == plain.count("«Վճարներ»") == 1
    assert "նոր բառեր" in plain
    assert made.subject == "«Ջրային հարցեր», «Վճարներ». Ջրի մասին օրենքի նախագիծ"


def test_several_drafts_stand_by_their_deadlines_and_those_that_have_passed_behind():
    soon, late = NOW + timedelta(days=1), NOW + timedelta(days=9)
    drafts = [
        a_draft(number, closes=closes, titles={"hy": f"Նախագիծ {number}"})
        for number, closes in enumerate((late, None, NOW - timedelta(days=1), soon), start=1)
    ]
    made = mail(*map(a_delivery, drafts))
    assert re.findall(r"· (Նախագիծ \d)", forms(made)[0]) == [f"Նախագիծ {n}" for n in (4, 1, 3, 2)]
    assert made.subject == "«Ջրային հարցեր». 4 նախագիծ"


@pytest.mark.parametrize(("count", "words"), [(2, "2 проекта"), (5, "5 проектов"), (21, "21 проект")])
def test_numbers_are_counted_as_the_language_counts(count, words):
    made = mail(*(a_delivery(a_draft(n)) for n in range(1, count + 1)), person=a_person("ru"))
    assert made.subject == f"«Ջրային հարցեր»: {words}"


def test_a_mail_has_an_end_and_says_how_many_drafts_it_leaves_out():
    made = mail(*(a_delivery(a_draft(n)) for n in range(1, MOST + 4)))
    for form in forms(made):
        assert "Այստեղ նշված չեն՝ 3։ Բոլոր նախագծերը՝ https://orakarg.example.am" in form
    assert forms(made)[1].count("<h1") == MOST


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("hy", "Ինչո՞ւ եք ստանում սա. հետևում եք դրա թեմային՝ Ջուր"),
        ("en", "Why you get this: you follow a topic that it has: Water"),
        ("ru", "Почему вы это получили: вы следите за его темой: Вода"),
    ],
)
def test_who_follows_a_topic_reads_which_one_and_how_surely_the_draft_matters(language, words):
    told = a_delivery(a_draft(), a_reason(query="topic:water,waste", topics=["waste", "water"]))
    made = mail(told, person=a_person(language), topics={1: ["water"]}, why={1: "It <amends> an act."})
    plain, html = forms(made)
    assert words in plain
    assert words in html
    assert "It <amends> an act." in plain
    assert "<strong>It &lt;amends&gt; an act.</strong>" in html
