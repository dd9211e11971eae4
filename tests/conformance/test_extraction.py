"""What two other programs read in each script: PDFium (Chrome, Edge) and poppler (most of Linux)."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from handouts.model import inlines
from tests.clinic_visit import LANGUAGES, handout_in, made
from tests.conformance.referees import cannot_ask

#: Signs by which poppler tells where the direction changes, and PDFium's sign for a hyphen at a line's end.
_SIGNS = re.compile("[\u202a-\u202e\u2066-\u2069\x02\ufffe\f]")
_LAST_SIGN = re.compile("[\u064b-\u0652]+(?=[.،])")
_ARABIC = re.compile("[\u0621-\u0652]+")


def by_pdfium(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_poppler(data: bytes, folder: Path, *options: str) -> str:
    if shutil.which("pdftotext") is None:
        cannot_ask("poppler", ["no pdftotext on this machine"])
    path = folder / "visit.pdf"
    path.write_bytes(data)
    command = ["pdftotext", *options, "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def joined(text: str) -> str:
    return "".join(_SIGNS.sub("", text).split())


def wanted(language: str) -> list[str]:
    return [run.text for text in inlines(handout_in(language)) for run in text.runs if run.text.strip()]


@pytest.mark.conformance
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ar"])
def test_every_run_of_text_is_read_back_exactly(language: str, tmp_path: Path) -> None:
    data = made(language).data
    for program, text in (("PDFium", by_pdfium(data)), ("poppler", by_poppler(data, tmp_path, "-raw"))):
        lost = [run for run in wanted(language) if joined(run) not in joined(text)]
        assert not lost, (program, lost)


@pytest.mark.conformance
def test_every_arabic_word_is_read_back_exactly(tmp_path: Path) -> None:
    """Vowel signs and ligatures included. How words of two directions follow each other is each program's guess.

    PDFium puts a full stop before the vowel sign that ends a word.
    """
    data = made("ar").data
    runs = wanted("ar")
    assert len([word for run in runs for word in _ARABIC.findall(run)]) > 150
    for text, kept in (
        (by_poppler(data, tmp_path), runs),
        (by_pdfium(data), [_LAST_SIGN.sub("", run) for run in runs]),
    ):
        found = _ARABIC.findall(_SIGNS.sub("", text))
        assert not [word for run in kept for word in _ARABIC.findall(run) if word not in found]


@pytest.mark.conformance
@pytest.mark.parametrize(
    "text",
    [
        "ماذا تُحضر معك وماذا تسأل الطبيب؟ اقرأ هذه الورقة قبل موعدك بيوم واحد على الأقل.",
        "تناول حبة واحدة مرتين يومياً مع الماء.",
    ],
)
def test_an_arabic_sentence_is_read_back_exactly(text: str, tmp_path: Path) -> None:
    data = made("ar").data
    for found in (by_pdfium(data), by_poppler(data, tmp_path)):
        assert text in _SIGNS.sub("", found)
