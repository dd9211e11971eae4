"""A file in memory, on its way from typesetting to its place."""

from __future__ import annotations

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
