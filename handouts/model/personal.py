"""What one patient's copy fills in, and the panel where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from types import MappingProxyType

from handouts.markup import Inline
from handouts.problems import Place
from handouts.records import dataclass


class FieldType(Enum):
    """What may be typed into a personal field."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A field that each patient's copy fills. ``labels`` and ``defaults`` are by language, "" for any.

    A label that is not here stands in a catalog.

    ``format`` is that of dates and times by their CLDR names, or "iso"; ``longest`` counts characters.
    """

    name: str
    type: FieldType
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    format: str = "full"
    longest: int = 120
    required: bool = False
    defaults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    choices: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)

    def label(self, language: str) -> str | None:
        """What to call it in a language, if the content file says so."""
        return _in(self.labels, language)

    def default(self, language: str) -> str | None:
        """What stands there in a language where nothing is filled in, if anything."""
        return _in(self.defaults, language)


def _in(texts: Mapping[str, str], language: str) -> str | None:
    return texts.get(language) or texts.get(language.partition("-")[0]) or texts.get("")


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """One line of a personal panel. ``value`` is what one patient's copy says; without it there is a line to write on.

    ``slot`` leaves the place free, to be stamped later.
    """

    field: str
    label: Inline
    value: Inline | None = None
    slot: bool = False


@dataclass(frozen=True, slots=True)
class PersonalChoice:
    """Something to be ticked for one patient; ``ticked`` is None where it is left to be done by hand."""

    text: Inline
    ticked: bool | None = None
    slot: bool = False


@dataclass(frozen=True, slots=True)
class PersonalNotes:
    """Free notes on so many lines; ``value`` has an entry for each paragraph that was typed."""

    field: str
    label: Inline
    lines: int
    value: tuple[Inline, ...] | None = None
    slot: bool = False


@dataclass(frozen=True, slots=True)
class PersonalPanel:
    """What holds for one patient: name, appointment, choices, notes. Without data, a panel to fill in by hand."""

    title: Inline | None
    rows: tuple[PersonalRow, ...]
    choices: tuple[PersonalChoice, ...] = ()
    notes: PersonalNotes | None = None
