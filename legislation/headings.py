"""The lines of a legal text that open a piece of it: headings of chapters and articles, numbers, letters."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of a text; ``kind`` is "" if it opens nothing. ``quotes``: « less » on it."""

    kind: str
    number: str
    heading: str
    start: int
    quotes: int
    ends_quote: bool


_NUMBER = r"(?P<number>\d{1,4}(?:[.․]\d{1,3}){0,3}[¹²³⁰⁴-⁹]{0,2})"
_NUMBER_OR_ROMAN = rf"(?:{_NUMBER}|(?P<roman>[IVXL]{{1,7}}))"
_ARTICLE = r"(?:Հ ?ո ?դ ?վ ?ա ?ծ|Հ ?Ո ?Դ ?Վ ?Ա ?Ծ|Article|ARTICLE|Art\.|Статья|СТАТЬЯ)"
_CHAPTER = r"(?:Գլուխ|Գ ?Լ ?ՈՒ ?Խ|Chapter|CHAPTER|Глава|ГЛАВА|Chapitre|CHAPITRE)"
_SECTION = r"(?:Բաժին|Բ ?Ա ?Ժ ?Ի ?Ն|Title|TITLE|Раздел|РАЗДЕЛ|Titre|TITRE)"
_TITLE = r"(?:[.․:]\s*(?P<title>\S.*)|\s+(?P<rest>[^a-zա-ևа-я].*)|[.․:\s]*)?$"
"""What may follow a number: after a blank alone no words that go on in small letters."""
_ANNEX = r"(?:Հավելված|ՀԱՎԵԼՎԱԾ|Annexe?|ANNEXE?|Приложение|ПРИЛОЖЕНИЕ)"
_OPENINGS = {
    "article": re.compile(
        rf"{_ARTICLE}\s*{_NUMBER}(?:er)?(?:\s*[.․:](?P<rest>.*)|\s+[-–—](?P<dashed>.*)|\s+(?P<title>[A-ZА-ЯЁ].*))?$"
    ),
    "section": re.compile(rf"{_SECTION}\s*{_NUMBER_OR_ROMAN}(?:er)?{_TITLE}"),
    "chapter": re.compile(rf"{_CHAPTER}\s*{_NUMBER_OR_ROMAN}(?:er)?{_TITLE}"),
    "annex": re.compile(rf"{_ANNEX}\s*(?:N|№|n°|թիվ)?\s*{_NUMBER_OR_ROMAN}?\s*[.:]?$"),
    "roman": re.compile(r"(?P<roman>[IVX]{1,6})\.(?:\s+(?P<rest>.*))?$"),
    "part": re.compile(rf"{_NUMBER}[.․](?:\s(?P<rest>.*)|(?P<title>[^\W\d].*))?$"),
    "point": re.compile(rf"\(?{_NUMBER}\)(?P<rest>.*)$"),
    "subpoint": re.compile(
        r"(?:\((?P<in_brackets>[a-zա-ֆа-я])\)|(?P<letter>[a-zա-ֆа-я])[.․)])(?P<rest>\s.*|$)"
    ),
    "end": re.compile(r"(?:Done at|Fait à|Совершено в) [A-ZÀ-ÝА-Я]"),
}
_LETTERS = (
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",
)
_ACT = re.compile(
    "(?:ՀՀ|ՀԱՅԱՍՏԱՆԻՀԱՆՐԱՊԵՏՈՒԹՅԱՆ)?(?:ՍԱՀՄԱՆԱԴՐԱԿԱՆ|ԿԱՌԱՎԱՐՈՒԹՅԱՆ|ԱՎԱԳԱՆՈՒ)?"
    "(?:ՕՐԵՆՔ|ՕՐԵՆՍԳԻՐՔ|ՈՐՈՇՈՒՄ|ՀՐԱՄԱՆԱԳԻՐ|ՀՐԱՄԱՆ)Ը?"
)
_WORD_ALONE = re.compile(f"(?:{_ARTICLE}|{_CHAPTER}|{_SECTION})")
_NUMBER_ALONE = re.compile(rf"{_NUMBER}[.․]?")
_QUOTE_ENDS = ("»:", "»։", "».", "»․")
_NUMBERED = ("number", "roman", "letter", "in_brackets")
_NO_TITLE_ENDS = tuple("։:.;,՝`․")
_LONGEST_TITLE = 300


def lines(text: str) -> list[Line]:
    """The lines of a text that are not empty, each with what it opens."""
    spans = [(match.start(), match[0].strip()) for match in re.finditer(r"\S[^\n]*", text)]
    contents = [content for _, content in spans] + ["", ""]
    found: list[Line] = []
    number_was_taken = False
    for index, (start, content) in enumerate(spans):
        if number_was_taken:
            number_was_taken = False
            continue
        number_was_taken = bool(
            _WORD_ALONE.fullmatch(content) and _NUMBER_ALONE.fullmatch(contents[index + 1])
        )
        if number_was_taken:
            content = f"{content} {contents[index + 1]}"
        kind, number, rest = _opening(content)
        heading = _heading(kind, rest, contents[index + 1 + number_was_taken])
        quotes = content.count("«") - content.count("»")
        found.append(Line(kind, number, heading, start, quotes, content.endswith(_QUOTE_ENDS)))
    return found


def _opening(content: str) -> tuple[str, str, str]:
    """Kind, number and rest of a line; the kind is "" if it opens nothing."""
    if len(content) < 100 and _ACT.fullmatch(re.sub(r"\s", "", content)):
        return "act", "", ""
    for kind, pattern in _OPENINGS.items():
        match = pattern.match(content)
        if match:
            parts = match.groupdict()
            number = next((parts[name] for name in _NUMBERED if parts.get(name)), "")
            rest = parts.get("rest") or parts.get("dashed") or parts.get("title") or ""
            return kind, _tidy(number), rest.strip()
    return "", "", ""


def _tidy(number: str) -> str:
    """``5․1`` and ``5¹`` as ``5.1``."""
    plain = re.sub("[¹²³⁰⁴-⁹]+", lambda raised: "." + unicodedata.normalize("NFKC", raised[0]), number)
    return plain.replace("․", ".")


def order(number: str) -> tuple[int, ...]:
    """A number or letter in a form that can be compared; (0,) for none."""
    if number[:1].isdigit():
        return tuple(int(step) for step in number.split("."))
    return (1 + max(letters.find(number) for letters in _LETTERS),) if len(number) == 1 else (0,)


def _heading(kind: str, rest: str, following: str) -> str:
    """The title that stands on the line itself or, for larger pieces, alone on the next one."""
    title = rest
    if kind in ("article", "chapter", "section", "roman"):
        title = rest or ("" if _opening(following)[0] else following)
    elif not rest.isupper():
        return ""
    is_title = len(title) <= _LONGEST_TITLE and not title.endswith(_NO_TITLE_ENDS)
    return title if is_title and not title[:1].isdigit() else ""
