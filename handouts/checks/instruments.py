"""PEMAT-P and the CDC Clear Communication Index, as far as a machine can honestly answer them.

What only a person can answer is left open and listed for the reviewer. Nothing is added up to a score: an instrument
that was answered in part has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from handouts.checks.answers import LOOKS
from handouts.checks.findings import TOPIC, Answer, Finding, Seen
from handouts.checks.reading_figures import Figures
from handouts.checks.subject import Subject
from handouts.model import Block, Callout, Questions, Section
from handouts.problems import Place, Problem
from handouts.records import dataclass
from handouts.rules import word_lists

__all__ = ("Answer", "Assessment", "Item", "assess")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an instrument: its number there, the question in our words, the answer and what was seen.

    ``because`` is empty where nothing could be looked at; ``place`` is given where what was seen stands at one place.
    ``optional`` tells whether the instrument lets the item be "not applicable".
    """

    number: str
    question: str
    answer: Answer
    because: str
    place: Place | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """An instrument and its items; ``note`` is what its guide says about reading them together."""

    name: str
    source: str
    items: tuple[Item, ...]
    note: str = ""

    def count(self, answer: Answer) -> int:
        """How many items have this answer."""
        return sum(item.answer is answer for item in self.items)

    def summary(self) -> str:
        """How far the machine came; never a score."""
        done = len(self.items) - self.count(Answer.OPEN)
        told = ", ".join(f"{self.count(one)} {one.value}" for one in (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE))
        return f"machine-checked {done} of {len(self.items)} ({told}), the rest unrated"


def assess(subject: Subject, measured: Sequence[Figures], problems: Sequence[Problem]) -> tuple[Assessment, ...]:
    """Answer both instruments from the content, its ``measured`` figures (the whole first) and its ``problems``.

    Give waived problems too: what is waived is still not plain.
    """
    whole, *parts = measured
    data = word_lists(TOPIC, "en").entries
    seen = Seen(
        subject,
        tuple(subject.passages()),
        tuple(_all_blocks(subject.handout.sections)),
        whole,
        tuple(parts),
        MappingProxyType(_by_code(problems)),
        MappingProxyType(data["limits"]),
    )
    return tuple(_assessment(entry, seen) for entry in data["instruments"].values())


def _by_code(problems: Sequence[Problem]) -> dict[str, tuple[Problem, ...]]:
    return {code: tuple(p for p in problems if p.code == code) for code in dict.fromkeys(p.code for p in problems)}


def _assessment(entry: Mapping[str, Any], seen: Seen) -> Assessment:
    items = tuple(_item(number, item, seen) for number, item in entry["items"].items())
    return Assessment(entry["name"], entry["source"], items, entry.get("note", ""))


def _item(number: str, item: Mapping[str, Any], seen: Seen) -> Item:
    found = LOOKS[item["by"]](seen) if "by" in item else Finding(Answer.OPEN)
    return Item(number, item["asks"], found.answer, found.because, found.place, item.get("optional", False))


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
