"""One handout fitted to one patient: what was typed in its places or on top, parts left out or added.

The text that was reviewed is not touched. What is typed becomes runs of plain text, so that no mark in a name means
anything; the proof then finds every one of its words on the paper.
"""

from __future__ import annotations

from dataclasses import replace

from handouts.desk.entries import FilledIn, Form, filled_in
from handouts.desk.orders import BadOrderError, Item, Personal
from handouts.markup import Inline, Run
from handouts.merge.filling import places_of
from handouts.model import Block, Handout, Paragraph, Section, choosable, fitted, usual
from handouts.words import Words


def tailored(handout: Handout, item: Item, personal: Personal, words: Words, form: Form) -> FilledIn:
    """The copy for one patient; the handout itself where nothing is asked for.

    Raises BadOrderError, and WrongEntriesError for what was typed and cannot be printed.
    """
    parts = choosable(handout)
    if any(number >= len(parts) or parts[number].on_request for number in item.left_out):
        raise BadOrderError("That part cannot be left out.")
    if any(number >= len(parts) or not parts[number].on_request for number in item.added):
        raise BadOrderError("That part cannot be added.")
    if not personal and not item.left_out and not item.added and item.ticked is None:
        return FilledIn(handout, personal)
    kept = fitted(handout, item.left_out, item.added)
    if not kept.sections:
        raise BadOrderError("Something must be left on the sheet.")
    places = places_of(kept)
    if item.ticked and max(item.ticked) >= len(places_of(handout).choices):
        raise BadOrderError("There is no such box to tick.")
    done = filled_in(handout, places, item, personal, form)
    gone = tuple(parts[number] for number in sorted(item.left_out))
    above = (_panel(done.rest, gone, words),) if done.rest.name or done.rest.note or gone else ()
    sections = (*above, *fitted(done.handout, item.left_out, item.added).sections)
    if sections == usual(handout).sections:
        return FilledIn(handout, done.rest, done.missing)
    # What was fitted to its pages takes the pages that it needs.
    return replace(done, handout=replace(done.handout, sections=sections, pages=None))


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
