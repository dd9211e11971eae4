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


def test_only_urgent_callouts_need_a_number_of_their_own() -> None:
    assert told(SAFETY, urgent("Do not drive.").replace("urgent", "caution")) == []


@pytest.mark.parametrize("heading", ["Get help", "When to call", "In an emergency", "Who should I call? Who to call"])
def test_a_part_on_help_has_a_number(heading: str) -> None:
    text = f"- heading: {heading}\n  body: [You have bad pain.]\n- heading: Other\n  body: ['Call {{clinic.phone}}.']\n"
    assert [code for code, _ in told(SAFETY, text)] == ["urgent-without-phone"]
    assert told(SAFETY, text.replace("bad pain.", "bad pain - call 911.")) == []


@pytest.mark.parametrize(
    "text", ["Get medical help right away if you bleed.", "Go to the emergency room.", "If so, call your doctor now."]
)
def test_a_sentence_that_sends_for_help_has_a_number_in_its_part(text: str) -> None:
    other = "- heading: Other\n  body: ['Call {clinic.phone}.']\n"
    assert [code for code, _ in told(SAFETY, body(text) + other)] == ["urgent-without-phone"]
    assert told(SAFETY, body(text + " Call 911.") + other) == []


@pytest.mark.parametrize(
    "text",
    ["Do not go to the emergency room for a refill.", "Ask when to get emergency care.", "Your doctor calls you."],
)
def test_only_speaking_of_help_needs_no_number(text: str) -> None:
    assert told(SAFETY, body(text) + "- heading: Other\n  body: ['Call {clinic.phone}.']\n") == []


def test_an_address_in_a_contact_panel_is_a_way_to_reach_somebody() -> None:
    panel = "- heading: H\n  body:\n    - contacts: {title: Ask, people: [{who: Desk, reach: WAY}]}\n"
    assert told(SAFETY, panel.replace("WAY", "desk@clinic.example")) == []
    assert [code for code, _ in told(SAFETY, panel.replace("WAY", "the front desk"))] == ["no-contact"]


def test_somebody_can_be_called() -> None:
    assert [code for code, _ in told(SAFETY, body("Rest at home."))] == ["no-contact"]
    assert told(SAFETY, body("Rest at home." + CALL)) == []


def test_risks_are_told_with_what_to_do_in_an_emergency() -> None:
    text = "- heading: Risks\n  body: ['You may bleed. Call {clinic.phone}.']\n"
    assert [code for code, _ in told(SAFETY, text)] == ["no-emergency"]
    assert [code for code, _ in told(SAFETY, text.replace("Risks", "Your surgery"))] == ["no-emergency"]
    assert told(SAFETY, text.replace("Risks", "Parking")) == []
    assert told(SAFETY, text.replace("Call {", "Text 988 or {")) == []
    assert told(SAFETY, text.replace("Call {", "Call 911 or {")) == []


@pytest.mark.parametrize("optional", ["true", "on request"])
def test_what_a_copy_may_lack_does_not_count(optional: str) -> None:
    may = f"optional: {optional}, "
    call = "- {OPTheading: Questions, body: ['Call {clinic.phone}.']}\n"
    rest = "- {heading: Rest, body: [Rest at home.]}\n"
    assert told(SAFETY, rest + call.replace("OPT", "")) == []
    assert [code for code, _ in told(SAFETY, rest + call.replace("OPT", may))] == ["no-contact"]

    risks = "- {OPTheading: Risks, body: [You may bleed.]}\n"
    help_ = "- {OPTheading: Help, body: ['Call 911 or {clinic.phone}.']}\n"
    assert told(SAFETY, (risks + help_).replace("OPT", "")) == []
    told_of = told(SAFETY, risks.replace("OPT", "") + help_.replace("OPT", may) + call.replace("OPT", ""))
    assert [code for code, _ in told_of] == ["no-emergency"]

    bleed = "- heading: Part\n  body: [Go to the emergency room if you bleed.]\n  sections:\n    " + help_
    assert told(SAFETY, bleed.replace("OPT", "")) == []
    assert [code for code, _ in told(SAFETY, bleed.replace("OPT", may) + call.replace("OPT", ""))] == [
        "urgent-without-phone"
    ]


def test_what_a_copy_lacks_together_counts_for_each_other() -> None:
    part = "- heading: Part\n  optional: true\n  body: ['Go to the emergency room if you bleed. Call 911.']\n"
    assert told(SAFETY, part + "- {heading: Other, body: ['Call {clinic.phone}.']}\n") == []


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
        ("The usual dose: 56 mg.", "56 mg"),
        ("Do not take more than 4,000 mg.", "4,000 mg"),
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
        "You may get 1 unit of blood.",
        "Use a 5 mL syringe.",
        "Do not use two patches at once.",
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
