"""The commands that vouch for a text and tell one version from another: "review", "verify" and "changes"."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from handouts import publish
from handouts.cli.options import options_of
from handouts.cli.telling import count, print_problems, say
from handouts.problems import ContentError, Problem, Severity, command


def review(given: argparse.Namespace) -> int:
    """Write a review into the content file. Exit code 1 where the text has errors."""
    options = options_of(given)
    day = given.on or options.today.isoformat()
    vouching = publish.Vouching(given.by, given.role, day, given.next, given.version, given.language)
    try:
        reviewed = publish.review(options, given.name, vouching)
    except ContentError as error:
        print_problems(error.problems, getattr(error, "documents", ()))
        say("the review was not written: a text with errors cannot be vouched for")
        return 1
    review, standing = reviewed.handout.review, reviewed.standing
    print(
        f"{given.content}: '{given.name}' version {review.version} is {standing.state.value}: "
        f"by {review.by}, {review.role}, on {review.on}, next by {review.next}, {standing.fingerprint}"
    )
    if reviewed.problems:
        look = command("check", str(options.content))
        say(f"{_of_each_kind(reviewed.problems)} stood at the review: {look}")
    return 0


def _of_each_kind(problems: Iterable[Problem]) -> str:
    """How many warnings and pieces of advice there are, without the kind of which there is none."""
    found = Counter(problem.severity for problem in problems)
    warnings, advice = found[Severity.WARNING], found[Severity.ADVICE]
    parts = [count(warnings, "warning")] * bool(warnings)
    parts += [count(advice, "piece of advice", "pieces of advice")] * bool(advice)
    return " and ".join(parts)


def verify(given: argparse.Namespace) -> int:
    """Tell if files or codes on paper are still current. Exit code 1 where one is not. Raises ContentError."""
    found = publish.verify(options_of(given), tuple(given.subjects))
    for verified in found:
        print(f"{verified.subject}: {verified.said}: {verified.because}")
    good = (publish.Verdict.CURRENT, publish.Verdict.DRAFT)
    return 0 if all(verified.verdict in good for verified in found) else 1


def changes(given: argparse.Namespace) -> int:
    """Tell what a patient would see that differs between two versions. Raises ContentError, UsageError."""
    options = options_of(given)
    found = publish.changes(options, given.name, given.old, given.new)
    if not found:
        known = any(issue.id == given.name for issue in publish.issues(options.out))
        so_far = "only the words that it has now were issued" if known else "nothing of it was issued yet"
        print(f"{given.name}: {so_far} into {options.out}, so there is nothing to compare with")
    for changes in found:
        print(f"{changes.handout.id} ({changes.handout.language}): from version {changes.old} to {changes.new}")
        for line in changes.told or ("no difference that a patient would see",):
            print(f"  {line}")
    return 0
