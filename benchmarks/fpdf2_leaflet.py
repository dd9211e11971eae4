"""The shipped leaflet in fpdf2: shaped by HarfBuzz, untagged. See leaflet.py."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import leaflet
from fpdf import FPDF
from fpdf.enums import XPos, YPos

_LEFT, _WIDTH = 40.0, 532.0


def _color(text: str) -> tuple[int, int, int]:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


class Leaflet(FPDF):
    """Pages with the clinic's foot."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(unit="pt", format="letter")
        self.content = content
        for style, name in (("", "Regular"), ("B", "Bold")):
            self.add_font("A", style, leaflet.fonts() / f"AtkinsonHyperlegible-{name}.ttf")
        self.set_text_shaping(True)
        self.set_margins(_LEFT, 44, 40)
        self.set_auto_page_break(True, 50)
        self.set_lang("en")
        self.set_title(content["handouts"][leaflet.NAME]["title"])

    def footer(self) -> None:
        self.set_y(-46)
        self.set_font("A", size=9.5)
        self.set_text_color(0)
        self.set_draw_color(*_color(leaflet.RULE))
        self.line(_LEFT, self.y, _LEFT + _WIDTH, self.y)
        clinic = self.content["clinic"]
        self.cell(_WIDTH / 2, 12, f"{clinic['name']}, {clinic['phone']}")
        self.cell(
            _WIDTH / 2,
            12,
            f"{leaflet.CODE} | Page {self.page_no()} of 2",
            align="R",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.cell(_WIDTH, 12, leaflet.FACTS)

    def words(self, x: float, width: float, runs: list[leaflet.Run], size: float = 12, lead: float = 16) -> None:
        """Running text at ``x`` in a measure of ``width`` points."""
        self.set_left_margin(x)
        self.set_right_margin(612 - x - width)
        self.set_x(x)
        for run in runs:
            self.set_font("A", "B" if run.strong else "", 9 if run.cite else size)
            self.write(lead, run.text)
        self.ln(lead)

    def heading(self, x: float, width: float, text: str, size: float, lead: float) -> None:
        """A heading in the accent color."""
        self.set_text_color(*_color(leaflet.ACCENT))
        self.words(x, width, [leaflet.Run(text, strong=True)], size, lead)
        self.set_text_color(0)


def _block(sheet: Leaflet, words: leaflet.Words, part: Any, x: float, width: float) -> None:
    kind, value = leaflet.kind_of(part)
    if kind == "paragraph":
        sheet.words(x, width, list(words.runs(value)))
    elif kind in {"bullets", "numbered"}:
        for number, text in enumerate(value, 1):
            sheet.set_x(x)
            sheet.set_font("A", "B", 12)
            sheet.cell(20, 16, "•" if kind == "bullets" else f"{number}.")
            sheet.words(x + 20, width - 20, list(words.runs(text)))
    elif kind == "key_facts":
        _block(sheet, words, {"bullets": value["facts"]}, x, width)
    elif kind == "callout":
        urgent = value["tone"] == "urgent"
        top = sheet.y
        sheet.heading(x + 8, width - 16, "Get help now" if urgent else "Good to know", 13, 16)
        for entry in value["body"]:
            _block(sheet, words, entry, x + 8, width - 16)
        sheet.set_draw_color(*_color(leaflet.URGENT_EDGE if urgent else leaflet.ACCENT))
        sheet.rect(x, top, width, max(1.0, sheet.y - top))
    else:
        top, ends = sheet.y, []
        for at, (title, key) in enumerate((("Possible benefits", "benefits"), ("Possible risks", "risks"))):
            sheet.set_y(top)
            left = x + at * width / 2
            sheet.heading(left, width / 2, title, 13, 16)
            _block(sheet, words, {"bullets": value[key]}, left, width / 2 - 8)
            ends.append(sheet.y)
        sheet.set_y(max(ends))


def load() -> dict[str, Any]:
    """The content file."""
    return leaflet.load()


def render(content: dict[str, Any]) -> bytes:
    """The leaflet's bytes."""
    handout = content["handouts"][leaflet.NAME]
    words = leaflet.Words(content)
    sheet = Leaflet(content)
    sheet.add_page()
    sheet.set_fill_color(*_color(leaflet.BRAND))
    sheet.rect(_LEFT, 18, _WIDTH, 72, style="F", round_corners=True, corner_radius=8)
    sheet.set_y(50)
    sheet.set_text_color(255)
    sheet.words(_LEFT + 12, _WIDTH, [leaflet.Run(handout["title"], strong=True)], 28, 32)
    sheet.set_text_color(0)
    sheet.set_y(96)
    sheet.words(_LEFT, _WIDTH, [leaflet.Run(leaflet.NOTICE, strong=True)])
    sheet.words(_LEFT, _WIDTH, [leaflet.Run(handout["summary"])], 14, 20)
    for section in handout["sections"]:
        if leaflet.is_wide(section):
            sheet.heading(_LEFT, _WIDTH, section["heading"], 15, 20)
            for part in section["body"]:
                _block(sheet, words, part, _LEFT, _WIDTH)
            continue
        if sheet.y > 640:
            sheet.add_page()
        top, page = sheet.y, sheet.page
        sheet.heading(_LEFT, 104, section["heading"], 15, 20)
        low = sheet.y
        sheet.set_y(top)
        for part in section["body"]:
            _block(sheet, words, part, 160, 412)
        if sheet.page == page:
            sheet.set_y(max(low, sheet.y))
    sheet.heading(_LEFT, _WIDTH, "Sources", 15, 20)
    for name, number in words.numbers.items():
        who, url, rest = leaflet.source_line(content["sources"][name])
        sheet.set_left_margin(_LEFT)
        sheet.set_x(_LEFT)
        sheet.set_font("A", "", 9)
        sheet.write(11, f"[{number}] ")
        sheet.write(11, who, url)
        sheet.write(11, rest)
        sheet.ln(11)
    top = sheet.y
    sheet.image(BytesIO(leaflet.qr_picture()), _LEFT, top, 43, 43, alt_text=leaflet.QR_ALT)
    for at, line in enumerate(leaflet.about(content)):
        sheet.words(_LEFT + 53, _WIDTH - 53, [leaflet.Run(line, strong=at == 0)], 9, 11)
    return bytes(sheet.output())


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(render(load()))
