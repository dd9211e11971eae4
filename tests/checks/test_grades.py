"""The formulas against sums done by hand from their published forms, so that neither we nor textstat drift unseen."""

from __future__ import annotations

import socket
from math import sqrt

import pytest

from handouts.checks.grades import measure

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


def test_nothing_is_fetched_and_nothing_stays_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import import_module

    module = import_module("textstat.backend.counts._count_syllables")
    before = module.get_cmudict

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    measure(["An unusual wordlike thing zyzzyva stands here."], "en")
    assert module.get_cmudict is before
