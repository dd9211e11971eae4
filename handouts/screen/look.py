"""The page's style sheet: the shared rules of page.css, and the brand's colors by day and by night."""

from __future__ import annotations

from pathlib import Path

from handouts.theme import Color, Theme, contrast

_SHEET = Path(__file__).with_name("page.css")
#: Black would glare at the edges of bright letters; this is Material's dark surface (Material Design 2, 2018).
_NIGHT: Color = (0x12 / 255, 0x12 / 255, 0x12 / 255)
_NIGHT_INK: Color = (0.93, 0.93, 0.93)
#: Colors of the theme that the page uses, by the name of their custom property.
_NAMES = ("paper", "ink", "quiet", "brand", "on_brand", "accent", "tint", "rule", "link", "write")
_STEP = 0.02


def style_sheet(theme: Theme) -> str:
    """CSS for a brand. Night colors are the brand's own, lightened until they reach its least contrast."""
    day = {name: theme.colors[name] for name in _NAMES}
    night = _by_night(theme)
    for tone, look in theme.callouts.items():
        day |= {f"{tone}_fill": look.fill, f"{tone}_edge": look.edge, f"{tone}_ink": look.ink}
        edge = lightened(look.edge, _NIGHT, theme.limits.contrast)
        night |= {f"{tone}_fill": _NIGHT, f"{tone}_edge": edge, f"{tone}_ink": edge}
    rules = _SHEET.read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{:root {{{_properties(night)}}}}}"
    return f":root {{{_properties(day)}}}\n{dark}\n{rules}"


def _by_night(theme: Theme) -> dict[str, Color]:
    least = theme.limits.contrast
    night = {name: lightened(theme.colors[name], _NIGHT, least) for name in ("accent", "link", "write")}
    return night | {
        "paper": _NIGHT,
        "ink": _NIGHT_INK,
        "quiet": _NIGHT_INK,
        "tint": (0.1, 0.1, 0.1),
        "rule": lightened(theme.colors["rule"], _NIGHT, 3.0),  # WCAG 2.2, 1.4.11: 3:1 for what is not text
        "brand": theme.colors["brand"],
        "on_brand": theme.colors["on_brand"],
    }


def lightened(color: Color, behind: Color, least: float) -> Color:
    """The color mixed with as little white as gives it a contrast of ``least`` to what is behind."""
    share = 0.0
    while contrast(_mixed(color, share), behind) < least and share < 1:
        share += _STEP
    return _mixed(color, min(share, 1.0))


def _mixed(color: Color, white: float) -> Color:
    red, green, blue = color
    return red + (1 - red) * white, green + (1 - green) * white, blue + (1 - blue) * white


def _properties(colors: dict[str, Color]) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {_hex(color)};" for name, color in colors.items())


def _hex(color: Color) -> str:
    return "#" + "".join(f"{min(255, int(part * 255 + 0.999)):02x}" for part in color)
