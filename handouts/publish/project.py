"""What to build and from where, read and ready: content, look, fonts, rulebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from handouts.fold.imposition import Fold
from handouts.fold.placing import Printing
from handouts.fonts import Faces
from handouts.fonts import load as load_face
from handouts.images import files_of
from handouts.model import Handout, Library
from handouts.problems import ContentError, Place, Problem, Severity, UsageError, did_you_mean
from handouts.records import dataclass
from handouts.review import Identity, Standing, fingerprint, identify, standing
from handouts.rules import Override, Rulebook, rulebook, rules_of
from handouts.schema import read_library, read_notice
from handouts.source import Document, load, load_parts
from handouts.theme import STANDARD, Paper, StyleError, Theme, load_theme
from handouts.words import Words, words_for

_INSIDE = "put the file itself into the folder of the content file"
#: The way out where there is no content file.
NO_CONTENT = "begin one with 'python make_pdf.py new', or name yours: --content FILE"
_NOTICE_HINT = "the README says how to write one: 'Say that help with languages is free'"
#: The brand whose files have nothing about it in their names.
DEFAULT_STYLE = "loganville"


@dataclass(frozen=True, slots=True)
class Options:
    """What to build and from where. ``style`` and ``paper`` are names; ``names`` empty means every handout.

    ``today`` is the day on which states are judged; ``final`` allows only what is reviewed and has not run out.
    ``fold`` gives a file of sheets to fold or cut besides, printed as ``printing`` says.
    ``formats`` and ``languages`` say what ``build`` makes; for it ``edition`` and ``paper`` may be several names with
    commas between them, or "all". A language may be two joined by "+", for a sheet in both. ``jobs`` processes make the
    files, or the Dask cluster at the address ``cluster``.
    """

    content: Path
    styles: Path
    out: Path
    style: str = DEFAULT_STYLE
    paper: str = "letter"
    names: tuple[str, ...] = ()
    today: date = field(default_factory=date.today)
    final: bool = False
    edition: str = STANDARD
    fold: Fold | None = None
    printing: Printing = field(default_factory=Printing)
    formats: tuple[str, ...] = ("pdf",)
    languages: tuple[str, ...] = ("all",)
    jobs: int = 1
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """Content and look, read and free of errors, with their files for showing source lines.

    ``unread`` are the handouts that are not in it, because their texts have mistakes.
    """

    library: Library
    theme: Theme
    faces: Faces
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    folder: Path
    style: str = DEFAULT_STYLE
    unread: tuple[str, ...] = ()

    @property
    def book(self) -> Rulebook:
        """The rules with the clinic's own limits."""
        return _adapted(_Rules(repr(self.library.rules), self.library.rules))


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a clinic changes in the rulebook, told apart by what it says."""

    told: str
    rules: Mapping[str, Override] = field(compare=False)


@lru_cache(maxsize=8)
def _adapted(own: _Rules) -> Rulebook:
    return rulebook().adapted(own.rules)


class ProjectError(ContentError):
    """Content or style cannot be used; ``documents`` are the files, for showing their lines."""

    def __init__(self, problems: Iterable[Problem], documents: Iterable[Document]) -> None:
        super().__init__(problems)
        self.documents = tuple(documents)


def open_project(options: Options, only: Collection[str] = ()) -> Project:
    """Read content and style, of the handouts ``only`` those named, if any are.

    Raises ProjectError with every problem of what was read, UsageError for unknown names.
    """
    document = load_parts(options.content, "handouts", only, hint=NO_CONTENT)
    library, problems = read_library(document, only)
    found = [*document.problems, *(problem for problem in problems if problem not in document.problems)]
    documents: tuple[Document, ...] = (document,)
    theme: Theme | None = None
    try:
        theme, styles = load_theme(options.styles, options.style, options.edition)
        documents += styles
    except StyleError as error:
        found += error.problems
        documents += error.documents
    if library is not None and library.language_notice is not None:
        read, told, more = _with_notice(library, options.content.parent)
        library, found, documents = read, [*found, *told], (*documents, more)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors or library is None or theme is None:
        raise ProjectError(found, documents)
    faces = faces_of(theme)
    return Project(library, theme, faces, documents, tuple(found), options.content.parent, options.style)


def _with_notice(library: Library, folder: Path) -> tuple[Library, tuple[Problem, ...], Document]:
    """The library with the sentences of its notice of language help, and what is wrong with their file."""
    notice = library.language_notice
    assert notice is not None
    path = folder / notice.file
    if not path.resolve().is_relative_to(folder.resolve()):
        wrong = Problem("bad-path", f"'{notice.file}' leads outside the project", Place(str(path)), _INSIDE)
        return library, (wrong,), Document(str(path), None, ())
    document = load(path, hint=_NOTICE_HINT)
    sentences, problems = read_notice(document)
    return replace(library, language_notice=replace(notice, sentences=sentences)), problems, document


def dressed(project: Project, options: Options) -> Project:
    """The same content in another brand or edition. Raises ProjectError, UsageError for unknown names."""
    try:
        theme, styles = load_theme(options.styles, options.style, options.edition)
    except StyleError as error:
        raise ProjectError(error.problems, error.documents) from error
    documents = (project.documents[0], *styles)
    return replace(project, theme=theme, faces=faces_of(theme), documents=documents, style=options.style)


def chosen(library: Library, names: Iterable[str]) -> tuple[Handout, ...]:
    """The handouts asked for, in file order, with their translations; all when none is named.

    Raises UsageError for an unknown name.
    """
    known = {handout.id: handout for handout in library.handouts}
    wanted = list(names)
    for name in wanted:
        if name not in known:
            raise UsageError(
                f"there is no handout '{name}'", did_you_mean(name, known) or f"there are: {', '.join(known)}"
            )
    return tuple(handout for handout in library.handouts if not wanted or handout.id in wanted)


def paper_of(project: Project, options: Options) -> Paper:
    """The paper asked for. Raises UsageError where the style has none of that name."""
    papers = project.theme.papers
    if options.paper not in papers:
        known = did_you_mean(options.paper, papers) or f"there are: {', '.join(papers)}"
        raise UsageError(f"there is no paper '{options.paper}'", known)
    return papers[options.paper]


def fixed_words(handout: Handout) -> Words:
    """The engine's own words in the handout's language. Raises ContentError where there are none."""
    try:
        return words_for(handout.language)
    except KeyError:
        message = f"there are no fixed words for the language '{handout.language}'"
        hint = f"translate handouts/catalogs/handouts.pot as {handout.language}.po beside it, or use another language"
        raise ContentError([Problem("no-catalog", message, handout.place, hint)]) from None


def standing_of(project: Project, handout: Handout, today: date) -> Standing:
    """Where a handout stands on a day, judged by its text and the files of its pictures."""
    sign = fingerprint(handout, project.library, files_of(handout, project.folder))
    return standing(handout, sign, today, _due_days(project.library))


def _due_days(library: Library) -> float:
    """How many days before its next review a handout is due."""
    own = library.rules.get("review-due")
    return {**rules_of("review")["review-due"].limits, **(own.limits if own else {})}["days"]


def identity_of(project: Project, handout: Handout, today: date) -> Identity:
    """What a sheet made of a handout on a day says it is."""
    page = page_name(handout, project.style) + ".html"
    return identify(handout, project.library.clinic, standing_of(project, handout, today), project.theme.edition, page)


def file_name(handout: Handout, options: Options, suffix: str = ".pdf", beside: Handout | None = None) -> str:
    """The handout's id, with what differs from the default behind it. Only paper has editions and sizes.

    A sheet in two languages has both behind its id, joined by a hyphen.
    """
    if suffix != ".pdf":
        return page_name(handout, options.style) + suffix
    both = f"{handout.id}.{handout.language}-{beside.language}".lower() if beside else ""
    parts = [both or _own_name(handout)]
    if options.edition != STANDARD:
        parts.append(options.edition)
    if options.paper != "letter":
        parts.append(options.paper)
    fold = [options.fold.value] if options.fold else []
    return ".".join([*parts, *_of_brand(options.style), *fold]) + suffix


def page_name(handout: Handout, style: str) -> str:
    """The name, without its ending, of a handout's files for screens in a brand."""
    return ".".join([_own_name(handout), *_of_brand(style)])


def _own_name(handout: Handout) -> str:
    return f"{handout.id}.{handout.language.lower()}" if handout.original else handout.id


def _of_brand(style: str) -> list[str]:
    return [] if style == DEFAULT_STYLE else [style]


@lru_cache(maxsize=8)
def faces_of(theme: Theme) -> Faces:
    """A brand's faces, and behind them those for other scripts."""
    return Faces({name: load_face(path) for name, path in theme.fonts.items()}, theme.scripts)
