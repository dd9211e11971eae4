"""A ReportLab canvas on which everything drawn is either tagged content or declared decoration.

Nothing reaches the page by accident: text outside a mark raises :class:`Untagged`, because a validator would take it
for decoration and a screen reader would never say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from handouts.fonts import Cluster, Face, Shaped, coded
from handouts.records import dataclass
from handouts.tags.blueprint import Apart
from handouts.tags.document import CompactDocument, Late, Raw, reference
from handouts.tags.fontfile import embed
from handouts.tags.metadata import Metadata, complete
from handouts.tags.slots import CROSS, Opening, Slot, rgb
from handouts.tags.stamping import Template
from handouts.tags.structure import Structure, Tag, text_string

Color = tuple[float, float, float]
_PAINTING = frozenset({"f", "f*", "F", "B", "B*", "b", "b*", "S", "s", "Do", "Tj", "TJ", "'", '"', "sh", "EI"})


class Untagged(Exception):
    """A component drew outside any mark: a bug in the component, never in the content."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its words, its depth from 0, and the top of its target in points."""

    title: str
    level: int
    top: float


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Draws pages of ``size`` points (width, height); ``getpdfdata()`` gives the finished file.

    Text goes through :meth:`text`, decoration through :meth:`artifact`, pictures and boxes through :meth:`marked`.

    On a ``mirrored`` page, for languages that run from right to left, shapes are drawn as in a mirror; pictures, icons
    and lines of text keep their shape, but stand where the mirror puts them. Whoever draws thinks from left to right.
    """

    def __init__(self, size: tuple[float, float], metadata: Metadata, mirrored: bool = False) -> None:
        super().__init__("", pagesize=size, invariant=1, pdfVersion=(1, 7))
        self._doc = CompactDocument(invariant=1, pdfVersion=(1, 7), lang=metadata.language)
        self.metadata = metadata
        self._mirror, self._axis = _mirror(size[0]) if mirrored else ("", 0.0)
        self.structure = Structure()
        self.structure.start_page()
        self._links: list[tuple[Raw, int, str]] = []
        self._fonts: dict[Face, str] = {}
        self._words: dict[Face, dict[int, Shaped]] = {}
        self._clusters: dict[Face, dict[Cluster, int]] = {}
        self._images: dict[int, tuple[str, int]] = {}
        self._page_images: dict[str, int] = {}
        self._open: Tag | str | None = None
        self._in_text = False
        self._font_state: tuple[str, float] | None = None
        self._text_color: Color | None = None
        self._checked = 0
        self._outlined = 0
        self._depth = -1
        self._chapters = 0
        self._late: list[tuple[int, tuple[bytes | Slot, ...]]] = []
        self._letters: dict[Face, str] = {}
        self._openings: dict[str, Opening] = {}
        self._finished = False
        self._base = self._tree_root = 0

    def _make_preamble(self) -> None:
        self._preamble = ""

    # --- marks ------------------------------------------------------------------------------------------------

    def _leave_text(self) -> None:
        if self._in_text:
            self._code.append("ET")
            self._in_text = False

    def _close_mark(self) -> None:
        code = self._code
        self._leave_text()
        if self._open is not None:
            code.append("EMC")
            self._open = None
            self._checked = len(code)

    def _open_mark(self, tag: Tag) -> None:
        self._close_mark()
        self._refuse_untagged()
        self._code.append(f"/{tag.kind} <</MCID {self.structure.mark(tag)}>> BDC")
        self._open = tag

    def _refuse_untagged(self) -> None:
        for piece in self._code[self._checked :]:
            if not _PAINTING.isdisjoint(piece.split()):
                raise Untagged(f"drawn outside a mark: {piece[:60]!r}")
        self._checked = len(self._code)

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str | None = None) -> Iterator[None]:
        """Decoration: rules, bands, page numbers. ``kind`` and ``subtype`` as in ISO 32000-1, 14.8.2.2.2.

        Inside an artifact another one adds nothing.
        """
        if self._open == "artifact":
            self._leave_text()
            yield
            self._leave_text()
            return
        self._close_mark()
        self._refuse_untagged()
        detail = f"/Subtype/{subtype}" if subtype else ""
        self._code.append(f"/Artifact <</Type/{kind}{detail}>> BDC")
        self._open = "artifact"
        self._text_color = None
        yield
        self._close_mark()
        self._text_color = None

    @contextmanager
    def marked(self, tag: Tag) -> Iterator[None]:
        """Lines and shapes that are content: a figure, a box to tick."""
        self._open_mark(tag)
        yield
        self._close_mark()
        self._text_color = None

    def placed(self, x: float, width: float) -> float:
        """Where on the page the left edge of a thing stands that is ``x`` from the left, and back again, in points."""
        return self._axis - x - width if self._mirror else x

    @contextmanager
    def turned(self, x: float, width: float) -> Iterator[None]:
        """Mirror what is drawn inside a column ``width`` points wide whose left edge is at ``x``, and that alone."""
        before = self._mirror, self._axis
        self._mirror, self._axis = _mirror(2 * x + width)
        yield
        self._mirror, self._axis = before

    # --- content ----------------------------------------------------------------------------------------------

    def reserve(self, tag: Tag | None) -> int | None:
        """A mark for text that is read now and drawn later on this page; None inside an artifact."""
        if self._open == "artifact":
            return None
        if tag is None:
            raise Untagged("text without a tag outside an artifact")
        return self.structure.mark(tag)

    def text(
        self,
        tag: Tag | None,
        face: Face,
        size: float,
        color: Color,
        x: float,
        y: float,
        codes: str,
        reserved: int | None = None,
    ) -> None:
        """Show shaped text with its baseline's left end at ``x, y`` on the page, in a ``reserved`` mark if any.

        ``tag`` is None only inside an artifact.
        """
        if self._open == "artifact":
            pass
        elif tag is None:
            raise Untagged("text without a tag outside an artifact")
        elif reserved is not None:
            self._close_mark()
            self._refuse_untagged()
            self._code.append(f"/{tag.kind} <</MCID {reserved}>> BDC")
            self._open = "reserved"
        elif self._open is not tag:
            self._open_mark(tag)
        code = self._code
        if not self._in_text:
            code.append("BT")
            self._in_text = True
            self._font_state = None
        name = self._font(face)
        if self._font_state != (name, size):
            self._font_state = (name, size)
            code.append(f"{name} {size:g} Tf")
        if self._text_color != color:
            self._text_color = color
            code.append(rgb(color))
        if "~" in codes:
            known = self._clusters[face]
            codes = coded(codes, lambda cluster: face.glyph_count + known.setdefault(cluster, len(known)))
        code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm [{codes}] TJ")

    def _font(self, face: Face) -> str:
        name = self._fonts.get(face)
        if name is None:
            name = self._fonts[face] = f"/F{len(self._fonts) + 1}"
            self._words[face] = {}
            self._clusters[face] = {}
        return name

    def slot(self, tag: Tag, slot: Slot) -> None:
        """Leave room for a field that each copy fills; what it fills in will belong to ``tag``."""
        if slot.spoken is None:
            font = self._letters.setdefault(slot.face, f"/L{len(self._letters) + 1}")
        else:
            font = self._font(slot.face)
            self.used(slot.face, (slot.face.shape(CROSS),))
        self._open_mark(tag)
        self._openings[slot.field] = Opening.of(replace(slot, font=font))
        self._code.append(self._openings[slot.field])
        self._close_mark()
        self._text_color = None

    def slot_goes_on(self, field: str, baseline: float) -> None:
        """Leave room for another line of the field's last slot, at this height."""
        opening = self._openings[field]
        opening.slot = replace(opening.slot, baselines=(*opening.slot.baselines, baseline))

    def tick(self, tag: Tag, slot: Slot, ticked: bool) -> None:
        """A box with or without its cross; which of both it is, is also said."""
        self._open_mark(tag)
        left, bottom, size = slot.box
        box = self.placed(left, size), bottom, size
        at = box[0] + slot.x - left
        self._code.append(replace(slot, x=at, box=box, font=self._font(slot.face)).tick(ticked))
        if ticked:
            self.used(slot.face, (slot.face.shape(CROSS),))
        self._close_mark()
        self._text_color = None

    def used(self, face: Face, words: Sequence[Shaped]) -> None:
        """Remember the shaped words that were shown, for the font subset."""
        self._words[face].update(zip(map(id, words), words, strict=True))

    def link(self, tag: Tag, url: str, words: str, box: tuple[float, float, float, float]) -> None:
        """Make ``box`` (left, bottom, right, top, points) lead to ``url``; ``tag`` is the Link element.

        Inside an artifact, such as a header row drawn again, there is no link.
        """
        if self._open == "artifact":
            return
        raw = Raw()
        number = self._doc.reserve(raw)
        key = self.structure.annotation(tag, number)
        rect = " ".join(f"{value:.2f}" for value in box)
        self._links.append((raw, key, f"/Rect[{rect}]/Contents{text_string(words)}/A<</S/URI/URI{text_string(url)}>>"))
        self._annotationrefs.append(reference(number))

    def picture(self, pixels: bytes, size: tuple[int, int], box: tuple[float, float, float, float]) -> None:
        """Draw an RGB image, 8 bits a channel, into ``box`` (left, bottom, width, height in points)."""
        known = self._images.get(id(pixels))
        if known is None:
            raw = Raw(
                b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8>>" % size,
                payload=pixels,
            )
            known = self._images[id(pixels)] = (f"I{len(self._images) + 1}", self._doc.reserve(raw))
        name, self._page_images[known[0]] = known
        x, y, width, height = box
        x = self.placed(x, width)
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def stencil(self, color: Color, size: tuple[int, int], dots: bytes, box: tuple[float, float, float, float]) -> None:
        """Paint the dots that are 0 (one bit each, rows from the top) into ``box`` (left, bottom, width, height).

        It is not mirrored: a code could not be read any more.
        """
        x, y, width, height = box
        x = self.placed(x, width)
        place = f"q {rgb(color)} {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm"
        self._code.append(f"{place} BI/W {size[0]}/H {size[1]}/IM true ID {dots.decode('latin-1')} EI Q")

    def fill(self, color: Color, path: str) -> None:
        """Fill a path given in PDF operators, inside a mark."""
        if self._mirror:
            self._code.append(f"q {rgb(color)} {self._mirror}{path} f Q")
            return
        self._code.append(f"{rgb(color)} {path} f")
        self._text_color = color

    def fill_scaled(self, color: Color, path: str, placed: tuple[float, float, float], width: float) -> None:
        """Fill a path drawn on a grid of its own, ``width`` points wide: ``placed`` is (scale, x, y).

        Inner shapes become holes. It is not mirrored: most signs could not be read any more.
        """
        scale, x, y = placed
        x = self.placed(x, width)
        self._code.append(f"q {rgb(color)} {scale:.4g} 0 0 {scale:.4g} {x:.2f} {y:.2f} cm {path} f* Q")

    def stroke(self, color: Color, width: float, path: str) -> None:
        """Stroke a path given in PDF operators, ``width`` points wide, inside a mark."""
        inks = f"{color[0]:.4g} {color[1]:.4g} {color[2]:.4g} RG {width:g} w"
        self._code.append(f"q {inks} {self._mirror}{path} S Q" if self._mirror else f"{inks} {path} S")

    def bookmark(self, entry: Bookmark) -> None:
        """Add an outline entry that leads to this page. A level never skips: ReportLab refuses jumps."""
        self._outlined += 1
        self._depth = min(entry.level + self._chapters, self._depth + 1)
        key = f"b{self._outlined}"
        self.bookmarkPage(key, fit="XYZ", left=0, top=entry.top)
        self.addOutlineEntry(entry.title, key, self._depth)

    def chapter(self, title: str) -> None:
        """Begin a part of the file: an outline entry of its own, with those that follow below it."""
        self._chapters, self._depth = 0, -1
        self.bookmark(Bookmark(title, 0, self._pagesize[1]))
        self._chapters = 1

    # --- pages and file ---------------------------------------------------------------------------------------

    def showPage(self) -> None:  # ReportLab's name
        """Close the page."""
        self._close_mark()
        self._refuse_untagged()
        number = self._pageNumber - 1
        page = pdfdoc.PDFPage()
        page.MediaBox = pdfdoc.PDFArray([0, 0, self._pagesize[0], self._pagesize[1]])
        page.Contents = self._contents()
        images = "".join(f"/{name} {at} 0 R" for name, at in self._page_images.items())
        fonts = self._doc.number_of(pdfdoc.BasicFonts)
        page.Resources = Raw(f"<</Font {fonts} 0 R{f'/XObject<<{images}>>' if images else ''}>>".encode("ascii"))
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = number
        page.Tabs = "/S"
        page.Annots = self._annotationrefs or None
        self._doc.addPage(page)
        self._startPage()
        self.structure.start_page()
        self._page_images = {}
        self._font_state = self._text_color = None
        self._checked = 0

    def _contents(self) -> str:
        """What leads to the content: one stream, or three of which the middle one, with its slots, comes later."""
        code = self._code
        slots = [index for index, piece in enumerate(code) if isinstance(piece, Opening)]
        if not slots:
            return reference(self._doc.reserve(Raw(b"<<>>", payload=_joined(code))))
        first, last = slots[0], slots[-1]
        parts: list[bytes | Slot] = []
        for opening, following in pairwise([*slots, last + 1]):
            piece = code[opening]
            assert isinstance(piece, Opening)
            parts += [piece.slot, "\n".join(["", *code[opening + 1 : following], ""]).encode("ascii")]
        late = Late(tuple(parts))
        around = [Raw(b"<<>>", payload=_joined(part)) for part in (code[:first], code[last + 1 :])]
        before, here, after = (self._doc.reserve(raw) for raw in (around[0], late, around[1]))
        self._late.append((here, late.parts))
        return f"[{before} 0 R {here} 0 R {after} 0 R]"

    def getpdfdata(self) -> bytes:
        """The finished file. No page may be open, and no slot."""
        self._finish()
        data: bytes = self._doc.format()
        return data

    def template(self) -> Template:
        """The finished file but for its slots. No page may be open."""
        self._finish()
        return Template(self._doc.assembled(), tuple(self._late), MappingProxyType(dict(self._letters)))

    def apart(self) -> Apart:
        """The finished file in pieces, for a queue. No page may be open."""
        self._finish()
        document, base = self._doc, self._base
        found = list(document.objects())
        return Apart(
            MappingProxyType({number: body for number, body, is_stream in found if not is_stream}),
            MappingProxyType({number: body for number, body, is_stream in found if is_stream}),
            tuple(number for number, _ in self._late),
            tuple(document.number_of(f"Page{n}") for n in range(1, self._pageNumber)),
            document.number_of(document.Reference(document.Pages).name),
            tuple(range(base, base + len(self.structure))),
            self._tree_root,
            tuple(self.structure.parents(base)),
            self._pagesize,
        )

    def _finish(self) -> None:
        """Put everything that belongs to the file as a whole into the document, once."""
        if self._finished:
            return
        self._finished = True
        document = self._doc
        self.structure.finish()
        pages = [document.number_of(f"Page{n}") for n in range(1, self._pageNumber)]
        fonts = document.idToObject[pdfdoc.BasicFonts]
        for name, number in self._embedded().items():
            fonts[name[1:]] = reference(number)
        self._write_links(len(pages))
        self._write_structure(pages)
        complete(document, self.metadata, len(pages))
        document.Outlines.prepare(document, self)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None

    def _embedded(self) -> dict[str, int]:
        """The numbers of all fonts, which are written here."""
        document = self._doc
        fonts = {
            name: embed(document, face, _glyphs(self._words[face].values()), tuple(self._clusters[face]))
            for face, name in self._fonts.items()
        }
        return fonts | {name: embed(document, face, set(face.alphabet), ()) for face, name in self._letters.items()}

    def _write_links(self, pages: int) -> None:
        for raw, key, body in self._links:
            raw.body = f"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/StructParent {pages + key}{body}>>".encode(
                "ascii"
            )

    def _write_structure(self, pages: list[int]) -> None:
        document, structure = self._doc, self.structure
        root, parents = Raw(), Raw()
        self._tree_root, parents_number = document.reserve(root), document.reserve(parents)
        base = self._base = self._tree_root + 2
        document.reserve_series(len(structure), lambda: structure.objects(base, self._tree_root, pages))
        root.body = structure.root(base, parents_number)
        parents.body = structure.parent_tree(base)
        document.Catalog.StructTreeRoot = reference(self._tree_root)


def _glyphs(words: Iterable[Shaped]) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    for shaped in words:
        found.update(shaped.glyphs)
    return found


def _joined(code: Iterable[str]) -> bytes:
    return "\n".join(code).encode("latin-1")


def _mirror(axis: float) -> tuple[str, float]:
    """The matrix that mirrors at half of ``axis`` points from the left, and ``axis`` itself."""
    return f"-1 0 0 1 {axis:g} 0 cm ", axis
