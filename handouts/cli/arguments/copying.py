"""The commands that make copies for single patients."""

from __future__ import annotations

import argparse
from pathlib import Path

from handouts.cli.arguments.shared import Commands

_PERSONAL = """\
examples:
  python make_pdf.py personal NAME --set patient.name="Ana Example" --set appointment.date=2026-12-01
  python make_pdf.py personal NAME --language es --set appointment.time="2:30 PM"
  python make_pdf.py personal NAME --with "If you have diabetes"

A field that is not set stays a line to fill in by hand. The file is named after the handout and lies in the output
folder until you take it away or make another one."""

_MERGE = """\
examples:
  python make_pdf.py merge NAME --data tomorrow.csv --out DIR
  python make_pdf.py merge NAME --data tomorrow.csv --out DIR --queue --group appointment.clinician --separators
  python make_pdf.py merge --data tomorrow.xlsx --out DIR --date-format MM/DD/YYYY --map columns.yaml

Columns are named after the fields (patient.name, appointment.date …). A column 'handouts' names what each patient
gets; of several, a packet with a cover is made. A column 'language' chooses translations. A row with a mistake is told
with its row and column and left out, the rest is made. Files are named after rows, never after patients."""

_AS_TYPED = argparse.RawDescriptionHelpFormatter


def add_copying(
    commands: Commands,
    reading: argparse.ArgumentParser,
    looking: argparse.ArgumentParser,
    out: argparse.ArgumentParser,
    day: argparse.ArgumentParser,
) -> None:
    """The commands that make copies for single patients."""
    shared = [reading, looking, day]
    about = "a copy of a handout for one patient, in a file that only you can read"
    personal = commands.add_parser(
        "personal", parents=[*shared, out], help=about, epilog=_PERSONAL, formatter_class=_AS_TYPED
    )
    personal.add_argument("name", metavar="NAME", help="the handout by id")
    personal.add_argument(
        "--set", action="append", default=[], type=_setting, metavar="FIELD=VALUE", help="what a field says, as typed"
    )
    about = "a copy for every row of a list: CSV, Excel or JSON Lines"
    merge = commands.add_parser("merge", parents=shared, help=about, epilog=_MERGE, formatter_class=_AS_TYPED)
    merge.add_argument("name", metavar="NAME", nargs="?", help="the handout by id (or a column 'handouts' in the list)")
    merge.add_argument("--data", type=Path, required=True, metavar="FILE", help="the list; its first row names columns")
    merge.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the copies of this list")
    merge.add_argument("--map", type=Path, metavar="FILE", help="lines such as 'patient.name: Name of patient'")
    merge.add_argument("--queue", action="store_true", help="one file to print, each copy on a sheet of its own")
    merge.add_argument("--group", metavar="FIELD", help="with --queue: copies with the same field or column together")
    merge.add_argument("--separators", action="store_true", help="with --group: a sheet before each group")
    for command in (personal, merge):
        command.add_argument("--language", metavar="TAG", help="which translation (default: the original)")
        command.add_argument(
            "--date-format", metavar="FORM", help="such as MM/DD/YYYY (ISO dates are always understood)"
        )
        command.add_argument(
            "--with", dest="added", action="append", default=[], metavar="HEADING", help="a section that is on request"
        )
        command.add_argument("--final", action="store_true", help="only of handouts that are reviewed and not expired")


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"'{name[:40]}' is not FIELD=VALUE, such as patient.name=…")
    return name.strip(), value
