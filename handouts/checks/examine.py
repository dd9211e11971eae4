"""Every rule on every handout, with what is waived told apart."""

from __future__ import annotations

from datetime import date

from handouts.checks.balance import BALANCE
from handouts.checks.completeness import complete
from handouts.checks.easy_read import EASY_READ
from handouts.checks.evidence import EVIDENCE, LIBRARY
from handouts.checks.lifecycle import lifecycle
from handouts.checks.outdated import outdated
from handouts.checks.safety import SAFETY
from handouts.checks.subject import Check, LibraryCheck, Subject
from handouts.checks.waivers import Waived, apply, handout_scopes, source_scopes
from handouts.model import Handout, Library
from handouts.problems import Problem, Severity
from handouts.records import dataclass
from handouts.review import State
from handouts.rules import Rulebook


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
    use for measuring sentences.
    """
    subject = Subject(handout, library, book, today)
    found = [*lifecycle(subject, state, final)]
    for check in _families(book, thorough):
        found += check(subject)
    problems, waived = apply(dict.fromkeys(found), handout_scopes(handout), book, today)
    return Examination(problems, waived)


def examine_library(library: Library, book: Rulebook, today: date) -> Examination:
    """Examine what handouts share: the list of sources."""
    found: list[Problem] = []
    for check in _library_checks():
        found += check(library, book, today)
    problems, waived = apply(dict.fromkeys(found), source_scopes(library), book, today)
    return Examination(problems, waived)


def _families(book: Rulebook, thorough: bool) -> tuple[Check, ...]:
    """The rules to run; plain language is loaded only where it is asked for."""
    always = (complete, outdated, *EVIDENCE, *BALANCE, *SAFETY, *EASY_READ)
    if not thorough and not any(rule.severity is Severity.ERROR for rule in book.of("language")):
        return always
    from handouts.checks.language import LANGUAGE

    return (*always, *LANGUAGE)


def _library_checks() -> tuple[LibraryCheck, ...]:
    return LIBRARY
