"""Rules about content that need no page: can every character be drawn, and how hard is the text to read?"""

from handouts.checks.glyphs import missing_glyphs
from handouts.checks.readability import Readability, readability

__all__ = ("Readability", "missing_glyphs", "readability")
