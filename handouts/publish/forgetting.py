"""Letting go of texts: what the engine remembers to be quick must not keep what was typed about a patient."""

from __future__ import annotations

from handouts.components.paragraph import set_rows
from handouts.fonts import Faces
from handouts.layout.story import remembered_section
from handouts.merge.values import date_words, time_words
from handouts.model.reading import cited_in, cited_once
from handouts.proof import remembered
from handouts.tags import shelf
from handouts.tags.document import deflated
from handouts.tags.fontfile import subset_of

#: What remembers texts or pages of them, wherever they come from.
_REMEMBERED = (
    *(set_rows, remembered_section, cited_in, cited_once, date_words, time_words),
    *(shelf, deflated, subset_of),
    *remembered.REMEMBERED,
)


def forget_texts(faces: Faces) -> None:
    """Let go of all texts that were set, drawn and proved so far: the next sheet takes as long as the first.

    For a program that goes on after it made a patient's copy.
    """
    for kept in _REMEMBERED:
        kept.cache_clear()
    faces.forget()
