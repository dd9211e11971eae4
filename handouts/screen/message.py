"""A handout as plain text, for messages and portals that know no layout. Lines are never folded: screens do that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
)
from handouts.review import Identity, full_notice, imprint
from handouts.words import Words

#: What is not the content's own: each of these is left out again before the proof compares words.
INDENT = "  "
LINE = "_" * 30
TICK = "[ ]"
ADVICE = ">> "


def message(handout: Handout, library: Library, words: Words, identity: Identity) -> str:
    """The whole text, its blocks parted by empty lines. A table becomes a list of labelled values."""
    numbers = {source: number for number, source in enumerate(cited(handout), 1)}
    writer = _Writer(words.phrases, numbers)
    warning = full_notice(handout, identity.state, words.phrases)
    parts = [library.clinic.name, words[handout.kind.value], writer.inline(handout.title), warning or ""]
    parts.append(writer.inline(handout.summary))
    for section in handout.sections:
        parts += writer.section(section)
    if numbers:
        sources = [library.sources[source] for source in numbers]
        parts.append(_headed(words["sources"], _sources(sources, handout.kind is Kind.LEAFLET)))
    parts.append(_headed(words["about"], imprint(handout, library.clinic, identity, words.phrases)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _headed(heading: str, lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(["\n" + heading, *lines])


def _sources(sources: Sequence[Source], short: bool) -> Iterator[str]:
    for number, source in enumerate(sources, 1):
        authors = f"{source.authors}. " if source.authors else ""
        title = "" if short and authors else f"{source.title.rstrip('.')}. "
        where = f" <{source.url}>" if source.url else ""
        yield f"[{number}] {authors}{title}{source.publisher}, {source.year}.{where}"


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Mapping[str, str]
    numbers: Mapping[str, int]

    def inline(self, text: Inline) -> str:
        """A text with its citation marks; an address stands behind the words that link to it."""
        out = []
        for run in text.runs:
            if run.cites:
                out.append(f" [{', '.join(str(self.numbers[source]) for source in run.cites)}]")
            else:
                shown = run.text.replace("\u00a0", " ")
                out.append(f"{shown} <{run.link}>" if run.link and run.link != shown else shown)
        return "".join(out)

    def section(self, section: Section) -> Iterator[str]:
        yield "\n" + self.inline(section.heading)
        yield from self.blocks(section.body)
        for nested in section.sections:
            yield from self.section(nested)

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self.inline(block.text)
            case List():
                yield "\n".join(self.items(block.marker, block.items))
            case Callout():
                yield ADVICE + self.words[block.tone.value]
                if block.title is not None:
                    yield self.inline(block.title)
                yield from self.blocks(block.body)
            case BenefitsAndRisks():
                for key, texts in (("benefits", block.benefits), ("risks", block.risks)):
                    items = self.items(Marker.BULLET, [Item(text) for text in texts])
                    yield "\n".join([self.words[key], *items])
            case Table():
                yield self.inline(block.caption)
                for row in block.rows:
                    yield "\n".join(self._labelled(block, row))
            case Steps():
                for number, step in enumerate(block.steps, 1):
                    lines = [f"{number}. {self.inline(step.title)}"]
                    yield "\n".join(lines + ([INDENT + self.inline(step.text)] if step.text is not None else []))
            case Questions():
                for question in block.questions:
                    yield self.inline(question.ask)
                    yield from self.blocks(question.answer)
            case KeyFacts():
                if block.title is not None:
                    yield self.inline(block.title)
                yield "\n".join(self.items(Marker.BULLET, [Item(fact) for fact in block.facts]))
            case Definition():
                yield f"{self.inline(block.term)}\n{INDENT}{self.inline(block.meaning)}"
            case Image():
                yield f"({block.alt})" + (f"\n{self.inline(block.caption)}" if block.caption is not None else "")
            case ContactPanel():
                yield "\n".join([self.inline(block.title), *map(self._contact, block.contacts)])
            case QrCode():
                shown = block.url.removeprefix("https://").rstrip("/")
                yield f"{self.inline(block.text)}\n{shown} <{block.url}>"
            case Notes():
                yield "\n".join([self.inline(block.prompt), *[LINE] * block.lines])
            case FillIn():
                yield "\n".join(f"{self.inline(label)} {LINE}" for label in block.labels)
            case PersonalPanel():
                yield "\n".join(self._personal(block))

    def items(self, marker: Marker, items: Sequence[Item]) -> Iterator[str]:
        for number, item in enumerate(items, 1):
            label = {Marker.BULLET: "•", Marker.BOX: TICK}.get(marker, f"{number}.")
            yield f"{label} {self.inline(item.text)}"
            for nested in self.blocks(item.nested):
                yield from (INDENT + line for line in nested.split("\n"))

    def _personal(self, panel: PersonalPanel) -> Iterator[str]:
        """A panel to fill in: the message never holds what belongs to one patient."""
        if panel.title is not None:
            yield self.inline(panel.title)
        for row in panel.rows:
            yield f"{self.inline(row.label)} {LINE if row.value is None else self.inline(row.value)}"
        yield from (f"{TICK} {self.inline(choice.text)}" for choice in panel.choices)
        if panel.notes is not None:
            yield from [self.inline(panel.notes.label), *[LINE] * panel.notes.lines]

    def _labelled(self, table: Table, row: Sequence[Inline]) -> Iterator[str]:
        for column, cell in zip(table.columns, row, strict=True):
            yield self.inline(column)
            yield INDENT + self.inline(cell)

    def _contact(self, contact: Contact) -> str:
        lines = (contact.who, contact.reach, contact.when)
        return f"\n{INDENT}".join(self.inline(line) for line in lines if line is not None)
