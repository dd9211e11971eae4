"""Which texts of a translation were made from an original that reads otherwise now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from handouts.checks.subject import Subject
from handouts.problems import USUAL, Place, Problem, command
from handouts.translation import Pairing, State, pair

_HINT = "{export} marks it for a translator; if it holds: {confirm}"


def outdated(subject: Subject) -> Iterator[Problem]:
    """What changed in the original since it was translated, with both places. Nothing where no marks are kept."""
    handout, book = subject.handout, subject.book
    original = next((h for h in subject.library.handouts if h.id == handout.id and h.original is None), None)
    if handout.original is None or original is None or not handout.translated_from:
        return
    file = handout.place.file if handout.place else USUAL
    export, confirm = (
        command(f"translate {step} {handout.id} --to {handout.language}", file) for step in ("export", "confirm")
    )
    hint = _HINT.format(export=export, confirm=confirm)
    for place, message in _told(pair(original, handout), handout.place):
        yield book.problem("translation-outdated", message, place, hint)


def _told(found: Pairing, before: Place | None) -> Iterator[tuple[Place | None, str]]:
    """What is out of date and where; texts that were added or taken out one after the other are told together."""
    for is_new, group in groupby(found.owed, key=lambda one: one.state is State.NEW):
        pairs = list(group)
        if is_new:
            there = f"the original has {_count(len(pairs))} at {pairs[0].original.place} that"
            yield before, f"{there} {_were(len(pairs))} added since this was translated"
            continue
        for one in pairs:
            before = one.translation.place if one.translation else before
            if one.state is State.NEEDS_REVIEW:
                yield before, f"the original at {one.original.place} has changed since this was translated"
    if found.surplus:
        count = len(found.surplus)
        yield found.surplus[0].place, f"{_count(count)} from here on {_were(count)} taken out of the original since"


def _count(number: int) -> str:
    return f"{number} text{'' if number == 1 else 's'}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
