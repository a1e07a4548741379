"""Acts and places in French: acts by kind and day, codes, acts of the European Union."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from legislation.pinpoints import Chain, Pinpoint
from nlp.before import Grammar, references
from nlp.mention import FoundReference, Mention, apart

_MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_LINK = r"(?:\]\([^()\s]{1,200}\))?"
_ACT = re.compile(
    r"\[?(?P<kind>loi|règlement grand-ducal|arrêté royal grand-ducal|arrêté grand-ducal|règlement ministériel"
    r"|arrêté ministériel|arrêté|décret|ordonnance)(?: organique)?(?: modifiée?)? du "
    rf"(?P<day>\d{{1,2}}(?:er)?) (?P<month>{_MONTH}) (?P<year>\d{{4}}){_LINK}",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b[Cc]ode (?:(?:civil|pénal|électoral|communal|forestier|rural|minier)\b"
    r"|(?:général )?(?:du |de la |de l['’]|des )[a-zéèêô]+"
    r"(?: [a-zéèêô]+(?:al|ale|aux|ales|if|ive|ique|iques|ière))?)"
)
_EU = re.compile(
    r"\b(?:[Rr]èglement|[Dd]irective|[Dd]écision)(?: d[’']exécution| déléguée?)? "
    r"(?:\((?P<by>UE|CE|CEE)\) )?(?:n[°o] ?)?(?P<digits>\d{1,4}/\d{1,4}(?:/(?:UE|CE|CEE|JAI))?)"
)
_CONSTITUTION = re.compile(r"\b(?:la|de la|à la) (?P<name>Constitution)\b")
_ENGLISH = {"UE": "EU", "CE": "EC", "CEE": "EEC", "JAI": "JHA"}

_ORDINALS = "premi deuxi|second troisi quatri cinqui sixi septi huiti neuvi dixi".split()
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})[eè](?:r|re|me)s?"
_ITEM = r"(?:[LRD]\.? ?)?\d{1,4}(?:-\d{1,3}){0,3}(?:er\b| ?bis\b| ?ter\b| ?quater\b)?(?: ?\(\w{1,3}\))?"
_LIST = rf"{_ITEM}(?:(?:, | et | ou | à ){_ITEM}){{0,30}}"
_LOW = "alinéa|paragraphe|point|lettre"
_CHAIN = re.compile(
    rf"(?:(?P<nths>{_ORDINAL}(?:(?:, | et ){_ORDINAL}){{0,5}}) (?P<nth>alinéa|paragraphe)s? de l['’]"
    rf"|(?P<low>{_LOW})s? \(?(?P<lows>\d{{1,3}}|[a-z]\b)(?:er)?\)?°? de l['’])?"
    rf"(?:articles?|art\.) (?P<list>{_LIST})"
    rf"(?P<tail>(?:,? (?:{_LOW})s? \(?(?:\d{{1,3}}|[a-z]\b)(?:er)?\)?°?){{0,3}})",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?P<article>(?:[LRD]\.? ?)?\d{1,4}(?:-\d{1,3}){0,3}(?: ?(?:bis|ter|quater)\b)?)"
    r"(?:er)?(?: ?\((?P<part>\w{1,3})\))?"
)
_TAIL = re.compile(rf"(?P<what>{_LOW})s? \(?(?P<number>\d{{1,3}}|[a-z]\b)")
_RANGE = re.compile(r"(\d{1,4}) à (\d{1,4})")

GRAMMAR = Grammar(
    of=re.compile(r",? (?:de la |de l['’]|du |des |de )\[?"),
    between=re.compile(r"(?:,|,? et|,? ou|,? ainsi que) (?:(?:à |de |d)?(?:l['’]|les |aux? |des? ))?"),
    thereof=re.compile(r"[^.;\n]{0,350}?\b(?:notamment|en) (?:ses |son |l['’]|les )"),
    also=re.compile(r"(?:,|,? et|,? ainsi que)? (?:de |du )?(?:la |le |l['’]|les )?\[?"),
    changing=re.compile(
        r"(?:modifiant|abrogeant|remplaçant|complétant|portant (?:modification|abrogation)(?: de| du)?)"
        r" (?:la |le |l['’]|les )?\[?$",
        re.IGNORECASE,
    ),
    changed=re.compile(
        r"\b(?:est|sont)(?: ainsi)? (?:modifié|remplacé|abrogé|complété|supprimé|inséré|ajouté)"
    ),
    under=re.compile(
        r"(?:\bVu|en vertu|en application|en exécution|conformément|prévue?s?|visée?s?|au sens)"
        r" ?(?:à |par |de |du |d)?(?:la |le |l['’´]|les |aux? |des )?\[?$",
        re.IGNORECASE,
    ),
    stop=re.compile(r"(?<!art)\.(?=\s|$)|[;\n]"),
)


def read(text: str, named: Sequence[Mention]) -> Iterator[FoundReference]:
    """The references of a French text."""
    return references(text, apart([*named, *_acts(text)]), list(_chains(text)), GRAMMAR)


def _acts(text: str) -> Iterator[Mention]:
    for match in _ACT.finditer(text):
        title = f"{match['kind'].lower()} du {match['day']} {match['month'].lower()} {match['year']}"
        yield Mention(match.start(), match.end(), match.end(), None, title, None)
    for match in _EU.finditer(text):
        digits, _, tail = match["digits"].rpartition("/")
        number = f"{digits}/{_ENGLISH.get(tail, tail)}"
        told = f"({_ENGLISH[match['by']]}) {number}" if match["by"] else number
        yield Mention(match.start(), match.end(), match.end(), None, None, told)
    for match in _CODE.finditer(text):
        yield Mention(match.start(), match.end(), match.end(), None, match[0], None)
    for match in _CONSTITUTION.finditer(text):
        yield Mention(match.start("name"), match.end(), match.end(), None, "Constitution", None)


def _chains(text: str) -> Iterator[Chain]:
    for match in _CHAIN.finditer(text):
        yield Chain(match.start(), match.end(), tuple(_places(match)))


def _places(match: re.Match[str]) -> Iterator[Pinpoint]:
    told: dict[str, list[str]] = {"part": [], "point": []}
    if match["nth"]:
        told["part"] = [str(_nth(word)) for word in re.findall(_ORDINAL, match["nths"].lower())]
    if match["low"]:
        told[_level(match["low"])].append(match["lows"])
    for tail in _TAIL.finditer(match["tail"].lower()):
        told[_level(tail["what"])].append(tail["number"])
    words = _RANGE.sub(_counted, match["list"])
    for one in _ONE.finditer(words):
        parts: list[str | None] = [*told["part"]] or [one["part"]]
        points: list[str | None] = [*told["point"]] or [None]
        for part, point in product(parts, points):
            yield Pinpoint(one["article"], part, point, match.end())


def _level(word: str) -> str:
    return "part" if word.lower() in ("alinéa", "paragraphe") else "point"


def _nth(word: str) -> int:
    return next(n for n, stem in enumerate(_ORDINALS, 1) if re.match(stem, word))


def _counted(span: re.Match[str]) -> str:
    first, last = int(span[1]), int(span[2])
    return ", ".join(map(str, range(first, last + 1))) if first < last <= first + 100 else span[0]
