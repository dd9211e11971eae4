"""What is asked of a build: forms, languages, folds, and who makes the files."""

from __future__ import annotations

import argparse

from handouts.fold.imposition import Flip, Fold
from handouts.theme import length

#: More processes than any machine has cores for.
_MOST_JOBS = 256

#: More would be no bleed but a mistake: an inch, in points.
_WIDEST_BLEED = 72.0

FORMS = ("pdf", "html", "text", "braille")


def add_folding(build: argparse.ArgumentParser) -> None:
    """What is asked of paper that is folded or cut."""
    build.add_argument(
        "--fold",
        choices=[fold.value for fold in Fold],
        help="lay it out for pages of that size, and write sheets to print on both sides and fold, or cut (2-up)",
    )
    add_flip(build)
    build.add_argument("--marks", action="store_true", help="mark where to fold (dashed) and where to cut")
    build.add_argument(
        "--bleed",
        type=_length,
        metavar="LENGTH",
        help="for a print shop: sheets larger by so much on all sides, such as 3mm; marks then stand outside",
    )


def add_flip(command: argparse.ArgumentParser) -> None:
    """The edge on which a printer turns the sheet over."""
    command.add_argument(
        "--flip",
        choices=[flip.value for flip in Flip],
        help="the edge on which the printer turns the sheet over (default: short; 'fold-test' tells which is right)",
    )


def _length(text: str) -> float:
    """A length on the command line, in points, up to an inch."""
    try:
        points = length(text)
    except ValueError:
        points = -1.0
    if not 0 <= points <= _WIDEST_BLEED:
        raise argparse.ArgumentTypeError(f"'{text}' is not a length up to an inch, such as 3mm, 0.125in or 9pt")
    return points


def add_choosing(build: argparse.ArgumentParser) -> None:
    """What to make of each handout."""
    build.add_argument(
        "--format",
        dest="formats",
        action="append",
        type=_formats,
        metavar="NAME",
        help=f"{', '.join(FORMS)} or all; several with commas between (default: pdf)",
    )
    build.add_argument(
        "--language",
        dest="languages",
        type=_names_in,
        default=("all",),
        metavar="TAG",
        help="a language such as es, several with commas between, original or all (default: all); en+es for one sheet "
        "that says everything in both",
    )

    build.add_argument(
        "--index",
        action="store_true",
        help="also write index.html: everything in the output folder to look at and choose from (with --edition all "
        "it is written by itself)",
    )


def add_sharing(build: argparse.ArgumentParser) -> None:
    """Who makes the files."""
    build.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="make files in N processes; 0 means one for each core (default: 1)",
    )
    build.add_argument("--cluster", metavar="ADDRESS", help="make files on a Dask cluster, such as tcp://10.0.0.5:8786")


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes from 0 to {_MOST_JOBS}")
    return int(text)


def _names_in(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _formats(text: str) -> tuple[str, ...]:
    names = _names_in(text)
    for name in names:
        if name not in {*FORMS, "all"}:
            raise argparse.ArgumentTypeError(f"there is no format '{name}': there are {', '.join(FORMS)} and all")
    return names
