"""The count of what was handed out: which sheet, how many, on which day and why. Never to whom.

A CSV that any spreadsheet opens. Lines are only ever added, each in one write, so that two desks lose nothing.
"""

from __future__ import annotations

import csv
import os
from dataclasses import astuple, fields
from io import StringIO
from pathlib import Path

from handouts.problems import MachineError
from handouts.records import dataclass

#: A cell that starts with one of these is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Copies of one sheet handed out on a day (ISO 8601)."""

    date: str
    handout: str
    version: str
    language: str
    edition: str
    state: str
    code: str
    copies: int
    reason: str


def count(path: Path, given: tuple[HandedOut, ...]) -> None:
    """Add lines, with a heading in a new file. Raises MachineError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab", buffering=0) as file:
            lines = [astuple(entry) for entry in given]
            file.write(_written(lines if file.tell() else [tuple(f.name for f in fields(HandedOut)), *lines]))
            os.fsync(file.fileno())
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error


def counted(path: Path) -> bytes:
    """The whole count as CSV; only its heading where nothing was handed out yet. Raises MachineError."""
    try:
        return path.read_bytes() if path.is_file() else _written([tuple(f.name for f in fields(HandedOut))])
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error


def _written(rows: list[tuple[object, ...]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)  # RFC 4180
    return text.getvalue().encode()


def _harmless(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
