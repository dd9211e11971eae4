"""Reads inline Markdown by CommonMark's method, in time linear in the length of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace

from handouts.markup.addresses import bad_address, is_language, short
from handouts.markup.runs import PUNCTUATION, WHITE, Inline, Run
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
_GAP = re.compile(r"[ \t\n\r\v\f]{2,}|[\t\n\r\v\f]")
_MOST = 50


def parse(
    scalar: Scalar, fields: Mapping[str, str | None], personal: Collection[str] = ()
) -> tuple[Inline, tuple[Problem, ...]]:
    """Read the inline Markdown of a text; never raises, whatever the text.

    ``fields`` are the details that may be inserted, such as ``clinic.phone``; None for one the clinic does not give.
    ``personal`` are the names of fields that each patient's copy fills, such as ``patient.name``.
    """
    parser = _Parser(scalar, fields, personal)
    runs = parser.parse() if _SPECIAL.search(scalar.text) else _plain(scalar.text)
    return Inline(runs, scalar), tuple(parser.problems)


def _plain(text: str) -> tuple[Run, ...]:
    """A text with no character that could be markup."""
    words = _GAP.sub(" ", text.strip(WHITE))
    start = len(text) - len(text.lstrip(WHITE))
    return (Run(words, start=start),) if words else ()


@dataclass(slots=True)
class _Piece:
    """A stretch of characters as parsed so far. A ``whole`` one comes from elsewhere and has one place only."""

    text: str
    start: int
    cites: tuple[str, ...] = ()
    whole: bool = False
    field: str | None = None


@dataclass(slots=True)
class _Stars:
    """A row of stars that may open or close emphasis."""

    piece: int
    count: int
    length: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Bracket:
    """A ``[`` that may turn out to open a link or a phrase in another language."""

    piece: int
    stars: int


@dataclass(frozen=True, slots=True)
class _Span:
    """The pieces from ``begin`` up to ``end`` are strong, emphasis, a link or in a language."""

    begin: int
    end: int
    kind: str
    value: str = ""


@dataclass(slots=True)
class _Parser:
    """CommonMark's method ("A parsing strategy"): one pass, a stack of brackets and one of stars, linear time."""

    scalar: Scalar
    fields: Mapping[str, str | None]
    personal: Collection[str] = ()
    problems: list[Problem] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    stars: list[_Stars] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    linked: int = 0
    spans: list[_Span] = field(default_factory=list)

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
        self.emphasize(0)
        writer = _Writer()
        for styled in self.styled():
            writer.take(*styled)
        writer.flush()
        return tuple(writer.runs)

    def add(self, text: str, start: int) -> None:
        self.pieces.append(_Piece(text, start))

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
        opens = _flanks(after, before) and not (before.isdigit() and after.isdigit())
        closes = _flanks(before, after) and not (before.isdigit() and after.isdigit())
        if opens or closes:
            self.stars.append(_Stars(len(self.pieces), end - at, end - at, opens, closes))
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
        self.pieces.append(_Piece("", at, tuple(dict.fromkeys(c[1] for c in cites if c))))
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
        self.emphasize(opener.stars)
        self.pieces[opener.piece].text = ""
        self.spans.append(_Span(opener.piece, len(self.pieces), kind, value))

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
            self.pieces.append(_Piece(found[0], at, whole=True, field=found[1]))
            return found.end()
        value = self.value(found[1], at)
        self.pieces.append(_Piece(value or found[0], at, whole=value is not None))
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

    def emphasize(self, bottom: int) -> None:
        """Pair the stars from ``bottom`` up, by CommonMark's rules 1–17 for ``*``, and forget them."""
        openers: list[_Stars] = []
        # Below these depths no opener can match a closer of the same kind: keeps the search linear.
        floor: dict[tuple[bool, int], int] = {}
        for closer in self.stars[bottom:]:
            while closer.closes and closer.count:
                kind = (closer.opens, closer.length % 3)
                lowest = floor.get(kind, 0)
                at = len(openers) - 1
                while at >= lowest and not _match(openers[at], closer):
                    at -= 1
                if at < lowest:
                    floor[kind] = len(openers)
                    break
                self.pair(openers[at], closer)
                del openers[at + (openers[at].count > 0) :]
                floor = {k: min(v, len(openers)) for k, v in floor.items()}
            if closer.opens and closer.count:
                openers.append(closer)
        del self.stars[bottom:]

    def pair(self, opener: _Stars, closer: _Stars) -> None:
        used = 2 if opener.count >= 2 and closer.count >= 2 else 1  # two stars are strong
        self.spans.append(_Span(opener.piece + 1, closer.piece, "emphasis" if used == 1 else "strong"))
        opener.count -= used
        closer.count -= used
        self.pieces[opener.piece].text = "*" * opener.count
        self.pieces[closer.piece].text = "*" * closer.count
        self.pieces[closer.piece].start += used

    def styled(self) -> Iterator[tuple[_Piece, Run, object]]:
        """Each piece with an empty run of its look, and a key that is equal for pieces that may be one run."""
        begins: dict[int, list[_Span]] = {}
        ends: dict[int, list[_Span]] = {}
        for span in self.spans:
            if span.begin < span.end:
                begins.setdefault(span.begin, []).append(span)
                ends.setdefault(span.end, []).append(span)
        over: dict[str, list[_Span]] = {"strong": [], "emphasis": [], "link": [], "language": []}
        for index, piece in enumerate(self.pieces):
            for span in ends.get(index, ()):
                over[span.kind].pop()
            for span in begins.get(index, ()):
                over[span.kind].append(span)
            strong, emphasis = bool(over["strong"]), bool(over["emphasis"])
            link = over["link"][-1] if over["link"] else None
            language = over["language"][-1] if over["language"] else None
            look = Run(
                "",
                strong,
                emphasis,
                language.value if language else None,
                link.value if link else None,
                piece.cites,
                piece.start,
                piece.field,
            )
            yield piece, look, (strong, emphasis, language, link, index if piece.whole else None)


@dataclass(slots=True)
class _Writer:
    """Joins pieces into runs: white space as one space, none at the ends nor before a citation."""

    runs: list[Run] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    look: Run | None = None
    key: object = None
    space: tuple[Run, object, int] | None = None

    def take(self, piece: _Piece, look: Run, key: object) -> None:
        if look.cites:
            self.flush()
            self.runs.append(look)
            self.space = None
        text = piece.text
        if not text:
            return
        core = text.strip(WHITE)
        before = len(text) - len(text.lstrip(WHITE)) if core else 0
        if (before or not core) and self.space is None:
            self.space = (look, key, piece.start)
        if not core:
            return
        if self.space and (self.runs or self.parts):
            self.write(" ", *self.space)
        self.write(_GAP.sub(" ", core), look, key, piece.start + (0 if piece.whole else before))
        self.space = None
        if text[-1] in WHITE:
            end = before + len(core)
            self.space = (look, key, piece.start + (0 if piece.whole else end))

    def write(self, text: str, look: Run, key: object, start: int) -> None:
        if not self.parts or key != self.key:
            self.flush()
            self.look, self.key = replace(look, start=start), key
        self.parts.append(text)

    def flush(self) -> None:
        if self.look and self.parts:
            self.runs.append(replace(self.look, text="".join(self.parts)))
        self.parts.clear()


def _flanks(inside: str, outside: str) -> bool:
    """Whether stars beside ``inside`` cling to it (CommonMark's left- and right-flanking)."""
    if not inside or inside.isspace():
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _match(opener: _Stars, closer: _Stars) -> bool:
    """CommonMark's "rule of three" for rows of stars that could both open and close."""
    if not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
