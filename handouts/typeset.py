"""One handout → PDF bytes. Pure: the same content, theme, fonts and paper give the same bytes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter

from handouts.components.composer import composer_of
from handouts.components.strip import Strip
from handouts.fonts import Faces
from handouts.images import Pictures
from handouts.layout.fitting import excess, on_panels, overfull
from handouts.layout.format import Format
from handouts.layout.furniture import Furniture
from handouts.layout.page import draw_page
from handouts.layout.paginate import PageOf, TooTallError, paginate
from handouts.layout.story import story
from handouts.model import Clinic, Handout, Library, Sentence, Source, cited, listed, notice_of
from handouts.problems import ContentError, Problem
from handouts.records import Same, dataclass
from handouts.review import Identity, Voices, keywords_of, notice, state_of
from handouts.tags import Metadata, Tag, TaggedCanvas
from handouts.theme import STANDARD, Paper, Theme
from handouts.words import Words, right_to_left

#: The area of US Letter, in square points, and how far another sheet may be from it.
_FULL_SHEET = 612.0 * 792.0
_NEARLY = 0.05
#: The most pages of a document whose pages are remembered.
_SHORT = 12
#: Languages whose documents have the root of their structure in common.
_LANGUAGES = 32


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Python looks for cycles of dead objects again and again while many are made, a fifth of the time of a long
    document. Setting makes no such cycles: the looking waits until it is done.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished document: its bytes, how many pages it has, and whether the last of them begins with a section."""

    data: bytes
    pages: int
    closing: bool = False


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
    strips: list[Strip]
    pages: Sequence[PageOf]


@_uninterrupted()
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
    laid = _lay_out(part, library, theme, faces, paper, _document(part), form)
    return _drawn(laid.furniture, laid.strips, laid.pages, _facts(part, library.clinic, form))


@_uninterrupted()
def drawn(part: Part, library: Library, theme: Theme, faces: Faces, paper: Paper) -> tuple[TaggedCanvas, int]:
    """One handout on a canvas that is not yet a file, and how many pages it has. Raises ContentError."""
    laid = _lay_out(part, library, theme, faces, paper, _document(part))
    canvas = _canvas(part, library.clinic, paper)
    _draw(canvas, laid.furniture, laid.strips, laid.pages, 0, len(laid.pages))
    return canvas, len(laid.pages)


def _document(part: Part) -> Tag:
    return _root(part.handout.language)


@lru_cache(maxsize=_LANGUAGES)
def _root(language: str) -> Tag:
    """The root of every document in a language: what was set once hangs in it."""
    return Tag("Document", language=language)


@lru_cache(maxsize=_LANGUAGES)
def _part_of(root: Tag, _place: int, language: str) -> Tag:
    """What a handout in a packet hangs in: its place tells it from the others."""
    return Tag("Part", root, language=language)


def _facts(part: Part, clinic: Clinic, form: Format | None = None) -> Metadata:
    warning = notice(part.identity.state, part.words.phrases)
    return _metadata(part.handout, clinic, warning, part.identity.keywords(), form)


def _canvas(part: Part, clinic: Clinic, paper: Paper) -> TaggedCanvas:
    facts = _facts(part, clinic)
    return TaggedCanvas((paper.width, paper.height), facts, mirrored=facts.right_to_left)


@_uninterrupted()
def typeset_packet(
    cover: Callable[[Sequence[int]], Part],
    parts: Sequence[Part],
    library: Library,
    theme: Theme,
    faces: Faces,
    paper: Paper,
) -> tuple[TaggedCanvas, tuple[int, ...], Part]:
    """Several handouts in one file behind a cover, with page numbers that run through, on a canvas.

    ``cover`` makes the cover from the page on which each handout begins. Gives the canvas, how many pages the cover and
    each handout have, and the cover. Raises ContentError.
    """
    root = _document(parts[0])

    def laid_out(part: Part, place: int) -> _Laid:
        return _lay_out(part, library, theme, faces, paper, _part_of(root, place, part.handout.language))

    inside = [laid_out(part, place) for place, part in enumerate(parts, 1)]
    front, first = laid_out(cover(_begins(1, inside)), 0), 1
    while len(front.pages) != first:  # a list of contents so long that the cover needs another page
        first = len(front.pages)
        front = laid_out(cover(_begins(first, inside)), 0)
    whole = [front, *inside]
    counts = tuple(len(laid.pages) for laid in whole)
    canvas = _canvas(front.part, library.clinic, paper)
    for laid, before in zip(whole, accumulate(counts, initial=0), strict=False):
        canvas.chapter(laid.part.handout.title.plain)
        _draw(canvas, laid.furniture, laid.strips, laid.pages, before, sum(counts))
    return canvas, counts, front.part


def _begins(before: int, inside: Sequence[_Laid]) -> tuple[int, ...]:
    return tuple(accumulate((len(laid.pages) for laid in inside[:-1]), initial=before + 1))


def _lay_out(
    part: Part, library: Library, theme: Theme, faces: Faces, paper: Paper, document: Tag, form: Format | None = None
) -> _Laid:
    handout, words = part.handout, part.words
    sources = listed(cited(handout), handout, library)
    cites = tuple(source.id for source in sources)
    composer = composer_of(theme, Same(faces), Same(words), cites, handout.language)
    furniture = Furniture(composer, handout, library.clinic, paper, part.identity, form)
    panels = furniture.panels
    rooms = _rooms(furniture)
    help_notice = notice_of(handout, library)
    told: list[tuple[float, Problem]] = []
    for sources_last in (True, False) if panels else (False,):
        strips = _strips(furniture, sources, part.pictures, sources_last, document, help_notice)
        try:
            pages = paginate(strips, *rooms)
        except TooTallError as error:
            raise ContentError([_too_tall(handout)]) from error
        problem = overfull(form, handout, strips, rooms, furniture.line()) if form else None
        if form is None or problem is None:
            break
        told.append((excess(form, strips, rooms), problem))
    else:
        raise ContentError([min(told, key=itemgetter(0))[1]])
    # What was fitted to a full sheet takes the pages that it needs in other editions, on other papers, with a notice.
    fitted = form is None and theme.edition == STANDARD and _is_full_sheet(paper) and not help_notice
    wanted = handout.pages if fitted else None
    if wanted is not None and len(pages) != wanted:
        raise ContentError([_wrong_page_count(handout, pages, rooms[1])])
    return _Laid(part, furniture, strips, on_panels(strips, pages, rooms) if panels else pages)


@_uninterrupted()
def typeset_both(
    voices: Voices,
    library: Library,
    theme: Theme,
    faces: Faces,
    paper: Paper,
    pictures: Pictures,
    form: Format | None = None,
) -> Sheet:
    """Set one handout in two languages on the same pages: in two columns, or one below the other where they are narrow.

    Raises ContentError where it cannot be set, or where the two texts are not made alike.
    """
    from handouts.components.facing import Pairing, in_columns
    from handouts.layout.bilingual import bilingual_story
    from handouts.layout.bilingual_furniture import BilingualFurniture

    named = dict.fromkeys(source for voice in voices for source in cited(voice.handout))
    sources = listed(named, voices[0].handout, library)
    cites = tuple(source.id for source in sources)
    one, other = (composer_of(theme, Same(faces), Same(v.words), cites, v.handout.language) for v in voices)
    main = voices[0].handout
    mirrored = all(voice.backward for voice in voices)
    width = paper.width - theme.page.left - theme.page.right
    wide = Pairing(one, other, width, in_columns(one, width), voices[1].backward and not mirrored)
    # What is too tall beside its twin can be parted where it stands above it.
    for pairing in (wide, replace(wide, columns=False)) if wide.columns else (wide,):
        furniture = BilingualFurniture(
            one, main, library.clinic, paper, voices[0].identity, voices=voices, pairing=pairing
        )
        document = Tag("Document", language=main.language)
        strips = [
            *furniture.opening(document),
            *bilingual_story(furniture, sources, document, pictures, notice_of(main, library)),
        ]
        with suppress(TooTallError):
            pages = paginate(strips, *_rooms(furniture))
            break
    else:
        raise ContentError([_too_tall(main)])
    problem = overfull(form, main, strips, _rooms(furniture), furniture.line()) if form else None
    if problem is not None:
        raise ContentError([problem])
    warning = notice(state_of(voices), voices[0].words.phrases)
    facts = _metadata(main, library.clinic, warning, keywords_of(voices), form, mirrored)
    return _drawn(furniture, strips, pages, facts)


def _rooms(furniture: Furniture) -> tuple[float, float]:
    """How much of the first page, and of the others, is there for text, in points."""
    height, below = furniture.paper.height, furniture.bottom()
    return height - furniture.composer.theme.band.inset - below, height - furniture.top() - below


def _drawn(furniture: Furniture, strips: list[Strip], pages: Sequence[PageOf], facts: Metadata) -> Sheet:
    """The pages with all that stands on them, as a finished file."""
    paper = furniture.paper
    canvas = TaggedCanvas((paper.width, paper.height), facts, mirrored=facts.right_to_left)
    closing = strips[pages[-1].start].stretch > 0
    _draw(canvas, furniture, strips, pages, 0, len(pages))
    return Sheet(canvas.getpdfdata(), len(pages), closing)


def _draw(
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
    rooms, above = _rooms(furniture), furniture.top()
    for index, page in enumerate(pages):
        top = height - (above if index else theme.band.inset)
        if index:
            furniture.running_head(canvas)
        draw_page(canvas, strips, page, (theme.page.left, top), rooms[1 if index else 0], again=len(pages) <= _SHORT)
        furniture.foot(canvas, before + index + 1, count)
        canvas.showPage()
        last = page.end - 1  # the next page asks which boxes it lies in
        strips[page.start : last] = [Strip(0.0)] * (last - page.start)


def _strips(
    furniture: Furniture,
    sources: Sequence[Source],
    pictures: Pictures,
    sources_last: bool,
    document: Tag,
    help_notice: Sequence[Sentence],
) -> list[Strip]:
    """Everything that stands on the pages, in the order of reading."""
    handout, composer = furniture.handout, furniture.composer
    return [
        *furniture.opening(document),
        *story(
            composer,
            handout,
            furniture.clinic,
            furniture.identity,
            sources,
            document,
            furniture.width(),
            pictures,
            furniture.panels,
            sources_last,
            help_notice,
        ),
    ]


def _is_full_sheet(paper: Paper) -> bool:
    """Letter, A4 and what is within a twentieth of their area."""
    return abs(paper.width * paper.height / _FULL_SHEET - 1) <= _NEARLY


def _metadata(
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
