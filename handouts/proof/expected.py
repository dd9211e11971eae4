"""What a reader must find in the PDF, taken from the model alone: the layout is not asked.

Every piece says how large it must be at least: what patients read, or small print (sources, citation marks, footers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handouts.markup import Inline
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    ContactPanel,
    Definition,
    FillIn,
    Handout,
    Ideas,
    Image,
    Item,
    KeyFacts,
    Kind,
    Library,
    List,
    Marker,
    Notes,
    Paragraph,
    PersonalPanel,
    QrCode,
    Question,
    Questions,
    Section,
    Source,
    Step,
    Steps,
    Table,
    cited,
    notice_of,
    parted,
)
from handouts.records import dataclass
from handouts.review import Identity, footer_facts, full_notice, imprint, notice, page_mark
from handouts.words import Words, right_to_left

#: Where a block ends. A reader may find a space there or none.
BLOCK_END = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow on each other; what belongs to one block ends with BLOCK_END.

    ``small`` allows the smallest size, otherwise the size of body text is asked. ``backward`` tells that its language
    runs from right to left, or None for that of the document.
    """

    text: str
    small: bool = False
    backward: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a model aloud in one language, with the printed ``numbers`` of its sources."""

    words: Mapping[str, str]
    numbers: dict[str, int]
    linear: bool = False
    listed: int = 0

    def inline(self, text: Inline | None, small: bool = False) -> Iterator[Piece]:
        """A block of text with its citation marks."""
        if text is None:
            return
        for run in text.runs:
            if run.cites:
                yield Piece(f" [{', '.join(run.marks(self.numbers))}]", small=True)
            else:
                yield Piece(run.text, small)
        yield Piece(BLOCK_END, small)

    def sections(self, sections: Sequence[Section]) -> Iterator[Piece]:
        for section in sections:
            yield from self.inline(section.heading)
            yield from self.blocks(section.body)
            yield from self.sections(section.sections)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Piece]:
        match block:
            case Paragraph():
                yield from self.inline(block.text)
            case List():
                yield from self.items(block.marker, block.items)
            case Callout():
                yield Piece(self.words[block.tone.value] + BLOCK_END, small=block.title is not None)
                yield from self.inline(block.title)
                yield from self.blocks(block.body)
            case BenefitsAndRisks():
                for key, texts in (("benefits", block.benefits), ("risks", block.risks)):
                    yield Piece(self.words[key] + BLOCK_END)
                    yield from self.items(Marker.BULLET, [Item(text) for text in texts])
            case Table():
                yield from self.inline(block.caption)
                as_list = self.linear or 0 < self.listed <= len(block.columns)
                yield from self.labeled(block) if as_list else self.table(block)
            case Steps():
                for number, step in enumerate(block.steps, 1):
                    yield from self.step(number, step)
            case Questions():
                for question in block.questions:
                    yield from self.inline(question.ask)
                    yield from self.blocks(question.answer)
            case KeyFacts():
                yield from self.inline(block.title)
                yield from self.items(Marker.BULLET, [Item(fact) for fact in block.facts])
            case Definition():
                yield from self.inline(block.term)
                yield from self.inline(block.meaning)
            case Ideas():
                for idea in block.ideas:
                    if self.linear:
                        yield Piece(f"({idea.alt}){BLOCK_END}")
                    yield from self.inline(idea.text)
            case Image():
                if self.linear:
                    yield Piece(f"({block.alt}){BLOCK_END}")
                yield from self.inline(block.caption, small=True)
            case ContactPanel():
                yield from self.inline(block.title)
                for contact in block.contacts:
                    yield from self.inline(contact.who)
                    yield from self.inline(contact.reach)
                    yield from self.inline(contact.when, small=True)
            case QrCode():
                yield from self.inline(block.text)
                yield Piece(block.url.removeprefix("https://").rstrip("/") + BLOCK_END)
            case Notes():
                yield from self.inline(block.prompt)
            case FillIn():
                for label in block.labels:
                    yield from self.inline(label)
            case PersonalPanel():
                yield from self.personal(block)

    def personal(self, panel: PersonalPanel) -> Iterator[Piece]:
        """Labels with what was filled in; of a choice whether it is ticked, where that is not left to the hand."""
        yield from self.inline(panel.title)
        for row in panel.rows:
            yield from self.inline(row.label)
            yield from self.inline(row.value)
        for choice in panel.choices:
            if choice.ticked:
                yield Piece(self.words["ticked"] + BLOCK_END, small=True)
            yield from self.inline(choice.text)
        if panel.notes is not None:
            yield from self.inline(panel.notes.label)
            for part in panel.notes.value or ():
                yield from self.inline(part)

    def table(self, table: Table) -> Iterator[Piece]:
        for row in (table.columns, *table.rows):
            for cell in row:
                yield from self.inline(cell)

    def labeled(self, table: Table) -> Iterator[Piece]:
        """A table as a list: of every row, each column's name with its value."""
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                yield from self.inline(column)
                yield from self.inline(cell)

    def step(self, number: int, step: Step) -> Iterator[Piece]:
        yield Piece(f"{number}.{BLOCK_END}" if self.linear else f"{number}{BLOCK_END}")
        yield from self.inline(step.title)
        yield from self.inline(step.text)

    def items(self, marker: Marker, items: Sequence[Item], start: int = 1) -> Iterator[Piece]:
        for number, item in enumerate(items, start):
            if marker is not Marker.BOX:
                yield Piece(("•" if marker is Marker.BULLET else f"{number}.") + BLOCK_END)
            yield from self.inline(item.text)
            yield from self.blocks(item.nested)

    def source(self, number: int, source: Source, short: bool) -> Iterator[Piece]:
        authors = f"{source.authors}. " if source.authors else ""
        title = "" if short and authors else f"{source.title.rstrip('.')}. "
        yield Piece(f"[{number}]{BLOCK_END}{authors}{title}{source.publisher}, {source.year}.{BLOCK_END}", small=True)


def reading(
    handout: Handout,
    library: Library,
    words: Words,
    identity: Identity,
    linear: bool = False,
    panels: bool = False,
    sources_last: bool = False,
    listed: int = 0,
) -> tuple[Piece, ...]:
    """Everything a handout's tagged content must say, in reading order.

    ``linear`` is for text without any layout. On ``panels`` whom to call stands on the back, before the sources if
    ``sources_last`` says that they stand there as well. Tables of ``listed`` columns or more are lists; 0 for none.
    """
    sections, back = parted(handout, library.clinic, words["call_us"]) if panels else (handout.sections, ())
    ids = cited(handout)
    reader = Reading(words.phrases, {source: number for number, source in enumerate(ids, 1)}, linear, listed)
    pieces = [Piece(library.clinic.name + BLOCK_END), Piece(words[handout.kind.value] + BLOCK_END)]
    pieces += reader.inline(handout.title)
    warning = full_notice(handout, identity.state, words.phrases)
    if warning:
        pieces.append(Piece(warning + BLOCK_END, small=True))
    pieces += reader.inline(handout.summary)
    pieces += reader.sections(sections)
    named: list[Piece] = [Piece(words["sources"] + BLOCK_END)] if ids else []
    for number, source in enumerate(ids, 1):
        named += reader.source(number, library.sources[source], handout.kind is Kind.LEAFLET)
    pieces += () if sources_last else named
    pieces += help_notice(handout, library, [words], reader)
    for part in back:
        pieces += reader.sections([part]) if isinstance(part, Section) else reader.block(part)
    pieces += named if sources_last else ()
    told = imprint(handout, library.clinic, identity, words.phrases)
    about = (words["about"], *told) if told else ()
    pieces += [Piece(line + BLOCK_END, small=True) for line in about]
    return tuple(pieces)


def help_notice(handout: Handout, library: Library, words: Sequence[Words], reader: Reading) -> Iterator[Piece]:
    """The notice of free language help, under a heading in each language of the sheet."""
    sentences = notice_of(handout, library)
    if sentences:
        yield from (Piece(language["language_help"] + BLOCK_END) for language in words)
    for sentence in sentences:
        yield from directed(reader.inline(sentence.text), right_to_left(sentence.language) or None)


def directed(pieces: Iterable[Piece], backward: bool | None) -> Iterator[Piece]:
    """Pieces of one language, which tell its direction."""
    for piece in pieces:
        yield Piece(piece.text, piece.small, backward)


def around(
    handout: Handout,
    library: Library,
    words: Words,
    identity: Identity,
    number: int,
    count: int,
    bound: bool = False,
    first: int = 1,
) -> tuple[tuple[str, ...], ...]:
    """The fixed words around the text of page ``number`` of ``count``; of each entry one form must be there.

    ``first`` is the number of the handout's own first page, in a file that holds several. Pages that are ``bound``
    together have version and dates on the last of them only.
    """
    clinic = library.clinic
    fixed: list[tuple[str, ...]] = [
        (page_mark(identity, words.phrases, number, count),),
        (f"{clinic.name}, {clinic.phone}",),
    ]
    facts = "" if bound else footer_facts(identity, words.phrases)
    fixed += [(facts,)] if facts else []
    if number > first:  # a title too long for the head of a page gives way to the kind of sheet
        warning = notice(identity.state, words.phrases)
        fixed += [(warning,)] if warning else []
        fixed.append((handout.title.plain, words[handout.kind.value]))
    return tuple(fixed)


def table_widths(handout: Handout) -> tuple[int, ...]:
    """How many columns the tables of a handout have, the most first."""
    return tuple(sorted({len(table.columns) for table in _tables(handout)}, reverse=True))


def said_again(handout: Handout, words: Mapping[str, str]) -> tuple[str, ...]:
    """The only content that may stand again on a later page: what sections are called, and header rows of tables.

    The longest first, because one may be the end of another.
    """
    sections = (words["continued"].format(section=section.heading.plain) for section in handout.sections)
    return tuple(sorted((*sections, *_table_heads(handout)), key=len, reverse=True))


def _table_heads(handout: Handout) -> tuple[str, ...]:
    reader = Reading({}, {source: number for number, source in enumerate(cited(handout), 1)})
    return tuple(
        "".join(piece.text for cell in table.columns for piece in reader.inline(cell)) for table in _tables(handout)
    )


def _tables(part: object) -> Iterator[Table]:
    """Every table under a handout, section or block, however deep."""
    if isinstance(part, Table):
        yield part
    elif isinstance(part, tuple):
        for entry in part:
            yield from _tables(entry)
    elif isinstance(part, Handout | Section | Callout | Questions | Question):
        for name in part.__dataclass_fields__:
            yield from _tables(getattr(part, name))
