"""Which texts of a translation were made from an original that reads otherwise now."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.subject import Subject
from handouts.problems import Problem
from handouts.translation import State, pair

_HINT = "python make_pdf.py translate export {name} --to {to} marks it for a translator; if it holds: translate confirm"


def outdated(subject: Subject) -> Iterator[Problem]:
    """What changed in the original since it was translated, with both places. Nothing where no marks are kept."""
    handout, book = subject.handout, subject.book
    original = next((h for h in subject.library.handouts if h.id == handout.id and h.original is None), None)
    if handout.original is None or original is None or not handout.translated_from:
        return
    hint = _HINT.format(name=handout.id, to=handout.language)
    found, before = pair(original, handout), handout.place
    for one in found.pairs:
        before = one.translation.place if one.translation else before
        if one.state is State.NEEDS_REVIEW:
            message = f"the original at {one.original.place} has changed since this was translated"
            yield book.problem("translation-outdated", message, before, hint)
        elif one.state is State.NEW:
            message = f"the original has a text at {one.original.place} that was added since this was translated"
            yield book.problem("translation-outdated", message, before, hint)
    for text in found.surplus:
        message = "the original of this text has been taken out since it was translated"
        yield book.problem("translation-outdated", message, text.place, hint)
