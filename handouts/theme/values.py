"""Single tokens of a style file: lengths, colors, fonts, drawings, words of a few, each with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.fonts import FontError, FontFile
from handouts.fonts import load as load_face
from handouts.problems import Problem, did_you_mean
from handouts.source import Mapping, Node, Scalar
from handouts.theme.tokens import Color

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
#: The styles of type that a brand names a font for.
FONTS = "regular bold italic bolditalic"
_FONT_FILE = re.compile(r"([A-Za-z_]\w*)/([^/ ](?:[^ ]*[^/ ])?)(?: at ([1-9]00))?")


def length(text: str) -> float:
    """A length such as ``12 pt``, ``4 mm``, ``1.5 cm`` or ``0.5 in``, in points. Raises ValueError."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a length")
    return float(match[1]) * _POINTS[match[2]]


class Values:
    """Turns nodes into single tokens and collects what is wrong on the way."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.colors: dict[str, Color] = {}

    def problem(self, code: str, message: str, node: Node | None, hint: str | None = None) -> None:
        self.problems.append(Problem(code, message, node.place if node is not None else None, hint))

    def unknown(self, node: Mapping, known: Iterable[str]) -> None:
        known = list(known)
        for key, _ in node.entries:
            if key.text not in known:
                self.problem("unknown-token", f"there is no token '{key.text}'", key, did_you_mean(key.text, known))

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
        self.unknown(node, FONTS.split())
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
