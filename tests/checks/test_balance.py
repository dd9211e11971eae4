"""Balance: benefits and risks, and numbers that can be pictured."""

from __future__ import annotations

import pytest

from handouts.checks.balance import BALANCE
from tests.checks.telling import body, told


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("55% of people got better.", "percent-alone", "55% of people"),
        ("The risk is 3 percent.", "percent-alone", "risk is 3 percent"),
        ("12 percent had pain.", "percent-alone", "12 percent had"),
        ("Pain: 3 in 100 people. Bleeding: 1 in 1,000 people.", "mixed-denominators", "1 in 1,000"),
        ("Pain: 3 out of 100. Fever: 1 in 10.", "mixed-denominators", "1 in 10"),
        ("Headache is common.", "frequency-word", "is common"),
        ("Rare side effects are seizures.", "frequency-word", "Rare"),
        ("It happens very rarely.", "frequency-word", "happens very rarely"),
        ("It doubles your risk of bleeding.", "relative-risk", "doubles"),
        ("You are twice as likely to get better.", "relative-risk", "twice as"),
        ("The risk is 40% lower.", "relative-risk", "40% lower"),
        ("The risk drops by 30%.", "relative-risk", "drops by 30%"),
        ("It cuts your risk in half.", "relative-risk", "cuts your risk in half"),
        ("0.13% bled badly.", "percent-alone", "0.13% bled"),
        ("Headache (15%) may come.", "percent-alone", "Headache (15%)"),
        ("One in ten people have pain, and 3 in 100 bleed.", "mixed-denominators", "3 in 100"),
        ("Headache is common on day 1.", "frequency-word", "is common"),
        ("55 in 100 people were much better.", "one-sided-number", "55 in 100"),
        ("It helped 41 in 100.", "one-sided-number", "41 in 100"),
    ],
)
def test_it_is_told_at_its_word(text: str, code: str, at: str) -> None:
    found = [rest for name, rest in told(BALANCE, body(text)) if name == code]
    assert found
    assert found[0].startswith(at)


@pytest.mark.parametrize(
    "text",
    [
        "55 in 100 people (55%) got better; 45 in 100 did not.",
        "Wipe the skin with 70% alcohol.",
        "Aim for an A1C below 7 percent.",
        "You often have 6 in 2 to 3 weeks.",
        "Pain: 3 in 100 people. Bleeding: 1 in 100 people.",
        "Headache is common: 10 in 100 people have it.",
        "This is a common question.",
        "Is it rare?",
        "Your blood pressure may double.",
        "The risk rises from 1 in 100 to 2 in 100: it doubles.",
        "Rest for half an hour.",
        "Symptoms fell by half or more in 55 in 100 people; in 45 in 100, they did not.",
        "Take twice as long to stand up.",
        "Eat 5 servings of fruit each day.",
        "55% of people got better: 55 in 100, and 45 in 100 did not.",
        "Put 2 in 3 cups; 3 in 100 people bleed.",
        "Keep your heart rate below 85 percent.",
        "The chart shows 5 in 2020, and 3 in 100.",
        "The most common side effects are told below.",
        "Headache (10 in 100) is rare: 1 of 10 had it.",
        "Cut the pill in half; there is a risk of choking.",
        "41 in 100 recovered, and 59 in 100 did not.",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert told(BALANCE, body(text)) == []


BENEFITS = "- heading: Benefits\n  body: [It may help.]\n"


@pytest.mark.parametrize(
    ("rest", "codes"),
    [
        ("", ["benefits-without-risks"]),
        ("- heading: More\n  body: [Text.]\n", ["benefits-without-risks"]),
        ("- heading: Risks\n  body: [It may harm.]\n", []),
        ("- heading: More\n  body: ['Each has its own benefits and risks.']\n", ["benefits-without-risks"]),
        ("- heading: More\n  body: ['Side effects include a dry mouth.']\n", []),
        ("- heading: More\n  body: ['**Side effects.** You may feel sick.']\n", []),
        ("- heading: More\n  questions: [{ask: What can go wrong?, answer: You may feel sick.}]\n", []),
        ("- heading: More\n  body: [callout: {tone: caution, title: Risks, text: You may feel sick.}]\n", []),
    ],
)
def test_benefits_are_not_told_alone(rest: str, codes: list[str]) -> None:
    assert [code for code, _ in told(BALANCE, BENEFITS + rest)] == codes


@pytest.mark.parametrize(
    ("sections", "codes"),
    [
        (("Benefits and risks", "It may ease pain."), ["benefits-without-risks"]),
        (("Benefits and risks", "It may ease pain. It may make you sick."), []),
        (("Plan", "The benefits of ketamine are many."), ["benefits-without-risks"]),
        (("Plan", "Ask us about the benefits of ketamine."), []),
        (("Plan", "Each choice has benefits and risks."), []),
        (("Common side effects", "Nausea and headache."), ["frequency-word"]),
        (("Common side effects", "Nausea: 10 in 100 people."), []),
    ],
)
def test_a_heading_is_judged_with_what_stands_below_it(sections: tuple[str, str], codes: list[str]) -> None:
    heading, text = sections
    assert [code for code, _ in told(BALANCE, f"- heading: {heading}\n  body: ['{text}']\n")] == codes


def box(benefits: list[str], risks: list[str]) -> str:
    return (
        f"- heading: Both\n  body:\n    - benefits_and_risks: {{benefits: {benefits}, risks: {risks}}}\n"
        "    - You have other choices. Without treatment it may get worse.\n"
    )


@pytest.mark.parametrize(
    ("benefits", "risks", "codes"),
    [
        (["one two three"], ["one two three"], []),
        (["one two three four"], ["one two"], []),
        (["one two three four five"], ["one two"], ["unequal-weight"]),
        (["one two"], ["one two three four five"], ["unequal-weight"]),
        (["a b", "c d", "e f"], ["a b c d e"], ["unequal-weight"]),
    ],
)
def test_both_sides_of_a_box_have_the_same_weight(benefits: list[str], risks: list[str], codes: list[str]) -> None:
    assert [code for code, _ in told(BALANCE, box(benefits, risks))] == codes


def test_a_decision_names_its_choices() -> None:
    text = box(["one two"], ["one two"])
    assert told(BALANCE, text) == []
    assert told(BALANCE, text.replace("You have other choices. Without", "You can also wait. Without")) == []
    assert told(BALANCE, text.replace("Without treatment it may get worse.", "You may choose not to be treated.")) == []
    assert told(BALANCE, text.replace("You have other choices.", "You decide."))[0][0] == "no-alternatives"
    assert told(BALANCE, text.replace("Without treatment it may get worse.", "Think."))[0][0] == "no-untreated"


def test_spanish_has_lists_of_its_own() -> None:
    assert [code for code, _ in told(BALANCE, body("El 55 % de las personas mejoró."), "es")] == ["percent-alone"]
    assert told(BALANCE, body("55 de cada 100 personas mejoraron; 45 de cada 100 no."), "es") == []


def test_risks_that_a_copy_may_lack_do_not_balance_what_every_copy_promises() -> None:
    good = "- {GOODheading: Benefits of the shot, body: [You may feel better.]}\n"
    bad = "- {BADheading: Side effects, body: [You may feel sick.]}\n"
    may = "optional: true, "

    def codes(text: str) -> list[str]:
        return [code for code, _ in told(BALANCE, text.replace("GOOD", "").replace("BAD", ""))]

    assert codes(good + bad) == []
    assert codes(good + bad.replace("BAD", may)) == ["benefits-without-risks"]
    assert codes(good.replace("GOOD", may) + bad) == []
    below = "- heading: More\n  optional: true\n  body: [Read on.]\n  sections:\n"
    inside = "".join(f"    {line}\n" for line in (good + bad).splitlines())
    assert codes(below + inside) == []
