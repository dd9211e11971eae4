"""Safety: a number to call, the right number, and doses in tables."""

from __future__ import annotations

import pytest

from handouts.checks.safety import SAFETY
from tests.checks.telling import body, told

CALL = " Questions? Call us at {clinic.phone}."


def urgent(text: str) -> str:
    return (
        f"- heading: Part\n  body:\n    - callout: {{tone: urgent, text: {text!r}}}\n    - 'Call {{clinic.phone}}.'\n"
    )


@pytest.mark.parametrize("text", ["Get help at once.", "Go to the nearest hospital.", "Call your doctor now."])
def test_an_urgent_callout_has_a_number(text: str) -> None:
    assert [code for code, _ in told(SAFETY, urgent(text))] == ["urgent-without-phone"]
    assert told(SAFETY, urgent(text + " Call 911.")) == []
    assert told(SAFETY, urgent(text + " {clinic.phone}")) == []


@pytest.mark.parametrize("heading", ["Get help", "When to call", "In an emergency", "Who should I call? Who to call"])
def test_a_part_on_help_has_a_number(heading: str) -> None:
    text = f"- heading: {heading}\n  body: [You have bad pain.]\n- heading: Other\n  body: ['Call {{clinic.phone}}.']\n"
    assert [code for code, _ in told(SAFETY, text)] == ["urgent-without-phone"]
    assert told(SAFETY, text.replace("bad pain.", "bad pain - call 911.")) == []


def test_somebody_can_be_called() -> None:
    assert [code for code, _ in told(SAFETY, body("Rest at home."))] == ["no-contact"]
    assert told(SAFETY, body("Rest at home." + CALL)) == []


def test_risks_are_told_with_what_to_do_in_an_emergency() -> None:
    text = "- heading: Risks\n  body: ['You may bleed. Call {clinic.phone}.']\n"
    assert [code for code, _ in told(SAFETY, text)] == ["no-emergency"]
    assert told(SAFETY, text.replace("Call {", "Call 911 or {")) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Take 500 mg with dinner.", "500 mg"),
        ("You get 0.5 mg/kg over 40 minutes.", "0.5 mg/kg"),
        ("The dose is 0.5 mg/kg.", "0.5 mg/kg"),
        ("Take two tablets at night.", "two tablets"),
        ("Use 2 puffs every 4 hours.", "2 puffs"),
        ("Inject 10 units before meals.", "10 units"),
        ("Start with 1 tablet daily.", "1 tablet"),
    ],
)
def test_a_dose_in_running_text_is_told(text: str, at: str) -> None:
    ((code, rest),) = told(SAFETY, body(text + CALL))
    assert code == "dose-outside-table"
    assert rest.startswith(at)


@pytest.mark.parametrize(
    "text",
    [
        "Call us if it is above 180/110 mmHg.",
        "Your sugar should be 80 to 130 mg/dL before you take a meal.",
        "Use less than 1,500 mg of sodium a day.",
        "Drink 250 mL of water each hour.",
        "Take your medicine with you.",
        "Take all the tablets.",
        "Rest for 24 hours and take 2 days off.",
        "Take someone who is 18 or older with you.",
        "Get up twice a day.",
    ],
)
def test_what_is_no_dose_is_left_alone(text: str) -> None:
    assert told(SAFETY, body(text + CALL)) == []


def test_a_dose_in_a_table_is_where_it_belongs() -> None:
    text = "- heading: H\n  body:\n    - table: {caption: Doses, columns: [When, Take], rows: [[Day 1, Take 500 mg daily]]}\n"
    assert told(SAFETY, text + "    - 'Call {clinic.phone}.'\n") == []


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
    ],
)
def test_a_right_number_and_what_is_none_is_left_alone(text: str) -> None:
    assert told(SAFETY, body(text)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Call 912 in danger.", ["emergency-number"]),
        ("Call or text 998, day or night.", ["emergency-number"]),
        ("Dial 991.", ["emergency-number"]),
        ("Call 911 in danger, or text 988.", []),
        ("Call 211 for rides.", []),
        ("Call 100 people.", ["emergency-number"]),
    ],
)
def test_short_numbers(text: str, codes: list[str]) -> None:
    assert [code for code, _ in told(SAFETY, body(text + CALL))] == codes


def test_a_clinic_elsewhere_has_numbers_of_another_form() -> None:
    from handouts.checks.subject import Subject
    from handouts.rules import rulebook
    from tests.checks.telling import TODAY, library_of, sample

    text = sample(body("Call 030 1234567 or 20 7946 0958.")).replace("770-555-0142", "+44 20 7946 0958")
    library, _ = library_of(text)
    subject = Subject(library.handouts[0], library, rulebook(), TODAY)
    assert [problem.code for check in SAFETY for problem in check(subject) if problem.code.startswith("phone")] == []
