"""Read, check, typeset, prove, and only then put the file in its place.

A document that fails leaves its last good file as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Protocol

from handouts.checks import Examination, examine, missing_glyphs, reading_of, word_count
from handouts.images import Picture, pictures_of
from handouts.model import Handout, usual
from handouts.problems import ContentError, Problem, Severity, UsageError
from handouts.publish.files import prepare, write_whole
from handouts.publish.forms import Form, write
from handouts.publish.matrix import Plan, Step, plan
from handouts.publish.project import (
    Options,
    Project,
    ProjectError,
    file_name,
    fixed_words,
    identity_of,
    open_project,
    paper_of,
)
from handouts.publish.register import record
from handouts.publish.rendered import Rendered, print_path
from handouts.publish.wording import is_easy, worded
from handouts.records import dataclass
from handouts.review import Identity, Voice
from handouts.theme import STANDARD

#: What is wrong with a look and not with the words: in another form, edition, or on larger paper, it can be made.
_DOES_NOT_FIT = frozenset({"block-too-tall", "no-easy-read", "does-not-fit", "no-braille"})


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one file: figures when it was published, ``problems`` with errors when it was not.

    ``grade`` is the median of the formulas in words, empty in a language that has none.

    ``left_out`` is true where nobody asked for this look by name and the handout cannot be set in it.
    """

    handout: Handout
    path: Path
    problems: tuple[Problem, ...]
    rendered: Rendered | None = None
    words: int = 0
    grade: str = ""
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
    kept = identity is None  # else it may be the copy of a patient
    identity = identity or identity_of(project, handout, options.today)
    handout = worded(handout, theme, kept)
    pictures, problems = pictures_of(handout, project.folder)
    problems += missing_glyphs(handout, project.library, project.faces)
    if problems:
        raise ContentError(problems)
    start = perf_counter()
    sheet = typeset(handout, project.library, theme, project.faces, words, paper, pictures, identity, form)
    middle = perf_counter()
    wrong = prove(sheet.data, handout, project.library, words, theme, sheet.pages, identity, form)
    printed = print_sheets(fold, handout, sheet, words, options.printing) if fold else None
    wrong += printed.problems if printed else ()
    return Rendered(sheet, identity, wrong, middle - start, perf_counter() - middle, printed)


def render_both(
    project: Project,
    texts: tuple[Handout, Handout],
    options: Options,
    said: tuple[Identity, Identity] | None = None,
) -> Rendered:
    """Typeset and prove one handout in two languages on the same pages, in memory.

    ``said`` is what the texts say they are, as in :func:`render`. Raises as that does.
    """
    from handouts.fold.formats import folded
    from handouts.proof import prove_both
    from handouts.publish.folding import print_sheets
    from handouts.typeset.both import typeset_both

    paper, theme = paper_of(project, options), project.theme
    fold = folded(theme, paper, options.fold) if options.fold else None
    if fold:
        paper, theme = fold.page, fold.theme
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    identities = said or tuple(identity_of(project, text, options.today) for text in texts)
    texts = worded(texts[0], theme, said is None), worded(texts[1], theme, said is None)
    for text in texts:
        seen, unseen = pictures_of(text, project.folder)
        pictures |= seen
        problems += (*unseen, *missing_glyphs(text, project.library, project.faces))
    if problems:
        raise ContentError(problems)
    first, second = (Voice(text, fixed_words(text), one) for text, one in zip(texts, identities, strict=True))
    start = perf_counter()
    form = fold.form if fold else None
    sheet = typeset_both((first, second), project.library, theme, project.faces, paper, pictures, form)
    middle = perf_counter()
    wrong = prove_both(sheet.data, (first, second), project.library, theme, sheet.pages)
    printed = print_sheets(fold, texts[0], sheet, first.words, options.printing) if fold else None
    wrong += printed.problems if printed else ()
    spent = middle - start, perf_counter() - middle
    return Rendered(sheet, first.identity, wrong, *spent, printed, second.identity)


def ink_of(options: Options, handout: Handout) -> Mapping[str, float]:
    """The share of the pages that ink covers, measured in the standard and the ink-saver edition.

    An edition that is not there, or in which the handout cannot be set, is left out.
    """
    from handouts.proof.ink import ink_coverage

    found = {}
    for edition in (STANDARD, "ink-saver"):
        wanted = replace(options, edition=edition)
        with suppress(ContentError):
            found[edition] = ink_coverage(render(open_project(wanted, [handout.id]), handout, wanted).sheet.data)
    return MappingProxyType(found)


def examined(project: Project, handout: Handout, options: Options, thorough: bool = True) -> Examination:
    """What the rules say of a handout on the day of the options. ``thorough`` includes plain language."""
    state = identity_of(project, handout, options.today).state
    return examine(handout, project.library, project.book, options.today, state, options.final, thorough)


class Workers(Protocol):
    """Who sets and proves the files of a build; ``ahead`` is how many may be under way before the first is fetched."""

    ahead: int

    def submit(self, step: Step) -> Callable[[], Rendered]:
        """Begin a file; gives what waits for it and raises as ``made`` does."""


class Here:
    """This process, one file after the other."""

    ahead = 0

    def submit(self, step: Step) -> Callable[[], Rendered]:
        """Make the file when it is asked for."""
        return lambda: made(step)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file under way, or one that the rules forbid; ``keep`` remembers what it was made from.

    ``stands`` tells that the file lies in its place already, with these bytes.
    """

    step: Step
    path: Path
    told: tuple[Problem, ...]
    finish: Callable[[], Rendered] | None
    keep: Callable[[Rendered], None] | None = None
    stands: bool = False


def build(
    options: Options,
    started: Callable[[Step], None] | None = None,
    todo: Plan | None = None,
    workers: Workers | None = None,
) -> Iterator[Built]:
    """Build files one after the other, telling what became of each. ``started`` hears of each before its turn.

    ``todo`` is the plan of these options, where the caller has made it already, and tells of its mistakes. What earlier
    builds made of the same things is taken again.

    Raises ProjectError when content or style cannot be used at all, and after the last file for handouts that were left
    out because of mistakes; UsageError, and MachineError for disk trouble.
    """
    planned = todo or plan(options)
    steps = planned.steps
    prepare(options.out)
    team = workers or Here()
    under_way: deque[_Begun] = deque()
    for step in steps:
        under_way.append(_begun(step, team))
        if len(under_way) > team.ahead:
            yield _finished(under_way.popleft(), started)
    while under_way:
        yield _finished(under_way.popleft(), started)
    if planned.mistakes and todo is None:
        raise ProjectError(planned.mistakes, planned.documents)


def _begun(step: Step, workers: Workers) -> _Begun:
    """What the rules say of a file, and its making under way: taken from an earlier build, or by a worker."""
    from handouts.publish.reuse import kept, key_of, note

    handout, project, options, form = step.handout, step.look.project, step.look.options, step.look.form
    path = options.out / file_name(handout, options, form.suffix, step.beside)
    told = tuple(
        problem for text in step.texts for problem in examined(project, text, options, thorough=False).problems
    )
    if any(problem.severity is Severity.ERROR for problem in told):
        return _Begun(step, path, told, None)
    if form is not Form.PDF:
        return _Begun(step, path, told, workers.submit(step))
    key = key_of(step)
    found = kept(step, path, key)
    if found is not None:
        return _Begun(step, path, told, lambda: found, stands=True)
    return _Begun(step, path, told, workers.submit(step), partial(note, path, key))


def _finished(begun: _Begun, started: Callable[[Step], None] | None) -> Built:
    """Fetch a file, proved, and put it in its place."""
    step, path = begun.step, begun.path
    handout, project, options = step.handout, step.look.project, step.look.options
    if started:
        started(step)
    if begun.finish is None:
        return Built(handout, path, begun.told)
    try:
        rendered = begun.finish()
    except ContentError as error:
        left_out = not step.named and {problem.code for problem in error.problems} <= _DOES_NOT_FIT
        return Built(handout, path, error.problems, left_out=left_out)
    except UsageError as error:  # panels too narrow for this edition
        if step.named:
            raise
        return Built(handout, path, (Problem("does-not-fit", str(error), handout.place, error.hint),), left_out=True)
    problems = (*rendered.problems, *begun.told)
    said = [_said(step, text) for text in step.texts]
    built = Built(handout, path, problems, rendered, sum(map(word_count, said)), _grade(step, said[0]))
    if built.published:
        files = [(path, rendered.sheet.data)]
        files += [(built.print_path, rendered.printed.data)] if rendered.printed else []
        for where, data in files:
            if not begun.stands:
                write_whole(where, data)
            for text, identity in zip(step.texts, rendered.identities, strict=True):
                record(project, text, identity, data, where, options)
        if begun.keep:
            begun.keep(rendered)
    return built


def _said(step: Step, text: Handout) -> Handout:
    """What a form or an edition says of a text."""
    return worded(text, step.look.project.theme, kept=True) if step.look.form is Form.PDF else usual(text)


def _grade(step: Step, said: Handout) -> str:
    """The same grade that a report tells, of the whole text; in easy read that of what is printed."""
    project = step.look.project
    reading = reading_of(said if is_easy(project.theme) else step.handout)
    return "" if reading.grade is None else reading.told


def made(step: Step) -> Rendered:
    """Set and prove the file of a step. Raises ContentError, and UsageError where a fold does not go with the look."""
    handout, project, options, form = step.handout, step.look.project, step.look.options, step.look.form
    if step.beside:
        return render_both(project, (handout, step.beside), options)
    return render(project, handout, options) if form is Form.PDF else _written(project, handout, options, form)


def _written(project: Project, handout: Handout, options: Options, form: Form) -> Rendered:
    """A form that is not paper, in the same dress as a sheet."""
    from handouts.typeset import Sheet

    start = perf_counter()
    made = write(project, handout, options, form)
    return Rendered(Sheet(made.data, made.pages), made.identity, made.problems, perf_counter() - start, 0.0)
