"""The acts that we know, found by title in any inflection, by number, or named in running words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from config.lexicon import Law
from legislation.text import BARRIER, Pattern, query_keys, tokens
from nlp.matcher import Matcher

_COUNTRY = frozenset(("հհ", "հայաստան", "հանրապետություն"))
"""Keys that a title may have or lack: «ՀՀ հողային օրենսգիրք», «հողային օրենսգիրք»."""

_RANK = re.compile("(?P<constitutional>սահմանադրական +)?օրենք", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<series>ՀՕ|N)\W*(?P<digits>\d+)(?:\W+(?P<suffix>[ԱԼՆ]))?")


class Acts:
    """Who is meant by a title or a number; built once from the list of laws."""

    def __init__(self, laws: Sequence[Law]) -> None:
        self._by_title: defaultdict[str, list[Law]] = defaultdict(list)
        self._by_russian_title = {_squeezed(title): law for law in laws for title in law.titles.get("ru", ())}
        self._by_number: defaultdict[tuple[str, str], list[Law]] = defaultdict(list)
        for law in laws:
            for title in law.titles.get("hy", ()):
                self._by_title[_squeezed(title)].append(law)
            if law.number and (read := _NUMBER.fullmatch(law.number)):
                self._by_number[read["series"], read["digits"]].append(law)
        self.named: Matcher[Law] = Matcher(_names(laws))
        self.named_in_french: Matcher[Law] = Matcher(_names(laws, "fr"))

    def by_title(self, title: str, near: str = "", number: str | None = None) -> Law | None:
        """The act with this Armenian title, in whatever case, inflection, capitals or blanks.

        Another ``number`` than ours means another act. Of several that had the same title it is the one
        whose year stands in ``near``, else the newest; a constitutional law only where the words say so.
        """
        same = [law for law in self._by_title.get(_squeezed(title), []) if _may_be(law, number)]
        of_year = [law for law in same if law.adopted and law.adopted[:4] in _years(near)]
        rank = _RANK.search(near)
        of_rank = [law for law in same if rank and law.constitutional == bool(rank["constitutional"])]
        return max(of_year or of_rank or same, key=lambda law: law.adopted or "", default=None)

    def by_russian_title(self, title: str) -> Law | None:
        """The act of our list with this Russian title."""
        return self._by_russian_title.get(_squeezed(title))

    def by_number(self, number: str, near: str) -> Law | None:
        """The act with this number, if only one can be meant. ``near``: words around, for the year.

        Numbers begin anew each year, so that a year that stands near must be the year of adoption; a
        Government decision, of which there are many with one number, needs it.
        """
        read = _NUMBER.fullmatch(number)
        if not read:
            return None
        same = self._by_number[read["series"], read["digits"]]
        exact = [law for law in same if law.number == number]
        candidates = exact or same
        years = _years(near)
        if years:
            candidates = [law for law in candidates if law.adopted and law.adopted[:4] in years]
        elif read["series"] == "N":
            return None
        return candidates[0] if len(candidates) == 1 and candidates[0].verified else None


def _may_be(law: Law, number: str | None) -> bool:
    """Whether nothing speaks against it that the act has this number, told without or with its suffix."""
    if number is None or not (law.verified and law.number):
        return True
    told, ours = _NUMBER.fullmatch(number), _NUMBER.fullmatch(law.number)
    return not told or not ours or told["digits"] == ours["digits"]


def _years(words: str) -> set[str]:
    """Years, those of days like 18.05.15 too."""
    found = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", words))
    short = re.findall(r"(?<!\d)\d{1,2}[.․]\d{1,2}[.․](\d\d)(?!\d)", words)
    return found | {f"{'19' if year > '60' else '20'}{year}" for year in short}


def same_title(one: str, other: str) -> bool:
    """Whether two titles are one, however written."""
    return _squeezed(one) == _squeezed(other)


def _squeezed(title: str) -> str:
    """The keys of a title without blanks, since some sources run words together."""
    return "".join(title_keys(title))


def title_keys(title: str) -> tuple[str, ...]:
    """What stays the same in all ways to write a title."""
    words = (word.key for word in tokens(title))
    return tuple(key for key in words if key not in _COUNTRY and key != BARRIER)


def _names(laws: Sequence[Law], latin: str = "en") -> Iterator[tuple[Pattern, Law]]:
    """How each act is named outside quotation marks; ``latin`` is the language of Latin letters."""
    for law in laws:
        for language in ("hy", "ru", latin):
            for title in law.titles.get(language, ()):
                for name in _ways_to_name(title, language):
                    yield tuple(query_keys(name, language)), law


def _ways_to_name(title: str, language: str) -> list[str]:
    if language == "hy":
        *first, last = title.removeprefix("ՀՀ ").split()
        name = " ".join(first)
        countries = ("", " ՀՀ", " Հայաստանի Հանրապետության")
        if last == "մասին":
            return [f"{title}{country} օրենք" for country in countries]
        return [f"{name}{country} {last}" for country in countries]
    if language == "ru" and title.startswith(("О ", "Об ")):
        return [f"Закон{country} {title}" for country in ("", " РА", " Республики Армения")]
    if language == "en":
        return _english_ways(title)
    return [title]


def _english_ways(title: str) -> list[str]:
    if title.startswith("On "):
        return [f"Law{of} {title}" for of in ("", " of the RA", " of the Republic of Armenia")]
    name = title.removesuffix(" of the RA")
    if name == title and " Code" not in name:
        return [title]
    return [f"{name} of the RA", f"{name} of the Republic of Armenia", f"RA {name}", f"Armenian {name}"]
