"""The blocks of a handout: what is said in one piece, each with a structure of its own."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TypeAlias

from handouts.markup import Inline
from handouts.model.personal import PersonalPanel
from handouts.problems import Place
from handouts.records import dataclass


class Tone(Enum):
    """How pressing a callout is. On paper told apart by shape and words, never by color alone."""

    INFO = "info"
    CAUTION = "caution"
    URGENT = "urgent"


class Marker(Enum):
    """What stands before the items of a list."""

    BULLET = "bullets"
    NUMBER = "numbered"
    BOX = "checklist"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Inline


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with the lists nested in it."""

    text: Inline
    nested: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Bulleted, numbered or tickable items."""

    marker: Marker
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """Advice set apart. Without a title its tone's words ("Take care") stand in for one."""

    tone: Tone
    title: Inline | None
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BenefitsAndRisks:
    """Possible benefits and possible risks at equal weight, side by side."""

    benefits: tuple[Inline, ...]
    risks: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header row over rows whose first cell heads the row. Every row has as many cells as there are columns."""

    caption: Inline
    columns: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a treatment: what happens in a few words, and the rest."""

    title: Inline
    text: Inline | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """What happens, in order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question a patient asks, and its answer."""

    ask: Inline
    answer: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions under one heading."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The few things to take away; without a title the section's heading says enough."""

    title: Inline | None
    facts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A word and what it means."""

    term: Inline
    meaning: Inline


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside the project. ``file`` is as written; the build room finds and decodes it."""

    file: str
    alt: str
    caption: Inline | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach help: who, how (a number or address), and when."""

    who: Inline
    reach: Inline
    when: Inline | None = None


@dataclass(frozen=True, slots=True)
class ContactPanel:
    """Who to call, in one place."""

    title: Inline
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square code for phones. Its address is printed beside it, so nobody needs a phone to read it."""

    url: str
    text: Inline


@dataclass(frozen=True, slots=True)
class Notes:
    """Ruled space to write in by hand."""

    prompt: Inline
    lines: int


@dataclass(frozen=True, slots=True)
class FillIn:
    """Labeled lines to fill in by hand: appointment, driver, phone."""

    labels: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Idea:
    """One short sentence beside a picture: an icon of the style by its name, or a file, which has a dot in it."""

    text: Inline
    picture: str
    alt: str
    place: Place | None = field(default=None, compare=False, repr=False)

    @property
    def file(self) -> str | None:
        """The picture's file, if it is one."""
        return self.picture if "." in self.picture else None


@dataclass(frozen=True, slots=True)
class Ideas:
    """What a section says in easy read, one idea after the other; ``urgent`` if the section is."""

    ideas: tuple[Idea, ...]
    urgent: bool = field(default=False, compare=False)


Block: TypeAlias = (
    Paragraph
    | List
    | Callout
    | BenefitsAndRisks
    | Table
    | Steps
    | Questions
    | KeyFacts
    | Definition
    | Image
    | ContactPanel
    | QrCode
    | Notes
    | FillIn
    | Ideas
    | PersonalPanel
)
