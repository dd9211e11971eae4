"""One handout in two languages: what says the same stands opposite, and is read in turn, the original first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.components import lists
from handouts.components.blocks import block_strips, body_strips, follow
from handouts.components.boxes import Panel, Rule, rounded
from handouts.components.composer import Composer
from handouts.components.facing import Pairing
from handouts.components.strip import Strip, boxed, draw_stack, kept, shifted, spaced, stack_height
from handouts.images import Pictures
from handouts.layout.furniture import Furniture
from handouts.layout.story import Marked, imprint_strips, source_rows
from handouts.markup import Inline
from handouts.model import Block, Kind, List, Question, Questions, Section, Source, Steps
from handouts.problems import ContentError, Problem
from handouts.records import dataclass
from handouts.review import Voices, footer_facts, full_notice, notice, state_of
from handouts.tags import Tag, TaggedCanvas

_Cells = tuple[list[Strip], list[Strip]]


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

    def _head(self, width: float) -> list[tuple[list[Strip], float]]:
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
            cell += composer.text(warning, "footer", None, measure) if warning else []
            cells.append(cell)
        return [(self.pairing.row(cells[0], cells[1], bar=False), 0.0)]

    def _foot(self, number: int, count: int) -> list[tuple[list[Strip], float]]:
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
                *composer.text(voice.handout.title, "title", Tag("H1", tag), measure),
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
                    self.furniture.stripe(canvas)
                canvas.fill(colors["brand"], f"{x:.2f} {top - self.height:.2f} {self.width:.2f} 2 re")
            place = 16 / 24, x + self.pad, top - self.pad - 16
            canvas.fill_scaled(theme.text["band"].color, theme.icons[band.mark], place, 16)
        draw_stack(self.clinic, canvas, x + self.pad + 24, top - self.pad)
        draw_stack(self.row, canvas, x + self.pad, top - self.pad - stack_height(self.clinic) - 6)


def tags(voices: Voices, parent: Tag) -> tuple[Tag, Tag]:
    """What each language of a row hangs in: the second is parted off, because it is in another language."""
    return parent, Tag("Div", parent, language=voices[1].handout.language)


def bilingual_story(
    furniture: BilingualFurniture, sources: Sequence[Source], document: Tag, images: Pictures
) -> list[Strip]:
    """Everything after the opening. Raises ContentError where the two texts do not have the same sections."""
    rows = _Rows(furniture.voices, furniture.pairing, images)
    first, second = furniture.voices
    out = list(rows.sections(first.handout.sections, second.handout.sections, document, 2))
    if sources:
        out += rows.sources(sources, document, first.handout.kind is Kind.LEAFLET)
    return [*out, *rows.imprint(furniture, document)]


@dataclass(frozen=True, slots=True)
class _Rows:
    voices: Voices
    pairing: Pairing
    images: Pictures

    def text(self, first: Inline | str, second: Inline | str, style: str, kind: str, parent: Tag) -> list[Strip]:
        """The same words in both languages, each in an element of its own."""
        wide, narrow = self.pairing.measures
        tag = Tag(kind, parent, language=self.voices[1].handout.language)
        one = self.pairing.first.text(first, style, Tag(kind, parent), wide)
        other = self.pairing.second.text(second, style, tag, narrow)
        return self.pairing.row(one, other)

    def sections(self, first: Sequence[Section], second: Sequence[Section], parent: Tag, level: int) -> Iterator[Strip]:
        if len(first) != len(second):
            raise ContentError([_unlike(self.voices, len(first), len(second))])
        for one, other in zip(first, second, strict=True):
            yield from self.section(one, other, parent, level)

    def section(self, first: Section, second: Section, parent: Tag, level: int) -> list[Strip]:
        space = self.pairing.first.theme.space
        tag = Tag("Sect", parent)
        style = "heading" if level == 2 else "subheading"
        out = self.text(first.heading, second.heading, style, f"H{min(level, 6)}", tag)
        for strip in out:
            strip.keep = True
        out[0] = Marked(out[0], first.heading.plain, level - 2)
        body = list(self.blocks(first.body, second.body, tag, level + 1))
        if body:
            body[0].above = space.item
        out += body
        for one, other in _paired(self.voices, first.sections, second.sections):
            out += spaced(self.section(one, other, tag, level + 1), space.block)
        if level > 2:
            return out
        rule = Rule(space.rule, 0, self.pairing.width, self.pairing.first.theme.colors["rule"], 0.75)
        rule.above, rule.stretch = space.section, space.stretch
        return [rule, *out]

    def blocks(self, first: Sequence[Block], second: Sequence[Block], tag: Tag, level: int) -> Iterator[Strip]:
        """Block by block where both languages have the same kinds of them, else all of them opposite all."""
        if list(map(type, first)) != list(map(type, second)):
            one, other = tags(self.voices, tag)
            wide, narrow = self.pairing.measures
            yield from self.pairing.row(
                body_strips(self.pairing.first, first, one, wide, level, self.images),
                body_strips(self.pairing.second, second, other, narrow, level, self.images),
            )
            return
        above: list[Strip] = []
        before: Block | None = None
        for one_block, other_block in zip(first, second, strict=True):
            rows = [strip for cells in self.block(one_block, other_block, tag, level) for strip in cells]
            follow(self.pairing.first, before, one_block, above, rows)
            yield from above
            above, before = rows, one_block
        yield from above

    def block(self, first: Block, second: Block, tag: Tag, level: int) -> Iterator[list[Strip]]:
        """The rows of one block: item by item in columns, where both have as many."""
        one, other = self.pairing.first, self.pairing.second
        wide, narrow = self.pairing.measures
        language = self.voices[1].handout.language
        as_many = _part_count(first) == _part_count(second)
        if isinstance(first, Questions) and isinstance(second, Questions) and as_many:
            for asked, again in zip(first.questions, second.questions, strict=True):
                yield self.question(asked, again, tag, level)
        elif self.pairing.columns and isinstance(first, List) and isinstance(second, List) and as_many:
            shared = lists.list_tag(first, tag)
            yield from self.rows(
                lists.items(one, first, shared, wide, level),
                lists.items(other, second, shared, narrow, level, language),
            )
        elif self.pairing.columns and isinstance(first, Steps) and isinstance(second, Steps) and as_many:
            shared = lists.steps_tag(tag)
            yield from self.rows(
                lists.each_step(one, first, shared, wide),
                lists.each_step(other, second, shared, narrow, language),
            )
        else:
            here, there = tags(self.voices, tag)
            yield self.pairing.row(
                block_strips(one, first, here, wide, level, self.images),
                block_strips(other, second, there, narrow, level, self.images),
            )

    def rows(self, first: Sequence[list[Strip]], second: Sequence[list[Strip]]) -> Iterator[list[Strip]]:
        """Parts of one block, none of which stands alone at the foot or the head of a page."""
        made = [self.pairing.row(one, other) for one, other in zip(first, second, strict=True)]
        for number, row in enumerate(made, 1):
            if number == 1 or number == len(made) - 1:
                row[-1].keep = True
        if made:
            made[-1][-1].keep = False
        yield from made

    def question(self, first: Question, second: Question, parent: Tag, level: int) -> list[Strip]:
        tag = Tag("Question", parent)
        asked = self.text(first.ask, second.ask, "question", f"H{min(level, 6)}", tag)
        for strip in asked:
            strip.keep = True
        answer = list(self.blocks(first.answer, second.answer, tag, level + 1))
        if answer:
            answer[0].above = 0.0
        return spaced([*asked, *answer], self.pairing.first.theme.space.block)

    def sources(self, sources: Sequence[Source], parent: Tag, short: bool) -> list[Strip]:
        """The sources, once for both, under a heading in each language."""
        composer, space = self.pairing.first, self.pairing.first.theme.space
        section = Tag("Sect", parent)
        titles = [voice.words["sources"] for voice in self.voices]
        heading = self.text(titles[0], titles[1], "subheading", "H2", section)
        for strip in heading:
            strip.keep = True
        rule = Rule(space.rule, 0, self.pairing.width, composer.theme.colors["rule"], 0.75)
        rule.above, rule.stretch = space.section, space.stretch
        rows = source_rows(composer, sources, section, self.pairing.width, short)
        return [rule, Marked(heading[0], titles[0], 0), *heading[1:], *rows]

    def imprint(self, furniture: BilingualFurniture, parent: Tag) -> list[Strip]:
        """Which sheet this is, in both languages, each with the code of its text."""
        cells = [
            imprint_strips(composer, voice.handout, furniture.clinic, voice.identity, tag, measure)
            for composer, voice, measure, tag in zip(
                (self.pairing.first, self.pairing.second),
                self.voices,
                self.pairing.measures,
                tags(self.voices, parent),
                strict=True,
            )
        ]
        return self.pairing.row(cells[0], cells[1])


def _part_count(block: Block) -> int:
    """How many parts a block has that can stand opposite others one by one."""
    match block:
        case Questions():
            return len(block.questions)
        case List():
            return len(block.items)
        case Steps():
            return len(block.steps)
    return 0


def _paired(voices: Voices, first: Sequence[Section], second: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    if len(first) != len(second):
        raise ContentError([_unlike(voices, len(first), len(second))])
    yield from zip(first, second, strict=True)


def _unlike(voices: Voices, first: int, second: int) -> Problem:
    one, other = (voice.handout for voice in voices)
    return Problem(
        "not-alike",
        f"'{one.id}' cannot be set in two languages: at one level it has {first} sections in {one.language}, "
        f"but {second} in {other.language}",
        other.place,
        "give both the same sections in the same order, or build each language by itself",
    )
