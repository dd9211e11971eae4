"""Rules set aside in place: with a reason, until a day, and shown in every report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from handouts.model import Handout, Library, Section, Waiver, inlines
from handouts.problems import Problem
from handouts.records import dataclass
from handouts.rules import Rulebook


@dataclass(frozen=True, slots=True)
class Waived:
    """A problem that is not counted, and the waiver that says why."""

    problem: Problem
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Scope:
    """A waiver and the lines of the file it holds for; None for a whole handout."""

    waiver: Waiver
    lines: range | None

    def covers(self, problem: Problem) -> bool:
        """Whether the waiver is for this rule and stands where the problem is."""
        if problem.code != self.waiver.rule:
            return False
        return self.lines is None or (problem.place is not None and problem.place.line in self.lines)


def handout_scopes(handout: Handout) -> Iterator[Scope]:
    """The waivers of a handout and of its sections."""
    yield from (Scope(waiver, None) for waiver in handout.waivers)
    for section in handout.sections:
        yield from _section_scopes(section)


def source_scopes(library: Library) -> Iterator[Scope]:
    """The waivers of sources; each holds from its source's id to the next one."""
    placed = [source for source in library.sources.values() if source.place]
    starts = [source.place.line for source in placed if source.place]
    for source, start, after in zip(placed, starts, [*starts[1:], max(starts, default=0) + 20], strict=True):
        yield from (Scope(waiver, range(start, after)) for waiver in source.waivers)


def apply(
    problems: Iterable[Problem], scopes: Iterable[Scope], book: Rulebook, today: date
) -> tuple[tuple[Problem, ...], tuple[Waived, ...]]:
    """The problems that stay, with those of the waivers themselves, and those that are waived."""
    scopes = tuple(scopes)
    holding = [scope for scope in scopes if date.fromisoformat(scope.waiver.until) >= today]
    left: list[Problem] = []
    waived: list[Waived] = []
    for problem in problems:
        scope = next((scope for scope in holding if scope.covers(problem)), None)
        if scope is None:
            left.append(problem)
        else:
            waived.append(Waived(problem, scope.waiver))
    used = {id(entry.waiver) for entry in waived}
    left += _own_problems(scopes, used, book, today)
    return tuple(left), tuple(waived)


def _own_problems(scopes: Iterable[Scope], used: set[int], book: Rulebook, today: date) -> Iterator[Problem]:
    longest = book.limit("waiver-too-long", "days")
    for scope in scopes:
        waiver = scope.waiver
        left = (date.fromisoformat(waiver.until) - today).days
        if left < 0:
            message = f"the waiver of '{waiver.rule}' ran out on {waiver.until}"
            yield book.problem("waiver-expired", message, waiver.place, "look at the text again, then change its day")
        elif left > longest:
            message = f"the waiver of '{waiver.rule}' holds for {left} days, more than {longest:g}"
            yield book.problem("waiver-too-long", message, waiver.place, "give an earlier day")
        elif id(waiver) not in used:
            message = f"the waiver of '{waiver.rule}' waives nothing"
            yield book.problem("waiver-unused", message, waiver.place, "take it out")


def _section_scopes(section: Section) -> Iterator[Scope]:
    if section.waivers:
        lines = [text.scalar.place.line for text in inlines(section) if text.scalar]
        # The last text may run over several lines; problems inside it are told at lines of its own.
        last = max(
            (text.scalar.at(max(0, len(text.scalar.text) - 1)).line for text in inlines(section) if text.scalar),
            default=0,
        )
        yield from (Scope(waiver, range(min(lines), last + 1)) for waiver in section.waivers)
    for nested in section.sections:
        yield from _section_scopes(nested)
