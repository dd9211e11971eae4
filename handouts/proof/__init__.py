"""The proof: does the finished PDF say what the content says, and can a person see it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.bidi import has_right_to_left
from handouts.layout.format import Format
from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import gates, wording
from handouts.proof.bilingual import both_around, both_reading
from handouts.proof.expected import Piece, around, reading, table_heads, table_widths
from handouts.proof.reader import UnreadableError, read
from handouts.review import Identity, Voices
from handouts.theme import Theme
from handouts.words import Words, right_to_left

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
    form: Format | None = None,
) -> tuple[Problem, ...]:
    """Everything wrong with the finished bytes; empty when the document may be published.

    What must be there comes from the model and the ``identity``; the layout is only asked how many ``pages`` it made.
    ``form`` is what a fold asked for.
    """
    panels, bound = (form.panels, form.bound) if form else (False, False)
    fixed = [around(handout, library, words, identity, number, pages, bound) for number in range(1, pages + 1)]
    first: tuple[Problem, ...] | None = None
    for sources_last, listed in _orders(handout, panels):
        pieces = reading(handout, library, words, identity, panels=panels, sources_last=sources_last, listed=listed)
        found = _prove(data, handout, theme, pieces, fixed)
        if not found:
            return ()
        first = first or found
    return first or ()


def prove_both(data: bytes, voices: Voices, library: Library, theme: Theme, pages: int) -> tuple[Problem, ...]:
    """The same as :func:`prove` for a sheet that says everything in two languages."""
    numbers = range(1, pages + 1)
    told: list[tuple[Problem, ...]] = []
    for columns in (True, False):
        fixed = [both_around(voices, library, number, pages, columns) for number in numbers]
        for listed in (0, *table_widths(voices[0].handout)):
            pieces = both_reading(voices, library, columns, listed)
            found = _prove(data, voices[0].handout, theme, pieces, fixed, voices, columns)
            if not found:
                return ()
            told.append(found)
    # The order that gets furthest is the one it was set in.
    return min(told, key=lambda found: (any(problem.code == "proof-words" for problem in found), len(found)))


def _orders(handout: Handout, panels: bool) -> Iterator[tuple[bool, int]]:
    """The orders in which a layout may give the words, the likeliest first.

    On a back with room to spare the sources stand behind those to call, else before them. Tables with too many columns
    for their width are lists.
    """
    for listed in (0, *table_widths(handout)):
        for sources_last in (True, False) if panels else (False,):
            yield sources_last, listed


def _prove(
    data: bytes,
    handout: Handout,
    theme: Theme,
    pieces: Sequence[Piece],
    around_pages: Sequence[Sequence[Sequence[str]]],
    voices: Voices | None = None,
    columns: bool = False,
) -> tuple[Problem, ...]:
    backward = all(voice.backward for voice in voices) if voices else right_to_left(handout.language)
    mixed = backward or any(has_right_to_left(piece.text) for piece in pieces)
    rules = gates.Rules(
        theme.limits.body_text,
        theme.limits.smallest_text,
        theme.limits.contrast * _CONTRAST_SHARE,
        theme.page.printable,
        theme.page.right if backward else theme.page.left,
        theme.page.left if backward else theme.page.right,
        backward,
        not backward and any(voice.backward for voice in voices or ()),
        columns,
    )
    texts_of = [voice.handout for voice in voices] if voices else [handout]
    heads = [head for one in texts_of for head in table_heads(one)]
    texts: list[str] = []
    sights: list[Problem] = []
    try:
        for number, (page, small) in enumerate(wording.small_print(read(data, mixed), pieces), 1):
            texts.append(wording.tagged_text(page))
            fixed = around_pages[number - 1] if number <= len(around_pages) else ()
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
    if len(texts) != len(around_pages):
        problems.append(_problem(handout, "proof-pages", f"{len(texts)} pages instead of {len(around_pages)}"))
    return (*problems, *sights)


def _problem(handout: Handout, code: str, message: str) -> Problem:
    return Problem(
        code, f"'{handout.id}' was not published: {message}", handout.place, "this is a fault of the engine: report it"
    )
