"""What can be said of a PDF's conformance without Java: a quick answer for every test run.

It follows PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) where our own writing could go wrong, above all in the
agreement of page content, structure tree and parent tree. Whether a file *conforms* is for veraPDF to say; that is
in ``tests/conformance``.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Pdf

_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = _SHOWS_TEXT | {"f", "f*", "F", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "INLINE IMAGE"}
#: ISO 32000-1, 14.8.4: the standard structure types that a role map must lead to.
_STANDARD = frozenset(
    """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl
    LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT
    WP Figure Formula Form""".split()
)
#: What an element may stand in, where that is fixed (ISO 32000-1, tables 336 and 337).
_PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
#: What an element may hold, where that is fixed.
_KIDS = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
}
_XMP = {
    "pdfuaid:part": "1",  # ISO 14289-1, clause 5
    "pdfaid:part": "2",  # ISO 19005-2, 6.6.4
    "pdfaid:conformance": "A",
}

#: How our sheets ask to be printed: at true size, on both sides, turned like a book.
_PRINTING = {"/PrintScaling": "/None", "/Duplex": "/DuplexFlipLongEdge"}

Key = tuple[int, int]  # object number and generation


def check(data: bytes) -> list[str]:
    """Everything wrong with a PDF, each in one line; empty when nothing was found."""
    with Pdf.open(BytesIO(data)) as pdf:
        found = [*_document(pdf), *_fonts(pdf)]
        if Name.StructTreeRoot in pdf.Root:
            tree = _Tree(pdf)
            found += [*tree.problems, *_agreement(pdf, tree)]
        else:
            found.append("no structure tree")
    return found + _pdfua(data)


def _document(pdf: Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if root.get(Name.MarkInfo, Dictionary()).get(Name.Marked) is not True:
        yield "MarkInfo does not say Marked"
    if not str(root.get(Name.Lang, "")):
        yield "no document language"
    preferences = root.get(Name.ViewerPreferences, Dictionary())
    if preferences.get(Name.DisplayDocTitle) is not True:
        yield "DisplayDocTitle is not true"
    for key, wanted in _PRINTING.items():
        if str(preferences.get(key, "")) != wanted:
            yield f"{key[1:]} is not {wanted[1:]}"
    if not str(pdf.docinfo.get(Name.Title, "")):
        yield "no title in the document information"
    intents = root.get(Name.OutputIntents, Array())
    if not any(i.get(Name.S) == Name.GTS_PDFA1 and Name.DestOutputProfile in i for i in intents):
        yield "no PDF/A output intent with an ICC profile"
    if Name.Metadata not in root:
        yield "no XMP metadata"
        return
    with pdf.open_metadata(update_docinfo=False) as xmp:
        if not xmp.get("dc:title"):
            yield "no title in the XMP metadata"
        for key, wanted in _XMP.items():
            if xmp.get(key) != wanted:
                yield f"XMP {key} is {xmp.get(key)!r}, not {wanted!r}"


def _fonts(pdf: Pdf) -> Iterator[str]:
    fonts: dict[
        tuple[str, Key, int], Any
    ] = {}  # two fonts may bear one name, and one that is written in place has no number
    for resources in _resources(page.resources for page in pdf.pages):
        for font in resources.get(Name.Font, {}).values():
            name = str(font.get(Name.BaseFont, "/?"))[1:]
            fonts[name, font.objgen, 0 if font.is_indirect else len(fonts)] = font
    for (name, _, _), font in sorted(fonts.items(), key=lambda entry: entry[0]):
        if font.get(Name.Subtype) != Name.Type0:
            yield f"font {name} is not composite: its codes are not glyphs of ours"
        holder = font.DescendantFonts[0] if font.get(Name.Subtype) == Name.Type0 else font
        descriptor = holder.get(Name.FontDescriptor, Dictionary())
        if not any(key in descriptor for key in (Name.FontFile, Name.FontFile2, Name.FontFile3)):
            yield f"font {name} is not embedded"
        if Name.ToUnicode not in font:
            yield f"font {name} has no ToUnicode"


def _resources(holders: Iterable[Any]) -> Iterator[Any]:
    """Resource dictionaries, with those of the forms they name."""
    for resources in holders:
        yield resources
        forms = resources.get(Name.XObject, {}).values()
        yield from _resources(form.Resources for form in forms if Name.Resources in form)


@dataclass
class _Tree:
    """The structure tree, walked once: which element owns which marked content and which annotation."""

    pdf: Pdf
    owners: dict[tuple[Key, int], Key] = field(default_factory=dict)
    annotations: dict[Key, tuple[Key, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _roles: dict[str, str] = field(default_factory=dict)
    _level: int = 0

    def __post_init__(self) -> None:
        root = self.pdf.Root.StructTreeRoot
        self._roles = {key: str(value) for key, value in root.get(Name.RoleMap, Dictionary()).items()}
        for kid in _many(root.get(Name.K)):
            self._element(kid, root, "")

    def _element(self, element: Any, parent: Any, inside: str) -> None:
        kind = self._standard(str(element.get(Name.S, "/?")))
        if element.get(Name.P, Dictionary()).objgen != parent.objgen:
            self.problems.append(f"{kind} {element.objgen[0]} does not lead back to its parent")
        self._look(element, kind, inside)
        page = element.get(Name.Pg)
        for kid in _many(element.get(Name.K)):
            if isinstance(kid, int):
                self._content(page, kid, element)
            elif kid.get(Name.Type) == Name.MCR:
                self._content(kid.get(Name.Pg, page), int(kid.MCID), element)
            elif kid.get(Name.Type) == Name.OBJR:
                self.annotations[kid.Obj.objgen] = (element.objgen, kind)
            else:
                self._element(kid, element, kind)

    def _look(self, element: Any, kind: str, inside: str) -> None:
        """Rules for single kinds of element (ISO 14289-1, 7.3 to 7.6; ISO 32000-1, 14.8.4)."""
        if kind == "Figure" and not (str(element.get(Name.Alt, "")) or str(element.get(Name.ActualText, ""))):
            self.problems.append("Figure without alternative text")
        if kind == "TH" and not any(Name.Scope in part for part in _many(element.get(Name.A))):
            self.problems.append("TH without a scope")
        if inside not in _PARENTS.get(kind, {inside}) or kind not in _KIDS.get(inside, {kind}):
            self.problems.append(f"{kind} inside {inside or 'the root'}")
        if heading := re.fullmatch(r"H([1-6])", kind):
            level = int(heading[1])
            if level > self._level + 1:
                self.problems.append(f"heading level skips from {self._level} to {level}")
            self._level = level

    def _standard(self, kind: str) -> str:
        for _ in range(len(self._roles) + 1):
            if kind[1:] in _STANDARD or kind not in self._roles:
                break
            kind = self._roles[kind]
        if kind[1:] not in _STANDARD:
            self.problems.append(f"structure type {kind[1:]} stands for no standard type")
        return kind[1:]

    def _content(self, page: Any, mcid: int, element: Any) -> None:
        if page is None:
            self.problems.append(f"content {mcid} of element {element.objgen[0]} is on no page")
            return
        if (page.objgen, mcid) in self.owners:
            self.problems.append(f"content {mcid} of page object {page.objgen[0]} belongs to two elements")
        self.owners[page.objgen, mcid] = element.objgen


def _agreement(pdf: Pdf, tree: _Tree) -> Iterator[str]:
    """Page content, structure tree and parent tree must tell the same story (ISO 32000-1, 14.7.4)."""
    root = pdf.Root.StructTreeRoot
    parents: Any = NumberTree(root.ParentTree) if Name.ParentTree in root else {}
    drawn: set[tuple[Key, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        where = f"page {number}"
        marks = _Marks(page)
        yield from (f"{where}: {problem}" for problem in marks.problems)
        key = page.obj.objgen
        drawn |= {(key, mcid) for mcid in marks.mcids}
        entries = None
        if Name.StructParents not in page.obj:
            yield f"{where}: no StructParents"
        elif page.obj.StructParents not in parents:
            yield f"{where}: StructParents is not in the parent tree"
        else:
            entries = list(parents[page.obj.StructParents])
        if page.obj.get(Name.Tabs) != Name.S:
            yield f"{where}: tab order does not follow the structure"
        for mcid in sorted(marks.mcids):
            owner = tree.owners.get((key, mcid))
            if owner is None:
                yield f"{where}: content {mcid} is in no structure element"
            elif entries is not None and (mcid >= len(entries) or entries[mcid].objgen != owner):
                yield f"{where}: the parent tree gives content {mcid} to another element"
        for mcid, owner in enumerate(entries or ()):
            if owner is not None and mcid not in marks.mcids:
                yield f"{where}: the parent tree knows content {mcid}, which is never drawn"
        yield from (f"{where}: {problem}" for problem in _annotations(page, tree, parents))
    for lost in sorted(set(tree.owners) - drawn):
        yield f"content {lost[1]} of page object {lost[0][0]} is in the structure tree but never drawn"


def _annotations(page: pikepdf.Page, tree: _Tree, parents: Any) -> Iterator[str]:
    for annotation in page.obj.get(Name.Annots, Array()):
        owner, kind = tree.annotations.get(annotation.objgen, (None, ""))
        if annotation.get(Name.Subtype) == Name.Link and kind != "Link":
            yield "a link is in no Link element"
        if not str(annotation.get(Name.Contents, "")):
            yield "an annotation has no description"
        key = annotation.get(Name.StructParent, -1)
        if owner is not None and (key not in parents or parents[key].objgen != owner):
            yield "the parent tree gives an annotation to another element"


class _Marks:
    """The marked content of one page: its numbers, and what is drawn outside of any mark."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.mcids: set[int] = set()
        self.problems: list[str] = []
        self._open: list[str] = []
        self._page = page
        bare: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            word = str(instruction.operator)
            if word in {"BDC", "BMC"}:
                self._begin(instruction.operands)
            elif word == "EMC":
                if not self._open:
                    self.problems.append("EMC without a mark")
                    continue
                self._open.pop()
            elif word in _PAINTS and not {"artifact", "content"} & set(self._open):
                bare.append(word)
        if self._open:
            self.problems.append("a mark is never closed")
        text = sum(word in _SHOWS_TEXT for word in bare)
        if text:
            self.problems.append(f"text drawn outside a mark, {text} times")
        if len(bare) > text:
            self.problems.append(f"something drawn outside a mark, {len(bare) - text} times")

    def _begin(self, operands: Any) -> None:
        properties: Any = operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(properties, Name):
            properties = self._page.resources.get(Name.Properties, Dictionary()).get(properties, Dictionary())
        if operands[0] == Name.Artifact:
            kind = "artifact"
        elif Name.MCID in properties:
            kind = "content"
            mcid = int(properties.MCID)
            if mcid in self.mcids:
                self.problems.append(f"content {mcid} is drawn twice")
            self.mcids.add(mcid)
        else:
            kind = "span"
        if kind != "span" and {"artifact", "content"} & set(self._open):
            self.problems.append(f"{kind} inside a mark")
        self._open.append(kind)


def _pdfua(data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "checked.pdf")
        path.write_bytes(data)
        report = pdfua.validate(str(path))
    return [f"pdfua {finding.rule_id}: {finding.message}" for finding in report.findings]


def _many(value: Any) -> list[Any]:
    """A value that PDF allows to be absent, alone or in an array, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
