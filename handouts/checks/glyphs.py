"""Gate 1 of the proof: every character has a glyph in every face that may set it, before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.fonts import Face, character_name, missing
from handouts.markup import Inline
from handouts.model import Handout, Library, cited, inlines
from handouts.problems import Place, Problem

_HINT = "write it another way, or use a font that has it"


def missing_glyphs(handout: Handout, library: Library, faces: Mapping[str, Face]) -> tuple[Problem, ...]:
    """One problem for each character and place that no face can draw: never a box on paper."""
    problems: list[Problem] = []
    for text in inlines(handout):
        problems += _in_text(text, faces)
    clinic = library.clinic
    spoken: list[tuple[str, Place | None]] = [(value, None) for value in (clinic.name, clinic.phone, *clinic.address)]
    for source in (library.sources[name] for name in cited(handout)):
        spoken += [(value, source.place) for value in (source.title, source.publisher, source.authors or "")]
    face = faces["regular"]
    for value, place in spoken:
        problems += [_problem(character, place) for _, character in missing(face, value)]
    return tuple(dict.fromkeys(problems))


def _in_text(text: Inline, faces: Mapping[str, Face]) -> Iterator[Problem]:
    for run in text.runs:
        name = f"{'bold' if run.strong else ''}{'italic' if run.emphasis else ''}" or "regular"
        for offset, character in missing(faces[name], run.text):
            yield _problem(character, text.place(run, offset))


def _problem(character: str, place: Place | None) -> Problem:
    return Problem("no-glyph", f"no font can print {character_name(character)}", place, _HINT)
