"""Finds thousands of phrases in the words of a text at once."""

from collections.abc import Iterable, Sequence
from itertools import islice, product
from typing import Any, Generic, TypeVar

from legislation.text import Pattern, Token

Value = TypeVar("Value")

MOST_VARIANTS = 64
_HERE = ""  # no word has an empty key


class Matcher(Generic[Value]):
    """A tree of keys: each path from the root is a phrase, and ends in the values that it stands for."""

    def __init__(self, phrases: Iterable[tuple[Pattern, Value]]) -> None:
        self._root: dict[str, Any] = {}
        for pattern, value in phrases:
            for keys in islice(product(*map(sorted, pattern)), MOST_VARIANTS):
                node = self._root
                for key in keys:
                    node = node.setdefault(key, {})
                if keys:
                    node.setdefault(_HERE, []).append(value)

    def find(self, words: Sequence[Token]) -> list[tuple[int, int, Value]]:
        """All occurrences as (first, last + 1, value), by first word and then by length.

        Phrases may overlap. None crosses the end of a sentence, since no phrase has a barrier's key.
        """
        keys = [word[2] for word in words]
        root, count = self._root, len(keys)
        found: list[tuple[int, int, Value]] = []
        for first, key in enumerate(keys):
            node = root.get(key)
            after = first + 1
            while node is not None:
                found.extend((first, after, value) for value in node.get(_HERE, ()))
                node = node.get(keys[after]) if after < count else None
                after += 1
        return found
