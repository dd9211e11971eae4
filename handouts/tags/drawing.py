"""What is drawn on the pages of a ReportLab canvas: text, links, shapes, pictures, and the outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handouts.fonts import Cluster, Face, Shaped, coded
from handouts.tags.document import Raw, reference
from handouts.tags.drawn import Bookmark, Drawn, Fonts, Link, Log, State, glyphs_of
from handouts.tags.marking import Color, MarkingCanvas, Untagged
from handouts.tags.metadata import Metadata
from handouts.tags.slots import CROSS, Opening, Slot, rgb
from handouts.tags.structure import Tag, text_string

#: Words of a face whose glyphs are counted later, all at once.
_WORDS = 2048


class DrawingCanvas(MarkingCanvas):
    """Draws pages of ``size`` points (width, height).

    Text goes through :meth:`text`, decoration through :meth:`artifact`, pictures and boxes through :meth:`marked`.

    On a ``mirrored`` page, for languages that run from right to left, shapes are drawn as in a mirror; pictures, icons
    and lines of text keep their shape, but stand where the mirror puts them. Whoever draws thinks from left to right.
    """

    def __init__(self, size: tuple[float, float], metadata: Metadata, mirrored: bool = False) -> None:
        super().__init__(size, metadata, mirrored)
        self._links: list[tuple[Raw, int, str]] = []
        self._fonts: dict[Face, str] = {}
        self._words: dict[Face, set[Shaped]] = {}
        self._again: dict[Face, set[tuple[int, str]]] = {}
        self._clusters: dict[Face, dict[Cluster, int]] = {}
        self._images: dict[int, tuple[str, int]] = {}
        self._page_images: dict[str, int] = {}
        self._font_state: tuple[str, float] | None = None
        self._outlined = 0
        self._depth = -1
        self._chapters = 0
        self._late: list[tuple[int, tuple[bytes | Slot, ...]]] = []
        self._letters: dict[Face, str] = {}
        self._openings: dict[str, Opening] = {}

    # --- drawing again ------------------------------------------------------------------------------------------

    def remembered(self, kept: list[Drawn] | None, draw: Callable[[], None]) -> None:
        """Draw, or leave on the page what drawing the same things left on another one in the same state.

        Pictures, and what leaves room for fields, are drawn anew each time; all is where there is no list to keep it.
        """
        self._settle()
        if kept is None:
            draw()
            self._settle()
            return
        before, start = self._state(), len(self._code)
        if kept and kept[0].before == before:
            self._draw_again(kept[0])
            return
        log = self._log = Log()
        draw()
        self._log = None
        self._settle()
        if log.whole:
            code = "\n".join(self._code[start:])
            kept[:] = [Drawn(before, code, tuple(log.left), log.glyphs(), self._fonts_so_far())]

    def _state(self) -> State:
        return State(self._fonts_so_far(), self.structure.marks_on_page, self._mirror)

    def _fonts_so_far(self) -> Fonts:
        """The faces in the order of their names, each with its joined letters in the order of their codes."""
        return tuple((face, tuple(self._clusters[face])) for face in self._fonts)

    def _draw_again(self, drawn: Drawn) -> None:
        for face, clusters in drawn.fonts:
            self._font(face)
            if clusters:
                self._clusters[face] = {cluster: index for index, cluster in enumerate(clusters)}
        for thing in drawn.left:
            if isinstance(thing, Tag):
                self.structure.mark(thing)
            elif isinstance(thing, Bookmark):
                self.bookmark(thing)
            else:
                self.link(thing.tag, thing.url, thing.words, thing.box)
        for face, glyphs in drawn.glyphs:
            self._again[face].update(glyphs)
        self._code.append(drawn.code)
        self._checked = len(self._code)

    # --- content ----------------------------------------------------------------------------------------------

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
            self._words[face] = set()
            self._clusters[face] = {}
            self._again[face] = set()
        return name

    def slot(self, tag: Tag, slot: Slot) -> None:
        """Leave room for a field that each copy fills; what it fills in will belong to ``tag``."""
        self._spoil()
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
        self._spoil()
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
        if self._log is not None:
            self._log.used.append((face, words))
        known = self._words[face]
        known.update(words)
        if len(known) > _WORDS:
            self._again[face] |= glyphs_of(known)
            known.clear()

    def shown(self, face: Face) -> frozenset[tuple[int, str]]:
        """The glyphs of a face that were shown, each with its characters."""
        return glyphs_of(self._words[face]) | self._again[face]

    def link(self, tag: Tag, url: str, words: str, box: tuple[float, float, float, float]) -> None:
        """Make ``box`` (left, bottom, right, top, points) lead to ``url``; ``tag`` is the Link element.

        Inside an artifact, such as a header row drawn again, there is no link.
        """
        if self._open == "artifact":
            return
        if self._log is not None:
            self._log.left.append(Link(tag, url, words, box))
        raw = Raw()
        number = self._doc.reserve(raw)
        key = self.structure.annotation(tag, number)
        rect = " ".join(f"{value:.2f}" for value in box)
        self._links.append((raw, key, f"/Rect[{rect}]/Contents{text_string(words)}/A<</S/URI/URI{text_string(url)}>>"))
        self._annotationrefs.append(reference(number))

    def picture(self, pixels: bytes, size: tuple[int, int], box: tuple[float, float, float, float]) -> None:
        """Draw an RGB image, 8 bits a channel, into ``box`` (left, bottom, width, height in points)."""
        self._spoil()
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
        if self._log is not None:
            self._log.left.append(entry)
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
