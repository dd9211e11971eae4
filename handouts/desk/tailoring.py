"""One handout fitted to one patient: name and note in their places or on top, optional sections left out.

The text that was reviewed is not touched. What is typed becomes runs of plain text, so that no mark in a name means
anything; the proof then finds every one of its words on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.desk.orders import BadOrderError, Item, Personal
from handouts.markup import Inline, Run
from handouts.merge.filling import filled, places_of
from handouts.model import Block, Handout, Paragraph, Section
from handouts.schema.fields import NOTES
from handouts.words import Words

#: The field that the name at the desk goes to.
_NAME = "patient.name"


def optional_sections(handout: Handout) -> tuple[Section, ...]:
    """The sections that may be left out, in file order; those below a left-out one go with it."""
    return tuple(_optional(handout.sections))


def tailored(handout: Handout, item: Item, personal: Personal, words: Words) -> Handout:
    """The copy for one patient; the handout itself where nothing is asked for. Raises BadOrderError."""
    optional = optional_sections(handout)
    if any(number >= len(optional) for number in item.left_out):
        raise BadOrderError("That part cannot be left out.")
    gone = tuple(optional[number] for number in sorted(item.left_out))
    if not personal and not gone:
        return handout
    kept = replace(handout, sections=tuple(_kept(handout.sections, gone)))
    if not kept.sections:
        raise BadOrderError("Something must be left on the sheet.")
    named, rest = _in_its_places(kept, personal)
    above = (_panel(rest, gone, words),) if rest or gone else ()
    # What was fitted to its pages takes the pages that it needs.
    return replace(named, sections=(*above, *named.sections), pages=None)


def _in_its_places(handout: Handout, personal: Personal) -> tuple[Handout, Personal]:
    """A handout with what was typed where it has a place for it, and what it has no place for."""
    places = places_of(handout).names
    values: dict[str, tuple[str, ...]] = {}
    if personal.name and _NAME in places:
        values[_NAME] = (personal.name,)
        personal = replace(personal, name="")
    if personal.note and NOTES in places:
        values[NOTES] = personal.note
        personal = replace(personal, note=())
    return (filled(handout, values) if values else handout), personal


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
