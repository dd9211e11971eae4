"""Folded in every script, Arabic from the other side: proved, and looked at where the cover must be."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pypdfium2 as pdfium
import pytest
from PIL import ImageStat

from handouts.fold.formats import folded
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing
from handouts.proof import prove
from handouts.publish.folding import Printed, print_sheets
from handouts.typeset import Sheet, typeset
from tests import scripts_sheets, sheets

CASES = [("ar", fold, flip) for fold, flip in product(Fold, Flip)] + [
    (language, Fold.TRI_FOLD, Flip.LONG) for language in scripts_sheets.LANGUAGES if language != "ar"
]


def made(language: str, fold: Fold, flip: Flip) -> tuple[Sheet, Printed]:
    library, look = scripts_sheets.library(), sheets.theme()
    handout = replace(scripts_sheets.handout_in(language), pages=None)
    plan = folded(look, look.papers["letter"], fold)
    words, identity = scripts_sheets.words_in(language), sheets.identity(handout, library)
    faces = sheets.faces(look)
    sheet = typeset(handout, library, plan.theme, faces, words, plan.page, {}, identity, plan.form)
    assert prove(sheet.data, handout, library, words, plan.theme, sheet.pages, identity, plan.form) == ()
    return sheet, print_sheets(plan, handout, sheet, words, Printing(flip, marks=True))


@pytest.mark.parametrize(("language", "fold", "flip"), CASES)
def test_every_script_can_be_folded(language: str, fold: Fold, flip: Flip) -> None:
    assert made(language, fold, flip)[1].problems == ()


def test_a_leaflet_from_right_to_left_has_its_cover_on_the_left() -> None:
    _, printed = made("ar", Fold.BI_FOLD, Flip.SHORT)
    picture = pdfium.PdfDocument(printed.data)[0].render(scale=1, grayscale=True).to_pil()
    left, right = (ImageStat.Stat(picture.crop((x, 20, x + 300, 80))).mean[0] for x in (48, 444))
    assert right - left > 90  # the band of the cover is dark
