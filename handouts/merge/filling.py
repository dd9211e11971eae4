"""A handout and one patient's values → that patient's handout. Values are never read as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from handouts import model
from handouts.markup import Inline, Run
from handouts.merge.values import UnfitError
from handouts.model import Handout, PersonalChoice, PersonalNotes, PersonalRow
from handouts.problems import did_you_mean
from handouts.records import dataclass
from handouts.schema.fields import CHOICES

#: What a person writes between choices, and for none of them.
_BETWEEN = (";", "|")
_NONE = frozenset({"none", "no", "0", "-", "–"})


@dataclass(frozen=True, slots=True)
class Places:
    """Where a handout uses personal fields: all names in reading order, those inside running text, and the choices.

    ``faces`` are the looks, as (strong, emphasis), in which each field is printed.
    """

    names: tuple[str, ...]
    inline: frozenset[str]
    choices: tuple[str, ...]
    faces: Mapping[str, frozenset[tuple[bool, bool]]]


def places_of(handout: Handout) -> Places:
    """Where a handout uses personal fields."""
    inline: set[str] = set()
    faces: dict[str, set[tuple[bool, bool]]] = {}
    choices: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, Inline):
            for run in part.runs:
                if run.field:
                    inline.add(run.field)
                    faces.setdefault(run.field, set()).add((run.strong, run.emphasis))
        elif isinstance(part, PersonalRow | PersonalNotes):
            faces.setdefault(part.field, set()).add((False, False))
        elif isinstance(part, tuple):
            for entry in part:
                look(entry)
        elif hasattr(part, "__dataclass_fields__"):
            if isinstance(part, PersonalChoice):
                choices.append(part.text.plain)
            for entry in fields(part):  # type: ignore[arg-type]  # fields() accepts any dataclass; object is all mypy sees
                look(getattr(part, entry.name))

    look(handout.sections)
    if choices:
        faces.setdefault(CHOICES, set())
    looks = {name: frozenset(found) for name, found in faces.items()}
    return Places(tuple(faces), frozenset(inline), tuple(choices), looks)


def chosen(cell: str, choices: Sequence[str]) -> frozenset[int] | None:
    """Which choices a cell ticks, by number from 1 on or by their words; None where it leaves that to the hand.

    Raises UnfitError.
    """
    if not cell.strip():
        return None
    for sign in _BETWEEN[1:]:
        cell = cell.replace(sign, _BETWEEN[0])
    ticked = set()
    known = {choice.casefold().rstrip("."): index for index, choice in enumerate(choices)}
    for entry in (part.strip() for part in cell.split(_BETWEEN[0])):
        plain = entry.casefold().rstrip(".")
        if not plain or plain in _NONE:
            continue
        if plain.isascii() and plain.isdigit() and 1 <= int(plain) <= len(choices):
            ticked.add(int(plain) - 1)
        elif plain in known:
            ticked.add(known[plain])
        else:
            hint = did_you_mean(entry, choices) or f"write their numbers, from 1 to {len(choices)}, with ; between"
            raise UnfitError("data-choice", "one of these is none of the choices of the panel", hint)
    return frozenset(ticked)


def filled(handout: Handout, values: Mapping[str, tuple[str, ...]], ticked: frozenset[int] | None = None) -> Handout:
    """The handout with the values of one patient. A field without one stays a line to write on, or its default."""
    number = 0

    def change(part: Any) -> Any:
        nonlocal number
        match part:
            case Inline():
                if any(run.field and run.field in values for run in part.runs):
                    return replace(part, runs=tuple(_run(run, values) for run in part.runs))
            case PersonalRow():
                if part.field in values:
                    return replace(part, value=_words(" ".join(values[part.field]), part.field))
            case PersonalNotes():
                if part.field in values:
                    return replace(part, value=tuple(_words(line, part.field) for line in values[part.field]))
            case PersonalChoice():
                number += 1
                if ticked is not None:
                    return replace(part, ticked=number - 1 in ticked)
        return part

    made: Handout = model.rebuilt(handout, change)
    return made


def _run(run: Run, values: Mapping[str, tuple[str, ...]]) -> Run:
    return replace(run, text=" ".join(values[run.field])) if run.field and run.field in values else run


def _words(text: str, field: str) -> Inline:
    return Inline((Run(text, field=field),))
