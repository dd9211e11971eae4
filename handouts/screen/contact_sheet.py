"""One page that shows every sheet in a folder by its first page, for staff: to look, choose and open. No network."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from handouts.records import dataclass
from handouts.screen.look import colors
from handouts.theme import Theme

T = TypeVar("T")

_HERE = Path(__file__).parent
#: Pixels across a small picture: twice its width on the page, for sharp screens.
_WIDE = 300
_QUALITY = 60


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture of a first page: the address that holds it, and its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class File:
    """One file of a sheet. ``edition`` and ``paper`` are words, empty where it has none; ``size`` is in bytes.

    ``fold`` says how it is folded, and if this is the file to print. ``picture`` is None for what has no pages to see.
    """

    name: str
    form: str
    edition: str
    paper: str
    style: str
    pages: int
    size: int
    fold: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All files of one text in one language, with where it stands in words and why. ``mark``: good, draft or stop."""

    id: str
    title: str
    kind: str
    language: str
    language_name: str
    version: str
    code: str
    standing: str
    because: str
    mark: str
    topics: tuple[str, ...]
    words: tuple[str, ...]
    files: tuple[File, ...]

    @property
    def sought(self) -> str:
        """What the search looks into, in small letters."""
        return " ".join((self.id, self.title, self.code, *self.topics, *self.words)).casefold()


def contact_sheet(
    clinic: str, day: str, shelves: Sequence[Shelf], theme: Theme, words: Mapping[str, str], language: str
) -> str:
    """The page. ``day`` is the one on which the standings hold (ISO 8601), ``words`` are those for staff in a language.

    All content is escaped by the template.
    """
    from jinja2 import Environment, StrictUndefined

    script = (_HERE / "contact_sheet.js").read_text(encoding="utf-8")
    seal = base64.b64encode(sha256(script.encode()).digest()).decode("ascii")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((_HERE / "contact_sheet.html").read_text(encoding="utf-8"))
    files = [file for shelf in shelves for file in shelf.files]
    text: str = template.render(
        clinic=clinic,
        day=day,
        shelves=shelves,
        words=words,
        language=language,
        total=len(files),
        topics=_once(topic for shelf in shelves for topic in shelf.topics),
        languages=_once((shelf.language, shelf.language_name) for shelf in shelves),
        kinds=_once(shelf.kind for shelf in shelves),
        editions=_once(file.edition for file in files if file.edition),
        forms=_once(file.form for file in files),
        colors=colors(theme),
        style=(_HERE / "contact_sheet.css").read_text(encoding="utf-8"),
        script=script,
        seal=f"sha256-{seal}",
    )
    return text


def _once(found: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(found))


def first_page(data: bytes) -> tuple[Picture, int]:
    """A small picture of a PDF's first page, and the number of its pages."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        page = document[0]
        picture = page.render(scale=_WIDE / page.get_width()).to_pil()
        out = BytesIO()
        picture.save(out, "WEBP", quality=_QUALITY, method=6)
        address = "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode("ascii")
        return Picture(address, picture.width, picture.height), len(document)
    finally:
        document.close()
