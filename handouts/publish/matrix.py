"""Which files one command makes: every handout asked for, in every language, edition, paper and form asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import product

from handouts.fold.imposition import Fold
from handouts.model import Handout
from handouts.problems import MachineError, Problem, UsageError, did_you_mean
from handouts.publish.forms import Form, braille_lacks
from handouts.publish.languages import ALL, in_one_language, in_two_languages
from handouts.publish.opening import open_asked, open_sound
from handouts.publish.project import Options, Project, ProjectError, chosen, faces_of
from handouts.records import dataclass
from handouts.source import Document
from handouts.theme import STANDARD, StyleError, editions, load_theme


@dataclass(frozen=True, slots=True)
class Look:
    """How a round of files is made: a form and, for paper, one edition and one size, with the project dressed so."""

    form: Form
    options: Options
    project: Project


@dataclass(frozen=True, slots=True)
class Step:
    """One file to make, the ``number`` of ``total``. ``named`` says that just this was asked for.

    ``beside`` is the same handout in a second language, for a sheet in two.
    """

    number: int
    total: int
    handout: Handout
    look: Look
    named: bool
    beside: Handout | None = None

    @property
    def texts(self) -> tuple[Handout, ...]:
        """The handout, and the second language's if there is one."""
        return (self.handout, self.beside) if self.beside else (self.handout,)


@dataclass(frozen=True, slots=True)
class Plan:
    """All files to make, in order, the dresses of the project that they need, and the files it was read from.

    ``cannot`` says why a form that "all" asks for cannot be made on this machine. ``mistakes`` are those of handouts
    that are left out because of them: ``unread``.
    """

    steps: tuple[Step, ...]
    projects: tuple[Project, ...]
    documents: tuple[Document, ...]
    cannot: tuple[str, ...] = ()
    mistakes: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def repeatable(self) -> bool:
        """Whether a manifest knows all that the files depend on: the system's braille library is not in it."""
        return not self.cannot and not any(step.look.form is Form.BRAILLE for step in self.steps)

    @property
    def handouts(self) -> tuple[Handout, ...]:
        """Each handout in each language once."""
        return tuple({(text.id, text.language): text for step in self.steps for text in step.texts}.values())


def plan(options: Options) -> Plan:
    """What a build will make: without names all handouts without mistakes.

    Raises ProjectError where nothing can be made, or not what was named; UsageError for unknown names.
    """
    # One name alone is not looked up: reading the style tells if it is there.
    several = options.edition == ALL or "," in options.edition
    kinds = _some(editions(options.styles), options.edition, "edition") if several else (options.edition,)
    opened = replace(options, edition=kinds[0], paper="letter")
    first, trouble = (open_asked(opened, options.names), None) if options.names else open_sound(opened)
    papers = _some(first.theme.papers, options.paper, "paper")
    asked = chosen(first.library, options.names)
    singles, pairs = in_one_language(asked, options.languages), in_two_languages(asked, options.languages)
    dressed = {kind: _dressed(first, replace(options, edition=kind)) for kind in kinds}
    looks: list[Look] = []
    forms, cannot = _forms(options.formats)
    for form in forms:
        if form is Form.PDF:
            sheets = product(kinds, papers)
            looks += [Look(form, replace(options, edition=k, paper=paper), dressed[k]) for k, paper in sheets]
        else:
            plain = replace(options, edition=STANDARD, paper="letter")
            looks.append(Look(form, plain, dressed.get(STANDARD) or _dressed(first, plain)))
    _refuse_pairs(pairs, forms, options)
    made: list[tuple[Handout, Handout | None, Look]] = []
    for look in looks:
        made += [(handout, None, look) for handout in singles]
        made += [(one, other, look) for one, other in pairs if look.form is Form.PDF]
    steps = (
        Step(number, len(made), handout, look, _named(options, look.form), beside)
        for number, (handout, beside, look) in enumerate(made, 1)
    )
    files = {document.file: document for look in looks for document in look.project.documents}
    files |= {document.file: document for document in trouble.documents} if trouble else {}
    projects = {look.project.theme.edition: look.project for look in looks}
    left_out = (trouble.problems, first.unread) if trouble else ((), ())
    return Plan(tuple(steps), tuple(projects.values()), tuple(files.values()), cannot, *left_out)


def _named(options: Options, form: Form) -> bool:
    """Whether somebody asked for just this look, so that it is a failure where it cannot be."""
    if form is Form.PDF:
        return ALL not in {options.edition, options.paper}
    return ALL not in {*options.formats, *options.languages}


def _forms(names: Collection[str]) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    """The forms asked for, and why one that is among all of them cannot be made here."""
    known = {form.value: form for form in Form}
    for name in names:
        if name not in {ALL, *known}:
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)} and all"
            raise UsageError(f"there is no format '{name}'", hint)
    wanted = dict.fromkeys(form for name in names for form in ((known[name],) if name in known else known.values()))
    if Form.BRAILLE not in wanted:
        return tuple(wanted), ()
    lacking = braille_lacks()
    if lacking and Form.BRAILLE.value in names:
        raise MachineError(lacking)
    forms = tuple(form for form in wanted if form is not Form.BRAILLE or not lacking)
    return forms, (lacking,) if lacking else ()


def _dressed(project: Project, options: Options) -> Project:
    """The same content in another edition. Raises ProjectError where its style cannot be used."""
    if project.theme.edition == options.edition:
        return project
    try:
        theme, styles = load_theme(options.styles, options.style, options.edition)
    except StyleError as error:
        raise ProjectError(error.problems, (*project.documents, *error.documents)) from error
    return replace(project, theme=theme, faces=faces_of(theme), documents=(project.documents[0], *styles))


def _some(known: Collection[str], asked: str, what: str) -> tuple[str, ...]:
    """The names in a list with commas; all that there are for "all"."""
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",")))
    if ALL in names:
        return tuple(known)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
            raise UsageError(f"there is no {what} '{name}'", hint)
    return names


def _refuse_pairs(pairs: Collection[tuple[Handout, Handout]], forms: Collection[Form], options: Options) -> None:
    """Two languages side by side need paper, and more of it than a panel has. Raises UsageError."""
    if pairs and Form.PDF not in forms:
        raise UsageError("two languages on one sheet are for paper", "add --format pdf, or take one language")
    if pairs and options.fold is Fold.TRI_FOLD:
        raise UsageError("a tri-fold has no room for two languages", "fold it as a booklet: --fold booklet")
