"""What a text is parsed into on the way: stretches of characters, and what lies over which of them."""

from __future__ import annotations

from handouts.records import dataclass


@dataclass(slots=True)
class Piece:
    """A stretch of characters as parsed so far. A ``whole`` one comes from elsewhere and has one place only."""

    text: str
    start: int
    cites: tuple[str, ...] = ()
    whole: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The pieces from ``begin`` up to ``end`` are strong, emphasis, a link or in a language."""

    begin: int
    end: int
    kind: str
    value: str = ""
