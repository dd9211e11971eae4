"""What the command line understands."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from handouts.fold.imposition import Flip, Fold
from handouts.theme import length

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
  python make_pdf.py verify K7M2-9QXF-3TBC             is the sheet with this code still the current one?
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

#: More processes than any machine has cores for.
_MOST_JOBS = 256
_TRANSLATE_EXAMPLES = """\
examples:
  python make_pdf.py translate export ketamine-questions --to es              out/ketamine-questions.es.xlf
  python make_pdf.py translate export ketamine-questions --to es --format po  out/ketamine-questions.es.po
  python make_pdf.py translate import ketamine-questions.es.xlf               into content.yaml, as a draft
  python make_pdf.py translate confirm ketamine-questions --to es             it still says what the original says"""
_PERSONAL = """\
examples:
  python make_pdf.py personal NAME --set patient.name="Ana Example" --set appointment.date=2026-12-01
  python make_pdf.py personal NAME --language es --set appointment.time="2:30 PM"

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

#: More would be no bleed but a mistake: an inch, in points.
_WIDEST_BLEED = 72.0

#: What a check can be told as, what a translator's file can be, and what a build makes of a handout.
FORMATS = ("text", "json", "github", "html")
EXCHANGES = ("xliff", "po")
FORMS = ("pdf", "html", "text", "braille")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="make_pdf.py",
        description="Patient handouts from content.yaml: tagged, archival PDF, proved word for word.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands (build when none is given)")
    reading, looking, names, out, day = _reading(), _looking(), _names(), _out(), _day()
    build = commands.add_parser(
        "build", parents=[reading, looking, names, out, day], help="build PDFs into the output folder"
    )
    build.add_argument(
        "--final", action="store_true", help="build only handouts that are reviewed, unchanged since, and not expired"
    )
    _folding(build)
    _choosing(build)
    _sharing(build)
    check = commands.add_parser(
        "check", parents=[reading, looking, names, day], help="tell all problems without writing anything"
    )
    check.add_argument(
        "--format", choices=FORMATS, default="text", help="text, json, github annotations, or an html page to sign"
    )
    trial = commands.add_parser(
        "fold-test", parents=[reading, looking, out, day], help="write a sheet that tells on which edge a printer flips"
    )
    _flip(trial)
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
    _governing(commands, reading, looking, out, day)
    _translating(commands, reading, out, day)
    _copying(commands, reading, looking, out, day)
    _desk(commands, [reading, looking, day])
    _watch(commands, [reading, looking, names, out, day])
    commands.add_parser("schema", help="print the JSON Schema of the content file")
    return top


def _folding(build: argparse.ArgumentParser) -> None:
    """What is asked of paper that is folded or cut."""
    build.add_argument(
        "--fold",
        choices=[fold.value for fold in Fold],
        help="lay it out for pages of that size, and write sheets to print on both sides and fold, or cut (2-up)",
    )
    _flip(build)
    build.add_argument("--marks", action="store_true", help="mark where to fold (dashed) and where to cut")
    build.add_argument(
        "--bleed",
        type=_length,
        metavar="LENGTH",
        help="for a print shop: sheets larger by so much on all sides, such as 3mm; marks then stand outside",
    )


def _flip(command: argparse.ArgumentParser) -> None:
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


def _choosing(build: argparse.ArgumentParser) -> None:
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


def _sharing(build: argparse.ArgumentParser) -> None:
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


def _governing(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    reading: argparse.ArgumentParser,
    looking: argparse.ArgumentParser,
    out: argparse.ArgumentParser,
    day: argparse.ArgumentParser,
) -> None:
    """The commands that vouch for a text and tell one version from another."""
    shared = [reading, looking, out, day]
    review = commands.add_parser("review", parents=shared, help="write a review of a handout into the content file")
    review.add_argument("name", metavar="NAME", help="the handout by id")
    review.add_argument("--by", required=True, metavar="NAME", help="who reviewed it")
    review.add_argument("--role", required=True, metavar="TEXT", help="profession and place of the reviewer")
    review.add_argument("--next", required=True, metavar="DATE", help="day by which it must be reviewed again")
    review.add_argument("--on", metavar="DATE", help="day of the review (default: today)")
    review.add_argument("--version", metavar="TEXT", help="give the text a new version, as of the day of the review")
    review.add_argument("--language", metavar="TAG", help="which translation (default: the original)")
    verify = commands.add_parser("verify", parents=shared, help="tell if a file or a code on paper is still current")
    verify.add_argument(
        "subjects", nargs="+", metavar="FILE|CODE", help="files that build made, codes, or what the QR code says"
    )
    changes = commands.add_parser("changes", parents=shared, help="tell what a patient would see that is different")
    changes.add_argument("name", metavar="NAME", help="the handout by id")
    changes.add_argument("--from", dest="old", metavar="VERSION", help="version or code (default: the last one issued)")
    changes.add_argument("--to", dest="new", metavar="VERSION", help="version or code (default: the content file)")
    explain = commands.add_parser("explain", help="explain the code of a problem")
    explain.add_argument("code", metavar="CODE", nargs="?", help="such as long-sentence (default: list them all)")


def _translating(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    reading: argparse.ArgumentParser,
    out: argparse.ArgumentParser,
    day: argparse.ArgumentParser,
) -> None:
    """Handouts on their way to translators and back."""
    translate = commands.add_parser(
        "translate",
        help="give a handout to a translator, and take the translation back",
        epilog=_TRANSLATE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = translate.add_subparsers(
        dest="step", metavar="STEP", required=True, help="export, import or confirm; each has a --help of its own"
    )
    export = steps.add_parser("export", parents=[reading, out], help="write a file for a translator's tools")
    export.add_argument("name", metavar="NAME", help="the handout by id")
    export.add_argument("--to", required=True, metavar="TAG", help="the language to translate to, such as es")
    export.add_argument(
        "--format",
        choices=EXCHANGES,
        default="xliff",
        help="xliff (1.2) for translators' tools, po for gettext editors (default: xliff)",
    )
    back = steps.add_parser(
        "import", parents=[reading, day], help="write a translator's file into the content file, all of it or nothing"
    )
    back.add_argument("file", type=Path, metavar="FILE", help="an .xlf or .po file that 'translate export' began")
    confirm = steps.add_parser(
        "confirm", parents=[reading], help="note down that a translation says what its original says now"
    )
    confirm.add_argument("name", metavar="NAME", help="the handout by id")
    confirm.add_argument("--to", required=True, metavar="TAG", help="the language of the translation")


def _copying(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
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
        command.add_argument("--final", action="store_true", help="only of handouts that are reviewed and not expired")


def _setting(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"'{name[:40]}' is not FIELD=VALUE, such as patient.name=…")
    return name.strip(), value


def _desk(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], parents: list[argparse.ArgumentParser]
) -> None:
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
    desk.add_argument("--live", action="store_true", help="for writers: show a text anew as soon as it is saved")
    desk.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="let other machines in; needs a password (default: none)"
    )
    desk.add_argument(
        "--name", action="append", default=[], metavar="NAME", help="another name this desk is reached by"
    )
    desk.add_argument("--password-file", type=Path, metavar="FILE", help="file with the password for other machines")


def _watch(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], parents: list[argparse.ArgumentParser]
) -> None:
    """The page for those who write."""
    watch = commands.add_parser(
        "watch", parents=parents, help="build at every save, and show the newest text in the browser"
    )
    watch.add_argument("--port", type=_port, metavar="N", help="port to listen on (default: 8321, or another free one)")
    watch.add_argument("--no-open", action="store_true", help="do not open the browser")
    watch.set_defaults(
        final=False, counts=None, live=True, host="127.0.0.1", name=[], password_file=None, index=False, formats=None
    )


def _reading() -> argparse.ArgumentParser:
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument(
        "--content",
        type=Path,
        default=Path("content.yaml"),
        metavar="FILE",
        help="content file (default: content.yaml)",
    )
    reading.add_argument(
        "--styles", type=Path, default=Path("styles"), metavar="DIR", help="folder of style files (default: styles)"
    )
    return reading


def _looking() -> argparse.ArgumentParser:
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


def _names() -> argparse.ArgumentParser:
    names = argparse.ArgumentParser(add_help=False)
    names.add_argument("names", nargs="*", metavar="NAME", help="handouts by id (default: all)")
    return names


def _out() -> argparse.ArgumentParser:
    out = argparse.ArgumentParser(add_help=False)
    out.add_argument(
        "--out", type=Path, default=Path("out"), metavar="DIR", help="output folder and its register (default: out)"
    )
    return out


def _day() -> argparse.ArgumentParser:
    day = argparse.ArgumentParser(add_help=False)
    day.add_argument(
        "--today",
        type=_date,
        default=None,
        metavar="DATE",
        help="the day on which states are judged, such as 2026-11-23 (default: the machine's date)",
    )
    return day


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: a number from 1 to 65535")
    return int(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date such as 2026-11-23") from None
