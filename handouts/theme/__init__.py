"""How handouts look: styles/*.yaml, layered and checked, as typed tokens."""

from handouts.theme.reader import StyleError, brands, load_theme
from handouts.theme.tokens import Color, Paper, TextStyle, Theme, contrast

__all__ = ("Color", "Paper", "StyleError", "TextStyle", "Theme", "brands", "contrast", "load_theme")
