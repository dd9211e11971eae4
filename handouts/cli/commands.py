"""Running a command: the rooms below do the work, this one prints what they say."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from handouts import publish
from handouts.cli.arguments import parser
from handouts.cli.repeating import manifest_path
from handouts.problems import ContentError, MachineError, Place, Problem, Severity, UsageError, did_you_mean
from handouts.rules import rulebook
from handouts.source import Document
from handouts.theme import STANDARD, brands, editions


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help"}):
        given.insert(0, "build")
    typed = tuple(sys.argv[1:] if arguments is None else arguments)
    try:
        options = parser().parse_args(given, argparse.Namespace(typed=typed))
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return _COMMANDS[options.command](options)
    except UsageError as error:
        _say(f"error: {error}" + (f"\n  hint: {error.hint}" if error.hint else ""))
        return 2
    except MachineError as error:
        _say(f"error: {error}")
        return 3
    except KeyboardInterrupt:
        _say("stopped")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _options(given: argparse.Namespace) -> publish.Options:
    today: date = getattr(given, "today", None) or date.today()  # noqa: DTZ011  # the clinic's own calendar day is meant
    return publish.Options(
        given.content,
        given.styles,
        getattr(given, "out", Path("out")),
        getattr(given, "style", "loganville"),
        getattr(given, "paper", "letter"),
        tuple(getattr(given, "names", ())),
        today,
        getattr(given, "final", False),
        getattr(given, "edition", STANDARD),
    )


def _build(given: argparse.Namespace) -> int:
    options = _options(given)
    memory = publish.Memory(options, manifest_path(list(given.typed)))
    said: list[tuple[str, str]] = []
    hidden: list[Problem] = []
    written: list[Path] = []
    done = 0
    try:
        project = publish.open_project(options)
        memory.opened(project, publish.chosen(project.library, options.names))
        for built in publish.build(options, _progress, project):
            _progress(None)
            done += 1
            hidden += [problem for problem in built.problems if not _is_shown(problem)]
            line_of = _line_of(project.documents)
            _tell(said, "err", (problem.render(line_of) for problem in built.problems if _is_shown(problem)))
            if built.published:
                written.append(built.path)
                _tell(said, "out", [_built_line(built)])
    except ContentError as error:
        _progress(None)
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    if any(problem.severity is Severity.WARNING for problem in hidden):
        from handouts.report import tally

        _tell(said, "err", [f"{tally(hidden, ())} more: python make_pdf.py check"])
    if len(written) < done:
        _say(f"{done - len(written)} of {done} documents were not published; their last good files are unchanged")
        return 1
    memory.keep(written, said)
    return 0


def _tell(said: list[tuple[str, str]], stream: str, texts: Iterable[str]) -> None:
    """Print, and note down what was printed, line by line."""
    for text in texts:
        print(text, file=sys.stderr if stream == "err" else sys.stdout)
        said += [(stream, line) for line in text.split("\n")]


def _built_line(built: publish.Built) -> str:
    assert built.rendered is not None
    sheet, identity = built.rendered.sheet, built.rendered.identity
    return (
        f"{built.path}: {_count(sheet.pages, 'page')}, {built.words:,} words, {_grade(built)}"
        f"proof passed ({len(sheet.data) / 1000:.1f} KB), {identity.state.value}, {identity.code}"
    )


def _grade(built: publish.Built) -> str:
    """The reading grade where the build has a formula for it; ``check`` has more of them."""
    return f"reading grade {built.grade:.1f}, " if built.handout.language.partition("-")[0] == "en" else ""


def _is_shown(problem: Problem) -> bool:
    """A build shows what stops it and what the calendar says; the rest is for ``check``."""
    return problem.severity is Severity.ERROR or not rulebook().rules[problem.code].waivable


def _check(given: argparse.Namespace) -> int:
    from handouts.report import as_json, lines, page, tally, workflow_commands

    options = _options(given)
    documents: tuple[Document, ...] = ()
    try:
        documents = publish.open_project(options).documents
        report = publish.report(options)
    except ContentError as error:
        documents = getattr(error, "documents", documents)
        report = publish.unreadable(options, error.problems)
    problems = report.all_problems()
    line_of = _line_of(documents)
    if given.format == "text":
        for line in lines(problems, report.all_waived(), line_of):
            _say(line)
        print(tally(problems, report.all_waived()) if problems or report.all_waived() else "no problems")
    elif given.format == "github":
        print(*workflow_commands(problems), sep="\n")
    else:
        print(as_json(report) if given.format == "json" else page(report, line_of))
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _explain(given: argparse.Namespace) -> int:
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


def _list(given: argparse.Namespace) -> int:
    options = _options(given)
    try:
        project = publish.open_project(options)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    for handout in project.library.handouts:
        identity = publish.identity_of(project, handout, options.today)
        name = f"{handout.id} ({identity.handout})" if handout.code else handout.id
        standing = f"{handout.kind.value}, {handout.language}, version {identity.version}, {identity.state.value}"
        ink = ", ".join(f"{edition} {share:.1%}" for edition, share in publish.ink_of(options, handout).items())
        print(f"{name}  {standing}, {identity.code}: {handout.title.plain}" + (f" (ink: {ink})" if ink else ""))
    print(f"papers: {', '.join(project.theme.papers)}")
    print(f"brands: {', '.join(brands(given.styles))}")
    print(f"editions: {', '.join(editions(given.styles))}")
    return 0


def _review(given: argparse.Namespace) -> int:
    options = _options(given)
    day = given.on or options.today.isoformat()
    vouching = publish.Vouching(given.by, given.role, day, given.next, given.version, given.language)
    try:
        reviewed = publish.review(options, given.name, vouching)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        _say("the review was not written: a text with errors cannot be vouched for")
        return 1
    review, standing = reviewed.handout.review, reviewed.standing
    print(
        f"{given.content}: '{given.name}' version {review.version} is {standing.state.value}: "
        f"by {review.by}, {review.role}, on {review.on}, next by {review.next}, {standing.fingerprint}"
    )
    if reviewed.problems:
        _say(f"{_count(len(reviewed.problems), 'warning')} stood at the review: python make_pdf.py check")
    return 0


def _verify(given: argparse.Namespace) -> int:
    try:
        found = publish.verify(_options(given), tuple(given.subjects))
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    for verified in found:
        print(f"{verified.subject}: {verified.verdict.value}: {verified.because}")
    good = (publish.Verdict.CURRENT, publish.Verdict.DRAFT)
    return 0 if all(verified.verdict in good for verified in found) else 1


def _changes(given: argparse.Namespace) -> int:
    try:
        found = publish.changes(_options(given), given.name, given.old, given.new)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    for changes in found:
        print(f"{changes.handout.id} ({changes.handout.language}): from version {changes.old} to {changes.new}")
        for line in changes.told or ("no difference that a patient would see",):
            print(f"  {line}")
    return 0


def _personal(given: argparse.Namespace) -> int:
    settings = [publish.Setting(name, value) for name, value in given.set]
    try:
        copied = publish.personal(_options(given), given.name, settings, _wish(given))
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    _print_problems(copied.problems, ())
    if copied.path is None:
        return 1
    print(f"{copied.path}: {_count(copied.pages, 'page')}, proof passed, a personal copy")
    return 0


def _merge(given: argparse.Namespace) -> int:
    if given.separators and not given.group:
        raise UsageError("--separators parts groups", "say what copies are grouped by: --group FIELD")
    if given.group and not given.queue:
        raise UsageError("--group sorts a queue", "add --queue")
    queueing = publish.Queueing(bool(given.group), given.separators) if given.queue else None
    request = publish.MergeRequest(given.data, _wish(given), given.map, queueing)
    made = pages = left = 0
    try:
        for copied in publish.merge(_options(given), request):
            _print_problems(copied.problems, ())
            if copied.path is not None:
                made, pages = made + 1, pages + copied.pages
            elif any(problem.severity is Severity.ERROR for problem in copied.problems):
                left += 1
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    print(f"{given.out}: {_count(made, 'copy', 'copies')}, {_count(pages, 'page')}, proof passed")
    if left:
        _say(f"{_count(left, 'row')} left out; the messages above say why")
    return 1 if left or not made else 0


def _wish(given: argparse.Namespace) -> publish.Wish:
    return publish.Wish(given.name, given.language, given.date_format, getattr(given, "group", None))


def _schema(_given: argparse.Namespace) -> int:
    from handouts.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0


def _print_problems(problems: Iterable[Problem], documents: Iterable[Document]) -> None:
    line_of = _line_of(documents)
    for problem in problems:
        _say(problem.render(line_of))


def _line_of(documents: Iterable[Document]) -> Callable[[Place], str | None]:
    by_file = {document.file: document for document in documents}

    def line_of(place: Place) -> str | None:
        document = by_file.get(place.file)
        return document.line(place.line) if document is not None else None

    return line_of


def _progress(handout: object) -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        text = f"building {handout.id} …" if handout is not None else ""  # type: ignore[attr-defined]  # a Handout
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _count(number: int, thing: str, things: str | None = None) -> str:
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "build": _build,
        "check": _check,
        "list": _list,
        "review": _review,
        "personal": _personal,
        "merge": _merge,
        "verify": _verify,
        "changes": _changes,
        "explain": _explain,
        "schema": _schema,
    }
)
