"""What is wrong, where, and the way out: the one currency in which every room reports.

The errors a caller can meet, as a tree::

    HandoutsError
    ├── ContentError      mistakes in content or style files; carries every Problem    (exit 1)
    │   └── ProofError    the finished PDF does not say what the content says          (exit 1)
    ├── UsageError        the command or function was called wrongly                   (exit 2)
    └── MachineError      disk, permissions: not the author's fault                    (exit 3)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from handouts.records import dataclass

#: The content file that commands read where none is named.
USUAL = "content.yaml"


class Severity(Enum):
    """How much a problem matters: an error stops its document, the others are told."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file a person edits. Lines and columns (of characters) count from 1; line 0 is the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: a stable ``code``, what is wrong, where, and what to do about it."""

    code: str
    message: str
    place: Place | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR

    def headline(self) -> str:
        """The compiler-like first line: ``content.yaml:14:3: error[unknown-field]: …``."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.severity.value}[{self.code}]: {self.message}"

    def render(self, line_of: Callable[[Place], str | None] | None = None) -> str:
        """The headline, the source line with a caret under the column, and the hint.

        ``line_of`` gives the text of a place's line, or None where there is none to show.
        """
        parts = [self.headline()]
        text = line_of(self.place) if line_of and self.place and self.place.line else None
        if text is not None and self.place is not None:
            shown, caret = _window(text, self.place.column)
            parts += [f"    {shown}", f"    {' ' * caret}^"]
        if self.hint:
            parts.append(f"  hint: {self.hint}")
        return "\n".join(parts)


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of ``line`` around ``column`` and the caret's offset in it; control characters shown as ``·``."""
    clean = "".join(c if c.isprintable() else "·" for c in line.replace("\t", " "))
    at = max(0, min(column - 1, len(clean)))
    if len(clean) <= width:
        return clean, at
    start = max(0, min(at - width // 2, len(clean) - width))
    lead = "…" if start else ""
    tail = "…" if start + width < len(clean) else ""
    return f"{lead}{clean[start : start + width]}{tail}", at - start + len(lead)


class HandoutsError(Exception):
    """The root of everything this package raises on purpose."""


class ContentError(HandoutsError):
    """Content or style files have mistakes; ``problems`` holds all of them, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(p.headline() for p in self.problems))


class ProofError(ContentError):
    """The bytes were written but do not hold every word, in order, visible: they must not be published."""


class UsageError(HandoutsError):
    """The caller asked for something that does not exist: an unknown handout or paper; ``hint`` says what there is."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class MachineError(HandoutsError):
    """The machine failed us: no space, no permission, a folder where a file should be."""


def command(words: str, content: str) -> str:
    """The command line that does something with this content file; without ``--content`` it would be the usual one."""
    named = f'"{content}"' if " " in content else content
    return f"python make_pdf.py {words}" if content == USUAL else f"python make_pdf.py {words} --content {named}"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelled one was probably meant to be, or None when nothing is close."""
    from difflib import get_close_matches  # only mistakes need it

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint naming the closest known word, or None when nothing is close."""
    meant = closest(word, known)
    return f"did you mean '{meant}'?" if meant else None
