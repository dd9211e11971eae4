"""What is different between two versions of a handout, ready for the change note."""

from __future__ import annotations

from handouts.checks import lines_of
from handouts.model import Handout
from handouts.problems import UsageError
from handouts.publish.opening import open_asked
from handouts.publish.project import Options, standing_of
from handouts.publish.register import Issue, issues, text_of
from handouts.records import dataclass
from handouts.review import FINAL
from handouts.review.differences import differences


@dataclass(frozen=True, slots=True)
class Changes:
    """What a patient would see that is different: the two versions compared, and each difference in words."""

    handout: Handout
    old: str
    new: str
    told: tuple[str, ...]


def changes(options: Options, name: str, old: str | None = None, new: str | None = None) -> tuple[Changes, ...]:
    """Compare two versions of a handout in each of its languages; versions are named by number or code.

    Without ``old`` the last one issued with other words is meant, reviewed ones first; without ``new`` the content
    file. Empty where none was issued before. Raises UsageError for a handout or a version that is not there.
    """
    project = open_asked(options, [name])
    issued = issues(options.out)
    handouts = [handout for handout in project.library.handouts if handout.id == name]
    if not handouts:
        known = ", ".join(dict.fromkeys(handout.id for handout in project.library.handouts))
        raise UsageError(f"there is no handout '{name}'", f"there are: {known}")
    found = []
    for handout in handouts:
        own = [issue for issue in issued if (issue.id, issue.language) == (handout.id, handout.language)]
        sign = standing_of(project, handout, options.today).fingerprint
        after = _named(own, new) if new else None
        before = _named(own, old) if old else _last_other(own, after.code if after else sign)
        if before is None:
            continue
        lines = text_of(options.out, after.code) if after else lines_of(handout, project.library)
        earlier = text_of(options.out, before.code)
        if earlier is None or lines is None:
            raise UsageError(f"the words of version {before.version} were not kept", "look into the register folder")
        label = f"{after.version} ({after.code})" if after else f"{handout.review.version} ({sign})"
        found.append(Changes(handout, f"{before.version} ({before.code})", label, differences(earlier, lines)))
    return tuple(found)


def _named(issued: list[Issue], wanted: str) -> Issue:
    for issue in reversed(issued):
        if wanted in {issue.version, issue.code}:
            return issue
    known = ", ".join(dict.fromkeys(f"{issue.version} ({issue.code})" for issue in issued))
    raise UsageError(f"no version '{wanted}' was issued", f"there are: {known}" if known else None)


def _last_other(issued: list[Issue], code: str) -> Issue | None:
    others = [issue for issue in issued if issue.code != code]
    final = [issue for issue in others if issue.state in {state.value for state in FINAL}]
    return final[-1] if final else others[-1] if others else None
