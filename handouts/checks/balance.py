"""Are benefits and risks told at the same weight, in numbers that people can picture and compare?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.checks.patterns import pattern
from handouts.checks.sentences import Sentence, sentences
from handouts.checks.subject import RUNNING, Check, Passage, Role, Subject
from handouts.markup import Inline
from handouts.model import BenefitsAndRisks, Block, Callout, Questions, Section
from handouts.problems import Problem

_TOPIC = "balance"
_SAID = RUNNING | {Role.CELL, Role.CAPTION}
#: Pieces that name what follows them.
_NAMING = frozenset({Role.TITLE, Role.HEADING, Role.QUESTION, Role.CALLOUT_TITLE, Role.CAPTION})
#: Chances out of less than this are no natural frequencies: "6 in 2 weeks".
_SMALLEST_DENOMINATOR = 5
#: Lists whose entries have two groups: how many, and out of how many.
_FREQUENCIES = ("frequencies", "frequencies_in_words")


def benefits_without_risks(subject: Subject) -> Iterator[Problem]:
    """A part that tells benefits, in a handout that nowhere tells risks."""
    good: Passage | None = None
    risks: list[Passage] = []
    promises: list[Passage] = []
    for passage in subject.passages():
        if _tells_benefits(subject, passage):
            promises.append(passage)
        elif _tells_risks(subject, passage):
            if passage.stays_with(None):
                return
            risks.append(passage)
    for passage in promises:
        if not any(risk.stays_with(passage) for risk in risks) and (good is None or good.role is Role.HEADING):
            good = passage
    if good is not None:
        message = f"benefits are told here ('{good.plain[:40]}'), but the handout has no part on risks"
        yield subject.book.problem(
            "benefits-without-risks", message, good.place(), "add a part on risks or side effects"
        )


def _tells_benefits(subject: Subject, passage: Passage) -> bool:
    """An entry of benefits, a name of benefits (also "Benefits and risks": it only announces both), or a lead-in."""
    lists = subject.lists(_TOPIC)
    if passage.role is Role.BENEFIT or pattern(lists, "benefit_parts").search(_name(passage)):
        return True
    if passage.role is not Role.PARAGRAPH or not pattern(lists, "benefit_leads").search(passage.plain):
        return False
    return not any(pattern(lists, name).search(passage.plain) for name in ("risk_parts", "benefit_mentions"))


def _tells_risks(subject: Subject, passage: Passage) -> bool:
    """A risk, a name of risks, a sentence that lists them, or harm in a part that announced both."""
    lists = subject.lists(_TOPIC)
    if passage.role is Role.RISK or pattern(lists, "risk_parts").search(_name(passage)):
        return True
    if passage.role not in RUNNING:
        return False
    heading = passage.sections[-1].heading.plain if passage.sections else ""
    both = all(pattern(lists, name).search(heading) for name in ("benefit_parts", "risk_parts"))
    return any(
        pattern(lists, name).search(passage.plain)
        for name in (("risk_leads", "harm_words") if both else ("risk_leads",))
    )


def _name(passage: Passage) -> str:
    """What a passage says it is about: a heading or question whole, of other texts a strong beginning."""
    if passage.role in _NAMING:
        return passage.plain
    first = passage.text.runs[0] if passage.text.runs else None
    return first.text if first and first.strong else ""


def unequal_weight(subject: Subject) -> Iterator[Problem]:
    """Boxes with far fewer words or entries on one side."""
    least_words = subject.book.limit("unequal-weight", "words_share")
    least_entries = subject.book.limit("unequal-weight", "entries_share")
    for block in _balances(subject.handout.sections):
        sides = {"benefits": block.benefits, "risks": block.risks}
        for name, other in (("risks", "benefits"), ("benefits", "risks")):
            words = [sum(len(text.plain.split()) for text in sides[side]) for side in (name, other)]
            entries = [len(sides[side]) for side in (name, other)]
            if words[0] < least_words * words[1] or entries[0] < least_entries * entries[1]:
                message = f"{entries[0]} {name} in {words[0]} words stand beside {entries[1]} {other} in {words[1]}"
                place = Passage(sides[name][0], Role.RISK).place()
                yield subject.book.problem(
                    "unequal-weight", message, place, f"say more about {name}, or less of {other}"
                )


def _balances(sections: Sequence[Section]) -> Iterator[BenefitsAndRisks]:
    for section in sections:
        yield from _balances_in(section.body)
        yield from _balances(section.sections)


def _balances_in(blocks: Sequence[Block]) -> Iterator[BenefitsAndRisks]:
    for block in blocks:
        if isinstance(block, BenefitsAndRisks):
            yield block
        elif isinstance(block, Callout):
            yield from _balances_in(block.body)
        elif isinstance(block, Questions):
            for question in block.questions:
                yield from _balances_in(question.answer)


def lone_percentages(subject: Subject) -> Iterator[Problem]:
    """Percentages of people without a number in 100 beside them."""
    lists = subject.lists(_TOPIC)
    for passage, sentence in _said(subject):
        found = tuple(pattern(lists, "percent_of_people").finditer(sentence.text))
        if found and not _frequencies(subject, sentence.text):
            for match in found:
                message = f"'{match.group()}' is a percentage without a number that can be pictured"
                place = passage.place(sentence.start + match.start())
                yield subject.book.problem("percent-alone", message, place, "write it as 'N in 100 people'")


def mixed_denominators(subject: Subject) -> Iterator[Problem]:
    """Chances out of another number than the first one of the handout."""
    first: tuple[str, Passage] | None = None
    told: set[str] = set()
    for passage, sentence in _said(subject):
        for match in _frequencies(subject, sentence.text):
            out_of = f"{_chance(subject, match)[1]:,}"
            if first is None:
                first = out_of, passage
            elif out_of != first[0] and out_of not in told:
                told.add(out_of)
                message = (
                    f"'{match.group()}' is out of {out_of}, but the chances at {first[1].place()} out of {first[0]}"
                )
                place = passage.place(sentence.start + match.start())
                yield subject.book.problem("mixed-denominators", message, place, f"tell all of them out of {first[0]}")


def frequency_words(subject: Subject) -> Iterator[Problem]:
    """Words such as "rare" without a number in the same sentence."""
    lists = subject.lists(_TOPIC)
    for passage, sentence in _said(subject, headings=True):
        found = tuple(pattern(lists, "frequency_words").finditer(sentence.text))
        if found and not sentence.text.endswith("?") and not _is_counted(subject, passage, sentence):
            for match in found:
                message = f"'{match.group()}' says how often without a number"
                place = passage.place(sentence.start + match.start())
                hint = "give the number, such as '3 in 100 people', or leave the word out"
                yield subject.book.problem("frequency-word", message, place, hint)


def _counts(subject: Subject, text: str) -> bool:
    """Whether a text counts people; "on day 1" does not."""
    return bool(_frequencies(subject, text) or pattern(subject.lists(_TOPIC), "counts").search(text))


def _is_counted(subject: Subject, passage: Passage, sentence: Sentence) -> bool:
    """Whether a number stands in the sentence, or below a heading or lead-in: "Common side effects:" announces them."""
    if _counts(subject, sentence.text):
        return True
    announces = passage.role not in _SAID or sentence.text.endswith(":")
    part = passage.sections[-1:]
    return announces and any(p.sections[-1:] == part and _counts(subject, p.plain) for p in subject.passages() if part)


def relative_risks(subject: Subject) -> Iterator[Problem]:
    """Chances that are only compared."""
    lists = subject.lists(_TOPIC)
    for passage, sentence in _said(subject):
        match = pattern(lists, "relative").search(sentence.text)
        chance = match and pattern(lists, "chances").search(sentence.text)
        if match and chance and not _frequencies(subject, sentence.text):
            message = f"'{match.group()}' compares chances without telling them"
            place = passage.place(sentence.start + match.start())
            yield subject.book.problem("relative-risk", message, place, "give both: 'from 1 in 100 to 2 in 100'")


def one_sided_numbers(subject: Subject) -> Iterator[Problem]:
    """Numbers of those who got better, without those who did not."""
    lists = subject.lists(_TOPIC)
    for passage in subject.passages():
        if passage.role not in _SAID or not _frequencies(subject, passage.plain):
            continue
        if pattern(lists, "not_improved").search(passage.plain):
            continue
        for sentence in sentences(passage.plain):
            found = _frequencies(subject, sentence.text)
            if found and pattern(lists, "improved").search(sentence.text):
                place = passage.place(sentence.start + found[0].start())
                message = f"'{found[0].group()}' counts only those who got better"
                yield subject.book.problem("one-sided-number", message, place, "say also how many did not")
                break


def open_choices(subject: Subject) -> Iterator[Problem]:
    """A decision without other choices, or without what happens if nothing is done."""
    blocks = tuple(_balances(subject.handout.sections))
    if not blocks:
        return
    lists = subject.lists(_TOPIC)
    text = "\n".join(passage.plain for passage in subject.passages() if passage.stays_with(None))
    place = Passage(_first(blocks[0]), Role.BENEFIT).place()
    for code, name, hint in (
        ("no-alternatives", "alternatives", "add a section on other choices"),
        ("no-untreated", "untreated", "say what may happen without treatment"),
    ):
        if lists.words(name) and not pattern(lists, name).search(text):
            message = "benefits and risks are weighed, but not against " + (
                "other choices" if name == "alternatives" else "having no treatment"
            )
            yield subject.book.problem(code, message, place, hint)


def _first(block: BenefitsAndRisks) -> Inline:
    return block.benefits[0]


def _frequencies(subject: Subject, text: str) -> list[re.Match[str]]:
    lists = subject.lists(_TOPIC)
    found = [match for name in _FREQUENCIES for match in pattern(lists, name).finditer(text)]
    return sorted((match for match in found if _is_frequency(subject, match)), key=re.Match.start)


def _is_frequency(subject: Subject, match: re.Match[str]) -> bool:
    some, out_of = _chance(subject, match)
    return out_of >= _SMALLEST_DENOMINATOR and some <= out_of


def _chance(subject: Subject, match: re.Match[str]) -> tuple[int, int]:
    """How many, and out of how many; in digits or in words."""
    words = subject.lists(_TOPIC).table("number_words")
    some, out_of = (int(words.get(group.lower(), re.sub(r"\D", "", group))) for group in match.groups())
    return some, out_of


def _said(subject: Subject, headings: bool = False) -> Iterator[tuple[Passage, Sentence]]:
    roles = _SAID | {Role.HEADING, Role.CALLOUT_TITLE} if headings else _SAID
    for passage in subject.passages():
        if passage.role in roles:
            for sentence in sentences(passage.plain):
                yield passage, sentence


BALANCE: tuple[Check, ...] = (
    benefits_without_risks,
    unequal_weight,
    lone_percentages,
    mixed_denominators,
    frequency_words,
    relative_risks,
    one_sided_numbers,
    open_choices,
)
