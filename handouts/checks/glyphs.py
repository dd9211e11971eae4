"""Gate 1 of the proof: every character has a glyph in a face that may set it, before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.fonts import Faces, FontFile, character_name
from handouts.markup import Inline
from handouts.model import Handout, Library, cited, inlines, notice_of
from handouts.problems import Place, Problem

_HINT = "write it another way, or use a font that has it"


def missing_glyphs(handout: Handout, library: Library, faces: Faces) -> tuple[Problem, ...]:
    """One problem for each character and place that no face can draw: never a box on paper."""
    problems: list[Problem] = []
    for text in inlines(handout):
        problems += _in_text(text, faces, handout.language)
    for sentence in notice_of(handout, library):
        problems += _in_text(sentence.text, faces, sentence.language)
    clinic = library.clinic
    spoken: list[tuple[str, Place | None]] = [(value, None) for value in (clinic.name, clinic.phone, *clinic.address)]
    for source in (library.sources[name] for name in cited(handout)):
        spoken += [(value, source.place) for value in (source.title, source.publisher, source.authors or "")]
    for value, place in spoken:
        lacking = faces.missing(value, "regular", handout.language)
        problems += [_problem(character, file, place) for _, character, file in lacking]
    return tuple(dict.fromkeys(problems))


def _in_text(text: Inline, faces: Faces, language: str) -> Iterator[Problem]:
    for run in text.runs:
        style = f"{'bold' if run.strong else ''}{'italic' if run.emphasis else ''}" or "regular"
        for offset, character, file in faces.missing(run.text, style, run.language or language):
            place = text.place(run, offset)
            if file is not None:  # one package gives all of these characters
                yield _problem(character, file, place)
                break
            yield _problem(character, None, place)


def _problem(character: str, file: FontFile | None, place: Place | None) -> Problem:
    what = f"no font can print {character_name(character)}"
    if file is None:
        return Problem("no-glyph", what, place, _HINT)
    return Problem("no-glyph", f"{what}: '{file.project}' is not installed", place, f"pip install {file.project}")
