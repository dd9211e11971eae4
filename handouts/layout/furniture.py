"""What stands on every page around the text: the brand's band, the running head, the footer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handouts.components.boxes import Panel, rounded
from handouts.components.composer import Composer
from handouts.components.strip import Strip, boxed, draw_stack, shifted, spaced, stack_height
from handouts.components.text import inked_width
from handouts.layout.format import Format
from handouts.markup import Inline
from handouts.model import Clinic, Handout
from handouts.records import dataclass
from handouts.review import Identity, footer_facts, full_notice, notice, page_mark
from handouts.tags import Tag, TaggedCanvas
from handouts.theme import Paper, Theme

#: White between the two ends of a line, in points.
APART = 12.0
#: White between the title in the band and what stands above it, in points.
ABOVE_TITLE = 4.0
#: White between the text of a page and its head or foot, in points.
_CLEAR = 5.0
#: How far letters of some scripts hang below their line, in ems.
_HANGS = 0.3
#: The page number that takes most room, for measuring.
LONGEST = (88, 88)
#: Openings, heads and feet remembered, each: those of a library in some editions and brands.
_REMEMBERED = 64


#: The parts of a head or a foot, each with how far down it stands in points.
Parts = Sequence[tuple[Sequence[Strip], float]]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The fixed parts of one document's pages, and the words on them."""

    composer: Composer
    handout: Handout
    clinic: Clinic
    paper: Paper
    identity: Identity
    form: Format | None = None

    def running_head(self, canvas: TaggedCanvas) -> None:
        """The top of a page after the first: the title, and on the right what forbids to hand it out, if anything."""
        page, band, colors = self.composer.theme.page, self.composer.theme.band, self.composer.theme.colors
        width = self.paper.width - page.left - page.right
        top = self.paper.height - band.inset
        with canvas.artifact("Pagination", "Header"):
            if band.shape == "stripe":
                stripe(canvas, self.composer.theme, self.paper)
            else:
                canvas.fill(colors["brand"], f"{page.left:.2f} {top - 3:.2f} {width:.2f} 3 re")
            for strips, dy in self._head(width):
                draw_stack(strips, canvas, page.left, top - 8 - dy)

    def _head(self, width: float) -> Parts:
        words, handout = self.composer.words, self.handout
        warning = notice(self.identity.state, words.phrases)
        return _head(self.composer, handout.title, words[handout.kind.value], warning, width)

    def top(self) -> float:
        """Where text begins on pages after the first, in points from the edge: below the head, however long that is."""
        theme = self.composer.theme
        return max(theme.page.top, theme.band.inset + 8 + extent(self._head(self.width())) + _CLEAR)

    def bottom(self) -> float:
        """Where text ends, in points from the edge: above the foot, however long that is."""
        page, hangs = self.composer.theme.page, _HANGS * self.composer.theme.text["footer"].size
        return max(page.bottom, page.printable + hangs + extent(self._foot(*LONGEST)) + _CLEAR)

    def foot(self, canvas: TaggedCanvas, number: int, count: int) -> None:
        """The foot of every page: who to call, which sheet this is, which page."""
        page, top = self.composer.theme.page, self.bottom() - 4
        with canvas.artifact("Pagination", "Footer"):
            canvas.fill(self.composer.theme.colors["rule"], f"{page.left:.2f} {top:.2f} {self.width():.2f} 0.75 re")
            for strips, dy in self._foot(number, count):
                draw_stack(strips, canvas, page.left, top - 1 - dy)

    def _foot(self, number: int, count: int) -> Parts:
        phrases = self.composer.words.phrases
        reach = f"{self.clinic.name}, {self.clinic.phone}"
        which = page_mark(self.identity, phrases, number, count)
        bound = self.form is not None and self.form.bound
        facts = None if bound else footer_facts(self.identity, phrases)
        return _foot(self.composer, reach, which, facts, self.width())

    @property
    def panels(self) -> bool:
        """Whether the pages are the panels of one sheet."""
        return self.form is not None and self.form.panels

    def width(self) -> float:
        """The measure of the text, in points."""
        page = self.composer.theme.page
        return self.paper.width - page.left - page.right

    def line(self) -> tuple[float, float]:
        """A line of body text: its leading in points and its length in ems."""
        body = self.composer.theme.text["body"]
        return body.leading, self.width() / body.size

    def opening(self, document: Tag) -> list[Strip]:
        """The first page's band with the title, what forbids to hand the sheet out, if anything, and the summary."""
        handout, words = self.handout, self.composer.words
        warning = full_notice(handout, self.identity.state, words.phrases)
        first = _First(self.clinic.name, words[handout.kind.value], handout.title, warning, handout.summary)
        return [*_opening(self.composer, self.paper, first, document)]


@lru_cache(maxsize=_REMEMBERED)
def _head(composer: Composer, title: Inline, kind: str, warning: str | None, width: float) -> Parts:
    """The title and the notice: on one line where both fit, else on two."""
    named = composer.text(title, "footer", None, width)
    told = composer.text(warning, "footer", None, width, align="right") if warning else []
    room = width - sum(inked_width(strips) for strips in (named, told)) if len(named) == 1 else 0.0
    if room >= APART or (not told and len(named) == 1):
        return ((named, 0.0), (told, 0.0))
    short = composer.text(kind, "footer", None, width)
    if told and len(named) > 1 and width - sum(inked_width(strips) for strips in (short, told)) >= APART:
        return ((short, 0.0), (told, 0.0))
    first = named if len(named) == 1 else short
    return ((first, 0.0), (composer.text(warning, "footer", None, width) if warning else [], stack_height(first)))


@lru_cache(maxsize=_REMEMBERED)
def _foot(composer: Composer, reach: str, which: str, facts: str | None, width: float) -> Parts:
    """Code and page beside the clinic where both fit; the other facts below."""
    left = composer.text(reach, "footer", None, width)
    right = composer.text(which, "footer", None, width, align="right")
    beside = len(left) == len(right) == 1 and inked_width(left) + inked_width(right) + APART <= width
    low = 0.0 if beside else stack_height(left)
    if not beside:
        right = composer.text(which, "footer", None, width)
    above = ((left, 0.0), (right, low))
    if facts is None:
        return above
    return (*above, (composer.text(facts, "footer", None, width), low + stack_height(right)))


@dataclass(frozen=True, slots=True)
class _First:
    """What the first page says above the text: the clinic, the kind of sheet, title, notice if any, and summary."""

    clinic: str
    kind: str
    title: Inline
    notice: str | None
    summary: Inline


@lru_cache(maxsize=_REMEMBERED)
def _opening(composer: Composer, paper: Paper, first: _First, document: Tag) -> tuple[Strip, ...]:
    page = composer.theme.page
    width = paper.width - page.left - page.right
    strips: list[Strip] = [Masthead(composer, paper, first, document, width)]
    if first.notice:
        words = composer.text(first.notice, "notice", Tag("P", document), width - 16)
        edge = Panel(0, width, 1, edge=composer.theme.colors["ink"], edge_width=1.0)
        strips += spaced(boxed(shifted(words, 8), edge, whole=True), 6)
    summary = composer.text(first.summary, "summary", Tag("Summary", document), width)
    summary[0].above = 6
    strips += summary
    for strip in strips:
        strip.keep = True
    return tuple(strips)


class Masthead(Strip):
    """The band with the clinic's mark and name, the kind of sheet, and the title."""

    __slots__ = ("clinic", "kind", "pad", "paper", "theme", "title", "width")

    def __init__(self, composer: Composer, paper: Paper, first: _First, document: Tag, width: float) -> None:
        theme = composer.theme
        self.theme, self.paper, self.width = theme, paper, width
        self.pad = theme.space.inset if theme.band.shape == "block" else 0.0
        inner = width - 2 * self.pad
        mark = 24.0
        self.clinic = composer.text(first.clinic, "band", Tag("P", document), inner * 0.6 - mark)
        self.kind = composer.text(first.kind, "band", Tag("P", document), inner * 0.4, align="right")
        self.title = composer.text(first.title, "title", Tag("H1", document), inner)
        head = max(stack_height(self.clinic), stack_height(self.kind))
        least = 2 * self.pad + head + ABOVE_TITLE + stack_height(self.title) + max(0.0, self._lift())
        super().__init__(max(theme.band.height, least))

    def _lift(self) -> float:
        """How far above the foot of the band the title stands, in points: over its line where there is no block."""
        return -4.0 if self.theme.band.shape == "block" else 6.0

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paint the band, then the clinic, the kind and the title."""
        theme = self.theme
        band, colors = theme.band, theme.colors
        ink = theme.text["band"].color
        with canvas.artifact():
            if band.shape == "block":
                canvas.fill(colors["brand"], rounded(x, top - self.height, self.width, self.height, band.radius))
            else:
                if band.shape == "stripe":
                    stripe(canvas, theme, self.paper)
                canvas.fill(colors["brand"], f"{x:.2f} {top - self.height:.2f} {self.width:.2f} 2 re")
            canvas.fill_scaled(ink, theme.icons[band.mark], (16 / 24, x + self.pad, top - self.pad - 16), 16)
        inner = self.width - 2 * self.pad
        draw_stack(self.clinic, canvas, x + self.pad + 24, top - self.pad)
        draw_stack(self.kind, canvas, x + self.pad + inner * 0.6, top - self.pad)
        below = top - self.height + self.pad + stack_height(self.title) + self._lift()
        draw_stack(self.title, canvas, x + self.pad, below)


def extent(parts: Parts) -> float:
    """How far down the lowest of some parts reaches, in points."""
    return max((dy + stack_height(strips) for strips, dy in parts if strips), default=0.0)


def stripe(canvas: TaggedCanvas, theme: Theme, paper: Paper) -> None:
    """The brand's stripe down the left edge."""
    band, height = theme.band, paper.height - 2 * theme.band.inset
    canvas.fill(theme.colors["brand"], f"{band.inset:.2f} {band.inset:.2f} {band.running:.2f} {height:.2f} re")
