"""From a printed character back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.markup import Inline, Run, parse
from handouts.problems import Place
from handouts.source import Mapping, Scalar
from handouts.source import parse as parse_file


def inline(written: str) -> tuple[Inline, list[str]]:
    source = f"a: {written}\n"
    root = parse_file(source.encode(), "f").root
    assert isinstance(root, Mapping)
    scalar = root.get("a")
    assert isinstance(scalar, Scalar)
    return parse(scalar, {"clinic.name": "Our Clinic"})[0], source.split("\n")


@pytest.mark.parametrize(
    "written",
    [
        "one **two** *three*",
        r"\*one\* two\ three [@a] four",
        "one   two\n  three  **four\n  five**",
        "'it''s [one](https://x.org) two'",
        r'"one \\* two \"three\" \u0062c"',
        "see [hola mundo]{es} now",
        "a **b****c** d",
    ],
)
def test_every_letter_is_found_where_it_stands(written: str) -> None:
    found, lines = inline(written)
    for run in found.runs:
        for offset, char in enumerate(run.text):
            place = found.place(run, offset)
            assert place is not None
            if char.isalnum():
                assert lines[place.line - 1][place.column - 1] in (char, "\\")


def test_a_detail_stands_at_its_brace_and_a_citation_at_its_bracket() -> None:
    found, lines = inline("at {clinic.name} [@a]")
    detail, cite = found.runs[1:]
    assert [found.place(detail, n) for n in range(3)] == [Place("f", 1, 7)] * 3
    assert found.place(cite) == Place("f", 1, lines[0].index("[@") + 1)


def test_escaped_backslashes_are_each_found_behind_their_own() -> None:
    found, _ = inline(r"a\\\\b")
    (run,) = found.runs
    assert run.text == "a" + "\\" * 2 + "b"
    places = [found.place(run, offset) for offset in range(4)]
    assert [place.column for place in places if place] == [4, 6, 8, 9]


def test_text_without_a_file_has_no_place() -> None:
    run = Run("x")
    assert Inline((run,)).place(run) is None


def test_plain_is_every_character() -> None:
    assert inline("a **b** [@c] d")[0].plain == "a b d"


@given(st.text(st.sampled_from("ab* [](){}@;\\.2"), min_size=1, max_size=60))
def test_places_are_inside_the_text_and_never_go_back(text: str) -> None:
    found, _ = parse(Scalar(text, Place("f", 1, 1)), {})
    columns = []
    for run in found.runs:
        for offset in range(max(1, len(run.text))):
            place = found.place(run, offset)
            assert place is not None
            columns.append(place.column)
    assert columns == sorted(columns)
    assert all(1 <= column <= len(text) for column in columns)
