"""A build with nothing to do: told before the engine, or even the parser of the command line, is loaded."""

from __future__ import annotations

import os
import sys

from handouts.publish import manifest

TYPE_CHECKING = False
if TYPE_CHECKING:  # this takes longer to load than all else here
    from collections.abc import Sequence


def said_before(given: list[str]) -> bool:
    """Say again what the same build said when it last succeeded, if nothing that matters has changed since.

    ``given`` are the arguments as typed. What is not plainly a build that writes files is left to the parser.
    """
    place = manifest_path(given)
    found = manifest.recall(place) if place else None
    if found is None:
        return False
    try:
        for stream, line in found.said:
            print(line, file=sys.stderr if stream == "err" else sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def manifest_path(given: list[str], engine: Sequence[str] | None = None) -> str | None:
    """Where the manifest of these arguments lies; None for other commands than a build.

    ``engine`` is what the process found of the engine and its libraries, where it has looked at them before.
    """
    if given and not given[0].startswith("-") and given[0] != "build":
        return None
    if any(word in {"-h", "--help"} for word in given):
        return None
    return manifest.path_for(_value(given, "--out") or "out", given, _value(given, "--today") or "", engine)


def _value(given: list[str], option: str) -> str | None:
    """What an option was given, the last time it was; None where it was not, or cut short as argparse allows."""
    value = None
    for index, word in enumerate(given):
        if word == option:
            value = "".join(given[index + 1 : index + 2])
        elif word.startswith(option + "="):
            value = word.partition("=")[2]
    return value
