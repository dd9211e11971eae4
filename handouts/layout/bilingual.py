"""One handout in two languages: what says the same stands opposite, and is read in turn, the original first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.components import lists
from handouts.components.blocks import block_strips, body_strips, follow
from handouts.components.boxes import Rule
from handouts.components.facing import Pairing
from handouts.components.strip import Strip, spaced
from handouts.images import Pictures
from handouts.layout.bilingual_furniture import BilingualFurniture, tags
from handouts.layout.continuing import say_above
from handouts.layout.language_help import sentences
from handouts.layout.story import Marked, headed, imprint_strips, source_rows
from handouts.markup import Inline
from handouts.model import Block, Ideas, Kind, List, Question, Questions, Section, Sentence, Source, Steps
from handouts.problems import ContentError, Problem
from handouts.records import dataclass
from handouts.review import Voices
from handouts.tags import Tag

_Cells = tuple[list[Strip], list[Strip]]


def bilingual_story(
    furniture: BilingualFurniture,
    sources: Sequence[Source],
    document: Tag,
    images: Pictures,
    notice: Sequence[Sentence] = (),
) -> list[Strip]:
    """Everything after the opening; ``notice`` is that of free language help.

    Raises ContentError where the two texts do not have the same sections.
    """
    rows = _Rows(furniture.voices, furniture.pairing, images)
    first, second = furniture.voices
    out = list(rows.sections(first.handout.sections, second.handout.sections, document, 2))
    if sources:
        out += rows.sources(sources, document, first.handout.kind is Kind.LEAFLET)
    if notice:
        out += rows.language_help(notice, document)
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
        say_above(out, self.continued(first, second), space.item)
        rule = Rule(space.rule, 0, self.pairing.width, self.pairing.first.theme.colors["rule"], 0.75)
        rule.above, rule.stretch = space.section, space.stretch
        return [rule, *out]

    def continued(self, *sections: Section) -> list[Strip]:
        """What a section is called in both languages, for a page that begins inside it."""
        composers = self.pairing.first, self.pairing.second
        one, other = (
            composer.text(voice.words["continued"].format(section=section.heading.plain), "caption", None, measure)
            for composer, voice, section, measure in zip(
                composers, self.voices, sections, self.pairing.measures, strict=True
            )
        )
        return self.pairing.row(one, other)

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
        as_many = _part_count(first) if _part_count(first) == _part_count(second) else 0
        if isinstance(first, Questions) and isinstance(second, Questions) and as_many:
            for asked, again in zip(first.questions, second.questions, strict=True):
                yield self.question(asked, again, tag, level)
        elif isinstance(first, Ideas) and isinstance(second, Ideas) and as_many and as_many > 1:
            for idea, twin in zip(first.ideas, second.ideas, strict=True):
                yield from self.block(Ideas((idea,)), Ideas((twin,)), tag, level)
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

    def language_help(self, notice: Sequence[Sentence], parent: Tag) -> list[Strip]:
        """The notice of free language help, once for both, under a heading in each language."""
        section = Tag("Sect", parent)
        titles = [voice.words["language_help"] for voice in self.voices]
        heading = self.text(titles[0], titles[1], "subheading", "H2", section)
        body = sentences(self.pairing.first, notice, section, self.pairing.width)
        return headed(self.pairing.first, heading, titles[0], body, self.pairing.width)

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
        case Ideas():
            return len(block.ideas)
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
