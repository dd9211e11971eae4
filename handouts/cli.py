"""The command line: arguments in, lines and exit codes out. It decides nothing.

Exit codes: 0 built, 1 problems in content or style, 2 wrong use of the command, 3 the machine failed us, 130 Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from handouts import publish
from handouts.problems import ContentError, MachineError, Place, Problem, Severity, UsageError
from handouts.source import Document
from handouts.theme import brands

_EXAMPLES = """\
examples:
  python make_pdf.py                                   build every handout into out/
  python make_pdf.py build ketamine-questions          build one
  python make_pdf.py build --paper a4 --style hillside another paper, another brand
  python make_pdf.py check                             tell all problems, write nothing
  python make_pdf.py list                              what handouts, papers and brands there are
  python make_pdf.py schema > content.schema.json      the JSON Schema of the content file, for editors

exit codes: 0 built, 1 problems in content or style, 2 wrong use, 3 disk or permission trouble"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="make_pdf.py",
        description="Patient handouts from content.yaml: tagged, archival PDF, proved word for word.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands (build when none is given)")
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument(
        "--content",
        type=Path,
        default=Path("content.yaml"),
        metavar="FILE",
        help="content file (default: content.yaml)",
    )
    reading.add_argument(
        "--styles", type=Path, default=Path("styles"), metavar="DIR", help="folder of style files (default: styles)"
    )
    looking = argparse.ArgumentParser(add_help=False)
    looking.add_argument(
        "--style", default="loganville", metavar="NAME", help="brand: a file in the styles folder (default: loganville)"
    )
    looking.add_argument(
        "--paper",
        default="letter",
        metavar="NAME",
        help="letter or a4, or another of the style's papers (default: letter)",
    )
    names = argparse.ArgumentParser(add_help=False)
    names.add_argument("names", nargs="*", metavar="NAME", help="handouts by id (default: all)")
    build = commands.add_parser("build", parents=[reading, looking, names], help="build PDFs into the output folder")
    build.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="output folder (default: out)")
    commands.add_parser("check", parents=[reading, looking, names], help="tell all problems without writing anything")
    commands.add_parser("list", parents=[reading], help="list handouts, papers and brands")
    commands.add_parser("schema", help="print the JSON Schema of the content file")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help"}):
        given.insert(0, "build")
    try:
        options = parser().parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return {"build": _build, "check": _check, "list": _list, "schema": _schema}[options.command](options)
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
    return publish.Options(
        given.content, given.styles, getattr(given, "out", Path("out")), given.style, given.paper, tuple(given.names)
    )


def _build(given: argparse.Namespace) -> int:
    options = _options(given)
    failed = 0
    done = 0
    documents: tuple[Document, ...] = ()
    try:
        documents = publish.open_project(options).documents
        for built in publish.build(options, _progress):
            _progress(None)
            done += 1
            if built.problems:
                failed += 1
                _print_problems(built.problems, documents)
            else:
                print(
                    f"{built.path}: {_count(built.pages, 'page')}, {built.words:,} words, "
                    f"reading grade {built.grade:.1f}, proof passed ({built.size / 1000:.1f} KB)"
                )
    except ContentError as error:
        _progress(None)
        _print_problems(error.problems, getattr(error, "documents", documents))
        return 1
    if failed:
        _say(f"{failed} of {done} documents were not published; their last good files are unchanged")
    return 1 if failed else 0


def _check(given: argparse.Namespace) -> int:
    options = _options(given)
    try:
        project = publish.open_project(options)
        problems = publish.check(options)
        _print_problems(problems, project.documents)
    except ContentError as error:
        problems = error.problems
        _print_problems(problems, getattr(error, "documents", ()))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not problems:
        print("no problems")
    return 1 if errors else 0


def _list(given: argparse.Namespace) -> int:
    from handouts import publish

    options = publish.Options(given.content, given.styles, Path("out"))
    try:
        project = publish.open_project(options)
    except ContentError as error:
        _print_problems(error.problems, getattr(error, "documents", ()))
        return 1
    for handout in project.library.handouts:
        title = "".join(run.text for run in handout.title.runs)
        review = handout.review
        standing = f"{handout.kind.value}, {handout.language}, version {review.version}, {review.status.value}"
        print(f"{handout.id}  {standing}: {title}")
    print(f"papers: {', '.join(project.theme.papers)}")
    print(f"brands: {', '.join(brands(given.styles))}")
    return 0


def _schema(_given: argparse.Namespace) -> int:
    from handouts.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0


def _print_problems(problems: Iterable[Problem], documents: Iterable[Document]) -> None:
    by_file = {document.file: document for document in documents}

    def line_of(place: Place) -> str | None:
        document = by_file.get(place.file)
        return document.line(place.line) if document is not None else None

    for problem in problems:
        _say(problem.render(line_of))


def _progress(handout: object) -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        text = f"building {handout.id} …" if handout is not None else ""  # type: ignore[attr-defined]  # a Handout
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
