"""The proof: does the finished PDF say what the content says, and can a person see it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import gates, wording
from handouts.proof.expected import around, reading, table_heads
from handouts.proof.reader import UnreadableError, read
from handouts.review import Identity
from handouts.theme import Theme
from handouts.words import Words

#: The proof measures contrast on gray pixels, which blurs it; the exact limit is kept by ``theme``.
_CONTRAST_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says it holds: a handout, in whose fixed words, which sheet it is, and on how many pages."""

    handout: Handout
    words: Words
    identity: Identity
    pages: int


def prove(
    data: bytes, handout: Handout, library: Library, words: Words, theme: Theme, pages: int, identity: Identity
) -> tuple[Problem, ...]:
    """Everything wrong with the finished bytes; empty when the document may be published.

    What must be there comes from the model and the ``identity``; the layout is only asked how many ``pages`` it made.
    """
    return prove_all(data, [Claim(handout, words, identity, pages)], library, theme)


def prove_all(
    data: bytes | Path, claims: Sequence[Claim], library: Library, theme: Theme, total: int | None = None
) -> tuple[Problem, ...]:
    """The same for a file that holds one handout or several, with page numbers that run through.

    Where a ``total`` of pages is given, the file must have that many, of which the first are theirs, as in a queue.
    """
    handout, pages = claims[0].handout, sum(claim.pages for claim in claims)
    pieces = [piece for claim in claims for piece in reading(claim.handout, library, claim.words, claim.identity)]
    rules = gates.Rules(
        theme.limits.body_text,
        theme.limits.smallest_text,
        theme.limits.contrast * _CONTRAST_SHARE,
        theme.page.printable,
        theme.page.left,
        theme.page.right,
    )
    owners = [claim for claim in claims for _ in range(claim.pages)]
    begins = [number + 1 for number, owner in enumerate(owners) if not number or owner is not owners[number - 1]]
    seen = read(data, total, pages)
    heads = {id(claim): table_heads(claim.handout) for claim in claims}
    texts: list[str] = []
    sights: list[Problem] = []
    try:
        for number, (page, small) in enumerate(wording.small_print(seen, pieces), 1):
            texts.append(wording.tagged_text(page))
            owner = owners[min(number, pages) - 1]
            begin = max(begun for begun in begins if begun <= number)
            fixed = around(owner.handout, library, owner.words, owner.identity, number, pages, begin)
            wrong = wording.furniture_problem(page, fixed, heads[id(owner)])
            found = [wrong] if wrong else []
            found += gates.place_problems(page, rules, small)
            found += gates.ink_problems(page, rules)
            sights += [_problem(handout, "proof-sight", f"page {number}: {text}") for text in found]
    except UnreadableError as error:
        return (_problem(handout, "proof-unreadable", f"the PDF cannot be read back: {error}"),)
    problems = []
    lost = wording.text_problem("".join(texts), pieces)
    if lost:
        problems.append(_problem(handout, "proof-words", lost))
    if len(texts) != pages:
        problems.append(_problem(handout, "proof-pages", f"{len(texts)} pages instead of {pages}"))
    return (*problems, *sights)


def _problem(handout: Handout, code: str, message: str) -> Problem:
    return Problem(
        code, f"'{handout.id}' was not published: {message}", handout.place, "this is a fault of the engine: report it"
    )
