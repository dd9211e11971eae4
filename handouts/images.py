"""Pictures from the project's own folder, decoded and bounded before they come near a page.

A file is only data: it is opened if it lies inside the project, is an ordinary file, says PNG or JPEG in its first
bytes, and has no more pixels than a page can use. It is decoded whole, so damage shows here and not at the printer.
"""

from __future__ import annotations

import os
import stat
import warnings
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.model import Handout, Idea, Image, Section
from handouts.problems import Problem
from handouts.records import Same, dataclass

#: Sections that are remembered with the names of their pictures.
_KEPT = 4096
_MAGIC = MappingProxyType({b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"})
_MOST_PIXELS = 20_000_000
_MOST_BYTES = 20_000_000
_TOO_MANY = f"has more than {_MOST_PIXELS // 1_000_000} million pixels"
#: Wider pictures are reduced: 7.5 in at 300 pixels an inch is all that paper shows.
_WIDEST = 2250
#: Where a handout may have pictures, and how many kinds of parts are remembered with those that they have.
_FIELDS, _KINDS = ("body", "sections", "questions", "answer", "items", "nested", "easy", "ideas"), 64


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded image: RGB, 8 bits a channel, rows from the top. ``size`` is width and height in pixels."""

    pixels: bytes
    size: tuple[int, int]


Pictures = Mapping[str, Picture]


def pictures_of(handout: Handout, project: Path) -> tuple[dict[str, Picture], list[Problem]]:
    """Every picture a handout shows, by its name in the content, and what is wrong with the others."""
    found: dict[str, Picture] = {}
    problems: list[Problem] = []
    for image in _images(handout.sections):
        if image.file in found:
            continue
        result = load_picture(image.file, project)
        if isinstance(result, Picture):
            found[image.file] = result
        else:
            problems.append(Problem("bad-image", f"the image '{image.file}' {result}", image.place, _HINT))
    return found, problems


def files_of(handout: Handout, project: Path) -> dict[str, bytes]:
    """The bytes of every picture file a handout shows, less those that cannot be read: ``pictures_of`` tells them."""
    found = {name: _read(name, project) for section in handout.sections for name in _names(Same(section))}
    return {name: data for name, data in found.items() if isinstance(data, bytes)}


_HINT = "use a PNG or JPEG file inside the folder that holds the content file"


def load_picture(name: str, project: Path) -> Picture | str:
    """A picture, or in words what is wrong with it. Never raises for what is in a file."""
    data = _read(name, project)
    return data if isinstance(data, str) else _decode(data)


def _read(name: str, project: Path) -> bytes | str:
    if "://" in name or name.startswith("data:"):
        return "is an address: images are never fetched"
    path = Path(name)
    if path.is_absolute() or ".." in path.parts:
        return "lies outside the project"
    full = project / path
    try:
        resolved = full.resolve(strict=True)
        if not resolved.is_relative_to(project.resolve()):
            return "leads outside the project"
        if not stat.S_ISREG(os.stat(resolved).st_mode):
            return "is not an ordinary file"
        if os.stat(resolved).st_size > _MOST_BYTES:
            return f"is larger than {_MOST_BYTES // 1_000_000} MB"
        return resolved.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is not one"
        return f"cannot be read ({reason})"


def _decode(data: bytes) -> Picture | str:
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None:
        return "is neither PNG nor JPEG"
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings(), Pillow.open(BytesIO(data), formats=[kind]) as opened:
            warnings.simplefilter("error")
            if opened.width * opened.height > _MOST_PIXELS:
                return _TOO_MANY
            if getattr(opened, "n_frames", 1) > 1:
                return "is animated"
            opened.load()
            image = opened.convert("RGBA") if "A" in opened.getbands() or "transparency" in opened.info else opened
            if image.mode == "RGBA":
                paper = Pillow.new("RGBA", image.size, "white")
                image = Pillow.alpha_composite(paper, image)
            image = image.convert("RGB")
            if image.width > _WIDEST:
                image = image.resize(
                    (_WIDEST, max(1, round(image.height * _WIDEST / image.width))), Pillow.Resampling.LANCZOS
                )
            return Picture(image.tobytes(), image.size)
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
        return _TOO_MANY
    except Exception as error:  # noqa: BLE001  # Pillow's decoders raise many kinds for damaged files; each means the same to an author
        return f"is damaged ({type(error).__name__})"


@lru_cache(maxsize=_KINDS)
def _holding(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of part in which there may be pictures."""
    own = getattr(kind, "__dataclass_fields__", ())
    return tuple(name for name in _FIELDS if name in own)


@lru_cache(maxsize=_KEPT)
def _names(section: Same[Section]) -> tuple[str, ...]:
    return tuple(image.file for image in _images((section.thing,)))


def _images(sections: tuple[Section, ...]) -> list[Image]:
    """Every picture of a file, those of easy read too: one list tells what a text is made of."""
    out: list[Image] = []

    def walk(part: object) -> None:
        if isinstance(part, Image):
            out.append(part)
        elif isinstance(part, Idea):
            out.extend([Image(part.file, part.alt, None, part.place)] if part.file else [])
        elif isinstance(part, tuple):
            for entry in part:
                walk(entry)
        else:
            kind: Any = type(part)
            for name in _holding(kind):
                entry = getattr(part, name)
                if isinstance(entry, tuple):
                    walk(entry)

    walk(sections)
    return out
