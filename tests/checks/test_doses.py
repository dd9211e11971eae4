"""Safety: doses stand in tables."""

from __future__ import annotations

import pytest

from handouts.checks.safety import SAFETY
from tests.checks.telling import body, told

CALL = " Questions? Call us at {clinic.phone}."


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
