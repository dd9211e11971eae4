"""styles/*.yaml → Theme. A brand is a short file: ``extends`` names what it builds on, the rest is what differs.

Style files get the same errors as content: every one in a single run, with its place and a way out.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from handouts.problems import Problem
from handouts.source import SIZE_LIMIT, Document
from handouts.theme.files import STANDARD, StyleError
from handouts.theme.layers import brand_layers, with_edition
from handouts.theme.measuring import measured
from handouts.theme.reader import Reader
from handouts.theme.tokens import Theme

#: Looks that are remembered: some brands in some editions.
_KEPT = 16


def load_theme(folder: Path, name: str, edition: str = STANDARD) -> tuple[Theme, tuple[Document, ...]]:
    """Read a brand and all it extends, with an edition laid over it. Raises ContentError with every problem found.

    The documents are given too, for showing source lines.
    """
    return _theme(folder, name, edition, tuple((path, _bytes(path)) for path in sorted(folder.glob("*.yaml"))))


@lru_cache(maxsize=_KEPT)
def _theme(
    folder: Path, name: str, edition: str, _files: tuple[tuple[Path, bytes | None], ...]
) -> tuple[Theme, tuple[Document, ...]]:
    """Read once while the style files hold the same bytes."""
    problems: list[Problem] = []
    documents, node = brand_layers(folder, name, problems)
    if edition != STANDARD and node is not None and not problems:
        layer, node = with_edition(folder, edition, node, problems)
        documents += layer
    if node is None or problems:
        raise StyleError(problems, documents)
    theme = Reader(problems).theme(node, edition)
    problems += measured(theme, node) if theme is not None else ()
    if theme is None or problems:
        raise StyleError(problems, documents)
    return theme, documents


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None where it cannot be used, which is told when it is needed."""
    try:
        seen = path.stat()
        return path.read_bytes() if S_ISREG(seen.st_mode) and seen.st_size <= SIZE_LIMIT else None
    except OSError:
        return None
