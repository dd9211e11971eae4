"""One handout cut into pages: everything on them in the order of reading, and where each ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from handouts.components.composer import composer_of
from handouts.components.strip import Strip
from handouts.fonts import Faces
from handouts.images import Pictures
from handouts.layout.fitting import excess, on_panels, overfull
from handouts.layout.format import Format
from handouts.layout.furniture import Furniture
from handouts.layout.paginate import PageOf, TooTallError, paginate
from handouts.layout.story import story
from handouts.model import Handout, Library, Sentence, Source, cited, listed, notice_of
from handouts.problems import ContentError, Problem
from handouts.records import Same
from handouts.tags import Tag
from handouts.theme import STANDARD, Paper, Theme
from handouts.typeset.parts import Laid, Part

#: The area of US Letter, in square points, and how far another sheet may be from it.
_FULL_SHEET = 612.0 * 792.0
_NEARLY = 0.05
#: Languages whose documents have the root of their structure in common, and places in packets likewise.
_LANGUAGES = 32


def document_of(part: Part) -> Tag:
    """The root of the structure of a file with one handout."""
    return root_of(part.handout.language)


@lru_cache(maxsize=_LANGUAGES)
def root_of(language: str) -> Tag:
    """The root of every document in a language: what was set once hangs in it."""
    return Tag("Document", language=language)


@lru_cache(maxsize=_LANGUAGES)
def part_of(root: Tag, _place: int, language: str) -> Tag:
    """What a handout in a packet hangs in: its place tells it from the others."""
    return Tag("Part", root, language=language)


def lay_out(
    part: Part, library: Library, theme: Theme, faces: Faces, paper: Paper, document: Tag, form: Format | None = None
) -> Laid:
    """A handout set and cut into pages; its structure hangs in ``document``. Raises ContentError."""
    handout, words = part.handout, part.words
    sources = listed(cited(handout), handout, library)
    cites = tuple(source.id for source in sources)
    composer = composer_of(theme, Same(faces), Same(words), cites, handout.language)
    furniture = Furniture(composer, handout, library.clinic, paper, part.identity, form)
    panels = furniture.panels
    rooms = rooms_of(furniture)
    help_notice = notice_of(handout, library)
    told: list[tuple[float, Problem]] = []
    for sources_last in (True, False) if panels else (False,):
        strips = _strips(furniture, sources, part.pictures, sources_last, document, help_notice)
        try:
            pages = paginate(strips, *rooms)
        except TooTallError as error:
            raise ContentError([too_tall(handout)]) from error
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
    return Laid(part, furniture, strips, on_panels(strips, pages, rooms) if panels else pages)


def rooms_of(furniture: Furniture) -> tuple[float, float]:
    """How much of the first page, and of the others, is there for text, in points."""
    height, below = furniture.paper.height, furniture.bottom()
    return height - furniture.composer.theme.band.inset - below, height - furniture.top() - below


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


def too_tall(handout: Handout) -> Problem:
    """What is told where something cannot be parted, and no page has the room for it."""
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
