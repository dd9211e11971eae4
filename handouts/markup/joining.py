"""Pieces → runs: what has one look is one run, and white space is one space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from handouts.markup.pieces import Piece, Span
from handouts.markup.runs import WHITE, Run
from handouts.records import dataclass

_GAP = re.compile(r"[ \t\n\r\v\f]{2,}|[\t\n\r\v\f]")


def joined(pieces: Sequence[Piece], spans: Sequence[Span]) -> tuple[Run, ...]:
    """Pieces with what lies over them, as runs of text."""
    writer = _Writer()
    for part in _styled(pieces, spans):
        writer.take(*part)
    writer.flush()
    return tuple(writer.runs)


def plain_runs(text: str) -> tuple[Run, ...]:
    """A text with no character that could be markup."""
    words = _GAP.sub(" ", text.strip(WHITE))
    start = len(text) - len(text.lstrip(WHITE))
    return (Run(words, start=start),) if words else ()


def _styled(pieces: Sequence[Piece], spans: Sequence[Span]) -> Iterator[tuple[Piece, Run, object]]:
    """Each piece with an empty run of its look, and a key that is equal for pieces that may be one run."""
    begins: dict[int, list[Span]] = {}
    ends: dict[int, list[Span]] = {}
    for span in spans:
        if span.begin < span.end:
            begins.setdefault(span.begin, []).append(span)
            ends.setdefault(span.end, []).append(span)
    over: dict[str, list[Span]] = {"strong": [], "emphasis": [], "link": [], "language": []}
    for index, piece in enumerate(pieces):
        for span in ends.get(index, ()):
            over[span.kind].pop()
        for span in begins.get(index, ()):
            over[span.kind].append(span)
        strong, emphasis = bool(over["strong"]), bool(over["emphasis"])
        link = over["link"][-1] if over["link"] else None
        language = over["language"][-1] if over["language"] else None
        look = Run(
            "",
            strong,
            emphasis,
            language.value if language else None,
            link.value if link else None,
            piece.cites,
            piece.start,
            piece.field,
        )
        yield piece, look, (strong, emphasis, language, link, index if piece.whole else None)


@dataclass(slots=True)
class _Writer:
    """Joins pieces into runs: white space as one space, none at the ends nor before a citation."""

    runs: list[Run] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    look: Run | None = None
    key: object = None
    space: tuple[Run, object, int] | None = None

    def take(self, piece: Piece, look: Run, key: object) -> None:
        if look.cites:
            self.flush()
            self.runs.append(look)
            self.space = None
        text = piece.text
        if not text:
            return
        core = text.strip(WHITE)
        before = len(text) - len(text.lstrip(WHITE)) if core else 0
        if (before or not core) and self.space is None:
            self.space = (look, key, piece.start)
        if not core:
            return
        if self.space and (self.runs or self.parts):
            self.write(" ", *self.space)
        self.write(_GAP.sub(" ", core), look, key, piece.start + (0 if piece.whole else before))
        self.space = None
        if text[-1] in WHITE:
            end = before + len(core)
            self.space = (look, key, piece.start + (0 if piece.whole else end))

    def write(self, text: str, look: Run, key: object, start: int) -> None:
        if not self.parts or key != self.key:
            self.flush()
            self.look, self.key = replace(look, start=start), key
        self.parts.append(text)

    def flush(self) -> None:
        if self.look and self.parts:
            self.runs.append(replace(self.look, text="".join(self.parts)))
        self.parts.clear()
