"""What stands around a text in two languages: the band with both titles, the running heads, the feet."""

from __future__ import annotations

from handouts.components.boxes import Panel, rounded
from handouts.components.composer import Composer
from handouts.components.facing import Pairing
from handouts.components.strip import Strip, boxed, draw_stack, kept, shifted, spaced, stack_height
from handouts.layout.furniture import ABOVE_TITLE, Furniture, Parts, stripe
from handouts.records import dataclass
from handouts.review import Voices, footer_facts, full_notice, notice, state_of
from handouts.tags import Tag, TaggedCanvas

#: White below the title of a running head, in points: the marks of some letters reach far up and down.
_BELOW_TITLE = 2.0


def heads_of_columns(voices: Voices) -> tuple[str, str]:
    """What stands above each title: the name of the language and the kind of sheet, both in that language."""
    first, second = (f"{v.words['language_name']}  |  {v.words[v.handout.kind.value]}" for v in voices)
    return first, second


@dataclass(frozen=True, slots=True, kw_only=True)
class BilingualFurniture(Furniture):
    """What stands around a text in two languages: both titles, both codes, and what forbids to hand it out."""

    voices: Voices
    pairing: Pairing

    def _composers(self) -> tuple[Composer, Composer]:
        return self.pairing.first, self.pairing.second

    def _head(self, width: float) -> Parts:
        """The titles, each over its notice; where there are no columns the first title and both notices."""
        state = state_of(self.voices)
        cells: list[list[Strip]] = []
        for composer, voice, measure in zip(self._composers(), self.voices, self.pairing.measures, strict=True):
            warning = notice(state, voice.words.phrases)
            cell: list[Strip] = []
            if self.pairing.columns or not cells:
                cell += composer.text(voice.handout.title, "footer", None, measure)
                if len(cell) > 1:
                    cell = composer.text(voice.words[voice.handout.kind.value], "footer", None, measure)
            told = composer.text(warning, "footer", None, measure) if warning else []
            cell += spaced(told, _BELOW_TITLE if cell else 0.0)
            cells.append(cell)
        return [(self.pairing.row(cells[0], cells[1], bar=False), 0.0)]

    def _foot(self, number: int, count: int) -> Parts:
        """The clinic; below it for each language the code and the page and, in columns, the other facts."""
        reach = self.composer.text(f"{self.clinic.name}, {self.clinic.phone}", "footer", None, self.width())
        cells: list[list[Strip]] = []
        for composer, voice, measure in zip(self._composers(), self.voices, self.pairing.measures, strict=True):
            words = voice.words
            page = words["page"].format(page=number, pages=count)
            place = words["code_and_page"].format(code=voice.identity.code, page=page)
            cell = composer.text(place, "footer", None, measure)
            if self.pairing.columns:
                cell += composer.text(footer_facts(voice.identity, words.phrases), "footer", None, measure)
            cells.append(cell)
        return [(reach, 0.0), (self.pairing.row(cells[0], cells[1], bar=False), stack_height(reach))]

    def opening(self, document: Tag) -> list[Strip]:
        """The band with both titles, what forbids to hand the sheet out, if anything, and both summaries."""
        state, width = state_of(self.voices), self.width()
        strips: list[Strip] = [_Masthead(self, document, width)]
        inner = Pairing(*self._composers(), width - 16, self.pairing.columns, self.pairing.backward)
        told: list[list[Strip]] = []
        for composer, voice, measure, tag in zip(
            self._composers(), self.voices, inner.measures, tags(self.voices, document), strict=True
        ):
            warning = full_notice(voice.handout, state, voice.words.phrases)
            told.append(composer.text(warning, "notice", Tag("P", tag), measure) if warning else [])
        if any(told):
            edge = Panel(0, width, 1, edge=self.composer.theme.colors["ink"], edge_width=1.0)
            strips += spaced(boxed(shifted(inner.row(told[0], told[1], bar=False), 8), edge, whole=True), 6)
        first, second = (
            composer.text(voice.handout.summary, "summary", Tag("Summary", tag), measure)
            for composer, voice, measure, tag in zip(
                self._composers(), self.voices, self.pairing.measures, tags(self.voices, document), strict=True
            )
        )
        strips += spaced(self.pairing.row(first, second), 6)
        return [*kept(strips)]


class _Masthead(Strip):
    """The band with the clinic's mark and name, and for each language its name, the kind of sheet and the title."""

    __slots__ = ("clinic", "furniture", "pad", "row", "width")

    def __init__(self, furniture: BilingualFurniture, document: Tag, width: float) -> None:
        theme = furniture.composer.theme
        self.furniture, self.width = furniture, width
        self.pad = theme.space.inset if theme.band.shape == "block" else 0.0
        pairing = furniture.pairing
        inner = Pairing(pairing.first, pairing.second, width - 2 * self.pad, pairing.columns, pairing.backward)
        self.clinic = furniture.composer.text(furniture.clinic.name, "band", Tag("P", document), inner.width - 24)
        first, second = (
            [
                *composer.text(head, "band", Tag("P", tag), measure),
                *spaced(composer.text(voice.handout.title, "title", Tag("H1", tag), measure), ABOVE_TITLE),
            ]
            for composer, voice, head, measure, tag in zip(
                (inner.first, inner.second),
                furniture.voices,
                heads_of_columns(furniture.voices),
                inner.measures,
                tags(furniture.voices, document),
                strict=True,
            )
        )
        self.row = inner.row(first, second, bar=False)
        height = 2 * self.pad + stack_height(self.clinic) + 6 + stack_height(self.row)
        height += 0.0 if theme.band.shape == "block" else 6.0  # white above the rule that ends the band
        super().__init__(max(theme.band.height, height))

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Paint the band, then the clinic, then both titles."""
        theme = self.furniture.composer.theme
        band, colors = theme.band, theme.colors
        with canvas.artifact():
            if band.shape == "block":
                canvas.fill(colors["brand"], rounded(x, top - self.height, self.width, self.height, band.radius))
            else:
                if band.shape == "stripe":
                    stripe(canvas, theme, self.furniture.paper)
                canvas.fill(colors["brand"], f"{x:.2f} {top - self.height:.2f} {self.width:.2f} 2 re")
            place = 16 / 24, x + self.pad, top - self.pad - 16
            canvas.fill_scaled(theme.text["band"].color, theme.icons[band.mark], place, 16)
        draw_stack(self.clinic, canvas, x + self.pad + 24, top - self.pad)
        draw_stack(self.row, canvas, x + self.pad, top - self.pad - stack_height(self.clinic) - 6)


def tags(voices: Voices, parent: Tag) -> tuple[Tag, Tag]:
    """What each language of a row hangs in: the second is parted off, because it is in another language."""
    return parent, Tag("Div", parent, language=voices[1].handout.language)
