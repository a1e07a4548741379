"""The document code of a bill: who introduced it, its number and dates, its committees, and its reading.

``Կ-2068-07.12.2017,19.12.2017-ՊԻՄԻ-017/1``: initiator, number, dates, committees, kind / reading.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from legislation.vocabulary import Stage

CODE = re.compile(
    r"(?<![Ա-Ֆա-և])(?P<initiator>[Ա-Ֆ])\s*-\s*"
    r"(?P<number>\d{1,5})\s*(?:(?P<raised>[⁰¹²³⁴-⁹]{1,2})|-\s*(?P<member>\d{1,2}))?\s*-\s*"
    r"(?P<dates>\d{2}\.\d{2}\.\d{4}(?:\s*,\s*\d{2}\.\d{2}\.\d{4})*)\s*-\s*"
    r"(?P<committees>[Ա-Ֆ][Ա-Ֆա-և]*(?:\s*,\s*[Ա-Ֆ][Ա-Ֆա-և]*)*)\s*-\s*"
    r"(?P<kind>\d{3})\s*/\s*(?P<reading>\d)(?:\s*(?P<full>(?:ամբ|ԱՄԲ)\.?))?"
)

INITIATORS = {"Կ": "ՀՀ կառավարություն", "Պ": "ՀՀ ԱԺ պատգամավորներ"}
"""Who introduces bills; other letters, such as Խ, have been seen and not been explained."""

COMMITTEES = {
    "ՊԻ": "պետական-իրավական հարցերի",
    "ՊԻՄԻ": "պետական-իրավական և մարդու իրավունքների պաշտպանության հարցերի",
    "ՊԱ": "պաշտպանության և անվտանգության հարցերի",
    "ՖՎ": "ֆինանսավարկային և բյուջետային հարցերի",
    "ՏՏ": "տարածքային կառավարման և տեղական ինքնակառավարման հարցերի",
    "ՏՏԳԲ": "տարածքային կառավարման, տեղական ինքնակառավարման, գյուղատնտեսության և բնապահպանության հարցերի",
    "ԱռՀ": "առողջապահության հարցերի",
    "ԱՍ": "աշխատանքի և սոցիալական հարցերի",
    "ՏՀ": "տնտեսական հարցերի",
}
"""What the letters stand for, as far as titles of their bills tell; today's letters may be others."""

STAGES = {"0": Stage.PROPOSED, "1": Stage.FIRST_READING, "2": Stage.SECOND_READING}

SURE_DIGITS = 3
"""So many digits a number may have that has no package index run into it: no convocation had 1,000 bills."""

FOLDED = str.maketrans({"․": ".", "\xa0": " ", **dict.fromkeys("‐‑‒–—−", "-")})
"""Dots, dashes and blanks that are typed for others, each for one character."""

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class BillCode:
    """A document code. ``member`` is the index in a package (1 of 195¹), ``reading`` ends in ամբ. if in full.

    ``start`` and ``end`` are its place in the text that it was found in.
    """

    initiator: str
    number: str
    member: str | None
    dates: tuple[str, ...]
    committees: tuple[str, ...]
    kind: str
    reading: str
    start: int
    end: int

    @property
    def is_uncertain(self) -> bool:
        """Whether the end of the number may be the index in a package, of which no superscript was seen."""
        return self.member is None and len(self.number) > SURE_DIGITS

    @property
    def matter(self) -> str:
        """What all readings, and all bills of a package, share."""
        return f"{self.initiator}-{self.number}-{self.dates[0]}"

    @property
    def name(self) -> str:
        """The bill, whatever the reading: with its index in the package."""
        member = f"-{self.member}" if self.member else ""
        return f"{self.initiator}-{self.number}{member}-{self.dates[0]}"

    @property
    def whole(self) -> str:
        """The code in the spelling without blanks."""
        head = self.name.removesuffix(self.dates[0])
        return f"{head}{','.join(self.dates)}-{','.join(self.committees)}-{self.kind}/{self.reading}"

    @property
    def registered(self) -> date | None:
        """The first day in the code; None if there is no such day."""
        try:
            return datetime.strptime(self.dates[0], "%d.%m.%Y").date()  # noqa: DTZ007 # a day has no zone
        except ValueError:
            return None

    @property
    def stage(self) -> Stage | None:
        return Stage.ADOPTED if self.reading.endswith("ամբ.") else STAGES.get(self.reading)


def find(text: str) -> list[BillCode]:
    """The codes in a text, in their order; blanks, dashes of all kinds and raised digits may be in them."""
    return [_code(found) for found in CODE.finditer(text.translate(FOLDED))]


def _code(found: re.Match[str]) -> BillCode:
    member = (found["raised"] or found["member"] or "").translate(_LOWERED)
    return BillCode(
        initiator=found["initiator"],
        number=found["number"],
        member=member or None,
        dates=_listed(found["dates"]),
        committees=_listed(found["committees"]),
        kind=found["kind"],
        reading=found["reading"] + ("ամբ." if found["full"] else ""),
        start=found.start(),
        end=found.end(),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in text.split(","))
