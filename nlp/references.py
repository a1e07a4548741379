"""Which acts and articles a text amends or cites.

Armenian names an act by its quoted title before the word «օրենք», by a code's name, or by a number;
articles follow. A text may then say «Օրենք» for it. Other languages are read as far as our list has
titles in them. All work is done by patterns of bounded reach, on a copy of the text in which letters
and marks are made alike, one for one, so that places stay the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from config.lexicon import Law
from legislation.text import Token
from legislation.vocabulary import ReferenceKind
from nlp.acts import Acts

MOST_REFERENCES = 500


@dataclass(frozen=True)
class FoundReference:
    """An act, and where told its article and part, with the span of the words that say so."""

    kind: ReferenceKind
    law: str | None
    number: str | None
    title: str | None
    article: str | None
    part: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class _Mention:
    """An act named somewhere. Articles may follow ``end``; what is done to it is told after ``reach``."""

    start: int
    end: int
    reach: int
    law: Law | None
    title: str | None
    number: str | None


_CAPITALS = "".join(map(chr, range(0x531, 0x557)))
_SMALL = "".join(map(chr, range(0x561, 0x587)))
_ALIKE = str.maketrans(_CAPITALS + "‐‑‒–—֊\u00a0\n\r\t․`“„”N", _SMALL + "------    .՝««»n")
_STRAY_O = re.compile("(?<=[ա-և])[oO]|[oO](?=[ա-և])")
_AND = "(?:,|և|եւ|եվ)"
_MONTH = "(?:հունվար|փետրվար|մարտ|ապրիլ|մայիս|հունիս|հուլիս|օգոստոս|սեպտեմբեր|հոկտեմբեր|նոյեմբեր|դեկտեմբեր)"
_FILLING = rf"(?:հայաստանի|հանրապետության|հհ|սահմանադրական|թվականի|թ|{_MONTH}ի?|ին|ի|ից|հօ|ն|\d{{1,4}})(?!\w)"
_BETWEEN = rf"(?:[ .,()-]*{_FILLING}){{0,16}}[ .,()-]*"
_QUOTED = re.compile(r"«([^«»]{3,300})»")
_ACT_WORD = re.compile(rf"{_BETWEEN}(?:օրենսգ(?:իր|ր)ք|օրենք)[ա-և]*")
_ACT_WORD_AND_DATE = re.compile(rf"{_ACT_WORD.pattern} *\([0-9. ,]{{0,20}}հօ[ -]*\d{{1,4}}[ -]*ն? *\)")
_LIST_GOES_ON = re.compile(rf" *{_AND} *(?=«)")
_LAW_NUMBER = re.compile(r"(?<!\w)հօ *-? *(?P<digits>\d{1,4})(?!\d)(?: *- *(?P<suffix>ն)(?!\w))?")
_DECISION_NUMBER = re.compile(r"(?<!\w)(?:n|№|թիվ) *(?P<digits>\d{1,4}) *- *(?P<suffix>[նալ])(?!\w)")
_DECISION_WORD = re.compile(r"[^։:]{0,120}?(?:որոշ|հրաման|կարգադր)")
_CODE_AMENDED = re.compile(r"(.{5,200}?օրենսգրքում) +(?:փոփոխութ|լրաց)")
_ALIAS = re.compile(r"\( *այսուհետ *[՝,-]* *(օրեն)(?:ք|սգիրք) *\)")
_ALIAS_USED = re.compile(
    r"(?<!\w)(?<!սույն )(?<!նույն )(?:օրենք|օրենսգրք)(?:ի|ում)(?= +\d{1,3}[^«»։:]{0,40}հոդված)"
)
_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,2}"
_TH = "(?: *- *(?:րդ|ին))"
_ARTICLE = re.compile(
    rf"(?P<more>(?:{_NUMBER}{_TH}? *{_AND} *){{0,20}})(?P<article>{_NUMBER}){_TH} +հոդված[ա-և]*"
    rf"(?: +(?P<part>{_NUMBER}){_TH} +(?:մաս|կետ)[ա-և]*)?"
    rf"|հոդված +(?P<after>{_NUMBER})(?= *-)"
)
_ARTICLES_END = re.compile(rf"[։:«]|(?<!\w)սույն(?!\w)|օրենք|օրենսգ|հոդված +{_NUMBER}(?! *-)(?![\d.]\d)")
_ASIDE = re.compile(r" *\([^()«»]{0,80}\)")
_ARTICLE_BEFORE = re.compile(
    rf"(?:article|art\.|стать[а-я]{{1,3}}|ст\.)\s+(?P<article>{_NUMBER})(?:\s+of)?(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_AMENDING = re.compile(r"[^«»։:]{0,60}?(?:փոփոխութ|լրաց)[^«»։:]{0,80}?կատար[ա-և]*")
_OF_AN_ACT = re.compile(rf" +մասին *»? *{_BETWEEN}օրենք")
_REPEALING = re.compile(
    r"[^։:]{0,250}?(?:օրենք|որոշում|հրաման|հոդված|մաս|կետ|գլուխ)(?:ներ)?(?:ը|ն) +ուժը +կորցրած +ճանաչ"
)
_GROUNDS = re.compile("համաձայն|հիմք|հիման|որոշում է")
_CHANGING = re.compile(
    r"[^։:]{0,400}?(?:(?:բառ|թիվ|թվ)[ա-և]* +փոխարին|շարադրել|հանել +«|լրացնել +(?:«|նոր|հետ(?:և|եւ)յալ)"
    r"|(?:մաս|կետ|գլուխ|պարբերություն|նախադասություն)(?:եր|ներ)?(?:ը|ն) +ուժը +կորցրած +ճանաչ)"
    r"| *ուժը +կորցրած +ճանաչ"
)
_REPEALED_BEFORE = re.compile(r"ուժը +կորցրած +ճանաչել[՝ ]*$")


def find_references(
    text: str, words: Sequence[Token], acts: Acts, language: str | None = None
) -> list[FoundReference]:
    """The references of a text in order, each (kind, act, article, part) once: where it stands first.

    ``words`` are the text's tokens. ``law`` is a key of our list, or None for an act that is not on it.
    """
    flat = _STRAY_O.sub("օ", text.translate(_ALIKE))
    named = acts.named_in_french if language == "fr" else acts.named
    mentions = _apart(
        [
            *_quoted(text, flat, acts),
            *(_mention(words[first].start, words[end - 1].end, law) for first, end, law in named.find(words)),
            *_numbered(text, flat, acts),
        ]
    )
    mentions = _apart([*mentions, *_by_alias(flat, mentions)])
    found: dict[object, FoundReference] = {}
    for mention in mentions:
        for one in _references(text, flat, mention):
            found.setdefault((one.kind, one.law, one.number or one.title, one.article, one.part), one)
        if len(found) >= MOST_REFERENCES:
            break
    return list(found.values())


def _mention(start: int, end: int, law: Law) -> _Mention:
    return _Mention(start, end, end, law, None, None)


def _apart(mentions: Sequence[_Mention]) -> list[_Mention]:
    """In order, without those that begin inside another; the longer one stays."""
    kept: list[_Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _quoted(text: str, flat: str, acts: Acts) -> list[_Mention]:
    """Acts by their quoted titles; in «…», «…» և «…» օրենքներ all are acts."""
    found: list[_Mention] = []
    for match in reversed(list(_QUOTED.finditer(flat))):
        title = text[match.start(1) : match.end(1)]
        word = _ACT_WORD_AND_DATE.match(flat, match.end()) or _ACT_WORD.match(flat, match.end())
        law = acts.by_title(title, word[0] if word else "")
        inside = _CODE_AMENDED.match(match[1])
        listed = _LIST_GOES_ON.match(flat, match.end())
        if inside:
            end = match.start(1) + inside.end(1)
            title = text[match.start(1) : end]
            found.append(_Mention(match.start(), end, end, acts.by_title(title), title, None))
        elif word and " " in title.strip():
            number = _number(_LAW_NUMBER.search(word[0]), "ՀՕ-")
            found.append(_Mention(match.start(), word.end(), word.end(), law, title, number))
        elif listed and found and listed.end() == found[-1].start and match[1].endswith("մասին"):
            found.append(_Mention(match.start(), match.end(), found[-1].reach, law, title, None))
        elif law:
            found.append(_mention(match.start(), match.end(), law))
    return found


def _numbered(text: str, flat: str, acts: Acts) -> Iterator[_Mention]:
    """Acts that are named by their number alone."""
    for match in _LAW_NUMBER.finditer(flat):
        number = _number(match, "ՀՕ-")
        word = _ACT_WORD.match(flat, match.end())
        end = word.end() if word else match.end()
        yield _Mention(match.start(), end, end, _by_number(acts, number, text, match.start()), None, number)
    for match in _DECISION_NUMBER.finditer(flat):
        if _DECISION_WORD.match(flat, match.end()):
            number = _number(match, "N ")
            law = _by_number(acts, number, text, match.start())
            yield _Mention(match.start(), match.end(), match.end(), law, None, number)


def _number(match: re.Match[str] | None, series: str) -> str | None:
    if match is None:
        return None
    return f"{series}{match['digits']}" + (f"-{match['suffix'].upper()}" if match["suffix"] else "")


def _by_number(acts: Acts, number: str | None, text: str, start: int) -> Law | None:
    return acts.by_number(number or "", text[max(0, start - 60) : start])


def _by_alias(flat: str, mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    """Acts called «Օրենք» after a text has said that it will call them so."""
    meant: list[tuple[int, _Mention]] = []
    for alias in _ALIAS.finditer(flat):
        index = bisect_right(mentions, alias.start(), key=lambda one: one.start) - 1
        if index >= 0 and alias.start() - mentions[index].end <= 60:
            meant.append((alias.end(), mentions[index]))
    for use in _ALIAS_USED.finditer(flat):
        index = bisect_right(meant, use.start(), key=lambda one: one[0]) - 1
        if index >= 0:
            act = meant[index][1]
            yield replace(act, start=use.start(), end=use.end(), reach=use.end())


def _references(text: str, flat: str, mention: _Mention) -> Iterator[FoundReference]:
    amended = _is_amended(flat, mention.reach)
    articles = list(_articles(flat, mention.end)) if mention.reach == mention.end else []
    before = _ARTICLE_BEFORE.search(text[max(0, mention.start - 60) : mention.start])
    if before and not articles:
        articles = [(before["article"], None, mention.end)]
    for article, part, end in articles or [(None, None, mention.end)]:
        changed = amended or (article is not None and _is_changed(flat, mention.start, end))
        law = mention.law
        yield FoundReference(
            kind=ReferenceKind.AMENDS if changed else ReferenceKind.CITES,
            law=law.key if law else None,
            number=mention.number or (law.number if law and law.verified else None),
            title=next(iter(law.titles.get("hy", ())), None) if law else _tidy(mention.title),
            article=article,
            part=part,
            start=mention.start,
            end=end,
            text=text[mention.start : end],
        )


def _tidy(title: str | None) -> str | None:
    return " ".join(title.split()) if title else None


def _is_amended(flat: str, reach: int) -> bool:
    """Whether the words that follow change or repeal the act, and do not only name an act that did."""
    amending = _AMENDING.match(flat, reach)
    if amending:
        done = _OF_AN_ACT.match(flat, amending.end())
        return not (done and "հօ" in done[0])
    repealing = _REPEALING.match(flat, reach)
    return repealing is not None and not _GROUNDS.search(repealing[0])


def _is_changed(flat: str, start: int, end: int) -> bool:
    """Whether an article that is named from ``start`` to ``end`` is changed or repealed there."""
    changing = _CHANGING.match(flat, end)
    if changing and not _GROUNDS.search(changing[0]):
        return True
    return _REPEALED_BEFORE.search(flat, max(0, start - 40), start) is not None


def _articles(flat: str, start: int) -> Iterator[tuple[str | None, str | None, int]]:
    """Article, part and end of each article that is named after an act, to the end of the sentence."""
    aside = _ASIDE.match(flat, start)
    start = aside.end() if aside else start
    stop = _ARTICLES_END.search(flat, start, start + 400)
    for match in _ARTICLE.finditer(flat, start, stop.start() if stop else min(len(flat), start + 400)):
        for more in re.findall(_NUMBER, match["more"] or ""):
            yield more, None, match.end()
        yield match["article"] or match["after"], match["part"], match.end()
