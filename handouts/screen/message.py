"""A handout as plain text, for messages and portals that know no layout. Lines are never folded: screens do that."""

from __future__ import annotations

from handouts.model import Handout, Library
from handouts.review import Identity
from handouts.screen.direction import isolated
from handouts.screen.linear import BOX, Line, Role, lines
from handouts.words import Words, right_to_left

#: What is not the content's own: each of these is left out again before the proof compares words.
INDENT = "  "
WRITE = "_" * 30
TICK = "[ ]"
ADVICE = ">> "


def message(handout: Handout, library: Library, words: Words, identity: Identity) -> str:
    """The whole text, its blocks parted by empty lines and its sections by two."""
    out = ""
    turned = right_to_left(handout.language)
    for line in lines(handout, library, words, identity):
        if line.role is Role.ADVICE_END:
            continue
        gap = ("\n\n" if line.role is Role.HEADING else "\n") if line.first and out else ""
        written = _written(line)
        out += gap + (isolated(written) if turned else written) + "\n"
    return out


def _written(line: Line) -> str:
    indent = INDENT * (line.depth + (line.role is Role.VALUE))
    match line.role:
        case Role.ADVICE:
            return f"{indent}{ADVICE}{line.text}"
        case Role.WRITE:
            return indent + WRITE
        case Role.FILL_IN:
            return f"{indent}{line.text} {WRITE}"
        case Role.ITEM:
            return f"{indent}{TICK if line.mark == BOX else line.mark} {line.text}"
        case _:
            return indent + line.text
