"""The proof of a braille file: are the cells of every word there, in order, and can they be read back?

Two gates. The first is exact: pages are taken apart again, and what stands on them must be the cells of the content,
word for word. It would not notice that liblouis writes a word wrongly. The second lets liblouis read the cells back and
compares the words; as it reads some signs back as others, it asks for most of them (``read_back`` in braille.yaml),
and for none where a table only writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof.expected import BLOCK_END, Piece, reading
from handouts.proof.wording import text_problem
from handouts.review import Identity
from handouts.screen.braille import GOES_ON, LINE_END, PAGE_END
from handouts.screen.louis import CELLS, Rules, Translator, rules
from handouts.scripts import script_of
from handouts.words import Words

_LETTERS = re.compile(r"[^\W\d_]+")
_BULLET = "•"


def braille_problem(
    file: str, handout: Handout, library: Library, words: Words, identity: Identity, translator: Translator
) -> Problem | None:
    """What is wrong with a braille file; None when it may be published."""
    page = rules()
    wrong = _form(file, page)
    if wrong:
        return _problem(handout, wrong)
    pieces = [piece.text for piece in reading(handout, library, words, identity, linear=True)]
    blocks = [" ".join(block.split()) for block in "".join(pieces).replace("\u00a0", " ").split(BLOCK_END)]
    expected = [Piece(_cells(block, translator) + BLOCK_END) for block in blocks if block]
    cells = "".join("".join(piece.text.split()) for piece in expected)
    found = BLOCK_END.join(_said(file, page, translator, cells))
    lost = text_problem(found, expected, "the braille file")
    if lost:
        return _problem(handout, lost)
    share = _read_back(found, blocks, translator)
    if share < translator.marks["read_back"]:
        return _problem(handout, f"liblouis reads only {share:.0%} of its words back as they were")
    return None


def _problem(handout: Handout, message: str) -> Problem:
    return Problem(
        "proof-words",
        f"'{handout.id}' was not published: {message}",
        handout.place,
        "this is a fault of the engine: report it",
    )


def _form(file: str, page: Rules) -> str | None:
    """What is wrong with the file as a file: pages, lines, cells, numbers."""
    pages = file.split(PAGE_END)
    if pages.pop():
        return "the last page does not end"
    for number, text in enumerate(pages, 1):
        rows = text.split(LINE_END)
        if len(rows) != page.lines:
            return f"page {number} has {len(rows)} lines"
        if max(map(len, rows)) > page.cells:
            return f"a line on page {number} is longer than {page.cells} cells"
        if not CELLS.issuperset("".join(rows)):
            return f"a character on page {number} is no cell"
        digits = "".join("JABCDEFGHI"[int(digit)] for digit in str(number))
        if rows[-1].strip() != f"#{digits}":
            return f"page {number} has another number"
    return None


def _said(file: str, page: Rules, translator: Translator, expected: str) -> Iterator[str]:
    """The rows without what the engine adds: numbers of pages, boxes, marks to tick and room to write.

    A row that ends with dot 5 goes on at the next, unless the ``expected`` cells have a word that ends so there.
    """
    whole, at = "", 0
    added = re.compile(rf"^ *{re.escape(translator.marks['box'])} |(?:^| ){re.escape(translator.marks['write'])}$")
    frames = (page.first * page.cells, page.last * page.cells)
    for text in file.split(PAGE_END)[:-1]:
        for row in text.split(LINE_END)[:-1]:
            if row in frames:
                continue
            bare = added.sub("", row.rstrip())
            at += len("".join(bare.split()))
            if bare.endswith(GOES_ON) and expected[at - 1 : at] != GOES_ON:
                at -= 1
                whole += bare[: -len(GOES_ON)] if not whole else bare.strip()[: -len(GOES_ON)]
                continue
            yield whole + (bare.strip() if whole else bare)
            whole = ""


def _cells(block: str, translator: Translator) -> str:
    return translator.marks["bullet"] if block == _BULLET else translator.cells(block)


def _read_back(found: str, blocks: list[str], translator: Translator) -> float:
    """The share of words that are read back as they were, letters only."""
    alike = translator.marks.get("alike", "")
    letters = str.maketrans(alike[::2], alike[1::2], translator.marks.get("silent", ""))
    back = _words(" ".join(translator.text(row.strip()) for row in found.split(BLOCK_END)), letters)
    meant = _words(" ".join(blocks), letters)
    scripts = Counter(script_of(word[0]) for word in meant)
    own = scripts.most_common(1)[0][0] if scripts else ""
    meant = [word for word in meant if script_of(word[0]) == own]  # cells of others are read as letters of this one
    same = sum(match.size for match in SequenceMatcher(None, meant, back, autojunk=False).get_matching_blocks())
    return same / max(len(meant), 1)


def _words(text: str, alike: Mapping[int, int | None]) -> list[str]:
    return _LETTERS.findall(unicodedata.normalize("NFKC", text).casefold().translate(alike))
