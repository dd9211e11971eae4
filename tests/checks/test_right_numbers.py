"""Safety: the right number."""

from __future__ import annotations

import pytest

from handouts.checks.safety import SAFETY
from tests.checks.telling import body, told

CALL = " Questions? Call us at {clinic.phone}."


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("770-555-142", "phone-form"),
        ("770-555-01422", "phone-form"),
        ("170-555-0142", "phone-form"),
        ("(770) 155-0142", "phone-form"),
        ("770-555-0124", "phone-differs"),
        ("707-555-0142", "phone-differs"),
        ("770-556-0142", "phone-differs"),
        ("770-555-0143", "phone-differs"),
        ("1-800-715-4252", "phone-differs"),
        ("911-555-0142", "phone-form"),
        ("555-0142", "phone-form"),
        ("7705550124", "phone-differs"),
        ("7705550142", ""),
        ("1-800-222-1223 (poison)", ""),
    ],
)
def test_a_wrong_number_is_told(number: str, code: str) -> None:
    found = [name for name, _ in told(SAFETY, body(f"Call us at {number}."))]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    "text",
    [
        "Call us at 770-555-0142, 1-800-715-4225 or (770) 555-0142.",
        "Call 404-616-1000 at the hospital.",
        "Fax us at 770-555-0143. Call {clinic.phone}.",
        "Come on 2026-11-23, from 10-20-30. Call {clinic.phone}.",
        "Press 1-2-3. Call {clinic.phone}.",
        "For ages 12-17 or 120-130-140? Call {clinic.phone}.",
        "Sets of 10 20 30 are fine. Call {clinic.phone}.",
        "Call our nurse at 770-555-0143, or billing at 770-555-0144.",
        "Your member number is 123456789. Call {clinic.phone}.",
        "Call the nurse at 404-616-1000, or at 404-616-1003.",
    ],
)
def test_a_right_number_and_what_is_none_is_left_alone(text: str) -> None:
    assert told(SAFETY, body(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "told_at"),
    [
        ("the pharmacy at 404-616-1000", "the pharmacy at 404-616-1900", ["404-616-1000", "404-616-1900"]),
        ("the pharmacy at 404-616-1000", "the hospital at 404-616-1900", []),
        ("the nurse by day at 404-616-1000", "the nurse at night at 404-616-1003", []),
        ("the gym at 404-616-1023", "the shop at 404-616-1032", ["404-616-1023", "404-616-1032"]),
        ("Poison Help: 1-800-222-1212", "us at 770-555-0142", ["1-800-222-1212"]),
    ],
)
def test_one_service_has_one_number(one: str, other: str, told_at: list[str]) -> None:
    found = told(SAFETY, f"- heading: H\n  body: ['Call {one}.', 'Call {other}.']\n")
    assert [(code, rest.split(".")[0]) for code, rest in found] == [("phone-differs", number) for number in told_at]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The crisis line is 989.", ["emergency-number"]),
        ("Lifeline: 998, day or night.", ["emergency-number"]),
        ("In a crisis, use 988 now.", []),
        ("A study of suicide in 898 people.", []),
        ("The crisis team is in room 312.", []),
        ("Call 120 days before you run out.", []),
        ("Call 912 in danger.", ["emergency-number"]),
        ("Call or text 998, day or night.", ["emergency-number"]),
        ("Dial 991.", ["emergency-number"]),
        ("Call 911 in danger, or text 988.", []),
        ("Call 211 for rides.", []),
        ("Call 100 people.", []),
    ],
)
def test_short_numbers(text: str, codes: list[str]) -> None:
    assert [code for code, _ in told(SAFETY, body(text + CALL))] == codes


def test_a_clinic_elsewhere_has_numbers_of_another_form() -> None:
    from handouts.checks.subject import Subject
    from handouts.rules import rulebook
    from tests.checks.telling import TODAY, library_of, sample

    text = sample(body("Call 030 123 4567 or 20 7946 0958.")).replace("770-555-0142", "+44 20 7946 0958")
    library, _ = library_of(text)
    subject = Subject(library.handouts[0], library, rulebook(), TODAY)
    assert [problem.code for check in SAFETY for problem in check(subject) if problem.code.startswith("phone")] == []
