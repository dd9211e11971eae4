"""The instruments: what the machine answers is what it saw, and the rest is left to people."""

from __future__ import annotations

import pytest

from handouts.checks.instruments import Answer, Assessment, assess
from handouts.checks.language import LANGUAGE
from handouts.checks.reading_figures import figures
from handouts.checks.subject import Subject
from handouts.rules import rulebook
from tests.checks.telling import TODAY, library_of, sample

RICH = """
- heading: What matters most
  body:
    - key_facts: {facts: [You can say no., Nobody knows how it works.]}
- heading: Both sides
  body:
    - benefits_and_risks: {benefits: [You may feel better.], risks: [You may feel sick.]}
- heading: What to do
  body:
    - "Call us. Ask for **help**. You have 3 in 100 chances."
    - checklist: [Bring your list.]
    - table: {caption: When, columns: [Day, Do], rows: [[One, Rest]]}
"""
POOR = "- heading: Text\n  body: [Hypertension was mitigated. The EMT was notified.]\n"


def assessed(sections: str) -> tuple[Assessment, ...]:
    library, _ = library_of(sample(sections))
    subject = Subject(library.handouts[0], library, rulebook(), TODAY)
    problems = [problem for check in LANGUAGE for problem in check(subject)]
    return assess(subject, figures(subject.handout), problems)


def answers(sections: str, which: int) -> dict[str, Answer]:
    return {item.number: item.answer for item in assessed(sections)[which].items}


def test_all_items_are_there() -> None:
    pemat, cdc = assessed(RICH)
    assert [item.number for item in pemat.items] == [str(n) for n in (*range(1, 13), *range(15, 27))]
    assert [item.number for item in cdc.items] == [str(n) for n in range(1, 21)]
    assert all(item.question.endswith("?") for one in (pemat, cdc) for item in one.items)
    answered = [item for one in (pemat, cdc) for item in one.items if item.answer is not Answer.OPEN]
    assert all(item.because for item in answered)


@pytest.mark.parametrize(
    ("which", "number", "rich", "poor"),
    [
        (0, "3", Answer.YES, Answer.NO),
        (0, "4", Answer.YES, Answer.NO),
        (0, "5", Answer.YES, Answer.NO),
        (0, "6", Answer.YES, Answer.NOT_APPLICABLE),
        (0, "8", Answer.YES, Answer.NOT_APPLICABLE),  # a very short text needs no parts
        (0, "11", Answer.YES, Answer.NOT_APPLICABLE),
        (0, "12", Answer.YES, Answer.NO),
        (0, "17", Answer.NOT_APPLICABLE, Answer.NOT_APPLICABLE),
        (0, "19", Answer.YES, Answer.NOT_APPLICABLE),
        (0, "20", Answer.YES, Answer.OPEN),  # not seeing a listed word is no proof that there is none
        (0, "21", Answer.YES, Answer.OPEN),
        (0, "22", Answer.YES, Answer.OPEN),
        (0, "23", Answer.YES, Answer.OPEN),
        (1, "2", Answer.YES, Answer.OPEN),
        (1, "4", Answer.NO, Answer.NO),
        (1, "8", Answer.YES, Answer.NO),
        (1, "9", Answer.YES, Answer.NO),
        (1, "11", Answer.YES, Answer.OPEN),
        (1, "17", Answer.YES, Answer.NOT_APPLICABLE),
        (1, "19", Answer.YES, Answer.OPEN),
    ],
)
def test_an_answer_is_what_was_seen(which: int, number: str, rich: Answer, poor: Answer) -> None:
    assert (answers(RICH, which)[number], answers(POOR, which)[number]) == (rich, poor)


@pytest.mark.parametrize(
    ("which", "number"), [(0, "1"), (0, "2"), (0, "10"), (0, "15"), (1, "1"), (1, "10"), (1, "13")]
)
def test_what_only_a_person_can_answer_is_left_open(which: int, number: str) -> None:
    assert answers(RICH, which)[number] is answers(POOR, which)[number] is Answer.OPEN


def test_there_is_no_score() -> None:
    said = assessed(RICH)[0].summary()
    assert said.startswith("machine-checked ")
    assert said.endswith(", the rest unrated")
    assert "%" not in said
    assert "score" not in said
