"""Where an Armenian text names an act: by quoted title, number, the name of a code, or a short name."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from legislation.clauses import Clauses, Quote
from nlp.acts import Acts, same_title
from nlp.mention import Mention, apart

LONGEST_TITLE = 1_000
NEAR = 100
"""Characters before an act in which its year may stand."""
SAME_ACT = 3_000
"""Characters back to the act that «նույն օրենք» means."""

_COUNTRY = r"(?:հայաստանի +հանրապետության|հհ)"
_MONTH = "(?:հունվար|փետրվար|մարտ|ապրիլ|մայիս|հունիս|հուլիս|օգոստոս|սեպտեմբեր|հոկտեմբեր|նոյեմբեր|դեկտեմբեր)"
_FILLING = rf"(?:հայաստանի|հանրապետության|հհ|սահմանադրական|թվականի|թ|{_MONTH}ի?|ին|ի|ից|հօ|ն|\d{{1,4}})(?!\w)"
_BETWEEN = rf"(?:[ .,()-]{{0,9}}{_FILLING}){{0,16}}[ .,()-]{{0,9}}"
_CODE_WORD = re.compile(r"օրենսգ(?:իր|ր)ք[ա-և]*")
_ACT_WORD = re.compile(rf"{_BETWEEN}(?:օրենսգ(?:իր|ր)ք|օրենք)[ա-և]*")
_ACT_WORD_AND_DATE = re.compile(rf"{_ACT_WORD.pattern} *\([0-9. ,]{{0,20}}հօ[ -]*\d{{1,4}}[ -]*ն? *\)")
_LIST_GOES_ON = re.compile(r" *(?:,|և|եւ|եվ|ու) *(?=«)")
_NO_ACT_YET = re.compile(r" *նախագ")
_COMMA = re.compile("մասին *,")
_LAW_NUMBER = re.compile(
    r"(?P<series>հ(?<!\wհ)օ|ն(?<!\wն)հ|ա(?<!\wա)ժո|ս(?<!\wս)դո)"
    r" *-? *(?P<digits>\d{1,4})(?!\d)(?: *- *(?P<suffix>[նա])(?!\w))?"
)
_DECISION = "(?:որոշ(?:մ|ում)|հրաման(?!ագ)|հրամանագ|կարգադր)[ա-և]*"
_N = r"(?:n(?<!\wn)|№|թ(?<!\wթ)իվ) *(?P<digits>\d{1,4})(?: *- *(?P<suffix>[նալ])(?!\w))?"
_DECISION_NUMBER = re.compile(rf"{_N}(?!\w)")
_DECISION_WORD = re.compile(
    rf"(?: {{0,9}}(?:,|-|(?:և|եւ|ու|ի|ն|n)(?!\w)|№|թիվ|{_MONTH}ի|թվականի|թ\.|\d{{1,4}})){{0,40}}"
    rf" {{0,9}}{_DECISION}"
)
_NUMBERED = re.compile(rf"{_BETWEEN}{_N} +{_DECISION}")
_NAMED_DECISION = re.compile(rf"(?: +[ա-և]{{2,30}}(?:ի|ու|ան|ային|ական)(?![ա-և])){{0,6}} +{_DECISION}")
_OWN_HEAD = re.compile(
    r"(?:հավելված(?: *n? *\d{1,2}(?:\.\d{1,2})?)?(?![ա-և]) *[^«»։:,;]{0,80}"
    r"(?:հհ|հանրապետության|նախարար|վարչապետ|նախագահ|ավագանու|համայնքի|քաղաքի)[ա-և]*(?![ա-և])"
    r"|հաստատված +է(?![ա-և]))[^«»։:,;]{0,140}$"
)
_ADJECTIVE = r"[ա-և]{2,20}(?:ական|ային|եկան)"
_CODE_NAME = re.compile(
    rf"(?:{_COUNTRY} +)?(?:{_ADJECTIVE} +(?:դատավարության +)?|ընդերքի +մասին +"
    rf"|[ա-և]{{4,20}} +իրավախախտումների +(?:վերաբերյալ|մասին) +(?:{_COUNTRY} +)?)$"
)
_CONSTITUTION = re.compile(r"ս(?<!\wս)ահմանադրությ(?:ուն|ան|ամբ)[ա-և]*")
_COUNTRY_BEFORE = re.compile(rf"{_COUNTRY} +$")
_ALIAS = re.compile(r"\( *այսուհետ(?:և|եւ)? *[՝,-]* *(?P<word>օրենք|օրենսգիրք|որոշում) *\)")
_USED = re.compile(r"(?P<word>օ(?<!\wօ)րեն(?:ք|սգիրք|սգրք)|ո(?<!\wո)րոշ(?:ում|մ))(?P<case>[ա-և]*)")
_SAME = re.compile(r"(?<!\w)(?:նույն|նշված|այդ|հիշյալ|վերոնշյալ|վերոհիշյալ) +$")
_ARTICLE_NEXT = re.compile(r" +\d{1,3}[^«»։:]{0,40}հոդված|, *\d{1,3}")
_OWN_WORD = re.compile(r"սույն +$")


def mentions(text: str, clauses: Clauses, acts: Acts, named: Sequence[Mention], own: str) -> list[Mention]:
    """The acts that a text names, in order; ``named`` are those found by the words of their titles.

    ``own`` is the text's own title: an act of just this title without a number is the text itself.
    """
    flat = clauses.flat
    found = [
        *_quoted(text, clauses, acts, own),
        *(one for one in named if _is_one_act(flat, one, own)),
        *_codes(text, flat, acts),
        *_constitutions(text, flat),
        *_numbered(text, flat, acts),
    ]
    told = apart(_proper(text, found))
    return apart([*told, *_by_alias(text, clauses, told)])


def _is_one_act(flat: str, named: Mention, own: str) -> bool:
    """Whether words of a title are read together and mean an act that is not the text itself."""
    apart_words = _COMMA.search(flat, named.start, named.end) or _NO_ACT_YET.match(flat, named.end)
    titles = named.law.titles.get("hy", ()) if named.law else ()
    return not apart_words and not (own and any(same_title(title, own) for title in titles))


def _proper(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Without those that are only another's title once more."""
    titles = {one.within: one.title or "" for one in found if one.within}
    for one in found:
        around = None if one.within else titles.get(one.end)
        if around is None or not same_title(around, text[one.start : one.end]):
            yield one


def _quoted(text: str, clauses: Clauses, acts: Acts, own: str) -> list[Mention]:
    """Acts by their quoted titles; in «…», «…» և «…» օրենքներ all are acts."""
    found: dict[int, Mention] = {}
    for quote in reversed(clauses.quotes):
        if 4 < quote.end - quote.start <= LONGEST_TITLE:
            one = _by_title(text, clauses.flat, quote, acts, found)
            if one and not (own and one.number is None and same_title(one.title or "", own)):
                found[one.start] = one
    return list(found.values())


def _by_title(text: str, flat: str, quote: Quote, acts: Acts, found: Mapping[int, Mention]) -> Mention | None:
    start, end = quote.start, quote.end
    title, near = text[start + 1 : end - 1], text[max(0, start - NEAR) : start]
    decision = _NUMBERED.match(flat, end)
    if decision:
        number = _number(decision, "N ")
        law = acts.by_number(number, near + decision[0])
        return Mention(start, decision.end(), decision.end(), law, title, number, end - 1)
    word = _ACT_WORD_AND_DATE.match(flat, end) or _ACT_WORD.match(flat, end)
    if word and _NO_ACT_YET.match(flat, word.end()):
        return None
    if word and " " in title.strip():
        told = _LAW_NUMBER.search(word[0])
        law_number = _number(told, "ՀՕ-") if told else None
        law = acts.by_title(title, word[0], law_number)
        return Mention(start, word.end(), word.end(), law, title, law_number, end - 1)
    return _without_word(flat, quote, title, acts, found)


def _without_word(
    flat: str, quote: Quote, title: str, acts: Acts, found: Mapping[int, Mention]
) -> Mention | None:
    """One of a list, a decision that is named without its number, or an act whose title we know."""
    about = title.rstrip().lower().endswith("մասին")
    listed = _LIST_GOES_ON.match(flat, quote.end)
    after = found.get(listed.end()) if listed else None
    law = acts.by_title(title)
    if about and after:
        return Mention(quote.start, quote.end, after.reach, law, title, None, quote.end - 1)
    decision = _NAMED_DECISION.match(flat, quote.end) if about else None
    if decision and not _NO_ACT_YET.match(flat, decision.end()):
        return Mention(quote.start, decision.end(), decision.end(), None, title, None, quote.end - 1)
    return Mention(quote.start, quote.end, quote.end, law, title, None, quote.end - 1) if law else None


def _numbered(text: str, flat: str, acts: Acts) -> Iterator[Mention]:
    """Acts that are named by their number alone."""
    for match in _LAW_NUMBER.finditer(flat):
        number = _number(match, f"{match['series'].upper()}-")
        word = _ACT_WORD.match(flat, match.end())
        end = word.end() if word else match.end()
        near = text[max(0, match.start() - NEAR) : match.start()]
        yield Mention(match.start(), end, end, acts.by_number(number, near), None, number)
    for match in _DECISION_NUMBER.finditer(flat):
        word = _DECISION_WORD.match(flat, match.end())
        if word and not _OWN_HEAD.search(flat, max(0, match.start() - 180), match.start()):
            number = _number(match, "N ")
            near = text[max(0, match.start() - NEAR) : match.start()]
            yield Mention(
                match.start(),
                word.end() if _at_once(word) else match.end(),
                word.end(),
                acts.by_number(number, near),
                None,
                number,
            )


def _at_once(word: re.Match[str]) -> bool:
    return not any(letter.isdigit() for letter in word[0])


def _number(match: re.Match[str], series: str) -> str:
    """«ՀՕ-154-Ն» or «N 62-Ն» in the one way in which we write it."""
    return f"{series}{match['digits']}" + (f"-{match['suffix'].upper()}" if match["suffix"] else "")


def _codes(text: str, flat: str, acts: Acts) -> Iterator[Mention]:
    """Codes by their names, in whatever case and with or without the country."""
    for word in _CODE_WORD.finditer(flat):
        name = _CODE_NAME.search(flat, max(0, word.start() - 120), word.start())
        if name and not _OWN_WORD.search(flat, max(0, name.start() - 9), name.start()):
            title = text[name.start() : word.end()]
            yield Mention(name.start(), word.end(), word.end(), acts.by_title(title), title, None)


def _constitutions(text: str, flat: str) -> Iterator[Mention]:
    for match in _CONSTITUTION.finditer(flat):
        country = _COUNTRY_BEFORE.search(flat, max(0, match.start() - 40), match.start())
        if country or text[match.start()].isupper():
            start = country.start() if country else match.start()
            yield Mention(start, match.end(), match.end(), None, "ՀՀ Սահմանադրություն", None)


def _by_alias(text: str, clauses: Clauses, told: Sequence[Mention]) -> Iterator[Mention]:
    """Acts called «Օրենք» after a text has said that it will, or that are «the same law» as the last one."""
    flat = clauses.flat
    meant: dict[str, list[tuple[int, Mention]]] = {}
    for alias in _ALIAS.finditer(flat):
        index = bisect_right(told, alias.start(), key=lambda one: one.start) - 1
        if index >= 0 and alias.start() - told[index].end <= 60:
            meant.setdefault(_stem(alias["word"]), []).append((alias.end(), told[index]))
    outer = [one for one in told if clauses.depth(one.start) == 0]
    laws = [one for one in outer if not (one.number or "").startswith("N ")]
    for use in _USED.finditer(flat):
        act = _meant(text, flat, use, meant.get(_stem(use["word"]), []), laws)
        if act and clauses.depth(use.start()) == 0:
            yield replace(act, start=use.start(), end=use.end(), reach=use.end(), within=0)


def _stem(word: str) -> str:
    return "որոշ" if word.startswith("որոշ") else "օրենսգ" if word.startswith("օրենսգ") else "օրենք"


def _meant(
    text: str, flat: str, use: re.Match[str], aliases: Sequence[tuple[int, Mention]], told: Sequence[Mention]
) -> Mention | None:
    """The act that a short name stands for, if it is one."""
    word = use.start("word")
    if _OWN_WORD.search(flat, max(0, word - 9), word) or text[word + 1 : word + 2].isupper():
        return None
    index = bisect_right(aliases, use.start(), key=lambda one: one[0]) - 1
    last = bisect_right(told, use.start(), key=lambda one: one.start) - 1
    before = told[last] if last >= 0 and use.start() - told[last].end <= SAME_ACT else None
    if _stem(use["word"]) == "որոշ" and index < 0:
        return None
    if _SAME.search(flat, max(0, word - 20), word):
        return before
    capital = text[word].isupper()
    with_article = _ARTICLE_NEXT.match(flat, use.end()) is not None
    if index >= 0:
        return aliases[index][1] if capital or with_article else None
    return before if capital and with_article else None
