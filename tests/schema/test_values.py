"""Single values: what is read, and what is told with which hint."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from handouts.problems import Place
from handouts.schema.governance import REVIEW
from handouts.schema.reader import Reader
from handouts.schema.shapes import Shape
from handouts.schema.values import Address, Date, Id, Integer, Language, Marks, ProjectFile, WebFolder
from handouts.source import Mapping, Scalar, Sequence

PLACE = Place("f", 3, 7)
#: A status that the rest of the review does not bear out.
REVIEWED = MappingProxyType({"status": "reviewed", "version": "1.0", "edition": "2026-11-23", "next": "2027-11-01"})


def read(shape: Shape[Any], text: str) -> Any:
    reader = Reader()
    value = shape.read(Scalar(text, PLACE), reader)
    assert reader.problems == []
    return value


def code(shape: Shape[Any], text: str) -> str:
    reader = Reader()
    assert shape.read(Scalar(text, PLACE), reader) is None
    (problem,) = reader.problems
    assert problem.place == PLACE
    assert problem.hint
    return problem.code


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (Integer(1, 30), "4", 4),
        (Integer(0, 30), "0", 0),
        (Date(), "2026-11-23", "2026-11-23"),
        (Date(), "2028-02-29", "2028-02-29"),
        (Id(), "ketamine-for-depression", "ketamine-for-depression"),
        (Id(), "a" * 64, "a" * 64),
        (Id(), "console", "console"),
        (Address(), "https://x.org", "https://x.org"),
        (WebFolder(), "https://x.org/handouts", "https://x.org/handouts/"),
        (WebFolder(), "https://x.org/", "https://x.org/"),
        (ProjectFile(), "images/chair.png", "images/chair.png"),
        (ProjectFile(), "a..b.png", "a..b.png"),
        (Language(), "es-MX", "es-MX"),
    ],
)
def test_good_values(shape: Shape[Any], text: str, value: object) -> None:
    found = read(shape, text)
    assert found == pytest.approx(value) if isinstance(value, float) else found == value


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        *[(Integer(1, 30), text, "bad-number") for text in ("0", "31", "four", "1.5", "-1", "0755", "1_0", "٣", "9" * 400)],
        *[(Date(), text, "bad-date") for text in ("2026-02-30", "2026-13-01", "23.11.2026", "20261123", "soon", "0000-01-01")],
        *[(Id(), text, "bad-id") for text in ("../../x", "CON", "con", "nul", "com1", "lpt9", "a/b", "a b", "é", "-x", "a" * 65, "A")],
        *[
            (WebFolder(), text, "bad-link")
            for text in ("http://x.org/", "x.org", "https://", "https://x.org/?a=b", "https://x.org/#a", "mailto:a@b.org")
        ],
        *[(Address(), text, "bad-link") for text in ("x.org", "mailto:a@b.org", "javascript:x", "https://", "https://x y")],
        *[(ProjectFile(), t, "bad-path") for t in ("../x", "/etc/x", "a/../../x", "C:/x", "~/x", "https://x/y", "a\\b", "..")],
        *[(Language(), text, "bad-language") for text in ("english", "en_US", "e")],
    ],
)  # fmt: skip
def test_bad_values(shape: Shape[Any], text: str, expected: str) -> None:
    assert code(shape, text) == expected


SHAPES = [Integer(1, 2), Date(), Id(), Address(), WebFolder(), ProjectFile(), Language()]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_every_value_misses_an_empty_text_and_refuses_lists_and_fields(shape: Shape[Any]) -> None:
    for node, expected in (
        (Scalar("", PLACE), "empty"),
        (Scalar("  ", PLACE), "empty"),
        (Sequence((), PLACE), "wrong-type"),
        (Mapping((), PLACE), "wrong-type"),
    ):
        reader = Reader()
        assert shape.read(node, reader) is None
        assert [p.code for p in reader.problems] == [expected]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
def test_a_long_value_does_not_flood_the_message(shape: Shape[Any]) -> None:
    reader = Reader()
    shape.read(Scalar("#" * 10_000, PLACE), reader)
    assert all(len(p.message) < 200 for p in reader.problems)


def test_commands_in_hints_name_the_file() -> None:
    reader = Reader()
    assert Marks().read(Scalar("what", PLACE), reader) is None
    draft = Mapping(tuple((Scalar(key, PLACE), Scalar(text, PLACE)) for key, text in REVIEWED.items()), PLACE)
    assert REVIEW.read(draft, reader) is None
    mark, *missing = (problem.hint or "" for problem in reader.problems)
    assert mark.endswith("python make_pdf.py translate confirm NAME --to LANGUAGE --content f")
    assert set(missing) == {"run: python make_pdf.py review NAME … --content f"}
