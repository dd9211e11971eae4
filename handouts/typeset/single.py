"""One handout → PDF bytes."""

from __future__ import annotations

from handouts.fonts import Faces
from handouts.images import Pictures
from handouts.layout.format import Format
from handouts.model import Handout, Library
from handouts.review import Identity
from handouts.tags import TaggedCanvas
from handouts.theme import Paper, Theme
from handouts.typeset.drawing import canvas_of, draw_pages, drawn_sheet, facts_of
from handouts.typeset.laying import document_of, lay_out
from handouts.typeset.parts import Part, Sheet, uninterrupted
from handouts.words import Words


@uninterrupted()
def typeset(
    handout: Handout,
    library: Library,
    theme: Theme,
    faces: Faces,
    words: Words,
    paper: Paper,
    pictures: Pictures,
    identity: Identity,
    form: Format | None = None,
) -> Sheet:
    """Set one handout, which says of itself what ``identity`` says; ``form`` is what a fold asks for.

    Raises ContentError where it cannot be set without losing or shrinking something.
    """
    part = Part(handout, words, pictures, identity)
    laid = lay_out(part, library, theme, faces, paper, document_of(part), form)
    return drawn_sheet(laid.furniture, laid.strips, laid.pages, facts_of(part, library.clinic, form))


@uninterrupted()
def drawn(part: Part, library: Library, theme: Theme, faces: Faces, paper: Paper) -> tuple[TaggedCanvas, int]:
    """One handout on a canvas that is not yet a file, and how many pages it has. Raises ContentError."""
    laid = lay_out(part, library, theme, faces, paper, document_of(part))
    canvas = canvas_of(part, library.clinic, paper)
    draw_pages(canvas, laid.furniture, laid.strips, laid.pages, 0, len(laid.pages))
    return canvas, len(laid.pages)
