"""The command "translate" and its steps: what was written, what changed, and what is left to do, in a line each."""

from __future__ import annotations

import argparse
from collections import Counter

from handouts import publish
from handouts.cli.options import options_of
from handouts.cli.telling import print_problems, say
from handouts.problems import ContentError, command
from handouts.publish.translating import Form
from handouts.translation import State


def translate(given: argparse.Namespace) -> int:
    """Take one step on the way to a translator or back."""
    try:
        lines = _translated(given, options_of(given))
    except ContentError as error:
        print_problems(error.problems, getattr(error, "documents", ()))
        say("nothing was written")
        return 1
    print(*lines, sep="\n")
    return 0


def _translated(given: argparse.Namespace, options: publish.Options) -> list[str]:
    """Take one step and give the lines to print. Raises what ``publish`` raises."""
    if given.step == "export":
        return _exported(publish.export_translation(options, given.name, given.to, Form(given.format)))
    if given.step == "import":
        return _imported(publish.import_translation(options, given.file), options)
    handout = publish.confirm_translation(options, given.name, given.to)
    return [f"{options.content}: '{handout.id}' ({handout.language}) is up to date with its original"]


def _exported(exported: publish.Exported) -> list[str]:
    states = Counter(unit.state for unit in exported.exchange.units)
    told = ", ".join(f"{states[state]} {state.value}" for state in State if states[state])
    return [f"{exported.path}: {len(exported.exchange.units)} texts to '{exported.exchange.target_language}': {told}"]


def _imported(imported: publish.Imported, options: publish.Options) -> list[str]:
    handout = imported.handout
    what = "a new translation, as a draft" if imported.new else f"{imported.changed} texts changed"
    lines = [f"{options.content}: '{handout.id}' ({handout.language}): {what}"]
    lines += [f"  taken out: {words}" for words in imported.removed]
    if imported.open:
        look = command(f"check {handout.id}", str(options.content))
        lines.append(f"  {imported.open} texts still need a look: {look}")
    return lines
