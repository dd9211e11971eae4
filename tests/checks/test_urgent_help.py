"""Safety: a number to call where help is urgent, and somebody to call at all."""

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
