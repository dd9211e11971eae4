"""Walking through a handout: its texts, its sources, its parts on a folded sheet and in easy read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from handouts.markup import Inline, Run
from handouts.model.blocks import (
    Block,
    Callout,
    Contact,
    ContactPanel,
    FillIn,
    Ideas,
    Item,
    List,
    Marker,
    Question,
    Questions,
    Tone,
)
from handouts.model.library import Clinic, Handout, Library, Section, Sentence, Source
from handouts.model.personal import PersonalPanel
from handouts.records import Same

#: Handouts whose sources are remembered.
_KEPT = 256
#: And sections.
_KEPT_SECTIONS = 4096
#: Three digits or more, as telephone numbers are written: 911, 770-555-0142, (770) 555 0142.
_NUMBER = re.compile(r"(?<![\d.,])\d(?:[ ().\u00a0\u2011\u2013-]{0,2}\d){2,}(?!\d|[.,]\d)")


def notice_of(handout: Handout, library: Library) -> tuple[Sentence, ...]:
    """The sentences that stand at the end of a handout; none where neither it nor the clinic asks for them."""
    notice = library.language_notice
    if notice is None or not (notice.everywhere if handout.language_notice is None else handout.language_notice):
        return ()
    return notice.sentences


def parted(
    handout: Handout, clinic: Clinic, title: str
) -> tuple[tuple[Section, ...], tuple[Section | ContactPanel | Callout, ...]]:
    """A handout's sections without those panels that say whom to call, and these: on a folded sheet they are the back.

    A section that has nothing else goes there as a whole. Where there is none, the clinic's own number stands under
    ``title``. Who looks for help sees the back first: what is urgent stands there too, before the panels, as far as
    it names numbers that they do not.
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
    panel = tuple(back) or (ContactPanel(Inline((Run(title),)), (own,)),)
    return tuple(inside), (*_urgent(handout, set().union(*map(_numbers, panel))), *panel)


def _urgent(part: object, told: set[str]) -> Iterator[Callout]:
    """What is urgent and names numbers that nobody was ``told`` so far; of easy read its sentences, in a box."""
    if isinstance(part, tuple):
        for entry in part:
            yield from _urgent(entry, told)
    elif isinstance(part, Callout) and part.tone is Tone.URGENT:
        if not _numbers(part) <= told:
            told |= _numbers(part)
            yield part
    elif isinstance(part, Ideas):
        items = tuple(Item(idea.text) for idea in part.ideas if part.urgent and _is_new(_numbers(idea), told))
        yield from (Callout(Tone.URGENT, None, (List(Marker.BULLET, items),)),) if items else ()
    elif isinstance(part, Handout | Section | Callout | Questions | Question):
        for name in part.__dataclass_fields__:
            yield from _urgent(getattr(part, name), told)


def _numbers(part: object) -> set[str]:
    """The telephone numbers in a text, in digits: with others between them, an amount such as 100.4 is none."""
    return {re.sub(r"\D", "", found) for text in inlines(part) for found in _NUMBER.findall(text.plain)}


def _is_new(numbers: set[str], told: set[str]) -> bool:
    new = not numbers <= told
    told |= numbers
    return new


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
    urgent = any(True for _ in _urgent(section.body, set()))
    body: tuple[Block, ...] = (Ideas(section.easy, urgent), *kept) if section.easy else kept
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
        parts = tuple([rebuilt(entry, change) for entry in part])
        return part if all(new is old for new, old in zip(parts, part, strict=True)) else parts
    if isinstance(part, Inline):
        return change(part)
    if not hasattr(part, "__dataclass_fields__"):
        return part
    changed = {}
    for name in part.__dataclass_fields__:  # ``fields`` would take longer than the rest
        value = getattr(part, name)
        fresh = rebuilt(value, change)
        if fresh is not value:
            changed[name] = fresh
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
        for name in part.__dataclass_fields__:  # ``fields`` would take half of the time
            if name != "easy":
                yield from inlines(getattr(part, name))


def listed(ids: Iterable[str], handout: Handout, library: Library) -> tuple[Source, ...]:
    """The sources of a handout as it lists them: each with its language, for devices that read them aloud.

    What does not say its own is in the language that the handout was first written in.
    """
    found = (library.sources[source] for source in ids)
    first = handout.original or handout.language
    return tuple(source if source.language else replace(source, language=first) for source in found)


def cited(handout: Handout) -> tuple[str, ...]:
    """Ids of the sources a handout cites, in the order of first citation: the printed number is the position + 1."""
    return cited_once(Same(handout))


@lru_cache(maxsize=_KEPT)
def cited_once(handout: Same[Handout]) -> tuple[str, ...]:
    """As :func:`cited`, remembered for a handout that stays the same object."""
    own = handout.thing
    parts = (_cites((own.title, own.summary)), *(cited_in(Same(section)) for section in own.sections))
    return tuple(dict.fromkeys(source for part in parts for source in part))


@lru_cache(maxsize=_KEPT_SECTIONS)
def cited_in(section: Same[Section]) -> tuple[str, ...]:
    """Ids of the sources that a section cites, remembered for one that stays the same object."""
    return _cites(section.thing)


def _cites(part: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for text in inlines(part) for run in text.runs for source in run.cites))
