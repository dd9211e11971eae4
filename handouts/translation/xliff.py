"""XLIFF 1.2 (OASIS Standard, 2008), the form that most translation tools read and write.

Some tools tell what needs a look by the state of the target, others by whether a unit is approved: both are written.
Codes such as ``[@fda-2023]`` are inline elements (section 3.3.3), which tools show but do not let anyone change.
Read by expat itself, which knows the line of each unit; document types, and with them entities, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from types import MappingProxyType
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from handouts.problems import Place, Problem
from handouts.records import dataclass
from handouts.translation.codes import parts
from handouts.translation.pairing import State
from handouts.translation.units import Exchange, Unit

SUFFIXES = (".xlf", ".xliff")
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = MappingProxyType(
    {State.NEW: "new", State.TRANSLATED: "translated", State.NEEDS_REVIEW: "needs-review-translation"}
)
#: States of a target that say that somebody stands by it (section 2.3, "state").
_DONE = frozenset({"translated", "final", "signed-off"})
#: Inline elements that may stand for a code.
_INLINE = frozenset({"ph", "x", "it", "bpt", "ept", "bx", "ex"})
#: Where texts are not those of the unit itself.
_ASIDE = frozenset({"alt-trans", "note", "seg-source"})
#: Stands for a code by its number until the source of the unit is known.
_CODE = "\0{}\0"


def write(exchange: Exchange) -> str:
    """The whole file."""
    attributes = (
        f"original={quoteattr(exchange.handout)} source-language={quoteattr(exchange.source_language)}"
        f" target-language={quoteattr(exchange.target_language)}"
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="1.2">',
        f'  <file {attributes} datatype="plaintext">',
        "    <header>",
        f"      <note>{escape(exchange.note)}</note>",
        "    </header>",
        "    <body>",
    ]
    for unit in exchange.units:
        lines += _unit(unit)
    return "\n".join([*lines, "    </body>", "  </file>", "</xliff>", ""])


def _unit(unit: Unit) -> Iterator[str]:
    state = _STATES[unit.state]
    done = "yes" if unit.state is State.TRANSLATED else "no"
    fixed = ' translate="no"' if unit.source == unit.target and unit.state is State.TRANSLATED else ""
    yield f'      <trans-unit id={quoteattr(unit.id)} approved="{done}"{fixed} xml:space="preserve">'
    yield f"        <source>{_content(unit.source)}</source>"
    yield f'        <target state="{state}">{_content(unit.target, unit.source)}</target>'
    yield f"        <note>{escape(unit.note)}</note>"
    yield "      </trans-unit>"


def _content(words: str, source: str = "") -> str:
    """A text with its codes as elements. In a target they have the numbers that the same codes have in its source."""
    numbers = [code for code, name in parts(source) if name] if source else []
    out, count = "", 0
    for part, name in parts(words):
        if not name:
            out += escape(part)
            continue
        count += 1
        number = count
        if part in numbers:
            number = numbers.index(part) + 1
            numbers[number - 1] = ""
        elif numbers:
            number = count + len(numbers)
        out += f'<ph id="{number}" ctype="x-{name}">{escape(part)}</ph>'
    return out


def read(data: bytes, file: str) -> tuple[Exchange | None, tuple[Problem, ...]]:
    """The exchange in a file; None, and what is wrong, where it cannot be read. Never raises."""
    reader = _Reader(file)
    try:
        reader.parser.Parse(data, True)
    except ExpatError as error:
        message = f"this is no XML: {str(error).partition(':')[0]}"
        place = Place(file, error.lineno, error.offset + 1)
        return None, (Problem("bad-exchange", message, place, "export the file once more from the translator's tool"),)
    except (ValueError, LookupError):  # how Python's expat says that it does not know an encoding
        place = Place(file, 1, 1)
        return None, (Problem("bad-exchange", "this file is not UTF-8", place, "save it as XLIFF 1.2 in UTF-8"),)
    except _RefusedError as error:
        return None, (error.problem,)
    if not reader.handout:
        message = "there is no <file original=…> in this file"
        return None, (Problem("bad-exchange", message, Place(file, 1, 1), "give a file that 'translate export' began"),)
    units = tuple(reader.units)
    return Exchange(reader.handout, reader.languages[0], reader.languages[1], units, place=reader.place), ()


class _RefusedError(Exception):
    """Something that this program does not read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A unit while it is being read."""

    id: str
    place: Place
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    state: str = ""
    approved: str = ""
    target_place: Place | None = None


class _Reader:
    """Collects units from the events of the parser."""

    def __init__(self, file: str) -> None:
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.file = file
        self.handout = ""
        self.languages = ("", "")
        self.place = Place(file, 1, 1)
        self.units: list[Unit] = []
        self._path: list[str] = []
        self._unit: _Open | None = None
        self._into: list[str] | None = None
        self._code = ""

    def _here(self) -> Place:
        return Place(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _refuse(self, message: str, hint: str) -> None:
        raise _RefusedError(Problem("bad-exchange", message, self._here(), hint))

    def _doctype(self, *_: object) -> None:
        self._refuse("a document type is not allowed here", "take the line that starts with <!DOCTYPE out")

    def _start(self, name: str, values: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self._path.append(tag)
        if tag == "xliff" and not values.get("version", "").startswith("1."):
            self._refuse(f"this is XLIFF {values.get('version', '')}", "save it as XLIFF 1.2, as it was exported")
        if tag == "file":
            if self.handout:
                self._refuse("a second <file> starts here", "import one handout and language at a time")
            self.handout, self.place = values.get("original", ""), self._here()
            self.languages = values.get("source-language", ""), values.get("target-language", "")
        elif tag == "trans-unit":
            self._unit = _Open(values.get("id", ""), self._here(), approved=values.get("approved", ""))
        elif self._unit and not _ASIDE.intersection(self._path):
            self._within(self._unit, tag, values)

    def _within(self, unit: _Open, tag: str, values: dict[str, str]) -> None:
        if tag == "source":
            self._into = unit.source
        elif tag == "target":
            self._into, unit.state, unit.target_place = unit.target, values.get("state", ""), self._here()
        elif tag in _INLINE and self._into is not None:
            self._code = values.get("id", "")
            self._into.append(_CODE.format(self._code))

    def _text(self, text: str) -> None:
        if self._into is None:
            return
        if self._into and self._code and self._into[-1] == _CODE.format(self._code):
            self._into.pop()  # the code stands here in full
        self._into.append(text)

    def _end(self, name: str) -> None:
        tag = self._path.pop()
        if tag in {"source", "target"} and not _ASIDE.intersection(self._path):
            self._into = None
        elif tag in _INLINE:
            self._code = ""
        elif tag == "trans-unit" and self._unit:
            self.units.append(_closed(self._unit))
            self._unit = None


def _closed(unit: _Open) -> Unit:
    """A unit as read; codes that a tool gave back by number only are those of the source."""
    source, target = "".join(unit.source), "".join(unit.target)
    for number, code in enumerate((code for code, name in parts(source) if name), 1):
        target = target.replace(_CODE.format(number), code)
    done = unit.approved == "yes" or unit.state in _DONE or not (unit.state or unit.approved)
    state = State.TRANSLATED if done else State.NEW if unit.state == "new" else State.NEEDS_REVIEW
    return Unit(unit.id, source, target.replace("\0", ""), state, place=unit.target_place or unit.place)
