"""A paragraph's lines: runs of text in a face and size → shaped words → lines of glyphs. Pure, and remembered.

The same words in the same type at the same measure give the same lines, whatever they mean and wherever they stand; so
lines that were set once are not set again while the program runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from handouts.bidi import has_right_to_left, levels
from handouts.components.rows import Line, MixedLine, Piece, Row, Type
from handouts.fonts import Shaped
from handouts.linebreak import break_lines, ideographic_breaks
from handouts.scripts import CYRILLIC, LATIN, script_of

#: Where a word may end a line: after a slash between letters, after a dash. Not after a hyphen: readers, and programs
#: that read aloud, take the halves of "re-sign" for one word "resign".
_BREAKABLE = re.compile(r"(?<=[^\W\d_]/)(?=[^\W\d_])|(?<=[–—])(?=[^\W\d])|(?<=\D[–—])(?=\d)")
_SOFT_HYPHEN = "\u00ad"
#: Where a line may end without a hyphen.
_BREAK = "\u200b"
#: What a text has in which a line may end elsewhere than at a blank.
_WORTH_A_LOOK = re.compile("[/–—\u00ad\u200b]")
#: Scripts whose broken words show a hyphen.
_HYPHENATED = frozenset({LATIN, CYRILLIC})
_NO_HYPHEN: tuple[float, Piece | None] = (0.0, None)
#: Paragraphs remembered; a handout has about a hundred, of some 1 KB each.
_REMEMBERED = 512


@lru_cache(maxsize=_REMEMBERED)
def set_rows(runs: tuple[tuple[str, Type], ...], measure: float, right_to_left: bool = False) -> tuple[Row, ...]:
    """The lines of ``runs`` at a measure of so many points, in a paragraph of this direction."""
    owners: Sequence[int] = ()
    text = "".join([part for part, _ in runs])
    if right_to_left or not text.isascii():
        runs = _with_breaks(runs, text)
        if right_to_left or has_right_to_left(text):
            owners, runs = _by_level(runs, right_to_left)
    collected = _Words(measure)
    for run, (text, look) in enumerate(runs):
        collected.run(run, text, look)
    collected.end()
    words, widths, gaps, hyphens = collected.words, collected.widths, collected.gaps, collected.hyphens
    if not words:
        return ()
    rows = []
    start = 0
    for end in break_lines(widths, [gap for gap, _ in gaps], [size for size, _ in hyphens], measure):
        line = MixedLine(runs, owners, right_to_left) if owners else Line(runs)
        rows.append(_row(line, words[start:end], gaps[start:end], hyphens[end - 1], end == len(words)))
        start = end
    return tuple(rows)


def _with_breaks(runs: tuple[tuple[str, Type], ...], text: str) -> tuple[tuple[str, Type], ...]:
    """Runs of a ``text`` with a mark where a line may end between ideographs."""
    breaks = set(ideographic_breaks(text))
    if not breaks:
        return runs
    out = []
    at = 0
    for part, look in runs:
        marked = "".join(f"{_BREAK}{c}" if at + index in breaks else c for index, c in enumerate(part))
        out.append((marked, look))
        at += len(part)
    return tuple(out)


def _by_level(runs: Sequence[tuple[str, Type]], right_to_left: bool) -> tuple[list[int], tuple[tuple[str, Type], ...]]:
    """Runs cut where their characters' levels change, and which run each part comes from."""
    found = levels("".join(text for text, _ in runs), right_to_left)
    owners: list[int] = []
    parts: list[tuple[str, Type]] = []
    at = 0
    for run, (text, look) in enumerate(runs):
        for level, group in groupby(range(at, at + len(text)), key=found.__getitem__):
            places = list(group)
            owners.append(run)
            parts.append((text[places[0] - at : places[-1] + 1 - at], look._replace(level=level)))
        at += len(text)
    return owners, tuple(parts)


def _row(
    line: Line | MixedLine,
    words: Sequence[list[Piece]],
    gaps: Sequence[tuple[float, int]],
    hyphen: tuple[float, Piece | None],
    final: bool,
) -> Row:
    line.words(words, gaps)
    if gaps[-1][0] and not final:  # the blank between lines must be in the text, or words run together when read aloud
        line.last_space()
    if hyphen[1] is not None and not final:
        line.hyphen(hyphen[1])
    return line.row()


class _Words:
    """Runs cut into unbreakable words, the blank after each, and the hyphen each would show at a line's end."""

    def __init__(self, measure: float) -> None:
        self.words: list[list[Piece]] = []
        self.widths: list[float] = []
        self.gaps: list[tuple[float, int]] = []
        self.hyphens: list[tuple[float, Piece | None]] = []
        self._measure = measure
        self._word: list[Piece] = []
        self._width = 0.0

    def run(self, run: int, text: str, look: Type) -> None:
        """Add a run; what it begins with is glued to what the one before ended with."""
        scale, measure = look.scale, self._measure
        space = look.blank.width * scale
        shaped = look.face.shaper(look.language, bool(look.level % 2), look.units)
        first, *others = text.split(" ")
        if _WORTH_A_LOOK.search(text):
            self._token(run, first, look)
            for token in others:
                self._blank(space, run)
                self._token(run, token, look)
            return
        self._plain(run, first, look)
        words, widths, gaps, hyphens, blank = self.words, self.widths, self.gaps, self.hyphens, (space, run)
        word, taken = self._word, self._width
        for token in others:
            if word:
                words.append(word)
                widths.append(taken)
                gaps.append(blank)
                hyphens.append(_NO_HYPHEN)
                word, taken = [], 0.0
            elif words and not gaps[-1][0]:
                gaps[-1] = blank
            if token:
                whole = shaped[token]
                width = whole.width * scale
                if width <= measure:
                    word, taken = [(run, whole)], width
                else:
                    self._word, self._width = word, taken
                    self._in_parts(run, token, look)
                    word, taken = self._word, self._width
        self._word, self._width = word, taken

    def end(self) -> None:
        """Close the last word."""
        if self._word:
            self._close(0.0, self._word[-1][0])

    def _token(self, run: int, token: str, look: Type) -> None:
        """Add what stands between two blanks, in which lines may end."""
        for number, part in enumerate(token.split(_BREAK)):
            if number and self._word:
                self._close(0.0, run)
            self._plain(run, part, look)

    def _plain(self, run: int, token: str, look: Type) -> None:
        """Add what has no mark for a line's end in it."""
        if not token:
            return
        whole = look.shape(token)
        if whole.width * look.scale <= self._measure and _WORTH_A_LOOK.search(token) is None:
            self._add(run, whole, whole.width * look.scale)
        else:
            self._in_parts(run, token, look)

    def _in_parts(self, run: int, token: str, look: Type) -> None:
        per_unit = look.scale
        for part, hyphenated in _parts(token, look, self._measure):
            shaped = look.shape(part)
            self._add(run, shaped, shaped.width * per_unit)
            if hyphenated is not None:
                mark = look.shape("-")
                self._close(0.0, run, (mark.width * per_unit, (run, mark)) if hyphenated else _NO_HYPHEN)

    def _blank(self, space: float, run: int) -> None:
        if self._word:
            self._close(space, run)
        elif self.words and not self.gaps[-1][0]:
            self.gaps[-1] = (space, run)

    def _add(self, run: int, shaped: Shaped, width: float) -> None:
        """Glue a piece to the open word; one that would make it wider than the line begins the next."""
        if self._word and self._width + width > self._measure:
            self._close(0.0, run)
        self._word.append((run, shaped))
        self._width += width

    def _close(self, gap: float, run: int, hyphen: tuple[float, Piece | None] = _NO_HYPHEN) -> None:
        self.words.append(self._word)
        self.widths.append(self._width)
        self.gaps.append((gap, run))
        self.hyphens.append(hyphen)
        self._word, self._width = [], 0.0


def _parts(token: str, look: Type, measure: float) -> list[tuple[str, bool | None]]:
    """A token's parts; True after one that shows a hyphen when broken there, False for a bare break, None for none."""
    pieces: list[tuple[str, bool | None]] = []
    soft = token.split(_SOFT_HYPHEN)
    for number, syllable in enumerate(soft):
        bare = [part for part in _BREAKABLE.split(syllable) if part]
        for index, part in enumerate(bare):
            final = index == len(bare) - 1
            pieces.append((part, False if not final else (True if number < len(soft) - 1 else None)))
    out: list[tuple[str, bool | None]] = []
    for part, mark in pieces:
        if look.shape(part).width * look.scale <= measure:
            out.append((part, mark))
        else:
            chunks = _chunks(part, look, measure)
            out += [(chunk, script_of(chunk[-1]) in _HYPHENATED) for chunk in chunks[:-1]]
            out.append((chunks[-1], mark))
    return out


def _chunks(part: str, look: Type, measure: float) -> list[str]:
    """A string wider than the measure, cut where it reads best: after punctuation, else where it must."""
    per_unit = look.scale
    room = measure - look.shape("-").width * per_unit
    chunks: list[str] = []
    start = 0
    while start < len(part):
        end, width, nice = start, 0.0, 0
        while end < len(part):
            width += look.shape(part[end]).width * per_unit
            if width > room and end > start:
                break
            end += 1
            if part[end - 1] in "/.-_?&=,;:" and end - start > 4:
                nice = end
        if end < len(part):
            if nice:
                end = nice
            while end > start + 1 and _is_mark(part[end]):
                end -= 1
        chunks.append(part[start:end])
        start = end
    return chunks


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character == "\u200d"
