"""How fast is a whole text read? ``python -m benchmarks.reading [--size N] [--json]``.

Everything that the tagger makes of an Armenian text of about 50 KB (words, terms, references, structure,
changes of other acts, what communities have to do, topics, relevance), Doc included and nothing cached,
against ``spacy.blank("hy")`` with a PhraseMatcher over lemmas, which marks terms only; see
``benchmarks.tagging``. Then the share of each stage, how it grows with terms, two processes, and memory.
"""

import argparse
import json
import multiprocessing
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from benchmarks.search_corpus import carried_texts
from benchmarks.tagging import peer, terms, texts
from config import lexicon
from config.lexicon import Lexicon, Term, Topic
from legislation.amendments import changes
from legislation.structure import pieces
from legislation.text import tokens
from nlp import pipeline
from nlp.features import words
from nlp.model import Models
from nlp.signals import Listener
from nlp.tagger import Tagger
from nlp.topics import Source, Topics

TERMS = 2_000
SCALES = (200, 2_000, 20_000)
WARM_UP = 10
PROCESSES = 2
TITLE = "«Տեղական ինքնակառավարման մասին» օրենքում փոփոխություններ կատարելու մասին"


def many_terms(count: int) -> list[str]:
    """So many Armenian terms: ours, then pairs and triples of words that the texts have, seldom together."""
    chance = random.Random(4)
    found = dict.fromkeys(terms(sys.maxsize))
    pool = sorted(
        {word.exact for text in carried_texts() for word in tokens(text, "hy") if len(word.exact) > 3}
    )
    while len(found) < count:
        found[" ".join(chance.sample(pool, chance.choice((2, 3))))] = None
    return list(found)[:count]


def our_lexicon(names: Sequence[str]) -> Lexicon:
    """Our topics and laws, with as many terms as are named."""
    topics, laws = lexicon.load()
    ours = {form for topic in topics for term in topic.terms for form in term.forms.get("hy", ())}
    more = tuple(Term(name, {"hy": (name,)}, "yes", weak=False) for name in names if name not in ours)
    return Lexicon((*topics, Topic("more", {}, more)) if more else topics, laws)


def in_turn(count: int, size: int) -> dict[str, float]:
    """Texts a second of both sides with so many terms, taken in turn over the same texts."""
    names = many_terms(count)
    sides: dict[str, Callable[[str], object]] = {
        "ours": partial(_read, Tagger(*our_lexicon(names))),
        "peer": peer(names),
    }
    took = dict.fromkeys(sides, 0.0)
    for number, text in enumerate((*texts(WARM_UP, seed=2), *texts(size))):
        for side, read in sides.items():
            begin = time.perf_counter()
            read(text)
            took[side] += (time.perf_counter() - begin) * (number >= WARM_UP)
    return {side: size / seconds for side, seconds in took.items()} | {"ratio": took["peer"] / took["ours"]}


def _read(tagger: Tagger, text: str) -> object:
    return tagger.read(text, "hy", TITLE)


def stages(size: int) -> dict[str, float]:
    """Milliseconds a text of each stage."""
    known = our_lexicon(many_terms(TERMS))
    nlp = pipeline.build(*known)
    listener, topics, models = Listener(*known), Topics(*known), Models()
    head = pipeline.read(nlp, TITLE, "hy")
    took: defaultdict[str, float] = defaultdict(float)
    for number, text in enumerate((*texts(WARM_UP, seed=2), *texts(size))):
        if number == WARM_UP:
            took.clear()
        clock = Clock(took)
        doc = pipeline.Words(nlp.vocab)(text, "hy")
        doc.user_data["title"] = TITLE
        clock.tell("words")
        for name, component in nlp.pipeline:
            doc = component(doc)
            clock.tell(name.removeprefix("orakarg_"))
        found = tuple(pieces(text))
        clock.tell("structure")
        changes(text, found, pipeline.every_reference_of(doc), "hy")
        clock.tell("changes")
        duties = listener.duties(doc)
        clock.tell("duties")
        list(topics.tags(Source(TITLE, head), Source(text, doc, found), duties))
        clock.tell("topics")
        told = listener.signals(head, doc)
        models.assess(words(pipeline.keys_of(head), pipeline.keys_of(doc)), told, "hy")
        clock.tell("relevance")
    return {stage: seconds / size * 1e3 for stage, seconds in took.items()}


class Clock:
    """Adds what passed since it last told to the seconds of a stage."""

    def __init__(self, took: dict[str, float]) -> None:
        self.took = took
        self.last = time.perf_counter()

    def tell(self, stage: str) -> None:
        now = time.perf_counter()
        self.took[stage] += now - self.last
        self.last = now


def in_processes(count: int, size: int) -> float:
    """Texts a second of so many processes at once, each with texts of its own, from the first to the last."""
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        spans = pool.map(partial(_span, size=size), range(count), chunksize=1)
    return size * count / (max(end for _, end in spans) - min(begin for begin, _ in spans))


def _span(seed: int, size: int) -> tuple[float, float]:
    """When a process began with its texts and when it ended."""
    tagger = Tagger(*our_lexicon(many_terms(TERMS)))
    given = list(texts(size, seed=seed + 10))
    for text in texts(WARM_UP, seed=2):
        _read(tagger, text)
    begin = time.monotonic()
    for text in given:
        _read(tagger, text)
    return begin, time.monotonic()


def measure(size: int) -> dict[str, Any]:
    """All figures; a rate is texts a second."""
    scaling = {count: in_turn(count, size) for count in SCALES}
    return {
        "size": size,
        "terms": TERMS,
        **scaling[TERMS],
        "stages": stages(size),
        "scaling": scaling,
        "processes": {"1": scaling[TERMS]["ours"], str(PROCESSES): in_processes(PROCESSES, size)},
        "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    yield f"{figures['size']} Armenian texts of 50 KB, {figures['terms']} terms"
    yield f"ours, the whole: {figures['ours']:.0f} texts/s"
    yield f"PhraseMatcher(LEMMA), terms alone: {figures['peer']:.0f} texts/s"
    yield f"ratio: {figures['ratio']:.2f}"
    whole = sum(figures["stages"].values())
    for stage, took in figures["stages"].items():
        yield f"  {stage}: {took:.1f} ms, {took / whole:.0%}"
    for count, rates in figures["scaling"].items():
        yield f"{count} terms: {rates['ours']:.0f} texts/s, peer {rates['peer']:.0f}"
    for count, rate in figures["processes"].items():
        yield f"processes: {count}, texts/s: {rate:.0f}"
    yield f"peak memory of one process: {figures['memory']:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast is a whole text read?")
    parser.add_argument("--size", type=int, default=100, help="how many texts")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.size)
    sys.stdout.write((json.dumps(figures) if options.json else "\n".join(_lines(figures))) + "\n")


if __name__ == "__main__":
    main()
