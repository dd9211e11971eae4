"""Spanish syllables by the rules of spelling, against words counted by hand."""

from __future__ import annotations

import pytest

from handouts.checks.spanish_syllables import spanish_syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sol", 1),
        ("muy", 1),
        ("gato", 2),
        ("cuidado", 3),
        ("guitarra", 3),
        ("pingüino", 3),
        ("queso", 2),
        ("día", 2),
        ("médico", 3),
        ("depresión", 3),
        ("caos", 2),
        ("ahora", 3),
        ("prohibido", 3),
        ("también", 2),
        ("tratamiento", 4),
        ("antidepresivo", 6),
        ("2024", 4),
    ],
)
def test_the_rules_of_spelling(word: str, count: int) -> None:
    assert spanish_syllables(word) == count
