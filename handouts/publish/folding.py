"""The file for printing beside the file for reading: sheets to fold or cut, proved against its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handouts.fold.formats import Folded
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing, sides
from handouts.model import Handout
from handouts.problems import Problem, ProofError
from handouts.publish.files import prepare, write_whole
from handouts.publish.project import Options, Project, fixed_words, open_project, paper_of
from handouts.records import dataclass
from handouts.theme import STANDARD
from handouts.typeset import Sheet
from handouts.words import Words, right_to_left

_PRINTED = re.compile(r"(?P<flip>short|long)(?P<marks>,marks)?(?:,bleed (?P<bleed>\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Printed:
    """A file for printing: its bytes, how many sheets of paper it takes, and what its proof found."""

    data: bytes
    sheets: int
    problems: tuple[Problem, ...]


def print_sheets(folded: Folded, handout: Handout, sheet: Sheet, words: Words, printing: Printing) -> Printed:
    """Lay the pages of a reading file on sheets and prove that nothing was lost on the way."""
    from handouts.fold.proving import prove_printing
    from handouts.fold.writing import Label, write

    printing = replace(printing, right_to_left=right_to_left(handout.language))
    planned = sides(folded, sheet.pages, sheet.closing, printing)
    label = Label(words["for_printing"].format(title=handout.title.plain), f"print={_told(printing)}")
    data = write(sheet.data, planned, printing.flip, label, printing.bleed)
    return Printed(data, len(planned) // 2, prove_printing(data, sheet.data, planned, handout))


def fold_test(options: Options) -> Path:
    """Write the sheet that tells on which edge a printer flips, and give its path.

    Raises ProjectError, UsageError for an unknown paper, ProofError for a sheet that is not as planned, MachineError.
    """
    data = fold_test_sheet(open_project(replace(options, edition=STANDARD)), options)
    prepare(options.out)
    suffix = "" if options.paper == "letter" else f".{options.paper}"
    path = options.out / f"fold-test.{options.printing.flip.value}{suffix}.pdf"
    write_whole(path, data)
    return path


def fold_test_sheet(project: Project, options: Options, names: Mapping[Flip, str] | None = None) -> bytes:
    """The sheet of :func:`fold_test` in memory; ``names`` are those of the settings, if not the command's own."""
    from handouts.fold.proving import prove_printing
    from handouts.fold.trial import trial_sheet

    paper, flip, main = paper_of(project, options), options.printing.flip, project.library.handouts[0]
    words, clinic, day = fixed_words(main), project.library.clinic, options.today.isoformat()
    reading, data, planned = trial_sheet(project.theme, project.faces, words, clinic, paper, flip, day, names)
    wrong = prove_printing(data, reading, planned, main)
    if wrong:
        raise ProofError(wrong)
    return data


def refolded(options: Options, facts: dict[str, str]) -> Options | None:
    """The options that a file of ours was folded by, from the facts in its metadata; None where they make no sense."""
    if "fold" not in facts:
        return options
    found = _PRINTED.fullmatch(facts.get("print", "short"))
    if found is None or facts["fold"] not in {fold.value for fold in Fold}:
        return None
    printing = Printing(Flip(found["flip"]), bool(found["marks"]), float(found["bleed"] or 0))
    return replace(options, fold=Fold(facts["fold"]), printing=printing)


def _told(printing: Printing) -> str:
    marks = ",marks" if printing.marks else ""
    return printing.flip.value + marks + (f",bleed {printing.bleed!r}" if printing.bleed else "")
