"""How fast are terms marked in a text? ``python -m benchmarks.tagging [--size N] [--json]``.

Our pipeline against ``spacy.blank("hy")`` with a PhraseMatcher over lemmas: the same 400 Armenian terms
in texts of about 50 KB, from a string to a Doc with its spans. The peer is fed the same keys: each of
its tokens gets as lemma the key that ``legislation.text`` gives it, out of a cache.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Any

import numpy
import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from benchmarks.search_corpus import carried_texts
from config import lexicon
from config.lexicon import Term, Topic
from legislation.text import query_keys, tokens
from nlp import pipeline
from nlp.matcher import MOST_VARIANTS

TERMS = 400
WARM_UP = 10
SIZE = 50_000
"""Bytes of a text."""

Found = Counter[tuple[str, str]]
"""How often which term was found as which words."""

Mark = Callable[[str], Doc]


def terms(most: int = TERMS) -> list[str]:
    """The Armenian terms of our topics, then their labels and the titles of acts, up to ``most``."""
    topics, laws = lexicon.load()
    forms = [form for topic in topics for term in topic.terms for form in term.forms["hy"]]
    forms += [topic.titles["hy"] for topic in topics]
    forms += [title for law in laws for title in law.titles.get("hy", ())]
    return list(dict.fromkeys(forms))[:most]


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """Texts of about 50 KB made of lines of the carried acts, in an order that never comes twice."""
    chance = random.Random(seed)
    lines = [line for text in carried_texts() for line in text.splitlines() if len(line) > 40]
    for _ in range(count):
        chosen, size = [], 0
        while size < SIZE:
            chosen.append(chance.choice(lines))
            size += len(chosen[-1].encode()) + 1
        yield "\n".join(chosen)


def ours(names: list[str]) -> Mark:
    """Our pipeline with these terms and without references, which the peer does not look for."""
    topic = Topic("all", {}, tuple(Term(name, {"hy": (name,)}, "yes", weak=False) for name in names))
    nlp = pipeline.build([topic], [])
    nlp.remove_pipe("orakarg_references")
    return lambda text: pipeline.read(nlp, text, "hy")


def peer(names: list[str]) -> Mark:
    """spaCy's tokenizer and PhraseMatcher; lemmas are our keys."""
    nlp = spacy.blank("hy")
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    for name in names:
        variants = islice(product(*map(sorted, query_keys(name, "hy"))), MOST_VARIANTS)
        matcher.add(name, [Doc(nlp.vocab, words=list(keys), lemmas=list(keys)) for keys in variants])
    lemmas: dict[str, int] = {}

    def lemma(word: str) -> int:
        if word not in lemmas:
            lemmas[word] = nlp.vocab.strings.add(next((token.key for token in tokens(word)), word))
        return lemmas[word]

    def mark(text: str) -> Doc:
        doc = nlp.make_doc(text)
        keys: Any = numpy.array([lemma(token.text) for token in doc], dtype="uint64")
        doc.from_array(["LEMMA"], keys)
        spans = (Span(doc, start, end, span_id=name) for name, start, end in matcher(doc))
        doc.spans[pipeline.TERMS] = list(spans)
        return doc

    return mark


def _mark(mark: Mark, text: str, found: Found) -> float:
    """Count what is found in a text; seconds that it took."""
    begin = time.perf_counter()
    doc = mark(text)
    took = time.perf_counter() - begin
    found.update((span.id_, " ".join(_words(span))) for span in doc.spans[pipeline.TERMS])
    return took


def _words(span: Span) -> Iterator[str]:
    """The words of a span without the marks that the peer leaves on them."""
    return (token.exact for token in tokens(span.text) if token.end > token.start)


def measure(size: int) -> dict[str, Any]:
    """Texts a second of both sides, taken in turn over the same ``size`` texts after ten to warm up."""
    names = terms()
    sides = {"ours": ours(names), "peer": peer(names)}
    for text in texts(WARM_UP, seed=2):
        for mark in sides.values():
            mark(text)
    took = dict.fromkeys(sides, 0.0)
    found: dict[str, Found] = {side: Counter() for side in sides}
    for text in texts(size):
        for side, mark in sides.items():
            took[side] += _mark(mark, text, found[side])
    return {
        "size": size,
        "terms": len(names),
        "ours": size / took["ours"],
        "peer": size / took["peer"],
        "ratio": took["peer"] / took["ours"],
        "ours_spans": found["ours"].total(),
        "peer_spans": found["peer"].total(),
        "only_ours": (found["ours"] - found["peer"]).total(),
        "only_peer": (found["peer"] - found["ours"]).total(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200, help="how many texts")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.size)
    if options.json:
        print(json.dumps(figures))
        return
    print(
        f"{options.size} Armenian texts of 50 KB, {figures['terms']} terms; the peer is PhraseMatcher(LEMMA)"
    )
    for side in ("ours", "peer"):
        print(f"{side}: {figures[side]:.0f} texts/s, {figures[f'{side}_spans']} spans")
    print(f"ratio: {figures['ratio']:.2f}")
    print(f"spans that only one found: ours {figures['only_ours']}, peer {figures['only_peer']}")


if __name__ == "__main__":
    main()
