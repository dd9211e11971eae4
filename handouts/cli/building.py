"""The commands "build" and "fold-test"."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from handouts import publish
from handouts.cli.options import options_of
from handouts.cli.repeating import manifest_path
from handouts.cli.telling import count, lines_in, print_problems, progress, say, tell
from handouts.problems import Problem, Severity, command
from handouts.rules import rulebook


def build(given: argparse.Namespace) -> int:
    """Build files, telling of each as it is done. Raises ContentError where nothing can be built at all."""
    options = options_of(given)
    memory = publish.Memory(options, manifest_path(list(given.typed), publish.engine()))
    said: list[tuple[str, str]] = []
    todo = publish.plan(options)
    for project in todo.projects:
        memory.opened(project, todo.handouts)
    tell(said, "err", todo.cannot)
    built, hidden = _told(_made(options, todo), options, todo, said)
    if any(problem.severity is Severity.WARNING for problem in hidden):
        from handouts.report import tally

        tell(said, "err", [f"{tally(hidden, ())} more: {command('check', str(options.content))}"])
    made = [_index(options, said)] if given.index or "all" in options.edition.split(",") else []
    failed = _failed(built, said)
    if _left_unread(todo, options) or failed:
        return 1
    if todo.repeatable:
        memory.keep([path for one in built if one.published for path in one.files], said, made)
    return 0


def _told(
    making: Iterable[publish.Built], options: publish.Options, todo: publish.Plan, said: list[tuple[str, str]]
) -> tuple[list[publish.Built], list[Problem]]:
    """Tell of files as they come: each problem once. What was built, and the problems that were not shown."""
    line_of = lines_in(todo.documents)
    built: list[publish.Built] = []
    told: dict[Problem, None] = {}
    for one in making:
        progress(None)
        built.append(one)
        new = [problem for problem in one.problems if problem not in told]
        told.update(dict.fromkeys(new))
        if one.left_out:
            reason = "; ".join(problem.message for problem in one.problems)
            tell(said, "err", [f"{one.path}: left out: {reason}"])
            continue
        tell(said, "err", (problem.render(line_of) for problem in new if _is_shown(problem)))
        if one.published:
            tell(said, "out", _built_lines(one, options))
    return built, [problem for problem in told if not _is_shown(problem)]


def _index(options: publish.Options, said: list[tuple[str, str]]) -> Path:
    path = publish.write_contact_sheet(options)
    tell(said, "out", [f"{path}: everything in {options.out} at a glance"])
    return path


def _failed(built: Sequence[publish.Built], said: list[tuple[str, str]]) -> bool:
    """Tell what was not made. A look that does not fit is no failure, unless there is no other."""
    wanted = [one for one in built if not one.left_out]
    failed = [one for one in wanted if not one.published]
    if len(wanted) < len(built):
        tell(said, "err", [f"{len(built) - len(wanted)} of {len(built)} were left out: they cannot be made that way"])
    if failed:
        say(f"{len(failed)} of {len(wanted)} documents were not published; their last good files are unchanged")
    return bool(failed) or not wanted


def _left_unread(todo: publish.Plan, options: publish.Options) -> bool:
    """Tell of the handouts that were left out because of mistakes: what is wrong, and that their old files stay."""
    if not todo.unread:
        return False
    print_problems(todo.mistakes, todo.documents)
    names = ", ".join(f"'{name}'" for name in todo.unread)
    say(f"{count(len(todo.unread), 'handout')} not built, because of the mistakes above: {names}")
    say(f"files that were made of {names} before are unchanged in {options.out}")
    return True


def _made(options: publish.Options, todo: publish.Plan) -> Iterator[publish.Built]:
    """The files as they are built, by this process or by others."""
    if options.jobs == 1 and options.cluster is None:  # others need a fifth of a second to load what speaks to them
        yield from publish.build(options, progress, todo)
        return
    with publish.workers_for(options, todo) as workers:
        yield from publish.build(options, progress, todo, workers)


def _built_lines(built: publish.Built, options: publish.Options) -> Iterable[str]:
    assert built.rendered is not None
    sheet = built.rendered.sheet
    pages = f"{count(sheet.pages, 'page')}, " if sheet.pages else ""
    yield (
        f"{built.path}: {pages}{built.words:,} words, {_grade(built)}proof passed ({len(sheet.data) / 1000:.1f} KB), "
        f"{built.rendered.state.value}, {built.rendered.codes}"
    )
    if built.rendered.printed:
        yield (
            f"{built.print_path}: {count(built.rendered.printed.sheets, 'sheet')} to print on both sides, "
            f"flipped on the {options.printing.flip.value} edge, not scaled"
        )


def _grade(built: publish.Built) -> str:
    """The reading grade where there are formulas for the language; the report tells each of them."""
    return f"reading grade {built.grade}, " if built.grade else ""


def _is_shown(problem: Problem) -> bool:
    """A build shows what stops it and what the calendar says; the rest is for ``check``."""
    return problem.severity is Severity.ERROR or not rulebook().rules[problem.code].waivable


def fold_test(given: argparse.Namespace) -> int:
    """Write the sheet that tells on which edge a printer flips. Raises ContentError for a style in error."""
    options = options_of(given)
    path = publish.fold_test(options)
    print(f"{path}: print it on both sides, not scaled; it says what to do then")
    return 0
