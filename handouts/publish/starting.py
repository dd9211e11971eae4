"""A content file to begin with."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from handouts.problems import MachineError, UsageError

_STARTER = Path(__file__).parent / "starter.yaml"
_TODAY = "{today}"


def start(content: Path, today: date) -> None:
    """Write a small, complete content file that builds as it is. ``today`` is the day of its one handout's version.

    Raises UsageError where there is a file already: nobody's words are overwritten; MachineError for disk trouble.
    """
    text = _STARTER.read_text(encoding="utf-8").replace(_TODAY, today.isoformat())
    try:
        with open(content, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise UsageError(f"{content} is there already", "name another file: --content FILE") from None
    except OSError as error:
        raise MachineError(f"{content}: {error.strerror or error}") from error
