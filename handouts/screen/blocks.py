"""Every kind of block as HTML elements, with native roles: lists, tables, labels and fields that phones know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import assert_never
from xml.etree.ElementTree import Element  # only built here, never parsed

from handouts.markup import Inline, Run
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    ContactPanel,
    Definition,
    FillIn,
    Ideas,
    Image,
    Item,
    KeyFacts,
    List,
    Marker,
    Notes,
    Paragraph,
    PersonalPanel,
    PersonalRow,
    QrCode,
    Questions,
    Steps,
    Table,
    Tone,
)
from handouts.records import dataclass
from handouts.screen.direction import STRAIGHT
from handouts.screen.elements import add, element
from handouts.words import right_to_left

_NO_BREAK_SPACE = "\u00a0"
#: A US number with its area code (North American Numbering Plan), the 1 before it or not.
_LONG_NUMBER = r"(?:1-)?[2-9]\d\d-[2-9]\d\d-\d{4}"
_LIST_TAGS = MappingProxyType({Marker.BULLET: "ul", Marker.NUMBER: "ol", Marker.BOX: "ul"})


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks in one language. ``numbers`` are those of the cited sources, ``pictures`` are data addresses,
    ``shapes`` the outlines of callouts by tone.

    ``short_numbers`` are what phones dial in an emergency; they become links where help is offered, nowhere else.
    ``right_to_left`` is the way in which the page is read.
    """

    words: Mapping[str, str]
    units: re.Pattern[str]
    numbers: Mapping[str, int]
    pictures: Mapping[str, str]
    shapes: Mapping[str, str]
    short_numbers: Sequence[str] = ()
    right_to_left: bool = False

    # --- text -------------------------------------------------------------------------------------------------

    def inline(self, text: Inline, helping: bool = False) -> Iterator[Element | str]:
        """The runs of a text; telephone numbers can be touched to call."""
        for run in text.runs:
            if run.cites:
                yield self._citation(run)
            else:
                yield from self._run(run, helping)

    def _citation(self, run: Run) -> Element:
        mark = element("sup", f"{_NO_BREAK_SPACE}[")
        for index, number in enumerate(run.marks(self.numbers)):
            add(mark, ", " if index else "", element("a", number, href=f"#source-{number}"))
        add(mark, "]")
        return mark

    def _run(self, run: Run, helping: bool) -> Iterator[Element | str]:
        text = self.units.sub(_NO_BREAK_SPACE, run.text)
        parts: list[Element | str] = [text] if run.link else list(self._dialed(text, helping))
        if run.link:
            parts = [element("a", *parts, href=run.link)]
        if run.emphasis:
            parts = [element("em", *parts)]
        if run.strong:
            parts = [element("strong", *parts)]
        if run.language:
            turned = right_to_left(run.language)
            way = {"dir": "rtl" if turned else "ltr"} if turned != self.right_to_left else {}
            parts = [element("span", *parts, lang=run.language, **way)]
        yield from parts

    def _dialed(self, text: str, helping: bool) -> Iterator[Element | str]:
        shorts = "|".join(map(re.escape, self.short_numbers)) if helping else ""
        pattern = rf"(?<![\d-])(?:{_LONG_NUMBER}{'|' + shorts if shorts else ''})(?![\d-])"
        at = 0
        for found in re.finditer(pattern, text):
            yield from self.straight(text[at : found.start()])
            way = {"dir": "ltr"} if self.right_to_left else {}
            yield element("a", found[0], href=f"tel:{found[0].replace('-', '')}", **way)
            at = found.end()
        yield from self.straight(text[at:])

    def straight(self, text: str) -> Iterator[Element | str]:
        """A text in whose numbers and codes no part changes its place, whatever the script around them."""
        at = 0
        for found in STRAIGHT.finditer(text) if self.right_to_left else ():
            yield text[at : found.start()]
            yield element("bdi", found[0], dir="ltr")
            at = found.end()
        yield text[at:]

    def text(self, tag: str, text: Inline, helping: bool = False, **attributes: str) -> Element:
        """A text in an element of its own."""
        return element(tag, *self.inline(text, helping), **attributes)

    # --- blocks -----------------------------------------------------------------------------------------------

    def blocks(self, blocks: Sequence[Block], level: int, helping: bool = False) -> list[Element]:
        """Blocks in order; ``level`` is that of a heading inside them."""
        return [part for block in blocks for part in self.block(block, level, helping)]

    def block(self, block: Block, level: int, helping: bool = False) -> list[Element]:
        """One block. ``helping`` is true where help is offered: inside urgent advice."""
        match block:
            case Paragraph():
                return [self.text("p", block.text, helping)]
            case List():
                return [self._list(block, level, helping)]
            case Callout():
                return [self._callout(block, level)]
            case BenefitsAndRisks():
                return [self._balance(block, level)]
            case Table():
                return [self._table(block)]
            case Steps():
                return [self._steps(block)]
            case Questions():
                return self._questions(block, level)
            case KeyFacts():
                return [self._key_facts(block, level)]
            case Definition():
                term = self.text("dt", block.term)
                return [element("dl", term, self.text("dd", block.meaning), class_="definition")]
            case Ideas():  # in the easy-read edition, which is for paper
                return [self.text("p", idea.text) for idea in block.ideas]
            case Image():
                return [self._image(block)]
            case ContactPanel():
                return [self._contacts(block, level)]
            case QrCode():
                shown = block.url.removeprefix("https://").rstrip("/")
                link = element("p", element("strong", element("a", shown, href=block.url)))
                return [self.text("p", block.text), link]
            case Notes():
                field = element("textarea", rows=str(block.lines), autocomplete="off")
                return [element("label", self.text("span", block.prompt), field, class_="write")]
            case FillIn():
                return [self._field(label) for label in block.labels]
            case PersonalPanel():
                return [self._personal(block, level)]
            case _:
                assert_never(block)

    def _list(self, block: List, level: int, helping: bool) -> Element:
        out = element(_LIST_TAGS[block.marker], class_=block.marker.value, role="list")
        for item in block.items:
            if block.marker is Marker.BOX:
                tick = element("input", type="checkbox", autocomplete="off")
                entry = element("li", element("label", tick, self.text("span", item.text, helping)))
            else:
                entry = element("li", *self.inline(item.text, helping))
            add(entry, *self.blocks(item.nested, level, helping))
            out.append(entry)
        return out

    def _callout(self, block: Callout, level: int) -> Element:
        urgent = block.tone is Tone.URGENT
        tone = self.words[block.tone.value]
        box = element(
            "div", class_=f"callout {block.tone.value} {self.shapes[block.tone.value]}", role="note", aria_label=tone
        )
        add(box, element("p", tone, class_="tone" if block.title is not None else "tone alone"))
        if block.title is not None:
            add(box, self.text("p", block.title, urgent, class_="title"))
        add(box, *self.blocks(block.body, level, urgent))
        return box

    def _balance(self, block: BenefitsAndRisks, level: int) -> Element:
        both = element("div", class_="balance")
        for key, texts in (("benefits", block.benefits), ("risks", block.risks)):
            heading = element(_heading(level), self.words[key])
            bullets = self._list(List(Marker.BULLET, tuple(Item(text) for text in texts)), level, helping=False)
            add(both, element("div", heading, bullets, class_=f"panel {key}"))
        return both

    def _table(self, block: Table) -> Element:
        head = element("tr", *(self.text("th", cell, scope="col", role="columnheader") for cell in block.columns))
        head.set("role", "row")
        body = element("tbody", role="rowgroup")
        for cells in block.rows:
            row = element("tr", self.text("th", cells[0], scope="row", role="rowheader"), role="row")
            for cell, column in zip(cells[1:], block.columns[1:], strict=True):
                # On a narrow screen the style sheet shows the column's name before each cell.
                add(row, self.text("td", cell, role="cell", data_label=column.plain))
            add(body, row)
        caption = self.text("caption", block.caption)
        return element("table", caption, element("thead", head, role="rowgroup"), body, role="table")

    def _steps(self, block: Steps) -> Element:
        out = element("ol", class_="steps", role="list")
        for step in block.steps:
            entry = element("li", self.text("p", step.title, class_="title"))
            if step.text is not None:
                add(entry, self.text("p", step.text))
            out.append(entry)
        return out

    def _questions(self, block: Questions, level: int) -> list[Element]:
        return [
            element(
                "div",
                self.text(_heading(level), question.ask),
                *self.blocks(question.answer, level + 1),
                class_="question",
            )
            for question in block.questions
        ]

    def _key_facts(self, block: KeyFacts, level: int) -> Element:
        bullets = self._list(List(Marker.BULLET, tuple(Item(fact) for fact in block.facts)), level, helping=False)
        title = [self.text(_heading(level), block.title)] if block.title is not None else []
        return element("div", *title, bullets, class_="panel facts")

    def _image(self, block: Image) -> Element:
        figure = element("figure", element("img", src=self.pictures[block.file], alt=block.alt))
        if block.caption is not None:
            add(figure, self.text("figcaption", block.caption))
        return figure

    def _contacts(self, block: ContactPanel, level: int) -> Element:
        people = element("dl")
        for contact in block.contacts:
            entry = element("div", self.text("dt", contact.who))
            add(entry, self.text("dd", contact.reach, helping=True, class_="reach"))
            if contact.when is not None:
                add(entry, self.text("dd", contact.when, class_="when"))
            add(people, entry)
        return element("div", self.text(_heading(level), block.title), people, class_="panel contacts")

    def _personal(self, block: PersonalPanel, level: int) -> Element:
        """A panel to fill in: the page never holds what belongs to one patient."""
        title = [self.text(_heading(level), block.title)] if block.title is not None else []
        out = element("div", *title, *map(self._row, block.rows), class_="panel personal")
        if block.choices:
            items = tuple(Item(choice.text) for choice in block.choices)
            add(out, self._list(List(Marker.BOX, items), level, helping=False))
        if block.notes is not None:
            field = element("textarea", rows=str(block.notes.lines), autocomplete="off")
            add(out, element("label", self.text("span", block.notes.label), field, class_="write"))
        return out

    def _row(self, row: PersonalRow) -> Element:
        if row.value is None:
            return self._field(row.label)
        return element("div", self.text("p", row.label), self.text("p", row.value))

    def _field(self, label: Inline) -> Element:
        return element(
            "label", self.text("span", label), element("input", type="text", autocomplete="off"), class_="write"
        )


def _heading(level: int) -> str:
    return f"h{min(level, 6)}"
