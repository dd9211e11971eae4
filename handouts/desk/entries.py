"""What is typed into the personal fields of a sheet: which there are, what each takes, and what of it can be printed.

Read as lists of patients are read: the type, form, length and necessity of a field stand in the content. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType

from handouts.desk.orders import Item, Personal
from handouts.desk.settings import settings
from handouts.desk.speech import Said, SaidError
from handouts.fonts import Faces
from handouts.merge.filling import Places, filled, places_of
from handouts.merge.lists import read_cell
from handouts.merge.values import Manner, UnfitError
from handouts.model import FieldType, Handout, PersonalField
from handouts.records import dataclass
from handouts.schema.fields import CHOICES, NOTES, label_of

#: The field that the name at the desk goes to.
NAME = "patient.name"
_MISSING = "data-missing"
#: How a name looks that stands on top of a sheet which has no place for it: bold, not slanted.
_ON_TOP = ((True, False),)


class WrongEntriesError(SaidError):
    """Entries that cannot be printed: for each field what to say beside it. Never quotes what was typed."""

    def __init__(self, wrong: Mapping[str, Said]) -> None:
        super().__init__("Something that was typed cannot be printed.")
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Form:
    """What entries are read by: the fields of the content, and the faces that must have each letter."""

    fields: Mapping[str, PersonalField]
    faces: Faces


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to fill in at the desk, as staff call it."""

    field: PersonalField
    label: str

    @property
    def key(self) -> str:
        """Its name where no dot may be."""
        return self.field.name.replace(".", "-")

    @property
    def type(self) -> str:
        """Which kind of entry it takes."""
        return self.field.type.value


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A handout with what was typed in its places, what it has no place for, and the needed fields left empty."""

    handout: Handout
    rest: Personal = field(repr=False)
    missing: frozenset[str] = frozenset()


def blanks(handouts: Iterable[Handout], fields: Mapping[str, PersonalField], language: str) -> tuple[Blank, ...]:
    """The fields of some sheets in reading order, each once, without the name and the note that all sheets have."""
    names = dict.fromkeys(name for handout in handouts for name in places_of(handout).names)
    shown = (fields[name] for name in names if name not in {NAME, NOTES, CHOICES})
    return tuple(Blank(one, _begun(label_of(one, language))) for one in shown)


def filled_in(handout: Handout, places: Places, item: Item, personal: Personal, form: Form) -> FilledIn:
    """A handout with what was typed where it has a place for it; ``places`` are those that will be printed.

    Raises WrongEntriesError.
    """
    cells = dict(personal.fields)
    if personal.name:
        cells[NAME] = personal.name
    if personal.note:
        cells[NOTES] = "\n".join(personal.note)
    manner = Manner(handout.language)
    used = any(cells.get(name) for name in places.names) or item.ticked is not None
    values: dict[str, tuple[str, ...]] = {}
    wrong: dict[str, Said] = {}
    missing: set[str] = set()
    for name in places.names if used else ():
        if name == CHOICES:
            continue
        try:
            lines = read_cell(form.fields[name], cells.get(name, ""), manner, form.faces, sorted(places.faces[name]))
        except UnfitError as error:
            if error.code == _MISSING:
                missing.add(name)
            else:
                wrong[name] = _said(error, form.fields[name])
        else:
            if lines:
                values[name] = lines
    rest = Personal(
        "" if NAME in places.names else personal.name, () if NOTES in places.names else personal.note, personal.fields
    )
    wrong |= _wrong_on_top(rest, manner, form.faces)
    if wrong:
        raise WrongEntriesError(wrong)
    ticked = item.ticked if places.choices else None
    return FilledIn(filled(handout, values, ticked) if values or ticked else handout, rest, frozenset(missing))


def said_missing(names: Iterable[str]) -> Mapping[str, Said]:
    """What to say beside fields that are needed and empty."""
    return dict.fromkeys(names, Said(settings().unfit[_MISSING]))


def _wrong_on_top(rest: Personal, manner: Manner, faces: Faces) -> Mapping[str, Said]:
    """What is wrong with a name and a note that stand on top of the sheet."""
    found = {}
    limits = settings().limits
    for name, text, longest, looks in (
        (NAME, rest.name, limits["name"], _ON_TOP),
        (NOTES, "\n".join(rest.note), limits["note"], ((False, False),)),
    ):
        top = PersonalField(name, FieldType.TEXT, longest=longest)
        try:
            read_cell(top, text, manner, faces, looks)
        except UnfitError as error:
            found[name] = _said(error, top)
    return found


def _said(error: UnfitError, one: PersonalField) -> Said:
    plain = settings().unfit.get(error.code)
    if plain:
        return Said(plain, MappingProxyType({"most": one.longest}))
    return Said("{why}. Write it another way.", MappingProxyType({"why": _begun(str(error))}))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
