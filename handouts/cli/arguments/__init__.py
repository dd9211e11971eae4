"""What the command line understands."""

from __future__ import annotations

import argparse
from pathlib import Path

from handouts.cli.arguments.copying import add_copying
from handouts.cli.arguments.governing import add_governing, add_translating
from handouts.cli.arguments.making import add_choosing, add_flip, add_folding, add_sharing
from handouts.cli.arguments.serving import add_desk, add_watch
from handouts.cli.arguments.shared import handout_names, judging_day, look, output, reading_files

__all__ = ("FORMATS", "parser")

_EXAMPLES = """\
examples:
  python make_pdf.py                                   build every handout into out/
  python make_pdf.py build ketamine-questions          build one
  python make_pdf.py build --paper a4 --style hillside another paper, another brand
  python make_pdf.py build --edition large-print       for readers with poor eyesight
  python make_pdf.py build --fold booklet              sheets to print and fold besides
  python make_pdf.py build --format html,text          for phones and for messages
  python make_pdf.py build --edition all --format all  every edition and every format
  python make_pdf.py build --language en+es            one sheet in two languages, side by side
  python make_pdf.py build --edition all --jobs 0      the same with all cores of this machine
  python make_pdf.py build --final                     only what is reviewed and has not run out
  python make_pdf.py check                             tell all problems, write nothing
  python make_pdf.py check --format html > report.html the report for the reviewing clinician
  python make_pdf.py review ketamine-questions --by "Jane Doe" --role "Psychiatrist, MD" --next 2027-11-01
  python make_pdf.py verify K7M2-9QXF-3TCM             is the sheet with this code still the current one?
  python make_pdf.py changes ketamine-questions        what is different from the version issued before
  python make_pdf.py translate export ketamine-questions --to es   a file for a translator
  python make_pdf.py translate import ketamine-questions.es.xlf    and back into the content file
  python make_pdf.py personal NAME --set patient.name="…"  a copy for one patient
  python make_pdf.py merge NAME --data list.csv --out DIR  a copy for every row of a list
  python make_pdf.py explain claim-word                why a rule is there, and what to do about it
  python make_pdf.py watch                             build at every save, with the newest text in the browser
  python make_pdf.py desk                              the front desk: find, fit and print in the browser
  python make_pdf.py new --content clinic.yaml         a content file to begin with
  python make_pdf.py list                              what handouts, papers and brands there are
  python make_pdf.py schema > content.schema.json      the JSON Schema of the content file, for editors

exit codes: 0 built, 1 problems in content or style, 2 wrong use, 3 disk or permission trouble"""


#: What a check can be told as.
FORMATS = ("text", "json", "github", "html")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="make_pdf.py",
        description="Patient handouts from content.yaml: tagged, archival PDF, proved word for word.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands (build when none is given)")
    reading, looking, names, out, day = reading_files(), look(), handout_names(), output(), judging_day()
    build = commands.add_parser(
        "build", parents=[reading, looking, names, out, day], help="build PDFs into the output folder"
    )
    build.add_argument(
        "--final", action="store_true", help="build only handouts that are reviewed, unchanged since, and not expired"
    )
    add_folding(build)
    add_choosing(build)
    add_sharing(build)
    check = commands.add_parser(
        "check", parents=[reading, looking, names, day], help="tell all problems without writing anything"
    )
    check.add_argument(
        "--format", choices=FORMATS, default="text", help="text, json, github annotations, or an html page to sign"
    )
    trial = commands.add_parser(
        "fold-test", parents=[reading, looking, out, day], help="write a sheet that tells on which edge a printer flips"
    )
    add_flip(trial)
    new = commands.add_parser("new", parents=[day], help="write a content file to begin with")
    new.add_argument(
        "--content",
        type=Path,
        default=Path("content.yaml"),
        metavar="FILE",
        help="the file to write; one that is there is left alone (default: content.yaml)",
    )
    new.set_defaults(styles=Path("styles"))
    listing = commands.add_parser("list", parents=[reading, day], help="list handouts, papers and brands")
    listing.set_defaults(names=())
    add_governing(commands, reading, looking, out, day)
    add_translating(commands, reading, out, day)
    add_copying(commands, reading, looking, out, day)
    add_desk(commands, [reading, looking, day])
    add_watch(commands, [reading, looking, names, out, day])
    commands.add_parser("schema", help="print the JSON Schema of the content file")
    return top
