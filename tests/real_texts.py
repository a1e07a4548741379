"""Documents out of the real texts that the project carries, in four languages, and searches for them.

A document is a paragraph or two of a recorded page; what else it has is drawn by lot, from one seed.
"""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pypdfium2

from legislation.query import Document, Text
from legislation.text import BARRIER, language_of, tokens
from legislation.vocabulary import Kind, Stage

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
MOST_OF_A_LANGUAGE = 900
SHORTEST = 60
BODIES = [
    "Տարածքային կառավարման և ենթակառուցվածքների նախարարություն",
    "Շրջակա միջավայրի նախարարություն",
    "Երևանի քաղաքապետարան",
    "European Commission",
    "Ministère de l'Intérieur",
    "Министерство финансов",
]
TOPICS = "local_self_government local_taxes_fees waste_management urban_development water education".split()
LAWS = ["ՀՕ-337", "ՀՕ-337/12", "ՀՕ-185", "32018R0340", "ՀՕ-28/3"]


@cache
def texts() -> dict[str, list[str]]:
    """By language the paragraphs of all that is carried, each once, in an order drawn by lot."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for text in _carried():
        for line in text.splitlines():
            plain = " ".join(line.split())
            if len(plain) >= SHORTEST and (language := language_of(plain)):
                found[language][plain[:2000]] = None
    chance = random.Random(1)
    return {name: chance.sample(list(rows), len(rows)) for name, rows in sorted(found.items())}


def _carried() -> Iterator[str]:
    for path in sorted(ROOT.glob("benchmarks/texts/*.txt")):
        yield path.read_text()
    for path in sorted(ROOT.glob("tests/references/*.jsonl")):
        for line in path.read_text().splitlines():
            yield from _strings(json.loads(line))
    for path in sorted(ROOT.glob("crawler/sources/*/recorded/**/*")):
        if path.suffix == ".json":
            yield from _strings(json.loads(path.read_bytes()))
        elif path.suffix in (".html", ".xhtml"):
            yield "\n".join(map(str, lxml.html.fromstring(path.read_bytes()).itertext()))
        elif path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                yield "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


@cache
def documents() -> tuple[Document, ...]:
    """All of them, in four languages."""
    chance = random.Random(2)
    rows = [(name, text) for name, found in texts().items() for text in found[:MOST_OF_A_LANGUAGE]]
    return tuple(
        _document(number, language, text, chance.choice(rows), chance)
        for number, (language, text) in enumerate(rows)
    )


def _document(
    number: int, language: str, text: str, other: tuple[str, str], chance: random.Random
) -> Document:
    seen = NOW - timedelta(minutes=chance.randrange(3_000_000))
    titles = {language: " ".join(text.split()[:8])}
    found = [Text("act", language, text)]
    if chance.random() < 0.2:
        found.append(Text("about", *other))
    if chance.random() < 0.1:
        titles.setdefault(other[0], " ".join(other[1].split()[:5]))
    return Document(
        id=f"source{number % 7}:{number}",
        titles=titles,
        source=f"source{number % 7}",
        url="",
        first_seen=seen,
        texts=tuple(found),
        stage=chance.choice([*Stage, None]),
        kind=chance.choice([*Kind, None]),
        body=chance.choice([*BODIES, None]),
        language=language,
        topics=tuple(chance.sample(TOPICS, chance.randrange(3))),
        laws=tuple(chance.sample(LAWS, chance.randrange(3))),
        published=(seen - timedelta(days=1)).date() if chance.random() < 0.6 else None,
        closes=NOW + timedelta(hours=chance.randrange(-2000, 1000)) if chance.random() < 0.4 else None,
        has=frozenset({"position"} if chance.random() < 0.1 else ()),
        readers=frozenset({"public"} if chance.random() < 0.9 else {"members"}),
    )


def searches(each: int) -> dict[str, list[str]]:
    """Of every kind so many searches, made of words that stand in the documents."""
    typing = _Typing(random.Random(3))
    word, words, beginning, field = typing.word, typing.words, typing.beginning, typing.field
    some = typing.chance.randrange
    kinds: dict[str, Callable[[], str]] = {
        "word": word,
        "two words of one sentence": lambda: words(2),
        "two words": lambda: f"{word()} {word()}",
        "phrase": lambda: f'"{words(some(2, 5), 1)}"',
        "beginning": beginning,
        "two beginnings": lambda: f"{beginning()} {beginning()}",
        "without a word": lambda: f"{word()} -{word()}",
        "without a phrase": lambda: f'{word()} -"{words(2)}"',
        "only without": lambda: f"-{word()} -{field()}",
        "either": lambda: f"{word()} OR {word()} OR {word()}",
        "either of many kinds": lambda: f'{word()} OR "{words(2)}" OR {field()} OR {beginning()}',
        "either or not": lambda: f"-{word()} OR {word()} {field()}",
        "field": field,
        "fields": lambda: f"{field()} {field()} -{field()}",
        "word and field": lambda: f"{word()} {field()}",
        "phrase and fields": lambda: f'"{words(2)}" {field()} {field()}',
        "sentence": lambda: words(some(6, 14), 1),
        "question": lambda: f"ինչպե՞ս {words(4)}",
        "sentence and field": lambda: f"{words(8, 1)} {field()}",
        "number": lambda: f"{some(40)}-րդ",
    }
    return {kind: [make() for _ in range(each)] for kind, make in kinds.items()}


class _Typing:
    """Somebody who types what stands in the documents."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def words(self, count: int, shortest: int = 3) -> str:
        """Words that follow each other in one sentence of some document."""
        while True:
            text = self.chance.choice(documents()).texts[0].text
            row = tokens(text)
            at = self.chance.randrange(len(row)) if row else 0
            run = row[at : at + count]
            if len(run) == count and all(t.key != BARRIER and len(t.exact) >= shortest for t in run):
                return " ".join(text[token.start : token.end] for token in run)

    def word(self) -> str:
        return self.words(1)

    def beginning(self) -> str:
        return f"{self.words(1, 6)[: self.chance.randrange(2, 6)]}*"

    def field(self) -> str:
        some, one = self.chance.randrange, self.chance.choice
        day = (NOW - timedelta(days=some(2000))).date()
        return one(
            [
                f"source:source{some(8)}",
                f"topic:{one(TOPICS)}",
                f"law:{one(LAWS)}",
                f"body:{one(BODIES).split()[0]}",
                f"stage:{one(list(Stage))},{one(list(Stage))}",
                f"kind:{one(list(Kind))}",
                f"language:{one(['hy', 'en', 'ru', 'fr'])}",
                "has:position",
                f"deadline:<{some(1, 60)}d",
                f"from:{day}",
                f"to:{day}",
            ]
        )
