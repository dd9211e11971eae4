"""The canvas of a whole file: its pages, its fonts, its structure tree, its metadata."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from types import MappingProxyType

from reportlab.pdfbase import pdfdoc

from handouts.tags.document import Late, Page, Raw, reference
from handouts.tags.drawing import DrawingCanvas
from handouts.tags.fontfile import embed
from handouts.tags.metadata import Metadata, complete
from handouts.tags.slots import Opening, Slot
from handouts.tags.stamping import Template

TYPE_CHECKING = False  # known to type checkers by its name; typing itself takes 3 ms to load

if TYPE_CHECKING:
    from handouts.tags.blueprint import Apart


class TaggedCanvas(DrawingCanvas):
    """Draws pages of ``size`` points (width, height); ``getpdfdata()`` gives the finished file."""

    def __init__(self, size: tuple[float, float], metadata: Metadata, mirrored: bool = False) -> None:
        super().__init__(size, metadata, mirrored)
        self._finished = False
        self._base = self._tree_root = 0

    # --- pages and file ---------------------------------------------------------------------------------------

    def showPage(self) -> None:  # ReportLab's name
        """Close the page."""
        self._close_mark()
        self._refuse_untagged()
        number = self._pageNumber - 1
        images = "".join(f"/{name} {at} 0 R" for name, at in self._page_images.items())
        fonts = self._doc.number_of(pdfdoc.BasicFonts)
        resources = f"<</Font {fonts} 0 R{f'/XObject<<{images}>>' if images else ''}>>"
        page = Page(self._pagesize, resources, self._contents(), number, self._annotationrefs)
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
        from handouts.tags.blueprint import Apart  # a single sheet does not need it

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
            name: embed(document, face, self.shown(face), tuple(self._clusters[face]))
            for face, name in self._fonts.items()
        }
        return fonts | {
            name: embed(document, face, frozenset(face.alphabet), ()) for face, name in self._letters.items()
        }

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


def _joined(code: Iterable[str]) -> bytes:
    return "\n".join(code).encode("latin-1")
