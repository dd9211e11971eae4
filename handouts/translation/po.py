"""PO files (GNU gettext manual, "The Format of PO Files"): for tools and people that do not know XLIFF.

The id of a unit is its context (``msgctxt``). What is marked ``fuzzy`` has changed in the original since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from types import MappingProxyType

from handouts.problems import Place, Problem
from handouts.records import dataclass
from handouts.translation.pairing import State
from handouts.translation.units import Exchange, Unit

SUFFIXES = (".po",)
_HANDOUT, _FROM, _TO = "X-Handout", "X-Source-Language", "Language"
_KEYWORD = re.compile(r'(msgctxt|msgid|msgstr)\s+(".*)')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = MappingProxyType({"n": "\n", "t": "\t", "r": "\r"})
_WIDTH = 76


def write(exchange: Exchange) -> str:
    """The whole file."""
    header = (
        f"{_HANDOUT}: {exchange.handout}\n{_FROM}: {exchange.source_language}\n{_TO}: {exchange.target_language}\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    )
    lines = [*(f"# {line}" for line in _wrapped(exchange.note)), 'msgid ""', *_quoted("msgstr", header), ""]
    for unit in exchange.units:
        lines += [f"#. {line}" for line in _wrapped(unit.note)]
        lines += ["#, fuzzy"] if unit.state is State.NEEDS_REVIEW else []
        lines += [*_quoted("msgctxt", unit.id), *_quoted("msgid", unit.source), *_quoted("msgstr", unit.target), ""]
    return "\n".join(lines)


def read(data: bytes, file: str) -> tuple[Exchange | None, tuple[Problem, ...]]:
    """The exchange in a file; None, and what is wrong, where it cannot be read. Never raises."""
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = Problem("bad-exchange", "this file is not UTF-8", Place(file, line, 1), "save it as UTF-8")
        return None, (problem,)
    entries: list[_Entry] = []
    for number, typed in enumerate([*content.splitlines(), ""], 1):
        wrong = _line(typed.strip(), entries, Place(file, number, 1))
        if wrong:
            return None, (wrong,)
    entries = [entry for entry in entries if "msgid" in entry.strings]
    if not entries or entries[0].said("msgid"):
        message = "the header of this PO file is missing"
        return None, (Problem("bad-exchange", message, Place(file, 1, 1), "give a file that 'translate export' began"),)
    facts = dict(line.split(": ", 1) for line in entries[0].said("msgstr").split("\n") if ": " in line)
    if not facts.get(_HANDOUT):
        message = f"the header of this PO file has no '{_HANDOUT}'"
        return None, (Problem("bad-exchange", message, entries[0].place, "give a file that 'translate export' began"),)
    units = tuple(map(_unit, entries[1:]))
    return Exchange(facts[_HANDOUT], facts.get(_FROM, ""), facts.get(_TO, ""), units, place=entries[0].place), ()


@dataclass(slots=True)
class _Entry:
    """An entry while it is being read: its strings by keyword."""

    place: Place
    fuzzy: bool = False
    strings: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    target_place: Place | None = None

    def said(self, keyword: str) -> str:
        return "".join(self.strings.get(keyword, ()))


def _line(line: str, entries: list[_Entry], place: Place) -> Problem | None:
    """Take one line in; what is wrong with it, if anything."""
    if not entries or (not line and entries[-1].strings):
        entries.append(_Entry(place))
    entry = entries[-1]
    if not line or line.startswith("#"):
        if line.startswith("#,") and "fuzzy" in line:
            if "msgstr" in entry.strings:
                entries.append(_Entry(place))
            entries[-1].fuzzy = True
        return None
    keyword = _KEYWORD.fullmatch(line)
    if keyword:
        if keyword[1] in entry.strings or (keyword[1] != "msgstr" and "msgstr" in entry.strings):
            entry = _Entry(place)
            entries.append(entry)
        entry.last = keyword[1]
        entry.strings[entry.last] = []
        if entry.last == "msgstr":
            entry.target_place = place
        line = keyword[2]
    string = _STRING.fullmatch(line)
    if not string or not entry.last:
        hint = 'each line is a comment, or msgctxt, msgid or msgstr with a text in "quotes"'
        return Problem("bad-exchange", "this line is not of a PO file", place, hint)
    entry.strings[entry.last].append(_ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), string[1]))
    return None


def _unit(entry: _Entry) -> Unit:
    target = entry.said("msgstr")
    state = State.NEEDS_REVIEW if entry.fuzzy else State.TRANSLATED if target else State.NEW
    return Unit(entry.said("msgctxt"), entry.said("msgid"), target, state, place=entry.target_place or entry.place)


def _quoted(keyword: str, text: str) -> Iterator[str]:
    """A string as PO has it: on one line, or on several of which the first is empty."""
    pieces = [piece for line in text.splitlines(keepends=True) for piece in _pieces(line)]
    if len(pieces) <= 1:
        yield f'{keyword} "{_escaped(text)}"'
        return
    yield f'{keyword} ""'
    yield from (f'"{_escaped(piece)}"' for piece in pieces)


def _pieces(line: str) -> Iterator[str]:
    """A line cut after blanks, none of it lost."""
    piece = ""
    for word in re.findall(r"\S* *\n?", line):
        if piece and len(piece) + len(word) > _WIDTH:
            yield piece
            piece = ""
        piece += word
    if piece:
        yield piece


def _wrapped(text: str) -> Iterator[str]:
    return (piece.strip() for piece in _pieces(text))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
