"""Handouts → PDF bytes. Pure: the same content, theme, fonts and paper give the same bytes.

A packet, and a sheet in two languages, are modules of their own, which a plain sheet does not load.
"""

from handouts.typeset.parts import Part, Sheet
from handouts.typeset.single import drawn, typeset

__all__ = ("Part", "Sheet", "drawn", "typeset")
