"""The shipped leaflet as a plain ReportLab program would print it: Platypus, untagged, unkerned, unproved.

Same words, same faces, same sizes, as idiomatic as we know how to write it.
``python benchmarks/platypus_leaflet.py OUT`` writes it once; ``render`` is what the warm benchmark calls.
"""

from __future__ import annotations

import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import leaflet
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    Image,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

BRAND, ACCENT, TINT, RULE = (HexColor(color) for color in ("#12474f", "#0b5563", "#e9f3f4", "#9db8bc"))
CODE, FACTS = leaflet.CODE, leaflet.FACTS
URGENT, URGENT_EDGE = HexColor("#fdecea"), HexColor("#861a15")


def register() -> None:
    """Register the four faces, once a process."""
    folder = leaflet.fonts()
    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        pdfmetrics.registerFont(TTFont(f"A-{name}", str(folder / f"AtkinsonHyperlegible-{name}.ttf")))
    pdfmetrics.registerFontFamily("A-Regular", "A-Regular", "A-Bold", "A-Italic", "A-BoldItalic")


def style(name: str, **tokens: Any) -> ParagraphStyle:
    return ParagraphStyle(name, **{"fontName": "A-Regular", "fontSize": 12, "leading": 16, **tokens})


BODY = style("body", spaceBefore=6)
ITEM = style("item")
HEADING = style("heading", fontName="A-Bold", fontSize=15, leading=20, textColor=ACCENT, spaceBefore=8)
SIDE = style("side", fontName="A-Bold", fontSize=13, textColor=ACCENT)
SUMMARY = style("summary", fontSize=14, leading=20, spaceBefore=6)
TITLE = style("title", fontName="A-Bold", fontSize=28, leading=32, textColor=HexColor("#ffffff"))
SOURCE = style("source", fontSize=9, leading=11)


class Words:
    """Inline Markdown to ReportLab's markup, as far as the leaflet uses it."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.clinic = content["clinic"]
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        text = escape(text).replace("{clinic.phone}", self.clinic["phone"])
        parts = text.split("**")
        text = "".join(f"<b>{part}</b>" if index % 2 else part for index, part in enumerate(parts))
        while "[@" in text:
            before, _, rest = text.partition("[@")
            ids, _, after = rest.partition("]")
            marks = [self.numbers.setdefault(one.strip(" @"), len(self.numbers) + 1) for one in ids.split(";")]
            text = f'{before.rstrip()}\u00a0<font size="9">[{", ".join(map(str, marks))}]</font>{after}'
        return text


def bullets(words: Words, texts: list[str], kind: str = "bullet") -> ListFlowable:
    items = [ListItem(Paragraph(words(text), ITEM)) for text in texts]
    return ListFlowable(
        items, bulletType=kind, start="•" if kind == "bullet" else 1, leftIndent=20, bulletFontName="A-Bold"
    )


def block(words: Words, part: Any) -> list[Any]:
    if isinstance(part, str):
        return [Paragraph(words(part), BODY)]
    ((kind, value),) = part.items()
    if kind == "bullets":
        return [bullets(words, value)]
    if kind == "numbered":
        return [bullets(words, value, "1")]
    if kind == "key_facts":
        return [boxed([bullets(words, value["facts"])], 532, TINT, None)]
    if kind == "callout":
        urgent = value["tone"] == "urgent"
        inside: list[Any] = [Paragraph("Get help now" if urgent else "Good to know", SIDE)]
        for entry in value["body"]:
            inside += block(words, entry)
        return [boxed(inside, 412, URGENT if urgent else TINT, URGENT_EDGE if urgent else ACCENT)]
    if kind == "benefits_and_risks":
        sides = [
            [Paragraph(title, SIDE), bullets(words, value[key])]
            for title, key in (("Possible benefits", "benefits"), ("Possible risks", "risks"))
        ]
        return [
            Table(
                [sides],
                colWidths=[266, 266],
                style=[
                    ("BOX", (0, 0), (0, 0), 1.25, ACCENT),
                    ("BOX", (1, 0), (1, 0), 1.25, ACCENT),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ],
            )
        ]
    raise ValueError(kind)


def boxed(inside: list[Any], width: float, fill: Any, edge: Any) -> Table:
    look: list[Any] = [("BACKGROUND", (0, 0), (-1, -1), fill)]
    if edge is not None:
        look.append(("BOX", (0, 0), (-1, -1), 1, edge))
    return Table([[inside]], colWidths=[width], style=look)


def furniture(canvas: Any, document: Any, content: dict[str, Any], title: str) -> None:
    canvas.saveState()
    canvas.setFont("A-Regular", 9.5)
    clinic = content["clinic"]
    canvas.drawString(40, 32, f"{clinic['name']}, {clinic['phone']}")
    canvas.drawString(40, 20, FACTS)
    canvas.drawRightString(572, 32, f"{CODE} | Page {document.page} of 2")
    canvas.setStrokeColor(RULE)
    canvas.line(40, 44, 572, 44)
    if document.page == 1:
        canvas.setFillColor(BRAND)
        canvas.roundRect(40, 702, 532, 72, 8, stroke=0, fill=1)
    else:
        canvas.drawString(40, 760, title)
    canvas.restoreState()


def load() -> dict[str, Any]:
    """The content file."""
    return leaflet.load()


def render(content: dict[str, Any]) -> bytes:
    """The leaflet's bytes."""
    handout = content["handouts"]["ketamine-for-depression"]
    words = Words(content)
    story: list[Any] = [
        Spacer(1, 26),
        Paragraph(words(handout["title"]), TITLE),
        Spacer(1, 8),
        Paragraph("<b>Draft: not clinically reviewed. Not for patients yet.</b>", BODY),
        Paragraph(words(handout["summary"]), SUMMARY),
    ]
    for section in handout["sections"]:
        body: list[Any] = []
        for part in section["body"]:
            body += block(words, part)
        wide = isinstance(section["body"][0], dict) and set(section["body"][0]) & {"key_facts", "benefits_and_risks"}
        if wide:
            story += [Paragraph(section["heading"], HEADING), *body]
        else:
            row = [Paragraph(section["heading"], HEADING), body]
            look = [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 0.75, RULE),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
            ]
            story.append(Table([row], colWidths=[114, 418], style=look))
    story.append(Paragraph("Sources", HEADING))
    entries = []
    for source, number in words.numbers.items():
        entry = content["sources"][source]
        who = entry.get("authors") or entry["title"]
        link = f'<link href="{escape(entry["url"])}">{escape(who)}</link>'
        entries.append(Paragraph(f"[{number}] {link}. {escape(entry['publisher'])}, {entry['year']}.", SOURCE))
    rows = [entries[start : start + 2] for start in range(0, len(entries), 2)]
    story.append(
        Table(
            rows,
            colWidths=[266, 266],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ],
        )
    )
    about = [
        Paragraph("<b>About this sheet</b>", SOURCE),
        Paragraph(FACTS, SOURCE),
        Paragraph("Not clinically reviewed. " + ", ".join(content["clinic"]["address"]) + ".", SOURCE),
        Paragraph(f"Code {CODE}: our staff can tell from it if this sheet is up to date.", SOURCE),
    ]
    story.append(Table([[Image(BytesIO(leaflet.qr_picture()), 43, 43), about]], colWidths=[53, 479]))
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=letter, title=handout["title"], author=content["clinic"]["name"], lang="en", invariant=1
    )
    page = partial(furniture, content=content, title=handout["title"])
    first = Frame(40, 48, 532, 730, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    later = Frame(40, 48, 532, 706, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(
        [
            PageTemplate("first", [first], onPage=page, autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=page),
        ]
    )
    document.build(story)
    return out.getvalue()


if __name__ == "__main__":
    register()
    Path(sys.argv[1]).write_bytes(render(load()))
