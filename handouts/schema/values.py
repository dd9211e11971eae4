"""Shapes of single values: whole numbers, dates, ids, addresses, files, languages."""

from __future__ import annotations

import re
from datetime import date

from handouts.markup import bad_address, is_language, short
from handouts.problems import command
from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.schema.shapes import Json
from handouts.schema.texts import one_line, scalar
from handouts.source import Node

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
_MARK = re.compile(r"[A-Z2-7]{5}|-")
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
_DRIVE = re.compile(r"[A-Za-z]:")

#: Windows opens a device instead of a file under these names, whatever the extension.
_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Integer:
    """A whole number from ``least`` to ``most``."""

    least: int
    most: int

    def read(self, node: Node, reader: Reader) -> int | None:
        found = scalar(node, reader, "a number")
        if found is None:
            return None
        if not _WHOLE.fullmatch(found.text) or not self.least <= int(found.text) <= self.most:
            message = f"'{short(found.text)}' is not a whole number from {self.least} to {self.most}"
            reader.report("bad-number", message, found.place, "write it in digits")
            return None
        return int(found.text)

    def json_schema(self) -> Json:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Date:
    """A day as ISO 8601 has it; kept as text, because it is printed as data, not reckoned with."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "a date")
        if found is None:
            return None
        try:
            if _DATE.fullmatch(found.text) and date.fromisoformat(found.text):
                return found.text
        except ValueError:
            pass
        hint = "write it as year-month-day, for example 2026-11-23"
        reader.report("bad-date", f"'{short(found.text)}' is not a date", found.place, hint)
        return None

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Id:
    """A short name that is safe as the name of a file on every system."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "an id")
        if found is None:
            return None
        if not _ID.fullmatch(found.text):
            hint = "use up to 64 of a to z, 0 to 9 and -, not - first, for example ketamine-for-depression"
            reader.report("bad-id", f"'{short(found.text)}' cannot be an id", found.place, hint)
            return None
        if found.text in _DEVICES:
            message = f"'{short(found.text)}' cannot be an id: Windows takes a file of that name for a device"
            reader.report("bad-id", message, found.place, f"make it longer, for example {found.text}-handout")
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Code:
    """A handout's short name, as staff read it over the telephone."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "a code")
        if found is None:
            return None
        if not _CODE.fullmatch(found.text):
            hint = "use up to 16 of A to Z, 0 to 9 and -, not - first, for example KET-1"
            reader.report("bad-id", f"'{short(found.text)}' cannot be a code", found.place, hint)
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^[A-Z0-9][A-Z0-9-]{0,15}$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Flag:
    """Yes or no, as YAML 1.2 writes it: true or false."""

    def read(self, node: Node, reader: Reader) -> bool | None:
        found = scalar(node, reader, "true or false")
        if found is None:
            return None
        if found.text not in {"true", "false"}:
            message = f"'{short(found.text)}' is neither true nor false"
            reader.report("bad-choice", message, found.place, "write true, or take the line out")
            return None
        return found.text == "true"

    def json_schema(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Number:
    """A number from 0 on, with decimals or without."""

    def read(self, node: Node, reader: Reader) -> float | None:
        found = scalar(node, reader, "a number")
        if found is None:
            return None
        if not _DECIMAL.fullmatch(found.text):
            reader.report("bad-number", f"'{short(found.text)}' is not a number", found.place, "write it in digits")
            return None
        return float(found.text)

    def json_schema(self) -> Json:
        return {"type": "number", "minimum": 0}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Address:
    """A web address, https or http."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "a web address")
        if found is None:
            return None
        wrong = bad_address(found.text, ("https", "http"))
        if wrong:
            reader.report("bad-link", wrong[0], found.place, wrong[1])
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://\\S+$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WebFolder:
    """The address of a folder, https only: what a code on paper leads to must not be changed on its way."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "the web address of a folder")
        if found is None:
            return None
        wrong = bad_address(found.text, ("https",))
        if wrong is None and any(sign in found.text for sign in "?#"):
            wrong = "an address with ? or # in it is no folder", "write it up to the last /"
        if wrong:
            reader.report("bad-link", wrong[0], found.place, wrong[1])
            return None
        return found.text.rstrip("/") + "/"

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]://[^\\s?#]+$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProjectFile:
    """A file of the project, by its path from the content file with slashes. Whether it is there, build looks."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "the path of a file")
        if found is None:
            return None
        path = one_line(found.text)
        hint = "write it from the content file on, for example images/chair.png"
        if "\\" in path:
            reader.report("bad-path", "there is a backslash in this path", found.place, "write / between folders")
            return None
        if path.startswith(("/", "~")) or _DRIVE.match(path) or "://" in path or ".." in path.split("/"):
            reader.report("bad-path", f"'{short(path)}' lies outside the project", found.place, hint)
            return None
        return path

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^(?![/~])(?!.*\\\\)(?!.*://)(?!(.*/)?\\.\\.(/|$)).+$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Language:
    """A language tag (BCP 47)."""

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "a language tag")
        if found is None:
            return None
        if not is_language(found.text):
            hint = "write a tag such as en, es-MX or zh-Hant"
            reader.report("bad-language", f"'{short(found.text)}' is not a language tag", found.place, hint)
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Marks:
    """Short marks of texts with spaces between them, as the program writes them; ``-`` stands for one nobody knows."""

    def read(self, node: Node, reader: Reader) -> tuple[str, ...] | None:
        found = scalar(node, reader, "marks of texts")
        if found is None:
            return None
        marks = tuple(found.text.split())
        wrong = next((mark for mark in marks if not _MARK.fullmatch(mark)), None)
        if wrong is not None:
            confirm = command("translate confirm NAME --to LANGUAGE", found.place.file)
            hint = f"take 'translated_from' out, read the translation, and run: {confirm}"
            reader.report("bad-marks", f"'{short(wrong)}' is no mark of a text", found.place, hint)
            return None
        return marks

    def json_schema(self) -> Json:
        return {"type": "string", "pattern": "^\\s*([A-Z2-7]{5}|-)(\\s+([A-Z2-7]{5}|-))*\\s*$"}
