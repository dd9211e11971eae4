"""The shipped leaflet in Typst: tagged, PDF/UA-1, kerned; from PyPI's ``typst``. See leaflet.py."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import leaflet
import typst

_SPECIAL = re.compile(r"([\\#*_`$<>@\[\]~'\"=/+-])")
_HEAD = f"""
#set document(title: [TITLE], author: "CLINIC")
#set text(font: "Atkinson Hyperlegible", size: 12pt, lang: "en", hyphenate: false)
#set par(leading: 0.5em, spacing: 0.8em, justify: false)
#set page(paper: "us-letter", margin: (x: 40pt, top: 44pt, bottom: 50pt), footer: context [
  #set text(size: 9.5pt)
  #line(length: 100%, stroke: 0.75pt + rgb("{leaflet.RULE}"))
  #grid(columns: (1fr, auto), [CLINIC, PHONE], [{leaflet.CODE} | Page #counter(page).display() of #counter(page).final().first()])
  FACTS
])
#show heading.where(level: 1): it => block(width: 100%, fill: rgb("{leaflet.BRAND}"), radius: 8pt, inset: 20pt,
  text(size: 28pt, fill: white, it.body))
#show heading.where(level: 2): it => text(size: 15pt, fill: rgb("{leaflet.ACCENT}"), it.body)
#show heading.where(level: 3): it => text(size: 13pt, fill: rgb("{leaflet.ACCENT}"), it.body)
"""


def _words(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _run(run: leaflet.Run) -> str:
    text = _words(run.text)
    return f"#strong[{text}]" if run.strong else f"#text(size: 9pt)[{text}]" if run.cite else text


def _block(words: leaflet.Words, part: Any) -> str:
    kind, value = leaflet.kind_of(part)
    if kind == "paragraph":
        return f"\n{words.joined(value, _run)}\n"
    if kind in {"bullets", "numbered"}:
        name = "list" if kind == "bullets" else "enum"
        return f"\n#{name}({', '.join(f'[{words.joined(text, _run)}]' for text in value)})\n"
    if kind == "key_facts":
        return f'\n#block(width: 100%, fill: rgb("{leaflet.TINT}"), inset: 10pt)[{_block(words, {"bullets": value["facts"]})}]\n'
    if kind == "callout":
        urgent = value["tone"] == "urgent"
        title = "Get help now" if urgent else "Good to know"
        fill, edge = (leaflet.URGENT, leaflet.URGENT_EDGE) if urgent else (leaflet.TINT, leaflet.ACCENT)
        inside = f"=== {title}\n" + "".join(_block(words, entry) for entry in value["body"])
        return f'\n#block(width: 100%, fill: rgb("{fill}"), stroke: rgb("{edge}"), inset: 10pt)[\n{inside}]\n'
    sides = [
        f"[\n=== {title}\n{_block(words, {'bullets': value[key]})}]"
        for title, key in (("Possible benefits", "benefits"), ("Possible risks", "risks"))
    ]
    return f'\n#grid(columns: (1fr, 1fr), inset: 8pt, stroke: rgb("{leaflet.ACCENT}"), {", ".join(sides)})\n'


def source(content: dict[str, Any]) -> str:
    """The leaflet as Typst markup."""
    handout = content["handouts"][leaflet.NAME]
    words = leaflet.Words(content)
    head = (
        _HEAD.replace("TITLE", _words(handout["title"]))
        .replace("CLINIC", content["clinic"]["name"])
        .replace("PHONE", _words(content["clinic"]["phone"]))
        .replace("FACTS", _words(leaflet.FACTS))
    )
    out = [
        head,
        f"= {_words(handout['title'])}\n\n*{leaflet.NOTICE}*\n\n#text(size: 14pt)[{_words(handout['summary'])}]\n",
    ]
    for section in handout["sections"]:
        heading = f"\n== {_words(section['heading'])}\n"
        body = "".join(_block(words, part) for part in section["body"])
        rule = f'\n#line(length: 100%, stroke: 0.75pt + rgb("{leaflet.RULE}"))\n'
        out.append(
            heading + body
            if leaflet.is_wide(section)
            else f"{rule}#grid(columns: (104pt, 1fr), gutter: 16pt, [{heading}], [{body}])\n"
        )
    entries = []
    for name, number in words.numbers.items():
        who, url, rest = leaflet.source_line(content["sources"][name])
        entries.append(f'[\\[{number}\\] #link("{url}")[{_words(who)}]{_words(rest)}]')
    out.append(f"\n== Sources\n#set text(size: 9pt)\n#grid(columns: (1fr, 1fr), gutter: 6pt, {', '.join(entries)})\n")
    first, *rest_lines = leaflet.about(content)
    picture = ", ".join(map(str, leaflet.qr_picture()))
    lines = " \\\n".join(_words(line) for line in rest_lines)
    out.append(
        f'\n#grid(columns: (43pt, 1fr), gutter: 10pt, image(bytes(({picture})), format: "png", width: 43pt, alt: "{leaflet.QR_ALT}"), [*{first}* \\\n{lines}])\n'
    )
    return "".join(out)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(leaflet.fonts())])
    return typst.Compiler(font_paths=fonts)


def load() -> dict[str, Any]:
    """The content file."""
    return leaflet.load()


def render(content: dict[str, Any]) -> bytes:
    """The leaflet's bytes."""
    made: bytes = _compiler().compile(input=source(content).encode(), format="pdf", pdf_standards="ua-1")
    return made


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(render(load()))
