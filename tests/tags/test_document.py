"""The file: what it says of itself, and that it holds together."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage
from reportlab.pdfgen.canvas import Canvas

from handouts.tags import Metadata, TaggedCanvas
from handouts.tags.document import CompactDocument, Raw
from handouts.tags.structure import text_string
from tests.sheets import library, sheet

SECTIONS = """
- heading: One & two <three>
  body: ["See [this page](https://example.org/a?b=(c)) today. [@one]", {bullets: [a, b]}]
  sections: [{heading: Deeper, body: [Text.]}]
- {heading: Two, body: [{table: {caption: C, columns: [A, B], rows: [[x, y]]}}]}
"""


@pytest.fixture(scope="module")
def data() -> bytes:
    return sheet(library(SECTIONS)).data


def test_the_file_is_sound(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"
        assert len({bytes(part) for part in pdf.trailer.ID}) == 1


def test_title_language_print_settings_and_outline(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root
        assert str(pdf.docinfo.Title) == "A sample (Draft: not clinically reviewed. Not for patients yet)"
        assert str(root.Lang) == "en"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.ViewerPreferences.PrintScaling == "/None"
        assert root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        with pdf.open_outline() as outline:
            titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert titles == [("One & two <three>", ["Deeper"]), ("Two", []), ("Sources", [])]


def test_metadata_agrees_with_the_info_dictionary(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == str(pdf.docinfo.Title)
        assert xmp["pdfuaid:part"] == "1"
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["xmp:CreateDate"].startswith("2026-11-23")
        assert str(pdf.docinfo.CreationDate) == "D:20261123000000Z"


def test_links_say_where_they_lead_and_hang_in_the_structure(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert {str(link.A.URI) for link in links} == {"https://example.org/a?b=(c)", "https://example.org/one"}
        assert all(int(link.F) == 4 and "/Contents" in link and "/StructParent" in link for link in links)


def test_headings_do_not_skip_a_level(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        kinds = [str(thing.S) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
    levels = {int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)}
    assert levels == set(range(1, max(levels) + 1))


def test_each_block_has_a_tag_of_its_own() -> None:
    from tests.layout.test_sweep import NASTY

    with pikepdf.open(BytesIO(sheet(library(NASTY)).data)) as pdf:
        kinds = {str(thing.S) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing}
    wanted = (
        "Document Sect H1 H2 H3 P Summary L LI Lbl LBody Callout Balance KeyFacts Question ContactPanel Steps "
        "Checklist Definition WriteIn Sources Table TR TH TD Caption Figure Link Reference Span"
    )
    assert not {f"/{kind}" for kind in wanted.split()} - kinds


@pytest.mark.parametrize("text", ["plain", "par(en)thesis \\", "ünï", "\U0001f600", "a\nb"])
def test_text_strings_round_trip(text: str) -> None:
    parsed = pikepdf.Object.parse(text_string(text).encode("ascii"))
    assert str(parsed) == text


def test_pages_are_drawn_and_files_are_kept_by_reportlab() -> None:
    """Clinics chose ReportLab: quicker ways around its canvas and its document are none."""
    canvas = TaggedCanvas((612, 792), Metadata("T", "A", "S", "en", "2026-11-23"))
    assert isinstance(canvas, Canvas)
    assert isinstance(canvas._doc, PDFDocument)
    canvas.showPage()
    assert isinstance(canvas._doc.Pages.pages[0], PDFPage)


def test_objects_that_are_made_late_keep_their_numbers() -> None:
    document = CompactDocument(invariant=1)
    document.Catalog.Outlines = None
    first = document.reserve(Raw(b"1"))
    document.reserve_series(0, lambda: iter(()))
    document.reserve_series(500, lambda: (b"%d" % number for number in range(500)))
    last = document.reserve(Raw(b"2"))
    found = {number: body for number, body, _ in document.objects()}
    assert last == first + 501
    assert [found[number] for number in (first, first + 1, last - 1, last)] == [b"1", b"0", b"499", b"2"]
    assert [entry[0] for entry in document.assembled().entries[first : last + 1]] == [2] * 502
