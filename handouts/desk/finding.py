"""Search that forgives: what people type, with slips and lay words, against everything a handout is found by.

Pure: words in, ids out, best first. RapidFuzz compares; how much a word is worth where, ``desk.yaml`` says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from handouts.desk.settings import settings
from handouts.desk.shelf import Shelf, Title
from handouts.model import Handout, Section
from handouts.records import dataclass

_WORD = re.compile(r"[^\W_]+")
_MANY = 3


@dataclass(frozen=True, slots=True)
class Index:
    """Every word that something is found by, with the ids it leads to and what it is worth there (0 to 1)."""

    words: Mapping[str, Mapping[str, float]]
    vocabulary: tuple[str, ...]
    order: tuple[str, ...]


def index(shelf: Shelf) -> Index:
    """The index of a shelf; ids keep the order of the content file."""
    words: dict[str, dict[str, float]] = {}
    for title in shelf.titles.values():
        for word, worth in _words_of(title):
            found = words.setdefault(word, {})
            found[title.id] = max(worth, found.get(title.id, 0.0))
    frozen = {word: MappingProxyType(found) for word, found in words.items()}
    return Index(MappingProxyType(frozen), tuple(frozen), tuple(shelf.titles))


def find(index: Index, query: str) -> tuple[str, ...]:
    """Ids that match a search, the best first; all of them for an empty one."""
    asked = tuple(folded(query[: settings().limits["query"]]))
    asked = tuple(word for word in asked if word not in settings().idle_words) or asked
    if not asked:
        return () if query.strip() else index.order
    search = settings().search
    hits = [_worth(index, word) for word in asked]
    whole = (
        _worth(index, "".join(asked)) if len(asked) > 1 else {}
    )  # "F32.A" and "blood pressure", however they are typed
    scores = {}
    for place, name in enumerate(index.order):
        worths = [found.get(name, 0.0) for found in hits]
        lost = worths.count(0.0)
        score = sum(worths) / len(worths)
        if lost:
            score *= search["lost"] if lost == 1 and len(worths) >= _MANY else 0.0
        score = max(score, whole.get(name, 0.0))
        if score >= search["least"]:
            scores[name] = (-score, place)
    return tuple(sorted(scores, key=scores.__getitem__))


def folded(text: str) -> Iterator[str]:
    """The words of a text without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    yield from _WORD.findall(bare)


def _worth(index: Index, word: str) -> dict[str, float]:
    """What one word that was typed is worth for each id."""
    search = settings().search
    found: dict[str, float] = {}

    def add(known: str, worth: float) -> None:
        for name, weight in index.words[known].items():
            found[name] = max(found.get(name, 0.0), worth * weight)

    if word in index.words:
        add(word, 1.0)
    if len(word) >= search["prefix"]:
        for known in index.vocabulary:
            if known.startswith(word):
                add(known, search["beginning"])
    if len(word) >= search["shortest"] and not word.isdigit():
        least = search["likeness_short"] if len(word) == search["shortest"] else search["likeness"]
        similar = process.extract(
            word, index.vocabulary, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=least, limit=None
        )
        for known, likeness, _ in similar:
            add(known, likeness * search["slip"])
    return found


def _words_of(title: Title) -> Iterator[tuple[str, float]]:
    weights = settings().weights
    for field, text in _texts_of(title):
        words = [*folded(text)]
        yield from ((word, weights[field]) for word in words)
        if field in {"title", "keyword", "topic", "code"}:  # also found where two words are typed as one
            yield from ((first + second, weights[field]) for first, second in pairwise(words))


def _texts_of(title: Title) -> Iterator[tuple[str, str]]:
    for leaf in title.leaves.values():
        handout = leaf.handout
        yield "title", handout.title.plain
        yield "summary", handout.summary.plain
        yield from (("keyword", word) for word in handout.keywords)
        yield from (("topic", topic) for topic in handout.topics)
        yield from (("heading", heading) for heading in _headings(handout.sections))
        yield from _codes(handout)
        yield "code", leaf.identity.code


def _codes(handout: Handout) -> Iterator[tuple[str, str]]:
    yield "code", handout.code or handout.id
    for coding in handout.codings:
        yield "code", coding.code


def _headings(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.heading.plain
        yield from _headings(section.sections)
