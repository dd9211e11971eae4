"""The page's style sheet: the shared rules of page.css, and a brand's colors by day and by night, icons and faces."""

from __future__ import annotations

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from pathlib import Path
from urllib.parse import quote

from handouts.screen.typefaces import Held
from handouts.theme import Color, Theme, contrast

_SHEET = Path(__file__).with_name("page.css")
#: Black would glare at the edges of bright letters; this is Material's dark surface (Material Design 2, 2018).
_NIGHT: Color = (0x12 / 255, 0x12 / 255, 0x12 / 255)
_NIGHT_INK: Color = (0.93, 0.93, 0.93)
#: Colors of the theme that the page uses, by the name of their custom property.
_NAMES = ("paper", "ink", "quiet", "brand", "on_brand", "accent", "tint", "rule", "link", "write", "disc")
_STEP = 0.01
#: Bright colors are less saturated by night: full ones seem to swim on black (Material Design 2, "Dark theme").
_CALM = 0.6
#: Icons are drawn on a grid this wide, y upwards.
_GRID = 24
#: PDF path operators as SVG has them.
_COMMANDS = {"m": "M", "l": "L", "c": "C", "h": "Z"}.get


def style_sheet(theme: Theme, faces: Sequence[Held]) -> str:
    """CSS for a brand and the ``faces`` of a page."""
    rules = _SHEET.read_text(encoding="utf-8")
    families = ", ".join(dict.fromkeys(f"'{face.family}'" for face in faces))
    fixed = f":root {{--faces: {families}; --radius: {theme.band.radius:g}pt; {icons(theme)}}}"
    return "\n".join([*_font_faces(faces), colors(theme), fixed, rules])


def colors(theme: Theme) -> str:
    """A brand's colors as custom properties. Those of the night are lightened until they reach its least contrast."""
    day = {name: theme.colors[name] for name in _NAMES}
    day["title"] = theme.text["title"].color
    night = _by_night(theme)
    for tone, look in theme.callouts.items():
        day |= {f"{tone}_fill": look.fill, f"{tone}_edge": look.edge, f"{tone}_ink": look.ink}
        edge = lightened(look.edge, _NIGHT, theme.limits.contrast)
        night |= {f"{tone}_fill": _NIGHT, f"{tone}_edge": edge, f"{tone}_ink": edge}
    dark = f"@media screen and (prefers-color-scheme: dark) {{:root {{{_properties(night)}}}}}"
    return f":root {{{_properties(day)}}}\n{dark}"


def icons(theme: Theme) -> str:
    """The theme's icons as custom properties."""
    wanted = {tone: look.icon for tone, look in theme.callouts.items()}
    wanted["take-care"] = wanted.pop("caution")
    wanted |= {"mark": theme.band.mark, "plus": "plus", "caution": "caution", "phone": "phone"}
    return " ".join(f'--icon-{name}: url("{_svg(theme.icons[icon])}");' for name, icon in wanted.items())


def _svg(path: str) -> str:
    """An icon as an address that holds it. Inner shapes become holes, as on paper."""
    drawn, numbers = [], list[str]()
    for word in path.split():
        command = _COMMANDS(word)
        if command is None:
            numbers.append(f"{_GRID - float(word):g}" if len(numbers) % 2 else word)
        else:
            drawn.append(command + " ".join(numbers))
            numbers.clear()
    box = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_GRID} {_GRID}'"
    return "data:image/svg+xml," + quote(
        f"<svg {box}><path fill-rule='evenodd' d='{''.join(drawn)}'/></svg>", safe=" ='/:"
    )


def _font_faces(faces: Sequence[Held]) -> list[str]:
    return [
        f"@font-face {{font-family: '{face.family}'; src: url({face.address}) format('truetype'); "
        f"font-weight: {700 if 'bold' in face.style else 400}; "
        f"font-style: {'italic' if 'italic' in face.style else 'normal'};}}"
        for face in faces
    ]


def _by_night(theme: Theme) -> dict[str, Color]:
    least = theme.limits.contrast
    night = {name: lightened(theme.colors[name], _NIGHT, least) for name in ("accent", "link", "write")}
    return night | {
        "paper": _NIGHT,
        "ink": _NIGHT_INK,
        "quiet": _NIGHT_INK,
        "tint": (0.13, 0.13, 0.13),
        "rule": lightened(theme.colors["rule"], _NIGHT, 3.0),  # WCAG 2.2, 1.4.11: 3:1 for what is not text
        "title": lightened(theme.text["title"].color, _NIGHT, least),
    }


def lightened(color: Color, behind: Color, least: float) -> Color:
    """The color in its own hue, as little lighter as gives it a contrast of ``least`` to what is behind."""
    hue, light, saturation = rgb_to_hls(*color)
    made = color
    while contrast(made, behind) < least and light < 1:
        light += _STEP
        made = hls_to_rgb(hue, min(light, 1.0), min(saturation, _CALM))
    return made


def _properties(colors: dict[str, Color]) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {_hex(color)};" for name, color in colors.items())


def _hex(color: Color) -> str:
    return "#" + "".join(f"{min(255, int(part * 255 + 0.999)):02x}" for part in color)
