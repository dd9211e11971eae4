"""Is there a number to call where help is urgent, and does the text say whom to call at all?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.patterns import pattern
from handouts.checks.phones import TOPIC, has_number, is_callable
from handouts.checks.sentences import sentences
from handouts.checks.subject import RUNNING, Passage, Role, Subject
from handouts.model import Callout, Section, Tone
from handouts.problems import Problem

_CALL = "add the number: {clinic.phone}, 911 or 988"


def urgent_help(subject: Subject) -> Iterator[Problem]:
    """Urgent callouts, and sections on when to call, in which no number stands."""
    lists = subject.lists(TOPIC)
    told: set[int] = set()
    passages = tuple(subject.passages())
    for block in {id(p.block): p.block for p in passages if isinstance(p.block, Callout)}.values():
        inside = [passage for passage in passages if passage.block is block]
        if block.tone is Tone.URGENT and not any(has_number(subject, passage) for passage in inside):
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
    return passage.stays_with(other) and has_number(subject, passage)


def urgent_sentences(subject: Subject) -> Iterator[Problem]:
    """Sentences that send for help at once, in parts in which no number stands."""
    lists = subject.lists(TOPIC)
    passages = tuple(subject.passages())
    numbers = [passage for passage in passages if passage.sections and has_number(subject, passage)]
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
    if not any((is_callable(subject, p) or _is_reach(p)) and p.stays_with(None) for p in subject.passages()):
        message = f"'{subject.handout.id}' never says whom to call with questions"
        hint = "add 'Call us at {clinic.phone}', or a contacts block"
        yield subject.book.problem("no-contact", message, subject.handout.place, hint)


def _is_reach(passage: Passage) -> bool:
    """Whether a line of a contact panel has an address to write to."""
    return passage.role is Role.CONTACT and ("@" in passage.plain or any(run.link for run in passage.text.runs))


def emergencies(subject: Subject) -> Iterator[Problem]:
    """A handout that tells risks and never what to do in an emergency."""
    lists = subject.lists(TOPIC)
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


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)
