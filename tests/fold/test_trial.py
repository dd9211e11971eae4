"""The sheet that tells on which edge a printer flips: printed, turned over in code, and looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from handouts.fold.imposition import Flip
from handouts.fold.placing import Printing
from handouts.problems import UsageError
from handouts.publish import Options, fold_test
from tests.sheets import ROOT, STYLES, TODAY


def options(out: Path, flip: Flip, paper: str = "letter") -> Options:
    return Options(ROOT / "content.yaml", STYLES, out, paper=paper, today=TODAY, printing=Printing(flip))


@lru_cache(maxsize=8)
def _written(folder: Path, flip: Flip, paper: str) -> bytes:
    return fold_test(options(folder, flip, paper)).read_bytes()


def seen(back: Image.Image, flip: Flip) -> Image.Image:
    """The back as a person sees it who turns the sheet over like a page of a book."""
    return back if flip is Flip.SHORT else back.rotate(180)


def points_up(picture: Image.Image) -> bool:
    """The half with the head of the arrow, which is wider than its shaft, is the upper one."""
    black = picture.convert("L").point(lambda level: 255 if level < 80 else 0)
    middle = black.crop((black.width // 2 - 20, 0, black.width // 2 + 20, black.height))
    rows = groupby(range(black.height), lambda y: all(middle.crop((15, y, 25, y + 1)).tobytes()))
    solid = max((list(run) for dark, run in rows if dark), key=len)
    inner = black.crop((20, 0, black.width - 20, black.height))
    widths = [sum(level > 0 for level in inner.crop((0, y, inner.width, y + 1)).tobytes()) for y in solid]
    widths = [width for width in widths if width < inner.width]  # without the frame
    half = len(widths) // 2
    return max(widths[:half]) > 1.5 * max(widths[half + 1 :])


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_arrow_points_up_on_both_sides_where_the_setting_is_right(tmp_path: Path, flip: Flip, paper: str) -> None:
    document = pdfium.PdfDocument(_written(tmp_path, flip, paper))
    front, back = (page.render(scale=1).to_pil() for page in document)
    other = Flip.LONG if flip is Flip.SHORT else Flip.SHORT
    assert points_up(front)
    assert points_up(seen(back, flip))
    assert not points_up(seen(back, other))


@pytest.mark.parametrize("flip", Flip)
def test_it_names_the_option_to_build_with(tmp_path: Path, flip: Flip) -> None:
    data = _written(tmp_path, flip, "letter")
    words = " ".join(pdfium.PdfDocument(data)[1].get_textpage().get_text_bounded().split())
    assert f"the setting is right: use --flip {flip.value}." in words.replace("\ufffe", "-")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Duplex).lower() == f"/duplexflip{flip.value}edge"
        assert "/StructTreeRoot" not in pdf.Root


def test_its_file_is_named_after_what_it_tests(tmp_path: Path) -> None:
    assert fold_test(options(tmp_path, Flip.SHORT)).name == "fold-test.short.pdf"
    assert fold_test(options(tmp_path, Flip.LONG, "a4")).name == "fold-test.long.a4.pdf"


@pytest.mark.parametrize("paper", ["letter", "a4", "legal", "a5", "half-letter"])
def test_everything_stands_inside_the_frame(tmp_path: Path, paper: str) -> None:
    for page in pdfium.PdfDocument(_written(tmp_path, Flip.SHORT, paper)):
        picture = page.render(scale=1).to_pil().convert("L")
        inner = picture.crop((15, 15, picture.width - 15, picture.height - 15))  # the frame is 12 points from the edge
        left, top, right, bottom = ImageChops.invert(inner).getbbox() or (0, 0, 0, 0)
        assert min(left, top, inner.width - right, inner.height - bottom) > 8


def test_an_unknown_paper_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no paper 'lettre'"):
        fold_test(replace(options(tmp_path, Flip.SHORT), paper="lettre"))
