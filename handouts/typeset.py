"""One handout → PDF bytes. Pure: the same content, theme, fonts and paper give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from handouts.components.composer import Composer
from handouts.components.strip import Strip, paint_boxes
from handouts.fonts import Face
from handouts.images import Pictures
from handouts.layout.furniture import Furniture
from handouts.layout.paginate import PageOf, TooTallError, paginate, shared_padding
from handouts.layout.story import story
from handouts.model import Clinic, Handout, Library, cited
from handouts.problems import ContentError, Problem
from handouts.review import Identity, notice
from handouts.tags import Metadata, Tag, TaggedCanvas
from handouts.theme import STANDARD, Paper, Theme
from handouts.words import Words

#: Room left on a page is given to its sections in steps of the rhythm, in points.
_RHYTHM = 4.0
#: The area of US Letter, in square points, and how far another sheet may be from it.
_FULL_SHEET = 612.0 * 792.0
_NEARLY = 0.05


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished document: its bytes and how many pages it has."""

    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Part:
    """One handout of a file, with what its setting needs besides the look."""

    handout: Handout
    words: Words
    pictures: Pictures
    identity: Identity


@dataclass(frozen=True, slots=True)
class _Laid:
    """A handout cut into pages, ready to be drawn."""

    part: Part
    furniture: Furniture
    strips: Sequence[Strip]
    pages: Sequence[PageOf]


def typeset(
    handout: Handout,
    library: Library,
    theme: Theme,
    faces: Mapping[str, Face],
    words: Words,
    paper: Paper,
    pictures: Pictures,
    identity: Identity,
) -> Sheet:
    """Set one handout, which says of itself what ``identity`` says.

    Raises ContentError where it cannot be set without losing or shrinking something.
    """
    canvas, pages = drawn(Part(handout, words, pictures, identity), library, theme, faces, paper)
    return Sheet(canvas.getpdfdata(), pages)


def drawn(
    part: Part, library: Library, theme: Theme, faces: Mapping[str, Face], paper: Paper
) -> tuple[TaggedCanvas, int]:
    """One handout on a canvas that is not yet a file, and how many pages it has. Raises ContentError."""
    document = Tag("Document", language=part.handout.language)
    laid = _lay_out(part, library, theme, faces, paper, document)
    metadata = _metadata(part.handout, library.clinic, part.identity, part.words)
    canvas = TaggedCanvas((paper.width, paper.height), metadata)
    _draw(canvas, laid, 0, len(laid.pages))
    return canvas, len(laid.pages)


def typeset_packet(
    cover: Callable[[Sequence[int]], Part],
    parts: Sequence[Part],
    library: Library,
    theme: Theme,
    faces: Mapping[str, Face],
    paper: Paper,
) -> tuple[TaggedCanvas, tuple[int, ...], Part]:
    """Several handouts in one file behind a cover, with page numbers that run through, on a canvas.

    ``cover`` makes the cover from the page on which each handout begins. Gives the canvas, how many pages the cover and
    each handout have, and the cover. Raises ContentError.
    """
    root = Tag("Document", language=parts[0].handout.language)

    def laid_out(part: Part) -> _Laid:
        document = Tag("Part", root, language=part.handout.language)
        return _lay_out(part, library, theme, faces, paper, document)

    inside = [laid_out(part) for part in parts]
    front, first = laid_out(cover(_begins(1, inside))), 1
    while len(front.pages) != first:  # a list of contents so long that the cover needs another page
        first = len(front.pages)
        front = laid_out(cover(_begins(first, inside)))
    whole = [front, *inside]
    counts = tuple(len(laid.pages) for laid in whole)
    metadata = _metadata(front.part.handout, library.clinic, front.part.identity, front.part.words)
    canvas = TaggedCanvas((paper.width, paper.height), metadata)
    for laid, before in zip(whole, accumulate(counts, initial=0), strict=False):
        canvas.chapter(laid.part.handout.title.plain)
        _draw(canvas, laid, before, sum(counts))
    return canvas, counts, front.part


def _begins(before: int, inside: Sequence[_Laid]) -> tuple[int, ...]:
    return tuple(accumulate((len(laid.pages) for laid in inside[:-1]), initial=before + 1))


def _lay_out(
    part: Part, library: Library, theme: Theme, faces: Mapping[str, Face], paper: Paper, document: Tag
) -> _Laid:
    handout, words, identity = part.handout, part.words, part.identity
    sources = [library.sources[source] for source in cited(handout)]
    numbers = {source.id: number for number, source in enumerate(sources, 1)}
    composer = Composer(theme, faces, words, numbers, words.unit_pattern(), handout.language)
    furniture = Furniture(composer, handout, library.clinic, paper, identity)
    width = paper.width - theme.page.left - theme.page.right
    strips = furniture.opening(document)
    strips += story(composer, handout, library.clinic, identity, sources, document, width, part.pictures)
    first, others = _rooms(furniture)
    try:
        pages = paginate(strips, first, others)
    except TooTallError as error:
        raise ContentError([_too_tall(handout)]) from error
    # What was fitted to a full sheet takes the pages that it needs in other editions and on other papers.
    wanted = handout.pages if theme.edition == STANDARD and _is_full_sheet(paper) else None
    if wanted is not None and len(pages) != wanted:
        raise ContentError([_wrong_page_count(handout, pages, others)])
    return _Laid(part, furniture, strips, pages)


def _rooms(furniture: Furniture) -> tuple[float, float]:
    """The height that text may take on the first page, and on the others, in points."""
    height, below = furniture.paper.height, furniture.bottom()
    return height - furniture.composer.theme.band.inset - below, height - furniture.top() - below


def _draw(canvas: TaggedCanvas, laid: _Laid, before: int, count: int) -> None:
    """Draw the pages of a handout that stands behind ``before`` pages of a file of ``count``."""
    furniture, theme, height = laid.furniture, laid.furniture.composer.theme, laid.furniture.paper.height
    first, others = _rooms(furniture)
    for index, page in enumerate(laid.pages):
        top = height - (furniture.top() if index else theme.band.inset)
        if index:
            furniture.running_head(canvas)
        _draw_page(canvas, laid.strips, page, theme.page.left, top, others if index else first)
        furniture.foot(canvas, before + index + 1, count)
        canvas.showPage()


def _is_full_sheet(paper: Paper) -> bool:
    """Letter, A4 and what is within a twentieth of their area."""
    return abs(paper.width * paper.height / _FULL_SHEET - 1) <= _NEARLY


def _draw_page(canvas: TaggedCanvas, strips: Sequence[Strip], page: PageOf, x: float, top: float, room: float) -> None:
    shown = strips[page.start : page.end]
    gain = _gain(shown, room - page.height)
    tops = []
    repeat = shown[0].repeat if page.start else None
    if repeat is not None:
        with canvas.artifact():
            repeat.draw(canvas, x, top)
        top -= repeat.height
    if page.start:
        top -= shared_padding(strips[page.start - 1], shown[0])
    for index, strip in enumerate(shown):
        top -= (strip.above + (gain if strip.stretch else 0.0) if index else 0.0) + strip.lead
        tops.append(top)
        top -= strip.height + strip.ends
    paint_boxes(shown, tops, canvas, x)
    for strip, at in zip(shown, tops, strict=True):
        strip.draw(canvas, x, at)


def _gain(strips: Sequence[Strip], spare: float) -> float:
    """What every section on the page gains above it, in whole steps of the rhythm."""
    stretchy = [strip for strip in strips[1:] if strip.stretch]
    if not stretchy or spare <= 0:
        return 0.0
    return min(stretchy[0].stretch, spare / len(stretchy) // _RHYTHM * _RHYTHM)


def _metadata(handout: Handout, clinic: Clinic, identity: Identity, words: Words) -> Metadata:
    title = handout.title.plain
    warning = notice(identity.state, words.phrases)
    if warning:  # a screen reader says the title of a document first
        title = f"{title} ({warning.rstrip('.')})"
    return Metadata(
        title, clinic.name, handout.summary.plain, handout.language, handout.review.edition, identity.keywords()
    )


def _too_tall(handout: Handout) -> Problem:
    return Problem(
        "block-too-tall",
        f"'{handout.id}' has a block that is taller than a page and cannot be parted",
        handout.place,
        "make it shorter, or cut it in two",
    )


def _wrong_page_count(handout: Handout, pages: Sequence[PageOf], room: float) -> Problem:
    wanted = handout.pages or 0
    if len(pages) > wanted:
        over = sum(page.height for page in pages) - room * wanted
        hint = f"about {max(1.0, over / 16):.0f} lines too long: shorten the text, or change 'pages'"
    else:
        hint = f"{room - pages[-1].height:.0f} points are free on the last page: change 'pages'"
    return Problem(
        "wrong-page-count",
        f"'{handout.id}' fills {len(pages)} pages, but 'pages' says {wanted}",
        handout.place,
        hint,
    )
