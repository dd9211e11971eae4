"""The command line: arguments in, lines and exit codes out. It decides nothing.

Exit codes: 0 built, 1 problems in content or style, 2 wrong use of the command, 3 the machine failed us, 130 Ctrl-C.
"""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False  # known to type checkers by its name; typing itself takes 3 ms to load

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ("main",)

#: New objects between two searches for cycles. Python's own 700 means some 300 searches in one short build, which find
#: next to nothing and take a tenth of its time; with this many a long build is still searched.
_NEW_OBJECTS = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code. ``arguments`` default to those of the process."""
    from handouts.cli.repeating import said_before

    given = list(sys.argv[1:] if arguments is None else arguments)
    if said_before(given):
        return 0
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    from handouts.cli.commands import run

    try:
        return run(given)
    finally:
        gc.freeze()  # a last search for cycles before the process ends takes as long as setting a leaflet
