"""Documents to search in: as many as wanted, out of the Armenian texts that the project carries.

Sentences are chains of words that follow each other somewhere in the carried texts. They are analysed
once; a document is a row of them, most from a subject of its own, so that its reading needs no new
analysis. Everything comes from one seed.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it brings no types
from bs4 import BeautifulSoup

from legislation.query import Document, Text
from legislation.text import Token, language_of, tokens
from legislation.vocabulary import Kind, Stage

ROOT = Path(__file__).parents[1]
SENTENCES = 20_000
IN_A_DOCUMENT = 25
SUBJECTS = 24
FIRST_DAY = date(2018, 1, 1)
DAYS = 3_200
SOURCES = [f"source{number}" for number in range(24)]
BODIES = [f"Մարմին {number}" for number in range(40)]
TOPICS = [f"topic{number}" for number in range(24)]


@dataclass(frozen=True)
class Sentence:
    """A made-up sentence with its analysis."""

    text: str
    tokens: list[Token]


def carried_texts() -> list[str]:
    """The Armenian texts of the recorded pages and of this folder."""
    found = [path.read_text() for path in sorted(ROOT.glob("benchmarks/texts/**/*.txt"))]
    for path in sorted(ROOT.glob("crawler/sources/*/recorded/*")):
        if path.suffix == ".pdf":
            pages = pypdfium2.PdfDocument(path)
            found.append("\n".join(page.get_textpage().get_text_range() for page in pages))
        elif path.suffix == ".html":
            found.append(BeautifulSoup(path.read_bytes(), "lxml").get_text("\n"))
    return [text for text in found if language_of(text) == "hy"]


def sentences(seed: int = 1) -> list[Sentence]:
    """Made-up sentences of 8 to 26 words."""
    chance = random.Random(seed)
    after: dict[str, list[str]] = defaultdict(list)
    words = [word for text in carried_texts() for word in text.split()]
    for word, following in pairwise(words):
        after[word].append(following)
    made = []
    for _ in range(SENTENCES):
        chain = [chance.choice(words)]
        for _ in range(chance.randrange(7, 26)):
            chain.append(chance.choice(after.get(chain[-1]) or words))
        text = " ".join(chain).rstrip("։:․.,") + "։\n"
        made.append(Sentence(text, tokens(text + "Ա")[:-1]))  # the next sentence shows the border
    return made


def documents(pool: list[Sentence], size: int, seed: int = 2) -> Iterator[Document]:
    """``size`` documents of about 6 KB, each already read."""
    chance = random.Random(seed)
    width = len(pool) // SUBJECTS
    for number in range(size):
        subject = chance.randrange(SUBJECTS) * width
        chosen = [
            pool[subject + chance.randrange(width)] if chance.random() < 0.6 else chance.choice(pool)
            for _ in range(IN_A_DOCUMENT)
        ]
        act = f"N {int(chance.paretovariate(0.4)) % 10**6}-Ն {int(chance.paretovariate(0.4)) % 10**6}\n"
        yield _document(number, chance, chosen, Sentence(act, tokens(act)))


def _document(number: int, chance: random.Random, chosen: list[Sentence], act: Sentence) -> Document:
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    seen = datetime.combine(day, datetime.min.time(), UTC)
    title, *rest = chosen
    document = Document(
        id=f"draft:{number}",
        titles={"hy": title.text},
        source=chance.choice(SOURCES),
        url="",
        first_seen=seen,
        texts=(Text("act", "hy", "".join(one.text for one in (act, *rest))),),
        stage=chance.choice(list(Stage)),
        kind=chance.choice(list(Kind)),
        body=chance.choice(BODIES),
        language=chance.choices(("hy", "ru", "en"), (8, 1, 1))[0],
        topics=tuple(chance.sample(TOPICS, chance.randrange(1, 4))),
        published=day if chance.random() < 0.8 else None,
        closes=seen + timedelta(days=15) if chance.random() < 0.3 else None,
        readers=frozenset({"public" if chance.random() < 0.97 else "members"}),
    )
    known = vars(document)  # where a document keeps what it has worked out
    known["_title_tokens"] = [title.tokens]
    known["_text_tokens"] = [act.tokens + [token for one in rest for token in one.tokens]]
    return document
