"""What a patient would see that is different between two versions, in words for a change note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from handouts.records import dataclass

#: Two lines that share less than this of their characters are another line, not a changed one.
_SAME_LINE = 0.5
_NUMBER = re.compile(r"\d+(?:[.,:\-]\d+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a handout: what it is (heading, paragraph, item, source …) and what it says."""

    role: str
    text: str


def written(lines: Iterable[Line]) -> str:
    """Lines as the register keeps them: role, tab, text."""
    return "".join(f"{line.role}\t{line.text}\n" for line in lines)


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a register's text."""
    parted = (line.partition("\t") for line in text.splitlines() if line)
    return tuple(Line(role, words) for role, _, words in parted)


def differences(old: Sequence[Line], new: Sequence[Line]) -> tuple[str, ...]:
    """Each difference as a sentence or two; empty when a patient would see none."""
    found: list[str] = []
    headings = _headings(old), _headings(new)
    for tag, start, end, other, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for was, now in _pairs(range(start, end), range(other, other_end), old, new):
            found.append(_told(was, now, old, new, headings))
    return tuple(found)


def _pairs(
    olds: Sequence[int], news: Sequence[int], old: Sequence[Line], new: Sequence[Line]
) -> Iterator[tuple[int | None, int | None]]:
    """Changed lines side by side; the others alone."""
    waiting = list(news)
    for index in olds:
        alike = [(_likeness(old[index], new[other]), -other) for other in waiting if old[index].role == new[other].role]
        best, place = max(alike, default=(0.0, 0))
        if best >= _SAME_LINE:
            while waiting and waiting[0] < -place:
                yield None, waiting.pop(0)
            waiting.remove(-place)
            yield index, -place
        else:
            yield index, None
    yield from ((None, index) for index in waiting)


def _likeness(one: Line, other: Line) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _told(
    was: int | None,
    now: int | None,
    old: Sequence[Line],
    new: Sequence[Line],
    headings: tuple[Sequence[str], Sequence[str]],
) -> str:
    if was is None and now is not None:
        return f"{headings[1][now]}: added the {new[now].role} “{new[now].text}”"
    if now is None and was is not None:
        return f"{headings[0][was]}: removed the {old[was].role} “{old[was].text}”"
    one, two = old[was or 0], new[now or 0]
    return f"{headings[1][now or 0]}: the {two.role} “{one.text}” now reads “{two.text}”{_numbers(one.text, two.text)}"


def _numbers(old: str, new: str) -> str:
    """Changed numbers, told apart: they matter most and are seen least."""
    before, after = _NUMBER.findall(old), _NUMBER.findall(new)
    if before == after:
        return ""
    if len(before) == len(after):
        pairs = [f"{one} became {two}" for one, two in zip(before, after, strict=True) if one != two]
        return f" (numbers: {', '.join(pairs)})"
    return f" (numbers: {', '.join(before) or 'none'} became {', '.join(after) or 'none'})"


def _headings(lines: Sequence[Line]) -> list[str]:
    """For each line the heading it stands under."""
    found, heading = [], "At the top"
    for line in lines:
        if line.role == "heading":
            heading = f"Under “{line.text}”"
        elif line.role == "source":
            heading = "Among the sources"
        found.append(heading)
    return found
