"""Single values: what is read, and what is told with which hint."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.problems import Place
from handouts.schema.reader import Reader
from handouts.schema.shapes import Shape
from handouts.schema.values import Address, Boolean, Color, Date, Id, Integer, Language, Length, Number, ProjectFile
from handouts.source import Mapping, Scalar, Sequence

PLACE = Place("f", 3, 7)


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
        (Number(0, 21), "7", 7.0),
        (Number(-1, 1), "-0.5", -0.5),
        (Boolean(), "yes", True),
        (Boolean(), "true", True),
        (Boolean(), "no", False),
        (Boolean(), "false", False),
        (Date(), "2026-11-23", "2026-11-23"),
        (Date(), "2028-02-29", "2028-02-29"),
        (Id(), "ketamine-for-depression", "ketamine-for-depression"),
        (Id(), "a" * 64, "a" * 64),
        (Id(), "console", "console"),
        (Address(), "https://x.org", "https://x.org"),
        (ProjectFile(), "images/chair.png", "images/chair.png"),
        (ProjectFile(), "a..b.png", "a..b.png"),
        (Language(), "es-MX", "es-MX"),
        (Length(), "12 pt", 12.0),
        (Length(), "0pt", 0.0),
        (Length(), "1.5 in", 108.0),
        (Length(), "25.4 mm", 72.0),
        (Length(), "2.54 cm", 72.0),
        (Length(negative=True), "-2 pt", -2.0),
        (Color(), "#ffffff", (1.0, 1.0, 1.0)),
        (Color(), "#FF0000", (1.0, 0.0, 0.0)),
    ],
)
def test_good_values(shape: Shape[Any], text: str, value: object) -> None:
    found = read(shape, text)
    assert found == pytest.approx(value) if isinstance(value, float) else found == value


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        *[(Integer(1, 30), text, "bad-number") for text in ("0", "31", "four", "1.5", "-1", "0755", "1_0", "٣", "9" * 400)],
        *[(Number(0, 21), text, "bad-number") for text in ("-1", "22", "1e3", "nan", "inf", "1,5", ".5", "٣")],
        *[(Boolean(), text, "bad-choice") for text in ("on", "off", "1", "Yes please", "~")],
        *[(Date(), text, "bad-date") for text in ("2026-02-30", "2026-13-01", "23.11.2026", "20261123", "soon", "0000-01-01")],
        *[(Id(), text, "bad-id") for text in ("../../x", "CON", "con", "nul", "com1", "lpt9", "a/b", "a b", "é", "-x", "a" * 65, "A")],
        *[(Address(), text, "bad-link") for text in ("x.org", "mailto:a@b.org", "javascript:x", "https://", "https://x y")],
        *[(ProjectFile(), t, "bad-path") for t in ("../x", "/etc/x", "a/../../x", "C:/x", "~/x", "https://x/y", "a\\b", "..")],
        *[(Language(), text, "bad-language") for text in ("english", "en_US", "e")],
        *[(Length(), text, "bad-length") for text in ("12 ponies", "12", "pt", "-1 pt", "1,5 pt", "12  pt", "1e3 pt", "9999999 pt")],
        *[(Color(), text, "bad-color") for text in ("#12345", "red", "ffffff", "#1234567", "#gggggg", "rgb(1,2,3)")],
    ],
)  # fmt: skip
def test_bad_values(shape: Shape[Any], text: str, expected: str) -> None:
    assert code(shape, text) == expected


SHAPES = [Integer(1, 2), Number(1, 2), Boolean(), Date(), Id(), Address(), ProjectFile(), Language(), Length(), Color()]


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
