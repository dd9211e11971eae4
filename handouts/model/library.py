"""Handouts, their sections and standing, and the library of all that a content file holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

from handouts.markup import Inline
from handouts.model.blocks import Block, Idea
from handouts.model.personal import PersonalField
from handouts.problems import Place
from handouts.records import dataclass

if TYPE_CHECKING:
    from handouts.rules import Override


class Kind(Enum):
    """What sort of sheet a handout is; each has a layout of its own."""

    LEAFLET = "leaflet"
    FAQ = "faq"
    CHECKLIST = "checklist"
    #: What lies on top of a packet; never written by hand.
    COVER = "cover"


class Status(Enum):
    """What the content file says of a handout's life. What a date or a changed word makes of it, ``review`` tells."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RETIRED = "retired"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that does not hold here, why, and until which day (ISO 8601)."""

    rule: str
    reason: str
    until: str
    place: Place | None = field(default=None, compare=False, repr=False)


class CodeSystem(Enum):
    """A vocabulary that other systems name problems, medicines and tests in."""

    ICD_10_CM = "icd-10-cm"
    SNOMED_CT = "snomed-ct"
    RXNORM = "rxnorm"
    LOINC = "loinc"


@dataclass(frozen=True, slots=True)
class Coding:
    """What a handout is about, as a code of one vocabulary."""

    system: CodeSystem
    code: str


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a clinical claim rests on. Without a ``language`` it is in the one its readers write in."""

    id: str
    title: str
    publisher: str
    year: int
    url: str | None = None
    authors: str | None = None
    language: str | None = None
    waivers: tuple[Waiver, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Clinic:
    """Who hands the sheet over, and how to reach them.

    ``web_folder`` is where the pages of the handouts stand on the web; it ends with a slash.
    """

    name: str
    phone: str
    address: tuple[str, ...]
    hours: str | None = None
    website: str | None = None
    web_folder: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Levels come from nesting, so a level cannot be skipped.

    ``optional`` sections may be left out of one patient's copy; none of them holds a warning. Those ``on_request``
    are printed only in copies that ask for them. ``easy`` says the same in easy read, for the edition that asks for it.
    """

    heading: Inline
    body: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    optional: bool = False
    easy: tuple[Idea, ...] = ()
    on_request: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Version and standing of a handout; days are ISO dates (ISO 8601) as given in the content.

    ``edition`` is the day of the version, ``on`` that of the review, ``next`` that of the next one. ``fingerprint``
    names the text that was reviewed. ``since``, ``reason`` and ``replaced_by`` tell of a retirement or recall.
    """

    status: Status
    version: str
    edition: str
    next: str | None = None
    by: str | None = None
    role: str | None = None
    on: str | None = None
    fingerprint: str | None = None
    since: str | None = None
    reason: str | None = None
    replaced_by: str | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Recall:
    """An earlier version that must not be used any more, and why."""

    version: str
    since: str
    reason: str
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Handout:
    """One sheet in one language. ``pages`` is the exact number of pages it must fill, or None where it may grow.

    ``code`` is the short name printed on every page; without one it is the id. A translation has its own text, review
    and waivers; ``original`` is then the language it was translated from, and ``translated_from`` a short mark of each
    text of the original as it was then, in reading order (empty where nobody noted them). ``keywords``, ``topics`` and
    ``codings`` help to find it and are not printed. ``language_notice`` says whether the clinic's notice stands on it;
    None leaves that to the clinic.
    """

    id: str
    kind: Kind
    language: str
    title: Inline
    summary: Inline
    review: Review
    sections: tuple[Section, ...]
    pages: int | None = None
    code: str | None = None
    original: str | None = None
    translated_from: tuple[str, ...] = ()
    language_notice: bool | None = None
    waivers: tuple[Waiver, ...] = ()
    recalls: tuple[Recall, ...] = ()
    keywords: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    codings: tuple[Coding, ...] = ()
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a notice says in one language."""

    language: str
    text: Inline


@dataclass(frozen=True, slots=True)
class LanguageNotice:
    """The clinic's notice of free language help (US Section 1557): verbatim from its ``file``, never our words.

    ``everywhere`` puts it on every handout that does not say otherwise. The sentences are read from the file later.
    """

    file: str
    everywhere: bool = False
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in a content file: the clinic, its handouts in file order, and the sources they cite.

    A handout's translations follow it. ``rules`` are the clinic's own severities and limits, by the rule's code;
    ``fields`` are what a patient's copy may fill, by name. ``bundles`` are ids of handouts that are often given
    together, by the name that staff know them by.
    """

    clinic: Clinic
    handouts: tuple[Handout, ...]
    sources: Mapping[str, Source]
    rules: Mapping[str, Override] = field(default_factory=lambda: MappingProxyType({}))
    fields: Mapping[str, PersonalField] = field(default_factory=lambda: MappingProxyType({}))
    bundles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    language_notice: LanguageNotice | None = None
