"""The shipped leaflet in WeasyPrint: HTML and CSS, tagged, PDF/UA-1. See leaflet.py."""

from __future__ import annotations

import base64
import sys
from html import escape
from pathlib import Path
from typing import Any

import leaflet
import weasyprint
from weasyprint.text.fonts import FontConfiguration

_FACES = "".join(
    f'@font-face {{font-family: A; font-weight: {weight}; src: url("{(leaflet.fonts() / name).as_uri()}")}}'
    for name, weight in (("AtkinsonHyperlegible-Regular.ttf", 400), ("AtkinsonHyperlegible-Bold.ttf", 700))
)
_STYLE = f"""
{_FACES}
@page {{size: letter; margin: 44pt 40pt 50pt; @bottom-left {{content: "CLINIC, PHONE\\A FACTS"; font: 9.5pt A; white-space: pre;
  border-top: 0.75pt solid #{leaflet.RULE}}} @bottom-right {{content: "{leaflet.CODE} | Page " counter(page) " of " counter(pages);
  font: 9.5pt A; border-top: 0.75pt solid #{leaflet.RULE}}}}}
body {{font: 12pt/16pt A}}
h1 {{font-size: 28pt; line-height: 32pt; color: white; background: #{leaflet.BRAND}; border-radius: 8pt; padding: 20pt; margin: 0}}
h2 {{font-size: 15pt; line-height: 20pt; color: #{leaflet.ACCENT}; margin: 8pt 0 0}}
h3 {{font-size: 13pt; color: #{leaflet.ACCENT}; margin: 0}}
p {{margin: 4pt 0}}
ul, ol {{margin: 0; padding-left: 20pt}}
.summary {{font-size: 14pt; line-height: 20pt}}
.beside {{display: flex; border-top: 0.75pt solid #{leaflet.RULE}}}
.beside > h2 {{width: 104pt; margin-right: 16pt; flex: none}}
.sides {{display: flex}}
.sides > div {{flex: 1; border: 1.25pt solid #{leaflet.ACCENT}; padding: 8pt}}
.box {{border: 1pt solid #{leaflet.ACCENT}; background: #{leaflet.TINT}; padding: 6pt 10pt}}
.urgent {{border-color: #{leaflet.URGENT_EDGE}; background: #{leaflet.URGENT}}}
sup, .small {{font-size: 9pt; line-height: 11pt; vertical-align: baseline}}
.sources {{columns: 2; font-size: 9pt; line-height: 11pt}}
.about {{display: flex; font-size: 9pt; line-height: 11pt}}
.about img {{width: 43pt; height: 43pt; margin-right: 10pt}}
"""


def _run(run: leaflet.Run) -> str:
    text = escape(run.text)
    return f"<strong>{text}</strong>" if run.strong else f"<sup>{text}</sup>" if run.cite else text


def _block(words: leaflet.Words, part: Any) -> str:
    kind, value = leaflet.kind_of(part)
    if kind == "paragraph":
        return f"<p>{words.joined(value, _run)}</p>"
    if kind in {"bullets", "numbered"}:
        name = "ul" if kind == "bullets" else "ol"
        return f"<{name}>{''.join(f'<li>{words.joined(text, _run)}</li>' for text in value)}</{name}>"
    if kind == "key_facts":
        return f'<div class="box">{_block(words, {"bullets": value["facts"]})}</div>'
    if kind == "callout":
        urgent = value["tone"] == "urgent"
        inside = "".join(_block(words, entry) for entry in value["body"])
        title = "Get help now" if urgent else "Good to know"
        return f'<div class="box{" urgent" if urgent else ""}"><h3>{title}</h3>{inside}</div>'
    sides = "".join(
        f"<div><h3>{title}</h3>{_block(words, {'bullets': value[key]})}</div>"
        for title, key in (("Possible benefits", "benefits"), ("Possible risks", "risks"))
    )
    return f'<div class="sides">{sides}</div>'


def source(content: dict[str, Any]) -> str:
    """The leaflet as HTML."""
    handout = content["handouts"][leaflet.NAME]
    words = leaflet.Words(content)
    title = escape(handout["title"])
    style = (
        _STYLE.replace("CLINIC", content["clinic"]["name"])
        .replace("PHONE", content["clinic"]["phone"])
        .replace("FACTS", leaflet.FACTS)
    )
    out = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head><body>',
        f'<h1>{title}</h1><p><strong>{leaflet.NOTICE}</strong></p><p class="summary">{escape(handout["summary"])}</p>',
    ]
    for section in handout["sections"]:
        body = "".join(_block(words, part) for part in section["body"])
        heading = f"<h2>{escape(section['heading'])}</h2>"
        wide = leaflet.is_wide(section)
        out.append(heading + body if wide else f'<div class="beside">{heading}<div>{body}</div></div>')
    entries = []
    for name, number in words.numbers.items():
        who, url, rest = leaflet.source_line(content["sources"][name])
        entries.append(f'<p>[{number}] <a href="{escape(url)}">{escape(who)}</a>{escape(rest)}</p>')
    out.append(f'<h2>Sources</h2><div class="sources">{"".join(entries)}</div>')
    first, *rest_lines = leaflet.about(content)
    picture = base64.b64encode(leaflet.qr_picture()).decode("ascii")
    lines = "<br>".join(map(escape, rest_lines))
    out.append(
        f'<div class="about"><img alt="{leaflet.QR_ALT}" src="data:image/png;base64,{picture}">'
        f"<p><strong>{first}</strong><br>{lines}</p></div></body></html>"
    )
    return "".join(out)


def load() -> dict[str, Any]:
    """The content file."""
    return leaflet.load()


def render(content: dict[str, Any]) -> bytes:
    """The leaflet's bytes."""
    page = weasyprint.HTML(string=source(content), base_url=str(leaflet.ROOT))
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return made


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(render(load()))
