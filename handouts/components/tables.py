"""Tables with a header row and a header column."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.components.boxes import Panel, Underline
from handouts.components.composer import Composer
from handouts.components.strip import Columns, Strip, boxed, shifted, spaced
from handouts.markup import Inline
from handouts.model import Table
from handouts.tags import Tag

_HEAD_SHARE = 0.26
_INSET = 6.0
#: The narrowest column, in ems of body text: in one that is narrower words are cut up.
_NARROWEST = 7.0


def table(composer: Composer, block: Table, parent: Tag, width: float) -> list[Strip]:
    """A table whose first row and first column are headers; the header row comes again on every page.

    Where its columns would be too narrow it is a list: of every row, each column's name with its value.
    """
    theme, space = composer.theme, composer.theme.space
    if becomes_list(composer, len(block.columns), width):
        return _as_list(composer, block, parent, width)
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
    columns = []
    for cell, width, edge, scope in zip(cells, widths, edges, scopes, strict=True):
        tag = Tag("TH", row, attributes=f"<</O/Table/Scope/{scope}>>") if scope else Tag("TD", row)
        style = "label" if scope else "body"
        columns.append((edge + _INSET, composer.text(cell, style, tag, width - 2 * _INSET)))
    return Columns(columns, [line], pad=4)


def becomes_list(composer: Composer, columns: int, width: float) -> bool:
    """Whether a table of so many columns is too narrow to be one at a measure of ``width`` points."""
    if columns < 2:
        return False
    narrowest = width * (1 - _HEAD_SHARE) / (columns - 1) - 2 * _INSET
    return narrowest < _NARROWEST * composer.theme.text["body"].size


def _as_list(composer: Composer, block: Table, parent: Tag, width: float) -> list[Strip]:
    theme, space = composer.theme, composer.theme.space
    part = Tag("Div", parent)
    caption = composer.text(block.caption, "caption", Tag("P", part), width)
    for strip in caption:
        strip.keep = True
    out: list[Strip] = []
    for cells in block.rows:
        row = Tag("L", part, attributes="<</O/List/ListNumbering/None>>")
        pairs: list[Strip] = []
        for column, cell in zip(block.columns, cells, strict=True):
            entry = Tag("LI", row)
            label = composer.text(column, "label", Tag("Lbl", entry), width - space.inset)
            value = composer.text(cell, "body", Tag("LBody", entry), width - space.inset)
            label[-1].keep = True
            pairs += spaced([*label, *value], space.item if pairs else 0)
        bar = Panel(0, width, 0, bar=3, bar_color=theme.colors["rule"])
        out += spaced(boxed(shifted(pairs, space.inset), bar, whole=False), space.paragraph)
    return spaced([*caption, *out], space.block)
