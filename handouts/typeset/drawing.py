"""Pages drawn on a canvas, with what the file says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.components.strip import Strip
from handouts.layout.format import Format
from handouts.layout.furniture import Furniture
from handouts.layout.page import draw_page
from handouts.layout.paginate import PageOf
from handouts.model import Clinic, Handout
from handouts.review import notice
from handouts.tags import Metadata, TaggedCanvas
from handouts.theme import Paper
from handouts.typeset.laying import rooms_of
from handouts.typeset.parts import Part, Sheet
from handouts.words import right_to_left

#: The most pages of a document whose pages are remembered.
_SHORT = 12


def facts_of(part: Part, clinic: Clinic, form: Format | None = None) -> Metadata:
    """What the file of one handout says of itself; ``form`` is what a fold asks for."""
    warning = notice(part.identity.state, part.words.phrases)
    return metadata_of(part.handout, clinic, warning, part.identity.keywords(), form)


def canvas_of(part: Part, clinic: Clinic, paper: Paper) -> TaggedCanvas:
    """An empty canvas for a handout, or for a packet that begins with it."""
    facts = facts_of(part, clinic)
    return TaggedCanvas((paper.width, paper.height), facts, mirrored=facts.right_to_left)


def drawn_sheet(furniture: Furniture, strips: list[Strip], pages: Sequence[PageOf], facts: Metadata) -> Sheet:
    """The pages with all that stands on them, as a finished file."""
    paper = furniture.paper
    canvas = TaggedCanvas((paper.width, paper.height), facts, mirrored=facts.right_to_left)
    closing = strips[pages[-1].start].stretch > 0
    draw_pages(canvas, furniture, strips, pages, 0, len(pages))
    return Sheet(canvas.getpdfdata(), len(pages), closing)


def draw_pages(
    canvas: TaggedCanvas,
    furniture: Furniture,
    strips: list[Strip],
    pages: Sequence[PageOf],
    before: int,
    count: int,
) -> None:
    """Draw the pages of a handout that stands behind ``before`` pages of a file of ``count``.

    Strips are taken out as they are drawn: of a long document they are half the memory.
    """
    theme, height = furniture.composer.theme, furniture.paper.height
    rooms, above = rooms_of(furniture), furniture.top()
    for index, page in enumerate(pages):
        top = height - (above if index else theme.band.inset)
        if index:
            furniture.running_head(canvas)
        draw_page(canvas, strips, page, (theme.page.left, top), rooms[1 if index else 0], again=len(pages) <= _SHORT)
        furniture.foot(canvas, before + index + 1, count)
        canvas.showPage()
        last = page.end - 1  # the next page asks which boxes it lies in
        strips[page.start : last] = [Strip(0.0)] * (last - page.start)


def metadata_of(
    handout: Handout,
    clinic: Clinic,
    warning: str | None,
    keywords: str,
    form: Format | None,
    mirrored: bool | None = None,
) -> Metadata:
    """What the file says of itself. It is ``mirrored`` as its language asks, or as it is told."""
    title = handout.title.plain
    if warning:  # a screen reader says the title of a document first
        title = f"{title} ({warning.rstrip('.')})"
    return Metadata(
        title,
        clinic.name,
        handout.summary.plain,
        handout.language,
        handout.review.edition,
        keywords + (f"; fold={form.fold}" if form else ""),
        right_to_left(handout.language) if mirrored is None else mirrored,
    )
