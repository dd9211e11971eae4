"""Walks the events of the YAML parser into nodes, within limits, and refuses what would change text without a word."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from handouts.problems import Place, Problem
from handouts.records import dataclass
from handouts.source.characters import STAND_IN, bad_character, decode, unfit
from handouts.source.nodes import Document, Mapping, Node, Scalar, Sequence, Text

if TYPE_CHECKING:
    from handouts.source.diagnosis import Cause

#: Bytes a file may have. A library of a hundred handouts has about 1 MB of text.
SIZE_LIMIT = 1_000_000

#: Lists and mappings that may lie inside each other.
DEPTH_LIMIT = 32

#: Problems told in one run; more are no help.
PROBLEM_LIMIT = 200

_MOST_UNFIT = 20
_RETRIES = 40
_RETRY_CHARACTERS = 2_000_000

_COMMENT = re.compile(r"([ \t]+)#")
# "# so" is a comment to everyone; "#2" may be meant as text.
_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*(#|[ \t]+#(?=\S))")
_QUOTE_COMMENT = re.compile(r"#|[ \t]+#(?=\S)")
_DASH_LINE = re.compile(r"\n[ \t]*(-)(?=[ \t\n]|$)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_TAB = re.compile(r"(?<=[^\s])[\t ]*\t[\t ]*|^[ \t]*\t[ \t]*$", re.MULTILINE)
_PLAIN_WORDS = "put quotes around the whole text"


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's own event parser, for machines without libyaml: slower, same result."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


def event_parser(content: str) -> Any:
    """libyaml's parser where PyYAML was built with it, else PyYAML's own."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # not in every build
    except ImportError:
        return PythonParser(content)
    return CParser(content)


def load(path: str | os.PathLike[str], *, comments: bool = False, hint: str | None = None) -> Document:
    """Read and parse a file. A file that is missing, unreadable or too large is a problem of the document, not raised.

    ``comments`` allows comments after values, as styles have them; ``hint`` tells how to start where there is no file.
    """
    file = os.fspath(path)
    try:
        data = file_bytes(path)
    except FileNotFoundError:
        return _failed(file, "no-file", "there is no such file", hint)
    except _NotAFileError as found:
        return _failed(file, "not-a-file", f"this is {found}, not a file", hint)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not a file name"
        return _failed(file, "unreadable", f"the file cannot be read: {reason}", "check its name and who may read it")
    document = parse(data, file, comments=comments)
    if hint and [p.code for p in document.problems] == ["empty-file"]:
        return _failed(file, "empty-file", document.problems[0].message, hint)
    return document


def parse(data: bytes, file: str, *, comments: bool = False) -> Document:
    """The nodes of YAML text and every problem found in it. Never raises; without a root the text could not be read."""
    if len(data) > SIZE_LIMIT:
        message = "the file is larger than 1 MB"
        return _failed(file, "too-large", message, "split it, or take out what is not text for handouts")
    text, problems = decode(data, file)
    if text is None:
        return Document(file, None, tuple(problems))
    content = without_tabs(text.content)
    if problems:  # a stand-in keeps every index; they are told already
        content = unfit().sub(STAND_IN, content)
    retries = min(_RETRIES, _RETRY_CHARACTERS // (len(content) + 1))
    while True:
        tree = _Tree(text, content, comments)
        cause = tree.read()
        if cause is None:
            break
        problems.append(Problem(cause.code, cause.message, text.place(cause.index), cause.hint))
        mended = cause.mend(content)
        if mended == content or retries <= 0:
            break
        content, retries = mended, retries - 1
    problems += tree.problems
    if tree.root is None and not problems:
        return Document(file, None, (Problem("empty-file", "the file has no content", Place(file)),), text)
    return Document(file, tree.root, capped(problems, file), text)


#: What stands in a mapping.
Entries: TypeAlias = tuple[tuple[Scalar, Node], ...]


def without_tabs(content: str) -> str:
    """The characters with a space for each tab inside a line, so that every index still holds."""
    return _TAB.sub(lambda match: " " * len(match.group()), content) if "\t" in content else content


def node_of(text: Text, depth: int) -> Node | None:
    """The node that is part of a file, ``depth`` levels down; None where anything is wrong with it."""
    tree = _Tree(text, text.content, comments=False, depth=depth)
    return None if tree.read() is not None or tree.problems else tree.root


def lines_only(data: bytes, file: str) -> Document:
    """A file that is no YAML as a document without a root: for showing its lines beside problems."""
    return Document(file, None, (), decode(data, file)[0])


def capped(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """Problems in file order, once each, and no more than anyone can read."""
    ordered = sorted(dict.fromkeys(problems), key=_order)
    if len(ordered) <= PROBLEM_LIMIT:
        return tuple(ordered)
    last = Problem(
        "too-many", "there are more problems than are shown here", Place(file), "mend these first, then check again"
    )
    return (*ordered[:PROBLEM_LIMIT], last)


def _order(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


class _NotAFileError(OSError):
    """A folder, a pipe or a device."""


class _TooDeepError(Exception):
    """More levels than DEPTH_LIMIT; carries the index of the first one too many."""


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """At most one byte more than the limit; never waits on a pipe. Raises OSError, and ValueError for no file name."""
    path = Path(path)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise _NotAFileError("a folder")
    if not stat.S_ISREG(mode):
        raise _NotAFileError("a pipe or a device")
    with path.open("rb") as stream:
        return stream.read(SIZE_LIMIT + 1)


def _failed(file: str, code: str, message: str, hint: str | None) -> Document:
    return Document(file, None, (Problem(code, message, Place(file), hint),))


@dataclass(slots=True)
class _Tree:
    """One walk over the events of one text."""

    text: Text
    content: str
    comments: bool
    depth: int = 1
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    last: Scalar | None = None
    parser: Any = None

    def read(self) -> Cause | None:
        """Fill ``root`` and ``problems``; the cause where the text is no YAML."""
        self.parser = event_parser(self.content)
        get = self.parser.get_event
        try:
            get()
            first = get()
            if isinstance(first, yaml.DocumentStartEvent):
                root = self.node(get(), self.depth)
                self.root = None if isinstance(root, Scalar) and root.plain and not root.text else root
                get()
                second: Any = get()
                begin = second.start_mark.index
                if isinstance(second, yaml.DocumentStartEvent):
                    self.report("second-document", "a second document starts here", begin, "take out the line ---")
        except yaml.MarkedYAMLError as error:
            self.root = None
            from handouts.source.diagnosis import diagnose  # only mistakes need it

            return diagnose(error, self.content, self.last)
        except _TooDeepError as deep:
            self.root = None
            message = f"more than {DEPTH_LIMIT} levels inside each other"
            from handouts.source.diagnosis import Cause

            return Cause("too-deep", message, deep.args[0], "take out the surplus dashes and brackets")
        except yaml.YAMLError:
            self.root = None
            from handouts.source.diagnosis import Cause

            return Cause("syntax", "the file cannot be read as YAML", 0, "check that this is a text file")
        finally:
            self.parser.dispose()
        return None

    def report(self, code: str, message: str, index: int, hint: str | None = None) -> None:
        if len(self.problems) <= PROBLEM_LIMIT:
            self.problems.append(Problem(code, message, self.text.place(index), hint))

    def node(self, event: Any, depth: int) -> Node:
        begin = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            hint = f"{_PLAIN_WORDS}; a text that starts with bold words needs them"
            self.report("alias", "a value cannot start with * without quotes", begin, hint)
            return Scalar(f"*{event.anchor}", self._place(event))
        if event.anchor is not None:
            self.report("anchor", "a value cannot start with & without quotes", begin, _PLAIN_WORDS)
        if event.tag is not None:
            self.report("tag", "a value cannot start with ! without quotes", begin, _PLAIN_WORDS)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if depth > DEPTH_LIMIT:
            raise _TooDeepError(begin)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def sequence(self, start: Any, depth: int) -> Sequence:
        get = self.parser.get_event
        items = []
        while not isinstance(event := get(), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), self._place(start))

    def mapping(self, start: Any, depth: int) -> Mapping:
        get = self.parser.get_event
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := get(), yaml.MappingEndEvent):
            known, begin = len(self.problems), event.start_mark.index
            key = self.node(event, depth + 1)
            value = self.node(get(), depth + 1)
            if not isinstance(key, Scalar) or not key.text or isinstance(event, yaml.AliasEvent):
                if len(self.problems) == known:
                    hint = "if this is a text with { or [ at its start, put quotes around it"
                    self.report("bad-key", "a key must be one word or name", begin, hint)
            elif key.plain and key.text == "<<":
                self.report("merge-key", "other keys cannot be copied in with <<", begin, "write the keys out")
            elif key.text in entries:
                message = f"the key '{key.text}' stands on line {entries[key.text][0].place.line} already"
                self.report("duplicate-key", message, begin, "keep one of the two, or give one another name")
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), self._place(start))

    def scalar(self, event: Any) -> Scalar:
        value: str = event.value
        style: str = event.style or ""
        begin, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            begin = _PROPERTIES.match(self.content, begin).end()  # type: ignore[union-attr]  # matches nothing at least
        place = self._place(event)
        if not style:
            if event.end_mark.line > event.start_mark.line:
                self.dashes(begin, end)
            comment = self.comment(bool(value), end)
            # Where a comment stands instead of a text, the text is missed at the comment: one mistake, told once.
            place = comment if comment and not value else place
        else:
            self.comment_after(begin, end, style)
        if not unicodedata.is_normalized("NFC", value):
            value = unicodedata.normalize("NFC", value)
        self.last = Scalar(value, place, not style, style, self.text, begin, end)
        if style == '"' and "\\" in self.content[begin:end]:
            for found in islice(unfit().finditer(value), _MOST_UNFIT):
                self.problems.append(bad_character(found.group(), self.last.at(found.start())))
        return self.last

    def comment(self, after_text: bool, end: int) -> Place | None:
        """The place of a comment right behind a plain text: YAML would drop it, the end of a dose with it."""
        found = None if self.comments else _COMMENT.match(self.content, end)
        if not found:
            return None
        lost = "and would not be printed" if after_text else "so there is no text here"
        hint = f"{_PLAIN_WORDS}, or put the comment on a line of its own"
        self.report("comment-in-text", f"what follows this # is a comment, {lost}", found.end() - 1, hint)
        return self.text.place(found.end() - 1)

    def comment_after(self, begin: int, end: int, style: str) -> None:
        """A # after | or > or a closing quote: it may be meant as text, and would be dropped without a word."""
        in_block = style in "|>"
        found = (_HEADER_COMMENT if in_block else _QUOTE_COMMENT).match(self.content, begin if in_block else end)
        if found and not self.comments:
            message = "what follows this # is a comment, and would not be printed"
            self.report("comment-in-text", message, found.end() - 1, f"{_PLAIN_WORDS}, or put it on a line of its own")

    def dashes(self, begin: int, end: int) -> None:
        """Lines of a plain text that look like items of a list: YAML would join them to the text."""
        for dash in _DASH_LINE.finditer(self.content, begin, end):
            hint = "line it up with the dash above; a list in a list goes under a key such as bullets:"
            self.report("dash-in-text", "this dash is read as part of the text above it", dash.start(1), hint)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.text.file, self.text.above + mark.line + 1, mark.column + 1)
