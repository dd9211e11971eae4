"""The commands that make copies for single patients: "personal" and "merge"."""

from __future__ import annotations

import argparse

from handouts import publish
from handouts.cli.options import options_of
from handouts.cli.telling import count, print_problems, say
from handouts.problems import Severity, UsageError


def personal(given: argparse.Namespace) -> int:
    """Make a copy for one patient. Exit code 1 where a field has a mistake."""
    settings = [publish.Setting(name, value) for name, value in given.set]
    copied = publish.personal(options_of(given), given.name, settings, _wish(given))
    print_problems(copied.problems, ())
    if copied.path is None:
        return 1
    replaced = "; replaced the copy made before" if copied.replaced else ""
    print(f"{copied.path}: {count(copied.pages, 'page')}, proof passed, a personal copy{replaced}")
    return 0


def merge(given: argparse.Namespace) -> int:
    """Make a copy for every row of a list. Exit code 1 where a row was left out. Raises UsageError, ContentError."""
    if given.separators and not given.group:
        raise UsageError("--separators parts groups", "say what copies are grouped by: --group FIELD")
    if given.group and not given.queue:
        raise UsageError("--group sorts a queue", "add --queue")
    queueing = publish.Queueing(bool(given.group), given.separators) if given.queue else None
    request = publish.MergeRequest(given.data, _wish(given), given.map, queueing)
    made = pages = left = 0
    for copied in publish.merge(options_of(given), request):
        print_problems(copied.problems, ())
        if copied.path is not None:
            made, pages = made + 1, pages + copied.pages
        elif any(problem.severity is Severity.ERROR for problem in copied.problems):
            left += 1
    print(f"{given.out}: {count(made, 'copy', 'copies')}, {count(pages, 'page')}, proof passed")
    if left:
        say(f"{count(left, 'row')} left out; the messages above say why")
    return 1 if left or not made else 0


def _wish(given: argparse.Namespace) -> publish.Wish:
    return publish.Wish(
        given.name, given.language, given.date_format, getattr(given, "group", None), tuple(given.added)
    )
