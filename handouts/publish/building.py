"""Read, check, typeset, prove, and only then put the file in its place.

A document that fails leaves its last good file as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from handouts.checks import Examination, examine, missing_glyphs, readability, word_count
from handouts.images import pictures_of
from handouts.model import Handout
from handouts.problems import ContentError, Problem, Severity, UsageError, did_you_mean
from handouts.publish.files import prepare, write_whole
from handouts.publish.project import Options, Project, chosen, file_name, fixed_words, identity_of, open_project
from handouts.publish.register import record
from handouts.review import Identity
from handouts.theme import STANDARD

if TYPE_CHECKING:
    from handouts.typeset import Sheet


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sheet in memory, what it says it is, what the proof found, and the seconds that setting and proving took."""

    sheet: Sheet
    identity: Identity
    problems: tuple[Problem, ...]
    typeset_time: float
    proof_time: float


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one handout: figures when it was published, ``problems`` with errors when it was not."""

    handout: Handout
    path: Path
    problems: tuple[Problem, ...]
    rendered: Rendered | None = None
    words: int = 0
    grade: float = 0.0

    @property
    def pages(self) -> int:
        """How many pages it has; 0 where it could not be made."""
        return self.rendered.sheet.pages if self.rendered else 0

    @property
    def published(self) -> bool:
        """Whether the file stands in its place."""
        return self.rendered is not None and not any(p.severity is Severity.ERROR for p in self.problems)


def render(project: Project, handout: Handout, options: Options) -> Rendered:
    """Typeset and prove one handout in memory.

    Raises ContentError when it cannot be typeset, UsageError for an unknown paper.
    """
    from handouts.proof import prove
    from handouts.typeset import typeset

    papers = project.theme.papers
    if options.paper not in papers:
        known = did_you_mean(options.paper, papers) or f"there are: {', '.join(papers)}"
        raise UsageError(f"there is no paper '{options.paper}'", known)
    words = fixed_words(handout)
    pictures, problems = pictures_of(handout, project.folder)
    problems += missing_glyphs(handout, project.library, project.faces)
    if problems:
        raise ContentError(problems)
    identity = identity_of(project, handout, options.today)
    start = perf_counter()
    paper = papers[options.paper]
    sheet = typeset(handout, project.library, project.theme, project.faces, words, paper, pictures, identity)
    middle = perf_counter()
    wrong = prove(sheet.data, handout, project.library, words, project.theme, sheet.pages, identity)
    return Rendered(sheet, identity, wrong, middle - start, perf_counter() - middle)


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


def build(
    options: Options, started: Callable[[Handout], None] | None = None, opened: Project | None = None
) -> Iterator[Built]:
    """Build documents one after the other, telling what became of each. ``started`` hears of each before its turn.

    ``opened`` is the project of these options, where the caller has read it already.

    Raises ProjectError when content or style cannot be used at all, UsageError, and MachineError for disk trouble.
    """
    project = opened or open_project(options)
    handouts = chosen(project.library, options.names)
    prepare(options.out)
    for handout in handouts:
        if started:
            started(handout)
        path = options.out / file_name(handout, options)
        told = examined(project, handout, options, thorough=False).problems
        if any(problem.severity is Severity.ERROR for problem in told):
            yield Built(handout, path, told)
            continue
        try:
            rendered = render(project, handout, options)
        except ContentError as error:
            yield Built(handout, path, error.problems)
            continue
        built = Built(
            handout, path, (*rendered.problems, *told), rendered, word_count(handout), readability(handout).grade
        )
        if built.published:
            write_whole(path, rendered.sheet.data)
            record(project, handout, rendered.identity, rendered.sheet.data, path, options)
        yield built
