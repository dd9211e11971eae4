"""Reads inline Markdown by CommonMark's method, in time linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import field

from handouts.markup.addresses import bad_address, is_language, short
from handouts.markup.emphasis import Stars, emphasize, flanks
from handouts.markup.joining import joined, plain_runs
from handouts.markup.pieces import Piece, Span
from handouts.markup.runs import PUNCTUATION, Inline, Run
from handouts.problems import Problem, did_you_mean
from handouts.records import dataclass
from handouts.source import Scalar

_SPECIAL = re.compile(r"[\\*\[\]{]")
_CITATION = re.compile(r"\[@([^\[\]]*)(\]?)")
_CITED = re.compile(r"\s*@([^\s@;,]+)\s*")
_FIELD = re.compile(r"\{([a-z]+\.[a-z]+(?:_[a-z]+)*)\}")
_DESTINATION = re.compile(r"\(((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))+)\)", re.DOTALL)
_UNFINISHED_LINK = re.compile(r"\(\s*[a-zA-Z][a-zA-Z+.-]*:")
_LANGUAGE = re.compile(r"\{([A-Za-z][A-Za-z0-9-]+)\}")
_MOST = 50


def parse(
    scalar: Scalar, fields: Mapping[str, str | None], personal: Collection[str] = ()
) -> tuple[Inline, tuple[Problem, ...]]:
    """Read the inline Markdown of a text; never raises, whatever the text.

    ``fields`` are the details that may be inserted, such as ``clinic.phone``; None for one the clinic does not give.
    ``personal`` are the names of fields that each patient's copy fills, such as ``patient.name``.
    """
    parser = _Parser(scalar, fields, personal)
    runs = parser.parse() if _SPECIAL.search(scalar.text) else plain_runs(scalar.text)
    return Inline(runs, scalar), tuple(parser.problems)


@dataclass(slots=True)
class _Bracket:
    """A ``[`` that may turn out to open a link or a phrase in another language."""

    piece: int
    stars: int


@dataclass(slots=True)
class _Parser:
    """CommonMark's method ("A parsing strategy"): one pass, a stack of brackets and one of stars, linear time."""

    scalar: Scalar
    fields: Mapping[str, str | None]
    personal: Collection[str] = ()
    problems: list[Problem] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    stars: list[Stars] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    linked: int = 0
    spans: list[Span] = field(default_factory=list)

    def parse(self) -> tuple[Run, ...]:
        text, at = self.scalar.text, 0
        while at < len(text):
            found = _SPECIAL.search(text, at)
            if not found:
                self.add(text[at:], at)
                break
            if found.start() > at:
                self.add(text[at : found.start()], at)
            at = self.special(text, found.start())
        emphasize(self.stars, 0, self.pieces, self.spans)
        return joined(self.pieces, self.spans)

    def add(self, text: str, start: int) -> None:
        self.pieces.append(Piece(text, start))

    def report(self, code: str, message: str, offset: int, hint: str | None = None) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(Problem(code, message, self.scalar.at(offset), hint))

    def special(self, text: str, at: int) -> int:
        """Read what starts at a character that may be markup; gives where to go on."""
        char = text[at]
        if char == "\\":
            after = text[at + 1 : at + 2]
            if after == " ":
                self.add("\u00a0", at)
            elif after in PUNCTUATION and after:
                self.add(after, at + 1)
            else:
                self.add("\\", at)
                return at + 1
            return at + 2
        if char == "*":
            return self.star(text, at)
        if char == "[":
            return self.open(text, at)
        if char == "]":
            return self.close(text, at)
        return self.detail(text, at)

    def star(self, text: str, at: int) -> int:
        """A row of stars. Between two digits it multiplies: ``2*3*4`` prints as typed."""
        end = at
        while text[end : end + 1] == "*":
            end += 1
        before, after = text[at - 1 : at] if at else "", text[end : end + 1]
        opens = flanks(after, before) and not (before.isdigit() and after.isdigit())
        closes = flanks(before, after) and not (before.isdigit() and after.isdigit())
        if opens or closes:
            self.stars.append(Stars(len(self.pieces), end - at, end - at, opens, closes))
        self.add(text[at:end], at)
        return end

    def open(self, text: str, at: int) -> int:
        """A bracket: a citation, or perhaps the start of a link or phrase."""
        if not text.startswith("[@", at):
            self.brackets.append(_Bracket(len(self.pieces), len(self.stars)))
            self.add("[", at)
            return at + 1
        found = _CITATION.match(text, at)
        assert found
        if not found[2]:
            self.report("unclosed-citation", "this citation has no closing ]", at, "write it as [@id] or [@id1; @id2]")
            self.add("[", at)
            return at + 1
        cites = [_CITED.fullmatch(part) for part in f"@{found[1]}".split(";")]
        if not all(cites):
            hint = r"write it as [@id] or [@id1; @id2]; to print it as typed, \[@"
            self.report("bad-citation", "this is not a citation", at, hint)
        self.pieces.append(Piece("", at, tuple(dict.fromkeys(c[1] for c in cites if c))))
        return found.end()

    def close(self, text: str, at: int) -> int:
        """A closing bracket: a link where ``(address)`` follows, a phrase where ``{language}`` does."""
        opener = self.brackets.pop() if self.brackets else None
        if opener is None:
            self.add("]", at)
            return at + 1
        linkable = opener.piece >= self.linked
        link = _DESTINATION.match(text, at + 1) if linkable else None
        if link:
            if not any(piece.text.strip() or piece.cites for piece in self.pieces[opener.piece + 1 :]):
                self.report("bad-link", "this link has no text to print", at, "write the text between [ and ]")
            self.span(opener, "link", self.address(link[1], link.start(1)))
            # A link cannot lie inside another: brackets opened before this one print as typed.
            self.linked = len(self.pieces)
            return link.end()
        if linkable and _UNFINISHED_LINK.match(text, at + 1):
            hint = "close it with ), without spaces in the address"
            self.report("bad-link", "the address of this link is not finished", at + 2, hint)
        phrase = _LANGUAGE.match(text, at + 1)
        if phrase:
            if not is_language(phrase[1]):
                hint = r"write a tag such as {es} or {pt-BR}; to print it as typed, \{"
                self.report("bad-language", f"'{short(phrase[1])}' is not a language tag", phrase.start(1), hint)
            self.span(opener, "language", phrase[1])
            return phrase.end()
        self.add("]", at)
        return at + 1

    def span(self, opener: _Bracket, kind: str, value: str) -> None:
        """Everything since the opening bracket is a link or a phrase."""
        emphasize(self.stars, opener.stars, self.pieces, self.spans)
        self.pieces[opener.piece].text = ""
        self.spans.append(Span(opener.piece, len(self.pieces), kind, value))

    def address(self, written: str, offset: int) -> str:
        """The address of a link, with the clinic's details put in."""
        address = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written)
        address = _FIELD.sub(lambda m: self.value(m[1], offset + m.start()) or m[0], address)
        wrong = None if "{" in address and _FIELD.search(address) else bad_address(address)
        if wrong:
            self.report("bad-link", wrong[0], offset, rf"{wrong[1]}; to print it as typed, write \[")
        return address

    def detail(self, text: str, at: int) -> int:
        """``{clinic.phone}``; not where more braces or a dollar sign show that something else is meant."""
        found = _FIELD.match(text, at)
        if not found or text[at - 1 : at] in ("{", "$") or text[found.end() : found.end() + 1] == "}":
            self.add("{", at)
            return at + 1
        if found[1] in self.personal:
            self.pieces.append(Piece(found[0], at, whole=True, field=found[1]))
            return found.end()
        value = self.value(found[1], at)
        self.pieces.append(Piece(value or found[0], at, whole=value is not None))
        return found.end()

    def value(self, name: str, offset: int) -> str | None:
        """A detail's text; a problem where there is none."""
        if name in self.personal:  # only in addresses: a text never asks for the value of one
            hint = "put the address in as it is, or take the field out"
            self.report("field-here", f"the personal field {{{name}}} cannot stand in an address", offset, hint)
            return "x"
        if name not in self.fields:
            names = (*self.fields, *self.personal)
            known = ", ".join(f"{{{k}}}" for k in names)
            close = did_you_mean(name, names)
            self.report(
                "unknown-field", f"there is no detail {{{short(name)}}}", offset, close or f"there are: {known}"
            )
            return None
        value = self.fields[name]
        if value is None:
            hint = f"add '{name.partition('.')[2]}' under '{name.partition('.')[0]}', or take it out here"
            self.report("missing-value", f"the file does not give {{{name}}}", offset, hint)
        return value
