"""Room to write in by hand: notes and lines to fill in."""

from __future__ import annotations

from handouts.components.boxes import Rule
from handouts.components.composer import Composer
from handouts.components.strip import Gap, Strip, beside, shifted, spaced
from handouts.model import FillIn, Notes
from handouts.tags import Tag

#: Lines to write on that stay with their prompt, and at the end of them.
_TOGETHER = 3


def notes(composer: Composer, block: Notes, parent: Tag, width: float) -> list[Strip]:
    """A prompt over ruled lines."""
    space, color = composer.theme.space, composer.theme.colors["write"]
    strips = composer.text(block.prompt, "label", Tag("P", Tag("WriteIn", parent)), width)
    strips.append(Gap(space.line))
    strips += [Rule(space.line, 0, width, color, 0.75) for _ in range(block.lines - 1)]
    strips.append(Rule(4, 0, width, color, 0.75))
    for strip in strips[_TOGETHER:-_TOGETHER]:
        strip.keep = False
    for strip in (*strips[:_TOGETHER], *strips[-_TOGETHER:-1]):
        strip.keep = True
    return spaced(strips, space.block)


def fill_in(composer: Composer, block: FillIn, parent: Tag, width: float) -> list[Strip]:
    """Labels, each with a line to write on beside it."""
    space, color = composer.theme.space, composer.theme.colors["write"]
    tag = Tag("WriteIn", parent)
    out: list[Strip] = []
    column = width * 0.42
    for label in block.labels:
        text = composer.text(label, "label", Tag("P", tag), column - 8)
        height = max(space.line, len(text) * text[0].height + 12)
        line = Rule(2, column, width - column, color, 0.75)
        line.keep = False
        rows = [Gap(height - 2), line]
        rows[0].keep = True
        out += beside(rows, shifted(text, 0), 0, height - len(text) * text[0].height - 2)
    return spaced(out, 0)
