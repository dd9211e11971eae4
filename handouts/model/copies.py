"""Which sections one copy of a handout prints: the usual ones, without some that may go, with some on request."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from handouts.model.library import Handout, Section


def choosable(handout: Handout) -> tuple[Section, ...]:
    """The sections that a copy may have or not, in file order: their places here are what copies are asked for by.

    Those below one that may be left out go with it, unless they are printed only on request.
    """
    return tuple(_choosable(handout.sections, within=False))


def usual(handout: Handout) -> Handout:
    """The handout as everybody gets it: without what is printed only on request."""
    if not any(section.on_request for section in choosable(handout)):
        return handout
    return fitted(handout)


def fitted(handout: Handout, left_out: Collection[int] = (), added: Collection[int] = ()) -> Handout:
    """A copy without the sections ``left_out`` and with those ``added``, by their numbers among :func:`choosable`.

    What was fitted to its pages takes the pages that it needs. A heading over nothing goes too.
    """
    every = choosable(handout)
    gone = [every[number] for number in left_out]
    gone += [one for number, one in enumerate(every) if one.on_request and number not in added]
    sections = tuple(_kept(handout.sections, gone))
    pages = None if left_out or added else handout.pages
    return replace(handout, sections=sections, pages=pages)


def _choosable(sections: tuple[Section, ...], within: bool) -> Iterator[Section]:
    for section in sections:
        if section.on_request or (section.optional and not within):
            yield section
        if not section.on_request:
            yield from _choosable(section.sections, within or section.optional)


def _kept(sections: tuple[Section, ...], gone: Collection[Section]) -> Iterator[Section]:
    for section in sections:
        if any(section is one for one in gone):
            continue
        if section.on_request:  # it was asked for, and all that is in it
            yield _asked_for(section)
            continue
        below = tuple(_kept(section.sections, gone))
        if below or section.body:
            yield section if below == section.sections else replace(section, sections=below)


def _asked_for(section: Section) -> Section:
    return replace(section, on_request=False, sections=tuple(map(_asked_for, section.sections)))
