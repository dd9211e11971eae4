"""Documents for tests: content as an author writes it → library → finished bytes, without touching the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from textwrap import dedent, indent

import pypdfium2 as pdfium

from handouts.fonts import Faces
from handouts.images import Pictures
from handouts.model import Handout, Library
from handouts.publish import faces_of
from handouts.review import Identity, fingerprint, identify, standing
from handouts.schema import read_library
from handouts.source import parse
from handouts.theme import Paper, Theme, load_theme
from handouts.typeset import Sheet, typeset
from handouts.words import words_for

ROOT = Path(__file__).resolve().parent.parent
STYLES = ROOT / "styles"
LETTER = Paper(612, 792)
#: The day on which tests judge what a handout is.
TODAY = date(2026, 11, 23)

_HEAD = """\
clinic: {name: Test Clinic, phone: 770-555-0100, address: [1 Example Street, "Loganville, GA 30052"]}
sources:
  one: {title: First source, publisher: A publisher, year: 2020, url: https://example.org/one}
  two: {title: Second source, publisher: Another, year: 2021}
handouts:
  sample:
    kind: leaflet
    language: en
    title: A sample
    summary: What it is for.
    review: {status: draft, version: "1.0", edition: 2026-11-23}
    sections:
"""


def content(sections: str) -> str:
    """A whole content file around the YAML of a sample's sections."""
    return _HEAD + indent(dedent(sections), "      ")


def library(sections: str) -> Library:
    """The library of a sample; fails the test where it has a problem."""
    read, problems = read_library(parse(content(sections).encode(), "content.yaml"))
    assert read is not None, [problem.headline() for problem in problems]
    return read


@lru_cache(maxsize=8)
def theme(name: str = "loganville") -> Theme:
    """A shipped brand, read once."""
    return load_theme(STYLES, name)[0]


def faces(look: Theme) -> Faces:
    """A brand's faces, with those for other scripts behind them."""
    return faces_of(look)


def sheet(
    read: Library,
    look: Theme | None = None,
    paper: Paper = LETTER,
    pictures: Pictures | None = None,
    pages: int | None = None,
) -> Sheet:
    """The first handout of a library, typeset."""
    look = look or theme()
    handout = replace(first(read), pages=pages)
    return typeset(handout, read, look, faces(look), words_for("en"), paper, pictures or {}, identity(handout, read))


def identity(handout: Handout, read: Library, today: date = TODAY) -> Identity:
    """What a sheet of this handout says it is on a day."""
    return identify(handout, read.clinic, standing(handout, fingerprint(handout, read), today, 60))


def first(read: Library) -> Handout:
    """The first handout of a library."""
    return read.handouts[0]


def text_of(data: bytes) -> str:
    """What PDFium reads on all pages, white space folded."""
    document = pdfium.PdfDocument(data)
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    document.close()
    return " ".join(" ".join(pages).split())
