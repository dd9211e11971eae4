"""Typed runs of text, and the way back from a printed character to its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field as field_of

from handouts.problems import Place
from handouts.records import dataclass
from handouts.source import Scalar

WHITE = " \t\n\r\v\f"
#: Marks that print as others: what the author typed, and what a language makes of it.
_STRAIGHT, _CURLED = frozenset("\"'"), frozenset("“”„«»’「」")
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share one look and one meaning. A citation has ``cites`` and no ``text``.

    ``start`` is the offset of the first character in the scalar it came from. ``field`` names the personal field that
    the text stands for: a line to fill in by hand, until it is filled with what was typed.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    language: str | None = None
    link: str | None = None
    cites: tuple[str, ...] = ()
    start: int = field_of(default=0, compare=False)
    field: str | None = None

    def marks(self, numbers: Mapping[str, int]) -> tuple[str, ...]:
        """The printed numbers of the sources it cites, rising as in every journal; ``numbers`` gives each its own."""
        return tuple(str(number) for number in sorted(numbers[source] for source in self.cites))


@dataclass(frozen=True, slots=True)
class Inline:
    """A line or paragraph of text: its runs, and the scalar of the content file they were read from."""

    runs: tuple[Run, ...]
    scalar: Scalar | None = field_of(default=None, compare=False, repr=False)

    @property
    def plain(self) -> str:
        """The characters without look, links and citations."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])

    def place(self, run: Run, offset: int = 0) -> Place | None:
        """Where the ``offset``-th character of one of its runs stands in the file; None for text without a file.

        Escapes and joined spaces move characters, so the source is read again from the run's start on.
        """
        if self.scalar is None:
            return None
        source, at = self.scalar.text, run.start
        if not run.text or self.inserted(run):
            return self.scalar.at(at)
        at -= _backslashes(source, at) % 2
        for char in run.text[:offset]:
            at = _seek(source, at, char) + 1
        return self.scalar.at(_seek(source, at, run.text[offset]) if offset < len(run.text) else at)

    def inserted(self, run: Run) -> bool:
        """Whether a run is not what the author typed, but a detail that the author named: the clinic's phone."""
        return self.scalar is not None and self.scalar.text[run.start : run.start + 1] == "{" != run.text[:1]

    def escaped(self, run: Run) -> Iterator[int]:
        """Which characters of a run the author put a backslash before, by their number."""
        if self.scalar is None or not run.text or self.inserted(run):
            return
        source, at = self.scalar.text, run.start
        at -= _backslashes(source, at) % 2
        for number, char in enumerate(run.text):
            at = _seek(source, at, char)
            if _backslashes(source, at) % 2:
                yield number
            at += 1


def _backslashes(source: str, at: int) -> int:
    """How many stand before an offset. An escaped one does not escape what follows it."""
    return at - len(source[:at].rstrip("\\"))


def _seek(source: str, at: int, char: str) -> int:
    """The offset from ``at`` on of the character printed as ``char``."""
    while at < len(source):
        here, after = source[at], source[at + 1 : at + 2]
        if here == "\\" and after == " " and char == "\u00a0":
            return at
        if here == "\\" and after and after in PUNCTUATION:
            at += 1
            if after == char:
                return at
        elif here == char or (char == " " and here in WHITE) or (here in _STRAIGHT and char in _CURLED):
            return at
        at += 1
    return at
