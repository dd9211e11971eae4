"""A file in memory, on its way from typesetting to its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handouts.problems import Problem
from handouts.records import dataclass
from handouts.review import Identity

if TYPE_CHECKING:
    from handouts.publish.folding import Printed
    from handouts.typeset import Sheet


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sheet in memory, what it says it is, what the proof found, and the seconds that setting and proving took.

    ``printed`` is its file for printing, where it was folded.
    """

    sheet: Sheet
    identity: Identity
    problems: tuple[Problem, ...]
    typeset_time: float
    proof_time: float
    printed: Printed | None = None


def print_path(path: Path) -> Path:
    """Where the file for printing stands that belongs to a folded sheet."""
    return path.with_suffix(f".print{path.suffix}")
