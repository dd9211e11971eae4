"""The same proof for what is not paper: read back by another parser, does it say what the content says, in order?"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from handouts.model import Handout, Library
from handouts.problems import Problem
from handouts.proof.expected import BLOCK_END, reading
from handouts.proof.wording import text_problem
from handouts.review import Identity
from handouts.screen.direction import ISOLATES
from handouts.screen.message import ADVICE, TICK, WRITE
from handouts.words import Words

#: Elements that stand in the middle of a line (HTML Living Standard, "phrasing content", as far as we write it).
_INLINE = frozenset({"a", "bdi", "em", "strong", "span", "sup"})
_UNSEEN = frozenset({"head", "style", "script", "template"})
_VOID = frozenset({"meta", "input", "img", "br", "hr", "link"})
#: What the message adds, and only where it adds it: marks at the start of a line, room to write at its end, addresses.
_ADDED = re.compile(rf"^ *(?:{re.escape(ADVICE)}|{re.escape(TICK)} )|{WRITE}$| <https?://[^<>\s]+>", re.MULTILINE)


def page_problem(html: str, handout: Handout, library: Library, words: Words, identity: Identity) -> Problem | None:
    """What is wrong with an HTML page; None when it may be published."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        return _problem(handout, f"<{reader.open[-1][0]}> is never closed")
    if reader.forbidden:
        return _problem(handout, f"the page holds {reader.forbidden}, which could run or load something")
    lost = text_problem("".join(reader.seen), reading(handout, library, words, identity), "the page")
    return _problem(handout, lost) if lost else None


def message_problem(text: str, handout: Handout, library: Library, words: Words, identity: Identity) -> Problem | None:
    """What is wrong with a plain text; None when it may be published."""
    bare = _ADDED.sub("", text.translate(dict.fromkeys(map(ord, ISOLATES))))
    lost = text_problem(bare, reading(handout, library, words, identity, linear=True), "the text")
    return _problem(handout, lost) if lost else None


def _problem(handout: Handout, message: str) -> Problem:
    return Problem(
        "proof-words",
        f"'{handout.id}' was not published: {message}",
        handout.place,
        "this is a fault of the engine: report it",
    )


class _Reader(HTMLParser):
    """Collects what a browser shows, list markers included, and notices what a page of ours may never hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.counters: list[int] = []
        self.forbidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.forbidden = self.forbidden or _danger(tag, values)
        if tag in _VOID:
            return
        if "hidden" in values or values.get("aria-hidden") == "true":
            self.forbidden = self.forbidden or f"a hidden <{tag}>"
        if tag not in _INLINE:
            self.seen.append(BLOCK_END)
        if tag in {"ul", "ol"}:
            self.counters.append(0)
        if tag == "li":
            self.seen.append(self._marker() + BLOCK_END)
        self.open.append((tag, values.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.forbidden = self.forbidden or f"a </{tag}> that closes nothing"
            return
        self.open.pop()
        if tag in {"ul", "ol"}:
            self.counters.pop()
        if tag not in _INLINE:
            self.seen.append(BLOCK_END)

    def handle_data(self, data: str) -> None:
        if not any(tag in _UNSEEN for tag, _ in self.open):
            self.seen.append(data)

    def _marker(self) -> str:
        kind, style = next(((tag, style) for tag, style in reversed(self.open) if tag in {"ul", "ol"}), ("", ""))
        if not kind:
            return ""
        self.counters[-1] += 1
        if kind == "ol":
            return f"{self.counters[-1]}" + ("" if style == "steps" else ".")
        return "" if style == "checklist" else "•"


def _danger(tag: str, values: dict[str, str]) -> str:
    if tag in {"script", "iframe", "object", "embed", "form", "link", "base"}:
        return f"<{tag}>"
    for name, value in values.items():
        if name.startswith("on") or name == "style":
            return f"the attribute '{name}'"
        address = value.strip().lower()
        if name == "href" and not address.startswith(("https://", "http://", "tel:", "mailto:", "#")):
            return f"a link to '{value[:40]}'"
        if name == "src" and not address.startswith("data:image/png;base64,"):
            return f"a picture from '{value[:40]}'"
    return ""
