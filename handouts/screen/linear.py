"""A handout as one line after the other, each with what it is: for readers and devices that know no layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from handouts.markup import Inline
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    Contact,
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
    Questions,
    Section,
    Source,
    Steps,
    Table,
    cited,
    notice_of,
)
from handouts.records import dataclass
from handouts.review import Identity, full_notice, imprint
from handouts.words import Words


class Role(Enum):
    """What a line is."""

    NAME = auto()  # of the clinic, and the kind of sheet
    TITLE = auto()
    HEADING = auto()
    SUBHEADING = auto()
    TEXT = auto()
    ITEM = auto()
    LABEL = auto()
    VALUE = auto()
    ADVICE = auto()  # the first line of a callout
    ADVICE_END = auto()  # has no text: the callout ends here
    FILL_IN = auto()
    WRITE = auto()  # has no text: room to write


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``mark`` stands before an item: a bullet, "1." or the marker of a box. ``depth`` is how deep it lies.

    ``first`` is true where something new begins: an empty line stands before it. ``language`` is another one than the
    handout's, or empty.
    """

    role: Role
    text: str = ""
    mark: str = ""
    depth: int = 0
    first: bool = True
    language: str = ""


#: Stands for an empty box to tick.
BOX = "☐"
BULLET = "•"


def lines(handout: Handout, library: Library, words: Words, identity: Identity, links: bool = True) -> Iterator[Line]:
    """The whole handout. A table becomes labeled values; ``links`` puts addresses behind the words that lead there."""
    numbers = {source: number for number, source in enumerate(cited(handout), 1)}
    writer = _Writer(words.phrases, numbers, links)
    yield Line(Role.NAME, library.clinic.name)
    yield Line(Role.NAME, words[handout.kind.value])
    yield Line(Role.TITLE, writer.inline(handout.title))
    warning = full_notice(handout, identity.state, words.phrases)
    if warning:
        yield Line(Role.TEXT, warning)
    yield Line(Role.TEXT, writer.inline(handout.summary))
    for section in handout.sections:
        yield from writer.section(section)
    if numbers:
        yield Line(Role.HEADING, words["sources"])
        for source, number in numbers.items():
            shown = _source(library.sources[source], handout.kind is Kind.LEAFLET, links)
            yield Line(Role.ITEM, shown, f"[{number}]", first=False)
    notice = notice_of(handout, library)
    if notice:
        yield Line(Role.HEADING, words["language_help"])
        yield from (Line(Role.TEXT, sentence.text.plain, language=sentence.language) for sentence in notice)
    yield Line(Role.HEADING, words["about"])
    for fact in imprint(handout, library.clinic, identity, words.phrases):
        yield Line(Role.TEXT, fact, first=False)


def _source(source: Source, short: bool, links: bool) -> str:
    authors = f"{source.authors}. " if source.authors else ""
    title = "" if short and authors else f"{source.title.rstrip('.')}. "
    where = f" <{source.url}>" if source.url and links else ""
    return f"{authors}{title}{source.publisher}, {source.year}.{where}"


def _within(found: Iterator[Line], depth: int = 1) -> Iterator[Line]:
    return (replace(line, depth=line.depth + depth) for line in found)


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Mapping[str, str]
    numbers: Mapping[str, int]
    links: bool

    def inline(self, text: Inline) -> str:
        """A text with its citation marks; an address stands behind the words that link to it."""
        out = []
        for run in text.runs:
            if run.cites:
                out.append(f" [{', '.join(run.marks(self.numbers))}]")
            else:
                shown = run.text.replace("\u00a0", " ")
                follows = self.links and run.link and run.link != shown
                out.append(f"{shown} <{run.link}>" if follows else shown)
        return "".join(out)

    def section(self, section: Section) -> Iterator[Line]:
        yield Line(Role.HEADING, self.inline(section.heading))
        yield from self.blocks(section.body)
        for nested in section.sections:
            yield from self.section(nested)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[Line]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Line]:
        match block:
            case Paragraph():
                yield Line(Role.TEXT, self.inline(block.text))
            case List():
                yield from self.items(block.marker, block.items)
            case Callout():
                yield from self._callout(block)
            case BenefitsAndRisks():
                for key, texts in (("benefits", block.benefits), ("risks", block.risks)):
                    yield Line(Role.SUBHEADING, self.words[key])
                    yield from self.items(Marker.BULLET, [Item(text) for text in texts], headed=True)
            case Table():
                yield Line(Role.SUBHEADING, self.inline(block.caption))
                for row in block.rows:
                    yield from self._labeled(block, row)
            case Steps():
                for number, step in enumerate(block.steps, 1):
                    yield Line(Role.ITEM, self.inline(step.title), f"{number}.")
                    if step.text is not None:
                        yield Line(Role.VALUE, self.inline(step.text), first=False)
            case Questions():
                for question in block.questions:
                    yield Line(Role.SUBHEADING, self.inline(question.ask))
                    yield from self.blocks(question.answer)
            case KeyFacts():
                if block.title is not None:
                    yield Line(Role.SUBHEADING, self.inline(block.title))
                yield from self.items(Marker.BULLET, [Item(fact) for fact in block.facts])
            case Definition():
                yield Line(Role.LABEL, self.inline(block.term))
                yield Line(Role.VALUE, self.inline(block.meaning), first=False)
            case Ideas():
                for idea in block.ideas:
                    yield Line(Role.TEXT, f"({idea.alt})")
                    yield Line(Role.TEXT, self.inline(idea.text), first=False)
            case Image():
                yield Line(Role.TEXT, f"({block.alt})")
                if block.caption is not None:
                    yield Line(Role.TEXT, self.inline(block.caption), first=False)
            case ContactPanel():
                yield Line(Role.SUBHEADING, self.inline(block.title))
                for contact in block.contacts:
                    yield from self._contact(contact)
            case QrCode():
                shown = block.url.removeprefix("https://").rstrip("/")
                yield Line(Role.TEXT, self.inline(block.text))
                yield Line(Role.TEXT, f"{shown} <{block.url}>" if self.links else shown, first=False)
            case Notes():
                yield Line(Role.LABEL, self.inline(block.prompt))
                yield from [Line(Role.WRITE, first=False)] * block.lines
            case FillIn():
                for number, label in enumerate(block.labels):
                    yield Line(Role.FILL_IN, self.inline(label), first=number == 0)
            case PersonalPanel():
                yield from self._personal(block)

    def _personal(self, panel: PersonalPanel) -> Iterator[Line]:
        """A panel to fill in: text without layout never holds what belongs to one patient."""
        if panel.title is not None:
            yield Line(Role.SUBHEADING, self.inline(panel.title))
        for number, row in enumerate(panel.rows):
            if row.value is None:
                yield Line(Role.FILL_IN, self.inline(row.label), first=number == 0)
            else:
                yield Line(Role.LABEL, self.inline(row.label), first=number == 0)
                yield Line(Role.VALUE, self.inline(row.value), first=False)
        yield from self.items(Marker.BOX, [Item(choice.text) for choice in panel.choices])
        if panel.notes is not None:
            yield Line(Role.LABEL, self.inline(panel.notes.label))
            yield from [Line(Role.WRITE, first=False)] * panel.notes.lines

    def _callout(self, callout: Callout) -> Iterator[Line]:
        yield Line(Role.ADVICE, self.words[callout.tone.value])
        if callout.title is not None:
            yield Line(Role.SUBHEADING, self.inline(callout.title), depth=1, first=False)
        yield from _within(self.blocks(callout.body))
        yield Line(Role.ADVICE_END, first=False)

    def items(self, marker: Marker, items: Sequence[Item], headed: bool = False) -> Iterator[Line]:
        for number, item in enumerate(items, 1):
            mark = {Marker.BULLET: BULLET, Marker.BOX: BOX}.get(marker, f"{number}.")
            yield Line(Role.ITEM, self.inline(item.text), mark, first=number == 1 and not headed)
            for nested in _within(self.blocks(item.nested)):
                yield replace(nested, first=False)

    def _labeled(self, table: Table, row: Sequence[Inline]) -> Iterator[Line]:
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            yield Line(Role.LABEL, self.inline(column), first=number == 0)
            yield Line(Role.VALUE, self.inline(cell), first=False)

    def _contact(self, contact: Contact) -> Iterator[Line]:
        yield Line(Role.LABEL, self.inline(contact.who), first=False)
        yield Line(Role.VALUE, self.inline(contact.reach), first=False)
        if contact.when is not None:
            yield Line(Role.VALUE, self.inline(contact.when), first=False)
