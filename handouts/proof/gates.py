"""The gates a finished PDF must pass before anyone may print it.

Gate 1, every character has a glyph, stands before the layout (``checks``). Here: the words are all there, once, in
order, with their spaces; they lie where they can be printed, large enough, dark enough, not on top of each other; and
there is ink where they are said to be.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from handouts.proof.expected import Piece
from handouts.proof.reader import SCALE, PageSeen, Shown
from handouts.theme import contrast

_ARTIFACT = "Artifact"
#: What a reader may leave out or put in at a line's end: soft hyphen, zero-width marks.
_DROPPED = dict.fromkeys((0x00AD, 0x200B, 0xFEFF))
#: How far ink may lie from where the text object says it is, in points: two pixels of the picture.
_SLACK = 2 / SCALE
#: The widest white inside a line, in ems: a word space and its neighbors' side bearings take 0.45 at most.
_WIDEST_GAP = 0.75
_OVERLAP = 0.25
#: Levels of gray, of 255, that ink differs at least from what is behind it.
_SEEN = 24
_TOUCH = 1.5
_MARK_REACH = 0.7


@dataclass(frozen=True, slots=True)
class Rules:
    """What a page must keep to: sizes and margins in points, contrast as a ratio."""

    body: float
    small: float
    contrast: float
    printable: float
    left: float
    right: float


def normal(text: str) -> str:
    """Text as it is compared: compatibility forms spelled out, invisible marks dropped."""
    return unicodedata.normalize("NFKC", text.translate(_DROPPED))


def stream_problem(seen: Sequence[PageSeen], pieces: Sequence[Piece]) -> str | None:
    """Is every word there, once and in order, and are the spaces where they were? The first difference, in words."""
    content = "".join(_with_breaks(page.shown) for page in seen)
    expected = normal("".join(piece.text for piece in pieces))
    found = normal(content)
    if "".join(found.split()) != "".join(expected.split()):
        return _difference(expected.split(), found.split())
    if found.split() != expected.split():
        return "spaces are lost or added: " + _difference(expected.split(), found.split())
    return None


def _with_breaks(shown: Sequence[Shown]) -> str:
    """The tagged text of a page. Marked content that begins elsewhere than where the last one ended begins a word.

    PDFium gives U+0002 for a hyphen at a line's end: alone it is a word broken by the engine, after letters a real one.
    """
    parts: list[str] = []
    last: Shown | None = None
    for item in shown:
        if item.mark == _ARTIFACT:
            continue
        if last is not None and item.sequence != last.sequence:
            moved = (
                abs(item.bottom - last.bottom) > last.size * 0.8 or not -1 < item.left - last.right < last.size * 1.2
            )
            parts.append("\n" if moved else "")
        text = item.text.replace("\ufffe", "\x02")
        parts.append("" if text == "\x02" else text.replace("\x02", "-"))
        last = item
    parts.append("\n")
    return "".join(parts)


def furniture_problem(page: PageSeen, words: Sequence[str], heads: Sequence[str]) -> str | None:
    """Does the page carry its fixed words, and no other undeclared text? Header rows may come again."""
    found = "".join("".join(normal(item.text).split()) for item in page.shown if item.mark == _ARTIFACT)
    for text in words:
        flat = "".join(normal(text).split())
        if flat not in found:
            return f"the fixed words '{text}' are not on the page"
        found = found.replace(flat, "\n", 1)
    for text in heads:
        found = found.replace("".join(normal(text).split()), "\n")
    rest = found.replace("\n", "")
    return f"'{rest[:40]}' is on the page as decoration, but it is text" if rest else None


def place_problems(page: PageSeen, rules: Rules, small: Sequence[bool]) -> Iterator[str]:
    """Boxes inside page and frame, sizes, contrast, and no text over other text. ``small`` matches ``page.shown``."""
    for item, is_small in zip(page.shown, small, strict=True):
        if not item.text.strip():
            continue
        words = item.text.strip()[:40]
        edge = rules.printable
        inside = (
            item.left >= edge
            and item.bottom >= edge
            and item.right <= page.width - edge
            and item.top <= page.height - edge
        )
        if not inside:
            yield f"'{words}' lies outside the printable area"
        elif item.left < rules.left - 1 or item.right > page.width - rules.right + item.size * 0.4 + 1:
            yield f"'{words}' runs out of its column"
        least = rules.small if is_small else rules.body
        if item.size < least - 0.01:
            yield f"'{words}' is {item.size:.1f} pt, less than {least:g} pt"
        if not item.opaque:
            yield f"'{words}' is drawn transparent or as an outline"
    yield from _overlaps(page.shown)


def _overlaps(shown: Sequence[Shown]) -> Iterator[str]:
    inked = sorted((item for item in shown if item.text.strip()), key=lambda item: -item.top)
    for index, upper in enumerate(inked):
        for lower in inked[index + 1 :]:
            if lower.top <= upper.bottom:
                break
            high = min(upper.top, lower.top) - max(upper.bottom, lower.bottom)
            wide = min(upper.right, lower.right) - max(upper.left, lower.left)
            # A combining mark reaches back over its letter; its advance does not tell how far.
            least = _MARK_REACH * upper.size if upper.sequence == lower.sequence else _TOUCH
            if high > _OVERLAP * min(upper.top - upper.bottom, lower.top - lower.bottom) and wide > least:
                yield f"'{upper.text.strip()[:40]}' and '{lower.text.strip()[:40]}' lie on each other"


def ink_problems(page: PageSeen, rules: Rules) -> Iterator[str]:
    """Is there ink under every text object, from end to end, and does it stand out from what is behind it?"""
    for item in page.shown:
        if item.text.strip():
            problem = _ink_problem(page, item, rules)
            if problem:
                yield f"'{item.text.strip()[:40]}' {problem}"


def _ink_problem(page: PageSeen, item: Shown, rules: Rules) -> str | None:
    picture = page.picture
    left, right = int(item.left * SCALE) - 2, int(item.right * SCALE) + 3
    upper, lower = int((page.height - item.top) * SCALE) - 2, int((page.height - item.bottom) * SCALE) + 3
    crop = picture.crop((max(0, left), max(0, upper), min(picture.width, right), min(picture.height, lower)))
    if not crop.width or not crop.height:
        return "has no ink"
    histogram = crop.histogram()
    behind = max(range(256), key=histogram.__getitem__)
    gray = behind / 255
    ratio = contrast(tuple(channel / 255 for channel in item.color), (gray, gray, gray))  # type: ignore[arg-type]
    if ratio < rules.contrast:
        return f"has a contrast of {ratio:.1f}:1 to what is behind it, less than {rules.contrast:g}:1"
    ink = Image.frombytes("L", crop.size, crop.tobytes().translate(_ink_table(behind)))
    box = ink.getbbox()
    if box is None:
        return "has no ink"
    trailing = item.text[len(item.text.rstrip()) :]
    leading = item.text[: len(item.text) - len(item.text.lstrip())]
    slack = _SLACK * SCALE + 2.5
    wide = slack + (0.45 * item.size * SCALE if trailing else 0)
    lead = slack + (0.45 * item.size * SCALE if leading else 0)
    if box[0] > lead or crop.width - box[2] > wide or box[1] > slack or crop.height - box[3] > slack:
        return "is cut off or partly covered"
    gap = _widest_gap(ink, box)
    if gap > _WIDEST_GAP * item.size * SCALE:
        return f"has a hole {gap / SCALE:.0f} pt wide in it"
    return None


@lru_cache(maxsize=256)
def _ink_table(behind: int) -> bytes:
    """Which grays count as ink on a ground: those that differ from it enough to be seen."""
    return bytes(255 if abs(value - behind) > _SEEN else 0 for value in range(256))


def _widest_gap(ink: Image.Image, box: tuple[int, int, int, int]) -> int:
    row = ink.crop(box).resize((box[2] - box[0], 1), Image.Resampling.BOX).tobytes()
    widest = run = 0
    for part in row.split(b"\x00"):
        if part:
            widest, run = max(widest, run), 1
        else:
            run += 1
    return max(widest, run) - 1 if widest or run else 0


def _difference(expected: Sequence[str], found: Sequence[str]) -> str:
    index = 0
    while index < min(len(expected), len(found)) and expected[index] == found[index]:
        index += 1
    want = " ".join(expected[max(0, index - 3) : index + 4]) or "(nothing)"
    have = " ".join(found[max(0, index - 3) : index + 4]) or "(nothing)"
    return f"the content says '{want}', the PDF says '{have}'"
