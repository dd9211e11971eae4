"""What content.yaml may say: one declaration for each part, from which it is read, checked and described to editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from handouts import model
from handouts.markup import Inline
from handouts.problems import Place
from handouts.rules import Override
from handouts.schema.blocks import BLOCK_LIST, BLOCKS, IDEAS, ITEM_LIST, QUESTIONS
from handouts.schema.fields import FIELDS
from handouts.schema.finding import BUNDLES, FINDING, bundles_lead_somewhere
from handouts.schema.governance import RECALLS, REVIEW, RULES, WAIVERS
from handouts.schema.lists import ListOf, MapOf
from handouts.schema.notice import HAS_NOTICE, NOTICE, notice_is_there
from handouts.schema.once import Asked, Once, the_first
from handouts.schema.optional import OPTIONAL, Given, may_be_left_out, something_prints
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Need, Record
from handouts.schema.shapes import Json, Named, Shape
from handouts.schema.texts import Choice, Line, Text
from handouts.schema.values import Address, Code, Id, Integer, Language, Marks, WebFolder
from handouts.source import Mapping as MappingNode
from handouts.source import Node

#: The clinic's details that a text may insert as ``{clinic.name}``.
DETAILS = ("name", "phone", "hours", "address", "website")

#: Titles and headings stand in the properties and the outline of the file, where nothing personal belongs.
_TEXT = Text(personal=False)
_LINE = Line()


# --- sections and handouts ----------------------------------------------------------------------------------------

_SECTIONS: Named[tuple[model.Section, ...]] = Named("sections", lambda: _SECTION_LIST)


def _section(
    heading: Inline,
    body: tuple[model.Block, ...] | None,
    questions: tuple[model.Question, ...] | None,
    sections: tuple[model.Section, ...] | None,
    waive: tuple[model.Waiver, ...],
    optional: Given,
    easy: tuple[model.Idea, ...] | None,
) -> model.Section:
    asked: tuple[model.Block, ...] = (model.Questions(questions),) if questions else ()
    return model.Section(
        heading,
        (*(body or ()), *asked),
        sections or (),
        waive,
        optional is not Given.ALWAYS,
        easy or (),
        optional is Given.ON_REQUEST,
    )


_SECTION = Record(
    _section,
    MappingProxyType(
        {
            "heading": Field(_TEXT, "The heading."),
            "body": Field(BLOCKS, "Paragraphs and other blocks, each after a dash.", required=False),
            "questions": Field(QUESTIONS, "Questions with their answers; they stand after 'body'.", required=False),
            "sections": Field(_SECTIONS, "Sections below this one.", required=False),
            "waive": WAIVERS,
            "optional": OPTIONAL,
            "easy": Field(IDEAS, "The same in easy read: one short sentence each, beside a picture.", required=False),
        }
    ),
    "a section",
    needs=(Need(("body", "questions", "sections")),),
    check=may_be_left_out,
)

_SECTION_LIST: ListOf[model.Section] = ListOf(Once(_SECTION), what="a list of sections")

_TRANSLATED: Mapping[str, Field] = MappingProxyType(
    {
        "title": Field(_TEXT, "The title."),
        "summary": Field(_TEXT, "What it is for, in one or two sentences."),
        "review": Field(REVIEW, "Version and standing."),
        "sections": Field(_SECTIONS, "The sections."),
        "waive": WAIVERS,
        "recalls": RECALLS,
    }
)


def _translation(waive: tuple[model.Waiver, ...], **values: Any) -> Callable[[str, Place], Mapping[str, Any]]:
    return lambda language, place: {**values, "waivers": waive, "language": language, "place": place}


_PAGES = Field(Integer(1, 99), "How many pages it must fill, exactly.", required=False)

_TRANSLATED_FROM = Field(
    Marks(),
    "Which text of the original each text was made from; 'translate' writes it.",
    required=False,
    default=(),
)

_TRANSLATIONS = MapOf(
    Language(),
    # A translation runs longer or shorter than its original: how many pages it must fill, if any, it says itself.
    Once(
        Record(
            _translation,
            MappingProxyType(
                {
                    "pages": _PAGES,
                    **_TRANSLATED,
                    "keywords": FINDING["keywords"],
                    "translated_from": _TRANSLATED_FROM,
                }
            ),
            "a translation",
            check=something_prints,
        )
    ),
    what="translations, each under its language",
)


def _handout(
    translations: Mapping[str, Mapping[str, Any]],
    waive: tuple[model.Waiver, ...],
    codes: tuple[model.Coding, ...],
    **values: Any,
) -> Callable[[str, Place], tuple[model.Handout, ...]]:
    def made(name: str, place: Place) -> tuple[model.Handout, ...]:
        original = model.Handout(id=name, place=place, waivers=waive, codings=codes, **values)
        return original, *(_translated(original, own) for own in translations.values())

    return lru_cache(maxsize=1)(made)


def _translated(original: model.Handout, own: Mapping[str, Any]) -> model.Handout:
    """A translation is found by its own words first, and by those of the original, which staff may know."""
    words = dict.fromkeys((*own["keywords"], *original.keywords))
    made = replace(original, original=original.language, **{**own, "keywords": tuple(words)})
    return the_first(made, _PLACED)


#: What of a handout holds places in the file, which are not compared.
_PLACED = frozenset({"title", "summary", "review", "sections", "waivers", "recalls"})


def _own_language(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether no translation claims the language of the original."""
    translations = node.get("translations")
    for key, _ in translations.entries if isinstance(translations, MappingNode) else ():
        if key.text == values["language"]:
            message = f"'{key.text}' is the language of the handout itself"
            reader.report("duplicate-id", message, key.place, "give the language of the translation")
            return False
    return True


def _sheet_holds(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether what the parts of a handout say of each other holds."""
    prints = something_prints(values, node, reader)
    return _own_language(values, node, reader) and prints


_HANDOUT = Record(
    _handout,
    MappingProxyType(
        {
            "kind": Field(
                Choice(MappingProxyType({kind.value: kind for kind in model.Kind if kind is not model.Kind.COVER})),
                "What sort of sheet it is: leaflet, faq or checklist.",
            ),
            "code": Field(Code(), "A short name printed on every page, such as KET-1.", required=False),
            "language": Field(Language(), "The language it is written in, such as en or es-MX."),
            "pages": _PAGES,
            **_TRANSLATED,
            **FINDING,
            "language_notice": HAS_NOTICE,
            "translations": Field(
                _TRANSLATIONS,
                "The same handout in other languages, each under its tag.",
                required=False,
                default=MappingProxyType({}),
            ),
        }
    ),
    "a handout",
    check=_sheet_holds,
)

_HANDOUTS = Asked(MapOf(Id(), Once(_HANDOUT), what="handouts, each under its id"))


def _source(waive: tuple[model.Waiver, ...], **values: Any) -> Callable[[str, Place], model.Source]:
    return lambda id, place: model.Source(id=id, place=place, waivers=waive, **values)


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
                "language": Field(
                    Language(),
                    "Its language, where that is not the one handouts are first written in.",
                    required=False,
                ),
                "waive": WAIVERS,
            }
        ),
        "a source",
    ),
    what="sources, each under its id",
)

_CLINIC: Shape[model.Clinic] = Once(
    Record(
        model.Clinic,
        MappingProxyType(
            {
                "name": Field(_LINE, "The name of the clinic."),
                "phone": Field(_LINE, "The phone number patients call."),
                "address": Field(ListOf(_LINE, alone=True, what="an address"), "The address, one entry a line."),
                "hours": Field(_LINE, "When the clinic can be reached.", required=False),
                "website": Field(Address(), "The clinic's web address.", required=False),
                "web_folder": Field(
                    WebFolder(),
                    "Where the pages of the handouts stand on the web; QR codes lead there.",
                    required=False,
                ),
            }
        ),
        "the clinic",
    ),
    apart=True,
)

_PARTS = MappingProxyType(
    {
        "clinic": Field(_CLINIC, "Who hands the sheets over."),
        "sources": Field(
            Once(_SOURCES, apart=True),
            "The publications that texts cite as [@id].",
            required=False,
            default=MappingProxyType({}),
        ),
        "fields": FIELDS,
        "rules": RULES,
        "handouts": Field(_HANDOUTS, "The handouts."),
        "bundles": BUNDLES,
        "language_notice": NOTICE,
    }
)


def _library(
    clinic: model.Clinic,
    sources: Mapping[str, model.Source],
    fields: Mapping[str, model.PersonalField],
    rules: Mapping[str, Override],
    handouts: Mapping[str, tuple[model.Handout, ...]],
    bundles: Mapping[str, tuple[str, ...]],
    language_notice: model.LanguageNotice | None,
) -> model.Library:
    every = tuple(one for group in handouts.values() for one in group)
    return model.Library(clinic, every, sources, rules, fields, bundles, language_notice)


def _leads_somewhere(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether what the parts of the file say of each other holds."""
    bundles = bundles_lead_somewhere(values, node, reader)
    return notice_is_there(values, node, reader) and bundles


LIBRARY = Record(_library, _PARTS, "the file", check=_leads_somewhere)


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
    return _keys(root.get("sources"))


def handout_ids(root: Node | None) -> tuple[str, ...]:
    """The ids of the handouts, those with mistakes included."""
    return _keys(root.get("handouts") if isinstance(root, MappingNode) else None)


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(key.text for key, _ in node.entries) if isinstance(node, MappingNode) else ()


def definitions() -> Json:
    """The shapes that may lie inside themselves, by name."""
    named: tuple[tuple[str, Json], ...] = (
        ("items", ITEM_LIST.json_schema()),
        ("blocks", BLOCK_LIST.json_schema()),
        ("sections", _SECTION_LIST.json_schema()),
    )
    return dict(named)
