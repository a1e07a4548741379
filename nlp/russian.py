"""Acts and places in Russian: laws by number and title, codes, constitutions, decisions."""

import re
from collections.abc import Iterator, Sequence

from legislation.clauses import flatten
from legislation.russian_pinpoints import chains
from nlp.acts import Acts
from nlp.before import Grammar, references
from nlp.mention import FoundReference, Mention, apart

_COUNTRY = r"(?:Российской\s+Федерации|Республики\s+Армения|РФ|РА)"
_DATE = r"(?:\s+от\s+\d{1,2}[\s.][\wа-я]{2,9}[\s.]\d{4}(?:\s*(?:года|г\.))?)?"
_TITLE = re.compile(r"\s{0,3}«(?P<title>[^«»]{0,500}(?:«[^«»]{1,300}»[^«»]{0,500}){0,4})»")
_LAW = re.compile(
    rf"(?P<draft>[Пп]роект\w*\s+)?(?:[Фф]едеральн\w+\s+(?:конституционн\w+\s+)?)?[Зз]акон(?:а|у|ом|е|ы|ов|ами|ам)?"
    rf"(?:\s+{_COUNTRY})?{_DATE}(?:\s*№\s?(?P<number>(?:ЗР-)?\d{{1,7}}(?:-[А-Яа-яI\d]{{1,3}})?))?"
)
_ARMENIAN_LAW = re.compile(r"(?<!\w)(?:ЗР|НО)-(?P<digits>\d{1,4})(?P<suffix>-Н)?(?!\w)")
_CODE = re.compile(
    rf"(?<!\w)(?!настоящ|указанн|данн)(?:[А-Я][а-я]{{2,20}}(?:о-[а-я]{{4,20}})?(?:ого|ому|ым|ом|ий|ый|ой)\s+){{1,2}}"
    rf"кодекс(?:а|у|ом|е)?(?![а-я])(?:\s+{_COUNTRY}|\s+Евразийского\s+экономического\s+союза)?"
    rf"|(?<!\w)[Кк]одекс(?:а|у|ом|е)?\s+{_COUNTRY}\s+об?\s+(?:административных\s+правонарушениях|недрах)"
)
_CONSTITUTION = re.compile(rf"(?<!\w)Конституци(?:и|я|ю|ей)(?![а-я])(?:\s+{_COUNTRY})?")
_TREATY = re.compile(r"Договор(?:а|у|ом|е)?\s+о\s+Евразийском\s+экономическом\s+союзе")
_DECISION = re.compile(
    rf"(?:[Пп]остановлени|[Рр]ешени|[Рр]аспоряжени|[Пп]риказ)[а-я]{{0,4}}(?:\s+[А-Яа-я]+){{0,6}}{_DATE}"
    r"\s*(?:№|[Nn])\s?(?P<digits>\d{1,4})(?:\s?-\s?(?P<suffix>[НАЛ]))?(?!\w)"
)
_SUFFIX = {"Н": "-Ն", "А": "-Ա", "Л": "-Լ", None: ""}

GRAMMAR = Grammar(
    of=re.compile(r" {1,3}"),
    between=re.compile(r"(?:,|,?\s+и|\s+или|,\s+а\s+также)\s+"),
    thereof=re.compile(r"\s*\(\s*"),
    also=re.compile(r"(?:,|,?\s+и|,\s+а\s+также)?\s+(?:в\s+)?"),
    changing=re.compile(
        r"(?:внес(?:ение|ении|ения|ти|ены)\s+(?:изменени|дополнени)[а-я]{1,2}(?:\s+и\s+(?:изменени|дополнени)[а-я]{1,2})?"
        r"\s+в|внести\s+в|признани[а-я]{1,2}\s+утратившим[а-я]?\s+силу|признать\s+утратившим[а-я]?\s+силу"
        r"|утратившим[а-я]?\s+силу)\s+(?:абзац[а-я]{0,3}\s+[а-я, ]{3,60}\s)?$",
        re.IGNORECASE,
    ),
    changed=re.compile(
        r"изложить|заменить|дополнить|исключить|признать\s+утратившим|утрачива[а-я]{1,2}\s+силу"
        r"|внести\s+(?:следующие\s+)?изменени"
    ),
    under=re.compile(
        r"(?:соответствии\s+со?|согласно|основании|предусмотренн[а-я]{1,3}|установленн[а-я]{1,3})\s+$"
    ),
    stop=re.compile(r"(?<!\s[гпчс])(?<!ст)\.(?=\s|$)|;|(?<!:)\n"),
)


def read(text: str, acts: Acts, named: Sequence[Mention]) -> Iterator[FoundReference]:
    """The references of a Russian text."""
    flat = flatten(text)
    found = [*named, *_laws(text, flat, acts), *_others(text, flat, acts)]
    return references(text, apart(found), list(chains(flat)), GRAMMAR)


def _laws(text: str, flat: str, acts: Acts) -> Iterator[Mention]:
    for match in _LAW.finditer(flat):
        named = _TITLE.match(flat, match.end())
        ours = _ARMENIAN_LAW.search(match["number"] or "")
        if not match["draft"] and (match["number"] or named):
            title = text[named.start("title") : named.end("title")] if named else None
            law = acts.by_russian_title(title) if title else None
            end = named.end() if named else match.end()
            number = _armenian(ours) if ours else match["number"]
            law = law or acts.by_number(number or "", text[match.start() : match.end()])
            yield Mention(match.start(), end, end, law, title, number, end - 1 if named else 0)
    for match in _ARMENIAN_LAW.finditer(flat):
        law = acts.by_number(_armenian(match), text[max(0, match.start() - 100) : match.start()])
        yield Mention(match.start(), match.end(), match.end(), law, None, _armenian(match))


def _armenian(number: re.Match[str]) -> str:
    """ЗР-337-Н as ՀՕ-337-Ն."""
    return f"ՀՕ-{number['digits']}" + ("-Ն" if number["suffix"] else "")


def _others(text: str, flat: str, acts: Acts) -> Iterator[Mention]:
    for pattern in (_CODE, _CONSTITUTION, _TREATY):
        for match in pattern.finditer(flat):
            yield Mention(
                match.start(), match.end(), match.end(), None, text[match.start() : match.end()], None
            )
    for match in _DECISION.finditer(flat):
        number = f"N {match['digits']}{_SUFFIX[match['suffix']]}"
        law = acts.by_number(number, text[max(0, match.start() - 60) : match.end() + 40])
        yield Mention(match.start(), match.end(), match.end(), law, None, number)
