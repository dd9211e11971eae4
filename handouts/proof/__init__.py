"""The proof: does the finished PDF say what the content says, and can a person see it?"""

from __future__ import annotations

from handouts.bidi import has_right_to_left
from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import gates, wording
from handouts.proof.expected import around, reading, table_heads
from handouts.proof.reader import UnreadableError, read
from handouts.review import Identity
from handouts.theme import Theme
from handouts.words import Words, right_to_left

#: The proof measures contrast on gray pixels, which blurs it; the exact limit is kept by ``theme``.
_CONTRAST_SHARE = 0.8


def prove(
    data: bytes, handout: Handout, library: Library, words: Words, theme: Theme, pages: int, identity: Identity
) -> tuple[Problem, ...]:
    """Everything wrong with the finished bytes; empty when the document may be published.

    What must be there comes from the model and the ``identity``; the layout is only asked how many ``pages`` it made.
    """
    pieces = reading(handout, library, words, identity)
    backward = right_to_left(handout.language)
    mixed = backward or any(has_right_to_left(piece.text) for piece in pieces)
    rules = gates.Rules(
        theme.limits.body_text,
        theme.limits.smallest_text,
        theme.limits.contrast * _CONTRAST_SHARE,
        theme.page.printable,
        theme.page.right if backward else theme.page.left,
        theme.page.left if backward else theme.page.right,
        backward,
    )
    heads = table_heads(handout)
    texts: list[str] = []
    sights: list[Problem] = []
    try:
        for number, (page, small) in enumerate(wording.small_print(read(data, mixed), pieces), 1):
            texts.append(wording.tagged_text(page))
            fixed = around(handout, library, words, identity, number, pages)
            wrong = wording.furniture_problem(page, fixed, heads)
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
