"""Printers in the office, where the machine has CUPS: their names, and a job sent to one of them.

Through the program ``lp``, because pycups does not build everywhere. Copies are pages of the file: some filters print
``-n 3`` once, some nine times. The job's title says nothing of the patient. CUPS keeps a job on disk until it is
printed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from handouts.desk.speech import SaidError

_PATIENCE = 10  # seconds
_TITLE = "Handouts"


class PrinterError(SaidError):
    """A printer that does not print."""


def printers() -> tuple[str, ...]:
    """The printers of this machine by name; none where it has no CUPS."""
    program = shutil.which("lpstat")
    if program is None or shutil.which("lp") is None:
        return ()
    try:
        done = _run([program, "-e"])
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip())


def send(printer: str, data: bytes, *, short_edge: bool = False) -> None:
    """Print a PDF as it is: both sides, flipped on the long edge unless told otherwise, not scaled.

    Raises PrinterError.
    """
    program = shutil.which("lp")
    if program is None:
        raise PrinterError("This machine cannot print by itself: it has no program {program}.", program="lp")
    options = [
        "-o",
        f"sides=two-sided-{'short' if short_edge else 'long'}-edge",
        "-o",
        "print-scaling=none",
        "-t",
        _TITLE,
        "-s",
    ]
    try:
        done = _run([program, "-d", printer, *options], data)
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterError("The printer {printer} does not answer.", printer=printer) from error
    if done.returncode:
        raise PrinterError("The printer {printer} did not take the job.", printer=printer)


def _run(command: Sequence[str], data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603  # our own arguments; a printer is one of those the machine named
