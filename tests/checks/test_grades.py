"""The formulas against sums done by hand from their published forms, so that neither we nor textstat drift unseen."""

from __future__ import annotations

from math import sqrt

import pytest

from handouts.checks.grades import measure
from handouts.checks.readability import syllables
from handouts.checks.sentences import sentences
from handouts.checks.spanish_syllables import spanish_syllables
from handouts.checks.subject import RUNNING, passages
from handouts.publish import Options, open_project
from tests.sheets import ROOT, STYLES

_THEIRS = {
    "Flesch-Kincaid": "flesch_kincaid_grade",
    "SMOG": "smog_index",
    "Coleman-Liau": "coleman_liau_index",
    "Automated Readability Index": "automated_readability_index",
    "Gunning Fog": "gunning_fog",
    "Crawford": "crawford",
    "Fernández Huerta": "fernandez_huerta",
    "Szigriszt-Pazos": "szigriszt_pazos",
    "Gutiérrez de Polini": "gutierrez_polini",
}

#: 2 sentences, 15 words, 19 syllables, 49 letters; no word of three syllables but "animal".
TEXT = "The cat sat on the mat. It was a very happy animal, and it purred."
#: 2 sentences, 12 words, 21 syllables by pyphen, 50 letters.
SPANISH = "El gato se sentó en la alfombra. Era un animal muy contento."


def test_english_by_hand() -> None:
    found = measure([TEXT], "en").formulas
    letters = sum(char.isalpha() for char in TEXT)
    assert found["Flesch-Kincaid"] == pytest.approx(0.39 * 15 / 2 + 11.8 * 19 / 15 - 15.59)
    assert found["Coleman-Liau"] == pytest.approx(0.058 * letters / 15 * 100 - 0.296 * 2 / 15 * 100 - 15.8)
    assert found["Automated Readability Index"] == pytest.approx(4.71 * (letters + 2) / 15 + 0.5 * 15 / 2 - 21.43)
    assert "SMOG" not in found


def test_smog_needs_thirty_sentences() -> None:
    text = "It was a very happy animal."
    assert "SMOG" not in measure([text] * 29, "en").formulas
    assert measure([text] * 30, "en").formulas["SMOG"] == pytest.approx(1.043 * sqrt(30 * 30 / 30) + 3.1291)


def test_spanish_by_hand() -> None:
    found = measure([SPANISH], "es").formulas
    letters = sum(char.isalpha() for char in SPANISH)
    syllables = (206.84 - found["Fernández Huerta"] - 1.02 * 6) / 60
    assert syllables * 12 == pytest.approx(21, abs=2)
    assert found["Szigriszt-Pazos"] == pytest.approx(206.835 - 62.3 * syllables - 6, abs=0.5)
    assert found["Gutiérrez de Polini"] == pytest.approx(95.2 - 9.7 * letters / 12 - 0.35 * 6)
    assert found["Crawford"] == pytest.approx(-0.205 * 200 / 12 + 0.049 * syllables * 100 - 3.407)


def test_the_grade_is_the_median_and_rises_with_hard_words() -> None:
    easy, hard = (
        "We check your heart. You can rest.",
        "Cardiovascular evaluation necessitates hospitalization initially.",
    )
    assert measure([easy], "en").grade < measure([hard], "en").grade  # type: ignore[operator]  # English has grades
    reading = measure([TEXT], "en")
    values = sorted(reading.formulas.values())
    assert reading.grade == pytest.approx((values[1] + values[2]) / 2)


def test_points_inside_a_sentence_do_not_end_it() -> None:
    one, other = (
        measure(["We wait for 0.5 hours here today."], "en"),
        measure(["We wait for 15 hours here today."], "en"),
    )
    assert (one.sentences, one.words) == (other.sentences, other.words) == (1, 7)


@pytest.mark.parametrize("language", ["vi", "ar", "zh-Hans"])
def test_a_language_without_formulas_has_no_grade(language: str) -> None:
    reading = measure(["Some words stand here."], language)
    assert (reading.words, reading.grade, dict(reading.formulas)) == (4, None, {})


def test_nothing_is_no_problem() -> None:
    assert measure([], "en").grade is None
    assert measure(["", "  "], "en").words == 0


def test_the_sums_are_those_of_textstat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given the same syllables; without its dictionary, which it fetches from the network."""
    from importlib import import_module

    from textstat.textstat import textstatistics

    counts = import_module("textstat.backend.counts._count_syllables")

    class Syllables(dict[str, list[list[str]]]):
        def __missing__(self, word: str) -> list[list[str]]:
            return [["A1"] * (spanish_syllables if language == "es" else syllables)(word)]

    monkeypatch.setattr(counts, "get_cmudict", lambda _language: Syllables())
    read = open_project(Options(ROOT / "content.yaml", STYLES, ROOT / "out")).library
    for handout in (one for one in read.handouts if one.language in {"en", "es"}):
        language = handout.language
        told = [p.plain for p in passages(handout) if p.role in RUNNING]
        whole = [found.words for text in told for found in sentences(text) if len(found.words) > 2]
        marks = str.maketrans(dict.fromkeys('.!?…:;"“”()[]¿¡', " "))
        text = " ".join(f"{' '.join(words).translate(marks)}." for words in whole)
        theirs = textstatistics()
        theirs.set_lang("en_US" if language == "en" else language)
        formulas = measure(told, language).formulas
        assert len(formulas) >= 4
        for name, value in formulas.items():
            assert value == pytest.approx(getattr(theirs, _THEIRS[name])(text)), (handout.id, name)


def test_nobody_reads_below_the_first_grade() -> None:
    assert measure(["We see you. You go on. I am up."], "en").told == "below 1"
    assert measure([TEXT], "en").told == "below 1"
    assert measure(["We often measure your blood pressure at home."], "en").told == "4.3"
    assert measure([TEXT], "vi").told == "–"
