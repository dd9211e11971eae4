"""Only UTF-8, and only characters that print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.source import Mapping, Scalar, parse
from handouts.source.characters import decode, unfit
from tests.source.yaml_texts import TEXTS, nfc


def test_bom_and_windows_line_ends_are_accepted() -> None:
    document = parse(b"\xef\xbb\xbfa: one\r\nb: two\r\n", "f")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    assert [key.text for key, _ in document.root.entries] == ["a", "b"]
    assert document.root.entries[0][0].place.column == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_one_problem(encoding: str) -> None:
    (problem,) = parse("title: Ketamine\n".encode(encoding), "f").problems
    assert problem.code == "encoding"
    assert "UTF-16" in problem.message


def test_latin_1_is_told_at_its_first_byte_and_the_rest_is_read() -> None:
    document = parse("a: 1\nb: caf\u00e9 \u00e9\na: 2\n".encode("latin-1"), "f")
    assert [(p.code, p.place and (p.place.line, p.place.column)) for p in document.problems] == [
        ("encoding", (2, 7)),
        ("duplicate-key", (3, 1)),
    ]
    assert "E9" in document.problems[0].message
    assert "1 more" in document.problems[0].message


@pytest.mark.parametrize(
    "char",
    "\x00 \x07 \x0b \x0c \x1b \x7f \x85 \x9f \u2028 \u2029 \u202a \u202e \u2066 \u2069 \ue000 \uf8ff \ufdd0 \ufeff "
    "\ufffd \ufffe \uffff \U0001fffe \U000f0000 \U0010ffff".split(" "),
)
def test_characters_that_do_not_print_are_problems_at_their_place(char: str) -> None:
    (problem,) = parse(f"a: 1\nbc: x{char}y\n".encode(), "f").problems
    assert problem.code == "bad-character"
    assert f"U+{ord(char):04X}" in problem.message
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (2, 6)


@pytest.mark.parametrize("escape", [r"\0", r"\x07", r"\u202e", r"\ud800", r"\ud83d\ude00", r"\ue000", r"\N", r"\L"])
def test_escapes_let_none_of_them_in(escape: str) -> None:
    problems = parse(f'a: 1\nb: "x{escape}y"\n'.encode(), "f").problems
    assert problems
    assert {p.code for p in problems} == {"bad-character"}
    assert problems[0].place is not None
    assert (problems[0].place.line, problems[0].place.column) == (2, 6)


@pytest.mark.parametrize(
    "text", ["0.5\u00a0mg", "soft\u00adhyphen", "zero\u200bwidth", "a\u200db", "≥ ½ ℞ 😀", "مرحبا"]
)
def test_harmless_characters_are_kept(text: str) -> None:
    document = parse(f"a: {text}\n".encode(), "f")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    found = document.root.get("a")
    assert isinstance(found, Scalar)
    assert found.text == text


def test_text_is_composed() -> None:
    document = parse('a: cafe\u0301\nb: "cafe\\u0301"\n'.encode(), "f")
    assert isinstance(document.root, Mapping)
    assert [v.text for _, v in document.root.entries if isinstance(v, Scalar)] == ["caf\u00e9", "caf\u00e9"]


def test_thousands_of_bad_characters_are_not_all_told() -> None:
    assert len(parse(b"a: " + b"\x01" * 100_000, "f").problems) < 210


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_told(data: bytes) -> None:
    text, problems = decode(data, "f")
    assert text is not None or problems
    if text is not None and not problems:
        assert not unfit().search(text.content)


@given(TEXTS)
def test_any_printable_text_survives_quoting(text: str) -> None:
    written = "'" + text.replace("'", "''") + "'"
    document = parse(f"a: {written}\n".encode(), "f")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    found = document.root.get("a")
    assert isinstance(found, Scalar)
    assert found.text == nfc(text)


@given(TEXTS)
def test_any_printable_text_survives_escaping(text: str) -> None:
    written = "".join(f"\\U{ord(char):08x}" for char in nfc(text))
    document = parse(f'a: "{written}"\n'.encode(), "f")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    found = document.root.get("a")
    assert isinstance(found, Scalar)
    assert found.text == nfc(text)
