"""A ReportLab canvas on which everything is either tagged content or declared decoration.

Nothing reaches the page by accident: text outside a mark raises :class:`Untagged`, because a validator would take it
for decoration and a screen reader would never say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from handouts.tags.document import CompactDocument
from handouts.tags.drawn import Log
from handouts.tags.metadata import Metadata
from handouts.tags.structure import Structure, Tag

Color = tuple[float, float, float]
_PAINTING = frozenset({"f", "f*", "F", "B", "B*", "b", "b*", "S", "s", "Do", "Tj", "TJ", "'", '"', "sh", "EI"})


class Untagged(Exception):
    """A component drew outside any mark: a bug in the component, never in the content."""


class MarkingCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Pages of ``size`` points (width, height), the marks on them, and the mirror that shapes are drawn in."""

    def __init__(self, size: tuple[float, float], metadata: Metadata, mirrored: bool = False) -> None:
        super().__init__("", pagesize=size, invariant=1, pdfVersion=(1, 7))
        self._doc = CompactDocument(invariant=1, pdfVersion=(1, 7), lang=metadata.language)
        self.metadata = metadata
        self._mirror, self._axis = _mirror(size[0]) if mirrored else ("", 0.0)
        self.structure = Structure()
        self.structure.start_page()
        self._open: Tag | str | None = None
        self._in_text = False
        self._text_color: Color | None = None
        self._checked = 0
        self._log: Log | None = None

    def _make_preamble(self) -> None:
        self._preamble = ""

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
        self._code.append(f"/{tag.kind} <</MCID {self._mark(tag)}>> BDC")
        self._open = tag

    def _mark(self, tag: Tag) -> int:
        if self._log is not None:
            self._log.left.append(tag)
        return self.structure.mark(tag)

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

    def reserve(self, tag: Tag | None) -> int | None:
        """A mark for text that is read now and drawn later on this page; None inside an artifact."""
        if self._open == "artifact":
            return None
        if tag is None:
            raise Untagged("text without a tag outside an artifact")
        return self._mark(tag)

    def _spoil(self) -> None:
        if self._log is not None:
            self._log.whole = False

    def _settle(self) -> None:
        """Close what is open: what comes next depends on nothing that was drawn before."""
        self._close_mark()
        self._refuse_untagged()
        self._text_color = None


def _mirror(axis: float) -> tuple[str, float]:
    """The matrix that mirrors at half of ``axis`` points from the left, and ``axis`` itself."""
    return f"-1 0 0 1 {axis:g} 0 cm ", axis
