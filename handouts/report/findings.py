"""A whole check as data: every form of the report is made from it."""

from __future__ import annotations

from handouts.checks import Waived
from handouts.checks.instruments import Assessment
from handouts.checks.reading_figures import Figures
from handouts.model import Clinic, Handout
from handouts.problems import Problem
from handouts.records import dataclass
from handouts.review import Identity


@dataclass(frozen=True, slots=True)
class HandoutReport:
    """One handout in one language: what it is on the day, what was measured, what is wrong and what is waived.

    ``words`` are all words on paper, ``pages`` how many pages they take; 0 where it could not be laid out.
    """

    handout: Handout
    identity: Identity
    figures: tuple[Figures, ...]
    assessments: tuple[Assessment, ...]
    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]
    words: int = 0
    pages: int = 0

    @property
    def words_per_page(self) -> float | None:
        """How full a page is; None where there are no pages."""
        return self.words / self.pages if self.pages else None


@dataclass(frozen=True, slots=True)
class Report:
    """A check on one day (ISO 8601) of one content file. ``problems`` and ``waived`` belong to no single handout."""

    day: str
    content: str
    clinic: Clinic
    handouts: tuple[HandoutReport, ...]
    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]

    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem once, in file order."""
        found = [*self.problems, *(problem for one in self.handouts for problem in one.problems)]
        return tuple(sorted(dict.fromkeys(found), key=_position))

    def all_waived(self) -> tuple[Waived, ...]:
        """Everything that is waived, with its reason."""
        return (*self.waived, *(waived for one in self.handouts for waived in one.waived))


def _position(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)
