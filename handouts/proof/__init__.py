"""The proof: does the finished PDF say what the content says, and can a person see it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from handouts.layout.format import Format
from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof import gates, lines, pixels, wording
from handouts.proof.bilingual import both_around, both_reading
from handouts.proof.expected import Piece, said_again
from handouts.proof.reader import UnreadableError, read
from handouts.proof.remembered import PageSaid, is_mixed, pages_of, reading_of, widths_of
from handouts.records import Same, dataclass
from handouts.review import Identity, Voices
from handouts.theme import Theme
from handouts.words import Words, right_to_left

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
    return prove_all(data, [Claim(handout, words, identity, pages)], library, theme, form=form)


def prove_all(
    data: bytes | Path,
    claims: Sequence[Claim],
    library: Library,
    theme: Theme,
    total: int | None = None,
    form: Format | None = None,
) -> tuple[Problem, ...]:
    """The same for a file that holds one handout or several, with page numbers that run through.

    Where a ``total`` of pages is given, the file must have that many, of which the first are theirs, as in a queue.
    """
    panels, bound = (form.panels, form.bound) if form else (False, False)
    pages = _pages(claims, library, bound)
    first: tuple[Problem, ...] | None = None
    for sources_last, listed in _orders([claim.handout for claim in claims], panels):
        texts = [
            reading_of(
                Same(claim.handout), Same(library), Same(claim.words), claim.identity, panels, sources_last, listed
            )
            for claim in claims
        ]
        pieces = texts[0] if len(texts) == 1 else tuple(chain.from_iterable(texts))
        found = _prove(data, claims[0].handout, theme, pieces, pages, total=total)
        if not found:
            return ()
        first = first or found
    return first or ()


def _pages(claims: Sequence[Claim], library: Library, bound: bool) -> list[PageSaid]:
    count = sum(claim.pages for claim in claims)
    found: list[PageSaid] = []
    for claim in claims:
        first = len(found) + 1
        said = Same(claim.handout), Same(library), Same(claim.words), claim.identity
        found += pages_of(*said, bound, first, claim.pages, count)
    return found


def prove_both(data: bytes, voices: Voices, library: Library, theme: Theme, pages: int) -> tuple[Problem, ...]:
    """The same as :func:`prove` for a sheet that says everything in two languages."""
    numbers = range(1, pages + 1)
    told: list[tuple[Problem, ...]] = []
    widths = dict.fromkeys(width for voice in voices for width in widths_of(Same(voice.handout)))
    for columns in (True, False):
        again = [head for voice in voices for head in said_again(voice.handout, voice.words.phrases)]
        heads = sorted(again, key=len, reverse=True)
        fixed = [PageSaid(both_around(voices, library, number, pages, columns), heads) for number in numbers]
        for listed in (0, *sorted(widths, reverse=True)):
            pieces = both_reading(voices, library, columns, listed)
            found = _prove(data, voices[0].handout, theme, pieces, fixed, voices)
            if not found:
                return ()
            told.append(found)
    # The order that gets furthest is the one it was set in.
    return min(told, key=lambda found: (any(problem.code == "proof-words" for problem in found), len(found)))


def _orders(handouts: Sequence[Handout], panels: bool) -> Iterator[tuple[bool, int]]:
    """The orders in which a layout may give the words, the likeliest first.

    On a back with room to spare the sources stand behind those to call, else before them. Tables with too many columns
    for their width are lists.
    """
    widths = sorted({width for handout in handouts for width in widths_of(Same(handout))}, reverse=True)
    for listed in (0, *widths):
        for sources_last in (True, False) if panels else (False,):
            yield sources_last, listed


def _prove(
    data: bytes | Path,
    handout: Handout,
    theme: Theme,
    pieces: Sequence[Piece],
    pages: Sequence[PageSaid],
    voices: Voices | None = None,
    total: int | None = None,
) -> tuple[Problem, ...]:
    backward = all(voice.backward for voice in voices) if voices else right_to_left(handout.language)
    mixed = backward or is_mixed(Same(pieces))
    rules = gates.Rules(
        theme.limits.body_text,
        theme.limits.smallest_text,
        theme.limits.contrast * _CONTRAST_SHARE,
        theme.page.printable,
        theme.page.right if backward else theme.page.left,
        theme.page.left if backward else theme.page.right,
        backward,
    )
    first = voices[0].backward if voices else backward
    seen = read(data, mixed, total, len(pages), backward, first and not backward)
    texts: list[str] = []
    items: list[lines.Placed] = []
    sights: list[Problem] = []
    try:
        for number, (page, small) in enumerate(wording.small_print(seen, pieces), 1):
            texts.append(wording.tagged_text(page))
            items += lines.placed(page, number) if mixed else ()
            own = pages[number - 1] if number <= len(pages) else PageSaid()
            wrong = wording.furniture_problem(page, own.fixed, own.heads)
            found = [wrong] if wrong else []
            found += gates.place_problems(page, rules, small)
            found += pixels.ink_problems(page, rules)
            sights += [_problem(handout, "proof-sight", f"page {number}: {text}") for text in found]
    except UnreadableError as error:
        return (_problem(handout, "proof-unreadable", f"the PDF cannot be read back: {error}"),)
    problems = []
    lost = wording.text_problem("".join(texts), pieces)
    if lost:
        problems.append(_problem(handout, "proof-words", lost))
    wrong_way = lines.crossed(items, pieces, first) if items and not lost else None
    if wrong_way:
        page_number, text = wrong_way
        problems.append(
            _problem(handout, "proof-sight", f"page {page_number}: parts of '{text[:60]}' have changed places")
        )
    if len(texts) != len(pages):
        problems.append(_problem(handout, "proof-pages", f"{len(texts)} pages instead of {len(pages)}"))
    return (*problems, *sights)


def _problem(handout: Handout, code: str, message: str) -> Problem:
    return Problem(
        code, f"'{handout.id}' was not published: {message}", handout.place, "this is a fault of the engine: report it"
    )
