"""What a rule looks at: one handout with its library, the rulebook, the day, and its text piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

from handouts.markup import Inline
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    ContactPanel,
    Definition,
    FillIn,
    Handout,
    Ideas,
    Image,
    KeyFacts,
    Library,
    List,
    Notes,
    Paragraph,
    PersonalPanel,
    QrCode,
    Questions,
    Section,
    Steps,
    Table,
)
from handouts.problems import Place, Problem
from handouts.records import Same, dataclass
from handouts.rules import Rulebook, WordLists, word_lists

#: Sections whose pieces are remembered.
_KEPT = 4096


class Role(Enum):
    """What a piece of text is to the reader."""

    # There is one of each. Rules ask for roles a thousand times a sheet, and Enum would hash their names.
    __hash__ = object.__hash__

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CALLOUT_TITLE = "callout title"
    BENEFIT = "benefit"
    RISK = "risk"
    CAPTION = "caption"
    CELL_HEAD = "cell head"
    CELL = "cell"
    STEP = "step"
    QUESTION = "question"
    FACT = "fact"
    TERM = "term"
    MEANING = "meaning"
    CONTACT = "contact"
    LABEL = "label"


#: Pieces that are whole sentences, or stand for them; the others are labels, names and cells.
RUNNING = frozenset(
    {Role.SUMMARY, Role.PARAGRAPH, Role.ITEM, Role.BENEFIT, Role.RISK, Role.STEP, Role.FACT, Role.MEANING}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text and where it stands: its section's headings from the outside in, and the block it lies in.

    ``words`` are its characters, where somebody has put them together before.
    """

    text: Inline
    role: Role
    sections: tuple[Section, ...] = ()
    block: Block | None = None
    words: str | None = field(default=None, compare=False, repr=False)

    @property
    def plain(self) -> str:
        """The characters, without look, links and citations."""
        return self.text.plain if self.words is None else self.words

    @property
    def cites(self) -> tuple[str, ...]:
        """Ids of the sources this piece cites."""
        return tuple(source for run in self.text.runs for source in run.cites)

    def stays_with(self, other: Passage | None) -> bool:
        """Whether every copy that has ``other``, or every copy at all, has this piece too: sections may be left out."""
        there = {id(section) for section in other.sections} if other else set()
        return all(not section.optional or id(section) in there for section in self.sections)

    def place(self, offset: int = 0) -> Place | None:
        """Where the ``offset``-th character of ``plain`` stands in the file."""
        for run in self.text.runs:
            if offset < len(run.text):
                return self.text.place(run, offset)
            offset -= len(run.text)
        return self.text.place(self.text.runs[0]) if self.text.runs else None


@dataclass(frozen=True, slots=True)
class Subject:
    """One handout under examination on one day."""

    handout: Handout
    library: Library
    book: Rulebook
    today: date

    def lists(self, topic: str) -> WordLists:
        """The word lists of a topic in the handout's language."""
        return word_lists(topic, self.handout.language)

    def passages(self) -> Iterator[Passage]:
        """Every piece of text in reading order. Two dozen rules ask for those of each section; an edit changes one."""
        yield from _opening(self.handout)
        for section in self.handout.sections:
            yield from _passages(Same(section))


@lru_cache(maxsize=_KEPT)
def _passages(section: Same[Section]) -> tuple[Passage, ...]:
    return tuple(section_passages(section.thing))


def _opening(handout: Handout) -> Iterator[Passage]:
    yield Passage(handout.title, Role.TITLE)
    yield Passage(handout.summary, Role.SUMMARY)


def passages(handout: Handout) -> Iterator[Passage]:
    """Every piece of text of a handout in reading order."""
    yield from _opening(handout)
    for section in handout.sections:
        yield from section_passages(section)


#: A rule, or a family of them: looks at a subject and tells what is wrong.
Check: TypeAlias = Callable[[Subject], Iterator[Problem]]

#: A rule about what handouts share.
LibraryCheck: TypeAlias = Callable[[Library, Rulebook, date], Iterator[Problem]]


def section_passages(section: Section, above: tuple[Section, ...] = ()) -> Iterator[Passage]:
    """The text of a section and of those below it, heading first."""
    trail = (*above, section)
    yield Passage(section.heading, Role.HEADING, trail)
    for block in section.body:
        for text, role, inside in block_texts(block):
            yield Passage(text, role, trail, inside, text.plain)
    for nested in section.sections:
        yield from section_passages(nested, trail)


def block_texts(block: Block) -> Iterator[tuple[Inline, Role, Block]]:
    """Each text of a block with its role and the innermost callout or block it lies in."""
    match block:
        case Paragraph():
            yield block.text, Role.PARAGRAPH, block
        case List():
            for item in block.items:
                yield item.text, Role.ITEM, block
                for nested in item.nested:
                    yield from block_texts(nested)
        case Callout():
            if block.title:
                yield block.title, Role.CALLOUT_TITLE, block
            for inner in block.body:
                for text, role, _ in block_texts(inner):
                    yield text, role, block
        case BenefitsAndRisks():
            yield from ((text, Role.BENEFIT, block) for text in block.benefits)
            yield from ((text, Role.RISK, block) for text in block.risks)
        case Questions():
            for question in block.questions:
                yield question.ask, Role.QUESTION, block
                for inner in question.answer:
                    yield from block_texts(inner)
        case _:
            yield from _short_texts(block)


def _short_texts(block: Block) -> Iterator[tuple[Inline, Role, Block]]:
    match block:
        case Table():
            yield block.caption, Role.CAPTION, block
            yield from ((text, Role.CELL_HEAD, block) for text in block.columns)
            for row in block.rows:
                yield from ((text, Role.CELL, block) for text in row)
        case Steps():
            for step in block.steps:
                yield step.title, Role.STEP, block
                if step.text:
                    yield step.text, Role.STEP, block
        case KeyFacts():
            if block.title:
                yield block.title, Role.HEADING, block
            yield from ((fact, Role.FACT, block) for fact in block.facts)
        case Definition():
            yield block.term, Role.TERM, block
            yield block.meaning, Role.MEANING, block
        case ContactPanel():
            yield block.title, Role.HEADING, block
            for contact in block.contacts:
                texts = (contact.who, contact.reach, contact.when)
                yield from ((text, Role.CONTACT, block) for text in texts if text)
        case _:
            yield from _labels(block)


def _labels(block: Block) -> Iterator[tuple[Inline, Role, Block]]:
    match block:
        case Ideas():
            yield from ((idea.text, Role.PARAGRAPH, block) for idea in block.ideas)
        case Image():
            if block.caption:
                yield block.caption, Role.CAPTION, block
        case QrCode():
            yield block.text, Role.LABEL, block
        case Notes():
            yield block.prompt, Role.LABEL, block
        case FillIn():
            yield from ((label, Role.LABEL, block) for label in block.labels)
        case PersonalPanel():
            if block.title:
                yield block.title, Role.HEADING, block
            yield from ((row.label, Role.LABEL, block) for row in block.rows)
            yield from ((choice.text, Role.ITEM, block) for choice in block.choices)
            if block.notes:
                yield block.notes.label, Role.LABEL, block
