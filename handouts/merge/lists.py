"""A list of patients → what each of them gets. A row with a mistake is told and left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from handouts.fonts import Faces, character_name
from handouts.merge.filling import chosen, filled, places_of
from handouts.merge.tables import Row, Table
from handouts.merge.values import Manner, UnfitError, printed
from handouts.model import Handout, PersonalField
from handouts.problems import ContentError, Place, Problem, Severity, closest, did_you_mean
from handouts.records import dataclass
from handouts.schema.fields import CHOICES

#: Columns that are no fields: which handouts a row gets, and in which language.
HANDOUTS, LANGUAGE = "handouts", "language"
#: The way out where a sheet has nothing to fill.
WITHOUT_FIELDS = "add a 'personal:' panel to it in the content file, or leave it out and print it with build"
_BESIDE = "add a 'personal:' panel to one of its sheets in the content file, or a sheet that has one to the row"
#: Cells remembered for each field; a list has few different days and clinicians.
_REMEMBERED = 4096


class Filled(NamedTuple):
    """One handout of one patient: the text it is made from, the values of its fields as printed, and what is ticked."""

    handout: Handout
    values: Mapping[str, tuple[str, ...]]
    ticked: frozenset[int] | None

    def personal(self) -> Handout:
        """The handout with the values in it."""
        return filled(self.handout, self.values, self.ticked)


class Entry(NamedTuple):
    """What one row asks for, or why it gets nothing. ``group`` is what copies are sorted by."""

    row: int
    parts: tuple[Filled, ...] = ()
    problems: tuple[Problem, ...] = ()
    group: str = ""
    #: The list and the column of each field in it, for telling what did not fit.
    file: str = ""
    columns: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be handed out: handouts by id and language, the fields, and the faces that must have each letter."""

    handouts: Mapping[str, Mapping[str, Handout]]
    fields: Mapping[str, PersonalField]
    faces: Faces


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for all rows: a handout unless the list names some, a language, the form of dates, a group, and
    the headings of sections that are printed on request.
    """

    handout: str | None
    language: str | None = None
    date_format: str | None = None
    group: str | None = None
    added: tuple[str, ...] = ()


class Reading:
    """Reads the rows of a table as entries."""

    def __init__(self, table: Table, offer: Offer, wish: Wish, mapped: Mapping[str, str]) -> None:
        self._table, self._offer, self._wish = table, offer, wish
        self._sheets: dict[tuple[str, str], _Sheet] = {}
        self._asked: dict[tuple[str, str], _Wanted] = {}
        self._columns = self._resolve(mapped)
        self._asking = self._columns.get(HANDOUTS, -1), self._columns.get(LANGUAGE, -1)
        self._nameless = self._first_nameless = 0
        self._check()

    def entries(self) -> Iterator[Entry]:
        """Every row in turn."""
        for row in self._table.rows:
            yield Entry(row.number, (), (row.problem,)) if row.problem else self._entry(row)

    # --- columns ----------------------------------------------------------------------------------------------

    def _resolve(self, mapped: Mapping[str, str]) -> dict[str, int]:
        """The column of each field: mapped, or of the same name. Raises ContentError where a mapped one is missing."""
        by_name = {name.casefold(): index for index, name in enumerate(self._table.columns) if name}
        found, problems = {}, []
        for name in (*self._offer.fields, HANDOUTS, LANGUAGE):
            wanted = mapped.get(name, name)
            index = by_name.get(" ".join(wanted.split()).casefold())
            if index is not None:
                found[name] = index
            elif name in mapped:
                hint = did_you_mean(wanted, self._table.columns) or f"there are: {', '.join(self._table.columns)}"
                problems.append(Problem("data-columns", f"there is no column '{wanted}'", self._table.place(1), hint))
        for name in mapped:
            if name not in self._offer.fields and name not in {HANDOUTS, LANGUAGE}:
                hint = did_you_mean(name, self._offer.fields) or f"there are: {', '.join(self._offer.fields)}"
                problems.append(Problem("data-columns", f"there is no field '{name}' to map", None, hint))
        if problems:
            raise ContentError(problems)
        return found

    def notes(self) -> Iterator[Problem]:
        """Columns that fill nothing though they look like a field: perhaps a slip."""
        free = [name for name in self._offer.fields if name not in self._columns]
        for index, name in enumerate(self._table.columns):
            near = closest(name, free) if name and index not in self._columns.values() else None
            if near:
                message, hint = f"the column '{name}' fills no field", f"did you mean '{near}'?"
                yield Problem("data-columns", message, self._table.place(1, index), hint, Severity.WARNING)

    def _check(self) -> None:
        """Tell at once what no row can have. Raises ContentError."""
        wish, problems = self._wish, []
        if wish.group is not None and wish.group not in self._columns:
            names = self._table.columns
            if wish.group in names:  # a column that is no field
                self._columns[wish.group] = names.index(wish.group)
            else:
                hint = did_you_mean(wish.group, (*self._columns, *names)) or f"there are: {', '.join(names)}"
                message = f"there is no column for '{wish.group}'"
                problems.append(Problem("data-columns", message, self._table.place(1), hint))
        if HANDOUTS not in self._columns and wish.handout is None:
            hint = f"name a handout on the command line, or add a column '{HANDOUTS}'"
            problems.append(Problem("data-columns", "nothing says which handout to make", self._table.place(1), hint))
        if wish.handout is not None:
            problems += self._missing_columns(wish.handout)
        if problems:
            raise ContentError(problems)

    def _missing_columns(self, name: str) -> Iterator[Problem]:
        original = next(iter(self._offer.handouts[name].values()))
        names = places_of(original).names
        if not any(used in self._columns for used in names):
            if self._wish.added:  # it is another sheet without a field, too
                return
            hint = f"name the columns {', '.join(names)}, or map them with --map" if names else WITHOUT_FIELDS
            message = f"no column fills a field of '{name}'" if names else f"'{name}' has no field to fill"
            yield Problem("data-columns", message, self._table.place(1), hint)
            return
        for used in names:
            if self._offer.fields[used].required and used not in self._columns:
                near = closest(used, self._table.columns)
                hint = (
                    f"is it the column '{near}'? map it with --map" if near else "add it, or map another one with --map"
                )
                message = f"'{name}' needs a column '{used}'"
                yield Problem("data-columns", message, self._table.place(1), hint)

    def afterthoughts(self) -> Iterator[Problem]:
        """What is to be told once all rows are read: that some got sheets on which nothing names the patient."""
        if self._nameless:
            many = f"{self._nameless} rows, of which this is the first, have" if self._nameless > 1 else "this row has"
            message, hint = f"{many} no sheet with a personal field: nothing on it names the patient", _BESIDE
            place = self._table.place(self._first_nameless, self._columns.get(HANDOUTS, 0))
            yield Problem("data-handout", message, place, hint, Severity.WARNING)

    # --- rows -------------------------------------------------------------------------------------------------

    def _entry(self, row: Row) -> Entry:
        told: list[Problem] = []
        cells, (names, language) = row.cells, self._asking
        width = len(cells)
        asked = cells[names] if -1 < names < width else "", cells[language] if -1 < language < width else ""
        wanted = self._asked.get(asked) or self._wanted(row, asked, told)
        parts = tuple([self._part(row, sheet, told) for sheet in wanted.sheets])
        if parts and not wanted.named:
            self._check_unprinted(row, parts[0].handout.language, told)
            if not told:
                self._first_nameless = self._first_nameless or row.number
                self._nameless += 1
        group = " ".join(self._cell(row, self._wish.group).split()) if self._wish.group else ""
        if told:
            return Entry(row.number, (), tuple(dict.fromkeys(told)), group, self._table.file, self._columns)
        return Entry(row.number, parts, (), group, self._table.file, self._columns)

    def _check_unprinted(self, row: Row, language: str, told: list[Problem]) -> None:
        """Read cells that no sheet of the row prints: a slip in them is one all the same."""
        for name, index in self._columns.items():
            if name in self._offer.fields and name != CHOICES:
                cell = row.cells[index] if index < len(row.cells) else ""
                try:
                    manner = Manner(language, self._wish.date_format)
                    read_cell(self._offer.fields[name], cell, manner, self._offer.faces, ())
                except UnfitError as error:
                    told.append(Problem(error.code, str(error), self._place(row, name), error.hint))

    def _wanted(self, row: Row, asked: tuple[str, str], told: list[Problem]) -> _Wanted:
        """The sheets of a row in its language."""
        before = len(told)
        handouts = list(self._chosen(row, *asked, told))
        found = _Wanted(tuple(map(self._sheet, handouts)), any(places_of(handout).names for handout in handouts))
        if len(told) == before and len(self._asked) <= _REMEMBERED:
            self._asked[asked] = found
        return found

    def _chosen(self, row: Row, names: str, tag: str, told: list[Problem]) -> Iterator[Handout]:
        wanted = names.replace(";", " ").replace(",", " ").split()
        if not wanted and self._wish.handout is not None:
            wanted = [self._wish.handout]
        if not wanted:
            told.append(Problem("data-missing", "this row names no handout", self._place(row, HANDOUTS), "name one"))
        language = tag.strip() or self._wish.language
        for name in dict.fromkeys(wanted):
            known = self._offer.handouts
            if name not in known:
                hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
                told.append(Problem("data-handout", "there is no such handout", self._place(row, HANDOUTS), hint))
                continue
            languages = known[name]
            if language is not None and language not in languages:
                hint = f"there are: {', '.join(languages)}"
                message = f"'{name}' is not there in this language"
                told.append(Problem("data-handout", message, self._place(row, LANGUAGE), hint))
                continue
            yield languages[language] if language is not None else next(iter(languages.values()))

    def _part(self, row: Row, sheet: _Sheet, told: list[Problem]) -> Filled:
        values, ticked, cells = {}, None, row.cells
        width = len(cells)
        for column in sheet.columns:
            index = column.index
            cell = cells[index] if -1 < index < width else ""
            lines = column.known.get(cell)
            if lines is None:
                try:
                    if column.choices:
                        ticked = chosen(cell, column.choices)
                        continue
                    lines = column.read(cell)
                except UnfitError as error:
                    told.append(Problem(error.code, str(error), self._place(row, column.name), error.hint))
                    continue
            if lines:
                values[column.name] = lines
        return Filled(sheet.handout, values, ticked)

    def _sheet(self, handout: Handout) -> _Sheet:
        """A handout and how its fields are read."""
        key = handout.id, handout.language
        if key not in self._sheets:
            places, manner = places_of(handout), Manner(handout.language, self._wish.date_format)
            columns = [
                _Column(
                    self._offer.fields[name],
                    self._columns.get(name, -1),
                    manner,
                    self._offer.faces,
                    tuple(sorted(places.faces[name])),
                    places.choices if name == CHOICES else (),
                )
                for name in places.names
            ]
            # A field without a column is looked for in no row, unless every row is to be told that it lacks it.
            columns = [column for column in columns if column.index >= 0 or column.required]
            self._sheets[key] = _Sheet(handout, tuple(columns))
        return self._sheets[key]

    def _cell(self, row: Row, name: str) -> str:
        index = self._columns.get(name, -1)
        return row.cells[index] if 0 <= index < len(row.cells) else ""

    def _place(self, row: Row, name: str) -> Place:
        return self._table.place(row.number, self._columns.get(name, 0))


def read_cell(
    field: PersonalField, cell: str, manner: Manner, faces: Faces, looks: Iterable[tuple[bool, bool]]
) -> tuple[str, ...]:
    """What a cell prints: of the field's type and form, in letters that there are in the ``looks`` it stands in.

    Raises UnfitError.
    """
    lines = printed(field, cell, manner)
    if not lines and field.required:
        hint = "fill it in, or do not require it in the content file"
        raise UnfitError("data-missing", f"{field.name} is missing", hint)
    for style in map(_style, looks):
        covers = faces[style].covers
        for line in lines:
            if covers(line):
                continue
            for _, character, file in faces.missing(line, style, manner.language):
                hint = f"pip install {file.project}" if file else "write it another way, or use a font that has it"
                raise UnfitError("no-glyph", f"no font can print {character_name(character)}", hint)
    return lines


@lru_cache(maxsize=4)
def _style(look: tuple[bool, bool]) -> str:
    strong, emphasis = look
    return f"{'bold' if strong else ''}{'italic' if emphasis else ''}" or "regular"


class _Sheet(NamedTuple):
    """A handout, and how those of its fields are read that a row may fill."""

    handout: Handout
    columns: tuple[_Column, ...]


class _Wanted(NamedTuple):
    """The sheets that a row asks for; ``named`` says whether any has a field."""

    sheets: tuple[_Sheet, ...]
    named: bool


class _Column:
    """One field of one handout: where its cells are, and how they are printed. What was read before is ``known``."""

    __slots__ = ("_faces", "_field", "_looks", "_manner", "choices", "index", "known", "name", "required")

    def __init__(
        self,
        field: PersonalField,
        index: int,
        manner: Manner,
        faces: Faces,
        looks: tuple[tuple[bool, bool], ...],
        choices: tuple[str, ...],
    ) -> None:
        self.name, self.index, self.choices, self.required = field.name, index, choices, field.required
        self._looks = looks
        self.known: dict[str, tuple[str, ...]] = {}
        self._field, self._manner, self._faces = field, manner, faces

    def read(self, cell: str) -> tuple[str, ...]:
        """What a cell prints. Raises UnfitError."""
        lines = read_cell(self._field, cell, self._manner, self._faces, self._looks)
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        self.known[cell] = lines
        return lines
