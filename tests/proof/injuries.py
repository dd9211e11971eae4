"""Seeded injuries to good documents: each takes away, moves, hides or changes something that a patient would miss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from io import BytesIO
from random import Random
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageChops

from handouts.markup import Inline
from handouts.model import Handout
from handouts.words import right_to_left
from tests.engine import Made

_SCALE = 1.5
#: How much a pixel must change before a person can see it.
_SEEN = 48


@dataclass(frozen=True, slots=True)
class Injury:
    """What was done, to which page (None: the whole), and what the proof is now given."""

    kind: str
    what: str
    data: bytes
    handout: Handout


Glyph = tuple[int, float]  # glyph id, kerning after it in thousandths


@dataclass(slots=True)
class Show:
    """A ``TJ`` and the state it is painted in. ``placed`` tells that a ``Tm`` of its own stands just before it."""

    index: int
    font: str
    size: float
    color: tuple[float, ...]
    x: float
    y: float
    placed: bool
    spoken: bool
    artifact: bool
    glyphs: list[Glyph]
    text: list[str]

    @property
    def letters(self) -> list[int]:
        """Positions of glyphs that leave ink."""
        return [index for index, text in enumerate(self.text) if text.strip(" \u00a0")]


Operator = tuple[list[Any], str]
#: How far apart two pieces of one line are, in text objects.
_NEAR = 6


class Sheet:
    """A PDF open for surgery: pages as lists of (operands, operator)."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        self.codes: dict[int, list[Operator]] = {}

    def page(self, number: int) -> list[Operator]:
        if number not in self.codes:
            self.codes[number] = [
                (list(part.operands), str(part.operator))
                for part in pikepdf.parse_content_stream(self.pdf.pages[number])
            ]
        return self.codes[number]

    def saved(self) -> bytes:
        for number, code in self.codes.items():
            stream = pikepdf.unparse_content_stream([(part, pikepdf.Operator(name)) for part, name in code])
            self.pdf.pages[number].Contents = self.pdf.make_stream(stream)
        out = BytesIO()
        self.pdf.save(out, static_id=True)
        return out.getvalue()


class Font:
    """What an embedded font says of its glyphs: their texts and advances in thousandths."""

    def __init__(self, font: pikepdf.Object) -> None:
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        self.text = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap.split("endcodespacerange", 1)[1])
        }
        self.width: dict[int, float] = {}
        widths = list(font.DescendantFonts[0].W)
        for first, row in zip(widths[::2], widths[1::2], strict=True):
            self.width.update({int(first) + index: float(width) for index, width in enumerate(row)})


def _glyphs(array: Sequence[Any]) -> list[Glyph]:
    out: list[Glyph] = []
    for part in array:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            out += [(int.from_bytes(data[at : at + 2], "big"), 0.0) for at in range(0, len(data), 2)]
        elif out:
            out[-1] = (out[-1][0], out[-1][1] + float(part))
    return out


def _shown(glyphs: Sequence[Glyph]) -> Operator:
    array: list[Any] = []
    for glyph, kern in glyphs:
        array.append(pikepdf.String(glyph.to_bytes(2, "big")))
        if kern:
            array.append(round(kern, 1))
    return [pikepdf.Array(array)], "TJ"


@dataclass(slots=True)
class Surgeon:
    """A document on the table: its shows and what a renderer makes of it."""

    made: Made
    shows: list[list[Show]]
    fonts: Mapping[str, Font]
    pictures: list[Image.Image]

    def width(self, show: Show, start: int, end: int) -> float:
        """Points from the left of glyph ``start`` to the left of glyph ``end``."""
        font = self.fonts[show.font]
        return sum(font.width.get(glyph, 0.0) - kern for glyph, kern in show.glyphs[start:end]) * show.size / 1000

    def behind(self, page: int, show: Show) -> tuple[float, float, float]:
        """The color behind a line."""
        picture = self.pictures[page]
        left, right = show.x, show.x + self.width(show, 0, len(show.glyphs))
        top, bottom = picture.height / _SCALE - show.y - show.size, picture.height / _SCALE - show.y
        crop = picture.crop(tuple(int(side * _SCALE) for side in (left, top, right, bottom)))  # type: ignore[arg-type]
        colors: Any = crop.getcolors(crop.width * crop.height)
        red, green, blue = max(colors)[1]
        return red / 255, green / 255, blue / 255


def operate(made: Made) -> Surgeon:
    sheet = Sheet(made.sheet.data)
    resources = sheet.pdf.pages[0].Resources.Font
    fonts = {str(name): Font(resources[name]) for name in dict(resources)}
    shows = [list(_find(sheet.page(number), fonts)) for number in range(len(sheet.pdf.pages))]
    return Surgeon(made, shows, fonts, [render(made.sheet.data, number, "RGB") for number in range(len(shows))])


def _find(code: Sequence[Operator], fonts: Mapping[str, Font]) -> Iterator[Show]:
    font, size, color = "", 0.0, (0.0, 0.0, 0.0)
    x = y = 0.0
    marks: list[str] = []
    for index, (operands, name) in enumerate(code):
        if name == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif name == "rg":
            color = (float(operands[0]), float(operands[1]), float(operands[2]))
        elif name == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif name in {"BDC", "BMC"}:
            marks.append(str(operands[0]))
        elif name == "EMC":
            marks.pop()
        elif name == "TJ":
            glyphs = _glyphs(operands[0])
            text = [fonts[font].text.get(glyph, "\ufffd") for glyph, _ in glyphs]
            if "".join(text).strip(" \u00a0"):
                placed = code[index - 1][1] == "Tm"
                yield Show(
                    index, font, size, color, x, y, placed, "/Span" in marks[1:], "/Artifact" in marks, glyphs, text
                )


def render(data: bytes, page: int, mode: str = "L") -> Image.Image:
    document = pdfium.PdfDocument(data)
    try:
        picture: Image.Image = document[page].render(scale=_SCALE, grayscale=mode == "L").to_pil()
        return picture.convert(mode)
    finally:
        document.close()


def looks_different(before: bytes, after: bytes, page: int) -> bool:
    """Would a person see a difference on this page?"""
    change = ImageChops.difference(render(before, page), render(after, page))
    return bool(change.getextrema()[1] >= _SEEN)  # type: ignore[operator]


# --- injuries to the page ---------------------------------------------------------------------------------------------

#: Changes the code of a page, or gives None where this show cannot be injured so. Gives the page's new code.
Cut = Callable[[Surgeon, int, Show, list[Operator], Random], list[Operator] | None]


def _with(code: list[Operator], show: Show, *operators: Operator) -> list[Operator]:
    return [*code[: show.index], *operators, *code[show.index + 1 :]]


def _drop_line(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    return None if show.spoken else _with(code, show)


def _drop_glyph(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    at = random.choice(show.letters)
    return _with(code, show, _shown(show.glyphs[:at] + show.glyphs[at + 1 :])) if not show.spoken else None


def _blank_glyph(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """A letter becomes a space of its width."""
    at = random.choice(show.letters)
    space = next((glyph for glyph, text in table.fonts[show.font].text.items() if text == " "), None)
    if space is None or show.spoken:
        return None
    return _with(code, show, _shown([*show.glyphs[:at], (space, 0.0), *show.glyphs[at + 1 :]]))


def _swap_glyphs(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    pairs = [at for at in range(len(show.glyphs) - 1) if show.text[at] != show.text[at + 1]]
    if not pairs or show.spoken:
        return None
    at = random.choice(pairs)
    glyphs = [*show.glyphs]
    glyphs[at], glyphs[at + 1] = glyphs[at + 1], glyphs[at]
    return _with(code, show, _shown(glyphs))


def _wrong_glyph(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    at = random.choice(show.letters)
    other = [glyph for glyph, text in table.fonts[show.font].text.items() if text not in {show.text[at], " "}]
    if not other or show.spoken:
        return None
    glyph = random.choice([random.choice(other), random.randrange(1, 300)])
    if table.fonts[show.font].text.get(glyph) == show.text[at]:
        return None
    return _with(code, show, _shown([*show.glyphs[:at], (glyph, show.glyphs[at][1]), *show.glyphs[at + 1 :]]))


def _lose_space(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """The blank stays to be seen: only what reads aloud would run the words together."""
    spaces = [at for at, text in enumerate(show.text) if text == " " and at]
    if not spaces:
        return None
    at = random.choice(spaces)
    glyph, kern = show.glyphs[at - 1]
    gap = table.fonts[show.font].width.get(show.glyphs[at][0], 0.0) - show.glyphs[at][1]
    return _with(code, show, _shown([*show.glyphs[: at - 1], (glyph, kern - gap), *show.glyphs[at + 1 :]]))


def _add_space(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    space = next((glyph for glyph, text in table.fonts[show.font].text.items() if text == " "), None)
    inner = [at for at in range(1, len(show.text)) if (show.text[at - 1] + show.text[at]).isalpha()]
    if space is None or not inner or show.artifact or show.spoken:
        return None
    at = random.choice(inner)
    return _with(code, show, _shown([*show.glyphs[:at], (space, 0.0), *show.glyphs[at:]]))


def _duplicate(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    if not show.placed:
        return None
    down = _placed(show.x, show.y - random.uniform(8, 60))
    return _with(code, show, code[show.index], down, code[show.index])


def _placed(x: float, y: float, a: float = 1, d: float = 1, b: float = 0, c: float = 0) -> Operator:
    return [a, b, c, d, round(x, 2), round(y, 2)], "Tm"


def _moved(show: Show, code: list[Operator], tm: Operator) -> list[Operator]:
    return [*code[: show.index - 1], tm, *code[show.index :]]


def _off_page(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    if not show.placed:
        return None
    width, height = (side / _SCALE for side in table.pictures[page].size)
    # At least one whole letter goes beyond the edge of the page.
    last = show.x - show.size - table.width(show, 0, len(show.glyphs))
    place = random.choice(
        [
            (width + random.uniform(last - show.x, 50), show.y),
            (random.uniform(-300, -show.size), show.y),
            (show.x, height + random.uniform(-2, 50)),
            (show.x, random.uniform(-50, -show.size)),
        ]
    )
    return _moved(show, code, _placed(*place))


def _onto(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    others = [other for other in table.shows[page] if other.index != show.index and other.placed]
    if not show.placed or not others:
        return None
    other = random.choice(others)
    return _moved(show, code, _placed(other.x + random.uniform(-1, 1), other.y + random.uniform(-2, 2)))


def _swap_lines(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """Two neighboring lines change places on paper, not in what is read aloud."""
    other = _neighbor(table, page, show)
    if other is None or (show.x, show.y) == (other.x, other.y):
        return None
    first, second = other.x, show.x
    if right_to_left(table.made.handout.language):  # there lines are level on the right
        wider = table.width(other, 0, len(other.glyphs)) - table.width(show, 0, len(show.glyphs))
        first, second = first + wider, second - wider
    return _moved(other, _moved(show, code, _placed(first, other.y)), _placed(second, show.y))


def _swap_pieces(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """Two pieces of one line, such as two drug names among Arabic, change places on paper, and cover nothing."""
    shows = table.shows[page]
    others = [
        other
        for other in shows[shows.index(show) + 1 : shows.index(show) + _NEAR]
        if other.placed and show.placed and not show.artifact and not other.artifact
        if other.y == show.y and other.x != show.x and other.text != show.text
        if any(map(str.isalnum, "".join(show.text))) and any(map(str.isalnum, "".join(other.text)))
    ]
    if not others:
        return None
    left, right = sorted((show, random.choice(others)), key=lambda one: one.x)
    widths = [table.width(one, 0, len(one.glyphs)) for one in (left, right)]
    code = _moved(left, code, _placed(right.x + widths[1] - widths[0], right.y))
    return _moved(right, code, _placed(left.x, left.y))


def _swap_texts(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """Two neighboring lines change places in what is read aloud as well."""
    other = _neighbor(table, page, show)
    if other is None or other.text == show.text:
        return None
    code = [*code]
    code[show.index], code[other.index] = code[other.index], code[show.index]
    return code


def _neighbor(table: Surgeon, page: int, show: Show) -> Show | None:
    shows = table.shows[page]
    at = shows.index(show) + 1
    if at == len(shows) or not show.placed or not shows[at].placed or show.artifact != shows[at].artifact:
        return None
    other = shows[at]
    widths = [table.width(one, 0, len(one.glyphs)) for one in (show, other)]
    over = min(show.x + widths[0], other.x + widths[1]) - max(show.x, other.x)
    # Side by side and on different lines they may be two columns, which are read one after the other.
    return other if not show.artifact and (over > other.size or show.y == other.y) else None


def _shrink(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    factor = random.uniform(0.2, 0.7) if show.size <= 12 else random.uniform(0.1, 0.7 * 12 / show.size)
    code = [*code]
    code.insert(show.index + 1, ([pikepdf.Name(show.font), show.size], "Tf"))
    code.insert(show.index, ([pikepdf.Name(show.font), round(show.size * factor, 2)], "Tf"))
    return code


def _squeeze(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    if not show.placed:
        return None
    factor = random.uniform(0.2, 0.7) if show.size <= 12 else random.uniform(0.1, 0.7 * 12 / show.size)
    a, d = random.choice([(1, factor), (factor, 1), (factor, factor)])
    return _moved(show, code, _placed(show.x, show.y, round(a, 3), round(d, 3)))


def _turn(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    if not show.placed:
        return None
    width = table.width(show, 0, len(show.glyphs))
    a, b, c, d, dx = random.choice(
        [(-1, 0, 0, 1, width), (1, 0, 0, -1, 0), (-1, 0, 0, -1, width), (0, 1, -1, 0, 0), (0.9, 0.44, -0.44, 0.9, 0)]
    )
    return _moved(show, code, _placed(show.x + dx, show.y + (show.size / 2 if d < 0 else 0), a, d, b, c))


def _part(show: Show, random: Random) -> tuple[int, int] | None:
    """Two letters or more that stand together."""
    pairs = [at for at in show.letters if at + 1 in set(show.letters)]
    if not pairs:
        return None
    start = random.choice(pairs)
    end = start + 2
    while end in set(show.letters) and random.random() < 0.7:
        end += 1
    return start, end


def _whiten(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """All of a line, or letters within it, in the color behind it or nearly so."""
    behind = table.behind(page, show)
    share = random.choice([0.0, 0.0, random.uniform(0.0, 0.3)])
    faint = tuple(round(b + (c - b) * share, 4) for b, c in zip(behind, show.color, strict=True))
    part = _part(show, random) if random.random() < 0.6 and show.glyphs else (0, len(show.glyphs))
    if part is None or show.spoken:
        return None
    start, end = part
    back: Operator = ([*show.color], "rg")
    return _with(
        code,
        show,
        _shown(show.glyphs[:start]),
        ([*faint], "rg"),
        _shown(show.glyphs[start:end]),
        back,
        _shown(show.glyphs[end:]),
    )


def _invisible(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    mode = random.choice([1, 3, 7])
    if mode == 7:
        return None if not show.placed else _with(code, show, ([3], "Tr"), code[show.index], ([0], "Tr"))
    return _with(code, show, ([mode], "Tr"), code[show.index], ([0], "Tr"))


def _cover(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    part = _part(show, random)
    if not show.placed or part is None:
        return None
    left, wide = show.x + table.width(show, 0, part[0]), table.width(show, *part)
    box = [round(value, 2) for value in (left, show.y - 0.3 * show.size, wide, 1.3 * show.size)]
    patch: list[Operator] = [
        ([], "q"),
        ([pikepdf.Name.Artifact], "BMC"),
        ([*table.behind(page, show)], "rg"),
        (box, "re"),
        ([], "f"),
        ([], "EMC"),
        ([], "Q"),
    ]
    return [*code, *patch]


def _clip(table: Surgeon, page: int, show: Show, code: list[Operator], random: Random) -> list[Operator] | None:
    """Letters at either end, the upper or the lower half, or everything is cut away."""
    if not show.placed or show.spoken or code[show.index + 1][1] == "BDC":
        return None
    width, size = table.width(show, 0, len(show.glyphs)), show.size
    letters = show.letters
    first, last = table.width(show, 0, letters[0] + 1), table.width(show, 0, letters[-1])
    box = random.choice(
        [
            (show.x + first, show.y - size, width, 3 * size),
            (show.x - size, show.y - size, last + size, 3 * size),
            (show.x - size, show.y - size, width + 2 * size, 1.25 * size),
            (show.x - size, show.y + 0.25 * size, width + 2 * size, 2 * size),
            (show.x, show.y, 0.01, 0.01),
        ]
    )
    inside: list[Operator] = [
        ([], "ET"),
        ([], "q"),
        ([round(value, 2) for value in box], "re"),
        ([], "W"),
        ([], "n"),
        ([], "BT"),
        code[show.index - 1],
        code[show.index],
        ([], "ET"),
        ([], "Q"),
        ([], "BT"),
        code[show.index - 1],
    ]
    return _with(code, show, *inside)


CUTS: Mapping[str, Cut] = {
    "drop line": _drop_line,
    "drop glyph": _drop_glyph,
    "blank glyph": _blank_glyph,
    "swap glyphs": _swap_glyphs,
    "wrong glyph": _wrong_glyph,
    "lose space": _lose_space,
    "add space": _add_space,
    "duplicate": _duplicate,
    "off the page": _off_page,
    "onto another line": _onto,
    "swap lines": _swap_lines,
    "swap pieces": _swap_pieces,
    "swap texts": _swap_texts,
    "shrink": _shrink,
    "squeeze": _squeeze,
    "turn": _turn,
    "whiten": _whiten,
    "invisible": _invisible,
    "cover": _cover,
    "clip": _clip,
}
#: What changes nothing to be seen, or not always: only what is read aloud.
_UNSEEN = frozenset({"lose space"})


def cut(table: Surgeon, kind: str, random: Random) -> Injury | None:
    """One injury of this kind at a random place; None where there the page would look as before."""
    page = random.randrange(len(table.shows))
    show = random.choice(table.shows[page])
    sheet = Sheet(table.made.sheet.data)
    code = CUTS[kind](table, page, show, sheet.page(page), random)
    if code is None:
        return None
    sheet.codes[page] = code
    data = sheet.saved()
    if kind not in _UNSEEN and not looks_different(table.made.sheet.data, data, page):
        return None
    return Injury(kind, f"page {page + 1}: '{''.join(show.text)[:40]}'", data, table.made.handout)


# --- injuries to the file --------------------------------------------------------------------------------------------


def _pages(table: Surgeon, kind: str, random: Random) -> Injury | None:
    sheet = Sheet(table.made.sheet.data)
    pages = sheet.pdf.pages
    if len(pages) < 2:
        return None
    first, second = sorted(random.sample(range(len(pages)), 2))
    if kind == "page removed":
        del pages[first]
    elif kind == "page twice":
        pages.insert(second, pages[first])
    else:
        one, two = pages[first].obj, pages[second].obj
        pages[first], pages[second] = pikepdf.Page(two), pikepdf.Page(one)
    return Injury(kind, f"pages {first + 1} and {second + 1}", sheet.saved(), table.made.handout)


# --- injuries to the story -------------------------------------------------------------------------------------------


def _story(table: Surgeon, kind: str, random: Random) -> Injury | None:
    """The content changes after the PDF was made."""
    texts = [text for text in _inlines(table.made.handout) if any(run.text.strip() for run in text.runs)]
    text = random.choice(texts)
    number = random.choice([index for index, run in enumerate(text.runs) if run.text.strip()])
    run = text.runs[number]
    words = run.text.split(" ")
    at = random.choice([index for index, word in enumerate(words) if word])
    if kind == "word dropped":
        words[at : at + 1] = []
    elif kind == "word changed":
        words[at] = random.choice(["not", words[at] + "s", words[at][:-1] + "x", words[at].swapcase() + "0"])
    elif kind == "word doubled":
        words.insert(at, words[at])
    else:
        other = next((index for index in range(at + 1, len(words)) if words[index] not in {"", words[at]}), None)
        if other is None:
            return None
        words[at], words[other] = words[other], words[at]
    new = " ".join(words)
    if " ".join(new.split()) == " ".join(run.text.split()):
        return None
    changed = replace(text, runs=(*text.runs[:number], replace(run, text=new), *text.runs[number + 1 :]))
    handout = _replaced(table.made.handout, text, changed)
    return Injury(kind, f"'{run.text[:40]}' → '{new[:40]}'", table.made.sheet.data, handout)


def _inlines(part: object) -> Iterator[Inline]:
    if isinstance(part, Inline):
        yield part
    elif isinstance(part, tuple):
        for entry in part:
            yield from _inlines(entry)
    elif hasattr(part, "__dataclass_fields__"):
        for entry in fields(part):  # type: ignore[arg-type]
            if entry.name != "easy":  # which another edition sets
                yield from _inlines(getattr(part, entry.name))


def _replaced(part: Any, old: Inline, new: Inline) -> Any:
    if part is old:
        return new
    if isinstance(part, tuple):
        return tuple(_replaced(entry, old, new) for entry in part)
    if hasattr(part, "__dataclass_fields__") and not isinstance(part, Inline):
        return replace(part, **{f.name: _replaced(getattr(part, f.name), old, new) for f in fields(part)})
    return part


Kind = Callable[[Surgeon, str, Random], Injury | None]
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(CUTS, cut),
    **dict.fromkeys(("page removed", "page twice", "pages swapped"), _pages),
    **dict.fromkeys(("word dropped", "word changed", "word doubled", "words swapped"), _story),
}


def injure(table: Surgeon, kind: str, random: Random) -> Injury | None:
    """An injury of this kind, or None where this place has nothing to injure so."""
    return KINDS[kind](table, kind, random)
