"""PEMAT-P and the CDC Clear Communication Index, as far as a machine can honestly answer them.

What only a person can answer is left open and listed for the reviewer. Nothing is added up to a score: an instrument
that was answered in part has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from handouts.checks.patterns import pattern
from handouts.checks.reading_figures import Figures
from handouts.checks.sentences import sentences
from handouts.checks.subject import RUNNING, Passage, Role, Subject
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    FillIn,
    Image,
    KeyFacts,
    List,
    Marker,
    Notes,
    Questions,
    Section,
    Steps,
    Table,
)
from handouts.problems import Problem
from handouts.rules import word_lists

_TOPIC = "instruments"
#: Our own measures for what the instruments leave to judgment.
_PASSIVE = 0.1
_WORDS_A_PART = 200
_SPEAKS = 0.25
_PURPOSE = (4, 45)  # words of a summary


class Answer(Enum):
    """What the machine saw; OPEN is a question for a person."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an instrument: its number there, the question in our words, the answer and what was seen."""

    number: str
    question: str
    answer: Answer
    because: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """An instrument and its items."""

    name: str
    source: str
    items: tuple[Item, ...]

    def summary(self) -> str:
        """How far the machine came; never a score."""
        done = sum(item.answer is not Answer.OPEN for item in self.items)
        yes = sum(item.answer is Answer.YES for item in self.items)
        no = sum(item.answer is Answer.NO for item in self.items)
        return f"machine-checked {done} of {len(self.items)} ({yes} yes, {no} no), the rest unrated"


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everything the answers are taken from."""

    subject: Subject
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    whole: Figures
    parts: tuple[Figures, ...]
    codes: Mapping[str, int]

    def count(self, *codes: str) -> int:
        return sum(self.codes.get(code, 0) for code in codes)

    def has(self, *kinds: type) -> int:
        return sum(isinstance(block, kinds) for block in self.blocks)


_Answered = tuple[Answer, str]


def assess(subject: Subject, measured: Sequence[Figures], problems: Sequence[Problem]) -> tuple[Assessment, ...]:
    """Answer both instruments from the content, its ``measured`` figures and the ``problems`` found in it."""
    codes: dict[str, int] = {}
    for problem in problems:
        codes[problem.code] = codes.get(problem.code, 0) + 1
    blocks = tuple(_all_blocks(subject.handout.sections))
    whole, *parts = measured
    seen = _Seen(subject, tuple(subject.passages()), blocks, whole, tuple(parts), MappingProxyType(codes))
    data = word_lists(_TOPIC, "en").entries["instruments"]
    return tuple(
        Assessment(
            entry["name"],
            entry["source"],
            tuple(_item(number, item, seen) for number, item in entry["items"].items()),
        )
        for entry in data.values()
    )


def _item(number: str, item: Mapping[str, str], seen: _Seen) -> Item:
    look = _LOOKS.get(item.get("by", ""))
    answer, because = look(seen) if look else (Answer.OPEN, "a person must judge this")
    return Item(number, item["asks"], answer, because)


def _all_blocks(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        yield from _inside(section.body)
        yield from _all_blocks(section.sections)


def _inside(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Callout):
            yield from _inside(block.body)
        elif isinstance(block, Questions):
            for question in block.questions:
                yield from _inside(question.answer)


def _yes_if(holds: bool, because: str) -> _Answered:
    return (Answer.YES if holds else Answer.NO), because


def _told(seen: _Seen, *codes: str) -> str:
    found = [f"{seen.codes[code]} × {code}" for code in codes if seen.codes.get(code)]
    return "; ".join(found) if found else "none of the rules on this was broken"


def _purpose(seen: _Seen) -> _Answered:
    words = len(seen.subject.handout.summary.plain.split())
    return _yes_if(_PURPOSE[0] <= words <= _PURPOSE[1], f"a summary of {words} words stands under the title")


def _everyday_words(seen: _Seen) -> _Answered:
    return _yes_if(not seen.count("jargon"), _told(seen, "jargon"))


def _terms_explained(seen: _Seen) -> _Answered:
    return _yes_if(not seen.count("jargon", "undefined-abbreviation"), _told(seen, "jargon", "undefined-abbreviation"))


def _active_voice(seen: _Seen) -> _Answered:
    share = seen.whole.passive_share
    if share is None:
        return Answer.OPEN, "there is no list of passive forms for this language"
    return _yes_if(share <= _PASSIVE, f"{share:.0%} of the sentences are passive")


_NUMBER_RULES = ("percent-alone", "mixed-denominators", "frequency-word", "relative-risk", "number-words")


def _clear_numbers(seen: _Seen) -> _Answered:
    if not _numbers(seen):
        return Answer.NOT_APPLICABLE, "there are no numbers"
    return _yes_if(not seen.count(*_NUMBER_RULES), _told(seen, *_NUMBER_RULES))


def _no_sums(seen: _Seen) -> _Answered:
    if not _numbers(seen):
        return Answer.NOT_APPLICABLE, "there are no numbers"
    codes = ("percent-alone", "mixed-denominators", "relative-risk")
    return _yes_if(not seen.count(*codes), _told(seen, *codes))


def _sums_shown(seen: _Seen) -> _Answered:
    answer, because = _no_sums(seen)
    return (Answer.OPEN, "a person must judge this") if answer is Answer.NO else (Answer.NOT_APPLICABLE, because)


def _numbers(seen: _Seen) -> bool:
    return any(char.isdigit() for passage in seen.passages if passage.role in RUNNING for char in passage.plain)


def _short_parts(seen: _Seen) -> _Answered:
    longest = max((part.reading.words for part in seen.parts), default=0)
    because = f"parts: {len(seen.parts)}, the longest of {longest} words"
    return _yes_if(len(seen.parts) > 1 and longest <= _WORDS_A_PART, because)


def _summary(seen: _Seen) -> _Answered:
    return _yes_if(
        bool(seen.has(KeyFacts)),
        "the key facts stand in a box" if seen.has(KeyFacts) else "there is no box of key facts",
    )


def _cues(seen: _Seen) -> _Answered:
    bold = sum(run.strong for passage in seen.passages for run in passage.text.runs)
    boxes = seen.has(Callout, KeyFacts, BenefitsAndRisks)
    because = f"boxes: {boxes}, lists: {seen.has(List)}, bold phrases: {bold}"
    return _yes_if(bool(boxes or bold), because)


def _captions(seen: _Seen) -> _Answered:
    images = [block for block in seen.blocks if isinstance(block, Image)]
    if not images:
        return Answer.NOT_APPLICABLE, "there are no pictures"
    named = sum(image.caption is not None for image in images)
    return _yes_if(named == len(images), f"with a caption: {named} of {len(images)}")


def _pictures_open(seen: _Seen) -> _Answered:
    if not seen.has(Image):
        return Answer.NOT_APPLICABLE, "there are no pictures"
    return Answer.OPEN, "a person must judge this"


def _picture_of_message(seen: _Seen) -> _Answered:
    if not seen.has(Image):
        return Answer.NO, "there are no pictures"
    return Answer.OPEN, "a person must judge this"


def _table_heads(seen: _Seen) -> _Answered:
    tables = [block for block in seen.blocks if isinstance(block, Table)]
    if not tables:
        return Answer.NOT_APPLICABLE, "there are no tables"
    longest = max(len(cell.plain.split()) for table in tables for cell in table.columns)
    return Answer.YES, f"every table has headings, of {longest} words at most"


def _actions(seen: _Seen) -> _Answered:
    starts = pattern(seen.subject.lists(_TOPIC), "actions")
    told = sum(
        bool(starts.match(sentence.text))
        for passage in seen.passages
        if passage.role in RUNNING
        for sentence in sentences(passage.plain)
    )
    if not seen.subject.lists(_TOPIC).words("actions"):
        return Answer.OPEN, "there is no list of such words for this language"
    return _yes_if(told > 0, f"sentences that tell the reader to do something: {told}")


def _speaks_to_you(seen: _Seen) -> _Answered:
    you = pattern(seen.subject.lists(_TOPIC), "you")
    if not seen.subject.lists(_TOPIC).words("you"):
        return Answer.OPEN, "there is no list of such words for this language"
    texts = [passage for passage in seen.passages if passage.role in RUNNING | {Role.QUESTION}]
    spoken = sum(bool(you.search(passage.plain)) for passage in texts)
    share = spoken / max(1, len(texts))
    return _yes_if(share >= _SPEAKS, f"{share:.0%} of the texts speak to the reader")


def _steps(seen: _Seen) -> _Answered:
    ordered = [b for b in seen.blocks if isinstance(b, List) and b.marker is not Marker.BULLET]
    found = seen.has(Steps) + len(ordered)
    return _yes_if(found > 0, f"numbered lists, checklists and series of steps: {found}")


def _tool(seen: _Seen) -> _Answered:
    ticks = [b for b in seen.blocks if isinstance(b, List) and b.marker is Marker.BOX]
    found = len(ticks) + seen.has(FillIn, Notes)
    return _yes_if(found > 0, f"checklists, notes and lines to fill in: {found}")


def _lists(seen: _Seen) -> _Answered:
    found = seen.has(List, Steps, KeyFacts)
    return _yes_if(found > 0, f"lists: {found}")


def _main_message(seen: _Seen) -> _Answered:
    if not seen.has(KeyFacts):
        return Answer.OPEN, "there is no box of key facts; a person must judge this"
    return Answer.OPEN, "there is a box of key facts; whether it holds one main message, a person must judge"


def _message_first(seen: _Seen) -> _Answered:
    first = seen.subject.handout.sections[0]
    at_top = any(isinstance(block, KeyFacts) for block in first.body)
    return _yes_if(at_top, f"the first part is '{first.heading.plain}'" + (", with the key facts" if at_top else ""))


def _message_marked(seen: _Seen) -> _Answered:
    return _yes_if(bool(seen.has(KeyFacts)), "the key facts stand in a box" if seen.has(KeyFacts) else "no box")


def _uncertainty(seen: _Seen) -> _Answered:
    unknown = pattern(seen.subject.lists(_TOPIC), "unknown")
    if not seen.subject.lists(_TOPIC).words("unknown"):
        return Answer.OPEN, "there is no list of such words for this language"
    found = [match for passage in seen.passages if (match := unknown.search(passage.plain))]
    return _yes_if(bool(found), f"'{found[0].group()}'" if found else "nothing says what is not known")


def _risks_told(seen: _Seen) -> _Answered:
    risks = sum(passage.role is Role.RISK for passage in seen.passages)
    if not risks:
        return Answer.OPEN, "there is no box of benefits and risks; a person must judge this"
    return Answer.YES, f"risks named in a box: {risks}"


def _both_sides(seen: _Seen) -> _Answered:
    if seen.count("benefits-without-risks", "unequal-weight"):
        return Answer.NO, _told(seen, "benefits-without-risks", "unequal-weight")
    if not seen.has(BenefitsAndRisks):
        return Answer.OPEN, "there is no box of benefits and risks; a person must judge this"
    return Answer.YES, "benefits and risks stand side by side"


def _chances_open(seen: _Seen) -> _Answered:
    chance = pattern(seen.subject.lists("balance"), "frequencies")
    if not any(chance.search(passage.plain) for passage in seen.passages):
        return Answer.NOT_APPLICABLE, "no chances are told in numbers"
    return Answer.OPEN, "a person must judge this"


_LOOKS: Mapping[str, Callable[[_Seen], _Answered]] = MappingProxyType(
    {
        "purpose": _purpose,
        "everyday_words": _everyday_words,
        "terms_explained": _terms_explained,
        "active_voice": _active_voice,
        "clear_numbers": _clear_numbers,
        "no_sums": _no_sums,
        "sums_shown": _sums_shown,
        "short_parts": _short_parts,
        "summary": _summary,
        "cues": _cues,
        "captions": _captions,
        "pictures_open": _pictures_open,
        "picture_of_message": _picture_of_message,
        "table_heads": _table_heads,
        "actions": _actions,
        "speaks_to_you": _speaks_to_you,
        "steps": _steps,
        "tool": _tool,
        "lists": _lists,
        "main_message": _main_message,
        "message_first": _message_first,
        "message_marked": _message_marked,
        "uncertainty": _uncertainty,
        "risks_told": _risks_told,
        "both_sides": _both_sides,
        "chances_open": _chances_open,
    }
)
