"""A file in memory, on its way from typesetting to its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handouts.problems import Problem
from handouts.records import dataclass
from handouts.review import Identity, State, worst

if TYPE_CHECKING:
    from handouts.publish.folding import Printed
    from handouts.typeset import Sheet


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sheet in memory, what it says it is, what the proof found, and the seconds that setting and proving took.

    ``printed`` is its file for printing, where it was folded; ``beside`` what its text in a second language is.
    """

    sheet: Sheet
    identity: Identity
    problems: tuple[Problem, ...]
    typeset_time: float
    proof_time: float
    printed: Printed | None = None
    beside: Identity | None = None

    @property
    def identities(self) -> tuple[Identity, ...]:
        """What each of its texts is."""
        return (self.identity, self.beside) if self.beside else (self.identity,)

    @property
    def state(self) -> State:
        """Where the sheet stands: of two texts where the worse one does."""
        return worst(identity.state for identity in self.identities)

    @property
    def codes(self) -> str:
        """The code on paper; of a sheet in two languages both."""
        return " + ".join(identity.code for identity in self.identities)


def print_path(path: Path) -> Path:
    """Where the file for printing stands that belongs to a folded sheet."""
    return path.with_suffix(f".print{path.suffix}")
