"""Numbers and codes inside text from right to left: none of their parts may change its place."""

from __future__ import annotations

import re

#: What is read from left to right in any text, but would be turned around between Arabic words, where each hyphen parts
#: two numbers (Unicode Bidirectional Algorithm, UAX 9, W2 to W4): telephone numbers, days, codes, addresses.
STRAIGHT = re.compile(r"[+(]?[0-9A-Za-z]+(?:[-./:)][ ]?[0-9A-Za-z]+)+")
#: LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE: what HTML's ``bdi`` is in plain text.
ISOLATES = "\u2066\u2069"


def isolated(text: str) -> str:
    """Plain text whose numbers and codes stand as they are, in programs that follow Unicode."""
    return STRAIGHT.sub(lambda found: ISOLATES[0] + found[0] + ISOLATES[1], text)
