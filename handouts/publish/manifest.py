"""What one command built, and out of what: so that the same command with nothing to do can tell so in milliseconds.

A manifest is believed only where everything in it holds again: the command, the day, the engine and its libraries, the
bytes of what was read, and the bytes of what was written. It is sealed by a hash; a damaged or foreign one counts as
none. This module loads nothing but ``os`` and ``hashlib``: it runs before anything else of a build.
"""

from __future__ import annotations

import os
import sys
import time
from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:  # this takes longer to load than all else here
    from collections.abc import Sequence

#: The folder of manifests inside the output folder.
FOLDER = ".built"
#: The list of all that was issued, in the output folder: what is not in it must be built again to be put there.
REGISTER = "register.yaml"
_HEAD = "handouts-built 1"
#: Distributions whose version matters to the bytes of a file.
_LIBRARIES = (
    *("deflate", "fontpkg", "justmytype", "pikepdf", "pillow", "pypdfium2", "pyphen"),
    *("pyyaml", "reportlab", "uharfbuzz", "zxing_cpp"),
)
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Manifest:
    """What was read (path → SHA-256), what was written (likewise), and the lines that were said (stream, text)."""

    __slots__ = ("read", "said", "written")

    def __init__(self, read: dict[str, str], written: dict[str, str], said: tuple[tuple[str, str], ...]) -> None:
        self.read, self.written, self.said = read, written, said

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Manifest):
            return NotImplemented
        return (self.read, self.written, self.said) == (other.read, other.written, other.said)

    __hash__ = None  # type: ignore[assignment]  # holds dictionaries

    def text(self) -> str:
        """As it is kept: a line for each fact, their hash last. Raises ValueError for a name with a line end in it."""
        lines = [_HEAD]
        lines += [f"read {digest} {path}" for path, digest in self.read.items()]
        lines += [f"written {digest} {path}" for path, digest in self.written.items()]
        lines += [f"said {stream} {line}" for stream, line in self.said]
        if any("\n" in line or "\r" in line for line in lines):
            raise ValueError("a line end in a name")
        body = "\n".join(lines)
        return f"{body}\nseal {_digest(body.encode('utf-8', 'surrogateescape'))}\n"

    def holds(self) -> bool:
        """Are all files that were read and written the same, byte for byte?"""
        return all(digest_of(path) == digest for files in (self.read, self.written) for path, digest in files.items())


def parse(text: str) -> Manifest | None:
    """A manifest from its text; None where it is damaged or not one of ours."""
    body, _, seal = text.rpartition("\nseal ")
    if body.split("\n", 1)[0] != _HEAD or seal != _digest(body.encode("utf-8", "surrogateescape")) + "\n":
        return None
    read: dict[str, str] = {}
    written: dict[str, str] = {}
    said = []
    for line in body.split("\n")[1:]:
        kind, first, rest = line.split(" ", 2)
        if kind == "said":
            said.append((first, rest))
        else:
            (read if kind == "read" else written)[rest] = first
    return Manifest(read, written, tuple(said))


def path_for(out: str, arguments: list[str], today: str = "", known: Sequence[str] | None = None) -> str:
    """Where the manifest of a command lies. ``today`` (ISO 8601) is the day on which states are judged.

    ``known`` is the engine, where the process has looked at it before.

    Everything that changes what the command means, but for the files it reads, is in the name.
    """
    day = today or time.strftime("%Y-%m-%d")
    told = [os.getcwd(), day, sys.version, *(known or engine()), "", *arguments]
    return os.path.join(out, FOLDER, _digest("\0".join(told).encode("utf-8", "surrogateescape"))[:32])


def recall(path: str) -> Manifest | None:
    """The manifest kept at ``path``, if there is one and everything in it still holds."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            found = parse(file.read())
        with open(os.path.join(os.path.dirname(path), os.pardir, REGISTER), "rb") as file:
            register = file.read()
    except OSError:
        return None
    if found is None or not found.written or not found.holds():
        return None
    return found if all(digest.encode("ascii") in register for digest in found.written.values()) else None


def digest_of(path: str) -> str:
    """The SHA-256 of a file's bytes; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return _digest(file.read())
    except OSError:
        return ""


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def engine() -> list[str]:
    """The engine's own files by size and time, and the versions of its libraries by the folders pip keeps."""
    return [*_files(_PACKAGE), *_versions()]


def _files(folder: str) -> list[str]:
    """Code and data below a folder: a change of one of them may change any document."""
    found = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    found += _files(entry.path)
            else:
                seen = entry.stat()
                found.append(f"{entry.path} {seen.st_size} {seen.st_mtime_ns}")
    return found


def _versions() -> list[str]:
    """Such as ``reportlab-5.1.0.dist-info``, from the folders that modules are imported from."""
    names = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            try:
                names += [name for name in os.listdir(folder) if name.endswith(".dist-info")]
            except OSError:
                continue
    return sorted(name for name in names if name.lower().startswith(_LIBRARIES))
