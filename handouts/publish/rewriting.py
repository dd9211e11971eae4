"""Writing a changed content file: read again and compared before it is put in its place, or left as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from handouts.model import Library
from handouts.problems import MachineError
from handouts.publish.files import write_whole
from handouts.schema import read_library
from handouts.source import Document, parse


def rewrite(
    path: Path,
    document: Document,
    content: str,
    is_meant: Callable[[Library], bool],
    failure: str,
    only: Collection[str] = (),
) -> None:
    """Put ``content`` (line ends as ``\\n``) in the place of the file that ``document`` was read from.

    Its line ends and byte order mark stay as they are. ``is_meant`` looks at the library that the new text makes, of
    the handouts ``only`` if any are named: others may have mistakes.
    Raises MachineError, saying ``failure``, where it is not what was meant, and where somebody else changed the file.
    """
    raw = read_bytes(path)
    text = content.replace("\n", "\r\n") if b"\r\n" in raw else content
    data = (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + text.encode()
    after = parse(data, str(path))
    library, problems = read_library(after, only)
    if library is None or not is_meant(library):
        hint = "; ".join(problem.headline() for problem in problems) or "other parts would have changed"
        raise MachineError(f"{path}: {failure} ({hint}); nothing was changed")
    then = parse(raw, str(path)).text
    if then is None or document.text is None or then.content != document.text.content or read_bytes(path) != raw:
        raise MachineError(f"{path}: the file was changed by someone else meanwhile; run the command again")
    write_whole(path, data)


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises MachineError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error
