"""What a reader must find in a sheet in two languages: each piece of the original, then the same in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.markup import Inline
from handouts.model import (
    Block,
    Ideas,
    Item,
    Kind,
    Library,
    List,
    Marker,
    Question,
    Questions,
    Section,
    Step,
    Steps,
    cited,
)
from handouts.proof.expected import BLOCK_END, Piece, Reading, directed, help_notice
from handouts.records import dataclass
from handouts.review import Voices, footer_facts, full_notice, imprint, notice, state_of


def both_reading(voices: Voices, library: Library, columns: bool, listed: int = 0) -> tuple[Piece, ...]:
    """Everything that the tagged content of both texts must say, in reading order.

    In ``columns`` lists and steps are read item by item, else each as a whole. Tables of ``listed`` columns or more
    are lists; 0 for none.
    """
    ids = tuple(dict.fromkeys(source for voice in voices for source in cited(voice.handout)))
    numbers = {source: number for number, source in enumerate(ids, 1)}
    first, second = (_Voiced(Reading(voice.words.phrases, numbers, listed=listed), voice.backward) for voice in voices)
    one, other = (voice.handout for voice in voices)
    return tuple(_Both(first, second, voices, columns).all(library, ids, one.sections, other.sections))


@dataclass(frozen=True, slots=True)
class _Voiced:
    """A text read aloud in a language whose pieces tell its direction."""

    reading: Reading
    backward: bool

    def inline(self, text: Inline) -> Iterator[Piece]:
        return directed(self.reading.inline(text), self.backward)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        return directed(self.reading.blocks(blocks), self.backward)

    def items(self, marker: Marker, items: Sequence[Item], start: int) -> Iterator[Piece]:
        return directed(self.reading.items(marker, items, start), self.backward)

    def step(self, number: int, step: Step) -> Iterator[Piece]:
        return directed(self.reading.step(number, step), self.backward)

    def line(self, text: str, small: bool = False) -> Piece:
        return Piece(text + BLOCK_END, small, self.backward)


@dataclass(frozen=True, slots=True)
class _Both:
    first: _Voiced
    second: _Voiced
    voices: Voices
    columns: bool

    def all(
        self, library: Library, ids: Sequence[str], first: Sequence[Section], second: Sequence[Section]
    ) -> Iterator[Piece]:
        readers = tuple(zip((self.first, self.second), self.voices, strict=True))
        state = state_of(self.voices)
        yield Piece(library.clinic.name + BLOCK_END)
        for reader, voice in readers:
            yield reader.line(f"{voice.words['language_name']}  |  {voice.words[voice.handout.kind.value]}")
            yield from reader.inline(voice.handout.title)
        for reader, voice in readers:
            warning = full_notice(voice.handout, state, voice.words.phrases)
            if warning:
                yield reader.line(warning, small=True)
        for reader, voice in readers:
            yield from reader.inline(voice.handout.summary)
        yield from self.sections(first, second)
        if ids:
            yield from (reader.line(voice.words["sources"]) for reader, voice in readers)
        for number, source in enumerate(ids, 1):
            short = self.voices[0].handout.kind is Kind.LEAFLET
            yield from self.first.reading.source(number, library.sources[source], short)
        words = [voice.words for voice in self.voices]
        yield from help_notice(self.voices[0].handout, library, words, self.first.reading)
        for reader, voice in readers:
            phrases = voice.words.phrases
            about = (phrases["about"], *imprint(voice.handout, library.clinic, voice.identity, phrases))
            yield from (reader.line(line, small=True) for line in about)

    def sections(self, first: Sequence[Section], second: Sequence[Section]) -> Iterator[Piece]:
        for one, other in zip(first, second, strict=True):
            yield from self.first.inline(one.heading)
            yield from self.second.inline(other.heading)
            yield from self.blocks(one.body, other.body)
            yield from self.sections(one.sections, other.sections)

    def blocks(self, first: Sequence[Block], second: Sequence[Block]) -> Iterator[Piece]:
        if [type(block) for block in first] != [type(block) for block in second]:
            yield from self.first.blocks(first)
            yield from self.second.blocks(second)
            return
        for one, other in zip(first, second, strict=True):
            yield from self.block(one, other)

    def block(self, first: Block, second: Block) -> Iterator[Piece]:
        match first, second:
            case Questions(asked), Questions(again) if len(asked) == len(again):
                for one, other in zip(asked, again, strict=True):
                    yield from self.question(one, other)
            case Ideas(ideas), Ideas(others) if len(ideas) == len(others):
                for idea, other_idea in zip(ideas, others, strict=True):
                    yield from self.first.inline(idea.text)
                    yield from self.second.inline(other_idea.text)
            case List(marker, items), List(_, twins) if self.columns and len(items) == len(twins):
                for number, (item, twin) in enumerate(zip(items, twins, strict=True), 1):
                    yield from self.first.items(marker, [item], number)
                    yield from self.second.items(marker, [twin], number)
            case Steps(steps), Steps(later) if self.columns and len(steps) == len(later):
                for number, (step, twin_step) in enumerate(zip(steps, later, strict=True), 1):
                    yield from self.first.step(number, step)
                    yield from self.second.step(number, twin_step)
            case _:
                yield from self.first.blocks([first])
                yield from self.second.blocks([second])

    def question(self, first: Question, second: Question) -> Iterator[Piece]:
        yield from self.first.inline(first.ask)
        yield from self.second.inline(second.ask)
        yield from self.blocks(first.answer, second.answer)


def both_around(
    voices: Voices, library: Library, number: int, count: int, columns: bool
) -> tuple[tuple[str, ...], ...]:
    """The fixed words around the text of page ``number`` of ``count``; of each entry one form must be there.

    Without ``columns`` there is less room: the facts stand in the imprint, and only the first title is said again.
    """
    clinic, state = library.clinic, state_of(voices)
    fixed: list[tuple[str, ...]] = [(f"{clinic.name}, {clinic.phone}",)]
    for index, voice in enumerate(voices):
        words = voice.words
        page = words["page"].format(page=number, pages=count)
        fixed.append((words["code_and_page"].format(code=voice.identity.code, page=page),))
        if columns:
            fixed.append((footer_facts(voice.identity, words.phrases),))
        if number == 1:
            continue
        warning = notice(state, words.phrases)
        fixed += [(warning,)] if warning else []
        if columns or index == 0:
            fixed.append((voice.handout.title.plain, words[voice.handout.kind.value]))
    return tuple(fixed)
