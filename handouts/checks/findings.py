"""What a machine can see of one item of an instrument: yes, no, not applicable, or a question for a person.

Three things keep the answers honest. A word list can show that something is there; that it is not there, only a person
can say. The silence of a rule counts only in a language that the rule has words for. And where an item asks for a
judgment ("clear", "wherever it would help"), what was seen is told, and the question is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from handouts.checks.patterns import pattern
from handouts.checks.reading_figures import Figures
from handouts.checks.sentences import Sentence, sentences
from handouts.checks.subject import RUNNING, Passage, Role, Subject
from handouts.model import (
    Block,
)
from handouts.problems import Place, Problem
from handouts.records import dataclass
from handouts.rules import WordLists, word_lists

TOPIC = "instruments"

SAID = RUNNING | {Role.CELL, Role.CAPTION}

_QUOTED = 90  # characters of a text that is shown as what was seen


class Answer(Enum):
    """What the machine saw; OPEN is a question for a person."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer, what was seen (empty where nothing was looked at), and where, if it is at one place."""

    answer: Answer
    because: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the answers are taken from. ``problems`` are by code; ``limits`` in the unit that their name says."""

    subject: Subject
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    whole: Figures
    parts: tuple[Figures, ...]
    problems: Mapping[str, tuple[Problem, ...]]
    limits: Mapping[str, float]

    @property
    def words(self) -> WordLists:
        """The instruments' own lists in the handout's language."""
        return self.subject.lists(TOPIC)

    def has(self, *kinds: type) -> int:
        """How many blocks there are of these kinds."""
        return sum(isinstance(block, kinds) for block in self.blocks)

    def speaks(self, topic: str, name: str) -> bool:
        """Whether somebody has listed these words in the handout's language."""
        return bool(word_lists(topic, self.subject.handout.language).entries.get(name))


def yes(because: str) -> Finding:
    """It is so, for what was seen."""
    return Finding(Answer.YES, because)


def left_open(because: str = "", place: Place | None = None) -> Finding:
    """A question for a person, and what they may want to see for it."""
    return Finding(Answer.OPEN, because, place)


def none_of(things: str) -> Finding:
    """The item asks about things that are not there."""
    return Finding(Answer.NOT_APPLICABLE, f"there are no {things}")


NO_LIST = left_open("nobody has listed such words in this language")


def broken(seen: Seen, *codes: str) -> Finding | None:
    """NO with the rules among ``codes`` that are broken, waived or not; None where none is."""
    found = [problem for code in codes for problem in seen.problems.get(code, ())]
    if not found:
        return None
    told = "; ".join(f"{len(seen.problems[code])} × {code}" for code in codes if seen.problems.get(code))
    return Finding(Answer.NO, told, found[0].place)


NO_BOX = "there is no box of key facts"


def running_sentences(seen: Seen) -> Iterator[tuple[Passage, Sentence]]:
    """Every sentence of running text with its passage; headings and cells have none."""
    for passage in seen.passages:
        if passage.role in RUNNING:
            yield from ((passage, sentence) for sentence in sentences(passage.plain))


def is_action(seen: Seen, sentence: Sentence) -> bool:
    """Whether a sentence tells the reader to do something."""
    return not sentence.text.endswith("?") and bool(pattern(seen.words, "actions").match(sentence.text))


def shortened(text: str) -> str:
    """A text as it is quoted, cut at a word."""
    return text if len(text) <= _QUOTED else re.sub(r"\s+\S*$", " …", text[:_QUOTED])
