"""Every rule on every handout, with what is waived told apart."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from functools import lru_cache

from handouts.checks.balance import BALANCE
from handouts.checks.completeness import complete
from handouts.checks.easy_read import EASY_READ
from handouts.checks.evidence import EVIDENCE, LIBRARY
from handouts.checks.lifecycle import lifecycle
from handouts.checks.marks import MARKS
from handouts.checks.outdated import outdated
from handouts.checks.phones import numbers_told
from handouts.checks.right_numbers import leans_on_others
from handouts.checks.safety import SAFETY
from handouts.checks.subject import Check, LibraryCheck, Subject
from handouts.checks.waivers import Waived, apply, handout_scopes, source_scopes
from handouts.model import Clinic, Handout, Library
from handouts.problems import Problem, Severity
from handouts.records import Same, dataclass
from handouts.review import State
from handouts.rules import Rulebook

#: Examinations that are remembered.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Examination:
    """What the rules say: the problems that count, and those that are waived with a reason."""

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...] = ()


def examine(
    handout: Handout,
    library: Library,
    book: Rulebook,
    today: date,
    state: State,
    final: bool = False,
    thorough: bool = True,
) -> Examination:
    """Examine one handout that stands at ``state``.

    Not ``thorough`` leaves out the families that only advise, unless the clinic made errors of them: a build has no
    use for measuring sentences. What was found is remembered while all that the rules look at is the same.
    """
    beside = tuple(Same(other) for other in library.handouts if other.id == handout.id)
    leans = _leans(_Numbers(Same(handout), Same(library.clinic), Subject(handout, library, book, today)))
    numbers = numbers_told(library) if leans else ()
    clinic = Same(library.clinic)
    case = _Case(Same(handout), beside, numbers, clinic, Same(book), today, state, final, thorough, library)
    return _examined(case)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What tells whether a handout has numbers to compare: its text, and the clinic's own number."""

    handout: Same[Handout]
    clinic: Same[Clinic]
    subject: Subject = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _leans(numbers: _Numbers) -> bool:
    return leans_on_others(numbers.subject)


@dataclass(frozen=True, slots=True)
class _Case:
    """All that an examination depends on: of the library the languages ``beside`` this one, its numbers, the clinic."""

    handout: Same[Handout]
    beside: tuple[Same[Handout], ...]
    numbers: tuple[object, ...]
    clinic: Same[Clinic]
    book: Same[Rulebook]
    today: date
    state: State
    final: bool
    thorough: bool
    library: Library = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _examined(case: _Case) -> Examination:
    handout, book = case.handout.thing, case.book.thing
    subject = Subject(handout, case.library, book, case.today)
    alone = replace(case, beside=(), state=State.DRAFT, final=False)
    found = [*lifecycle(subject, case.state, case.final), *complete(subject), *outdated(subject), *_alone(alone)]
    problems, waived = apply(dict.fromkeys(found), handout_scopes(handout), book, case.today)
    return Examination(problems, waived)


@lru_cache(maxsize=_KEPT)
def _alone(case: _Case) -> tuple[Problem, ...]:
    """What the rules say that look neither at its standing nor at other languages: an edit there changes none of it."""
    book = case.book.thing
    subject = Subject(case.handout.thing, case.library, book, case.today)
    return tuple(problem for check in _families(book, case.thorough) for problem in check(subject))


def examine_library(library: Library, book: Rulebook, today: date) -> Examination:
    """Examine what handouts share: the list of sources."""
    found: list[Problem] = []
    for check in _library_checks():
        found += check(library, book, today)
    problems, waived = apply(dict.fromkeys(found), source_scopes(library), book, today)
    return Examination(problems, waived)


def _families(book: Rulebook, thorough: bool) -> tuple[Check, ...]:
    """The rules to run; plain language is loaded only where it is asked for."""
    always = (*EVIDENCE, *BALANCE, *SAFETY, *EASY_READ, *MARKS)
    if not thorough and not any(rule.severity is Severity.ERROR for rule in book.of("language")):
        return always
    from handouts.checks.language import LANGUAGE

    return (*always, *LANGUAGE)


def _library_checks() -> tuple[LibraryCheck, ...]:
    return LIBRARY
