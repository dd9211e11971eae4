"""A sheet that proves on paper on which edge a printer flips: do the arrows on both sides point up?

It goes through the same imposition and the same file as a folded handout, so what holds for it holds for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.components.composer import Composer
from handouts.components.strip import Strip, draw_stack, stack_height
from handouts.fold.imposition import Flip
from handouts.fold.placing import Placed, SideOf
from handouts.fold.writing import Label, write
from handouts.fonts import Faces
from handouts.model import Clinic
from handouts.tags import Metadata, Tag, TaggedCanvas
from handouts.theme import Paper, Theme
from handouts.words import Words

#: The arrow on a grid of its own, 100 by 100, y upwards.
_ARROW = "50 100 m 90 55 l 65 55 l 65 0 l 35 0 l 35 55 l 10 55 l h"
#: How wide and high it is drawn, as a share of the sheet's height, and its distance from the upper edge, in points.
_SHARE, _DOWN = 1 / 3, 36.0
#: The line to measure: 100 mm, in points.
_MEASURED = 100 / 25.4 * 72
#: The measure of the text, in points, and what stands between its parts.
_WIDTH, _APART = 520.0, 12.0


def trial_sheet(
    theme: Theme,
    faces: Faces,
    words: Words,
    clinic: Clinic,
    paper: Paper,
    flip: Flip,
    day: str,
    names: Mapping[Flip, str] | None = None,
) -> tuple[bytes, bytes, tuple[SideOf, ...]]:
    """The two sides as pages, as a file for printing, and where they stand.

    ``day`` is the file's date, ISO 8601; ``names`` what the settings are called outside of a command.
    """
    sheet = Paper(max(paper.width, paper.height), min(paper.width, paper.height))
    composer = Composer(theme, faces, words, {}, words.unit_pattern(), words.language)
    other = Flip.LONG if flip is Flip.SHORT else Flip.SHORT
    title = words["fold_test_title"]
    canvas = TaggedCanvas(
        (sheet.width, sheet.height), Metadata(title, clinic.name, title, words.language, day, "fold-test")
    )
    document = Tag("Document", language=words.language)
    front = [("heading", title), ("summary", words["fold_test_front"]), ("summary", words["fold_test_turn"])]
    called = names or {one: f"--flip {one.value}" for one in Flip}
    settings = {"flip": called[flip], "other": called[other]}
    back = [("heading", words["fold_test_right"]), ("summary", words["fold_test_wrong"])]
    for lines in (front, back):
        said = [(style, text.format(**settings)) for style, text in [*lines, ("summary", words["fold_test_size"])]]
        _page(canvas, composer, document, sheet, said)
    reading = canvas.getpdfdata()
    sides = tuple(
        SideOf(
            (sheet.width, sheet.height),
            (0, 0, sheet.width, sheet.height),
            (Placed(number, 0, 0, sheet.width, sheet.height, number == 2 and flip is Flip.LONG),),
            (),
        )
        for number in (1, 2)
    )
    return reading, write(reading, sides, flip, Label(title, f"print={flip.value}")), sides


def _page(
    canvas: TaggedCanvas, composer: Composer, document: Tag, sheet: Paper, lines: Sequence[tuple[str, str]]
) -> None:
    """A frame at the edge of what can be printed, the arrow, what to do, and a line to measure."""
    theme = composer.theme
    edge, ink = theme.page.printable, theme.colors["ink"]
    with canvas.artifact():
        width, height = sheet.width - 2 * edge, sheet.height - 2 * edge
        canvas.stroke(ink, 0.75, f"{edge:.2f} {edge:.2f} {width:.2f} {height:.2f} re")
        size = sheet.height * _SHARE
        left, foot = (sheet.width - size) / 2, sheet.height - _DOWN - size
        canvas.fill_scaled(ink, _ARROW, (size / 100, left, foot), size)
    measure = min(_WIDTH, sheet.width - 4 * edge)
    x, top = (sheet.width - measure) / 2, foot - 2 * _APART
    for style, text in lines:
        tag = Tag("H1" if style == "heading" and not canvas.getPageNumber() > 1 else "P", document)
        strips: list[Strip] = composer.text(text, style, tag, measure)
        draw_stack(strips, canvas, x, top)
        top -= stack_height(strips) + _APART
    with canvas.artifact():
        line = f"{x:.2f} {top:.2f} m {x + _MEASURED:.2f} {top:.2f} l"
        ends = " ".join(f"{at:.2f} {top - 4:.2f} m {at:.2f} {top + 4:.2f} l" for at in (x, x + _MEASURED))
        canvas.stroke(ink, 0.75, f"{line} {ends}")
    canvas.showPage()
