"""Words: as typed, and told how to quote."""

from __future__ import annotations

import pytest

from handouts.schema.lists import ListOf
from handouts.schema.texts import Choice, Line, Text
from tests.schema.shape_reading import good, read


def test_text_and_line() -> None:
    assert good(Text(), "a **b**\n").plain == "a b"
    assert good(Line(), "a **b**\n  c\n") == "a **b** c"


@pytest.mark.parametrize("typed", ["no", "on", "1.10", "12:30", "0755", "~", "2026-11-01", "null"])
def test_text_stays_as_typed(typed: str) -> None:
    assert good(Text(), f"{typed}\n").plain == typed
    assert good(Line(), f"{typed}\n") == typed


def test_a_text_with_a_colon_is_told_how_to_quote() -> None:
    value, problems = read(ListOf(Text()), "- Note: take one\n")
    assert value is None
    assert problems[0].code == "wrong-type"
    assert "quotes" in (problems[0].hint or "")


def test_a_text_in_brackets_is_told_how_to_quote() -> None:
    _, problems = read(ListOf(Text()), "- [take one]\n")
    assert "quotes" in (problems[0].hint or "")


def test_choice() -> None:
    shape = Choice({"info": 1, "urgent": 2})
    assert good(shape, "urgent\n") == 2
    value, (problem,) = read(shape, "urgnet\n")
    assert value is None
    assert (problem.code, problem.hint) == ("bad-choice", "did you mean 'urgent'?")
    assert "info, urgent" in (read(shape, "zzz\n")[1][0].hint or "")
    assert read(Choice({"a": 1}, hint="later"), "b\n")[1][0].hint == "later"
