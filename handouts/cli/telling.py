"""What a command says, and where: results to standard output, problems and progress to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from handouts import publish
from handouts.problems import Place, Problem
from handouts.source import Document


def print_problems(problems: Iterable[Problem], documents: Iterable[Document]) -> None:
    """Problems on standard error, each with its line of the file and a caret."""
    line_of = lines_in(documents)
    for problem in problems:
        say(problem.render(line_of))


def lines_in(documents: Iterable[Document]) -> Callable[[Place], str | None]:
    """The line of a file that a place names, for showing it with a problem."""
    by_file = {document.file: document for document in documents}

    def line_of(place: Place) -> str | None:
        document = by_file.get(place.file)
        return document.line(place.line) if document is not None else None

    return line_of


def tell(said: list[tuple[str, str]], stream: str, texts: Iterable[str]) -> None:
    """Print, and note down what was printed, line by line."""
    for text in texts:
        print(text, file=sys.stderr if stream == "err" else sys.stdout)
        said += [(stream, line) for line in text.split("\n")]


def progress(step: publish.Step | None) -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        text = f"building {step.number} of {step.total}: {step.handout.id} …" if step is not None else ""
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def say(text: str) -> None:
    """A line on standard error, so that results can be piped."""
    print(text, file=sys.stderr)


def count(number: int, thing: str, things: str | None = None) -> str:
    """A number with its noun: "1 page", "2 pages"."""
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"
