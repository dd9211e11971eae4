"""A handout as a braille-ready file (BRF): pages of cells for an embosser or a braille display.

Set after BANA's Braille Formats, 2016: headings centered or from cell 5, paragraphs from cell 3 with their other lines
from cell 1, lists with their other lines two cells in, boxes around advice, the number of each page at its last line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.model import Handout, Library
from handouts.records import dataclass
from handouts.review import Identity
from handouts.screen.linear import BOX, BULLET, Line, Role, lines
from handouts.screen.louis import Rules, Translator, rules
from handouts.words import Words

#: Ends of lines and pages, as embossers expect them.
LINE_END, PAGE_END = "\r\n", "\f"
#: Dot 5 at the end of a line: what stands there goes on at the next (The Rules of UEB 2024, 6.10).
GOES_ON = '"'
#: The narrowest place for the number of a page: a space or two, a number sign and its digits.
_NUMBER = 6


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a block lies: the first cell of its first line and of the others, from 0; lines it keeps with the next."""

    first: int
    others: int
    centered: bool = False
    keep: bool = False


def braille(handout: Handout, library: Library, words: Words, identity: Identity, translator: Translator) -> str:
    """The whole file. Raises NoBrailleError for a character that has no braille."""
    found = list(lines(handout, library, words, identity, links=False))
    blocks = [list(_block(line, translator, rules())) for line in found]
    return PAGE_END.join(LINE_END.join(page) for page in _pages(found, blocks, translator, rules())) + PAGE_END


def page_count(file: str) -> int:
    """How many pages a file has."""
    return file.count(PAGE_END)


def _shape(line: Line) -> _Shape:
    deep = 2 * line.depth
    match line.role:
        case Role.NAME | Role.TITLE:
            return _Shape(0, 0, centered=True, keep=True)
        case Role.HEADING:
            return _Shape(0, 0, centered=True, keep=True)
        case Role.SUBHEADING:
            return _Shape(4, 4, keep=True)
        case Role.TEXT:
            return _Shape(2 + deep, deep)
        case Role.VALUE:
            return _Shape(2 + deep, 4 + deep)
        case Role.LABEL | Role.ADVICE:
            return _Shape(deep, 2 + deep, keep=True)
        case _:
            return _Shape(deep, 2 + deep)


def _block(line: Line, translator: Translator, page: Rules) -> Iterator[str]:
    if line.role is Role.ADVICE_END:
        yield page.last * page.cells
        return
    if line.role is Role.ADVICE:
        yield page.first * page.cells
    shape = _shape(line)
    for number, row in enumerate(_broken(_cells(line, translator), shape, page.cells)):
        if shape.centered:
            yield " " * ((page.cells - len(row)) // 2) + row
        else:
            yield " " * (shape.others if number else shape.first) + row


def _cells(line: Line, translator: Translator) -> str:
    marks = translator.marks
    said = translator.cells(line.text) if line.text else ""
    if line.role in {Role.WRITE, Role.FILL_IN}:
        return f"{said} {marks['write']}".strip()
    mark = {BULLET: marks["bullet"], BOX: marks["box"], "": ""}.get(line.mark)
    return f"{translator.cells(line.mark) if mark is None else mark} {said}".strip()


def _broken(cells: str, shape: _Shape, width: int) -> Iterator[str]:
    """Cells in lines that fit. A word that is longer than a line is cut, and dot 5 says that it goes on."""
    # A centered heading leaves three cells free on either side (Braille Formats 2016, 4.4).
    room = width - (6 if shape.centered else max(shape.first, shape.others))
    row = ""
    for word in cells.split():
        rest = word
        if row and len(row) + 1 + len(rest) > room:
            yield row
            row = ""
        while len(rest) > room:
            end = len(rest[: room - 1].rstrip(GOES_ON))  # so that nobody takes a sign of the word for this mark
            yield rest[:end] + GOES_ON
            rest = rest[end:]
        row = f"{row} {rest}" if row else rest
    if row:
        yield row


def _pages(
    found: Sequence[Line], blocks: Sequence[Sequence[str]], translator: Translator, page: Rules
) -> Iterator[list[str]]:
    """The rows in pages; the last line of each is for its number. A heading stays with what it heads."""
    number, rows = 1, list[str]()
    room = page.lines - 1
    for index, (line, block) in enumerate(zip(found, blocks, strict=True)):
        gap = int(line.first and bool(rows))
        needed = gap + len(block)
        after = index
        while after + 1 < len(blocks) and _shape(found[after]).keep:
            after += 1
            needed += int(found[after].first) + min(len(blocks[after]), 2)
        if rows and len(rows) + min(needed, room) > room and (_shape(line).keep or len(rows) + gap + 1 > room):
            yield _numbered(rows, number, translator, page)
            number, rows, gap = number + 1, [], 0
        rows += [""] * gap
        for row in block:
            if len(rows) == room:
                yield _numbered(rows, number, translator, page)
                number, rows = number + 1, []
            rows.append(row)
    yield _numbered(rows, number, translator, page)


def _numbered(rows: Sequence[str], number: int, translator: Translator, page: Rules) -> list[str]:
    shown = translator.cells(str(number))
    empty = [""] * (page.lines - 1 - len(rows))
    return [*(row.rstrip() for row in rows), *empty, shown.rjust(page.cells)]
