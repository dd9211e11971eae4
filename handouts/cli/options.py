"""What was typed, as the rooms below want it."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from handouts import publish
from handouts.fold.imposition import Flip, Fold
from handouts.fold.placing import Printing
from handouts.problems import UsageError
from handouts.theme import STANDARD


def options_of(given: argparse.Namespace) -> publish.Options:
    """The options of a build; a command that lacks one of them gets what is usual. Raises UsageError."""
    today: date = getattr(given, "today", None) or date.today()  # noqa: DTZ011  # the clinic's own calendar day is meant
    fold, printing = _folding(given)
    return publish.Options(
        content=given.content,
        styles=given.styles,
        out=getattr(given, "out", Path("out")),
        style=getattr(given, "style", "loganville"),
        paper=getattr(given, "paper", "letter"),
        names=tuple(getattr(given, "names", ())),
        today=today,
        final=getattr(given, "final", False),
        edition=getattr(given, "edition", STANDARD),
        fold=fold,
        printing=printing,
        formats=tuple(dict.fromkeys(name for names in getattr(given, "formats", None) or [("pdf",)] for name in names)),
        languages=getattr(given, "languages", ("all",)),
        jobs=getattr(given, "jobs", 1) or os.cpu_count() or 1,
        cluster=getattr(given, "cluster", None),
    )


def _folding(given: argparse.Namespace) -> tuple[Fold | None, Printing]:
    """The fold asked for, and how it is printed."""
    fold, flip = getattr(given, "fold", None), getattr(given, "flip", None)
    marks, bleed = getattr(given, "marks", False), getattr(given, "bleed", None)
    if given.command == "build" and fold is None and (flip or marks or bleed):
        raise UsageError(
            "--flip, --marks and --bleed are for sheets to fold or cut", "add --fold booklet, for instance"
        )
    return (Fold(fold) if fold else None), Printing(Flip(flip or Flip.SHORT), marks, bleed or 0.0)
