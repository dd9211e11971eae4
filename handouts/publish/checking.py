"""A whole check: content, style, rules, layout and proof, with everything a report needs. Nothing is written."""

from __future__ import annotations

from handouts.checks import examine_library, word_count
from handouts.checks.instruments import assess
from handouts.checks.reading_figures import figures
from handouts.checks.subject import Subject
from handouts.model import Clinic, Handout
from handouts.problems import ContentError, Problem
from handouts.publish.building import examined, render
from handouts.publish.opening import open_sound
from handouts.publish.project import Options, Project, chosen, identity_of, open_project
from handouts.report import HandoutReport, Report


def report(options: Options, sound: bool = False) -> Report:
    """Check everything. Raises ProjectError where content or style cannot be used at all, UsageError.

    If ``sound``, mistakes in some handouts do not hide what there is to say of the others.
    """
    project, trouble = open_sound(options) if sound else (open_project(options), None)
    shared = examine_library(project.library, project.book, options.today)
    handouts = tuple(_handout(project, handout, options) for handout in chosen(project.library, options.names))
    return Report(
        options.today.isoformat(),
        project.documents[0].file,
        project.library.clinic,
        handouts,
        (*(trouble.problems if trouble else project.problems), *shared.problems),
        shared.waived,
    )


def unreadable(options: Options, problems: tuple[Problem, ...]) -> Report:
    """The report on a file that cannot be used: its problems, and no handout."""
    return Report(options.today.isoformat(), str(options.content), Clinic("", "", ()), (), problems, ())


def check(options: Options) -> tuple[Problem, ...]:
    """Every problem, in file order. Raises as :func:`report`."""
    return report(options).all_problems()


def _handout(project: Project, handout: Handout, options: Options) -> HandoutReport:
    found = examined(project, handout, options)
    problems = [*found.problems]
    pages = 0
    try:
        rendered = render(project, handout, options)
        problems += rendered.problems
        pages = rendered.sheet.pages
    except ContentError as error:
        problems += error.problems
    measured = figures(handout)
    subject = Subject(handout, project.library, project.book, options.today)
    answers = assess(subject, measured, (*problems, *(entry.problem for entry in found.waived)))
    identity = identity_of(project, handout, options.today)
    unique = tuple(dict.fromkeys(problems))
    return HandoutReport(handout, identity, measured, answers, unique, found.waived, word_count(handout), pages)
