"""Running a command: the rooms below do the work, this one prints what they say."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from handouts import publish
from handouts.cli.arguments import parser
from handouts.cli.repeating import manifest_path
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing
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
    fold, printing = _folding(given)
    return publish.Options(
        content=given.content,
        styles=given.styles,
        out=getattr(given, "out", Path("out")),
        style=getattr(given, "style", "loganville"),
        paper=getattr(given, "paper", "letter"),
        names=tuple(getattr(given, "names", ())),
        today=today,
        final=getattr(given, "final", False),
        edition=getattr(given, "edition", STANDARD),
        fold=fold,
        printing=printing,
        formats=tuple(dict.fromkeys(name for names in getattr(given, "formats", None) or [("pdf",)] for name in names)),
        languages=getattr(given, "languages", ("all",)),
        jobs=getattr(given, "jobs", 1) or os.cpu_count() or 1,
        cluster=getattr(given, "cluster", None),
    )


def _folding(given: argparse.Namespace) -> tuple[Fold | None, Printing]:
    """The fold asked for, and how it is printed."""
    fold, flip = getattr(given, "fold", None), getattr(given, "flip", None)
    marks, bleed = getattr(given, "marks", False), getattr(given, "bleed", None)
    if given.command == "build" and fold is None and (flip or marks or bleed):
        raise UsageError(
            "--flip, --marks and --bleed are for sheets to fold or cut", "add --fold booklet, for instance"
        )
    return (Fold(fold) if fold else None), Printing(Flip(flip or Flip.SHORT), marks, bleed or 0.0)


def _build(given: argparse.Namespace) -> int:
    options = _options(given)
    memory = publish.Memory(options, manifest_path(list(given.typed)))
    said: list[tuple[str, str]] = []
    hidden: list[Problem] = []
    told: set[Problem] = set()
    built: list[publish.Built] = []
    try:
        todo = publish.plan(options)
        for project in todo.projects:
            memory.opened(project, todo.handouts)
        _tell(said, "err", todo.cannot)
        line_of = _line_of(todo.documents)
        for one in _made(options, todo):
            _progress(None)
            built.append(one)
            new = [problem for problem in one.problems if problem not in told]
            told.update(new)
            hidden += [problem for problem in new if not _is_shown(problem)]
            if one.left_out:
                reason = "; ".join(problem.message for problem in one.problems)
                _tell(said, "err", [f"{one.path}: left out: {reason}"])
                continue
            _tell(said, "err", (problem.render(line_of) for problem in new if _is_shown(problem)))
            if one.published:
                _tell(said, "out", _built_lines(one, options))
    except ContentError as error:
        _progress(None)
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    if any(problem.severity is Severity.WARNING for problem in hidden):
        from handouts.report import tally

        _tell(said, "err", [f"{tally(hidden, ())} more: python make_pdf.py check"])
    made = [_index(options, said)] if given.index or "all" in options.edition.split(",") else []
    if _failed(built, said):
        return 1
    if todo.repeatable:
        memory.keep([path for one in built if one.published for path in one.files], said, made)
    return 0


def _index(options: publish.Options, said: list[tuple[str, str]]) -> Path:
    path = publish.write_contact_sheet(options)
    _tell(said, "out", [f"{path}: everything in {options.out} at a glance"])
    return path


def _failed(built: Sequence[publish.Built], said: list[tuple[str, str]]) -> bool:
    """Tell what was not made. A look that does not fit is no failure, unless there is no other."""
    wanted = [one for one in built if not one.left_out]
    failed = [one for one in wanted if not one.published]
    if len(wanted) < len(built):
        _tell(said, "err", [f"{len(built) - len(wanted)} of {len(built)} were left out: they cannot be made that way"])
    if failed:
        _say(f"{len(failed)} of {len(wanted)} documents were not published; their last good files are unchanged")
    return bool(failed) or not wanted


def _made(options: publish.Options, todo: publish.Plan) -> Iterator[publish.Built]:
    """The files as they are built, by this process or by others."""
    if options.jobs == 1 and options.cluster is None:  # others need a fifth of a second to load what speaks to them
        yield from publish.build(options, _progress, todo)
        return
    with publish.workers_for(options, todo) as workers:
        yield from publish.build(options, _progress, todo, workers)


def _tell(said: list[tuple[str, str]], stream: str, texts: Iterable[str]) -> None:
    """Print, and note down what was printed, line by line."""
    for text in texts:
        print(text, file=sys.stderr if stream == "err" else sys.stdout)
        said += [(stream, line) for line in text.split("\n")]


def _built_lines(built: publish.Built, options: publish.Options) -> Iterable[str]:
    assert built.rendered is not None
    sheet = built.rendered.sheet
    pages = f"{_count(sheet.pages, 'page')}, " if sheet.pages else ""
    yield (
        f"{built.path}: {pages}{built.words:,} words, {_grade(built)}proof passed ({len(sheet.data) / 1000:.1f} KB), "
        f"{built.rendered.state.value}, {built.rendered.codes}"
    )
    if built.rendered.printed:
        yield (
            f"{built.print_path}: {_count(built.rendered.printed.sheets, 'sheet')} to print on both sides, "
            f"flipped on the {options.printing.flip.value} edge, not scaled"
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


def _new(given: argparse.Namespace) -> int:
    options = _options(given)
    publish.start(options.content, options.today)
    print(f"{options.content}: a handout to begin with. Change it, then: python make_pdf.py check")
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
    print(f"formats: {', '.join(form.value for form in publish.Form)}")
    print(f"folds: {', '.join(fold.value for fold in Fold)}")
    return 0


def _fold_test(given: argparse.Namespace) -> int:
    options = _options(given)
    try:
        path = publish.fold_test(options)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    print(f"{path}: print it on both sides, not scaled; it says what to do then")
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
        print(f"{verified.subject}: {verified.said}: {verified.because}")
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


def _translate(given: argparse.Namespace) -> int:
    from handouts.cli.translating import translated

    try:
        lines = translated(given, _options(given))
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        _say("nothing was written")
        return 1
    print(*lines, sep="\n")
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


def _desk(given: argparse.Namespace) -> int:
    from handouts.cli.desk import open_desk

    try:
        open_desk(given, _options(given), _say)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    return 0


def _watch(given: argparse.Namespace) -> int:
    from handouts.cli.watching import watch

    try:
        watch(given, _options(given), lambda: _build(given), _say)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    return 0


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


def _progress(step: publish.Step | None) -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        text = f"building {step.number} of {step.total}: {step.handout.id} …" if step is not None else ""
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _count(number: int, thing: str, things: str | None = None) -> str:
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "build": _build,
        "check": _check,
        "fold-test": _fold_test,
        "list": _list,
        "new": _new,
        "review": _review,
        "personal": _personal,
        "merge": _merge,
        "verify": _verify,
        "changes": _changes,
        "translate": _translate,
        "desk": _desk,
        "watch": _watch,
        "explain": _explain,
        "schema": _schema,
    }
)
