"""Acts and places in English: acts and treaties of the European Union, “… Act 1998”, Armenian acts."""

import re
from collections.abc import Iterator, Sequence

from legislation.english_pinpoints import chains
from nlp.acts import Acts
from nlp.before import Grammar, references
from nlp.mention import FoundReference, Mention, apart

_EU_NUMBER = (
    r"(?:\((?P<by>EU|EC|EEC|Euratom)(?:, ?Euratom)?\)\s?)?(?:No\.?\s?)?"
    r"(?P<digits>\d{1,4}/\d{1,4}(?:/(?:EU|EC|EEC|JHA|CFSP|Euratom))?)(?![\d/])"
)
_PLAIN_NUMBER = re.sub(r"\?P<\w+>", "?:", _EU_NUMBER)
_EU = re.compile(
    r"\b(?:(?:Council|Commission|Delegated|Implementing|Framework)\s){0,3}"
    rf"(?:Regulation|Directive|Decision)s?\s(?:{_PLAIN_NUMBER})(?:,?\s(?:and|or)\s{_PLAIN_NUMBER}|,\s{_PLAIN_NUMBER}){{0,20}}"
)
_ONE_EU = re.compile(_EU_NUMBER)
_TREATY = re.compile(
    r"\b(?:Treaty on the Functioning of the European Union(?: \(TFEU\))?|TFEU"
    r"|Treaty on European Union(?: \(TEU\))?|TEU)(?!\w)"
)
_TREATIES = {True: "Treaty on the Functioning of the European Union", False: "Treaty on European Union"}
_CONSTITUTION = re.compile(r"\bConstitution\b(?! of (?!the Republic of Armenia|the RA|Armenia))")
_ACT = re.compile(r"\bAct\b(?:,? of (?P<of>\d{4})|,? (?P<year>\d{4}))?")
_LAW_NUMBER = re.compile(r"\b(?:HO|ZR|LA)-(?P<digits>\d{1,4})(?P<suffix>-N)?\b")
_LAW = re.compile(
    r"\bLaw(?: of the (?:Republic of Armenia|RA))? [“\"«](?P<title>On [^”\"»\n]{3,200})[”\"»]", re.IGNORECASE
)
_DECISION = re.compile(
    r"\b(?:Decision|Decree|Resolution|Order)\s(?:of the [A-Z][\w ]{3,60}? )?"
    r"(?:No\.?|N|№)\s?(?P<digits>\d{1,4})(?:\s?-\s?(?P<suffix>[NAL]))?\b(?![/\d])"
)
_SUFFIX = {"N": "-Ն", "A": "-Ա", "L": "-Լ", None: ""}
_SMALL = frozenset("and of for the to in on with at by from into as &".split())
_HEADS = frozenset("The This In To Under".split())
_ENDS = (".", ";", ":", "—")
_WORD = re.compile(r"\S+")
_NO_NAMES = frozenset(
    "This That Such Said Principal Each Any No An New The Section Sections Acts Act".split()
)
_OWN = re.compile(r"cited as (?:the )?(?:[“\"][^”\"\n]{0,80})?$")
_ROMAN = re.compile("[IVXLC]+")

GRAMMAR = Grammar(
    of=re.compile(r",?(?: |\sof\s)(?:the\s|that\s)?"),
    between=re.compile(r"(?:,?\s(?:and|or|in conjunction with|read with|read together with|as well as)|,)\s"),
    thereof=re.compile(r",?\s(?:and|and in particular|in particular|notably),?\s(?:in\s)?"),
    also=re.compile(r",?\s?(?:and|or|,)?\s?(?:of\s|to\s)?(?:the\s)?(?:\([A-Z]{2,8}\) )?", re.IGNORECASE),
    changing=re.compile(
        r"\b(?:to amend|amending|to repeal|repealing|replacing"
        r"|(?:amendment|addition|supplement)s? (?:and (?:amendment|addition|supplement)s? )?(?:to|in))"
        r"\s(?:(?:part\s\w\sof\s)?title\s\w{1,5}\sof\s)?(?:the\s)?$",
        re.IGNORECASE,
    ),
    changed=re.compile(
        r"\b(?:is|are|shall be)\s(?:hereby\s)?(?:further\s)?"
        r"(?:amended|repealed|replaced|deleted|revoked|substituted|inserted)\b"
    ),
    under=re.compile(
        r"\b(?:under|pursuant to|in accordance with|within the meaning of|referred to in|as defined in"
        r"|having regard to)\s(?:the\s)?$",
        re.IGNORECASE,
    ),
    stop=re.compile(r"[.;:](?=\s|$)|\n"),
)


def read(text: str, acts: Acts, named: Sequence[Mention]) -> Iterator[FoundReference]:
    """The references of an English text."""
    found = [*named, *_european(text), *_plain(text), *_acts(text), *_armenian(text, acts)]
    return references(text, apart(found), list(chains(text)), GRAMMAR)


def _european(text: str) -> Iterator[Mention]:
    for match in _EU.finditer(text):
        for order, number in enumerate(_ONE_EU.finditer(text, match.start(), match.end())):
            told = (f"({number['by']}) " if number["by"] else "") + number["digits"]
            start = number.start() if order else match.start()
            yield Mention(start, number.end(), number.end(), None, None, told)


def _plain(text: str) -> Iterator[Mention]:
    for match in _TREATY.finditer(text):
        title = _TREATIES["unctioning" in match[0] or match[0] == "TFEU"]
        yield Mention(match.start(), match.end(), match.end(), None, title, None)
    for match in _CONSTITUTION.finditer(text):
        yield Mention(match.start(), match.end(), match.end(), None, "Constitution", None)


def _armenian(text: str, acts: Acts) -> Iterator[Mention]:
    for match in _LAW.finditer(text):
        yield Mention(match.start(), match.end(), match.end(), None, match["title"], None)
    for match in _LAW_NUMBER.finditer(text):
        number = f"ՀՕ-{match['digits']}" + ("-Ն" if match["suffix"] else "")
        law = acts.by_number(number, text[max(0, match.start() - 100) : match.start()])
        yield Mention(match.start(), match.end(), match.end(), law, None, number)
    for match in _DECISION.finditer(text):
        number = f"N {match['digits']}{_SUFFIX[match['suffix']]}"
        law = acts.by_number(number, text[max(0, match.start() - 100) : match.end() + 40])
        yield Mention(match.start(), match.end(), match.end(), law, None, number)


def _acts(text: str) -> Iterator[Mention]:
    """Acts of the form “… Act 1998”; without a year the name must have two words."""
    for match in _ACT.finditer(text):
        start = _name_start(text, match.start())
        words = text[start : match.start()].split()
        year = match["of"] or match["year"]
        if not words or words[0] in _NO_NAMES or (len(words) < 2 and not year):
            continue
        if not _OWN.search(text, max(0, start - 110), start):
            yield Mention(start, match.end(), match.end(), None, text[start : match.end()], None)


def _name_start(text: str, end: int) -> int:
    """Where the capital words begin that stand before a place, small words and brackets among them."""
    begin = max(0, end - 160)
    start, bracket = end, False
    for word in reversed(list(_WORD.finditer(text, begin, end))):
        bare = word[0].rstrip(",")
        closes, opens = bare.endswith(")"), "(" in bare
        if _ROMAN.fullmatch(bare):
            break
        if bracket or (closes and not opens):
            bracket = not opens
        elif bare.lstrip('“"')[:1].isupper() and not bare.endswith(_ENDS) and bare not in _HEADS:
            start = word.start() + (bare[0] in '“"')
            if bare[0] in '“"':
                break
        elif bare not in _SMALL and not (closes and len(bare) > 5):
            break
    return start
