"""The file for printing: the pages of the reading file, as they are, on sheets. Same pages, same bytes.

It is for paper only: not tagged, and it does not claim to be PDF/UA or PDF/A. The fonts stay embedded.
ISO 32000-1, 8.10 (forms), 12.2 and table 150 (duplex, scaling), 14.11.2 (boxes).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from handouts.fold.imposition import Flip
from handouts.fold.placing import DIGITS, Mark, Placed, SideOf
from handouts.records import dataclass

if TYPE_CHECKING:
    import pikepdf

_CATALOG = frozenset({"/Type", "/Pages", "/Lang"})
_PRODUCER = "Handouts"
#: Marks are drawn this wide, in points, and dashed in steps of this length.
_WEIGHT, _DASH = 0.4, 2.0


@dataclass(frozen=True, slots=True)
class Label:
    """What the file says of itself: its title, and facts to put behind those of the reading file."""

    title: str
    facts: str


def write(reading: bytes, sides: Sequence[SideOf], flip: Flip, label: Label, bleed: float = 0.0) -> bytes:
    """The sheets of ``reading`` as a file for a printer that flips on the edge ``flip``; ``bleed`` in points."""
    import pikepdf  # only folding needs it

    with pikepdf.open(BytesIO(reading)) as pdf:
        forms = [pdf.make_indirect(_form(page)) for page in pdf.pages]
        date = str(pdf.docinfo.get("/ModDate", ""))
        facts = {key: str(pdf.docinfo.get(f"/{key}", "")) for key in ("Author", "Subject", "Keywords")}
        facts |= {"Title": label.title, "Keywords": f"{facts['Keywords']}; {label.facts}", "Producer": _PRODUCER}
        del pdf.pages[:]
        for side in sides:
            pdf.pages.append(_page(pdf, side, forms, bleed))
        wishes = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        for key in set(pdf.Root.keys()) - _CATALOG:
            del pdf.Root[key]
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(
            DisplayDocTitle=True,
            PrintScaling=pikepdf.Name("/None"),
            Duplex=pikepdf.Name("/DuplexFlipShortEdge" if flip is Flip.SHORT else "/DuplexFlipLongEdge"),
        )
        if "/Direction" in wishes:  # by which readers tell in which order a page is read
            pdf.Root.ViewerPreferences.Direction = wishes.Direction
        del pdf.docinfo
        for key, value in facts.items():
            pdf.docinfo[f"/{key}"] = value
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = date
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7")
        return out.getvalue()


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """A page as a form, without the marks that tie it to a structure: there is none on paper."""
    import pikepdf

    kept = []
    for step in pikepdf.parse_content_stream(page):
        operands, operator = list(step.operands), step.operator
        if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
            operands, operator = operands[:1], pikepdf.Operator("BMC")
        kept.append((operands, operator))
    form = page.as_form_xobject()
    form.write(pikepdf.unparse_content_stream(kept))
    if "/StructParents" in form:
        del form.StructParents
    return form


def _page(pdf: pikepdf.Pdf, side: SideOf, forms: Sequence[pikepdf.Object], bleed: float) -> pikepdf.Page:
    import pikepdf

    width, height = side.medium
    left, bottom, right, top = side.trim
    used = sorted({placed.page for placed in side.placed})
    page = pikepdf.Dictionary(
        Type=pikepdf.Name("/Page"),
        MediaBox=_box(0, 0, width, height),
        TrimBox=_box(left, bottom, right, top),
        BleedBox=_box(left - bleed, bottom - bleed, right + bleed, top + bleed),
        Resources=pikepdf.Dictionary(
            XObject=pikepdf.Dictionary({f"/P{number}": forms[number - 1] for number in used}),
        ),
        Contents=pdf.make_stream("\n".join([*_drawn(side.placed), *_lines(side.marks)]).encode("ascii")),
    )
    return pikepdf.Page(pdf.make_indirect(page))


def _box(*corners: float) -> pikepdf.Array:
    import pikepdf

    return pikepdf.Array([round(corner, DIGITS) for corner in corners])


def _drawn(placed: Iterable[Placed]) -> Iterable[str]:
    for place in placed:
        if place.turned:
            matrix = f"-1 0 0 -1 {place.x + place.width:.3f} {place.y + place.height:.3f}"
        else:
            matrix = f"1 0 0 1 {place.x:.3f} {place.y:.3f}"
        yield f"q {matrix} cm /P{place.page} Do Q"


def _lines(marks: Sequence[Mark]) -> Iterable[str]:
    for mark in marks:
        dash = f"[{_DASH:g} {_DASH:g}] 0 d" if mark.dashed else "[] 0 d"
        line = f"{mark.x:.3f} {mark.y:.3f} m {mark.to_x:.3f} {mark.to_y:.3f} l S"
        yield f"q 0 G {_WEIGHT:g} w {dash} {line} Q"
