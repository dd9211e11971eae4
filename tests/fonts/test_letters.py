"""Letters of one byte: what is written says the same as glyph ids, and only what every reader knows is a letter."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from handouts.fonts import WIDE, letter_of
from tests.sheets import faces, library, sheet, theme

FACE = faces(theme())["regular"]
EVERY = [text for point in range(0x2200) if (text := chr(point)).isprintable() and letter_of(text)]


@pytest.mark.parametrize("text", ["plain", "(par)en\\thesis", "1–2\u00a0mg “dose”", "\\", "()", "ÀÿŒ€"])
def test_letters_and_glyph_ids_say_the_same(text: str) -> None:
    codes = FACE.shape(text).codes
    assert WIDE not in codes
    ids = "".join(re.findall(r"<([0-9A-F]+)>", FACE.wide(codes)))
    found = [FACE.text_of(int(ids[at : at + 4], 16)) for at in range(0, len(ids), 4)]
    assert "".join(map(str, found)) == text


def test_a_letter_is_what_readers_know_its_byte_for() -> None:
    assert len(EVERY) > 200
    assert {letter_of(text).encode("latin-1").decode("cp1252") for text in EVERY} == set(EVERY)
    assert not any(map(letter_of, ["\u00ad", "\x7f", "\n", "ő", "fi", ""]))


def test_what_is_written_in_letters_is_read_back_letter_by_letter() -> None:
    """A line with a glyph that is none is written in ids throughout, in a second font of the same face."""
    words = "10\u00a0mg “twice” – (or) 2…"
    data = sheet(library(f"- heading: One\n  body: ['{words}', '≥ {words}']")).data
    with pikepdf.open(BytesIO(data)) as pdf:
        kinds = {str(font.Subtype) for font in pdf.pages[0].Resources.Font.values()}
    assert kinds == {"/TrueType", "/Type0"}
    text = pdfium.PdfDocument(data)[0].get_textpage().get_text_bounded()
    assert text.count(words) == 2
