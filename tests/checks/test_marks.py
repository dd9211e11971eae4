"""Marks that would print as typed are told where they stand; what looks like them is left alone."""

from __future__ import annotations

import pytest

from handouts.checks.marks import MARKS
from tests.checks.telling import told


def body(text: str) -> str:
    return f"- heading: Part\n  body:\n    - '{text}'\n"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("It helps within hours, **but not for everyone.", "**but not"),
        ("It helps within **hours**, **but not for everyone.", "**but not"),
        ("It helps, ** but not** for everyone.", "** but not"),
        ("It helps, **but not* for everyone.", "**but not"),
        (r"Not \*\*this\*\*, **but that.", "**but that"),
        ("It helps, _but not_ for everyone.", "_but not"),
        ("It helps, __but not for everyone.", "__but not"),
        ("See [our page](www.example.org for more.", "](www"),
        ("See [our page] (https://www.example.org) for more.", "] (https"),
        ("See [our page for more.", "[our page"),
    ],
)
def test_a_mark_that_prints_as_typed_is_told_where_it_stands(text: str, at: str) -> None:
    ((code, line),) = told(MARKS, body(text))
    assert code == "open-mark"
    assert line.startswith(at)


@pytest.mark.parametrize(
    "text",
    [
        "**Bold**, *slanted* and ***both***.",
        "It is 5 * 3, or 5*3, or 2**3.",
        "Most people.* Some people.**",
        "** Not for children.",
        "*Not for children",
        r"\*\*as typed and \_so and \[so",
        "snake_case, https://example.org/_next/**x and a file_name_",
        "Name: ________ Card: ****1234",
        "He said [sic] so, [our page](https://www.example.org/a_b) and [hola]{es}. [@one]",
        "Call {clinic.phone}: **now**.",
        "**Bold***",
        "Most people**, some people**; see below.",
    ],
)
def test_what_is_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert told(MARKS, body(text)) == []


def test_easy_read_is_looked_at_too() -> None:
    sections = "- heading: Part\n  body: [Text.]\n  easy:\n    - {text: '**Call us.', picture: phone, alt: A phone}\n"
    assert [code for code, _ in told(MARKS, sections)] == ["open-mark"]
