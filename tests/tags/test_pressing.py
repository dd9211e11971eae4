"""Compressed once, right for every number."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.tags.pressing import Pressed

TEXT = (
    b"\0" + b"00 0 \0".join(b"%02d" % number for number in range(60)) + b"<</P \0003 0 R/K[\0004 0 R \0005 0 R]>>" * 80
)


@given(st.integers(0, 10**7 - 1), st.integers(1, 7))
def test_any_digits_read_back(number: int, width: int) -> None:
    digits = (b"%07d" % number)[-width:]
    assert zlib.decompress(Pressed(TEXT, b"\0", width)(digits)) == TEXT.replace(b"\0", digits)


def test_the_digits_change_but_a_few_bytes() -> None:
    pressed = Pressed(TEXT, b"\0", 4)
    one, two = pressed(b"1234"), pressed(b"9876")
    assert len(one) == len(two)
    assert sum(a != b for a, b in zip(one, two, strict=True)) <= 8
    assert len(one) < len(TEXT) / 8


@given(st.lists(st.sampled_from([b"\0", b"a", b"12", b"\x01", b" 0 R", b"\0\0"]), max_size=300))
def test_any_text_reads_back(parts: list[bytes]) -> None:
    text = b"\0" + b"".join(parts)
    for digits in (b"123", b"00000"):
        assert zlib.decompress(Pressed(text, b"\0", len(digits))(digits)) == text.replace(b"\0", digits)


@pytest.mark.parametrize("text", [b"a\0b", b""])
def test_a_text_that_does_not_begin_with_them_is_compressed_anew(text: bytes) -> None:
    assert zlib.decompress(Pressed(text, b"\0", 3)(b"123")) == text.replace(b"\0", b"123")
