"""Why a text is no YAML, in a person's words and at the place a person would look at.

The two parsers word their findings differently and point at where they gave up. So the words are only sorted into a
few sorts of trouble here, and the lines around are read again for the likely slip.
"""

from __future__ import annotations

import re

import yaml

from handouts.records import dataclass
from handouts.source.nodes import Scalar

_QUOTES = "put double quotes around the whole text"
_KEY_LINE = re.compile(r"[ ]*(?:- +)*(?P<key>[\w.-]+):(?= |$)")
_TIGHT_KEY = re.compile(r"[ ]*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?=[^\s/])")
_VALUE = re.compile(r"[ ]*(?:- +)*(?:[\w.-]+: +)?(?P<value>\S)")
_LONE_WORD = re.compile(r"[ ]*(?:- +)*[a-z][a-z0-9_-]*$")
_LINES_BEHIND = re.compile(r"\n[ ]*(?:- |[\w.-]+:[ \n])")


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely slip: what to say of it, and which characters to blot out to read on behind it (none: stop)."""

    code: str
    message: str
    index: int
    hint: str
    blot: tuple[int, int] = (0, 0)

    def mend(self, content: str) -> str:
        """The text with the slip blotted out at the same length, so that all other places still hold."""
        start, end = self.blot
        blotted = re.sub(r"[^\nx]", "x", content[start:end])
        return content[:start] + blotted + content[end:]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the parser gave up, and the lines around it."""

    content: str
    index: int

    @property
    def begin(self) -> int:
        """The index at which the line starts."""
        return self.content.rfind("\n", 0, self.index) + 1

    @property
    def end(self) -> int:
        """The index of the line's end."""
        found = self.content.find("\n", self.index)
        return len(self.content) if found < 0 else found

    @property
    def line(self) -> str:
        return self.content[self.begin : self.end]

    @property
    def before(self) -> str:
        return self.content[self.begin : self.index]

    @property
    def char(self) -> str:
        return self.content[self.index : self.index + 1]

    def above(self) -> _Spot | None:
        """The start of the nearest line above that has more than white space or a comment."""
        spot = self
        while spot.begin:
            spot = _Spot(self.content, self.content.rfind("\n", 0, spot.begin - 1) + 1)
            if spot.line.strip() and not spot.line.lstrip().startswith("#"):
                return spot
        return None

    def first(self) -> int:
        """The index of the first character of the line that is not white."""
        return self.begin + len(self.line) - len(self.line.lstrip())


def diagnose(error: yaml.MarkedYAMLError, content: str, last: Scalar | None) -> Cause:
    """The likely slip behind a parser's error. ``last`` is the last value read before it."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    spot = _Spot(content, min(mark.index if mark else 0, len(content)))
    opened = _Spot(content, error.context_mark.index) if error.context_mark else spot
    tab = _tab(spot)
    if tab:
        return tab
    if "quoted scalar" in context or "double-quoted" in context:
        return _unclosed_quote(opened) if "unexpected" in problem else _escape(spot, opened)
    if "scanning a block scalar" in context or "directive" in context:
        return _symbol(opened)
    if any(word in context for word in ("alias", "anchor", "tag")) or "tag handle" in problem:
        return _symbol(_value_spot(opened if "scanning" in context else spot))
    if problem.startswith("mapping values"):
        return _colon(spot)
    if problem.startswith(("block sequence entries", "sequence entries")):
        hint = "start the list on a line of its own, or put quotes around a text that starts with a dash"
        return Cause("indentation", "a list cannot start on the line of its key", spot.index, hint)
    if "cannot start any token" in problem or "mapping keys" in problem or "node content" in problem:
        value = _value_spot(spot)
        if value.index == spot.index - 1 and value.char in "[{":
            return _symbol(value, spot.end)
        return _symbol(spot)
    if "':'" in problem and "simple key" in context:
        return _no_colon(opened)
    if "flow" in context:
        return _bracket(spot, opened, last)
    if "expected" in problem:
        return _misplaced(spot, last)
    return Cause("syntax", "the file cannot be read from here on", spot.index, "compare this line with those above it")


def _tab(spot: _Spot) -> Cause | None:
    """Tabs before the text of the line, or of the line that the parser was about to reach."""
    found = re.match(r"[ ]*(?:- +)*\t", spot.content[spot.begin : spot.end])
    if not found:
        return None
    others = len(re.findall(r"^[ ]*(?:- +)*\t", spot.content[spot.end :], re.MULTILINE))
    more = f" and of {others} more lines below" if others else ""
    message = f"there is a tab at the start of this line{more}"
    return Cause("tab", message, spot.begin + found.end() - 1, "use spaces instead: two for each level")


def _escape(spot: _Spot, opened: _Spot) -> Cause:
    if _LINES_BEHIND.search(spot.content, opened.index, spot.index):
        return _unclosed_quote(opened)
    at = spot.content.rfind("\\", opened.index, spot.index + 1)
    written = spot.content[at : at + 2]
    if written in (r"\u", r"\U", r"\x"):
        hint = "type the character itself instead of its number"
        return Cause("bad-character", f"{written} is not followed by the number of a character", at, hint, (at, at + 1))
    hint = r"write \\ for a backslash, or put single quotes around the text"
    return Cause("bad-escape", f"{written} means nothing inside double quotes", at, hint, (at, at + 1))


def _unclosed_quote(opened: _Spot) -> Cause:
    message = f"the text opens with {opened.char} and never closes"
    hint = f"put {opened.char} at the end of the text too"
    if opened.char == "'":
        hint += "; around a text that starts with an apostrophe, put double quotes"
    return Cause("unclosed-quote", message, opened.index, hint, (opened.index, opened.index + 1))


def _value_spot(spot: _Spot) -> _Spot:
    found = _VALUE.match(spot.line)
    return _Spot(spot.content, spot.begin + found.start("value")) if found else spot


def _symbol(spot: _Spot, end: int | None = None) -> Cause:
    message = f"a text cannot start with {spot.char} without quotes"
    return Cause("needs-quotes", message, spot.index, _QUOTES, (spot.index, end or spot.index + 1))


def _colon(spot: _Spot) -> Cause:
    """A colon where no key may stand: in the middle of a text, or after a key that is not lined up."""
    if not _LONE_WORD.match(spot.before):
        message = "a colon followed by a space cannot stand in a text without quotes"
        hint = f"{_QUOTES}, or write the colon without the space"
        if re.search("[“”„‘’]", spot.before):
            hint = 'put straight double quotes (") around the whole text; curly ones are read as letters'
        return Cause("needs-quotes", message, spot.index, hint, (spot.index, spot.index + 1))
    above = spot.above()
    if above is None:
        return Cause(
            "bad-key", "this is too long for a key", spot.first(), "put quotes around a text with a colon in it"
        )
    if _TIGHT_KEY.match(above.line):
        return _no_space(above)
    if _LONE_WORD.match(above.line):
        return Cause("missing-colon", "there is no colon after this key", above.first(), "write a colon at its end")
    message = "this line starts further in than the keys it belongs to, so it is read as part of the text above"
    hint = "line it up with the keys above; if it is text, put quotes around the whole text"
    return Cause("indentation", message, spot.first(), hint)


def _no_colon(spot: _Spot) -> Cause:
    if _below_comment(spot):
        return _cut(spot)
    if _TIGHT_KEY.match(spot.line):
        return _no_space(spot)
    hint = "write it as 'key: text'; if it goes on from the text above, move it further in"
    return Cause("missing-colon", "this line has no key with a colon", spot.first(), hint)


def _no_space(spot: _Spot) -> Cause:
    tight = _TIGHT_KEY.match(spot.line)
    assert tight
    message = f"there is no space after '{tight['key']}:'"
    return Cause("missing-space", message, spot.begin + tight.end(), "write a space after the colon")


def _below_comment(spot: _Spot) -> bool:
    """Whether the line is bare text right under a comment."""
    line_above = spot.content[: max(spot.begin - 1, 0)].rpartition("\n")[2]
    return line_above.lstrip().startswith("#") and not (spot.char == "-" or _KEY_LINE.match(spot.line))


def _cut(spot: _Spot) -> Cause:
    hint = "a comment cannot stand between the lines of one text: move it above the text"
    return Cause("indentation", "the comment above this line cuts the text in two", spot.first(), hint)


def _bracket(spot: _Spot, opened: _Spot, last: Scalar | None) -> Cause:
    """Inside [ ] or { }: not closed, or something that does not belong there."""
    if spot.begin == opened.begin and spot.char == ":":
        message = "a colon followed by a space cannot stand in a text without quotes"
        return Cause(
            "needs-quotes",
            message,
            spot.index,
            f"{_QUOTES}, or write the colon without the space",
            (spot.index, spot.index + 1),
        )
    after = _after_quote(spot, last, flow=True)
    if after:
        return after
    closing = {"[": "]", "{": "}"}.get(opened.char, "]")
    if spot.begin == opened.begin and spot.char and spot.char not in "[]{}":
        hint = f"put a comma between the parts, or quotes around a text that starts with {opened.char}"
        return Cause("needs-quotes", "a comma is missing before this", spot.index, hint)
    hint = f"put {closing} at its end; if it is a text, put quotes around it"
    return Cause("unclosed-bracket", f"{opened.char} is opened here and never closed", opened.index, hint)


def _after_quote(spot: _Spot, last: Scalar | None, *, flow: bool) -> Cause | None:
    """Text that goes on behind a closing quote mark: an apostrophe, a quoted word, or a quote never closed before."""
    if last is None or last.plain or last.style not in ("'", '"'):
        return None
    if spot.content[last.end : spot.index].strip() or not spot.char:
        return None
    if "\n" in spot.content[last.start : spot.index]:
        return _unclosed_quote(_Spot(spot.content, last.start))
    behind = re.compile(r"[^,\]}\n]*").match(spot.content, spot.index) if flow else None
    message = f"the text goes on after its closing {last.style}"
    hint = (
        "put double quotes around a text with an apostrophe in it"
        if last.style == "'"
        else "put single quotes around a text that has double quotes in it"
    )
    return Cause("needs-quotes", message, spot.index, hint, (last.start, behind.end() if behind else spot.end))


def _misplaced(spot: _Spot, last: Scalar | None) -> Cause:
    """Something stands where a key or a dash should: behind a finished value, or at the wrong depth."""
    after = _after_quote(spot, last, flow=False)
    if after:
        return after
    if spot.before.strip():
        value = _value_spot(spot)
        if value.index < spot.index and value.char in "[{*&!":
            return _symbol(value, spot.end)
        return Cause("needs-quotes", f"{spot.char} cannot stand here without quotes", spot.index, _QUOTES)
    if spot.char in ("]", "}", ","):
        return Cause("syntax", f"{spot.char} closes nothing", spot.index, "take it out")
    if spot.char == ":":
        return Cause("bad-key", "there is no key before this colon", spot.index, "write the key, or take the colon out")
    if _below_comment(spot):
        return _cut(spot)
    message = "this line starts at a depth that no line above it has"
    if spot.char == "-":
        hint = "line its dash up with the dashes of the list it belongs to"
    elif _KEY_LINE.match(spot.line):
        hint = "line it up with the keys it belongs to"
    else:
        hint = (
            "line it up with the keys or dashes it belongs to; the second line of a text goes further in than its key"
        )
    return Cause("indentation", message, spot.first(), hint)
