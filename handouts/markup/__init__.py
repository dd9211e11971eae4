"""Inline Markdown in a string → typed runs of text. The only way content becomes text on paper.

Understood: ``**strong**``, ``*emphasis*``, ``[text](https://…)``, ``[@id; @id]``, ``[frase]{es}``, ``{clinic.phone}``,
and ``\\`` before punctuation (before a space: a no-break space). Everything else, HTML included, prints as typed.
"""

from __future__ import annotations

from handouts.markup.addresses import bad_address, is_language, short
from handouts.markup.parsing import parse
from handouts.markup.runs import Inline, Run

__all__ = ("Inline", "Run", "bad_address", "is_language", "parse", "short")
