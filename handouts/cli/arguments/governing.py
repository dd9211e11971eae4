"""The commands that vouch for a text, and those that send it to translators and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from handouts.cli.arguments.shared import Commands

_TRANSLATE_EXAMPLES = """\
examples:
  python make_pdf.py translate export ketamine-questions --to es              out/ketamine-questions.es.xlf
  python make_pdf.py translate export ketamine-questions --to es --format po  out/ketamine-questions.es.po
  python make_pdf.py translate import ketamine-questions.es.xlf               into content.yaml, as a draft
  python make_pdf.py translate confirm ketamine-questions --to es             it still says what the original says"""

EXCHANGES = ("xliff", "po")


def add_governing(
    commands: Commands,
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


def add_translating(
    commands: Commands,
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
