"""The pages that a fold gives: their size, their look, and what a layout must know. Nothing is scaled to fit them."""

from __future__ import annotations

from dataclasses import replace

from handouts.fold.imposition import Fold, columns, most_pages
from handouts.layout.format import Format
from handouts.problems import UsageError
from handouts.records import dataclass
from handouts.theme import Paper, Theme

#: The width of a character in ems, as the limits of styles count it.
_CHARACTER = 0.5


@dataclass(frozen=True, slots=True)
class Folded:
    """A handout's pages for a fold: on which sheet (in landscape), their own size, look and format."""

    fold: Fold
    sheet: Paper
    page: Paper
    theme: Theme
    form: Format


def folded(theme: Theme, paper: Paper, fold: Fold) -> Folded:
    """How a handout is laid out anew for a fold of ``paper``.

    Raises UsageError where pages of that size cannot hold the edition's text.
    """
    sheet = Paper(max(paper.width, paper.height), min(paper.width, paper.height))
    panels = fold is Fold.TRI_FOLD
    if panels and theme.limits.body_text > theme.fold.largest:
        raise UsageError(
            f"a {fold.value} cannot be had in {theme.edition}: its panels are too narrow for text of "
            f"{theme.limits.body_text:g} pt",
            "fold it as a booklet: --fold booklet",
        )
    page = Paper(min(widths(fold, sheet, theme)), sheet.height)
    look = _on_panels(theme) if panels else theme
    width = page.width - look.page.left - look.page.right
    held = width / (theme.text["body"].size * _CHARACTER)
    if held < theme.limits.narrowest_line:
        raise UsageError(
            f"on this paper a line of a {fold.value} holds {max(0, int(held))} characters, fewer than "
            f"{theme.limits.narrowest_line:g}",
            "take a larger paper, or a smaller edition",
        )
    return Folded(fold, sheet, page, look, Format(fold.value, most_pages(fold), panels, fold is not Fold.TWO_UP))


def widths(fold: Fold, sheet: Paper, theme: Theme, right_to_left: bool = False) -> tuple[float, ...]:
    """How wide the columns of a sheet's front are, in points from left to right.

    A panel that is folded in is narrower, or it would buckle: on the front the outer one away from the cover.
    """
    if fold is not Fold.TRI_FOLD:
        return (sheet.width / columns(fold),) * columns(fold)
    wide = (sheet.width + theme.fold.flap) / columns(fold)
    found = (wide - theme.fold.flap, wide, wide)
    return found[::-1] if right_to_left else found


def _on_panels(theme: Theme) -> Theme:
    """The look on panels: narrow margins, headings above their text, a band that makes a cover."""
    margin, band = theme.fold.margin, replace(theme.band, height=theme.fold.cover)
    left = margin
    if band.shape == "stripe":
        band = replace(band, running=theme.fold.stripe)
        left = band.inset + band.running + margin / 2
    return replace(theme, page=replace(theme.page, left=left, right=margin, side=0.0), band=band)
