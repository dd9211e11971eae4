"""Seeded faults: content files with one thing broken, each with the problem that must be told and its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from handouts.problems import Severity
from handouts.review import fingerprint
from handouts.schema import read_library
from handouts.source import parse
from tests.sheets import ROOT

#: The day on which content is judged where a fault names none.
TODAY = date(2026, 11, 24)
_HERE = Path(__file__).parent
#: The translations of a handout, up to the next handout.
_TRANSLATIONS = re.compile(r"\n    translations:\n(?:(?: {6}.*)?\n)*?(?=\n?  \S|\Z)")
_REVIEW = """\
status: reviewed
      by: Test Person
      role: Tester, not a clinician
      on: 2026-11-24
      fingerprint: "{code}\""""


class Unseedable(Exception):
    """A fault does not fit its file: a text is not there, or is there more often than it should be."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One edit of a content file, and what must be told of it. The keys are explained in faults.yaml."""

    name: str
    content: str
    why: str
    code: str = ""
    severity: Severity = Severity.ERROR
    at: str = ""
    near: str = ""
    within: str = ""
    reviewed: str = ""
    old: str = ""
    new: str = ""
    after: str = ""
    insert: str = ""
    delete: str = ""
    start: str = ""
    before: str = ""
    today: date = TODAY
    final: bool = False

    def base(self) -> str:
        """The file before the edit; with the review on record where there is one."""
        return reviewed(self.content, self.reviewed)

    def seeded(self) -> str:
        """The file after the edit. Raises Unseedable."""
        text = self.base()
        floor = _once(text, self.within) if self.within else 0
        return text[:floor] + self._edited(text[floor:], unique=not self.within)

    def line(self) -> int:
        """The line, counted from 1, for which the problem must be told in the seeded file. Raises Unseedable."""
        text = self.seeded()
        anchor = self.near or (self.within if self.within in text else "")
        floor = _once(text, anchor) if anchor else 0
        return text.count("\n", 0, _find(text, self.at, floor, unique=not anchor)) + 1

    def _edited(self, text: str, unique: bool) -> str:
        if self.old:
            at = _find(text, self.old, 0, unique)
            return text[:at] + self.new + text[at + len(self.old) :]
        if self.after:
            end = text.index("\n", _find(text, self.after, 0, unique)) + 1
            return text[:end] + self.insert + text[end:]
        if self.delete:
            at = _line_start(text, _find(text, self.delete, 0, unique))
            return text[:at] + text[text.index("\n", at) + 1 :]
        if self.start:
            at = _line_start(text, _find(text, self.start, 0, unique))
            return text[:at] + self.new + text[_line_start(text, _find(text, self.before, at, unique=False)) :]
        return text


@lru_cache(maxsize=64)
def reviewed(content: str, handout: str) -> str:
    """A content file in which a handout is put on record as reviewed; as it is without one."""
    text = (ROOT / content).read_text(encoding="utf-8")
    if content == "content.yaml":
        # What an edit of the original makes its translations lack would be told too; tests/checks has that.
        text = _TRANSLATIONS.sub("", text)
    if not handout:
        return text
    library, _ = read_library(parse(text.encode(), content))
    assert library is not None
    (one,) = (h for h in library.handouts if h.id == handout and h.original is None)
    at = text.index("status: draft", text.index(f"\n  {handout}:\n"))
    review = _REVIEW.format(code=fingerprint(one, library))
    return text[:at] + review + text[at + len("status: draft") :]


@lru_cache(maxsize=4)
def faults(file: str = "faults.yaml") -> tuple[Fault, ...]:
    """Every edit of one of the data files beside this module."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # either is safe; in C it takes a tenth of the time
    entries: list[dict[str, Any]] = yaml.load((_HERE / file).read_text(encoding="utf-8"), Loader=loader)
    return tuple(_fault(entry) for entry in entries)


def _fault(entry: dict[str, Any]) -> Fault:
    values = {("start" if key == "from" else key): value for key, value in entry.items()}
    return Fault(**{**values, "severity": Severity(values.get("severity", "error"))})


def _once(text: str, wanted: str) -> int:
    return _find(text, wanted, 0, unique=True)


def _find(text: str, wanted: str, start: int, unique: bool) -> int:
    at = text.find(wanted, start)
    if at < 0 or not wanted:
        raise Unseedable(f"not in the file: {wanted!r}")
    if unique and text.find(wanted, at + 1) >= 0:
        raise Unseedable(f"more than once in the file: {wanted!r}")
    return at


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
