"""The report as compiler-like lines, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from handouts.checks import Waived
from handouts.problems import Place, Problem, Severity


def lines(
    problems: Iterable[Problem], waived: Iterable[Waived], line_of: Callable[[Place], str | None]
) -> Iterator[str]:
    """Each problem with its source line and hint, then what is waived."""
    for problem in problems:
        yield problem.render(line_of)
    for entry in waived:
        problem, waiver = entry.problem, entry.waiver
        where = f"{problem.place}: " if problem.place else ""
        yield f"{where}waived[{problem.code}] until {waiver.until}: {problem.message}\n  reason: {waiver.reason}"


def tally(problems: Iterable[Problem], waived: Iterable[Waived]) -> str:
    """The last line: how many there are of each severity."""
    counted = dict.fromkeys(Severity, 0)
    for problem in problems:
        counted[problem.severity] += 1
    errors, warnings, advice = (counted[severity] for severity in Severity)
    told = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}, {_count(advice, 'piece')} of advice"
    left = len(tuple(waived))
    return f"{told}; {left} waived" if left else told


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
