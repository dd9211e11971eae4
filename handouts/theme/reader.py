"""styles/*.yaml → Theme. A brand is a short file: ``extends`` names what it builds on, the rest is what differs.

Style files get the same errors as content: every one in a single run, with its place and a way out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from handouts.fonts import FontError, FontFile
from handouts.fonts import load as load_face
from handouts.problems import ContentError, Place, Problem, did_you_mean
from handouts.source import SIZE_LIMIT, Document, Mapping, Node, Scalar, load
from handouts.theme import tokens
from handouts.theme.tokens import Color, Theme, contrast

T = TypeVar("T")

#: The edition that every brand is by itself.
STANDARD = "standard"
_POINTS = MappingProxyType({"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54})
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?) ?(pt|in|mm|cm)")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_PATH = re.compile(rf"(?:(?:(?:{_NUMBER} ){{2}}[ml]|(?:{_NUMBER} ){{6}}c|h)(?: |$))+")
_CHOICES = MappingProxyType(
    {
        "band.shape": ("block", "stripe", "plain"),
        "callouts.shape": ("round", "square", "frame"),
        "text.hyphenation": ("none", "words"),
        "links.links": ("underline", "bold"),
        "wording.wording": ("full", "easy"),
    }
)
_TEXT_STYLES = (
    "title band summary heading subheading body label question callout "
    "reach caption number quiet source imprint footer notice citation"
)
_COLORS = "paper ink quiet brand on_brand accent tint rule link write disc"
_FONTS = "regular bold italic bolditalic"
_SCRIPTS = "latin cyrillic arabic devanagari hangul han"
_FONT_FILE = re.compile(r"([A-Za-z_]\w*)/([^/ ](?:[^ ]*[^/ ])?)(?: at ([1-9]00))?")
#: Looks that are remembered: some brands in some editions.
_KEPT = 16
_TONES = "info caution urgent"
#: Text styles that patients read and that the body size is the floor of; the others may be as small as small print.
_BODY_STYLES = ("body", "label", "question", "summary", "callout", "reach", "caption", "heading", "subheading", "title")


def load_theme(folder: Path, name: str, edition: str = STANDARD) -> tuple[Theme, tuple[Document, ...]]:
    """Read a brand and all it extends, with an edition laid over it. Raises ContentError with every problem found.

    The documents are given too, for showing source lines.
    """
    return _theme(folder, name, edition, tuple((path, _bytes(path)) for path in sorted(folder.glob("*.yaml"))))


@lru_cache(maxsize=_KEPT)
def _theme(
    folder: Path, name: str, edition: str, _files: tuple[tuple[Path, bytes | None], ...]
) -> tuple[Theme, tuple[Document, ...]]:
    """Read once while the style files hold the same bytes."""
    problems: list[Problem] = []
    documents, node = _layers(folder, name, problems)
    if edition != STANDARD and node is not None and not problems:
        layer, node = _edition(folder, edition, node, problems)
        documents += layer
    if node is None or problems:
        raise StyleError(problems, documents)
    theme = _Reader(problems).theme(node, edition)
    if theme is None or problems:
        raise StyleError(problems, documents)
    return theme, documents


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None where it cannot be used, which is told when it is needed."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= SIZE_LIMIT else None
    except OSError:
        return None


def length(text: str) -> float:
    """A length such as ``12 pt``, ``4 mm``, ``1.5 cm`` or ``0.5 in``, in points. Raises ValueError."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a length")
    return float(match[1]) * _POINTS[match[2]]


class StyleError(ContentError):
    """Style files have mistakes; ``documents`` are the files, for showing their lines."""

    def __init__(self, problems: Iterable[Problem], documents: tuple[Document, ...]) -> None:
        super().__init__(sorted(problems, key=lambda problem: problem.place or Place("")))
        self.documents = documents


def brands(folder: Path) -> tuple[str, ...]:
    """The brands there are: every style file that extends another."""
    names = []
    for path in sorted(folder.glob("*.yaml")):
        root = load(path, comments=True).root
        if isinstance(root, Mapping) and root.get("extends") is not None:
            names.append(path.stem)
    return tuple(names)


def editions(folder: Path) -> tuple[str, ...]:
    """The editions there are: the standard one, and every style file that says it is an edition."""
    return (STANDARD, *(name for name, _ in _edition_files(folder)))


def easy_editions(folder: Path) -> frozenset[str]:
    """The editions that set what a handout says in easy read, as their files say."""
    wordings = ((name, root.get("wording")) for name, root in _edition_files(folder))
    return frozenset(name for name, said in wordings if isinstance(said, Scalar) and said.text == "easy")


def _edition_files(folder: Path) -> Iterator[tuple[str, Mapping]]:
    for path in sorted(folder.glob("*.yaml")):
        root = load(path, comments=True).root
        if isinstance(root, Mapping) and root.get("edition") is not None:
            yield path.stem, root


def _edition(
    folder: Path, name: str, brand: Mapping, problems: list[Problem]
) -> tuple[tuple[Document, ...], Mapping | None]:
    """The tokens of a brand with those of an edition over them."""
    known = editions(folder)
    if name not in known:
        hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
        problems.append(Problem("unknown-style", f"there is no edition '{name}' in {folder.name}/", None, hint))
        return (), None
    document = load(folder / f"{name}.yaml", comments=True)
    problems += document.problems
    assert isinstance(document.root, Mapping)  # else it would not be known as an edition
    return (document,), _merge(brand, document.root)


def _layers(folder: Path, name: str, problems: list[Problem]) -> tuple[tuple[Document, ...], Mapping | None]:
    documents: list[Document] = []
    chain: list[Mapping] = []
    seen: list[str] = []
    place: Place | None = None
    wanted: str | None = name
    while wanted is not None:
        if wanted in seen:
            loop = " → ".join([*seen, wanted])
            problems.append(Problem("cyclic-extends", f"styles extend each other in a circle: {loop}", place))
            break
        seen.append(wanted)
        path = folder / f"{wanted}.yaml"
        known = sorted(entry.stem for entry in folder.glob("*.yaml"))
        if wanted not in known:
            hint = did_you_mean(wanted, known) or f"there are: {', '.join(known) or 'none'}"
            problems.append(Problem("unknown-style", f"there is no style '{wanted}' in {folder.name}/", place, hint))
            break
        document = load(path, comments=True)
        documents.append(document)
        problems += document.problems
        if not isinstance(document.root, Mapping):
            if not document.problems:
                problems.append(Problem("wrong-type", "a style file holds tokens as 'name: value'", Place(str(path))))
            break
        chain.append(document.root)
        base = document.root.get("extends")
        wanted = base.text if isinstance(base, Scalar) else None
        place = base.place if base is not None else None
    merged: Mapping | None = None
    for layer in reversed(chain):
        merged = layer if merged is None else _merge(merged, layer)
    return tuple(documents), merged


def _merge(base: Mapping, over: Mapping) -> Mapping:
    """``base`` with what ``over`` says differently, tables of tokens merged key by key."""
    entries = {key.text: (key, value) for key, value in base.entries}
    for key, value in over.entries:
        old = entries.get(key.text)
        if old is not None and isinstance(old[1], Mapping) and isinstance(value, Mapping):
            entries[key.text] = (key, _merge(old[1], value))
        else:
            entries[key.text] = (key, value)
    return Mapping(tuple(entries.values()), over.place)


class _Reader:
    """Turns nodes into tokens and collects what is wrong on the way."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.colors: dict[str, Color] = {}

    def problem(self, code: str, message: str, node: Node | None, hint: str | None = None) -> None:
        self.problems.append(Problem(code, message, node.place if node is not None else None, hint))

    def theme(self, root: Mapping, edition: str) -> Theme | None:
        known = {field.name for field in fields(Theme)} | {"extends"}
        self.unknown(root, known)
        self.colors = self.table(root, "colors", _COLORS, self.raw_color, extra=True)
        fonts = self.table(root, "fonts", _FONTS, self.font)
        scripts = self.table(root, "scripts", _SCRIPTS, self.script)
        icons = self.table(root, "icons", "info caution urgent phone plus clinic", self.icon, extra=True)
        text = self.table(root, "text", _TEXT_STYLES, lambda node, at: self.record(tokens.TextStyle, node, at))
        papers = self.table(
            root, "papers", "letter a4", lambda node, at: self.record(tokens.Paper, node, at), extra=True
        )
        looks = self.table(root, "callouts", _TONES, lambda node, at: self.record(tokens.CalloutLook, node, "callouts"))
        parts: dict[str, Any] = {}
        for name, kind in (
            ("limits", tokens.Limits),
            ("page", tokens.Page),
            ("band", tokens.Band),
            ("space", tokens.Space),
            ("fold", tokens.Folding),
        ):
            parts[name] = self.record(kind, root.get(name), name, root)
        for name in ("links", "wording"):
            chosen = root.get(name)
            parts |= {name: self.token("str", chosen, name)} if chosen is not None else {}
        named = root.get("name")
        title = named.text if isinstance(named, Scalar) else ""
        if self.problems:
            return None
        theme = Theme(
            name=title,
            papers=papers,
            fonts=fonts,
            scripts=scripts,
            colors=self.colors,
            text=text,
            callouts=looks,
            icons=icons,
            edition=edition,
            **parts,
        )
        self.measure(theme, root)
        return theme

    def unknown(self, node: Mapping, known: Iterable[str]) -> None:
        known = list(known)
        for key, _ in node.entries:
            if key.text not in known:
                self.problem("unknown-token", f"there is no token '{key.text}'", key, did_you_mean(key.text, known))

    def table(
        self, root: Mapping, name: str, wanted: str, read: Callable[[Node, str], T | None], extra: bool = False
    ) -> dict[str, T]:
        """A table of tokens of one kind; ``wanted`` names must be there, others only if ``extra``."""
        node = root.get(name)
        if not isinstance(node, Mapping):
            self.problem("missing-token", f"'{name}' is missing or is not a table of tokens", node or root)
            return {}
        names = wanted.split()
        if not extra:
            self.unknown(node, names)
        present = {key.text for key, _ in node.entries}
        for missing in names:
            if missing not in present:
                self.problem("missing-token", f"'{name}.{missing}' is missing", node)
        out: dict[str, T] = {}
        for key, value in node.entries:
            token = read(value, f"{name}.{key.text}")
            if token is not None:
                out[key.text] = token
        return out

    def record(self, kind: type[T], node: Node | None, at: str, root: Node | None = None) -> T | None:
        """A dataclass of tokens: lengths, colors, names, each by the type of its field."""
        if not isinstance(node, Mapping):
            self.problem("missing-token", f"'{at}' is missing or is not a table of tokens", node or root)
            return None
        wanted = fields(kind)  # type: ignore[arg-type]  # only dataclasses are passed
        self.unknown(node, [field.name for field in wanted])
        values: dict[str, Any] = {}
        for field in wanted:
            value = node.get(field.name)
            if value is None:
                if field.default is MISSING:
                    self.problem("missing-token", f"'{at}.{field.name}' is missing", node)
                continue
            values[field.name] = self.token(str(field.type), value, f"{at}.{field.name}")
        return kind(**values) if len(values) >= sum(f.default is MISSING for f in wanted) else None

    def token(self, kind: str, node: Node, at: str) -> Any:
        if not isinstance(node, Scalar):
            self.problem("wrong-type", f"'{at}' must be a single value", node)
            return None
        if kind.startswith("Color"):
            return self.color(node)
        if kind == "float":
            return self.number(node, at) if at.startswith("limits.") else self.length(node, at)
        names = at.split(".")
        allowed = _CHOICES.get(f"{names[0]}.{names[-1]}")
        if allowed and node.text not in allowed:
            hint = did_you_mean(node.text, allowed) or f"one of: {', '.join(allowed)}"
            self.problem("unknown-value", f"'{at}' cannot be '{node.text}'", node, hint)
        return node.text

    def number(self, node: Scalar, at: str) -> float | None:
        try:
            return float(node.text)
        except ValueError:
            return self.length(node, at)

    def length(self, node: Scalar, at: str) -> float | None:
        try:
            value = length(node.text)
        except ValueError:
            self.problem("bad-length", f"'{node.text}' is not a length", node, "such as: 12 pt, 4 mm, 1.5 cm or 0.5 in")
            return None
        if value < 0:
            self.problem("bad-length", f"'{at}' cannot be negative", node)
        return value

    def raw_color(self, node: Node, at: str) -> Color | None:
        if not isinstance(node, Scalar) or not _COLOR.fullmatch(node.text):
            shown = node.text if isinstance(node, Scalar) else "this"
            self.problem("bad-color", f"'{shown}' is not a color", node, 'six digits in quotes, such as "#12474f"')
            return None
        red, green, blue = (int(node.text[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return red, green, blue

    def color(self, node: Scalar) -> Color | None:
        if node.text in self.colors:
            return self.colors[node.text]
        if node.text.startswith("#"):
            return self.raw_color(node, "")
        hint = did_you_mean(node.text, self.colors)
        self.problem("unknown-color", f"there is no color '{node.text}' under 'colors'", node, hint)
        return None

    def font(self, node: Node, at: str) -> Path | None:
        """``package/path/in/it.ttf`` → the file of an installed Python package."""
        text = node.text if isinstance(node, Scalar) else ""
        package, _, inside = text.partition("/")
        spec = find_spec(package) if package.isidentifier() else None
        if spec is None or spec.origin is None or ".." in inside.split("/"):
            self.problem(
                "font-missing", f"there is no font package '{package}'", node, "install it with pip, or name another"
            )
            return None
        path = Path(spec.origin).parent / inside
        try:
            load_face(path)
        except FontError as error:
            self.problem("font-unusable", f"the font '{text}' {error}", node)
            return None
        return path

    def script(self, node: Node, at: str) -> dict[str, FontFile] | None:
        """The faces of one script, of which only the regular one must be named. None is opened before it is needed."""
        if not isinstance(node, Mapping) or node.get("regular") is None:
            self.problem("missing-token", f"'{at}.regular' is missing", node, "name at least a regular font")
            return None
        self.unknown(node, _FONTS.split())
        files = {}
        for key, value in node.entries:
            text = value.text if isinstance(value, Scalar) else ""
            match = _FONT_FILE.fullmatch(text)
            if match is None or ".." in match[2].split("/"):
                hint = (
                    "such as: package/files/Font.ttf, or package/files/Font.ttf at 700 for a weight of a variable font"
                )
                self.problem("font-missing", f"'{text}' names no font in a package", value, hint)
                continue
            files[key.text] = FontFile(match[1], match[2], int(match[3]) if match[3] else None)
        return files

    def icon(self, node: Node, at: str) -> str | None:
        """PDF path operators and numbers only: nothing else could be meant, or may run."""
        text = node.text if isinstance(node, Scalar) else ""
        if not _PATH.fullmatch(" ".join(text.split())):
            self.problem(
                "bad-icon", f"'{at}' is not a drawing", node, "numbers and the letters m, l, c, h; see base.yaml"
            )
            return None
        return text

    # --- measured rules ---------------------------------------------------------------------------------------

    def measure(self, theme: Theme, root: Mapping) -> None:
        """Contrast, sizes and line lengths against ``limits``."""
        self.text_styles(theme, root)
        for tone, look in theme.callouts.items():
            node = _at(root, "callouts", tone)
            for what, color in (("ink", look.ink), ("edge", look.edge)):
                self.readable(theme, color, look.fill, f"callouts.{tone}.{what}", node)
            if look.icon not in theme.icons:
                self.problem(
                    "unknown-icon", f"there is no icon '{look.icon}'", node, did_you_mean(look.icon, theme.icons)
                )
        if theme.band.mark not in theme.icons:
            hint = did_you_mean(theme.band.mark, theme.icons)
            self.problem("unknown-icon", f"there is no icon '{theme.band.mark}'", _at(root, "band", "mark"), hint)
        for name in ("ink", "accent", "link", "quiet"):
            for behind in ("paper", "tint"):
                color, ground = theme.colors[name], theme.colors[behind]
                self.readable(theme, color, ground, f"colors.{name} on colors.{behind}", _at(root, "colors", name))
        self.printable(theme, root)
        em = theme.text["body"].size * 0.5
        for name, paper in theme.papers.items():
            side = theme.page.side + theme.page.gutter if theme.page.side else 0.0
            width = paper.width - theme.page.left - theme.page.right - side
            if width < theme.limits.narrowest_line * em:
                least = f"fewer than {theme.limits.narrowest_line:g}"
                message = f"on {name} a line holds {max(0, width / em):.0f} characters, {least}"
                self.problem("frame-too-narrow", message, _at(root, "page"), "make the margins or 'side' smaller")

    def printable(self, theme: Theme, root: Mapping) -> None:
        """Text and bands stay where office printers reach, so nothing touches the edge and a bleed is white."""
        for name, value in (
            ("band.inset", theme.band.inset),
            ("page.left", theme.page.left),
            ("page.right", theme.page.right),
        ):
            if value < theme.page.printable:
                message = (
                    f"'{name}' is {value:g} pt, less than the {theme.page.printable:g} pt that printers leave white"
                )
                self.problem("outside-printable", message, _at(root, *name.split(".")), "see 'page.printable'")

    def text_styles(self, theme: Theme, root: Mapping) -> None:
        for name, style in theme.text.items():
            node = _at(root, "text", name)
            self.readable(theme, style.color, style.on or theme.colors["paper"], f"text.{name}", node)
            least = theme.limits.body_text if name in _BODY_STYLES else theme.limits.smallest_text
            if style.size < least:
                self.problem("text-too-small", f"'text.{name}' is {style.size:g} pt, less than {least:g} pt", node)
            if style.leading < 1.15 * style.size and name != "title":
                message = f"'text.{name}' has lines {style.leading:g} pt apart for {style.size:g} pt type"
                self.problem("lines-too-close", message, node, f"at least {1.15 * style.size:.1f} pt")
            if style.font not in theme.fonts:
                self.problem(
                    "unknown-font", f"there is no font '{style.font}'", node, did_you_mean(style.font, theme.fonts)
                )

    def readable(self, theme: Theme, color: Color, behind: Color, what: str, node: Node | None) -> None:
        ratio = contrast(color, behind)
        if ratio < theme.limits.contrast:
            message = f"'{what}' has a contrast of {ratio:.1f}:1, less than {theme.limits.contrast:g}:1"
            self.problem("low-contrast", message, node, "make the text darker or what is behind it lighter")


def _at(root: Mapping, *keys: str) -> Node | None:
    node: Node | None = root
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node
