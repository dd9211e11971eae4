"""A problem tells what is wrong, where, and the way out, so that it can be read at a glance."""

from __future__ import annotations

import pytest

from handouts.problems import ContentError, HandoutsError, Place, Problem, Severity, did_you_mean


def test_headline_has_the_form_compilers_use() -> None:
    problem = Problem("unknown-field", "there is no field 'titel'", Place("content.yaml", 14, 3))
    assert problem.headline() == "content.yaml:14:3: error[unknown-field]: there is no field 'titel'"


def test_a_problem_of_the_whole_file_names_no_line() -> None:
    assert Problem("no-file", "there is no such file", Place("a.yaml")).headline().startswith("a.yaml: error[no-file]")


def test_a_problem_without_a_place_starts_with_its_severity() -> None:
    assert Problem("x", "y", severity=Severity.ADVICE).headline() == "advice[x]: y"


def test_the_caret_stands_under_the_column() -> None:
    shown = Problem("x", "y", Place("f", 1, 5), "try this").render(lambda place: "  - titel: x")
    assert shown.splitlines() == ["f:1:5: error[x]: y", "      - titel: x", "        ^", "  hint: try this"]
    assert shown.splitlines()[1][shown.splitlines()[2].index("^")] == "t"


@pytest.mark.parametrize("column", [1, 50, 400, 1000, 5000])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + i % 26) for i in range(1000))
    shown, caret = Problem("x", "y", Place("f", 1, column)).render(lambda place: line).splitlines()[1:3]
    assert len(shown) <= 110
    if column <= len(line):
        assert shown[caret.index("^")] == line[column - 1]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in Problem("x", "y", Place("f", 1, 1)).render(lambda place: "\x1b[31mred\ttab\x00")


def test_no_source_line_no_caret() -> None:
    assert "^" not in Problem("x", "y", Place("f", 9, 9)).render(lambda place: None)


def test_content_error_carries_every_problem() -> None:
    error = ContentError([Problem("a", "first"), Problem("b", "second")])
    assert [p.code for p in error.problems] == ["a", "b"]
    assert "first" in str(error)
    assert "second" in str(error)
    assert isinstance(error, HandoutsError)


def test_places_sort_as_they_stand_in_the_file() -> None:
    assert sorted([Place("f", 10, 1), Place("f", 2, 7), Place("f", 2, 3)])[0] == Place("f", 2, 3)


def test_did_you_mean() -> None:
    assert did_you_mean("titel", ["title", "summary"]) == "did you mean 'title'?"
    assert did_you_mean("zzz", ["title"]) is None
