"""The notice of free language help at the end of a sheet, each sentence in its own language and direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.components.composer import Composer
from handouts.components.facing import turned
from handouts.components.strip import Strip, spaced
from handouts.markup import Inline
from handouts.model import Sentence
from handouts.tags import Tag
from handouts.words import right_to_left


def sentences(composer: Composer, notice: Sequence[Sentence], section: Tag, width: float) -> list[Strip]:
    """The paragraphs of the notice, each of them whole."""
    out: list[Strip] = []
    for sentence in notice:
        tag = Tag("P", section, language=sentence.language)
        backward, mirrored = right_to_left(sentence.language), right_to_left(composer.language)
        if backward == mirrored or backward:
            own = replace(composer, language=sentence.language)
            strips = own.text(sentence.text, "body", tag, width)
            lines = turned(strips, width) if backward != mirrored else strips
        else:  # on a mirrored page a paragraph from left to right stands where the others begin
            runs = tuple(replace(run, language=sentence.language) for run in sentence.text.runs)
            lines = composer.text(Inline(runs), "body", tag, width)
        for strip in lines[:-1]:
            strip.keep = True
        out += spaced(lines, composer.theme.space.paragraph)
    return out
