"""Keeping a manifest of a build that succeeded, so that the same build with nothing to do is over at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from handouts.images import files_of
from handouts.model import Handout
from handouts.problems import MachineError
from handouts.publish import manifest
from handouts.publish.files import write_whole
from handouts.publish.project import Options, Project
from handouts.publish.reuse import NOTE

#: Manifests kept in an output folder: one for each way of calling the build, so a handful in use.
_KEPT = 64
#: Fonts whose hash is remembered.
_KEPT_FONTS = 256


class Memory:
    """What a build reads and writes, from before its first look at a file until after its last."""

    def __init__(self, options: Options, place: str | None) -> None:
        self._options = options
        self._place = place
        self._project: Project | None = None
        self._before = _digests([options.content, *sorted(options.styles.glob("*.yaml"))])

    def opened(self, project: Project, handouts: Iterable[Handout]) -> None:
        """Look at what else the project says that it will be read."""
        self._project = project
        pictures = {project.folder / name for handout in handouts for name in files_of(handout, project.folder)}
        if project.library.language_notice:
            pictures.add(project.folder / project.library.language_notice.file)
        self._before |= _digests(sorted(pictures)) | _font_digests(sorted(set(project.theme.fonts.values())))

    def keep(self, written: Sequence[Path], said: Sequence[tuple[str, str]], besides: Sequence[Path] = ()) -> None:
        """Write the manifest, if nothing changed meanwhile. Trouble is not told: the next build just takes longer.

        ``besides`` are files that were made but not issued, such as the list of all: they must be there as they were.
        """
        if self._place is None or Path(self._place).parent.parent != self._options.out or not written:
            return
        if self._now() != self._before:
            return
        scripts = sorted(self._project.faces.opened) if self._project else []
        read = self._before | _font_digests(scripts) | _digests(besides)
        made = manifest.Manifest(read, _digests(written), tuple(said))
        with suppress(MachineError, OSError, ValueError):
            os.makedirs(os.path.dirname(self._place), exist_ok=True)
            write_whole(Path(self._place), made.text().encode("utf-8", "surrogateescape"), lasting=False)
            _sweep(Path(self._place).parent)

    def _now(self) -> dict[str, str]:
        fonts = set(map(str, self._project.theme.fonts.values())) if self._project else set()
        files = [(path, _font_digests if path in fonts else _digests) for path in self._before]
        return {name: digest for path, told in files for name, digest in told([Path(path)]).items()}


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {str(path): manifest.digest_of(str(path)) for path in paths}


def _font_digests(paths: Iterable[Path]) -> dict[str, str]:
    """Fonts are large: one of the same size and time is not read twice in one process."""
    return {str(path): _font_digest(str(path), _stamp(path)) for path in paths}


def _stamp(path: Path) -> tuple[int, ...]:
    """Size, time and number of a file; empty where there is none."""
    try:
        seen = os.stat(path)
    except OSError:
        return ()
    return seen.st_size, seen.st_mtime_ns, seen.st_ino


@lru_cache(maxsize=_KEPT_FONTS)
def _font_digest(path: str, _stamp: tuple[int, ...]) -> str:
    return manifest.digest_of(path)


def _sweep(folder: Path) -> None:
    """Drop the oldest manifests; the notes of single files beside them stay."""
    manifests = (path for path in folder.iterdir() if path.suffix != NOTE)
    known = sorted(manifests, key=lambda path: path.stat().st_mtime_ns)
    for old in known[:-_KEPT]:
        old.unlink(missing_ok=True)
