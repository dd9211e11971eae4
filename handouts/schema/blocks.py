"""The blocks a section can hold: one declaration for each, from which it is read, checked and described to editors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handouts import model
from handouts.markup import Inline
from handouts.schema.fields import KnownField, panel
from handouts.schema.lists import ListOf
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Need, OneKey, Record
from handouts.schema.shapes import ByKind, Named, Turned
from handouts.schema.texts import Choice, Line, Text
from handouts.schema.values import Address, Integer, ProjectFile
from handouts.source import Mapping as MappingNode
from handouts.source import Sequence

_TEXT = Text()
_LINE = Line()
_TEXTS = ListOf(_TEXT)


def _paragraph(text: Inline) -> model.Block:
    return model.Paragraph(text)


# --- lists, which may lie inside their own items ------------------------------------------------------------------


def _item(text: Inline, **nested: tuple[model.Item, ...] | None) -> model.Item:
    """An item with the lists below it, in the order in which they were written."""
    return model.Item(text, tuple(model.List(model.Marker(name), items) for name, items in nested.items() if items))


_MARKERS = MappingProxyType(
    {
        model.Marker.BULLET: "A list with bullets, for things in no order.",
        model.Marker.NUMBER: "A list with numbers, for things in their order.",
        model.Marker.BOX: "A list with boxes to tick.",
    }
)

_ITEMS: Named[tuple[model.Item, ...]] = Named("items", lambda: ITEM_LIST)

_ITEM: ByKind[model.Item] = ByKind(
    "a text, or 'text' with a list below it",
    text=Turned(_TEXT, model.Item),
    fields=Record(
        _item,
        MappingProxyType(
            {
                "text": Field(_TEXT, "The words of the item."),
                **{marker.value: Field(_ITEMS, doc, required=False) for marker, doc in _MARKERS.items()},
            }
        ),
        "a list item",
    ),
)

ITEM_LIST: ListOf[model.Item] = ListOf(_ITEM)


def _list_of(marker: model.Marker) -> Turned[model.Block]:
    return Turned(_ITEMS, lambda items: model.List(marker, items))


# --- the other blocks ---------------------------------------------------------------------------------------------

BLOCKS: Named[tuple[model.Block, ...]] = Named("blocks", lambda: BLOCK_LIST)

_TONES = MappingProxyType({tone.value: tone for tone in model.Tone})


def _callout(
    tone: model.Tone, title: Inline | None, text: Inline | None, body: tuple[model.Block, ...] | None
) -> model.Block:
    return model.Callout(tone, title, body or ((model.Paragraph(text),) if text else ()))


_CALLOUT = Record(
    _callout,
    MappingProxyType(
        {
            "tone": Field(Choice(_TONES), "How pressing it is: info, caution or urgent."),
            "title": Field(_TEXT, "What it is about; without it the words of its tone say enough.", required=False),
            "text": Field(_TEXT, "One paragraph. For more, write 'body'.", required=False),
            "body": Field(BLOCKS, "Paragraphs and other blocks.", required=False),
        }
    ),
    "a callout",
    needs=(Need(("text", "body"), one=True),),
)

_BENEFITS_AND_RISKS = Record(
    model.BenefitsAndRisks,
    MappingProxyType(
        {
            "benefits": Field(_TEXTS, "What may get better, one entry each."),
            "risks": Field(_TEXTS, "What may go wrong, one entry each."),
        }
    ),
    "benefits_and_risks",
)


def _rows_fit(_values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether each row has a cell for each column; tells those that do not."""
    rows, columns, fit = node.get("rows"), node.get("columns"), True
    if not isinstance(columns, Sequence) or not columns.items:
        return True
    wanted = len(columns.items)
    for row in rows.items if isinstance(rows, Sequence) else ():
        if isinstance(row, Sequence) and row.items and len(row.items) != wanted:
            fit = False
            message = f"this row has {_cells(len(row.items))}, but the table has {wanted} columns"
            reader.report(
                "unequal-rows", message, row.place, "write one cell for each column; a dash where there is nothing"
            )
    return fit


def _cells(count: int) -> str:
    return f"{count} cell{'' if count == 1 else 's'}"


_TABLE = Record(
    model.Table,
    MappingProxyType(
        {
            "caption": Field(_TEXT, "What the table shows."),
            "columns": Field(_TEXTS, "The heading of each column."),
            "rows": Field(
                ListOf(ListOf(_TEXT, what="a row, such as [one, two]")), "Rows of cells; the first cell heads the row."
            ),
        }
    ),
    "a table",
    check=_rows_fit,
)

_STEP: ByKind[model.Step] = ByKind(
    "a text, or 'title' and 'text'",
    text=Turned(_TEXT, model.Step),
    fields=Record(
        model.Step,
        MappingProxyType(
            {
                "title": Field(_TEXT, "What happens or what to do."),
                "text": Field(_TEXT, "More about it.", required=False),
            }
        ),
        "a step",
    ),
)

_ANSWER: ByKind[tuple[model.Block, ...]] = ByKind(
    "a text, or a list of blocks",
    text=Turned(_TEXT, lambda text: (_paragraph(text),)),
    listed=BLOCKS,
)

QUESTIONS = ListOf(
    Record(
        model.Question,
        MappingProxyType(
            {
                "ask": Field(_TEXT, "The question, as a patient would ask it."),
                "answer": Field(_ANSWER, "The answer: a text, or a list of blocks."),
            }
        ),
        "a question",
    )
)

_KEY_FACTS = Record(
    model.KeyFacts,
    MappingProxyType(
        {
            "title": Field(_TEXT, "What the facts are about; without it the heading says enough.", required=False),
            "facts": Field(_TEXTS, "The facts, one entry each."),
        }
    ),
    "key_facts",
)

_DEFINITION = Record(
    model.Definition,
    MappingProxyType(
        {
            "term": Field(_TEXT, "The word to explain."),
            "meaning": Field(_TEXT, "What it means."),
        }
    ),
    "a definition",
)

_IMAGE = Record(
    model.Image,
    MappingProxyType(
        {
            "file": Field(ProjectFile(), "The picture, by its path from this file on, such as images/chair.png."),
            "alt": Field(_LINE, "What the picture shows, for people who cannot see it."),
            "caption": Field(_TEXT, "Words to print below it.", required=False),
        }
    ),
    "an image",
    placed=True,
)

IDEAS = ListOf(
    Record(
        model.Idea,
        MappingProxyType(
            {
                "text": Field(_TEXT, "One idea in one short sentence."),
                "picture": Field(ProjectFile(), "An icon by its name, such as phone, or a picture file."),
                "alt": Field(_LINE, "What the picture shows, for people who cannot see it."),
            }
        ),
        "an idea",
        placed=True,
    )
)

_PERSON = Record(
    model.Contact,
    MappingProxyType(
        {
            "who": Field(_TEXT, "Whom to reach."),
            "reach": Field(_TEXT, "How: a phone number or an address."),
            "when": Field(_TEXT, "When they can be reached.", required=False),
        }
    ),
    "a contact",
)


def _panel(title: Inline, people: tuple[model.Contact, ...]) -> model.Block:
    return model.ContactPanel(title, people)


_CONTACTS = Record(
    _panel,
    MappingProxyType(
        {
            "title": Field(_TEXT, "When to use these contacts."),
            "people": Field(ListOf(_PERSON), "Who can be reached, one entry each."),
        }
    ),
    "contacts",
)

_QR = Record(
    model.QrCode,
    MappingProxyType(
        {
            "url": Field(Address(), "The web address that the code leads to. It is printed too."),
            "text": Field(_TEXT, "What is found there."),
        }
    ),
    "a qr code",
)

_NOTES = Record(
    model.Notes,
    MappingProxyType(
        {
            "prompt": Field(_TEXT, "What to write down here."),
            "lines": Field(Integer(1, 30), "How many lines to write on, 1 to 30."),
        }
    ),
    "notes",
)

_PERSONAL = Record(
    panel,
    MappingProxyType(
        {
            "title": Field(Text(personal=False), "What it is about.", required=False),
            "rows": Field(
                ListOf(KnownField()), "The fields, one a line; without it name and appointment.", required=False
            ),
            "choices": Field(_TEXTS, "Things to tick for this patient, one entry each.", required=False),
            "notes": Field(Integer(1, 30), "How many lines there are for notes.", required=False),
        }
    ),
    "a personal panel",
)

_BLOCK: ByKind[model.Block] = ByKind(
    "a paragraph or another block",
    text=Turned(_TEXT, _paragraph),
    fields=OneKey(
        MappingProxyType(
            {
                **{marker.value: Field(_list_of(marker), doc) for marker, doc in _MARKERS.items()},
                "callout": Field(_CALLOUT, "A box that stands out."),
                "benefits_and_risks": Field(
                    _BENEFITS_AND_RISKS, "Possible benefits and risks, side by side at equal weight."
                ),
                "table": Field(_TABLE, "A table with a heading for each column and row."),
                "steps": Field(Turned(ListOf(_STEP), model.Steps), "What happens, one step after the other."),
                "questions": Field(Turned(QUESTIONS, model.Questions), "Questions with their answers."),
                "key_facts": Field(_KEY_FACTS, "What to remember if nothing else."),
                "definition": Field(_DEFINITION, "A word and what it means."),
                "image": Field(_IMAGE, "A picture."),
                "contacts": Field(_CONTACTS, "Who to call."),
                "qr": Field(_QR, "A square code that phones can read."),
                "notes": Field(_NOTES, "Lines to write on."),
                "personal": Field(_PERSONAL, "What holds for one patient: name, appointment, choices, notes."),
                "fill_in": Field(Turned(_TEXTS, model.FillIn), "Words with a line behind each, to fill in by hand."),
            }
        )
    ),
)

BLOCK_LIST: ListOf[model.Block] = ListOf(_BLOCK, what="a list of blocks")
