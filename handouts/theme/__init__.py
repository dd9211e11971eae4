"""How handouts look: styles/*.yaml, layered and checked, as typed tokens."""

from handouts.theme.files import STANDARD, StyleError, brands, easy_editions, editions
from handouts.theme.loading import load_theme
from handouts.theme.tokens import Color, Paper, TextStyle, Theme, contrast
from handouts.theme.values import length

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
