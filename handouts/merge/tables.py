"""Lists of patients → rows, one at a time: CSV as spreadsheets save it, Excel, and JSON Lines."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, BinaryIO, NamedTuple

from handouts.problems import ContentError, MachineError, Place, Problem, Severity, UsageError
from handouts.records import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What spreadsheets put between the cells of a row.
_SEPARATORS = (",", ";", "\t", "|")
_CHUNK = 1 << 20
#: Characters that one row may have; more is a quote mark never closed, or no list.
_LONGEST_ROW = 1 << 20
_SAVE = "save it from the spreadsheet as 'CSV UTF-8'"


class Row(NamedTuple):
    """One line of a list: its number as a spreadsheet shows it, and its cells as text.

    ``problem`` is what makes it unreadable; the rows after it may still be good.
    """

    number: int
    cells: Sequence[str]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A list being read: the names of its columns and, once only, its rows. ``notes`` are worth telling.

    ``close`` lets go of the file, if its rows are not all read.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    notes: tuple[Problem, ...] = ()
    close: Callable[[], None] = lambda: None

    def place(self, row: int, column: int = 0) -> Place:
        """Where a cell is: the file, the row and the column, both counted from 1."""
        return Place(self.file, row, column + 1)


def read_table(path: Path) -> Table:
    """Open a list by the ending of its name. Raises ContentError, UsageError, MachineError."""
    readers: Mapping[str, Callable[[Path], Table]] = MappingProxyType(
        {".csv": _csv, ".tsv": _csv, ".txt": _csv, ".xlsx": _excel, ".xlsm": _excel, ".jsonl": _json, ".ndjson": _json}
    )
    ending = path.suffix.lower()
    if ending not in readers:
        raise UsageError(
            f"{path}: a list with the ending '{ending}' cannot be read", f"there are: {', '.join(readers)}"
        )
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file", "give the path of the list with --data")
    try:
        return readers[ending](path)
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error


# --- CSV ----------------------------------------------------------------------------------------------------------


def _csv(path: Path) -> Table:
    encoding, notes = _encoding(path)
    stream = TextIOWrapper(path.open("rb"), encoding=encoding, newline="")
    head = stream.readline(_LONGEST_ROW)
    stream.seek(0)
    reader = csv.reader(stream, delimiter=_separator(head), strict=True)
    rows = _csv_rows(reader, stream, str(path))
    with _closed_on_error(stream):
        first = next(rows, None)
        if first is None or first.problem:
            raise ContentError([first.problem if first and first.problem else _empty(path)])
        columns = _columns(first.cells, path)
    return Table(str(path), columns, _wide(rows, len(first.cells), str(path)), notes, stream.close)


@contextmanager
def _closed_on_error(file: IO[Any]) -> Iterator[None]:
    """Rows close their file at the end; where it does not come to that, it is closed here."""
    try:
        yield
    except BaseException:
        file.close()
        raise


def _csv_rows(reader: Any, stream: TextIOWrapper, file: str) -> Iterator[Row]:
    """Every row that has something in it; a quote mark never closed ends the list."""
    number = 0
    with stream:
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, UnicodeError):
                hint = "look for a quote mark at the start of a cell in this row, and close or double it"
                message = "the quote marks of this row do not match, so this row and those after it cannot be read"
                yield Row(number, (), Problem("data-quotes", message, Place(file, number, 1), hint))
                return
            if any(map(str.strip, cells)):
                yield Row(number, cells)


def _wide(rows: Iterator[Row], width: int, file: str) -> Iterator[Row]:
    """Rows with more cells than there are columns: in them, what stands in which column cannot be told."""
    for row in rows:
        if len(row.cells) <= width or not any(map(str.strip, row.cells[width:])):
            yield row
            continue
        message = f"this row has {len(row.cells)} cells, but there are {width} columns"
        hint = "put quotes around a cell that holds the sign between cells"
        yield Row(row.number, (), Problem("data-columns", message, Place(file, row.number, width + 1), hint))


def _separator(head: str) -> str:
    """The sign between cells: the one that stands most often outside quotes in the first row."""
    bare = "".join(head.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)


def _encoding(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """How the characters of a file are written; what is not UTF-8 is taken for Windows', which is told."""
    with path.open("rb") as file:
        head = file.read(4)
        for mark, name in _BOMS:
            if head.startswith(mark):
                return name, ()
        file.seek(0)
        with suppress(UnicodeDecodeError):
            _decode(file)
            return "utf-8", ()
    message = "the list is not UTF-8; its letters are taken for those of Windows (cp1252)"
    note = Problem(
        "data-encoding", message, Place(str(path)), f"look at names with accents, or {_SAVE}", Severity.WARNING
    )
    return "cp1252", (note,)


def _decode(file: BinaryIO) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    while chunk := file.read(_CHUNK):
        decoder.decode(chunk)
    decoder.decode(b"", final=True)


# --- Excel --------------------------------------------------------------------------------------------------------


def _excel(path: Path) -> Table:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = _excel_rows(book.worksheets[0])
        first = next(rows, None)
    except OSError:
        raise
    except Exception as error:  # openpyxl tells of damage by exceptions of many kinds
        problem = Problem(
            "data-file", "this Excel file cannot be read", Place(str(path)), "open it in Excel, save it anew"
        )
        raise ContentError([problem]) from error
    if first is None:
        raise ContentError([_empty(path)])
    return Table(str(path), _columns(first.cells, path), _wide(rows, len(first.cells), str(path)))


def _excel_rows(sheet: Any) -> Iterator[Row]:
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_said(value) for value in values]
        if any(cells):
            yield Row(number, cells)


def _said(value: object) -> str:
    """A cell as a person would type it: dates and times as ISO 8601 has them, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


# --- JSON Lines ---------------------------------------------------------------------------------------------------


def _json(path: Path) -> Table:
    """The columns are those of the first line; a line may leave some out, and has no others."""
    rows = _json_objects(path)
    first = next(rows, None)
    if first is None:
        raise ContentError([_empty(path)])
    if isinstance(first[1], Problem):
        raise ContentError([first[1]])
    columns = _columns(tuple(first[1]), path)
    return Table(str(path), columns, _json_rows(first, rows, columns, str(path)))


def _json_rows(
    first: tuple[int, Any], rest: Iterator[tuple[int, Any]], columns: Sequence[str], file: str
) -> Iterator[Row]:
    for number, found in (pair for source in ((first,), rest) for pair in source):
        if isinstance(found, Problem):
            yield Row(number, (), found)
            continue
        others = [name for name in found if name not in columns]
        if others:
            message = f"this line has {len(others)} fields that the first one does not have"
            place = Place(file, number, list(found).index(others[0]) + 1)
            yield Row(number, (), Problem("data-columns", message, place, "name every field in the first line"))
            continue
        yield Row(number, [found.get(name, "") for name in columns])


def _json_objects(path: Path) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """Each line as texts by name; ``{"patient": {"name": …}}`` is ``patient.name``."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_ROW):
            number += 1
            text = line.removeprefix(codecs.BOM_UTF8).strip()
            if not text:
                continue
            try:
                found = json.loads(text.decode("utf-8"), parse_float=str, parse_int=str, parse_constant=_refuse)
                yield number, _texts(found)
            except (ValueError, RecursionError):
                hint = 'write one object a line, such as {"patient.name": "…"}'
                message = "this line is not a JSON object of texts"
                yield number, Problem("data-file", message, Place(str(path), number, 1), hint)


def _refuse(_: str) -> None:
    raise ValueError


def _texts(value: object, name: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        found: dict[str, str] = {}
        for key, entry in value.items():
            found |= _texts(entry, f"{name}.{key}" if name else key)
        return found
    if not name or isinstance(value, list):
        raise ValueError
    return {name: _said(value)}


# --- columns ------------------------------------------------------------------------------------------------------


def _columns(cells: Sequence[str], path: Path) -> tuple[str, ...]:
    """The names of the columns. Raises ContentError where two have the same one."""
    names = tuple(" ".join(cell.split()) for cell in cells)
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        first = seen.setdefault(name.casefold(), index)
        if name and first != index:
            message = f"column {index + 1} has the same name as column {first + 1}"
            raise ContentError([Problem("data-columns", message, Place(str(path), 1, index + 1), "name each once")])
    return names


def _empty(path: Path) -> Problem:
    hint = "its first row names the columns, such as patient.name and appointment.date"
    return Problem("data-file", "there is nothing in this list", Place(str(path)), hint)
