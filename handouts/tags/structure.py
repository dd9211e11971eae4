"""The structure tree of a tagged PDF: what each piece of the page *is*, for people who listen to it.

A component makes a :class:`Tag` for each thing it shows; the canvas marks what it draws with that tag. The tree is
written from the tags that were really drawn, in the order they were drawn, which is the reading order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from handouts.records import dataclass

#: Our own names for things, and the standard type each stands for (ISO 32000-1:2008, 14.8.4; 14.7.3 role map).
ROLES = (
    ("Summary", "P"),
    ("Callout", "Sect"),
    ("Balance", "Sect"),
    ("KeyFacts", "Sect"),
    ("Question", "Sect"),
    ("ContactPanel", "Sect"),
    ("Steps", "L"),
    ("Checklist", "L"),
    ("Definition", "L"),
    ("WriteIn", "Sect"),
    ("Personal", "Sect"),
    ("Sources", "L"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """One structure element to be. Two tags are the same only if they are one object.

    ``kind`` is a standard structure type or a name in ``ROLES``; ``attributes`` is the body of an attribute object as
    PDF source, ``alt`` replaces a picture, ``actual_text`` replaces what is drawn.
    """

    kind: str
    parent: Tag | None = None
    language: str | None = None
    alt: str | None = None
    title: str | None = None
    attributes: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A mark on another page than the element's first, or an annotation: its number, and which page it is on."""

    number: int
    page: int
    annotation: bool


@dataclass(slots=True)
class Element:
    """A structure element as it grows while pages are drawn.

    A kid is the number of a mark on the element's page, the complement of another element's number, or what is
    elsewhere.
    """

    tag: Tag
    number: int
    parent: int
    kids: list[int | _Elsewhere] = field(default_factory=list)
    page: int | None = None


class Structure:
    """Collects elements and marks page by page. Object numbers are given by ``number_of``, in order of first use."""

    def __init__(self) -> None:
        self._elements: dict[Tag, Element] = {}
        self._marks: list[list[int]] = []
        self._annotations: list[int] = []

    def finish(self) -> None:
        """Drop the page that was begun after the last one shown."""
        self._marks.pop()

    def start_page(self) -> None:
        """A new page: mark numbers begin at 0 again."""
        self._marks.append([])

    @property
    def marks_on_page(self) -> int:
        """How many marks the current page has."""
        return len(self._marks[-1])

    def element(self, tag: Tag) -> Element:
        """The element for a tag, made with its ancestors when first asked for."""
        found = self._elements.get(tag)
        if found is not None:
            return found
        if tag.parent is None:
            made = Element(tag, len(self._elements), -1)
        else:
            above = self.element(tag.parent)
            made = Element(tag, len(self._elements), above.number)
            above.kids.append(~made.number)
        self._elements[tag] = made
        return made

    def mark(self, tag: Tag) -> int:
        """A new marked-content number on the current page that belongs to ``tag``."""
        element = self.element(tag)
        marks = self._marks[-1]
        number = len(marks)
        page = len(self._marks) - 1
        marks.append(element.number)
        if element.page is None:
            element.page = page
        element.kids.append(number if element.page == page else _Elsewhere(number, page, annotation=False))
        return number

    def annotation(self, tag: Tag, reference: int) -> int:
        """Hang an annotation (its object number) into the tree; gives its StructParent key less the page count."""
        element = self.element(tag)
        if element.page is None:
            element.page = len(self._marks) - 1
        element.kids.append(_Elsewhere(reference, len(self._marks) - 1, annotation=True))
        self._annotations.append(element.number)
        return len(self._annotations) - 1

    def __len__(self) -> int:
        return len(self._elements)

    def objects(self, base: int, root: int, pages: list[int]) -> Iterator[bytes]:
        """The elements as PDF objects numbered from ``base``; ``root`` and ``pages`` are object numbers."""
        for element in self._elements.values():
            yield _element(element, base, root, pages)

    def root(self, base: int, parent_tree: int) -> bytes:
        """The structure tree root; the first element made is its only child (ISO 32000-1, 14.7.2)."""
        roles = "".join(f"/{name}/{standard}" for name, standard in ROLES)
        keys = len(self._marks) + len(self._annotations)
        return (
            f"<</Type/StructTreeRoot/K[{base} 0 R]/ParentTree {parent_tree} 0 R"
            f"/ParentTreeNextKey {keys}/RoleMap<<{roles}>>>>"
        ).encode("ascii")

    def parent_tree(self, base: int) -> bytes:
        """Mark numbers and annotations back to their elements (ISO 32000-1, 14.7.4.4)."""
        entries = b" ".join(b"%d %b" % entry for entry in self.parents(base))
        return b"<</Nums[%b]>>" % entries

    def parents(self, base: int) -> Iterator[tuple[int, bytes]]:
        """The entries of that tree."""
        for page, marks in enumerate(self._marks):
            yield page, f"[{' '.join(f'{base + number} 0 R' for number in marks)}]".encode("ascii")
        for key, number in enumerate(self._annotations, len(self._marks)):
            yield key, f"{base + number} 0 R".encode("ascii")


def _element(element: Element, base: int, root: int, pages: list[int]) -> bytes:
    tag = element.tag
    parent = base + element.parent if element.parent >= 0 else root
    page = "" if element.page is None else f"/Pg {pages[element.page]} 0 R"
    kids = [_kid(kid, base, pages) for kid in element.kids]
    held = f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]" if kids else ""
    return f"<</S/{tag.kind}/P {parent} 0 R{page}{_details(tag)}{held}>>".encode("ascii")


def _details(tag: Tag) -> str:
    """What most elements do not have."""
    said = f"/Lang{text_string(tag.language)}" if tag.language else ""
    if tag.alt is not None:
        said += f"/Alt{text_string(tag.alt)}"
    if tag.title:
        said += f"/T{text_string(tag.title)}"
    if tag.attributes:
        said += f"/A{tag.attributes}"
    return said + f"/ID{text_string(tag.id)}" if tag.id else said


def _kid(kid: int | _Elsewhere, base: int, pages: list[int]) -> str:
    if isinstance(kid, int):
        return str(kid) if kid >= 0 else f"{base + ~kid} 0 R"
    if kid.annotation:
        return f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {pages[kid.page]} 0 R>>"
    return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>"


def text_string(text: str) -> str:
    """A PDF text string (ISO 32000-1, 7.9.2.2): a literal for plain ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    marked = "\ufeff" + text
    return f"<{marked.encode('utf-16-be').hex().upper()}>"
