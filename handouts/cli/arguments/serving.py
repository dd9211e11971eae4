"""The commands that open a page in the browser."""

from __future__ import annotations

import argparse
from pathlib import Path

from handouts.cli.arguments.shared import Commands


def add_desk(commands: Commands, parents: list[argparse.ArgumentParser]) -> None:
    """The page on the clinic's own machine."""
    desk = commands.add_parser(
        "desk", parents=parents, help="open the front desk: a page to find, fit and print sheets"
    )
    desk.add_argument("--port", type=_port, metavar="N", help="port to listen on (default: 8321, or another free one)")
    desk.add_argument("--no-open", action="store_true", help="do not open the browser")
    desk.add_argument(
        "--final", action="store_true", help="print only handouts that are reviewed, unchanged since, and not expired"
    )
    desk.add_argument(
        "--counts", type=Path, metavar="FILE", help="count in this CSV file what is handed out, without patient data"
    )
    desk.add_argument(
        "--phones",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="let phones in the clinic's own network open a page of a sheet by a QR code; ADDRESS is this machine's "
        "there, where it is not found by itself",
    )
    desk.add_argument(
        "--language", metavar="TAG", help="the language of the page, en or es (default: as the browser asks)"
    )
    desk.add_argument("--live", action="store_true", help="for writers: show a text anew as soon as it is saved")
    desk.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="let other machines in; needs a password (default: none)"
    )
    desk.add_argument(
        "--name", action="append", default=[], metavar="NAME", help="another name this desk is reached by"
    )
    desk.add_argument("--password-file", type=Path, metavar="FILE", help="file with the password for other machines")


def add_watch(commands: Commands, parents: list[argparse.ArgumentParser]) -> None:
    """The page for those who write."""
    watch = commands.add_parser(
        "watch", parents=parents, help="build at every save, and show the newest text in the browser"
    )
    watch.add_argument("--port", type=_port, metavar="N", help="port to listen on (default: 8321, or another free one)")
    watch.add_argument("--no-open", action="store_true", help="do not open the browser")
    watch.set_defaults(
        final=False,
        counts=None,
        phones=None,
        live=True,
        host="127.0.0.1",
        name=[],
        password_file=None,
        index=False,
        formats=None,
        language=None,
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: a number from 1 to 65535")
    return int(text)
