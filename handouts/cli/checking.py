"""The commands that write nothing but lines: "check", "explain", "list" and "schema"; and "new", which begins."""

from __future__ import annotations

import argparse
import json

from handouts import publish
from handouts.cli.options import options_of
from handouts.cli.telling import lines_in, print_problems, say
from handouts.fold.imposition import Fold
from handouts.problems import ContentError, Severity, UsageError, command, did_you_mean
from handouts.source import Document
from handouts.theme import brands, editions


def check(given: argparse.Namespace) -> int:
    """Tell all problems, as the person or the program that asks wants them. Exit code 1 where one is an error."""
    from handouts.report import as_json, lines, page, tally, workflow_commands

    options = options_of(given)
    documents: tuple[Document, ...] = ()
    try:
        documents = publish.open_project(options).documents
        report = publish.report(options)
    except ContentError as error:
        documents = getattr(error, "documents", documents)
        report = publish.unreadable(options, error.problems)
    problems = report.all_problems()
    line_of = lines_in(documents)
    if given.format == "text":
        for line in lines(problems, report.all_waived(), line_of):
            say(line)
        print(tally(problems, report.all_waived()) if problems or report.all_waived() else "no problems")
    elif given.format == "github":
        print(*workflow_commands(problems), sep="\n")
    else:
        print(as_json(report) if given.format == "json" else page(report, line_of))
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def explain_code(given: argparse.Namespace) -> int:
    """Tell why a rule is there and what to do about it; without a code, list them all. Raises UsageError."""
    from handouts.report.explanations import all_codes, explain

    if given.code is None:
        for code in all_codes():
            found = explain(code)
            print(f"{code}: {found.summary if found else ''}")
        return 0
    explanation = explain(given.code)
    if explanation is None:
        raise UsageError(
            f"there is no code '{given.code}'", did_you_mean(given.code, all_codes()) or "explain lists all"
        )
    print(*explanation.lines(), sep="\n")
    return 0


def list_all(given: argparse.Namespace) -> int:
    """Tell what there is to build, and in which looks; what cannot be read is told last, with exit code 1.

    Raises ContentError where nothing can be read.
    """
    options = options_of(given)
    project, unreadable = publish.open_sound(options)
    for handout in project.library.handouts:
        identity = publish.identity_of(project, handout, options.today)
        name = f"{handout.id} ({identity.handout})" if handout.code else handout.id
        standing = f"{handout.kind.value}, {handout.language}, version {identity.version}, {identity.state.value}"
        ink = ", ".join(f"{edition} {share:.1%}" for edition, share in publish.ink_of(options, handout).items())
        print(f"{name}  {standing}, {identity.code}: {handout.title.plain}" + (f" (ink: {ink})" if ink else ""))
    print(f"papers: {', '.join(project.theme.papers)}")
    print(f"brands: {', '.join(brands(given.styles))}")
    print(f"editions: {', '.join(editions(given.styles))}")
    print(f"formats: {', '.join(form.value for form in publish.Form)}")
    print(f"folds: {', '.join(fold.value for fold in Fold)}")
    if unreadable is None:
        return 0
    print_problems(unreadable.problems, unreadable.documents)
    say("handouts with a mistake are not in this list")
    return 1


def schema(_given: argparse.Namespace) -> int:
    """Print the JSON Schema of the content file, for editors' completion."""
    from handouts.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0


def new(given: argparse.Namespace) -> int:
    """Write a content file to begin with. Raises UsageError where there is one already."""
    options = options_of(given)
    publish.start(options.content, options.today)
    print(f"{options.content}: a handout to begin with. Change it, then: {command('check', str(options.content))}")
    return 0
