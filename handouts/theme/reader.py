"""The tree of a style → a theme, every token typed. What is wrong is told with its place, all of it in one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from handouts.source import Mapping, Node, Scalar
from handouts.theme import tokens
from handouts.theme.tokens import Theme
from handouts.theme.values import FONTS, Values

T = TypeVar("T")

_TEXT_STYLES = (
    "title band summary heading subheading body label question callout "
    "reach caption number quiet source imprint footer notice citation"
)
_COLORS = "paper ink quiet brand on_brand accent tint rule link write disc"
_SCRIPTS = "latin cyrillic arabic devanagari hangul han"
_TONES = "info caution urgent"


class Reader(Values):
    """Reads whole tables of tokens."""

    def theme(self, root: Mapping, edition: str) -> Theme | None:
        known = {field.name for field in fields(Theme)} | {"extends"}
        self.unknown(root, known)
        self.colors = self.table(root, "colors", _COLORS, self.raw_color, extra=True)
        fonts = self.table(root, "fonts", FONTS, self.font)
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
        return Theme(
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
