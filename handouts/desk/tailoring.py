"""One handout fitted to one patient: what was typed in its places or on top, optional sections left out.

The text that was reviewed is not touched. What is typed becomes runs of plain text, so that no mark in a name means
anything; the proof then finds every one of its words on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.desk.entries import FilledIn, Form, filled_in
from handouts.desk.orders import BadOrderError, Item, Personal
from handouts.markup import Inline, Run
from handouts.merge.filling import places_of
from handouts.model import Block, Handout, Paragraph, Section
from handouts.words import Words


def optional_sections(handout: Handout) -> tuple[Section, ...]:
    """The sections that may be left out, in file order; those below a left-out one go with it."""
    return tuple(_optional(handout.sections))


def tailored(handout: Handout, item: Item, personal: Personal, words: Words, form: Form) -> FilledIn:
    """The copy for one patient; the handout itself where nothing is asked for.

    Raises BadOrderError, and WrongEntriesError for what was typed and cannot be printed.
    """
    optional = optional_sections(handout)
    if any(number >= len(optional) for number in item.left_out):
        raise BadOrderError("That part cannot be left out.")
    gone = _numbered(handout, item.left_out)
    if not personal and not gone and item.ticked is None:
        return FilledIn(handout, personal)
    kept = replace(handout, sections=tuple(_kept(handout.sections, gone)))
    if not kept.sections:
        raise BadOrderError("Something must be left on the sheet.")
    places = places_of(kept)
    if item.ticked and max(item.ticked) >= len(places_of(handout).choices):
        raise BadOrderError("There is no such box to tick.")
    done = filled_in(handout, places, item, personal, form)
    gone = _numbered(done.handout, item.left_out)
    above = (_panel(done.rest, gone, words),) if done.rest.name or done.rest.note or gone else ()
    sections = (*above, *_kept(done.handout.sections, gone))
    if sections == handout.sections:
        return FilledIn(handout, done.rest, done.missing)
    # What was fitted to its pages takes the pages that it needs.
    return replace(done, handout=replace(done.handout, sections=sections, pages=None))


def _numbered(handout: Handout, left_out: frozenset[int]) -> tuple[Section, ...]:
    optional = optional_sections(handout)
    return tuple(optional[number] for number in sorted(left_out))


def _panel(personal: Personal, gone: tuple[Section, ...], words: Words) -> Section:
    """What stands on top of one patient's copy: for whom it is, the note, and what was left out."""
    body: list[Block] = []
    if personal.name:
        body.append(Paragraph(Inline((Run(personal.name, strong=True),))))
    body += [Paragraph(Inline((Run(line),))) for line in personal.note]
    if gone:
        told = words["left_out"].format(sections="; ".join(section.heading.plain for section in gone))
        body.append(Paragraph(Inline((Run(told),))))
    return Section(Inline((Run(words["for_you"]),)), tuple(body))


def _optional(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        if section.optional:
            yield section
        else:
            yield from _optional(section.sections)


def _kept(sections: tuple[Section, ...], gone: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        if any(section is one for one in gone):
            continue
        below = tuple(_kept(section.sections, gone))
        if below or section.body:  # a heading over nothing goes too
            yield section if len(below) == len(section.sections) else replace(section, sections=below)
