"""The proof: does the finished PDF say what the content says, and can a person see it?"""

from __future__ import annotations

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import gates, wording
from handouts.proof.expected import around, reading, table_heads
from handouts.proof.reader import read
from handouts.review import Identity
from handouts.theme import Theme
from handouts.words import Words

#: The proof measures contrast on gray pixels, which blurs it; the exact limit is kept by ``theme``.
_CONTRAST_SHARE = 0.8


def prove(
    data: bytes,
    handout: Handout,
    library: Library,
    words: Words,
    theme: Theme,
    pages: int,
    identity: Identity,
    panels: bool = False,
) -> tuple[Problem, ...]:
    """Everything wrong with the finished bytes; empty when the document may be published.

    What must be there comes from the model and the ``identity``; the layout is only asked how many ``pages`` it made,
    and whether they are ``panels``.
    """
    try:
        seen = list(read(data))
    except Exception as error:  # noqa: BLE001  # PDFium reports damage by exceptions of several kinds; each means: not readable
        return (_problem(handout, "proof-unreadable", f"the PDF cannot be read back: {error}"),)
    # On a back with room to spare the sources stand behind those to call, else before them.
    orders = (False, True) if panels else (False,)
    readings = [reading(handout, library, words, identity, panels=panels, sources_last=last) for last in orders]
    pieces = next((pieces for pieces in readings if not wording.stream_problem(seen, pieces)), readings[0])
    rules = gates.Rules(
        theme.limits.body_text,
        theme.limits.smallest_text,
        theme.limits.contrast * _CONTRAST_SHARE,
        theme.page.printable,
        theme.page.left,
        theme.page.right,
    )
    problems = []
    lost = wording.stream_problem(seen, pieces)
    if lost:
        problems.append(_problem(handout, "proof-words", lost))
    if len(seen) != pages:
        problems.append(_problem(handout, "proof-pages", f"{len(seen)} pages instead of {pages}"))
    heads = table_heads(handout)
    smalls = wording.small_print(seen, pieces)
    for number, (page, small) in enumerate(zip(seen, smalls, strict=True), 1):
        fixed = around(handout, library, words, identity, number, pages, panels)
        wrong = wording.furniture_problem(page, fixed, heads)
        found = [wrong] if wrong else []
        found += gates.place_problems(page, rules, small)
        found += gates.ink_problems(page, rules)
        problems += [_problem(handout, "proof-sight", f"page {number}: {text}") for text in found]
    return tuple(problems)


def _problem(handout: Handout, code: str, message: str) -> Problem:
    return Problem(
        code, f"'{handout.id}' was not published: {message}", handout.place, "this is a fault of the engine: report it"
    )
