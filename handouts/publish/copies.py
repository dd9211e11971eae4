"""Copies for single patients: set, proved, and put where only the owner of the folder can read them.

No name of a file, no message and no property tells anything of a patient; the register knows nothing of copies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from handouts.merge.filling import places_of
from handouts.merge.lists import WITHOUT_FIELDS, Entry, Reading, Wish
from handouts.merge.tables import Row, Table, read_table
from handouts.model import Handout
from handouts.problems import ContentError, Place, Problem, UsageError, did_you_mean
from handouts.publish.files import prepare, write_private
from handouts.publish.opening import open_asked
from handouts.publish.press import SAMPLE, Copied, Press
from handouts.publish.project import Options, file_name
from handouts.publish.queues import QUEUES, Queueing, queue
from handouts.records import dataclass
from handouts.source import Mapping as MappingNode
from handouts.source import Scalar, load

#: The names of copies: the handout's, and the row.
_COPIES = "*.copy-*.pdf"


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """A list, and what is to be made of it. ``mapped`` is a file that gives fields their columns; with ``queue`` all
    copies come into one file.
    """

    data: Path
    wish: Wish
    mapped: Path | None = None
    queue: Queueing | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A value given by hand for one field."""

    field: str
    value: str


def personal(options: Options, name: str, settings: Sequence[Setting], wish: Wish) -> Copied:
    """One copy of a handout, filled with values given by hand. Raises ProjectError, ContentError, UsageError."""
    press = Press(open_asked(options, [name]), options, [name], wish.added)
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
    _refuse_unset(press, handout, given, wish)
    (entry,) = Reading(table, press.offer, replace(wish, handout=name), {}).entries()
    prepare(options.out)
    path = options.out / f"{file_name(handout, options).removesuffix('.pdf')}.personal.pdf"
    made = press.made(entry, prove=True)
    if made.problems:
        named = [replace(p, place=_named(p.place, tuple(given))) for p in made.problems]
        return Copied(entry.row, None, 0, tuple(named))
    replaced = path.exists()
    write_private(path, *made.data)
    return Copied(entry.row, path, made.pages, (), made.stamped, replaced)


def _refuse_unset(press: Press, handout: Handout, given: Collection[str], wish: Wish) -> None:
    """Tell of the values that a copy cannot be without. Raises UsageError."""
    names = places_of(handout).names
    lacking = [name for name in names if press.offer.fields[name].required and name not in given]
    if lacking:
        fields = f"field{'' if len(lacking) == 1 else 's'} {', '.join(map(repr, lacking))}"
        raise UsageError(f"'{handout.id}' needs the {fields}", f"add {' '.join(f'--set {name}=…' for name in lacking)}")
    if not wish.added and not any(name in given for name in names):
        hint = f"add --set {names[0]}=…" if names else WITHOUT_FIELDS
        raise UsageError(f"nothing was set that '{handout.id}' prints", hint)


def _named(place: Place | None, names: Sequence[str]) -> Place | None:
    """The place of a value given on the command line: the option it stood behind."""
    if place is None or place.file != "--set":
        return place
    return Place(f"--set {names[place.column - 1]}" if 0 < place.column <= len(names) else "--set")


def merge(options: Options, request: MergeRequest) -> Iterator[Copied]:
    """A copy for every row of a list, one file each. Raises ProjectError, ContentError, UsageError, MachineError."""
    names = [request.wish.handout] if request.wish.handout else []
    project = open_asked(options, names)
    mapped = _mapped(request.mapped)
    table = read_table(request.data)
    try:
        press = Press(project, options, names, request.wish.added)
        reading = Reading(table, press.offer, request.wish, mapped)
        prepare(options.out)
        _refuse_leftovers(options.out)
        yield from (Copied(0, None, 0, (note,)) for note in (*table.notes, *reading.notes()))
        entries = reading.entries()
        if request.queue is not None:
            yield from queue(press, entries, options.out, request.queue)
        else:
            yield from _files(press, entries, options.out)
        yield from (Copied(0, None, 0, (note,)) for note in reading.afterthoughts())
    finally:
        table.close()


def _files(press: Press, entries: Iterator[Entry], out: Path) -> Iterator[Copied]:
    """A file for every entry. Of stamped ones the first, every 1000th and the last are read back and proved, all others
    always are. Where a sample fails, no copy of this run is kept.
    """
    stamped, last = 0, None
    wrong: tuple[Problem, ...] = ()
    for entry in entries:
        sample = not stamped % SAMPLE
        made = press.made(entry, prove=sample)
        if made.problems:
            yield Copied(entry.row, None, 0, made.problems)
            if made.stamped:
                wrong = made.problems
                break
            continue
        path = out / press.file_name(entry)
        write_private(path, *made.data)
        if made.stamped:
            stamped, last = stamped + 1, None if sample else (entry, path)
        yield Copied(entry.row, path, made.pages, (), made.stamped)
    if last is not None and not wrong:
        entry, path = last
        wrong = press.proved(path.read_bytes(), entry, press.claims(entry))
        yield from [Copied(entry.row, None, 0, wrong)] if wrong else []
    if wrong:
        for written in out.glob(_COPIES):
            written.unlink()


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
    if any(next(out.glob(names), None) for names in (_COPIES, QUEUES)):
        raise UsageError(
            f"{out} holds copies of an earlier run", "take them out first, or name another folder with --out"
        )
