"""Which documents, in which brand and paper: read, check, typeset, prove, and only then put the file in its place.

The only room that writes files. A document that fails leaves its last good file as it was.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from handouts.checks import missing_glyphs, readability
from handouts.checks.readability import word_count
from handouts.fonts import Face
from handouts.images import pictures_of
from handouts.model import Handout, Library
from handouts.problems import ContentError, MachineError, Place, Problem, Severity, UsageError, did_you_mean
from handouts.schema import read_library
from handouts.source import Document, load
from handouts.theme import StyleError, Theme, load_theme
from handouts.words import Words, words_for

if TYPE_CHECKING:
    from handouts.typeset import Sheet

_TEMPORARY = ".handouts-{name}.{pid}.part"


@dataclass(frozen=True, slots=True)
class Options:
    """What to build and from where. ``style`` and ``paper`` are names; ``names`` empty means every handout."""

    content: Path
    styles: Path
    out: Path
    style: str = "loganville"
    paper: str = "letter"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """Content and look, read and free of errors, with their files for showing source lines."""

    library: Library
    theme: Theme
    faces: Mapping[str, Face]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one handout: figures when it was published, problems when it was not. Times in seconds."""

    handout: Handout
    path: Path
    problems: tuple[Problem, ...]
    pages: int = 0
    words: int = 0
    grade: float = 0.0
    size: int = 0
    typeset_time: float = 0.0
    proof_time: float = 0.0


class ProjectError(ContentError):
    """Content or style cannot be used; ``documents`` are the files, for showing their lines."""

    def __init__(self, problems: Iterable[Problem], documents: Iterable[Document]) -> None:
        super().__init__(problems)
        self.documents = tuple(documents)


def open_project(options: Options) -> Project:
    """Read content and style. Raises ProjectError with every problem of both, UsageError for unknown names."""
    document = load(options.content, hint="the README says how to write one: 'Write your own content'")
    library, problems = read_library(document)
    found = [*document.problems, *(problem for problem in problems if problem not in document.problems)]
    documents: tuple[Document, ...] = (document,)
    theme: Theme | None = None
    try:
        theme, styles = load_theme(options.styles, options.style)
        documents += styles
    except StyleError as error:
        found += error.problems
        documents += error.documents
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors or library is None or theme is None:
        raise ProjectError(found, documents)
    faces = {name: face(path) for name, path in theme.fonts.items()}
    return Project(library, theme, faces, documents, tuple(found))


def chosen(library: Library, names: Iterable[str]) -> tuple[Handout, ...]:
    """The handouts asked for, in file order; all when none is named. Raises UsageError for an unknown name."""
    known = {handout.id: handout for handout in library.handouts}
    wanted = list(names)
    for name in wanted:
        if name not in known:
            raise UsageError(
                f"there is no handout '{name}'", did_you_mean(name, known) or f"there are: {', '.join(known)}"
            )
    return tuple(handout for handout in library.handouts if not wanted or handout.id in wanted)


def render(project: Project, handout: Handout, paper: str) -> tuple[Sheet, tuple[Problem, ...], float, float]:
    """Typeset and prove one handout in memory: the sheet, what the proof found, and the seconds each took.

    Raises ContentError when it cannot be typeset, UsageError for an unknown paper.
    """
    from handouts.proof import prove
    from handouts.typeset import typeset

    papers = project.theme.papers
    if paper not in papers:
        raise UsageError(
            f"there is no paper '{paper}'", did_you_mean(paper, papers) or f"there are: {', '.join(papers)}"
        )
    words = fixed_words(handout)
    pictures, problems = pictures_of(handout, Path(project.documents[0].file).parent)
    problems += missing_glyphs(handout, project.library, project.faces)
    if problems:
        raise ContentError(problems)
    start = perf_counter()
    sheet = typeset(handout, project.library, project.theme, project.faces, words, papers[paper], pictures)
    middle = perf_counter()
    wrong = prove(sheet.data, handout, project.library, words, project.theme, sheet.pages)
    return sheet, wrong, middle - start, perf_counter() - middle


def fixed_words(handout: Handout) -> Words:
    """The engine's own words in the handout's language. Raises ContentError where there are none."""
    try:
        return words_for(handout.language)
    except KeyError:
        message = f"there are no fixed words for the language '{handout.language}'"
        hint = "add a file for it to handouts/catalogs, or use another language"
        raise ContentError([Problem("no-catalog", message, handout.place, hint)]) from None


def build(options: Options, started: Callable[[Handout], None] | None = None) -> Iterator[Built]:
    """Build documents one after the other, telling what became of each. ``started`` hears of each before its turn.

    Raises ProjectError when content or style cannot be used at all, UsageError, and MachineError for disk trouble.
    """
    project = open_project(options)
    handouts = chosen(project.library, options.names)
    _prepare(options.out)
    for handout in handouts:
        if started:
            started(handout)
        path = options.out / file_name(handout, options)
        try:
            sheet, problems, typeset_time, proof_time = render(project, handout, options.paper)
        except ContentError as error:
            yield Built(handout, path, error.problems)
            continue
        if not problems:
            write_whole(path, sheet.data)
        measured = readability(handout)
        yield Built(
            handout,
            path,
            problems,
            sheet.pages,
            word_count(handout),
            measured.grade,
            len(sheet.data),
            typeset_time,
            proof_time,
        )


def check(options: Options) -> tuple[Problem, ...]:
    """Every problem of content and style, and of laying out and proving each document; nothing is written."""
    project = open_project(options)
    found = list(project.problems)
    for handout in chosen(project.library, options.names):
        try:
            found += render(project, handout, options.paper)[1]
        except ContentError as error:
            found += error.problems
    return tuple(sorted(found, key=lambda problem: problem.place or Place("")))


def file_name(handout: Handout, options: Options) -> str:
    """The handout's id, with what differs from the default behind it."""
    parts = [handout.id]
    if handout.original:
        parts.append(handout.language.lower())
    if options.paper != "letter":
        parts.append(options.paper)
    if options.style != "loganville":
        parts.append(options.style)
    return ".".join(parts) + ".pdf"


@lru_cache(maxsize=32)
def face(path: Path) -> Face:
    """A face, read once. Font files of installed packages do not change under a running program."""
    return Face(path)


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place whole or not at all. Raises MachineError; the old file then stands as it was."""
    part = path.with_name(_TEMPORARY.format(name=path.name, pid=os.getpid()))
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise MachineError(f"{path}: {error.strerror or error}; the last good file is unchanged") from error
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _prepare(folder: Path) -> None:
    """Make the output folder and sweep out what a killed build left there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(_TEMPORARY.format(name="*", pid="*")):
            if not _alive(int(left.name.split(".")[-2])):
                left.unlink()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise MachineError(f"{folder}: {reason}") from error


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # os.kill would end the other program there
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
