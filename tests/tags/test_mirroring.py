"""Pages that run from right to left: shapes as in a mirror, pictures and icons only moved, the order of reading kept."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from handouts.components.text import Look, Text
from handouts.proof.reader import read
from handouts.proof.spelling import is_right_to_left
from handouts.tags import Metadata, Tag, TaggedCanvas
from tests.sheets import faces, theme

SIZE = (300.0, 200.0)
BLACK = (0.0, 0.0, 0.0)


def canvas(mirrored: bool) -> TaggedCanvas:
    return TaggedCanvas(SIZE, Metadata("T", "A", "S", "ar", "2026-11-23", right_to_left=mirrored), mirrored)


def boxes(data: bytes) -> list[tuple[float, float]]:
    """Left and right edge of everything that is painted, in points."""
    (page,) = read(data)
    return [(shape.left, shape.right) for shape in page.shapes]


@pytest.mark.parametrize(("mirrored", "left", "right"), [(False, 10, 60), (True, 240, 290)])
def test_a_shape_stands_where_the_mirror_puts_it(mirrored: bool, left: float, right: float) -> None:
    page = canvas(mirrored)
    with page.artifact():
        page.fill(BLACK, "10 20 50 30 re")
        page.fill_scaled(BLACK, "0 0 m 24 0 l 0 24 l h", (50 / 24, 10, 80), 50)
        page.stroke(BLACK, 1, "10 20 50 30 re")
    with page.marked(Tag("Figure", Tag("Document"), alt="gray")):
        page.picture(b"\x77" * 12, (2, 2), (10, 120, 50, 30))
    page.showPage()
    for found in boxes(page.getpdfdata()):
        assert found == pytest.approx((left, right), abs=1)


def test_an_icon_is_not_turned_round() -> None:
    page = canvas(mirrored=True)
    with page.artifact():
        page.fill_scaled(BLACK, "0 0 m 24 0 l 0 24 l h", (2, 10, 80), 48)
    page.showPage()
    document = pdfium.PdfDocument(page.getpdfdata())
    picture = document[0].render(scale=1).to_pil().convert("L")
    left, right = (picture.crop((x, 75, x + 20, 118)).resize((1, 1)).getpixel((0, 0)) for x in (243, 268))
    assert left < right  # the upright edge of the triangle stays on the left


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_file_says_in_which_order_its_pages_lie_side_by_side(mirrored: bool) -> None:
    page = canvas(mirrored)
    page.showPage()
    page.showPage()
    assert is_right_to_left(pdfium.PdfDocument(page.getpdfdata())) is mirrored


def test_one_page_has_no_order_and_chrome_gives_its_latin_lines_as_they_are() -> None:
    page = canvas(mirrored=True)
    page.showPage()
    assert not is_right_to_left(pdfium.PdfDocument(page.getpdfdata()))


def test_what_is_drawn_from_the_left_is_read_in_order() -> None:
    page = canvas(mirrored=True)
    words = "خذ (Ketamine 10 mg) مرّتين يومياً [1]."
    tag = Tag("P", Tag("Document", language="ar"))
    runs = [(part, Look(face, 12, BLACK, tag, None, "ar")) for part, face in faces(theme()).cut(words, "regular", "ar")]
    (line,) = Text(runs, 16, right_to_left=True).lines(280)
    line.draw(page, 10, 100)
    page.showPage()
    (seen,) = read(page.getpdfdata(), mixed=True)
    assert "".join(item.text for item in seen.read) == words
    assert max(item.right for item in seen.read) == pytest.approx(SIZE[0] - 10, abs=2)
