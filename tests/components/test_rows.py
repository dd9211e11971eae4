"""Lines of mixed direction: everything once, side by side, and read in the order of the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.components.paragraph import set_rows
from handouts.components.rows import Row, Type
from tests.sheets import faces, theme

TEXT = st.text(st.sampled_from("abc XY دواء خذ  0123 .,()[]«»؟-/%"), min_size=1, max_size=120)


def rows(text: str, right_to_left: bool = True, measure: float = 150.0) -> tuple[Row, ...]:
    runs = tuple((part, Type(face, 12.0, "ar")) for part, face in faces(theme()).cut(text, "regular", "ar"))
    return set_rows(runs, measure, right_to_left)


def read(row: Row) -> str:
    return "".join(row.segments[index].words for index in row.order or range(len(row.segments)))


def test_a_name_stands_between_the_words_around_it() -> None:
    (row,) = rows("خذ Ketamine الآن.", measure=400)
    assert [words for segment in row.segments if (words := segment.words.strip())] == ["الآن.", "Ketamine", "خذ"]
    assert read(row) == "خذ Ketamine الآن."


def test_the_space_that_ends_a_line_takes_no_room() -> None:
    first = rows("خذ حبة واحدة كل يوم مع الماء", measure=80.0)[0]
    assert first.segments[0].words.endswith(" ")
    assert first.segments[0].x == 0.0
    assert first.segments[0].lead > 0.0
    assert first.inked == pytest.approx(sum(segment.width for segment in first.segments))


@given(TEXT, st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_line_is_read_in_order_and_has_no_holes(text: str, right_to_left: bool) -> None:
    found = rows(text, right_to_left)
    assert "".join("".join(read(row) for row in found).split()) == "".join(text.split())
    for row in found:
        for left, right in pairwise(row.segments):
            assert left.x + left.width == pytest.approx(right.x - right.lead)
        assert row.segments[0].x == pytest.approx(0.0)


def test_a_joined_word_is_not_cut_at_a_bracket() -> None:
    (row,) = rows("(مهم)", measure=400)
    assert read(row) == "(مهم)"
    assert len(row.segments) == 1
