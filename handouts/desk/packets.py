"""Several sheets, or one several times, in one file: every sheet begins on paper of its own, and all stay tagged.

Pages are copied as they are. What hangs on them is joined: structure trees, parent trees, bookmarks (ISO 32000-1,
14.7.4 and 12.3.3). Pure: bytes in, bytes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from handouts.records import dataclass

#: What a packet has from its first sheet: how it prints, its color space, that it is tagged, its language.
_KEPT = ("/MarkInfo", "/Lang", "/Metadata", "/ViewerPreferences", "/OutputIntents", "/PageMode")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished PDF and the title it goes by."""

    title: str
    data: bytes


def packet(sheets: Sequence[Sheet], title: str) -> bytes:
    """One file with these sheets in order; a single sheet stays byte for byte as it is.

    A sheet with an odd number of pages is followed by an empty one, so that no two share a piece of paper.
    """
    if len(sheets) == 1:
        return sheets[0].data
    joined = Pdf.new()
    roots: list[Any] = []
    marks: list[Any] = []
    for number, sheet in enumerate(sheets, 1):
        with Pdf.open(BytesIO(sheet.data)) as source:
            start = len(joined.pages)
            joined.pages.extend(source.pages)
            tree = joined.copy_foreign(source.Root.StructTreeRoot) if "/StructTreeRoot" in source.Root else None
            marks.append(_bookmark(joined, source, sheet.title, joined.pages[start]))
            if number == 1:
                _take_over(joined, source)
            if tree is not None:
                offset = int(roots[0].ParentTreeNextKey) if roots else 0
                _renumber(joined.pages[start:], offset)
                roots.append(tree)
                _join_trees(roots[0], tree, offset)
        if len(joined.pages) % 2 and number < len(sheets):
            _blank(joined)
    if roots:  # files for folding are not tagged: they are for the printer alone
        joined.Root.StructTreeRoot = roots[0]
    joined.Root.Outlines = _outline(joined, marks)
    _entitle(joined, title, one=len({sheet.data for sheet in sheets}) == 1)
    out = BytesIO()
    joined.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _take_over(joined: Pdf, source: Pdf) -> None:
    for name in _KEPT:
        if name in source.Root:
            entry = source.Root[name]
            joined.Root[name] = joined.copy_foreign(entry) if entry.is_indirect else _copied(joined, source, entry)
    joined.trailer.Info = joined.copy_foreign(source.make_indirect(source.trailer.Info))


def _copied(joined: Pdf, source: Pdf, entry: Any) -> Any:
    """A direct object in the other file; what it refers to comes along."""
    if not isinstance(entry, (Dictionary, Array)):
        return entry
    return joined.copy_foreign(source.make_indirect(entry))


def _renumber(pages: Sequence[Any], offset: int) -> None:
    """Let pages and links find their places in the joined parent tree."""
    if not offset:
        return
    for page in pages:
        page.StructParents = int(page.StructParents) + offset
        for link in page.get("/Annots", ()):
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + offset


def _join_trees(first: Any, tree: Any, offset: int) -> None:
    if tree is first:
        return
    for document in tree.K:
        document.P = first
        first.K.append(document)
    numbers = tree.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        first.ParentTree.Nums.append(int(numbers[place]) + offset)
        first.ParentTree.Nums.append(numbers[place + 1])
    first.ParentTreeNextKey = offset + int(tree.ParentTreeNextKey)


def _blank(joined: Pdf) -> None:
    """An empty page as large as the last one."""
    box = joined.pages[-1].MediaBox
    page = Dictionary(
        Type=Name.Page, MediaBox=Array(list(box)), Resources=Dictionary(), Contents=joined.make_stream(b"")
    )
    joined.pages.append(pikepdf.Page(joined.make_indirect(page)))


def _bookmark(joined: Pdf, source: Pdf, title: str, page: Any) -> Any:
    """A bookmark for a sheet, over the sheet's own."""
    mark = joined.make_indirect(Dictionary(Title=pikepdf.String(title), Dest=Array([page.obj, Name.Fit])))
    if "/Outlines" in source.Root and "/First" in source.Root.Outlines:
        below = joined.copy_foreign(source.Root.Outlines)
        for entry in _siblings(below.First):
            entry.Parent = mark
        mark.First, mark.Last, mark.Count = below.First, below.Last, -abs(int(below.get("/Count", 1)))
    return mark


def _siblings(first: Any) -> Iterator[Any]:
    entry = first
    while entry is not None:
        yield entry
        entry = entry.get("/Next")


def _outline(joined: Pdf, marks: Sequence[Any]) -> Any:
    outline = joined.make_indirect(Dictionary(Type=Name.Outlines, First=marks[0], Last=marks[-1], Count=len(marks)))
    for mark in marks:
        mark.Parent = outline
    for one, other in pairwise(marks):
        one.Next, other.Prev = other, one
    return outline


def _entitle(joined: Pdf, title: str, *, one: bool) -> None:
    """Name the packet in both places that PDF/A wants to agree. A packet of different sheets is none of them."""
    with joined.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        metadata["dc:title"] = title
        if not one:
            metadata["pdf:Keywords"] = ""
    joined.trailer.Info.Title = pikepdf.String(title)
    if not one:
        joined.trailer.Info.Keywords = pikepdf.String("")
