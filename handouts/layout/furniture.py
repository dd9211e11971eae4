"""What stands on every page around the text: the brand's band, the running head, the footer."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.components.boxes import Panel, rounded
from handouts.components.composer import Composer
from handouts.components.strip import Strip, boxed, draw_stack, shifted, spaced, stack_height
from handouts.model import Clinic, Handout
from handouts.review import Identity, footer_facts, full_notice, notice
from handouts.tags import Tag, TaggedCanvas
from handouts.theme import Paper

#: Share of the width that the clinic has beside code and page number.
_FOOT_LEFT = 0.6


@dataclass(frozen=True, slots=True)
class Furniture:
    """The fixed parts of one document's pages, and the words on them."""

    composer: Composer
    handout: Handout
    clinic: Clinic
    paper: Paper
    identity: Identity

    def running_head(self, canvas: TaggedCanvas) -> None:
        """The top of a page after the first: the title, and on the right what forbids to hand it out, if anything."""
        page, band, colors = self.composer.theme.page, self.composer.theme.band, self.composer.theme.colors
        width = self.paper.width - page.left - page.right
        top = self.paper.height - band.inset
        with canvas.artifact("Pagination", "Header"):
            if band.shape == "stripe":
                self.stripe(canvas)
            else:
                canvas.fill(colors["brand"], f"{page.left:.2f} {top - 3:.2f} {width:.2f} 3 re")
            title = self.composer.text(self.handout.title, "footer", None, width * 0.5)
            if len(title) > 1:
                title = self.composer.text(self.composer.words[self.handout.kind.value], "footer", None, width * 0.5)
            draw_stack(title, canvas, page.left, top - 8)
            warning = notice(self.identity.state, self.composer.words.phrases)
            if warning:
                strips = self.composer.text(warning, "footer", None, width * 0.6, align="right")
                draw_stack(strips, canvas, page.left + width * 0.4, top - 8)

    def foot(self, canvas: TaggedCanvas, number: int, count: int) -> None:
        """The foot of every page: who to call, which sheet this is, which page."""
        composer, page = self.composer, self.composer.theme.page
        width = self.paper.width - page.left - page.right
        words, clinic = composer.words, self.clinic
        left, right = width * _FOOT_LEFT, width * (1 - _FOOT_LEFT)
        place = words["code_and_page"].format(code=self.identity.code, page=_page_words(composer, number, count))
        reach = composer.text(f"{clinic.name}, {clinic.phone}", "footer", None, left)
        which = composer.text(place, "footer", None, right, align="right")
        facts = composer.text(footer_facts(self.identity, words.phrases), "footer", None, width)
        with canvas.artifact("Pagination", "Footer"):
            top = page.bottom - 4
            canvas.fill(composer.theme.colors["rule"], f"{page.left:.2f} {top:.2f} {width:.2f} 0.75 re")
            draw_stack(reach, canvas, page.left, top - 1)
            draw_stack(which, canvas, page.left + left, top - 1)
            draw_stack(facts, canvas, page.left, top - 1 - max(stack_height(reach), stack_height(which)))

    def stripe(self, canvas: TaggedCanvas) -> None:
        """The brand's stripe down the left edge."""
        colors, band = self.composer.theme.colors, self.composer.theme.band
        height = self.paper.height - 2 * band.inset
        canvas.fill(colors["brand"], f"{band.inset:.2f} {band.inset:.2f} {band.running:.2f} {height:.2f} re")

    def opening(self, document: Tag) -> list[Strip]:
        """The first page's band with the title, what forbids to hand the sheet out, if anything, and the summary."""
        composer, page = self.composer, self.composer.theme.page
        width = self.paper.width - page.left - page.right
        band = Masthead(self, document, width)
        strips: list[Strip] = [band]
        warning = full_notice(self.handout, self.identity.state, composer.words.phrases)
        if warning:
            words = composer.text(warning, "notice", Tag("P", document), width - 16)
            edge = Panel(0, width, 1, edge=composer.theme.colors["ink"], edge_width=1.0)
            strips += spaced(boxed(shifted(words, 8), edge, whole=True), 6)
        summary = composer.text(self.handout.summary, "summary", Tag("Summary", document), width)
        summary[0].above = 6
        strips += summary
        for strip in strips:
            strip.keep = True
        return strips


class Masthead(Strip):
    """The band with the clinic's mark and name, the kind of sheet, and the title."""

    __slots__ = ("clinic", "furniture", "kind", "pad", "title", "width")

    def __init__(self, furniture: Furniture, document: Tag, width: float) -> None:
        composer = furniture.composer
        theme = composer.theme
        self.furniture, self.width = furniture, width
        self.pad = theme.space.inset if theme.band.shape == "block" else 0.0
        inner = width - 2 * self.pad
        mark = 24.0
        self.clinic = composer.text(furniture.clinic.name, "band", Tag("P", document), inner * 0.6 - mark)
        kind = composer.words[furniture.handout.kind.value]
        self.kind = composer.text(kind, "band", Tag("P", document), inner * 0.4, align="right")
        self.title = composer.text(furniture.handout.title, "title", Tag("H1", document), inner)
        head = max(stack_height(self.clinic), stack_height(self.kind))
        super().__init__(max(theme.band.height, 2 * self.pad + head + 4 + stack_height(self.title)))

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paint the band, then the clinic, the kind and the title."""
        theme = self.furniture.composer.theme
        band, colors = theme.band, theme.colors
        ink = theme.text["band"].color
        with canvas.artifact():
            if band.shape == "block":
                canvas.fill(colors["brand"], rounded(x, top - self.height, self.width, self.height, band.radius))
            else:
                self.furniture.stripe(canvas)
                canvas.fill(colors["brand"], f"{x:.2f} {top - self.height:.2f} {self.width:.2f} 2 re")
            canvas.fill_scaled(ink, theme.icons[band.mark], (16 / 24, x + self.pad, top - self.pad - 16))
        inner = self.width - 2 * self.pad
        draw_stack(self.clinic, canvas, x + self.pad + 24, top - self.pad)
        draw_stack(self.kind, canvas, x + self.pad + inner * 0.6, top - self.pad)
        below = top - self.height + self.pad + stack_height(self.title) - (4 if band.shape == "block" else -6)
        draw_stack(self.title, canvas, x + self.pad, below)


def _page_words(composer: Composer, number: int, count: int) -> str:
    return composer.words["page"].format(page=number, pages=count)
