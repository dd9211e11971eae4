"""Is there a number to call where help is urgent, is it the right one, and do doses stand in tables?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.checks.patterns import pattern
from handouts.checks.sentences import sentences
from handouts.checks.subject import RUNNING, Check, Passage, Role, Subject, passages
from handouts.model import Callout, Library, Section, Table, Tone
from handouts.problems import Problem

_TOPIC = "safety"
#: Groups of digits as telephone numbers are written, right or wrong; not dates, ranges or parts of codes.
_PHONE = re.compile(
    r"(?<![\w./\-])(?:\+?1[ \u00a0.\-])?(?:\(\d{2,4}\)[ \u00a0]?|\d{2,4}[ \u00a0.\-])"
    r"\d{2,4}[ \u00a0.\-]\d{2,5}(?![\w\-]|[./]\d)"
)
_DATE = re.compile(r"(?:19|20)\d\d[.\-]\d\d[.\-]\d\d|\d\d?[.\-]\d\d?[.\-](?:19|20)?\d\d")
_RIGHT = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}")
_US = re.compile(r"\D*1?\D*[2-9]\d{2}\D*[2-9]\d{2}\D*\d{4}\D*")
_SLIPS = 2
_BEFORE = 5  # words in which a telephone number is announced
_LAST = 2  # digits that neighbors in one house differ in
#: Roles in which a dose may stand: a table keeps amount and time apart.
_TABULAR = frozenset({Role.CELL, Role.CELL_HEAD, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class _Phone:
    """A telephone number in a text: its digits, without the 1 of long distance, and where it begins."""

    written: str
    digits: str
    passage: Passage
    start: int


def urgent_help(subject: Subject) -> Iterator[Problem]:
    """Urgent callouts, and sections on when to call, in which no number stands."""
    lists = subject.lists(_TOPIC)
    told: set[int] = set()
    passages = tuple(subject.passages())
    for block in {id(p.block): p.block for p in passages if isinstance(p.block, Callout)}.values():
        inside = [passage for passage in passages if passage.block is block]
        if block.tone is Tone.URGENT and not any(_has_number(subject, passage) for passage in inside):
            told.add(id(inside[0].sections[-1]))
            yield subject.book.problem(
                "urgent-without-phone", "this urgent advice has no number to call", inside[0].place(), _CALL
            )
    for section in _sections(subject.handout.sections):
        inside = [passage for passage in passages if any(part is section for part in passage.sections)]
        named = pattern(lists, "urgent_parts").search(section.heading.plain)
        if named and id(section) not in told and not any(_has_number(subject, passage) for passage in inside):
            message = f"'{section.heading.plain}' has no number to call"
            yield subject.book.problem("urgent-without-phone", message, inside[0].place(), _CALL)


_CALL = "add the number: {clinic.phone}, 911 or 988"


def someone_to_call(subject: Subject) -> Iterator[Problem]:
    """A handout in whose text no number stands."""
    phones = [passage for passage in subject.passages() if any(_phones(passage))]
    if not phones:
        message = f"'{subject.handout.id}' never says whom to call with questions"
        hint = "add 'Call us at {clinic.phone}', or a contacts block"
        yield subject.book.problem("no-contact", message, subject.handout.place, hint)


def emergencies(subject: Subject) -> Iterator[Problem]:
    """A handout that tells risks and never what to do in an emergency."""
    lists = subject.lists(_TOPIC)
    numbers = pattern(lists, "emergency_numbers")
    about: Passage | None = None
    for passage in subject.passages():
        if numbers.search(passage.plain):
            return
        names = passage.role in {Role.HEADING, Role.QUESTION, Role.TITLE} and pattern(lists, "treatment_parts")
        if about is None and (passage.role is Role.RISK or (names and names.search(passage.plain))):
            about = passage
    if about is not None and lists.words("emergency_numbers"):
        message = f"risks or treatment are told ('{about.plain[:40]}'), but not what to do in an emergency"
        yield subject.book.problem("no-emergency", message, about.place(), "add an urgent callout: call 911")


def loose_doses(subject: Subject) -> Iterator[Problem]:
    """Doses to take or to get, outside tables."""
    lists = subject.lists(_TOPIC)
    for passage in subject.passages():
        if passage.role in _TABULAR or isinstance(passage.block, Table) or passage.role not in RUNNING:
            continue
        for sentence in sentences(passage.plain):
            spared = [match.span() for match in pattern(lists, "not_doses").finditer(sentence.text)]
            for match in pattern(lists, "doses").finditer(sentence.text):
                if any(start <= match.start() < end for start, end in spared):
                    continue
                if "/kg" in match.group() or pattern(lists, "regimens").search(sentence.text):
                    place = passage.place(sentence.start + match.start())
                    message = f"the dose '{match.group()}' stands in running text"
                    yield subject.book.problem("dose-outside-table", message, place, "put doses into a table")


def right_numbers(subject: Subject) -> Iterator[Problem]:
    """Telephone numbers that cannot be called, and those that are almost another one."""
    if not _US.fullmatch(subject.library.clinic.phone):
        return
    lists = subject.lists(_TOPIC)
    clinic = _digits(subject.library.clinic.phone)
    known = {clinic, *(_national(number) for number in lists.table("known_numbers"))}
    others = _all_numbers(subject.library)
    for passage in subject.passages():
        for phone in _phones(passage):
            place = passage.place(phone.start)
            if not _RIGHT.fullmatch(phone.digits):
                if passage.role is not Role.CONTACT and not _is_announced(subject, phone):
                    continue
                message = f"'{phone.written}' cannot be a US telephone number"
                yield subject.book.problem("phone-form", message, place, "ten digits, such as 770-555-0142")
            elif phone.digits not in known and not pattern(lists, "fax").search(passage.plain):
                meant = _meant(subject, phone, clinic, known) or _twin(phone.digits, others)
                if meant:
                    message = f"'{phone.written}' is almost the number {_written(meant)}"
                    hint = "use {clinic.phone}" if meant == clinic else f"write {_written(meant)}, or check both"
                    yield subject.book.problem("phone-differs", message, place, hint)


def _all_numbers(library: Library) -> frozenset[str]:
    """Every telephone number in the texts of the file."""
    found = (phone for handout in library.handouts for passage in passages(handout) for phone in _phones(passage))
    return frozenset(phone.digits for phone in found if _RIGHT.fullmatch(phone.digits))


def _twin(digits: str, others: frozenset[str]) -> str | None:
    """A number of the file that is this one with two neighboring digits swapped."""
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits and swapped in others:
            return swapped
    return None


def _is_announced(subject: Subject, phone: _Phone) -> bool:
    """Whether the words just before say that a telephone number follows."""
    before = phone.passage.plain[: phone.start].split()[-_BEFORE:]
    return bool(pattern(subject.lists(_TOPIC), "near_phone").search(" ".join(before)))


def _meant(subject: Subject, phone: _Phone, clinic: str, known: set[str]) -> str | None:
    """The number that was probably meant, if this one is a slip of it."""
    ours = pattern(subject.lists(_TOPIC), "ours").search(phone.passage.plain)
    for number in sorted(known):
        if len(number) != len(phone.digits):
            continue
        wrong = [at for at, (one, two) in enumerate(zip(phone.digits, number, strict=True)) if one != two]
        swapped = len(wrong) == _SLIPS and sorted(phone.digits) == sorted(number)
        near = len(wrong) <= _SLIPS and wrong[0] < len(number) - _LAST
        if swapped or near or (number == clinic and ours and len(wrong) == 1):
            return number
    return None


def short_numbers(subject: Subject) -> Iterator[Problem]:
    """Three digits behind "call" that are neither an emergency number nor a service."""
    lists = subject.lists(_TOPIC)
    right = frozenset(lists.words("short_numbers"))
    if not right:
        return
    calls = re.compile(rf"{pattern(lists, 'calls').pattern}\s+(\d{{3}})(?![\d\-]|[ \u00a0.]\d{{3}})", re.IGNORECASE)
    for passage in subject.passages():
        for match in calls.finditer(passage.plain):
            if match.group(1) not in right:
                message = f"'{match.group(1)}' is no emergency number"
                place = passage.place(match.start(1))
                yield subject.book.problem("emergency-number", message, place, "911 in danger, 988 in a crisis")


def _has_number(subject: Subject, passage: Passage) -> bool:
    return any(_phones(passage)) or bool(pattern(subject.lists(_TOPIC), "emergency_numbers").search(passage.plain))


def _phones(passage: Passage) -> Iterator[_Phone]:
    for match in _PHONE.finditer(passage.plain):
        if not _DATE.fullmatch(match.group().strip()):
            yield _Phone(match.group(), _digits(match.group()), passage, match.start())


def _digits(written: str) -> str:
    return _national(re.sub(r"\D", "", written))


def _national(digits: str) -> str:
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits  # NANP: 1 and ten digits


def _written(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


SAFETY: tuple[Check, ...] = (
    urgent_help,
    someone_to_call,
    emergencies,
    loose_doses,
    right_numbers,
    short_numbers,
)
