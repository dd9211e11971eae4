"""Is there a number to call where help is urgent, is it the right one, and do doses stand in tables?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.patterns import pattern
from handouts.checks.sentences import sentences
from handouts.checks.subject import RUNNING, Check, Passage, Role, Subject, passages
from handouts.model import Callout, ContactPanel, Handout, Library, Section, Table, Tone
from handouts.problems import Problem
from handouts.records import Same, dataclass
from handouts.rules import WordLists, word_lists

_TOPIC = "safety"
#: Handouts whose numbers are remembered.
_KEPT = 256
#: Groups of digits as telephone numbers are written, right or wrong; not dates, ranges or parts of codes.
_PHONE = re.compile(
    r"(?<![A-Za-z\d_./\-])(?:\+?1[ \u00a0.\-])?(?:\(\d{2,4}\)[ \u00a0]?|\d{2,4}[ \u00a0.\-])"
    r"\d{2,4}[ \u00a0.\-]\d{2,5}(?![A-Za-z\d_\-]|[./]\d)"
)
_DATE = re.compile(r"(?:19|20)\d\d[.\-]\d\d[.\-]\d\d|\d\d?[.\-]\d\d?[.\-](?:19|20)?\d\d")
#: Digits in one go, or seven of them: telephones only where the words before say so.
_BARE = re.compile(r"(?<![\w./\-])(?:\d{9,11}|\d{3}[ \u00a0.\-]\d{4})(?![\w\-]|[./]\d)")
#: Area codes do not begin with 0 or 1, nor end in 11: those are services such as 911.
_RIGHT = re.compile(r"1?[2-9](?!11)\d{2}[2-9]\d{6}")
_US = re.compile(r"\D*1?\D*[2-9]\d{2}\D*[2-9]\d{2}\D*\d{4}\D*")
#: Three digits that count nothing: a mark or a time of day follows, or the text ends.
_LONE = re.compile(r"(?<![\w./\-])(\d{3})(?=\s*(?:[.,;:!)]?\s*$|[.,;:!)](?!\d)|\s(?:now|day|at once|ahora|día|en)\b))")
_SLIPS = 2
_BEFORE = 5  # words in which a telephone number is announced
_JUST_BEFORE = 3  # words in which it is said whose it is
_SERVICE = 8  # words in which it is said which service answers
_LAST = 2  # digits that neighbors in one house differ in
#: Roles in which a dose may stand: a table keeps amount and time apart.
_TABULAR = frozenset({Role.CELL, Role.CELL_HEAD, Role.CAPTION})
_TELLING = RUNNING | {Role.TITLE, Role.HEADING, Role.CALLOUT_TITLE}


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
        if named and id(section) not in told and not any(_reaches(subject, passage, inside[0]) for passage in inside):
            message = f"'{section.heading.plain}' has no number to call"
            yield subject.book.problem("urgent-without-phone", message, inside[0].place(), _CALL)


def _reaches(subject: Subject, passage: Passage, other: Passage) -> bool:
    """Whether a number to call stands in a piece, in every copy that has the other one."""
    return passage.stays_with(other) and _has_number(subject, passage)


_CALL = "add the number: {clinic.phone}, 911 or 988"


def urgent_sentences(subject: Subject) -> Iterator[Problem]:
    """Sentences that send for help at once, in parts in which no number stands."""
    lists = subject.lists(_TOPIC)
    passages = tuple(subject.passages())
    numbers = [passage for passage in passages if passage.sections and _has_number(subject, passage)]
    for passage in passages:
        urgent_box = isinstance(passage.block, Callout) and passage.block.tone is Tone.URGENT
        if passage.role not in RUNNING or urgent_box or not passage.sections:
            continue
        if any(one.sections[0] is passage.sections[0] and one.stays_with(passage) for one in numbers):
            continue
        if pattern(lists, "urgent_parts").search(passage.sections[-1].heading.plain):
            continue
        for sentence in sentences(passage.plain):
            match = pattern(lists, "urgent_sentences").search(sentence.text)
            if match and not pattern(lists, "not_urgent_sentences").search(sentence.text):
                message = f"'{match.group()}' has no number to call"
                place = passage.place(sentence.start + match.start())
                yield subject.book.problem("urgent-without-phone", message, place, _CALL)


def someone_to_call(subject: Subject) -> Iterator[Problem]:
    """A handout in whose text no number stands, nor another way to reach somebody, or only where it may be left out."""
    if not any((_is_callable(subject, p) or _is_reach(p)) and p.stays_with(None) for p in subject.passages()):
        message = f"'{subject.handout.id}' never says whom to call with questions"
        hint = "add 'Call us at {clinic.phone}', or a contacts block"
        yield subject.book.problem("no-contact", message, subject.handout.place, hint)


def _is_reach(passage: Passage) -> bool:
    """Whether a line of a contact panel has an address to write to."""
    return passage.role is Role.CONTACT and ("@" in passage.plain or any(run.link for run in passage.text.runs))


def emergencies(subject: Subject) -> Iterator[Problem]:
    """A handout that tells risks and never what to do in an emergency."""
    lists = subject.lists(_TOPIC)
    numbers = pattern(lists, "emergency_numbers")
    passages = tuple(subject.passages())
    told = [passage for passage in passages if numbers.search(passage.plain)]
    if any(passage.stays_with(None) for passage in told):
        return
    names = pattern(lists, "treatment_parts")
    naming = {Role.HEADING, Role.QUESTION, Role.TITLE}
    risky = (p for p in passages if p.role is Role.RISK or (p.role in naming and names.search(p.plain)))
    about = next((passage for passage in risky if not any(one.stays_with(passage) for one in told)), None)
    if about is not None and lists.words("emergency_numbers"):
        message = f"risks or treatment are told ('{about.plain[:40]}'), but not what to do in an emergency"
        yield subject.book.problem("no-emergency", message, about.place(), "add an urgent callout: call 911")


def loose_doses(subject: Subject) -> Iterator[Problem]:
    """Doses to take or to get, outside tables."""
    lists = subject.lists(_TOPIC)
    for passage in subject.passages():
        if passage.role in _TABULAR or isinstance(passage.block, Table) or passage.role not in _TELLING:
            continue
        for sentence in sentences(passage.plain):
            found = tuple(pattern(lists, "doses").finditer(sentence.text))
            spared = [match.span() for match in pattern(lists, "not_doses").finditer(sentence.text)] if found else []
            for match in found:
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
    known = _known(subject)
    for passage in subject.passages():
        for phone in (*_phones(passage), *_bare_phones(subject, passage)):
            place = passage.place(phone.start)
            if not _RIGHT.fullmatch(phone.digits):
                if passage.role is not Role.CONTACT and not _is_announced(subject, phone):
                    continue
                message = f"'{phone.written}' cannot be a US telephone number"
                yield subject.book.problem("phone-form", message, place, "ten digits, such as 770-555-0142")
            elif phone.digits not in known and not pattern(lists, "fax").search(passage.plain):
                others = _all_numbers(subject.library)
                meant = (
                    _meant(subject, phone, clinic, known)
                    or _twin(phone.digits, frozenset(other.digits for other in others))
                    or _same_service(subject, phone, others)
                )
                if meant:
                    message = f"'{phone.written}' is almost the number {_written(meant)}"
                    hint = "use {clinic.phone}" if meant == clinic else f"write {_written(meant)}, or check both"
                    yield subject.book.problem("phone-differs", message, place, hint)


def leans_on_others(subject: Subject) -> bool:
    """Whether a handout has a number that must be compared with those in other handouts."""
    known = _known(subject)
    return any(
        phone.digits not in known
        for passage in subject.passages()
        for phone in (*_phones(passage), *_bare_phones(subject, passage))
    )


def _known(subject: Subject) -> set[str]:
    """The digits of the clinic's number, and of services that everybody knows."""
    clinic = _digits(subject.library.clinic.phone)
    return {clinic, *(_national(number) for number in subject.lists(_TOPIC).table("known_numbers"))}


def _all_numbers(library: Library) -> tuple[_Phone, ...]:
    """Every telephone number in the texts of the file."""
    return tuple(phone for handout in library.handouts for phone in _numbers(Same(handout)))


@lru_cache(maxsize=_KEPT)
def _numbers(handout: Same[Handout]) -> tuple[_Phone, ...]:
    found = (phone for passage in passages(handout.thing) for phone in _phones(passage))
    return tuple(phone for phone in found if _RIGHT.fullmatch(phone.digits))


def numbers_told(library: Library) -> tuple[object, ...]:
    """All that the numbers in the texts of the file can change in what is said of another handout."""
    return tuple(
        (phone.digits, phone.start, phone.passage.plain, isinstance(block, ContactPanel) and block)
        for phone in _all_numbers(library)
        for block in [phone.passage.block]
    )


def _same_service(subject: Subject, phone: _Phone, others: tuple[_Phone, ...]) -> str | None:
    """A number that the file gives elsewhere for the same service, one or two digits away.

    Numbers side by side in one line or panel are two lines of one service.
    """
    service = _service(subject, phone)
    lists = subject.lists(_TOPIC)
    for number, name in lists.table("known_numbers").items() if service else ():
        if _slips(phone.digits, _national(number)) and service == _services(lists, name):
            return _national(number)
    for other in others if service else ():
        panel = isinstance(phone.passage.block, ContactPanel) and phone.passage.block is other.passage.block
        beside = phone.passage.text is other.passage.text or panel
        if _slips(phone.digits, other.digits) and not beside and _service(subject, other) == service:
            return other.digits
    return None


def _service(subject: Subject, phone: _Phone) -> frozenset[str]:
    """The words that say who answers: "nurse", "night"; those before the number, or who it is in a panel."""
    said = " ".join(phone.passage.plain[: phone.start].split()[-_SERVICE:])
    block = phone.passage.block
    if isinstance(block, ContactPanel):
        said += "".join(f" {contact.who.plain}" for contact in block.contacts if contact.reach is phone.passage.text)
    return _services(subject.lists(_TOPIC), said)


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


def _is_announced(subject: Subject, phone: _Phone) -> bool:
    """Whether the words just before say that a telephone number follows."""
    before = phone.passage.plain[: phone.start].split()[-_BEFORE:]
    return bool(pattern(subject.lists(_TOPIC), "near_phone").search(" ".join(before)))


def _meant(subject: Subject, phone: _Phone, clinic: str, known: set[str]) -> str | None:
    """The number that was probably meant, if this one is a slip of it."""
    just_before = " ".join(phone.passage.plain[: phone.start].split()[-_JUST_BEFORE:])
    ours = pattern(subject.lists(_TOPIC), "ours").search(just_before) and not _service(subject, phone)
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
    lists = subject.lists(_TOPIC)
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


def _has_number(subject: Subject, passage: Passage) -> bool:
    return _is_callable(subject, passage) or bool(_emergency_numbers(subject.lists(_TOPIC)).search(passage.plain))


def _emergency_numbers(lists: WordLists) -> re.Pattern[str]:
    """911 and 988, in a language without lists too; in Chinese and Korean a letter may touch them."""
    numbers = lists.words("emergency_numbers") or word_lists(_TOPIC, "en").words("emergency_numbers")
    return re.compile(rf"(?<![A-Za-z\d])(?:{'|'.join(numbers)})(?![A-Za-z\d])")


def _phones(passage: Passage) -> Iterator[_Phone]:
    for match in _PHONE.finditer(passage.plain):
        if not _DATE.fullmatch(match.group().strip()):
            yield _Phone(match.group(), _digits(match.group()), passage, match.start())


def _is_callable(subject: Subject, passage: Passage) -> bool:
    """Whether a telephone number stands here, in any form; the clinic's own may be of another country."""
    clinic = subject.library.clinic.phone
    return any(_phones(passage)) or any(_bare_phones(subject, passage)) or clinic in passage.plain


def _bare_phones(subject: Subject, passage: Passage) -> Iterator[_Phone]:
    """Digits without the usual gaps, where the words just before say that they are a telephone."""
    taken = [range(phone.start, phone.start + len(phone.written)) for phone in _phones(passage)]
    for match in _BARE.finditer(passage.plain):
        before = " ".join(passage.plain[: match.start()].split()[-_JUST_BEFORE:])
        announced = passage.role is Role.CONTACT or pattern(subject.lists(_TOPIC), "phone_words").search(before)
        if announced and not any(match.start() in span for span in taken):
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
    urgent_sentences,
    someone_to_call,
    emergencies,
    loose_doses,
    right_numbers,
    short_numbers,
)
