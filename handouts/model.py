"""The typed, frozen content of a library of handouts: what is said, never how it looks or where it lies.

Text is :class:`~handouts.markup.Inline`; a block is one of the frozen classes below. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from handouts.markup import Inline, Run
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


# --- blocks -----------------------------------------------------------------------------------------------------


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
    """Labelled lines to fill in by hand: appointment, driver, phone."""

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
    """What a section says in easy read, one idea after the other."""

    ideas: tuple[Idea, ...]


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


# --- documents --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Levels come from nesting, so a level cannot be skipped.

    ``optional`` sections may be left out of one patient's copy; none of them holds a warning. ``easy`` says the same
    in easy read, for the edition that asks for it.
    """

    heading: Inline
    body: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    optional: bool = False
    easy: tuple[Idea, ...] = ()


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


def notice_of(handout: Handout, library: Library) -> tuple[Sentence, ...]:
    """The sentences that stand at the end of a handout; none where neither it nor the clinic asks for them."""
    notice = library.language_notice
    if notice is None or not (notice.everywhere if handout.language_notice is None else handout.language_notice):
        return ()
    return notice.sentences


def parted(
    handout: Handout, clinic: Clinic, title: str
) -> tuple[tuple[Section, ...], tuple[Section | ContactPanel, ...]]:
    """A handout's sections without those panels that say whom to call, and these: on a folded sheet they are the back.

    A section that has nothing else goes there as a whole. Where there is none, the clinic's own number stands under
    ``title``.
    """
    inside: list[Section] = []
    back: list[Section | ContactPanel] = []
    for section in handout.sections:
        panels = tuple(block for block in section.body if isinstance(block, ContactPanel))
        if len(panels) == len(section.body) and not section.sections:
            back.append(section)
        else:
            rest = tuple(block for block in section.body if not isinstance(block, ContactPanel))
            inside.append(replace(section, body=rest) if panels else section)
            back += panels
    # The hours are in the clinic's own language, so a translation goes without them.
    hours = Inline((Run(clinic.hours),)) if clinic.hours and not handout.original else None
    own = Contact(Inline((Run(clinic.name),)), Inline((Run(clinic.phone, strong=True),)), hours)
    return tuple(inside), tuple(back) or (ContactPanel(Inline((Run(title),)), (own,)),)


#: What is called or filled in by hand: the same in easy read.
_BY_HAND = (ContactPanel, FillIn, PersonalPanel)


def easily(handout: Handout) -> Handout:
    """The handout in easy read. What is called or filled in by hand stays: panels of contacts or for one
    patient, and lines to fill in.

    A section without such a text keeps its heading and those; :func:`lacking_easy` names it.
    """
    return replace(handout, sections=tuple(map(_easily, handout.sections)))


def _easily(section: Section) -> Section:
    if section.heading.scalar is None:  # no author wrote it: it is what one patient's copy begins with
        return section
    kept = tuple(block for block in section.body if isinstance(block, _BY_HAND))
    body: tuple[Block, ...] = (Ideas(section.easy), *kept) if section.easy else kept
    return replace(section, body=body, sections=tuple(map(_easily, section.sections)), easy=())


def lacking_easy(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections that say something that they do not say in easy read."""
    for section in sections:
        written = section.heading.scalar is not None
        if written and not section.easy and any(not isinstance(block, _BY_HAND) for block in section.body):
            yield section
        yield from lacking_easy(section.sections)


def rebuilt(part: Any, change: Callable[[Any], Any]) -> Any:
    """``part`` with every dataclass in it passed through ``change``, inner ones first; what stays is not copied."""
    if isinstance(part, tuple):
        parts = tuple(rebuilt(entry, change) for entry in part)
        return part if all(new is old for new, old in zip(parts, part, strict=True)) else parts
    if isinstance(part, Inline):
        return change(part)
    if not hasattr(part, "__dataclass_fields__"):
        return part
    values = {entry.name: getattr(part, entry.name) for entry in fields(part)}
    fresh = {name: rebuilt(value, change) for name, value in values.items()}
    changed = {name: value for name, value in fresh.items() if value is not values[name]}
    return change(replace(part, **changed) if changed else part)


def inlines(part: object) -> Iterator[Inline]:
    """Every piece of text under a handout, section or block, in reading order (the order of the fields above).

    What stands for it in easy read is another text: :func:`easily` gives it.
    """
    if isinstance(part, Inline):
        yield part
    elif isinstance(part, tuple):
        for entry in part:
            yield from inlines(entry)
    elif hasattr(part, "__dataclass_fields__"):
        for entry in fields(part):  # type: ignore[arg-type]  # fields() accepts any dataclass; object is all mypy sees
            if entry.name != "easy":
                yield from inlines(getattr(part, entry.name))


def listed(ids: Iterable[str], handout: Handout, library: Library) -> tuple[Source, ...]:
    """The sources of a handout as it lists them: each with its language, for devices that read them aloud.

    What does not say its own is in the language that the handout was first written in.
    """
    found = (library.sources[source] for source in ids)
    first = handout.original or handout.language
    return tuple(source if source.language else replace(source, language=first) for source in found)


def cited(handout: Handout) -> tuple[str, ...]:
    """Ids of the sources a handout cites, in the order of first citation: the printed number is the position + 1."""
    seen: dict[str, None] = {}
    for text in inlines(handout):
        for run in text.runs:
            for source in run.cites:
                seen.setdefault(source)
    return tuple(seen)
