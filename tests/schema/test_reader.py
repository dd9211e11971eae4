"""What texts may refer to, and that nothing is told twice."""

from __future__ import annotations

from handouts.problems import Place
from handouts.schema.reader import LONGEST_TEXT, Reader
from handouts.source import PROBLEM_LIMIT, Scalar

PLACE = Place("f", 1, 1)


def codes(reader: Reader) -> list[str]:
    return [p.code for p in reader.problems]


def test_an_unknown_citation_is_told_at_its_id_with_the_closest_source() -> None:
    reader = Reader(sources=("fda-2023", "who-2020"))
    reader.inline(Scalar("fades [@fda-2023; @fda-2032] x", PLACE))
    (problem,) = reader.problems
    assert problem.code == "unknown-citation"
    assert problem.place == Place("f", 1, 20)
    assert problem.hint == "did you mean 'fda-2023'?"


def test_without_sources_the_hint_says_where_to_add_one() -> None:
    reader = Reader()
    reader.inline(Scalar("fades [@fda]", PLACE))
    assert "sources" in (reader.problems[0].hint or "")


def test_a_text_of_nothing_visible_is_empty() -> None:
    for text in ("", " ", "\u00a0", "\\ ", "\u200b", "[@a]"):
        reader = Reader(sources=("a",))
        reader.inline(Scalar(text, PLACE))
        assert codes(reader) == ["empty"], repr(text)


def test_a_text_with_a_mistake_is_not_called_empty_too() -> None:
    reader = Reader()
    reader.inline(Scalar("[@a, b]", PLACE))
    assert codes(reader) == ["bad-citation"]


def test_a_text_without_end_is_told() -> None:
    reader = Reader()
    reader.inline(Scalar("x" * LONGEST_TEXT, PLACE))
    assert reader.problems == []
    reader.inline(Scalar("x" * (LONGEST_TEXT + 1), PLACE))
    assert codes(reader) == ["too-long"]


def test_where_the_file_has_a_problem_already_no_second_one_is_told() -> None:
    reader = Reader(told={PLACE})
    reader.report("empty", "x", PLACE)
    assert reader.problems == []


def test_problems_end_somewhere() -> None:
    reader = Reader()
    for line in range(10 * PROBLEM_LIMIT):
        reader.unknown("unknown-field", "x", "y", ["z"], Place("f", line, 1))
    assert PROBLEM_LIMIT < len(reader.problems) < 2 * PROBLEM_LIMIT
