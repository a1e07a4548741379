"""A spaCy pipeline whose words are those of ``legislation.text``, with terms and references marked.

spaCy's own Armenian tokenizer leaves «։» and «՝» glued to words and never ends a sentence; ours gives
the words that search and alerts see. ``doc.text`` is the text itself, ``doc.spans["terms"]`` holds a
span per term (label: topic, id: term) and ``doc.spans["references"]`` one per reference (label: kind).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from config.lexicon import Law, Topic
from legislation.text import Pattern, Token, query_keys, tokens
from nlp.acts import Acts
from nlp.matcher import Matcher
from nlp.references import FoundReference, distinct, every_reference

TERMS = "terms"
REFERENCES = "references"
LONGEST_TEXT = 1_000_000_000
MOST_NAMED = 20_000
"""Times that acts are named in a text, after which the rest is not read for them."""
_MARK = re.compile(r"\s+|\S")


def build(topics: Sequence[Topic], laws: Sequence[Law]) -> Language:
    """The pipeline for these topics and acts; ``read`` puts a text through it."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = Words(nlp.vocab)
    nlp.max_length = LONGEST_TEXT
    cast(Terms, nlp.add_pipe("orakarg_terms")).learn(topics)
    cast(References, nlp.add_pipe("orakarg_references")).learn(laws)
    return nlp


def read(nlp: Language, text: str, language: str | None = None, title: str = "") -> Doc:
    """A text with its terms and references marked; ``language`` as for ``legislation.text.tokens``.

    ``title`` is the text's own, which is no reference.
    """
    doc = Words(nlp.vocab)(text, language)
    doc.user_data["title"] = title
    return nlp(doc)


def words_of(doc: Doc) -> list[Token]:
    """The tokens of ``legislation.text``, barriers included, of which the document was made."""
    return cast(list[Token], doc.user_data["words"])


def keys_of(doc: Doc) -> list[str]:
    """The keys of these tokens."""
    return [word[2] for word in words_of(doc)]


def language_of(doc: Doc) -> str | None:
    """The language that the document was read in."""
    return cast(str | None, doc.user_data["language"])


def references_of(doc: Doc) -> list[FoundReference]:
    """What ``doc.spans["references"]`` shows, with act, article and part."""
    return cast(list[FoundReference], doc.user_data["references"])


def every_reference_of(doc: Doc) -> list[FoundReference]:
    """The same, repeated ones too."""
    return cast(list[FoundReference], doc.user_data["every_reference"])


class Words:
    """Makes a Doc of our tokens; what stands between two of them becomes a token too."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str, language: str | None = None) -> Doc:
        found = tokens(text, language)
        pieces: list[str] = []
        spaces: list[bool] = []
        lemmas: list[str] = []
        places: list[int] = []  # per token of ours the index of its Doc token
        at = 0
        for start, end, key, _ in found:
            if start == at + 1 and text[at] == " " and pieces and not spaces[-1]:
                spaces[-1] = True
            elif start > at:
                _between(text[at:start], pieces, spaces, lemmas)
            places.append(len(pieces))
            if end > start:
                pieces.append(text[start:end])
                spaces.append(False)
                lemmas.append(key)
            at = end
        if at < len(text):
            _between(text[at:], pieces, spaces, lemmas)
        doc = Doc(self.vocab, words=pieces, spaces=spaces, lemmas=lemmas)
        doc.user_data |= {"language": language, "words": found, "places": places}
        return doc


def _between(gap: str, pieces: list[str], spaces: list[bool], lemmas: list[str]) -> None:
    """Add the marks that stand between words; a single blank goes with the token before it."""
    for mark in [gap] if len(gap) == 1 else _MARK.findall(gap):
        if mark == " " and pieces and not spaces[-1]:
            spaces[-1] = True
        else:
            pieces.append(mark)
            spaces.append(False)
            lemmas.append(mark)


class Terms:
    """Marks the terms of the topics."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.learn(())

    def learn(self, topics: Sequence[Topic]) -> None:
        self.latin = {language: Matcher(self._phrases(topics, language)) for language in ("en", "fr")}

    def _phrases(self, topics: Sequence[Topic], latin: str) -> Iterator[tuple[Pattern, tuple[int, int]]]:
        """Every form with the ids of its topic and term; ``latin`` is the language of Latin letters."""
        add = self.vocab.strings.add
        for topic in topics:
            for term in topic.terms:
                for language in ("hy", "ru", latin):
                    for form in term.forms.get(language, ()):
                        yield query_keys(form, language), (add(topic.key), add(term.name))

    def __call__(self, doc: Doc) -> Doc:
        matcher = self.latin["fr" if language_of(doc) == "fr" else "en"]
        places = doc.user_data["places"]
        doc.spans[TERMS] = [
            Span(doc, places[first], places[end - 1] + 1, label=topic, span_id=term)
            for first, end, (topic, term) in matcher.find(words_of(doc))
        ]
        return doc


class References:
    """Marks the acts that a text amends or cites."""

    def __init__(self) -> None:
        self.learn(())

    def learn(self, laws: Sequence[Law]) -> None:
        self.acts = Acts(laws)

    def __call__(self, doc: Doc) -> Doc:
        own = doc.user_data.get("title", "")
        named = every_reference(doc.text, words_of(doc), self.acts, language_of(doc), own)
        every = list(islice(named, MOST_NAMED))
        found = distinct(every)
        spans = (doc.char_span(one.start, one.end, one.kind, alignment_mode="expand") for one in found)
        doc.spans[REFERENCES] = [span for span in spans if span is not None]
        doc.user_data |= {"references": found, "every_reference": every}
        return doc


@Language.factory("orakarg_terms")
def _terms(nlp: Language, name: str) -> Terms:
    return Terms(nlp.vocab)


@Language.factory("orakarg_references")
def _references(nlp: Language, name: str) -> References:
    return References()
