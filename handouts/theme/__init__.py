"""How handouts look: styles/*.yaml, layered and checked, as typed tokens."""

from handouts.theme.reader import STANDARD, StyleError, brands, easy_editions, editions, length, load_theme
from handouts.theme.tokens import Color, Paper, TextStyle, Theme, contrast

__all__ = (
    "STANDARD",
    "Color",
    "Paper",
    "StyleError",
    "TextStyle",
    "Theme",
    "brands",
    "contrast",
    "easy_editions",
    "editions",
    "length",
    "load_theme",
)
