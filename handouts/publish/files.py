"""Files put in their place whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from handouts.problems import MachineError

#: Who may read a patient's copy: its owner alone.
_OWNER = 0o600
_TEMPORARY = ".handouts-{name}.{pid}.part"


def write_whole(path: Path, data: bytes, lasting: bool = True) -> None:
    """Put a file in its place whole or not at all. Raises MachineError; the old file then stands as it was.

    What need not be ``lasting`` may be lost with the power: the disk is not waited for.
    """
    part = path.with_name(_TEMPORARY.format(name=path.name, pid=os.getpid()))
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise MachineError(f"{path}: {error.strerror or error}; the last good file is unchanged") from error
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def write_private(path: Path, *data: bytes) -> None:
    """The same for a file that only its owner may read. Raises MachineError.

    What patients' copies need less of is safety against a loss of power: they can be made anew.
    """
    part = part_of(path)
    try:
        descriptor = new_private(part)
        try:
            _write_all(descriptor, data)
        finally:
            os.close(descriptor)
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(part)
        raise MachineError(f"{path}: {error.strerror or error}; nothing was put in its place") from error
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def part_of(path: Path) -> Path:
    """The name that a file has until it is whole."""
    return path.with_name(_TEMPORARY.format(name=path.name, pid=os.getpid()))


def new_private(path: Path) -> int:
    """A descriptor of a new file that only its owner may read. Raises OSError."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER)


def _write_all(descriptor: int, pieces: Sequence[bytes]) -> None:
    """Write pieces one behind the other, in one call to the system where that can be."""
    written = os.writev(descriptor, pieces) if hasattr(os, "writev") else 0
    for piece in pieces:
        left = memoryview(piece)[written:]
        written = max(0, written - len(piece))
        while left:
            left = left[os.write(descriptor, left) :]


def prepare(folder: Path) -> None:
    """Make the output folder and sweep out what a killed build left there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(_TEMPORARY.format(name="*", pid="*")):
            if not _alive(int(left.name.split(".")[-2])):
                left.unlink()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise MachineError(f"{folder}: {reason}") from error


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # os.kill would end the other program there
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
