"""What content.yaml may say: one declaration for each part, from which it is read, checked and described to editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from handouts import model
from handouts.markup import Inline
from handouts.problems import Place
from handouts.schema.blocks import BLOCK_LIST, BLOCKS, ITEM_LIST, QUESTIONS
from handouts.schema.reader import Reader
from handouts.schema.shapes import (
    Choice,
    Field,
    Json,
    Line,
    ListOf,
    MapOf,
    Named,
    Need,
    Record,
    Text,
)
from handouts.schema.values import Address, Date, Id, Integer, Language
from handouts.source import Mapping as MappingNode

#: The clinic's details that a text may insert as ``{clinic.name}``.
DETAILS = ("name", "phone", "hours", "address", "website")

_TEXT = Text()
_LINE = Line()


# --- sections and handouts ----------------------------------------------------------------------------------------

_SECTIONS: Named[tuple[model.Section, ...]] = Named("sections", lambda: _SECTION_LIST)


def _section(
    heading: Inline,
    body: tuple[model.Block, ...] | None,
    questions: tuple[model.Question, ...] | None,
    sections: tuple[model.Section, ...] | None,
) -> model.Section:
    asked: tuple[model.Block, ...] = (model.Questions(questions),) if questions else ()
    return model.Section(heading, (*(body or ()), *asked), sections or ())


_SECTION = Record(
    _section,
    MappingProxyType(
        {
            "heading": Field(_TEXT, "The heading."),
            "body": Field(BLOCKS, "Paragraphs and other blocks, each after a dash.", required=False),
            "questions": Field(QUESTIONS, "Questions with their answers; they stand after 'body'.", required=False),
            "sections": Field(_SECTIONS, "Sections below this one.", required=False),
        }
    ),
    "a section",
    needs=(Need(("body", "questions", "sections")),),
)

_SECTION_LIST: ListOf[model.Section] = ListOf(_SECTION, what="a list of sections")

# The model knows "reviewed" already; content may say it once the review life cycle can vouch for it.
_STATUS = Choice(
    MappingProxyType({model.Status.DRAFT.value: model.Status.DRAFT}),
    hint="only 'draft' for now: the review life cycle is still to come",
)


def _dates_follow(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether the next review is after the edition."""
    after = node.get("next")
    if after is None or not values["next"] or not values["edition"] or values["next"] > values["edition"]:
        return True
    reader.report("bad-date", "the next review is not after this edition", after.place, "give a later day")
    return False


_REVIEW = Record(
    model.Review,
    MappingProxyType(
        {
            "status": Field(_STATUS, "Where it stands: draft."),
            "version": Field(_LINE, 'The version, in quotes, such as "0.1".'),
            "edition": Field(Date(), "The day of this version, such as 2026-11-23."),
            "next": Field(Date(), "The day by which it must be looked at again.", required=False),
        }
    ),
    "a review",
    check=_dates_follow,
)


def _handout(**values: Any) -> Callable[[str, Place], model.Handout]:
    return lambda id, place: model.Handout(id=id, place=place, **values)


_HANDOUTS = MapOf(
    Id(),
    Record(
        _handout,
        MappingProxyType(
            {
                "kind": Field(
                    Choice(MappingProxyType({kind.value: kind for kind in model.Kind})),
                    "What sort of sheet it is: leaflet, faq or checklist.",
                ),
                "language": Field(Language(), "The language it is written in, such as en or es-MX."),
                "title": Field(_TEXT, "The title."),
                "summary": Field(_TEXT, "What it is for, in one or two sentences."),
                "pages": Field(Integer(1, 99), "How many pages it must fill, exactly.", required=False),
                "review": Field(_REVIEW, "Version and standing."),
                "sections": Field(_SECTIONS, "The sections."),
            }
        ),
        "a handout",
    ),
    what="handouts, each under its id",
)


def _source(**values: Any) -> Callable[[str, Place], model.Source]:
    return lambda id, place: model.Source(id=id, place=place, **values)


_SOURCES = MapOf(
    Id(),
    Record(
        _source,
        MappingProxyType(
            {
                "title": Field(_LINE, "The title."),
                "publisher": Field(_LINE, "The journal or body that published it."),
                "year": Field(Integer(1800, 2100), "The year, in four digits."),
                "url": Field(Address(), "Where it can be read.", required=False),
                "authors": Field(_LINE, "Who wrote it.", required=False),
            }
        ),
        "a source",
    ),
    what="sources, each under its id",
)

_CLINIC = Record(
    model.Clinic,
    MappingProxyType(
        {
            "name": Field(_LINE, "The name of the clinic."),
            "phone": Field(_LINE, "The phone number patients call."),
            "address": Field(ListOf(_LINE, alone=True, what="an address"), "The address, one entry a line."),
            "hours": Field(_LINE, "When the clinic can be reached.", required=False),
            "website": Field(Address(), "The clinic's web address.", required=False),
        }
    ),
    "the clinic",
)

_PARTS = MappingProxyType(
    {
        "clinic": Field(_CLINIC, "Who hands the sheets over."),
        "sources": Field(
            _SOURCES, "The publications that texts cite as [@id].", required=False, default=MappingProxyType({})
        ),
        "handouts": Field(_HANDOUTS, "The handouts."),
    }
)


def _library(
    clinic: model.Clinic, sources: Mapping[str, model.Source], handouts: Mapping[str, model.Handout]
) -> model.Library:
    return model.Library(clinic, tuple(handouts.values()), sources)


LIBRARY = Record(_library, _PARTS, "the file")


def details(clinic: model.Clinic | None) -> dict[str, str | None]:
    """What texts may insert. Where the clinic could not be read, its mistakes are told there and not at every use."""
    if clinic is None:
        return {f"clinic.{name}": "…" for name in DETAILS}
    values = {name: getattr(clinic, name) for name in DETAILS}
    return {f"clinic.{name}": ", ".join(v) if isinstance(v, tuple) else v for name, v in values.items()}


def read_clinic(root: MappingNode) -> model.Clinic | None:
    """The clinic, before anything else: texts insert its details. Its problems are told when the whole file is read."""
    node = root.get("clinic")
    return _CLINIC.read(node, Reader()) if node else None


def source_ids(root: MappingNode) -> tuple[str, ...]:
    """The ids that may be cited, those with mistakes included."""
    node = root.get("sources")
    return tuple(key.text for key, _ in node.entries) if isinstance(node, MappingNode) else ()


def definitions() -> Json:
    """The shapes that may lie inside themselves, by name."""
    named: tuple[tuple[str, Json], ...] = (
        ("items", ITEM_LIST.json_schema()),
        ("blocks", BLOCK_LIST.json_schema()),
        ("sections", _SECTION_LIST.json_schema()),
    )
    return dict(named)
