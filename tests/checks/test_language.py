"""Plain language: hard words and sentences are found at their place; plain ones are left alone."""

from __future__ import annotations

import pytest

from handouts.checks.language import LANGUAGE
from handouts.checks.reading_figures import figures
from handouts.rules import word_lists
from tests.checks.telling import body, library_of, sample, told

LONG = (
    "You can call us on any day of the week when you feel ill or when you have a question that you want to ask us here."
)
HARD = (
    "Administration of pharmaceutical interventions necessitates comprehensive cardiovascular evaluation. "
    "Subsequently, individualized psychopharmacological recommendations facilitate symptomatic amelioration."
)


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        (LONG, "long-sentence", "You can call"),
        (f"Rest. {LONG}", "long-sentence", "You can call"),
        (" ".join([HARD] * 3), "grade-too-hard", ""),
        ("Your blood pressure is checked.", "passive-voice", "is checked"),
        ("The form must be signed.", "passive-voice", "be signed"),
        ("You will be given a card.", "passive-voice", "be given"),
        ("Ask about TMS.", "undefined-abbreviation", "TMS"),
        ("Tell the EMTs.", "undefined-abbreviation", "EMT"),
        ("You may have hypertension.", "jargon", "hypertension"),
        ("It can cause Hemorrhages.", "jargon", "Hemorrhages"),
        ("Take it orally prior to meals.", "jargon", "orally"),
        ("We administered it.", "jargon", "administered"),
        ("DO NOT DRIVE today.", "capitals", "DO NOT DRIVE"),
        ("Wait two hours.", "number-words", "two hours"),
        ("It is not uncommon.", "double-negative", "not uncommon"),
        ("Never do nothing.", "double-negative", "Never do nothing"),
        ("It is a multidisciplinary idea.", "long-words", ""),
        (" ".join(["You can rest here with us and take your time today."] * 7), "long-paragraph", "You can"),
    ],
)
def test_it_is_told_at_its_word(text: str, code: str, at: str) -> None:
    found = [rest for name, rest in told(LANGUAGE, body(text)) if name == code]
    assert found
    assert found[0].startswith(at)


@pytest.mark.parametrize(
    "text",
    [
        "You may feel tired and worried.",
        "You are used to it. You are supposed to rest.",
        "Magnetic pulses to the brain (TMS) may help. Ask about TMS.",
        "The US Food and Drug Administration (FDA) says so.",
        "Get an ID card. Call from 8 a.m. on TV.",
        "You may have high blood pressure (hypertension).",
        "Hypertension (high blood pressure) has no signs.",
        "Hypertension means high blood pressure.",
        "Call 911 or 988.",
        "Wait 2 hours. One of the two nurses helps.",
        "Do NOT take it. It is called ECT (electric treatment).",
        "Two hours are enough.",
        "It is not under 18. It is not until noon.",
        "You can rest.",
    ],
)
def test_plain_talk_is_left_alone(text: str) -> None:
    assert told(LANGUAGE, body(text)) == []


def test_a_definition_explains_its_term() -> None:
    text = "- heading: H\n  body:\n    - definition: {term: Hypertension, meaning: High blood pressure.}\n"
    assert told(LANGUAGE, text + "    - You may have hypertension.\n") == []


def test_an_abbreviation_is_told_once() -> None:
    assert [code for code, _ in told(LANGUAGE, body("Ask about TMS. TMS helps."))] == ["undefined-abbreviation"]


def test_a_long_list_is_told() -> None:
    text = f"- heading: H\n  body:\n    - bullets: {['eat'] * 9}\n"
    assert [code for code, _ in told(LANGUAGE, text)] == ["long-list"]
    assert told(LANGUAGE, text.replace("'eat', ", "", 1)) == []


def test_many_passive_sentences_are_a_warning() -> None:
    text = body(" ".join(["You rest."] * 7 + ["It is checked."] * 3))
    assert "much-passive" in [code for code, _ in told(LANGUAGE, text)]
    assert "much-passive" not in [code for code, _ in told(LANGUAGE, text.replace("It is checked.", "We check.", 2))]


def test_one_hard_section_is_told() -> None:
    easy = "- heading: Easy\n  body:\n" + "".join(["    - We help you. You can rest. Eat and drink.\n"] * 40)
    found = told(LANGUAGE, easy + f"- heading: Hard\n  body: ['{HARD} {HARD} {HARD}']\n")
    assert ("section-too-hard", "Hard") in found
    assert "grade-too-hard" not in [code for code, _ in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Usted puede tener hipertensión.", "jargon"),
        ("La presión es revisada.", "passive-voice"),
        ("NO MANEJE USTED hoy.", "capitals"),
        ("Pregunte por la TMS.", "undefined-abbreviation"),
        ("Espere dos horas.", "number-words"),
        (
            (
                "La administración de intervenciones farmacológicas especializadas requiere una evaluación "
                "cardiovascular multidisciplinaria exhaustiva previamente autorizada institucionalmente."
            ),
            "grade-too-hard",
        ),
    ],
)
def test_spanish_has_lists_and_formulas_of_its_own(text: str, code: str) -> None:
    assert code in [name for name, _ in told(LANGUAGE, body(" ".join([text] * 5)), "es")]


def test_plain_spanish_is_left_alone() -> None:
    assert told(LANGUAGE, body("Descanse. Puede comer y beber. Llame si se siente mal."), "es") == []


def test_another_language_is_measured_only() -> None:
    assert told(LANGUAGE, body("HYPERTENSION IS MORE jargon, TMS, two hours, is checked."), "vi") in (
        [],
        [("capitals", "HYPERTENSION IS MORE jargon, TMS, two hours, is checked.'")],
    )


def test_the_lists_are_long_enough_to_be_useful() -> None:
    assert len(word_lists("language", "en").table("jargon")) >= 150
    assert len(word_lists("language", "es").table("jargon")) >= 80


def test_figures_tell_the_whole_and_each_section() -> None:
    text = sample(body("We check it. You rest for 2 hours.") + body("It is checked."))
    whole, first, second = figures(library_of(text)[0].handouts[0])
    assert (whole.title, first.title) == ("A sample", "Part")
    assert (first.reading.words, first.reading.sentences) == (8, 2)
    assert first.average_sentence == 4
    assert (first.passive_share, second.passive_share) == (0, 1)
    assert whole.minutes == pytest.approx(
        sum(map(len, ("A sample".split(), "What it is for.".split()))) / 180 + 13 / 180
    )
