"""What breaks in each source that has recorded pages, way by way; what has no meaning there says why."""

import json
import re
from datetime import timedelta

from breaking import (
    CAPTCHA,
    EXCERPTS,
    LOGIN,
    NOW,
    WAYS,
    Breakage,
    Change,
    Kept,
    all_are,
    another_kind,
    coded,
    cut_at,
    doubled,
    keys,
    whole,
    words,
)

from crawler import recorded
from crawler.sources.eaeu_documents import pages as eaeu_documents
from crawler.sources.eu_parliament import pages as eu_parliament
from crawler.sources.parliament_am import pages as parliament_am
from crawler.sources.sejm import pages as sejm

Cases = dict[str, Change]
SINCE = (NOW - timedelta(days=14)).date()

NO_LIST = "no list of the source is recorded: the living site gives an empty one, see EMPTY_LIVE"
NO_LIST_AT_ALL = "the source has no list: its numbers are walked"

LEFT_OUT = {
    ("edraft", "an empty list"): NO_LIST_AT_ALL,
    ("eaeu_documents", "an empty list"): NO_LIST,
    ("eu_parliament", "an empty list"): NO_LIST,
    ("parliament_am", "an empty list"): NO_LIST,
    ("sejm", "an empty list"): NO_LIST,
}


UNASKED = {("eu_cellar", "items")}
"""Kinds of page that a spider never asks for: the notice tells the files, too."""


def _renamed(names: str) -> Cases:
    """Keys of JSON, one after the other, go by another name."""
    return {name: keys(name, f"{name}Value") for name in names.split()}


def _gone(names: str) -> Cases:
    return {name: keys(name, None) for name in names.split()}


_BLANK = "<!doctype html><html><body><main><p>Ничего не найдено</p></main></body></html>"
_BILL = (
    "Կ-7-01.02.2024-ՏՏ-011/0",
    "ՕՐԵՆՔԸ",
    "ՀԱՄԱՅՆՔՆԵՐԻ ՄԱՍԻՆ",
    "Հոդված 1. Սույն օրենքը վերաբերում է համայնքներին։",
)

EMPTY_LIVE: dict[str, dict[str, str]] = {
    "eaeu_documents": {eaeu_documents.listing(1): _BLANK},
    "eu_parliament": {eu_parliament.adopted_texts(SINCE, NOW.date(), 0): '{"data": []}'},
    "parliament_am": {
        parliament_am.draft(7, 0): f"<html><body>{''.join(f'<p>{one}</p>' for one in _BILL)}</body></html>",
        parliament_am.APPROVED: _BLANK,
        parliament_am.NEWS: _BLANK,
    },
    "sejm": {sejm.listing(SINCE, 0): "[]"},
}
"""What a living site answers whose list is empty, although it has something to list."""

EMPTY: dict[str, Cases] = {
    "arlis": {"": lambda kept: _if_list(kept, json.dumps({"status": 0, "message": "", "html": ""}))},
    "eu_cellar": {"": lambda kept: _bindings(kept)},
    "eu_have_your_say": {
        "search": lambda kept: _where(kept, "searchInit", '{"initiativeResultDtoPage": {"content": []}}'),
        "closing soon": lambda kept: _where(kept, "closingSoon", "[]"),
    },
    "federal_register": {
        "": lambda kept: _where(kept, "documents.json?", '{"count": 0, "results": []}'),
        "without results": lambda kept: _where(kept, "documents.json?", '{"count": 0}'),
    },
    "feeds": {"": words(r"(?s)<entry>.*</entry>", "")},
}

RENAMED: dict[str, Cases] = {
    "edraft": {
        "remember": words("Հիշել նախագիծը|Add to favourites|Добавить в избранное", "Պահել"),
        "summary sheet": words("Ամփոփաթերթ|Առաջարկության|Summary", "Թերթ"),
    },
    "arlis": {
        "number": words(r"(Ակտի հ|Հ)ամար(?=[<`\\])", "Ակտի N"),
        "adopted": words(r"Ընդունման ամսաթիվ", "Ամսաթիվ"),
        "body": words("Ընդունող մարմին", "Մարմին"),
        "status": words("Կարգավիճակ|Փաստաթղթի տեսակ", "Վիճակ"),
        "card": words("act-info__", "info-"),
        "text": words('id="act_body"', 'id="text"'),
    },
    "parliament_am": {
        "code": words(r"փաստաթղթային կոդ`?|(?<=<div>)[ՊԿ]-(?=\d)", "N "),
        "act": words("ՕՐԵՆՔԸ?(?=<)", "ԱԿՏ"),
    },
    "eaeu_documents": {
        "published": words("Дата опубликования", "Опубликовано"),
        "title": words("Полный заголовок документа", "Заголовок"),
        "kind": words("Вид документа", "Раздел"),
        "number": words("Номер документа|Короткий заголовок документа", "Номер"),
        "adopted": words("Дата принятия документа", "Принят"),
        "card": words("DocDetail_Row", "Doc_Row"),
    },
    "eu_cellar": {
        "celex": words(r'"celex"', '"celexNumber"'),
        "date": words(r'"date"(?=\s*[:,])', '"day"'),
        "title": words(r'"title"(?=\s*[:,\n])', '"heading"'),
        "type": words(r'"type"(?=\s*:\s*\{)|(?<=\s)"type"(?=,)', '"sort"'),
        "notice": words("WORK_DATE_DOCUMENT", "WORK_DAY"),
        "notice celex": words("RESOURCE_LEGAL_ID_CELEX", "CELEX_NUMBER"),
        "notice title": words("EXPRESSION_TITLE", "EXPRESSION_HEADING"),
        "text": words("LW_|Titreobjet|Typedudocument|Rfrenceinst", "X_"),
    },
    "eu_have_your_say": _renamed(
        "id shortTitle reference currentStatuses frontEndStage receivingFeedbackStatus "
        "feedbackEndDate stage publishedDate initiativeId endDate foreseenActType"
    ),
    "eu_parliament": {
        **_renamed(
            "process_id label process_title process_type consists_of activity_date "
            "document_date is_realized_by identifier"
        ),
        "file: status": words("(?<=>)Status(?=<)|Stage reached in procedure", "State of play"),
        "file: status at the top": words("(?<=>)Status(?=<)", "State of play"),
        "file: events": words('id="section3"', 'id="events"'),
        "file: basics": words('id="section1"', 'id="basics"'),
        "file: subject": words("(?<=>)Subject(?=<)", "Topic"),
        "summary: procedure": words("es_product-subtitle", "subtitle"),
        "summary: text": words("es_product-content", "content"),
    },
    "federal_register": _renamed(
        "document_number title publication_date type action agencies comments_close_on "
        "dates abstract html_url results"
    ),
    "feeds": {
        "entry": words(r"(</?)entry>", "<item>"),
        "title": words(r"(?<=[</])title(?=[ >])", "heading"),
        "link and id": words(r"(?<=[</])(link|id)(?=[ >])", "href"),
        "updated": words(r"(?<=[</])(updated|published)>", "changed>"),
    },
    "sejm": _renamed(
        "number term title stages stageName date processStartDate documentDate "
        "documentTypeEnum description changeDate stageType"
    ),
}

GONE: dict[str, Cases] = {
    "edraft": {
        "title": lambda kept: _without_titles(kept),
        "text": words(r"(?s)(ՆԱԽԱԳԻԾ|ՀԻՄՆԱՎՈՐՈՒՄ)</div>.*(?=</body)", ""),
    },
    "arlis": {
        "title": lambda kept: _without_titles(kept),
        "number": words(r"ՀՕ-\d+-Ն|N \d+(-Ն)?", ""),
        "days": words(r"\d\d\.\d\d\.\d{4}", ""),
        "status": words("Գործում է|Չի գործում", ""),
        "text": words(
            r'(?s)<div class="act-block__section".*?(?=<div id="act_sidebar")', "</div></div></div>"
        ),
    },
    "parliament_am": {
        "title": lambda kept: _without_titles(kept),
        "text": words(r"(?s)<div>\s*(Հոդված|ԳԼՈՒԽ|Ընդունվել|Օրենքն).*(?=</body)", ""),
    },
    "eaeu_documents": {
        "title": lambda kept: _without_titles(kept),
        "days": words(r"\d{2}\.\d{2}\.\d{4}", ""),
        "files": words(r'(?s)<div class="DocDetail_Files.*(?=</main)', ""),
    },
    "eu_cellar": {
        "title": words(
            r"(?s)<(EXPRESSION_)?TITLE[ >].*?</(EXPRESSION_)?TITLE>|(?<=\"title\": )\{[^{}]*\}", "{}"
        ),
        "celex": words(r"5\d{4}(PC|DC)\d{4}", ""),
        "days": words(r"\d{4}-\d{2}-\d{2}", ""),
    },
    "eu_have_your_say": _gone(
        "id shortTitle currentStatuses frontEndStage receivingFeedbackStatus "
        "feedbackEndDate stage publishedDate initiativeId endDate"
    ),
    "eu_parliament": {
        **_gone("process_id id label process_title consists_of activity_date document_date"),
        "file: title": lambda kept: _without_titles(kept),
        "file: days": words(r"\d{2}/\d{2}/\d{4}", ""),
        "file: procedure": words(r"\d{4}/\d{4}\([A-Z]{3}\)", ""),
    },
    "federal_register": _gone(
        "document_number title publication_date type action agencies comments_close_on "
        "dates abstract html_url"
    ),
    "feeds": {
        "title": words(r"(?s)<title[ >].*?</title>", ""),
        "link and id": words(r"(?s)<link [^>]*>|<id>.*?</id>", ""),
        "id": words(r"(?s)<id>.*?</id>", ""),
        "days": words(r"(?s)<(updated|published)>.*?</(updated|published)>", ""),
    },
    "sejm": _gone("number term title stages stageName date processStartDate description"),
}

CHARSETS: dict[str, Cases] = {
    source: {"UTF-16": coded("utf-16"), "written twice": doubled} for source in RENAMED
} | {
    "eaeu_documents": {"windows-1251": coded("cp1251"), "written twice": doubled, "UTF-16": coded("utf-16")},
    "eu_have_your_say": {"UTF-16": coded("utf-16")},  # ASCII is the same however often it is written
    "feeds": {"written twice": doubled},  # XML in UTF-16 says so by its first bytes, and is read
}

CUT: Cases = {f"at {share:.0%}": cut_at(share) for share in (0.02, 0.5, 0.95)}


def breakages() -> list[Breakage]:
    """Every source that has recorded pages in every way that means something to it."""
    return [
        Breakage(source, way, what, change)
        for source in recorded.sources()
        for way in WAYS
        if (source, way) not in LEFT_OUT
        for what, change in _cases(source, way).items()
    ]


def kinds() -> list[tuple[str, str]]:
    """Every kind of page of which something is recorded, by its source."""
    found = (
        (source, kind)
        for source in recorded.sources()
        for row in recorded.rows(source)
        if row.file.name not in EXCERPTS
        for kind in _of(whole(row))
        if (source, kind) not in UNASKED
    )
    return list(dict.fromkeys(found))


def of_kind(kind: str, markup: str) -> Change:
    """Pages of a kind become this one, all others stay."""
    return lambda kept: markup.encode() if kind in _of(kept) else None


def _of(kept: Kept) -> set[str]:
    return {part["part"].partition("-")[0] for part in kept.parts()}


def _cases(source: str, way: str) -> Cases:
    everywhere: dict[str, Cases] = {
        "a login page": {"": all_are(LOGIN)},
        "a captcha": {"": all_are(CAPTCHA)},
        "another kind of document": {"": another_kind},
        "cut off": CUT,
    }
    each = {
        "an empty list": EMPTY,
        "a wrong charset": CHARSETS,
        "a label renamed": RENAMED,
        "a field gone": GONE,
    }
    return everywhere[way] if way in everywhere else each[way][source]


def _where(kept: Kept, address: str, body: str) -> bytes | None:
    return body.encode() if address in kept.url else None


def _if_list(kept: Kept, body: str) -> bytes | None:
    return body.encode() if "/page/" in kept.url else None


def _bindings(kept: Kept) -> bytes | None:
    """An answer of SPARQL without any row."""
    if not kept.content.startswith(b"{"):
        return None
    answer = json.loads(kept.content)
    answer["results"]["bindings"] = []
    return json.dumps(answer).encode()


def _without_titles(kept: Kept) -> bytes | None:
    """The page without the titles that it has."""
    if kept.content.startswith(b"%PDF"):
        return None
    text = kept.content.decode("utf-8-sig")
    for part in kept.parts():
        for title in part["titles"].values():
            text = re.sub(r"\s*".join(re.escape(word) for word in title.split()), "", text)
    return text.encode()
