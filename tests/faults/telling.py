"""What the rules tell of a content file, without laying a page out: the schema, then every rule on every handout."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache

from handouts.checks import examine, examine_library
from handouts.problems import Problem, Severity
from handouts.review import fingerprint, standing
from handouts.rules import rulebook
from handouts.schema import read_library
from handouts.source import parse
from tests.faults.seeding import TODAY, Fault

#: Messages name other places of the file, which move with every edit.
_SPOT = re.compile(r"[\w./-]+\.yaml:\d+(?::\d+)?|\bline \d+")


@lru_cache(maxsize=512)
def told(text: str, name: str, today: date = TODAY, final: bool = False, thorough: bool = True) -> tuple[Problem, ...]:
    """Every problem of a content file on a day; those of the schema alone where it cannot be read.

    Not ``thorough`` leaves plain language out, as a build does: measuring it takes most of the time.
    """
    library, problems = read_library(parse(text.encode(), name))
    if library is None:
        return problems
    book = rulebook().adapted(library.rules)
    found = [*problems, *examine_library(library, book, today).problems]
    for handout in library.handouts:
        state = standing(handout, fingerprint(handout, library), today, book.limit("review-due", "days")).state
        found += examine(handout, library, book, today, state, final, thorough).problems
    return tuple(found)


def newly_told(fault: Fault) -> tuple[Problem, ...]:
    """What is told of a seeded file and not of its base; a problem that only moved to another line is not new."""
    thorough = not fault.code or fault.code in {rule.code for rule in rulebook().of("language")}
    known = Counter(_said(problem) for problem in told(fault.base(), fault.content, thorough=thorough))
    fresh: list[Problem] = []
    for problem in told(fault.seeded(), fault.content, fault.today, fault.final, thorough):
        said = _said(problem)
        if known[said]:
            known[said] -= 1
        else:
            fresh.append(problem)
    return tuple(fresh)


def caught(fault: Fault) -> bool:
    """Whether the expected problem is told anew: its code, its severity and its line."""
    wanted = (fault.code, fault.severity, fault.line())
    return wanted in {(p.code, p.severity, p.place.line) for p in newly_told(fault) if p.place}


def _said(problem: Problem) -> tuple[str, Severity, str]:
    return problem.code, problem.severity, _SPOT.sub("…", problem.message)
