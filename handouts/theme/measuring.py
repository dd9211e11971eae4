"""What a style is measured for: contrast, sizes, the lengths of lines, where printers reach."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.problems import Problem, did_you_mean
from handouts.source import Mapping, Node
from handouts.theme.tokens import Color, Theme, contrast

#: Text styles that patients read and that the body size is the floor of; the others may be as small as small print.
_BODY_STYLES = ("body", "label", "question", "summary", "callout", "reach", "caption", "heading", "subheading", "title")


def measured(theme: Theme, root: Mapping) -> Iterator[Problem]:
    """What is wrong with contrast, sizes and line lengths, by the ``limits`` of a style."""
    yield from _text_styles(theme, root)
    for tone, look in theme.callouts.items():
        node = _at(root, "callouts", tone)
        for what, color in (("ink", look.ink), ("edge", look.edge)):
            yield from _readable(theme, color, look.fill, f"callouts.{tone}.{what}", node)
        if look.icon not in theme.icons:
            yield problem("unknown-icon", f"there is no icon '{look.icon}'", node, did_you_mean(look.icon, theme.icons))
    if theme.band.mark not in theme.icons:
        hint = did_you_mean(theme.band.mark, theme.icons)
        yield problem("unknown-icon", f"there is no icon '{theme.band.mark}'", _at(root, "band", "mark"), hint)
    for name in ("ink", "accent", "link", "quiet"):
        for behind in ("paper", "tint"):
            color, ground = theme.colors[name], theme.colors[behind]
            yield from _readable(theme, color, ground, f"colors.{name} on colors.{behind}", _at(root, "colors", name))
    yield from _printable(theme, root)
    em = theme.text["body"].size * 0.5
    for name, paper in theme.papers.items():
        side = theme.page.side + theme.page.gutter if theme.page.side else 0.0
        width = paper.width - theme.page.left - theme.page.right - side
        if width < theme.limits.narrowest_line * em:
            least = f"fewer than {theme.limits.narrowest_line:g}"
            message = f"on {name} a line holds {max(0, width / em):.0f} characters, {least}"
            yield problem("frame-too-narrow", message, _at(root, "page"), "make the margins or 'side' smaller")


def _printable(theme: Theme, root: Mapping) -> Iterator[Problem]:
    """Text and bands stay where office printers reach, so nothing touches the edge and a bleed is white."""
    for name, value in (
        ("band.inset", theme.band.inset),
        ("page.left", theme.page.left),
        ("page.right", theme.page.right),
    ):
        if value < theme.page.printable:
            message = f"'{name}' is {value:g} pt, less than the {theme.page.printable:g} pt that printers leave white"
            yield problem("outside-printable", message, _at(root, *name.split(".")), "see 'page.printable'")


def _text_styles(theme: Theme, root: Mapping) -> Iterator[Problem]:
    for name, style in theme.text.items():
        node = _at(root, "text", name)
        yield from _readable(theme, style.color, style.on or theme.colors["paper"], f"text.{name}", node)
        least = theme.limits.body_text if name in _BODY_STYLES else theme.limits.smallest_text
        if style.size < least:
            yield problem("text-too-small", f"'text.{name}' is {style.size:g} pt, less than {least:g} pt", node)
        if style.leading < 1.15 * style.size and name != "title":
            message = f"'text.{name}' has lines {style.leading:g} pt apart for {style.size:g} pt type"
            yield problem("lines-too-close", message, node, f"at least {1.15 * style.size:.1f} pt")
        if style.font not in theme.fonts:
            yield problem(
                "unknown-font", f"there is no font '{style.font}'", node, did_you_mean(style.font, theme.fonts)
            )


def _readable(theme: Theme, color: Color, behind: Color, what: str, node: Node | None) -> Iterator[Problem]:
    ratio = contrast(color, behind)
    if ratio < theme.limits.contrast:
        message = f"'{what}' has a contrast of {ratio:.1f}:1, less than {theme.limits.contrast:g}:1"
        yield problem("low-contrast", message, node, "make the text darker or what is behind it lighter")


def problem(code: str, message: str, node: Node | None, hint: str | None = None) -> Problem:
    """A mistake at the place of a node."""
    return Problem(code, message, node.place if node is not None else None, hint)


def _at(root: Mapping, *keys: str) -> Node | None:
    node: Node | None = root
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node
