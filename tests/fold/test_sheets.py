"""The real files: rendered, cut apart, turned back, and compared with the pages they were made of."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from handouts.fold.formats import folded
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing, SideOf, sides
from handouts.fold.proving import Gray, alike, prove_printing
from handouts.fold.writing import Label, write
from handouts.layout.format import Format
from handouts.model import ContactPanel, Handout, easily, inlines, parted
from handouts.proof import prove
from handouts.publish import Options, Rendered, fixed_words, open_project, render
from handouts.publish.project import Project
from tests.pdf_checks import check
from tests.sheets import ROOT, STYLES

SHORT = ROOT / "tests" / "fixtures" / "stitches-at-home.yaml"
SHIPPED = ROOT / "content.yaml"
#: Pixels per point when a test looks for itself.
SCALE = 2.0


@lru_cache(maxsize=4)
def opened(content: Path, edition: str = "standard") -> Project:
    return open_project(Options(content, STYLES, Path("out"), edition=edition))


@lru_cache(maxsize=64)
def made(
    fold: Fold,
    flip: Flip = Flip.SHORT,
    paper: str = "letter",
    content: Path = SHORT,
    which: int = 0,
    marks: bool = False,
    bleed: float = 0.0,
) -> Rendered:
    project = opened(content)
    options = Options(content, STYLES, Path("out"), paper=paper, fold=fold, printing=Printing(flip, marks, bleed))
    return render(project, project.library.handouts[which], options)


def printed(rendered: Rendered) -> bytes:
    assert rendered.printed is not None
    return rendered.printed.data


def pictures(data: bytes) -> list[Image.Image]:
    document = pdfium.PdfDocument(data)
    return [page.render(scale=SCALE, grayscale=True).to_pil() for page in document]


def planned(rendered: Rendered, fold: Fold, flip: Flip, paper: str = "letter") -> tuple[SideOf, ...]:
    look = opened(SHORT).theme
    sheet = rendered.sheet
    return sides(folded(look, look.papers[paper], fold), sheet.pages, sheet.closing, Printing(flip))


@pytest.mark.parametrize(("fold", "flip", "paper"), [*product(Fold, Flip, ["letter", "a4"])])
def test_every_fold_passes_both_proofs(fold: Fold, flip: Flip, paper: str) -> None:
    rendered = made(fold, flip, paper)
    assert rendered.problems == ()
    assert rendered.printed is not None
    assert rendered.printed.sheets >= 1


@pytest.mark.parametrize(("fold", "flip"), [*product([Fold.TRI_FOLD, Fold.BI_FOLD, Fold.TWO_UP], Flip)])
def test_panels_cut_out_of_the_sheet_are_the_pages(fold: Fold, flip: Flip) -> None:
    """Looked at with scissors, not with the engine's own proof: cut, turned by half, laid on the page."""
    rendered = made(fold, flip)
    pages, sheets = pictures(rendered.sheet.data), pictures(printed(rendered))
    for picture, side in zip(sheets, planned(rendered, fold, flip), strict=True):
        for place in side.placed:
            left, top = place.x * SCALE, (side.medium[1] - place.y - place.height) * SCALE
            page = pages[place.page - 1]
            cut = picture.crop((round(left), round(top), round(left) + page.width, round(top) + page.height))
            cut = cut.rotate(180) if place.turned else cut
            small = (page.width // 8, page.height // 8)  # edges may fall on another pixel
            apart = ImageChops.difference(
                page.resize(small, Image.Resampling.BOX), cut.resize(small, Image.Resampling.BOX)
            )
            assert max(apart.tobytes()) < 90
            assert sum(apart.tobytes()) / len(apart.tobytes()) < 4


@pytest.mark.parametrize("flip", Flip)
def test_backs_stand_on_their_heads_only_for_the_long_edge(flip: Flip) -> None:
    front, back = planned(made(Fold.TRI_FOLD, flip), Fold.TRI_FOLD, flip)
    assert not any(place.turned for place in front.placed)
    assert {place.turned for place in back.placed} == {flip is Flip.LONG}


@pytest.mark.parametrize(("fold", "flip"), [*product(Fold, Flip)])
def test_the_file_asks_the_printer_for_the_right_edge(fold: Fold, flip: Flip) -> None:
    with pikepdf.open(BytesIO(printed(made(fold, flip)))) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert str(wishes.Duplex) == ("/DuplexFlipShortEdge" if flip is Flip.SHORT else "/DuplexFlipLongEdge")
        assert str(wishes.PrintScaling) == "/None"


def test_the_file_says_that_it_is_for_paper() -> None:
    reading, data = made(Fold.TRI_FOLD).sheet.data, printed(made(Fold.TRI_FOLD))
    with pikepdf.open(BytesIO(reading)) as pdf:
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Caring for your stitches (for printing on paper)"
        assert str(pdf.docinfo.Keywords).endswith("fold=tri-fold; print=short")
        assert str(pdf.docinfo.Producer) == "Handouts"
        assert str(pdf.Root.Lang) == "en"
        for claim in ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents", "/Outlines"):
            assert claim not in pdf.Root
        for page in pdf.pages:
            assert "/StructParents" not in page
            for form in page.Resources.XObject.values():
                assert b"MCID" not in form.read_bytes()
                for font in form.Resources.Font.values():
                    assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_the_same_pages_give_the_same_bytes() -> None:
    first = printed(made(Fold.BOOKLET))
    made.cache_clear()
    assert printed(made(Fold.BOOKLET)) == first


def test_it_is_smaller_than_what_it_was_made_of() -> None:
    rendered = made(Fold.TWO_UP)
    assert len(printed(rendered)) < len(rendered.sheet.data)


@pytest.mark.parametrize(("paper", "which"), [*product(["letter", "a4"], range(8))])
def test_every_shipped_handout_is_a_booklet(paper: str, which: int) -> None:
    rendered = made(Fold.BOOKLET, Flip.LONG, paper, SHIPPED, which, marks=True)
    assert rendered.problems == ()
    assert rendered.printed is not None
    assert rendered.printed.sheets == -(-rendered.sheet.pages // 4)


def test_the_inner_sheets_move_toward_the_spine() -> None:
    look = opened(SHIPPED).theme
    plan = sides(folded(look, look.papers["letter"], Fold.BOOKLET), 12, False, Printing())
    thickness = look.fold.thickness
    for depth, (front, back) in enumerate(zip(plan[::2], plan[1::2], strict=True)):
        for side in (front, back):
            assert [place.x for place in side.placed] == pytest.approx(
                [depth * thickness, 396 - depth * thickness], abs=0.001
            )


def test_the_panel_that_is_folded_in_is_narrower() -> None:
    look = opened(SHORT).theme
    fold = folded(look, look.papers["letter"], Fold.TRI_FOLD)
    for right_to_left in (False, True):
        front, back = sides(fold, 6, True, Printing(marks=True, right_to_left=right_to_left))
        folds = [sorted({mark.x for mark in side.marks}) for side in (front, back)]
        narrow, wide = 3.625 * 72, 3.6875 * 72
        flap_left = [pytest.approx(narrow), pytest.approx(narrow + wide)]
        flap_right = [pytest.approx(wide), pytest.approx(2 * wide)]
        assert folds == ([flap_right, flap_left] if right_to_left else [flap_left, flap_right])
        assert fold.page.width == pytest.approx(narrow)
        for side in (front, back):
            for place in side.placed:
                edges = [0.0, *sorted({mark.x for mark in side.marks}), 792.0]
                column = next(i for i, edge in enumerate(edges[1:]) if place.x < edge)
                assert edges[column] <= place.x + 0.001
                assert place.x + place.width <= edges[column + 1] + 0.001


@pytest.mark.parametrize(("fold", "paper"), [*product(Fold, ["letter", "a4"])])
def test_all_ink_lies_where_an_office_printer_reaches(fold: Fold, paper: str) -> None:
    reach = opened(SHORT).theme.page.printable * SCALE - 1
    for picture in pictures(printed(made(fold, paper=paper, marks=True))):
        box = ImageChops.invert(picture).getbbox()
        assert box is not None
        left, top, right, bottom = box
        assert left >= reach
        assert top >= reach
        assert right <= picture.width - reach
        assert bottom <= picture.height - reach


def test_marks_stand_at_the_folds_and_touch_no_page() -> None:
    plain, marked = pictures(printed(made(Fold.TRI_FOLD))), pictures(printed(made(Fold.TRI_FOLD, marks=True)))
    for without, with_marks in zip(plain, marked, strict=True):
        box = ImageChops.difference(without, with_marks).getbbox()
        assert box is not None
        middle = (0, 30 * SCALE, without.width, without.height - 30 * SCALE)
        assert ImageChops.difference(without.crop(middle), with_marks.crop(middle)).getbbox() is None


def test_a_print_shop_gets_bleed_trim_and_marks_outside() -> None:
    bleed = 3 * 72 / 25.4
    data = printed(made(Fold.TRI_FOLD, marks=True, bleed=bleed))
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            trim, around, medium = (
                [float(edge) for edge in page[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([792, 612], abs=0.01)
            assert [trim[0] - around[0], around[2] - trim[2]] == pytest.approx([bleed, bleed], abs=0.01)
            assert medium[0] == 0
            assert around[0] - medium[0] > 12
    assert made(Fold.TRI_FOLD, marks=True, bleed=bleed).problems == ()
    inside = [picture.crop(_trimmed(data, picture)) for picture in pictures(data)]
    for picture, plain in zip(inside, pictures(printed(made(Fold.TRI_FOLD))), strict=True):
        # Gray of small parts: letters and the dots of a QR code lie between other pixels here.
        apart = ImageChops.difference(*(one.resize((80, 60), Image.Resampling.BOX) for one in (picture, plain)))
        assert max(apart.tobytes()) < 30


def _trimmed(data: bytes, picture: Image.Image) -> tuple[int, int, int, int]:
    with pikepdf.open(BytesIO(data)) as pdf:
        left, bottom = (round(float(edge) * SCALE) for edge in list(pdf.pages[0].TrimBox)[:2])
    return left, bottom, left + 792 * 2, bottom + 612 * 2


def test_a_panel_has_a_cover_and_a_back_with_whom_to_call() -> None:
    rendered = made(Fold.TRI_FOLD)
    document = pdfium.PdfDocument(rendered.sheet.data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert "Use this sheet to keep your cut" in " ".join(texts[0].split())
    assert "At home" not in texts[0]
    assert "Who to call" in texts[-1]
    assert "About this sheet" in texts[-1]
    assert not any("Who to call" in text for text in texts[:-1])


# --- the proof itself -------------------------------------------------------------------------------------------------


def injured(change: str) -> tuple[str, ...]:
    """What the proof says of the sheets of another text, of pages in the wrong place, and so on."""
    rendered = made(Fold.TRI_FOLD)
    plan = list(planned(rendered, Fold.TRI_FOLD, Flip.SHORT))
    handout: Handout = opened(SHORT).library.handouts[0]
    data = printed(rendered)
    if change == "swapped":
        first, *rest = plan[0].placed
        plan[0] = replace(plan[0], placed=(replace(first, page=1), *rest))
    elif change == "moved":
        first, *rest = plan[1].placed
        plan[1] = replace(plan[1], placed=(replace(first, x=first.x + 4), *rest))
    elif change == "turned":
        first, *rest = plan[1].placed
        plan[1] = replace(plan[1], placed=(replace(first, turned=True), *rest))
    elif change == "lost":
        plan[1] = replace(plan[1], placed=plan[1].placed[1:])
    elif change == "side":
        plan = plan[:1]
    elif change == "size":
        plan[0] = replace(plan[0], medium=(595, 842))
    elif change == "damaged":
        data = b"no PDF"
    return tuple(problem.message for problem in prove_printing(data, rendered.sheet.data, plan, handout))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("swapped", "says something else"),
        ("moved", "looks different"),
        ("turned", "looks different"),
        ("lost", "is on no sheet"),
        ("side", "instead of 1"),
        ("size", "wrong size"),
        ("damaged", "cannot be read back"),
    ],
)
def test_the_proof_tells_every_injury(change: str, said: str) -> None:
    assert any(said in message for message in injured(change))


def test_the_proof_has_nothing_to_say_of_good_sheets() -> None:
    assert injured("") == ()


def test_pictures_may_differ_by_a_rounded_edge_but_not_by_a_word() -> None:
    white = bytes([255] * 100)
    line, moved = bytearray(white), bytearray(white)
    line[40:50], moved[50:60] = bytes(10), bytes(10)
    assert alike(Gray(bytes(line), 10), Gray(bytes(moved), 10))
    assert not alike(Gray(bytes(line), 10), Gray(white, 10))
    assert not alike(Gray(white, 10), Gray(bytes(line), 10))
    assert not alike(Gray(white, 10), Gray(white, 20))


def test_a_back_is_expected_only_where_a_fold_asked_for_it() -> None:
    rendered = made(Fold.TRI_FOLD)
    project = opened(SHORT)
    handout, library = project.library.handouts[0], project.library
    fold = folded(project.theme, project.theme.papers["letter"], Fold.TRI_FOLD)
    sheet, words = rendered.sheet, fixed_words(handout)

    def proved(form: Format | None) -> set[str]:
        found = prove(sheet.data, handout, library, words, fold.theme, sheet.pages, rendered.identity, form)
        return {problem.code for problem in found}

    assert proved(fold.form) == set()
    assert "proof-words" in proved(replace(fold.form, panels=False))
    assert proved(replace(fold.form, bound=False)) == {"proof-sight"}


@pytest.mark.parametrize("fold", Fold)
def test_the_file_for_reading_is_tagged_like_any_other(fold: Fold) -> None:
    assert check(made(fold).sheet.data) == []


@pytest.mark.parametrize(("paper", "language"), [*product(["letter", "a4"], ["en", "es", "ar"])])
def test_the_page_for_going_home_is_a_tri_fold_with_whom_to_call_in_a_crisis_on_its_back(
    paper: str, language: str
) -> None:
    found = opened(SHIPPED).library.handouts
    which = next(i for i, h in enumerate(found) if (h.id, h.language) == ("ketamine-going-home", language))
    rendered = made(Fold.TRI_FOLD, paper=paper, content=SHIPPED, which=which, marks=True)
    assert rendered.problems == ()
    assert rendered.sheet.pages == 5
    back = pdfium.PdfDocument(rendered.sheet.data)[4].get_textpage().get_text_bounded()
    for number in ("911", "988", "1-800-715-4225", "770-555-0142"):
        assert number in back


def backs(handout: Handout) -> tuple[object, ...]:
    return parted(handout, opened(SHORT).library.clinic, "Call us")[1]


def test_the_back_repeats_what_is_urgent_only_for_numbers_that_its_panels_lack() -> None:
    handout = opened(SHORT).library.handouts[0]
    (panel,) = backs(handout)
    assert isinstance(panel, ContactPanel)
    *rest, last = handout.sections
    without = replace(last, body=tuple(block for block in last.body if not isinstance(block, ContactPanel)))
    urgent = last.body[0]
    assert backs(replace(handout, sections=(*rest, without)))[0] is urgent
    assert backs(replace(handout, sections=(*rest, without, without)))[1:] == backs(replace(handout, sections=()))
    nested = replace(without, body=(), sections=(without,))
    assert backs(replace(handout, sections=(nested,)))[0] is urgent


def test_the_back_of_easy_read_has_one_sentence_for_each_number() -> None:
    handout = next(h for h in opened(SHIPPED).library.handouts if h.id == "ketamine-going-home")
    box, panel = parted(easily(handout), opened(SHIPPED).library.clinic, "Call us")[1]
    assert isinstance(panel, ContactPanel)
    said = "Call 911 if you ", "Call, text or ch", "The Georgia Cris"
    assert tuple(text.plain[:16] for text in inlines(box)) == said


def test_a_whole_leaflet_is_a_tri_fold_on_legal_paper() -> None:
    rendered = made(Fold.TRI_FOLD, paper="legal", content=SHIPPED)
    assert rendered.problems == ()
    assert rendered.sheet.pages == 6


def test_two_pages_lie_on_each_other_and_not_around_a_white_spread() -> None:
    rendered = made(Fold.BI_FOLD)
    assert rendered.sheet.pages == 2
    front, back = planned(rendered, Fold.BI_FOLD, Flip.SHORT)
    assert [place.page for place in front.placed] == [1]
    assert [place.page for place in back.placed] == [2]
    assert front.placed[0].x > 0 == back.placed[0].x


def test_only_folding_loads_the_library_that_writes_sheets(tmp_path: Path) -> None:
    program = (
        "import sys; from handouts.cli import main; "
        f"main(['build', 'ketamine-questions', '--out', {str(tmp_path)!r}]); sys.exit('pikepdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True).returncode == 0


def test_the_direction_of_reading_is_kept() -> None:
    """By it readers tell in which order a page of Arabic is read, on paper's sheets too."""
    rendered = made(Fold.BI_FOLD)
    with pikepdf.open(BytesIO(rendered.sheet.data)) as pdf:
        pdf.Root.ViewerPreferences.Direction = pikepdf.Name("/R2L")
        changed = BytesIO()
        pdf.save(changed)
    data = write(changed.getvalue(), planned(rendered, Fold.BI_FOLD, Flip.SHORT), Flip.SHORT, Label("A", "b"))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    with pikepdf.open(BytesIO(printed(rendered))) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences
