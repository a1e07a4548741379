"""Which acts and places in them a text amends or cites, in four languages.

Armenian names an act by its quoted title before the word «օրենք», by a code's name, or by a number; places
follow. A text may then say «Օրենք» for it. In the other languages places stand before the act. All work is
done by patterns of bounded reach, on copies of the text in which letters and marks are made alike, one for
one, so that places stay the same.
"""

from collections.abc import Iterable, Iterator, Sequence

from legislation import clauses
from legislation.text import Token, language_of
from legislation.vocabulary import ReferenceKind
from nlp import armenian_references, english, french, russian
from nlp.acts import Acts
from nlp.mention import FoundReference, Mention

__all__ = ["MOST_REFERENCES", "FoundReference", "distinct", "every_reference", "find_references"]

MOST_REFERENCES = 500


def find_references(
    text: str, words: Sequence[Token], acts: Acts, language: str | None = None, own: str = ""
) -> list[FoundReference]:
    """The references of a text in order, each act and place once, and what is amended not as cited.

    ``words`` are the text's tokens, ``own`` is its title. ``law`` is a key of our list, or None for an act
    that is not on it.
    """
    return distinct(every_reference(text, words, acts, language, own))


def distinct(references: Iterable[FoundReference]) -> list[FoundReference]:
    """Each act and place once, where it stands first, amended rather than cited; at most 500."""
    found: dict[object, FoundReference] = {}
    for one in references:
        place = (one.law, one.number or one.title, one.article, one.part, one.point)
        first = found.setdefault(place, one)
        if first.kind is not one.kind and one.kind is ReferenceKind.AMENDS:
            found[place] = one
        if len(found) >= MOST_REFERENCES:
            break
    return sorted(found.values(), key=lambda one: one.start)


def every_reference(
    text: str, words: Sequence[Token], acts: Acts, language: str | None = None, own: str = ""
) -> Iterator[FoundReference]:
    """The same in order, repeated ones too."""
    language = language or language_of(text)
    named = acts.named_in_french if language == "fr" else acts.named
    titled = [
        Mention(words[first].start, words[end - 1].end, words[end - 1].end, law, None, None)
        for first, end, law in named.find(words)
    ]
    if language == "en":
        yield from english.read(text, acts, titled)
    elif language == "ru":
        yield from russian.read(text, acts, titled)
    elif language == "fr":
        yield from french.read(text, titled)
    else:
        yield from armenian_references.references(text, clauses.read(text), acts, titled, own)
