"""Which style files there are: brands and editions. What is wrong with one is told with all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from handouts.problems import ContentError, Place, Problem
from handouts.source import Document, Mapping, Scalar, load

#: The edition that every brand is by itself.
STANDARD = "standard"


class StyleError(ContentError):
    """Style files have mistakes; ``documents`` are the files, for showing their lines."""

    def __init__(self, problems: Iterable[Problem], documents: tuple[Document, ...]) -> None:
        super().__init__(sorted(problems, key=lambda problem: problem.place or Place("")))
        self.documents = documents


def brands(folder: Path) -> tuple[str, ...]:
    """The brands there are: every style file that extends another."""
    names = []
    for path in sorted(folder.glob("*.yaml")):
        root = load(path, comments=True).root
        if isinstance(root, Mapping) and root.get("extends") is not None:
            names.append(path.stem)
    return tuple(names)


def editions(folder: Path) -> tuple[str, ...]:
    """The editions there are: the standard one, and every style file that says it is an edition."""
    return (STANDARD, *(name for name, _ in _edition_files(folder)))


def easy_editions(folder: Path) -> frozenset[str]:
    """The editions that set what a handout says in easy read, as their files say."""
    wordings = ((name, root.get("wording")) for name, root in _edition_files(folder))
    return frozenset(name for name, said in wordings if isinstance(said, Scalar) and said.text == "easy")


def _edition_files(folder: Path) -> Iterator[tuple[str, Mapping]]:
    for path in sorted(folder.glob("*.yaml")):
        root = load(path, comments=True).root
        if isinstance(root, Mapping) and root.get("edition") is not None:
            yield path.stem, root
