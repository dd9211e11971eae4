"""The command "desk": start the page, say where it is, and open the browser there."""

from __future__ import annotations

import argparse
import webbrowser
from datetime import date
from pathlib import Path

from handouts.cli.options import options_of
from handouts.cli.telling import say
from handouts.problems import MachineError, UsageError
from handouts.publish import Options

_SHORTEST_PASSWORD = 10


def desk(given: argparse.Namespace) -> int:
    """Serve the front desk until Ctrl-C. Raises as ``open_desk``."""
    open_desk(given, options_of(given))
    return 0


def open_desk(given: argparse.Namespace, options: Options) -> None:
    """Serve until Ctrl-C. Raises UsageError, ProjectError, MachineError."""
    try:
        from handouts.desk.desk import Arrangement
        from handouts.desk.phones import own_address
        from handouts.desk.serving import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"the desk needs '{error.name}', which is not installed", "run: python install.py") from error
    fixed = given.today
    arrangement = Arrangement(
        options,
        given.counts,
        _password(given.password_file),
        frozenset(name.lower() for name in given.name),
        given.live,
        (lambda: fixed) if fixed else date.today,
        language=_language(given.language),
    )

    def opened(address: str, phones: str | None) -> None:
        say(f"The front desk is open at {address}")
        if phones:
            say(f"Phones in your network open sheets at {phones}. If none gets through, a firewall is in between.")
        say("Keep this window open. Ctrl-C closes the desk.")
        if not given.no_open:
            webbrowser.open(address)

    phones = own_address(given.phones) if given.phones is not None else None
    serve(arrangement, given.host, given.port, opened, phones)


def _language(tag: str | None) -> str | None:
    """The language of the page. Raises UsageError where the desk does not speak it."""
    from handouts.words import desk_languages

    if tag is not None and tag not in desk_languages():
        raise UsageError(f"the desk does not speak '{tag}'", f"there are: {', '.join(desk_languages())}")
    return tag


def _password(path: Path | None) -> str | None:
    """The first line of a file. Raises UsageError where it is too short, MachineError where it cannot be read."""
    if path is None:
        return None
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MachineError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    password = lines[0].strip() if lines else ""
    if len(password) < _SHORTEST_PASSWORD:
        raise UsageError(f"the password in {path} is too short", f"take {_SHORTEST_PASSWORD} characters or more")
    return password
