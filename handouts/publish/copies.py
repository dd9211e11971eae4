"""Copies for single patients: set, proved, and put where only the owner of the folder can read them.

No name of a file, no message and no property tells anything of a patient; the register knows nothing of copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.checks import missing_glyphs
from handouts.images import pictures_of
from handouts.merge.cover import cover, cover_identity
from handouts.merge.filling import places_of
from handouts.merge.lists import Entry, Filled, Offer, Reading, Wish
from handouts.merge.stamping import Filler, can_be_stamped, with_slots
from handouts.merge.tables import Row, Table, read_table
from handouts.model import Handout
from handouts.problems import ContentError, Place, Problem, Severity, UsageError, did_you_mean
from handouts.proof import Claim, prove_all
from handouts.publish.building import examined
from handouts.publish.files import prepare, write_private
from handouts.publish.project import Options, Project, chosen, file_name, fixed_words, identity_of, open_project
from handouts.schema.fields import label_of
from handouts.source import Mapping as MappingNode
from handouts.source import Scalar, load
from handouts.tags import Stamp, TaggedCanvas
from handouts.theme import Paper
from handouts.typeset import Part, drawn, typeset_packet

#: The names of copies: the handout's, and the row.
_COPIES = "*.copy-*.pdf"
#: Of so many stamped copies one is read back.
_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """A list, and what is to be made of it. ``mapped`` is a file that gives fields their columns."""

    data: Path
    wish: Wish
    mapped: Path | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one row: the file and its pages, or why there is none."""

    row: int
    path: Path | None
    pages: int
    problems: tuple[Problem, ...]
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A copy in memory, in pieces, or why there is none."""

    data: tuple[bytes, ...]
    pages: int
    problems: tuple[Problem, ...]
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A handout ready to be stamped: its stamp, what fills it, and how many pages it has."""

    stamp: Stamp
    filler: Filler
    pages: int


@dataclass(frozen=True, slots=True)
class Setting:
    """A value given by hand for one field."""

    field: str
    value: str


def personal(options: Options, name: str, settings: Sequence[Setting], wish: Wish) -> Copied:
    """One copy of a handout, filled with values given by hand. Raises ProjectError, ContentError, UsageError."""
    press = Press(open_project(options), options, [name])
    handout = press.of(name, wish.language)
    for setting in settings:
        if setting.field not in press.offer.fields:
            hint = did_you_mean(setting.field, press.offer.fields)
            raise UsageError(
                f"there is no field '{setting.field}'", hint or f"there are: {', '.join(press.offer.fields)}"
            )
    given = {setting.field: setting.value for setting in settings}
    row = Row(1, tuple(given.values()))
    table = Table("--set", tuple(given), iter([row]))
    try:
        (entry,) = Reading(table, press.offer, replace(wish, handout=name), {}).entries()
    except ContentError as error:
        raise UsageError(error.problems[0].message, f"add --set FIELD=VALUE: {error.problems[0].hint}") from error
    prepare(options.out)
    path = options.out / f"{file_name(handout, options).removesuffix('.pdf')}.personal.pdf"
    copied = press.copy(entry, path)
    named = [replace(p, place=_named(p.place, tuple(given))) for p in copied.problems]
    return replace(copied, problems=tuple(named))


def _named(place: Place | None, names: Sequence[str]) -> Place | None:
    """The place of a value given on the command line: the option it stood behind."""
    if place is None or place.file != "--set":
        return place
    return Place(f"--set {names[place.column - 1]}" if 0 < place.column <= len(names) else "--set")


def merge(options: Options, request: MergeRequest) -> Iterator[Copied]:
    """A copy for every row of a list, one file each. Raises ProjectError, ContentError, UsageError, MachineError."""
    project = open_project(options)
    mapped = _mapped(request.mapped)
    table = read_table(request.data)
    press = Press(project, options, [request.wish.handout] if request.wish.handout else [])
    reading = Reading(table, press.offer, request.wish, mapped)
    prepare(options.out)
    _refuse_leftovers(options.out)
    yield from (Copied(0, None, 0, (note,)) for note in (*table.notes, *reading.notes()))
    yield from _proved_in_samples(press, reading.entries(), options.out)


def _proved_in_samples(press: Press, entries: Iterator[Entry], out: Path) -> Iterator[Copied]:
    """A file for every entry. Of stamped ones the first, every 1000th and the last are proved before they are written;
    all others always are. Where a sample fails, no copy of this run is kept.
    """
    stamped = 0
    waiting = next(entries, None)
    while waiting is not None:
        entry, waiting = waiting, next(entries, None)
        made = press.made(entry, prove=not stamped % _SAMPLE or waiting is None)
        if made.problems:
            yield Copied(entry.row, None, 0, made.problems)
            if made.stamped:
                for written in out.glob(_COPIES):
                    written.unlink()
                return
            continue
        path = out / press.file_name(entry)
        write_private(path, *made.data)
        stamped += made.stamped
        yield Copied(entry.row, path, made.pages, (), made.stamped)


def _mapped(path: Path | None) -> Mapping[str, str]:
    """Which column fills which field, from a file of lines such as ``patient.name: Name``. Raises ContentError."""
    if path is None:
        return {}
    document = load(path, hint="write a line such as 'patient.name: Name of patient' for each field")
    root = document.root
    if document.problems or not isinstance(root, MappingNode):
        shape = Problem("wrong-type", "this must be fields, each with the name of a column", Place(str(path)))
        raise ContentError(document.problems or (shape,))
    wrong = [key for key, value in root.entries if not isinstance(value, Scalar)]
    if wrong:
        problem = Problem("wrong-type", "this must be the name of a column", wrong[0].place, "write it after the colon")
        raise ContentError([problem])
    return {key.text: value.text for key, value in root.entries if isinstance(value, Scalar)}


def _refuse_leftovers(out: Path) -> None:
    """Copies of another list must not lie among those of this one: they would be handed out with them."""
    if next(out.glob(_COPIES), None) is not None:
        raise UsageError(
            f"{out} holds copies of an earlier run", "take them out first, or name another folder with --out"
        )


class Press:
    """Sets copies of the handouts of a project. What does not depend on a patient is made once."""

    def __init__(self, project: Project, options: Options, names: Iterable[str]) -> None:
        self.project, self.options = project, options
        by_id: dict[str, dict[str, Handout]] = {}
        for handout in chosen(project.library, names):
            by_id.setdefault(handout.id, {})[handout.language] = handout
        self.offer = Offer(by_id, project.library.fields, project.faces)
        papers = project.theme.papers
        if options.paper not in papers:
            known = did_you_mean(options.paper, papers) or f"there are: {', '.join(papers)}"
            raise UsageError(f"there is no paper '{options.paper}'", known)
        self.paper: Paper = papers[options.paper]
        self._parts: dict[tuple[str, str], Part | tuple[Problem, ...]] = {}
        self._templates: dict[tuple[str, str, bool], Ready | None] = {}

    def of(self, name: str, language: str | None) -> Handout:
        """A handout in a language, or in the one it was written in. Raises UsageError."""
        languages = self.offer.handouts[name]
        if language is not None and language not in languages:
            raise UsageError(f"'{name}' is not there in '{language}'", f"there are: {', '.join(languages)}")
        return languages[language] if language is not None else next(iter(languages.values()))

    def file_name(self, entry: Entry) -> str:
        """Which file a row gets: named after the handout and the row, never after a patient."""
        if len(entry.parts) == 1:
            stem = file_name(entry.parts[0].handout, self.options).removesuffix(".pdf")
        else:
            stem = "packet"
        return f"{stem}.copy-{entry.row:05d}.pdf"

    def copy(self, entry: Entry, path: Path) -> Copied:
        """Set, prove and write one copy, or tell why not."""
        made = self.made(entry, prove=True)
        if made.problems:
            return Copied(entry.row, None, 0, made.problems)
        write_private(path, *made.data)
        return Copied(entry.row, path, made.pages, (), made.stamped)

    def made(self, entry: Entry, prove: bool) -> Made:
        """One copy in memory, stamped where that can be done; then it is proved if ``prove``, else always."""
        if entry.problems:
            return Made((), 0, entry.problems)
        try:
            stamped = self._stamped(entry)
            if stamped is not None:
                if prove:
                    stamped = replace(
                        stamped, problems=self._proved(b"".join(stamped.data), entry, self._claims(entry))
                    )
                return stamped
            canvas, claims = self.set(entry)
        except ContentError as error:
            return Made((), 0, tuple(self._at_row(problem, entry) for problem in error.problems))
        data = canvas.getpdfdata()
        return Made((data,), sum(claim.pages for claim in claims), self._proved(data, entry, claims))

    def _proved(self, data: bytes, entry: Entry, claims: Sequence[Claim]) -> tuple[Problem, ...]:
        problems = prove_all(data, claims, self.project.library, self.project.theme)
        return tuple(self._unquoted(problem, entry) for problem in problems)

    def _claims(self, entry: Entry) -> tuple[Claim, ...]:
        """What a stamped copy of this row claims to hold."""
        (wanted,) = entry.parts
        template = self.template(wanted)
        assert template is not None
        return (_claim(replace(self.part(wanted.handout), handout=wanted.personal()), template.pages),)

    def _stamped(self, entry: Entry) -> Made | None:
        """A stamped copy, or None where a full layout is needed."""
        if len(entry.parts) != 1:
            return None
        wanted = entry.parts[0]
        template = self.template(wanted)
        streams = template.filler.streams(wanted.values, wanted.ticked) if template is not None else None
        if template is None or streams is None:
            return None
        return Made((template.stamp.head, template.stamp.tail(streams)), template.pages, (), stamped=True)

    def template(self, wanted: Filled) -> Ready | None:
        """The handout laid out once with its places left free, or None where that cannot be. Raises ContentError."""
        key = wanted.handout.id, wanted.handout.language, wanted.ticked is not None
        if key not in self._templates:
            self._templates[key] = self._laid_out(wanted.handout, ticked=wanted.ticked is not None)
        return self._templates[key]

    def _laid_out(self, handout: Handout, ticked: bool) -> Ready | None:
        if not can_be_stamped(handout, places_of(handout)):
            return None
        part = replace(self.part(handout), handout=with_slots(handout, ticked))
        canvas, pages = drawn(part, self.project.library, self.project.theme, self.project.faces, self.paper)
        template = canvas.template()
        fields = self.project.library.fields.values()
        defaults = {field.name: field.default(handout.language) or "" for field in fields}
        pattern = part.words.unit_pattern()
        filler = Filler((parts for _, parts in template.late), defaults, lambda text: pattern.sub("\u00a0", text))
        return Ready(Stamp(template), filler, pages)

    def set(self, entry: Entry) -> tuple[TaggedCanvas, tuple[Claim, ...]]:
        """A copy laid out in full, and what it claims to hold. Raises ContentError."""
        project, paper = self.project, self.paper
        parts = [replace(self.part(filled.handout), handout=filled.personal()) for filled in entry.parts]
        if len(parts) == 1:
            canvas, pages = drawn(parts[0], project.library, project.theme, project.faces, paper)
            return canvas, (_claim(parts[0], pages),)
        first = entry.parts[0].handout
        words = fixed_words(first)
        labels = {name: label_of(field, first.language) for name, field in project.library.fields.items()}
        identity = cover_identity([part.identity for part in parts], project.library.clinic)

        def front(begins: Sequence[int]) -> Part:
            return Part(cover(entry.parts, begins, words, labels), words, {}, identity)

        canvas, counts, top = typeset_packet(front, parts, project.library, project.theme, project.faces, paper)
        return canvas, tuple(_claim(part, pages) for part, pages in zip((top, *parts), counts, strict=True))

    def part(self, handout: Handout) -> Part:
        """A handout with what its setting needs. Raises ContentError where the rules or the machine forbid it."""
        key = handout.id, handout.language
        if key not in self._parts:
            self._parts[key] = self._prepared(handout)
        found = self._parts[key]
        if isinstance(found, tuple):
            raise ContentError(found)
        return found

    def _prepared(self, handout: Handout) -> Part | tuple[Problem, ...]:
        project, options = self.project, self.options
        told = examined(project, handout, options, thorough=False).problems
        errors = tuple(problem for problem in told if problem.severity is Severity.ERROR)
        pictures, problems = pictures_of(handout, project.folder)
        problems += missing_glyphs(handout, project.library, project.faces)
        if errors or problems:
            return (*errors, *problems)
        identity = replace(identity_of(project, handout, options.today), copy="personal")
        return Part(handout, fixed_words(handout), pictures, identity)

    def _at_row(self, problem: Problem, entry: Entry) -> Problem:
        """A problem of the layout at the row whose data makes it, unless the text itself is at fault."""
        if problem.code not in {"wrong-page-count", "block-too-tall"} or not entry.columns:
            return problem
        lengths = {name: sum(map(len, lines)) for part in entry.parts for name, lines in part.values.items()}
        longest = max(lengths, key=lengths.__getitem__, default="")
        file = problem.place.file if problem.place else ""
        place = Place(entry.file or file, entry.row, entry.columns.get(longest, 0) + 1)
        return Problem(
            "data-no-room", f"with the data of this row, {problem.message}", place, "shorten the longest cell"
        )

    def _unquoted(self, problem: Problem, entry: Entry) -> Problem:
        """What the proof says quotes the page, and the page holds what nobody else may read."""
        message = "the copy was not published: it does not hold what it should"
        place = Place(entry.file, entry.row, 1)
        return Problem(problem.code, message, place, "build the handout without data to see if it is at fault")


def _claim(part: Part, pages: int) -> Claim:
    return Claim(part.handout, part.words, part.identity, pages)
