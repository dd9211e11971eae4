"""A text knows where each of its characters stands in the file, whatever YAML did to it on the way."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.problems import Place
from handouts.source import Mapping, Scalar, Sequence, parse
from tests.source import yaml_texts as texts


def value(written: str) -> Scalar:
    document = parse(f"key: {written}\n".encode(), "f")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    found = document.root.get("key")
    assert isinstance(found, Scalar)
    return found


def char_at(written: str, place: Place) -> str:
    return f"key: {written}\n".split("\n")[place.line - 1][place.column - 1]


@pytest.mark.parametrize(
    "written",
    [
        "take one tablet",
        "'take one tablet'",
        '"take one tablet"',
        "'it''s one tablet'",
        r'"a \"quoted\" \t word \\ z"',
        "take one\n  tablet a\n\n  day",
        "'take one\n  tablet a\n\n  day'",
        '"take one \\\n  tablet a\n  day"',
        "|\n  take one\n    tablet\n  a day",
        ">-\n  take one\n  tablet\n\n  a day",
        "|2-\n    take one\n  tablet",
        "é\u0301te\u0301 x",
        "'naïve 😀 x'",
    ],
)
def test_every_letter_is_found_where_it_stands(written: str) -> None:
    found = value(written)
    for offset, char in enumerate(found.text):
        if char.isalnum():
            shown = char_at(written, found.at(offset))
            assert unicodedata.normalize("NFD", char).startswith(shown) or shown == char


def test_escaped_characters_are_found_at_their_backslash() -> None:
    found = value(r'"a\u0062c\x64 e"')
    assert found.text == "abcd e"
    assert [found.at(i).column for i in range(6)] == [7, 8, 14, 15, 19, 20]


def test_past_the_end_is_the_end() -> None:
    assert value("abc").at(99) == Place("f", 1, 9)
    assert value("'abc'").at(3) == Place("f", 1, 10)
    assert value("abc").at(-5) == Place("f", 1, 6)


def test_a_scalar_without_a_file_counts_from_its_place() -> None:
    assert Scalar("abc", Place("f", 3, 5)).at(2) == Place("f", 3, 7)
    assert Scalar("abc", Place("f", 3, 5), plain=False).at(2) == Place("f", 3, 8)


def test_a_mapping_gives_what_stands_under_a_key() -> None:
    root = parse(b"a: 1\nb: [x, y]\n", "f").root
    assert isinstance(root, Mapping)
    listed = root.get("b")
    assert isinstance(listed, Sequence)
    assert [item.text for item in listed.items if isinstance(item, Scalar)] == ["x", "y"]
    assert root.get("c") is None


def test_lines_of_a_document() -> None:
    document = parse("a: é\r\nb: 2\rc: 3".encode(), "f")
    assert [document.line(n) for n in range(5)] == [None, "a: é", "b: 2", "c: 3", None]


@given(texts.WORDS, st.sampled_from(["plain", "single", "double", "literal"]))
def test_any_text_can_be_found_again(text: str, style: str) -> None:
    written = texts.quoted(text, style)
    document = parse(f"key: {written}\n".encode(), "f")
    root = document.root
    assert isinstance(root, Mapping)
    found = root.get("key")
    assert isinstance(found, Scalar)
    places = [found.at(offset) for offset in range(len(found.text) + 1)]
    assert places == sorted(places)
    assert places[0] >= found.place
