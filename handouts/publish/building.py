"""Read, check, typeset, prove, and only then put the file in its place.

A document that fails leaves its last good file as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from handouts.checks import Examination, examine, missing_glyphs, readability, word_count
from handouts.images import pictures_of
from handouts.model import Handout
from handouts.problems import ContentError, Problem, Severity, UsageError
from handouts.publish.files import prepare, write_whole
from handouts.publish.forms import Form, write
from handouts.publish.matrix import Plan, Step, plan
from handouts.publish.project import (
    Options,
    Project,
    file_name,
    fixed_words,
    identity_of,
    open_project,
    paper_of,
    print_path,
)
from handouts.publish.register import record
from handouts.records import dataclass
from handouts.review import Identity
from handouts.theme import STANDARD

if TYPE_CHECKING:
    from handouts.publish.folding import Printed
    from handouts.typeset import Sheet

#: What is wrong with a look and not with the words: in another form, edition, or on larger paper, it can be made.
_DOES_NOT_FIT = frozenset({"block-too-tall", "does-not-fit", "no-braille"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sheet in memory, what it says it is, what the proof found, and the seconds that setting and proving took.

    ``printed`` is its file for printing, where it was folded.
    """

    sheet: Sheet
    identity: Identity
    problems: tuple[Problem, ...]
    typeset_time: float
    proof_time: float
    printed: Printed | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one file: figures when it was published, ``problems`` with errors when it was not.

    ``left_out`` is true where nobody asked for this look by name and the handout cannot be set in it.
    """

    handout: Handout
    path: Path
    problems: tuple[Problem, ...]
    rendered: Rendered | None = None
    words: int = 0
    grade: float = 0.0
    left_out: bool = False

    @property
    def pages(self) -> int:
        """How many pages it has; 0 where it could not be made."""
        return self.rendered.sheet.pages if self.rendered else 0

    @property
    def print_path(self) -> Path:
        """Where the file for printing stands, for a handout that was folded."""
        return print_path(self.path)

    @property
    def files(self) -> tuple[Path, ...]:
        """What was written: the file for reading, and that for printing where there is one."""
        return (self.path, self.print_path) if self.rendered and self.rendered.printed else (self.path,)

    @property
    def published(self) -> bool:
        """Whether the file stands in its place."""
        return self.rendered is not None and not any(p.severity is Severity.ERROR for p in self.problems)


def render(project: Project, handout: Handout, options: Options, identity: Identity | None = None) -> Rendered:
    """Typeset and prove one handout in memory.

    ``identity`` is what the sheet says it is, where that is not told by its text: a copy made for one patient is still
    the handout that was reviewed. Raises ContentError when it cannot be typeset, UsageError for an unknown paper, or
    one too small to be folded.
    """
    from handouts.fold.formats import folded
    from handouts.proof import prove
    from handouts.publish.folding import print_sheets
    from handouts.typeset import typeset

    paper, theme = paper_of(project, options), project.theme
    fold = folded(theme, paper, options.fold) if options.fold else None
    form = None
    if fold:
        paper, theme, form = fold.page, fold.theme, fold.form
    words = fixed_words(handout)
    pictures, problems = pictures_of(handout, project.folder)
    problems += missing_glyphs(handout, project.library, project.faces)
    if problems:
        raise ContentError(problems)
    identity = identity or identity_of(project, handout, options.today)
    start = perf_counter()
    sheet = typeset(handout, project.library, theme, project.faces, words, paper, pictures, identity, form)
    middle = perf_counter()
    wrong = prove(sheet.data, handout, project.library, words, theme, sheet.pages, identity, form)
    printed = print_sheets(fold, handout, sheet, words, options.printing) if fold else None
    wrong += printed.problems if printed else ()
    return Rendered(sheet, identity, wrong, middle - start, perf_counter() - middle, printed)


def ink_of(options: Options, handout: Handout) -> Mapping[str, float]:
    """The share of the pages that ink covers, measured in the standard and the ink-saver edition.

    An edition that is not there, or in which the handout cannot be set, is left out.
    """
    from handouts.proof.ink import ink_coverage

    found = {}
    for edition in (STANDARD, "ink-saver"):
        wanted = replace(options, edition=edition)
        with suppress(ContentError):
            found[edition] = ink_coverage(render(open_project(wanted), handout, wanted).sheet.data)
    return MappingProxyType(found)


def examined(project: Project, handout: Handout, options: Options, thorough: bool = True) -> Examination:
    """What the rules say of a handout on the day of the options. ``thorough`` includes plain language."""
    state = identity_of(project, handout, options.today).state
    return examine(handout, project.library, project.book, options.today, state, options.final, thorough)


def build(options: Options, started: Callable[[Step], None] | None = None, todo: Plan | None = None) -> Iterator[Built]:
    """Build files one after the other, telling what became of each. ``started`` hears of each before its turn.

    ``todo`` is the plan of these options, where the caller has made it already.

    Raises ProjectError when content or style cannot be used at all, UsageError, and MachineError for disk trouble.
    """
    steps = (todo or plan(options)).steps
    prepare(options.out)
    for step in steps:
        if started:
            started(step)
        yield _built(step)


def _built(step: Step) -> Built:
    """Make one file: examined, set, proved, and then put in its place."""
    handout, project, options, form = step.handout, step.look.project, step.look.options, step.look.form
    path = options.out / file_name(handout, options, form.suffix)
    told = examined(project, handout, options, thorough=False).problems
    if any(problem.severity is Severity.ERROR for problem in told):
        return Built(handout, path, told)
    try:
        rendered = render(project, handout, options) if form is Form.PDF else _written(project, handout, options, form)
    except ContentError as error:
        left_out = not step.named and {problem.code for problem in error.problems} <= _DOES_NOT_FIT
        return Built(handout, path, error.problems, left_out=left_out)
    except UsageError as error:  # panels too narrow for this edition
        if step.named:
            raise
        return Built(handout, path, (Problem("does-not-fit", str(error), handout.place, error.hint),), left_out=True)
    problems = (*rendered.problems, *told)
    built = Built(handout, path, problems, rendered, word_count(handout), readability(handout).grade)
    if built.published:
        write_whole(path, rendered.sheet.data)
        record(project, handout, rendered.identity, rendered.sheet.data, path, options)
        if rendered.printed:
            write_whole(built.print_path, rendered.printed.data)
            record(project, handout, rendered.identity, rendered.printed.data, built.print_path, options)
    return built


def _written(project: Project, handout: Handout, options: Options, form: Form) -> Rendered:
    """A form that is not paper, in the same dress as a sheet."""
    from handouts.typeset import Sheet

    start = perf_counter()
    made = write(project, handout, options, form)
    return Rendered(Sheet(made.data, made.pages), made.identity, made.problems, perf_counter() - start, 0.0)
