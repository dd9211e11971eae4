"""Does a translation hold everything its original has: every section, warning, number, telephone and source?

Sections are set side by side by what they are made of; then each pair is compared. Numbers are compared by their
digits, so that "1,000" and "1.000" are the same, and times of day by the minute, so that "5 p.m." and "17:00" are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import digit

from handouts.checks.subject import Passage, Subject, section_passages
from handouts.markup import Inline
from handouts.model import Block, Callout, Handout, Questions, Section, Tone
from handouts.problems import Place, Problem
from handouts.records import dataclass

#: Seven digits or more in groups, as telephone numbers are written; and the short numbers of emergency services.
#: No Latin letter stands beside them; in Chinese and Korean other letters do.
_PHONE = re.compile(
    r"(?<![A-Za-z\d.,])\+?\(?\d{1,4}\)?(?:[ \u00a0.\-–]\(?\d{2,4}\)?){1,5}(?![A-Za-z\d])"
    r"|(?<![A-Za-z\d])(?:911|988|112|999)(?![A-Za-z\d])"
)
#: Texts whose numbers are remembered.
_KEPT = 8192
_FEWEST_DIGITS = 7
_SHORT_NUMBER = 3
_TIME = re.compile(
    r"\b(\d{1,2})(?::(\d\d))?[ \u00a0]?([ap])\.?[ \u00a0]?m\b\.?|(?<!\d)(\d{1,2}):(\d\d)(?!\d)", re.IGNORECASE
)
#: Digits of other scripts, such as those of Arabic and Hindi.
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c]\d+)*")
_WARNINGS = (Tone.CAUTION, Tone.URGENT)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What must survive a translation of some text: how often each telephone, number and source stands in it."""

    phones: Counter[str]
    numbers: Counter[str]
    sources: frozenset[str]


def complete(subject: Subject) -> Iterator[Problem]:
    """What a translation lacks that its original has, with the places of both. Nothing for an original."""
    handout = subject.handout
    original = next(
        (h for h in subject.library.handouts if h.id == handout.id and h.original is None and handout.original), None
    )
    if original is None:
        return
    yield from _compare_texts(subject, _opening(original), _opening(handout), original.place, handout.place)
    wanted = original.sections if _has_easy(handout.sections) else _without_easy(original.sections)
    yield from _sections(subject, wanted, handout.sections, handout.place)


def _has_easy(sections: Sequence[Section]) -> bool:
    return any(section.easy or _has_easy(section.sections) for section in sections)


def _without_easy(sections: Sequence[Section]) -> tuple[Section, ...]:
    """A translation without easy read is no worse for it: the edition is then not made in its language."""
    return tuple(replace(section, easy=(), sections=_without_easy(section.sections)) for section in sections)


def _sections(
    subject: Subject, first: Sequence[Section], second: Sequence[Section], parent: Place | None
) -> Iterator[Problem]:
    kinds, others = ([_signature(section) for section in sections] for sections in (first, second))
    for tag, start, end, other_start, other_end in SequenceMatcher(None, kinds, others, autojunk=False).get_opcodes():
        paired = min(end - start, other_end - other_start) if tag != "equal" else end - start
        for offset in range(paired):
            yield from _section(subject, first[start + offset], second[other_start + offset])
        for section in first[start + paired : end]:
            where = _place(section.heading)
            after = _place(second[other_start - 1].heading) if other_start else parent
            message = f"this translation lacks the section '{section.heading.plain}' of its original at {where}"
            yield subject.book.problem("translation-section", message, after or parent, "translate it, at its place")
        for section in second[other_start + paired : other_end]:
            message = f"the original has no section like '{section.heading.plain}'"
            yield subject.book.problem(
                "translation-extra", message, _place(section.heading), "add it to the original, or take it out"
            )


def _section(subject: Subject, first: Section, second: Section) -> Iterator[Problem]:
    here, there = _place(second.heading), _place(first.heading)
    if _giving(first) != _giving(second):
        message = f"this section is {_giving(second)}, its original at {there} is {_giving(first)}"
        yield subject.book.problem("translation-optional", message, here, "write the same 'optional' in both")
    lacking = Counter(map(_warning, _blocks(first.body))) - Counter(map(_warning, _blocks(second.body)))
    for tone, count in lacking.items():
        if tone:
            message = f"this section lacks {count} '{tone}' callout of its original at {there}"
            yield subject.book.problem("translation-warning", message, here, "translate the warning too")
    missing = Counter(_kind(block) for block in first.body) - Counter(_kind(block) for block in second.body)
    for kind, count in missing.items():
        if not kind.startswith("callout"):
            message = f"this section lacks {count} block of its original at {there}: {kind}"
            yield subject.book.problem("translation-block", message, here, "translate the block too")
    yield from _compare_texts(subject, _own(first), _own(second), there, here)
    fewer = len(first.easy) - len(second.easy)
    if fewer > 0:
        message = f"this section says {fewer} less in easy read than its original at {there}"
        yield subject.book.problem(
            "translation-easy", message, here, "say each idea of the original, beside its picture"
        )
    one, two = ([idea.text for idea in section.easy] for section in (first, second))
    yield from _compare_texts(subject, one, two, there, here)
    yield from _sections(subject, first.sections, second.sections, here)


def _compare_texts(
    subject: Subject, first: Sequence[Inline], second: Sequence[Inline], there: Place | None, here: Place | None
) -> Iterator[Problem]:
    one, two = _facts(first), _facts(second)
    for phone in one.phones - two.phones:
        message = f"the telephone number {phone} of the original at {_spot(first, phone) or there} is missing here"
        yield subject.book.problem("translation-phone", message, here, "write it with the same digits")
    for number in one.numbers - two.numbers:
        message = f"the number {number} of the original at {_spot(first, number) or there} is missing here"
        yield subject.book.problem("translation-number", message, here, "write the same number, in digits")
    for source in sorted(one.sources - two.sources):
        message = f"the source '{source}' that the original cites at {there} is not cited here"
        yield subject.book.problem("translation-source", message, here, f"add [@{source}]")


def lacking(first: Inline, second: Inline) -> tuple[str, ...]:
    """Telephone and other numbers of a text that its translation lacks, in words."""
    one, two = _facts([first]), _facts([second])
    phones = (f"the telephone number {phone}" for phone in one.phones - two.phones)
    return (*phones, *(f"the number {number}" for number in one.numbers - two.numbers))


def _facts(texts: Sequence[Inline]) -> _Facts:
    phones: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for text in texts:
        told, counted = _in_text(text.plain)
        phones.update(told)
        numbers.update(counted)
    sources = frozenset(source for text in texts for run in text.runs for source in run.cites)
    return _Facts(phones, numbers, sources)


@lru_cache(maxsize=_KEPT)
def _in_text(rest: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The digits of its telephones, and of its other numbers."""
    phones = []
    for found in _PHONE.findall(rest):
        digits = re.sub(r"\D", "", found)
        if len(digits) >= _FEWEST_DIGITS or len(digits) == _SHORT_NUMBER:
            phones.append(digits)
            rest = rest.replace(found, " ", 1)
    # Telephones have the digits of the keys they are dialed with; other numbers may have those of the script.
    rest = _OTHER_DIGIT.sub(lambda found: str(digit(found.group())), rest)
    times = [_minutes(match) for match in _TIME.finditer(rest)]
    return tuple(phones), (*times, *(re.sub(r"\D", "", found) for found in _NUMBER.findall(_TIME.sub(" ", rest))))


def _minutes(match: re.Match[str]) -> str:
    hour, minute, half, full_hour, full_minute = match.groups()
    if half is None:
        return f"{int(full_hour):02}:{full_minute}"
    late = 12 if half.lower() == "p" else 0
    return f"{int(hour) % 12 + late:02}:{minute or '00'}"


def _spot(texts: Sequence[Inline], digits: str) -> Place | None:
    """The place of the text that holds a number."""
    for text in texts:
        facts = _facts([text])
        if digits in facts.numbers or digits in facts.phones:
            return _place(text)
    return None


def _opening(handout: Handout) -> tuple[Inline, ...]:
    return handout.title, handout.summary


def _own(section: Section) -> tuple[Inline, ...]:
    """The texts of a section without those of the sections below it."""
    passages: Iterator[Passage] = section_passages(section)
    return tuple(passage.text for passage in passages if passage.sections == (section,))


def _blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with those inside callouts and answers."""
    for block in blocks:
        yield block
        if isinstance(block, Callout):
            yield from _blocks(block.body)
        elif isinstance(block, Questions):
            for question in block.questions:
                yield from _blocks(question.answer)


def _warning(block: Block) -> str:
    return block.tone.value if isinstance(block, Callout) and block.tone in _WARNINGS else ""


def _signature(section: Section) -> tuple[str, ...]:
    return (*(_kind(block) for block in section.body), *("section" for _ in section.sections))


def _kind(block: Block) -> str:
    """What sort of block it is, as content files say it, with the number of its parts where that must be the same."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(block).__name__).lower()
    if isinstance(block, Callout):
        return f"{name} {block.tone.value}"
    return f"{name} of {len(block.questions)}" if isinstance(block, Questions) else name


def _giving(section: Section) -> str:
    if section.on_request:
        return "printed only on request"
    return "one that a copy may lack" if section.optional else "in every copy"


def _place(text: Inline) -> Place | None:
    return text.scalar.place if text.scalar else None
