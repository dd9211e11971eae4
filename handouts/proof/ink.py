"""How much ink a document takes: the share of its pages that is black, gray counted by its darkness."""

from __future__ import annotations

from handouts.proof.reader import read

_WHITE = 255


def ink_coverage(data: bytes) -> float:
    """From 0 (blank paper) to 1 (black), measured on pictures of all pages, as a mono printer would print them."""
    white = total = 0
    for page in read(data):
        grays = page.picture.pixels[: page.picture.stride * page.picture.rows]
        white += sum(grays)
        total += _WHITE * len(grays)
    return 1 - white / total if total else 0.0
