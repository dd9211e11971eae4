"""Tables with a header row and a header column."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.components.boxes import Underline
from handouts.components.composer import Composer
from handouts.components.strip import Columns, Strip, spaced
from handouts.markup import Inline
from handouts.model import Table
from handouts.tags import Tag

_HEAD_SHARE = 0.26


def table(composer: Composer, block: Table, parent: Tag, width: float) -> list[Strip]:
    """A table whose first row and first column are headers; the header row comes again on every page."""
    theme, space = composer.theme, composer.theme.space
    tag = Tag("Table", parent)
    caption = composer.text(block.caption, "caption", Tag("Caption", tag), width)
    count = len(block.columns)
    first = width * _HEAD_SHARE if count > 1 else width
    others = (width - first) / max(1, count - 1)
    widths = [first, *[others] * (count - 1)]
    edges = [sum(widths[:index]) for index in range(count)]
    line = Underline(0, width, theme.colors["accent"], 1.25, theme.colors["tint"])
    header = _row(composer, block.columns, tag, widths, edges, ("Column",) * count, line)
    rule = Underline(0, width, theme.colors["rule"])
    rows: list[Strip] = [header]
    for cells in block.rows:
        row = _row(composer, cells, tag, widths, edges, ("Row", *[""] * (count - 1)), rule)
        row.repeat = header
        rows.append(row)
    header.keep = True
    for strip in caption:
        strip.keep = True
    return spaced([*caption, *spaced(rows, space.item)], space.block)


def _row(
    composer: Composer,
    cells: Sequence[Inline],
    parent: Tag,
    widths: Sequence[float],
    edges: Sequence[float],
    scopes: Sequence[str],
    line: Underline,
) -> Columns:
    row = Tag("TR", parent)
    inset = 6.0
    columns = []
    for cell, width, edge, scope in zip(cells, widths, edges, scopes, strict=True):
        tag = Tag("TH", row, attributes=f"<</O/Table/Scope/{scope}>>") if scope else Tag("TD", row)
        style = "label" if scope else "body"
        columns.append((edge + inset, composer.text(cell, style, tag, width - 2 * inset)))
    return Columns(columns, [line], pad=4)
