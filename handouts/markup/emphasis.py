"""Which stars open and close emphasis, by CommonMark's rules 1–17 for ``*``."""

from __future__ import annotations

import unicodedata

from handouts.markup.pieces import Piece, Span
from handouts.records import dataclass


@dataclass(slots=True)
class Stars:
    """A row of stars that may open or close emphasis."""

    piece: int
    count: int
    length: int
    opens: bool
    closes: bool


def emphasize(stars: list[Stars], bottom: int, pieces: list[Piece], spans: list[Span]) -> None:
    """Pair the stars from ``bottom`` up, by CommonMark's rules 1–17 for ``*``, and forget them."""
    openers: list[Stars] = []
    # Below these depths no opener can match a closer of the same kind: keeps the search linear.
    floor: dict[tuple[bool, int], int] = {}
    for closer in stars[bottom:]:
        while closer.closes and closer.count:
            kind = (closer.opens, closer.length % 3)
            lowest = floor.get(kind, 0)
            at = len(openers) - 1
            while at >= lowest and not _match(openers[at], closer):
                at -= 1
            if at < lowest:
                floor[kind] = len(openers)
                break
            _pair(openers[at], closer, pieces, spans)
            del openers[at + (openers[at].count > 0) :]
            floor = {k: min(v, len(openers)) for k, v in floor.items()}
        if closer.opens and closer.count:
            openers.append(closer)
    del stars[bottom:]


def _pair(opener: Stars, closer: Stars, pieces: list[Piece], spans: list[Span]) -> None:
    used = 2 if opener.count >= 2 and closer.count >= 2 else 1  # two stars are strong
    spans.append(Span(opener.piece + 1, closer.piece, "emphasis" if used == 1 else "strong"))
    opener.count -= used
    closer.count -= used
    pieces[opener.piece].text = "*" * opener.count
    pieces[closer.piece].text = "*" * closer.count
    pieces[closer.piece].start += used


def flanks(inside: str, outside: str) -> bool:
    """Whether stars beside ``inside`` cling to it (CommonMark's left- and right-flanking)."""
    if not inside or inside.isspace():
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _match(opener: Stars, closer: Stars) -> bool:
    """CommonMark's "rule of three" for rows of stars that could both open and close."""
    if not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
