"""Personal fields: what each patient's copy may fill, and the words that stand where nothing is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import is_
from types import MappingProxyType
from typing import Any

from handouts import model
from handouts.markup import Inline, Run, short
from handouts.model import FieldType, PersonalField
from handouts.problems import Place
from handouts.records import Same, dataclass
from handouts.schema.lists import ListOf, MapOf
from handouts.schema.once import Once
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Record
from handouts.schema.shapes import ByKind, Json, Turned
from handouts.schema.texts import Choice, Line, scalar
from handouts.schema.values import Integer, Language
from handouts.source import Mapping as MappingNode
from handouts.source import Node
from handouts.words import Words, words_for

#: Handouts, and parts of them, that are remembered with the words of their fields.
_KEPT = 256
_KEPT_PARTS = 4096
#: The notes and the ticked choices of a personal panel.
NOTES = "appointment.notes"
CHOICES = "appointment.choices"
#: Fields that need no declaration; a content file may declare them anew. Their labels stand in the catalogs.
BUILT_IN = (
    PersonalField("patient.name", FieldType.TEXT, required=True),
    PersonalField("patient.birth_date", FieldType.DATE, format="long"),
    PersonalField("appointment.date", FieldType.DATE),
    PersonalField("appointment.time", FieldType.TIME, format="short"),
    PersonalField("appointment.place", FieldType.TEXT),
    PersonalField("appointment.clinician", FieldType.TEXT),
    PersonalField(NOTES, FieldType.TEXT, longest=600),
    PersonalField(CHOICES, FieldType.TEXT, longest=600),
)
#: The rows of a personal panel that names none.
ROWS = ("patient.name", "appointment.date", "appointment.time", "appointment.place", "appointment.clinician")
#: How dates and times may look: the names of the Unicode CLDR, or as ISO 8601 has them.
FORMATS = ("full", "long", "medium", "short", "iso")

_NAME = re.compile(r"[a-z]+\.[a-z]+(?:_[a-z]+)*")
_DATED = (FieldType.DATE, FieldType.TIME)
#: How many characters wide the line is on which a field is filled in by hand, inside a text.
_BLANK: Mapping[FieldType, int] = MappingProxyType(
    {FieldType.TEXT: 24, FieldType.DATE: 18, FieldType.TIME: 10, FieldType.NUMBER: 8, FieldType.CHOICE: 14}
)
_LINE = Line()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FieldName:
    """The name of a field: two parts with a dot between."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "the name of a field")
        if found is None:
            return None
        if not _NAME.fullmatch(found.text) or found.text.startswith("clinic."):
            hint = "use two words of small letters with a dot between, not clinic, for example visit.driver"
            reader.report("bad-id", f"'{short(found.text)}' cannot be the name of a field", found.place, hint)
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": f"^{_NAME.pattern}$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class KnownField:
    """The name of a field that there is."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "the name of a field")
        if found is None:
            return None
        if found.text not in reader.personal:
            message = f"there is no personal field '{short(found.text)}'"
            reader.unknown("unknown-field", message, found.text, reader.personal, found.place)
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": f"^{_NAME.pattern}$"}


_BY_LANGUAGE: ByKind[Mapping[str, str]] = ByKind(
    "a text, or texts by language",
    text=Turned(_LINE, lambda text: MappingProxyType({"": text})),
    fields=MapOf(Language(), Turned(_LINE, lambda text: lambda _language, _place: text), what="texts by language"),
)


def _declared(**values: Any) -> Callable[[str, Place], PersonalField]:
    return lambda name, place: PersonalField(name=name, place=place, **values)


def _holds_together(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether choices stand only where there is a choice, formats only on dates and times, and defaults are allowed."""
    given = {key.text: key for key, _ in node.entries}
    kind, whole = values["type"], True
    if kind is FieldType.CHOICE and "choices" not in given:
        reader.report("missing-field", "'choices' is missing in a field of type choice", node.place, "list them")
        whole = False
    for name, kinds in (("choices", (FieldType.CHOICE,)), ("format", _DATED)):
        if name in given and kind is not None and kind not in kinds:
            message = f"a field of type {kind.value} has no '{name}'"
            reader.report("conflicting-fields", message, given[name].place, "take it out, or change the type")
            whole = False
    choices = values["choices"]
    for default in (values["default"] or {}).values() if kind is FieldType.CHOICE and choices else ():
        if default not in choices:
            place = given["default"].place
            reader.unknown("bad-choice", f"'{short(default)}' is none of the choices", default, choices, place)
            whole = False
    return whole


_FIELD = Record(
    _declared,
    MappingProxyType(
        {
            "label": Field(
                _BY_LANGUAGE,
                "What to call it where it is filled in by hand: a text, or a text for each language.",
                required=False,
                default=MappingProxyType({}),
            ),
            "type": Field(
                Choice(MappingProxyType({kind.value: kind for kind in FieldType})),
                "What is filled in: text, date, time, number or choice.",
                required=False,
                default=FieldType.TEXT,
            ),
            "format": Field(
                Choice(MappingProxyType({name: name for name in FORMATS})),
                "How a date or time looks: full, long, medium, short or iso.",
                required=False,
            ),
            "longest": Field(Integer(1, 2000), "How many characters it may have.", required=False, default=120),
            "required": Field(
                Choice(MappingProxyType({"true": True, "false": False, "yes": True, "no": False})),
                "Whether every patient's copy must have it: true or false.",
                required=False,
                default=False,
            ),
            "default": Field(
                _BY_LANGUAGE,
                "What is printed where nothing is filled in: a text, or a text for each language.",
                required=False,
                default=MappingProxyType({}),
            ),
            "choices": Field(ListOf(_LINE), "What may be chosen, one entry each.", required=False, default=()),
        }
    ),
    "a field",
    check=_holds_together,
)


def _made(  # the names in the file
    label: Mapping[str, str],
    default: Mapping[str, str],
    format: str | None,  # noqa: A002
    type: FieldType,  # noqa: A002
    **values: Any,
) -> Any:
    look = format or ("short" if type is FieldType.TIME else "full")
    return _declared(labels=label, defaults=default, format=look, type=type, **values)


FIELDS = Field(
    Once(
        Turned(
            MapOf(FieldName(), replace(_FIELD, build=_made), what="fields, each under its name"),
            lambda own: MappingProxyType({**{field.name: field for field in BUILT_IN}, **own}),
        ),
        apart=True,
    ),
    "What each patient's copy fills in, by name; a text uses it as {patient.name}.",
    required=False,
    default=MappingProxyType({field.name: field for field in BUILT_IN}),
)


# --- the personal panel -------------------------------------------------------------------------------------------

_TEXT_NONE = Inline(())


def panel(
    title: Inline | None, rows: tuple[str, ...] | None, choices: tuple[Inline, ...] | None, notes: int | None
) -> model.Block:
    """A personal panel from what its block says; its labels come when the language is known."""
    return model.PersonalPanel(
        title,
        tuple(model.PersonalRow(name, _TEXT_NONE) for name in (ROWS if rows is None else rows)),
        tuple(model.PersonalChoice(text) for text in choices or ()),
        model.PersonalNotes(NOTES, _TEXT_NONE, notes) if notes else None,
    )


# --- names before, labels after the texts are read ----------------------------------------------------------------


def field_names(root: MappingNode) -> tuple[str, ...]:
    """The fields that texts may use, those with mistakes in their declaration included."""
    node = root.get("fields")
    own = tuple(key.text for key, _ in node.entries) if isinstance(node, MappingNode) else ()
    return tuple(dict.fromkeys((*(field.name for field in BUILT_IN), *own)))


def label_of(field: PersonalField, language: str) -> str:
    """What a field is called in a language."""
    return field.label(language) or _words(language).phrases.get(field.name) or field.name


def blank(field: PersonalField, language: str) -> str:
    """What stands in a text where nothing is filled in: the default, or a line to write on with the label."""
    return field.default(language) or f"{'_' * _BLANK[field.type]}\u00a0({label_of(field, language)})"


def labeled(library: model.Library) -> model.Library:
    """The library with the words of its personal fields, in the language of each handout."""
    known = Same(library.fields)
    return replace(library, handouts=tuple(_labeled(Same(handout), known) for handout in library.handouts))


@lru_cache(maxsize=_KEPT)
def _labeled(handout: Same[model.Handout], fields: Same[Mapping[str, PersonalField]]) -> model.Handout:
    own = handout.thing
    # Titles and summaries have none: they go into the file's properties.
    sections = tuple(_with_words(Same(section), fields, own.language) for section in own.sections)
    return own if all(map(is_, sections, own.sections)) else replace(own, sections=sections)


@lru_cache(maxsize=_KEPT_PARTS)
def _with_words(part: Same[Any], fields: Same[Mapping[str, PersonalField]], language: str) -> Any:
    """A part of a handout with the words of its fields, itself where it has none."""
    known = fields.thing

    def words(name: str) -> Inline:
        label = label_of(known[name], language)
        return Inline((Run(label[:1].upper() + label[1:]),))

    def change(part: Any) -> Any:
        if isinstance(part, Inline):
            if not any(run.field for run in part.runs):
                return part
            runs = (replace(r, text=blank(known[r.field], language)) if r.field else r for r in part.runs)
            return replace(part, runs=tuple(runs))
        if isinstance(part, model.PersonalRow):
            default = known[part.field].default(language)
            value = Inline((Run(default, field=part.field),)) if default else None
            return replace(part, label=words(part.field), value=value)
        if isinstance(part, model.PersonalNotes):
            return replace(part, label=words(part.field))
        return part

    return model.rebuilt(part.thing, change)


def _words(language: str) -> Words:
    try:
        return words_for(language)
    except KeyError:  # told where the sheet is built
        return words_for("en")
