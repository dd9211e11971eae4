"""Tables that are tables, and tables that are lists because their columns would be too narrow."""

from __future__ import annotations

import pytest

from handouts.proof import prove
from handouts.theme import Paper
from handouts.words import words_for
from tests.pdf_checks import check
from tests.sheets import first, identity, library, sheet, text_of, theme

TWO = """
- heading: Tables
  body:
    - table: {caption: Narrow, columns: [What, Value], rows: [[One, 1], [Two, 2]]}
    - table:
        caption: Wide
        columns: [What, Antidepressants, Electroconvulsive therapy]
        rows: [[Hospitalization, Short, Longer], [Row two, "Cited [@one]", "**Responsibilities**"]]
"""


@pytest.mark.parametrize(
    ("width", "wide_is_list", "narrow_is_list"), [(612, False, False), (330, True, False), (205, True, True)]
)
def test_a_table_without_room_is_a_list_with_every_word(width: float, wide_is_list: bool, narrow_is_list: bool) -> None:
    read = library(TWO)
    made = sheet(read, paper=Paper(width, 792))
    words = text_of(made.data)
    assert words.count("Antidepressants") == (2 if wide_is_list else 1)
    assert words.count("Value") == (2 if narrow_is_list else 1)
    assert words.count("Responsibilities") == 1
    handout = first(read)
    assert not prove(made.data, handout, read, words_for("en"), theme(), made.pages, identity(handout, read))
    assert check(made.data) == []


def test_the_proof_misses_a_value_of_a_list() -> None:
    read = library(TWO)
    other = library(TWO.replace("Longer", "Longest"))
    made = sheet(read, paper=Paper(330, 792))
    found = prove(made.data, first(other), other, words_for("en"), theme(), made.pages, identity(first(read), read))
    assert "proof-words" in {problem.code for problem in found}
