"""Is each telephone number one that can be called, and not almost another one?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.patterns import pattern
from handouts.checks.phones import (
    RIGHT,
    TOPIC,
    Phone,
    all_numbers,
    bare_phones,
    digits_of,
    known_numbers,
    national,
    phones,
    written,
)
from handouts.checks.subject import Role, Subject
from handouts.model import ContactPanel
from handouts.problems import Problem
from handouts.rules import WordLists

_US = re.compile(r"\D*1?\D*[2-9]\d{2}\D*[2-9]\d{2}\D*\d{4}\D*")
#: Three digits that count nothing: a mark or a time of day follows, or the text ends.
_LONE = re.compile(r"(?<![\w./\-])(\d{3})(?=\s*(?:[.,;:!)]?\s*$|[.,;:!)](?!\d)|\s(?:now|day|at once|ahora|día|en)\b))")
_SLIPS = 2
_BEFORE = 5  # words in which a telephone number is announced
_JUST_BEFORE = 3  # words in which it is said whose it is
_SERVICE = 8  # words in which it is said which service answers
_LAST = 2  # digits that neighbors in one house differ in


def right_numbers(subject: Subject) -> Iterator[Problem]:
    """Telephone numbers that cannot be called, and those that are almost another one."""
    if not _US.fullmatch(subject.library.clinic.phone):
        return
    lists = subject.lists(TOPIC)
    clinic = digits_of(subject.library.clinic.phone)
    known = known_numbers(subject)
    for passage in subject.passages():
        for phone in (*phones(passage), *bare_phones(subject, passage)):
            place = passage.place(phone.start)
            if not RIGHT.fullmatch(phone.digits):
                if passage.role is not Role.CONTACT and not _is_announced(subject, phone):
                    continue
                message = f"'{phone.written}' cannot be a US telephone number"
                yield subject.book.problem("phone-form", message, place, "ten digits, such as 770-555-0142")
            elif phone.digits not in known and not pattern(lists, "fax").search(passage.plain):
                others = all_numbers(subject.library)
                meant = (
                    _meant(subject, phone, clinic, known)
                    or _twin(phone.digits, frozenset(other.digits for other in others))
                    or _same_service(subject, phone, others)
                )
                if meant:
                    message = f"'{phone.written}' is almost the number {written(meant)}"
                    hint = "use {clinic.phone}" if meant == clinic else f"write {written(meant)}, or check both"
                    yield subject.book.problem("phone-differs", message, place, hint)


def leans_on_others(subject: Subject) -> bool:
    """Whether a handout has a number that must be compared with those in other handouts."""
    known = known_numbers(subject)
    return any(
        phone.digits not in known
        for passage in subject.passages()
        for phone in (*phones(passage), *bare_phones(subject, passage))
    )


def _same_service(subject: Subject, phone: Phone, others: tuple[Phone, ...]) -> str | None:
    """A number that the file gives elsewhere for the same service, one or two digits away.

    Numbers side by side in one line or panel are two lines of one service.
    """
    service = _service(subject, phone)
    lists = subject.lists(TOPIC)
    for number, name in lists.table("known_numbers").items() if service else ():
        if _slips(phone.digits, national(number)) and service == _services(lists, name):
            return national(number)
    for other in others if service else ():
        panel = isinstance(phone.passage.block, ContactPanel) and phone.passage.block is other.passage.block
        beside = phone.passage.text is other.passage.text or panel
        if _slips(phone.digits, other.digits) and not beside and _service(subject, other) == service:
            return other.digits
    return None


def _service(subject: Subject, phone: Phone) -> frozenset[str]:
    """The words that say who answers: "nurse", "night"; those before the number, or who it is in a panel."""
    said = " ".join(phone.passage.plain[: phone.start].split()[-_SERVICE:])
    block = phone.passage.block
    if isinstance(block, ContactPanel):
        said += "".join(f" {contact.who.plain}" for contact in block.contacts if contact.reach is phone.passage.text)
    return _services(subject.lists(TOPIC), said)


def _services(lists: WordLists, text: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in pattern(lists, "services").finditer(text))


def _slips(digits: str, other: str) -> bool:
    """Whether one or two digits differ."""
    wrong = sum(one != two for one, two in zip(digits, other, strict=False))
    return len(digits) == len(other) and 0 < wrong <= _SLIPS


def _twin(digits: str, others: frozenset[str]) -> str | None:
    """A number of the file that is this one with two neighboring digits swapped."""
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped != digits and swapped in others:
            return swapped
    return None


def _is_announced(subject: Subject, phone: Phone) -> bool:
    """Whether the words just before say that a telephone number follows."""
    before = phone.passage.plain[: phone.start].split()[-_BEFORE:]
    return bool(pattern(subject.lists(TOPIC), "near_phone").search(" ".join(before)))


def _meant(subject: Subject, phone: Phone, clinic: str, known: set[str]) -> str | None:
    """The number that was probably meant, if this one is a slip of it."""
    just_before = " ".join(phone.passage.plain[: phone.start].split()[-_JUST_BEFORE:])
    ours = pattern(subject.lists(TOPIC), "ours").search(just_before) and not _service(subject, phone)
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
    """Three digits behind "call", or near "crisis", that are neither an emergency number nor a service."""
    lists = subject.lists(TOPIC)
    right = frozenset(lists.words("short_numbers"))
    if not right:
        return
    units = pattern(lists, "no_telephones").pattern
    calls = rf"{pattern(lists, 'calls').pattern}\s+(\d{{3}})(?![\d\-]|[ \u00a0.]\d{{3}}|\s+{units})"
    for passage in subject.passages():
        found = {match.start(1): match for match in re.finditer(calls, passage.plain, re.IGNORECASE)}
        if pattern(lists, "crisis_words").search(passage.plain):
            found |= {match.start(1): match for match in _LONE.finditer(passage.plain) if _is_slip(match.group(1))}
        for start, match in sorted(found.items()):
            if match.group(1) not in right:
                message = f"'{match.group(1)}' is no emergency number"
                yield subject.book.problem(
                    "emergency-number", message, passage.place(start), "911 in danger, 988 in a crisis"
                )


def _is_slip(digits: str) -> bool:
    """Whether three digits are those of 911 or 988 in another order, or with one of them wrong."""
    return any(
        sorted(digits) == sorted(meant) or sum(one != two for one, two in zip(digits, meant, strict=True)) == 1
        for meant in ("911", "988")
    )
