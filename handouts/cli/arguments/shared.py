"""What several commands take: which files, which look, which day."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TypeAlias

from handouts.problems import USUAL

#: What ``add_subparsers`` gives.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # it has no other name


def reading_files() -> argparse.ArgumentParser:
    """The files that a command reads."""
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument(
        "--content",
        type=Path,
        default=Path(USUAL),
        metavar="FILE",
        help=f"content file (default: {USUAL})",
    )
    reading.add_argument(
        "--styles", type=Path, default=Path("styles"), metavar="DIR", help="folder of style files (default: styles)"
    )
    return reading


def look() -> argparse.ArgumentParser:
    """Brand, edition and paper."""
    looking = argparse.ArgumentParser(add_help=False)
    looking.add_argument(
        "--style", default="loganville", metavar="NAME", help="brand: a file in the styles folder (default: loganville)"
    )
    looking.add_argument(
        "--edition",
        default="standard",
        metavar="NAME",
        help="standard, large-print, extra-large, ink-saver, dyslexia-friendly or easy-read; build knows all "
        "(default: standard)",
    )
    looking.add_argument(
        "--paper",
        default="letter",
        metavar="NAME",
        help="letter, a4, or another of the style's papers; build knows all (default: letter)",
    )
    return looking


def handout_names() -> argparse.ArgumentParser:
    """Handouts by name, all when none is given."""
    names = argparse.ArgumentParser(add_help=False)
    names.add_argument("names", nargs="*", metavar="NAME", help="handouts by id (default: all)")
    return names


def output() -> argparse.ArgumentParser:
    """The folder that a command writes to."""
    out = argparse.ArgumentParser(add_help=False)
    out.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="output folder and its register (default: out)"
    )
    return out


def judging_day() -> argparse.ArgumentParser:
    """The day on which states are judged."""
    day = argparse.ArgumentParser(add_help=False)
    day.add_argument(
        "--today",
        type=_date,
        default=None,
        metavar="DATE",
        help="the day on which states are judged, such as 2026-11-23 (default: the machine's date)",
    )
    return day


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date such as 2026-11-23") from None
