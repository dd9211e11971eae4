"""Writing a review into the content file: who vouches for which exact text, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from handouts.model import Handout, Library, Review, Status
from handouts.problems import ContentError, MachineError, Problem, Severity, UsageError
from handouts.publish.building import examined, render
from handouts.publish.opening import open_asked
from handouts.publish.project import Options, Project, ProjectError, chosen, standing_of
from handouts.publish.register import issues
from handouts.publish.rewriting import rewrite
from handouts.records import dataclass
from handouts.review import FINAL, Standing
from handouts.source import Document, Mapping, Node, load, parse
from handouts.source import Sequence as Listed
from handouts.source.editing import with_values


@dataclass(frozen=True, slots=True)
class Vouching:
    """What a reviewer says: name, profession, the day (ISO 8601), the day of the next review, a new version or none."""

    by: str
    role: str
    on: str
    next: str
    version: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A handout as it stands after its review, and what the rules still said of it."""

    handout: Handout
    standing: Standing
    problems: tuple[Problem, ...]


def review(options: Options, name: str, vouching: Vouching) -> Reviewed:
    """Write a review of one handout into the content file, which else stays as it is, comments and all.

    Raises ContentError where the handout has errors, so nobody vouches for it by mistake; UsageError for days that do
    not follow each other; MachineError for disk trouble.
    """
    _days_follow(vouching)
    project = open_asked(options, [name])
    handout = _the_one(project, name, vouching.language)
    told = examined(project, handout, options).problems
    errors = [problem for problem in told if problem.severity is Severity.ERROR] or list(
        render(project, handout, options).problems
    )
    if errors:
        raise ContentError(errors)
    sign = standing_of(project, handout, options.today).fingerprint
    _version_is_new(options, handout, vouching.version or handout.review.version, sign)
    values = {"status": Status.REVIEWED.value, "by": vouching.by, "role": vouching.role, "on": vouching.on}
    values |= {"next": vouching.next, "fingerprint": sign}
    if vouching.version:
        values |= {"version": vouching.version, "edition": vouching.on}
    _write(options.content, project, handout, values)
    after = open_asked(options, [name])
    reviewed = _the_one(after, name, vouching.language)
    return Reviewed(reviewed, standing_of(after, reviewed, options.today), told)


def _the_one(project: Project, name: str, language: str | None) -> Handout:
    found = chosen(project.library, [name])
    known = ", ".join(handout.language for handout in found)
    for handout in found:
        if handout.language == language or (language is None and handout.original is None):
            return handout
    raise UsageError(f"'{name}' is not there in the language '{language}'", f"there are: {known}")


def _days_follow(vouching: Vouching) -> None:
    try:
        first, last = date.fromisoformat(vouching.on), date.fromisoformat(vouching.next)
    except ValueError as error:
        raise UsageError(f"{error}", "write days as 2026-11-23") from error
    if last <= first:
        raise UsageError("the next review is not after this one", "give a later day with --next")
    if not vouching.by.strip() or not vouching.role.strip():
        raise UsageError("a review needs a name and a role", 'for example --by "Jane Doe" --role "Psychiatrist, MD"')


def _version_is_new(options: Options, handout: Handout, version: str, sign: str) -> None:
    """One version is one text: a number that was given to another text would make ``verify`` lie."""
    for issue in issues(options.out):
        same = (issue.id, issue.language, issue.version) == (handout.id, handout.language, version)
        if same and issue.code != sign and issue.state in {state.value for state in FINAL}:
            message = f"version {version} of '{handout.id}' was issued with another text on {issue.issued}"
            hint = "give a new version: --version …"
            raise ContentError([Problem("version-reused", message, handout.review.place, hint)])


def _write(path: Path, project: Project, handout: Handout, values: dict[str, str]) -> None:
    document = load(path)  # the project's own was read in parts, where no place in the file is known
    if any(problem.severity is Severity.ERROR for problem in document.problems):  # then no place in it is sure
        raise ProjectError(document.problems, [document])
    mapping = _review_node(document, handout)
    if document.text is None or mapping is None:
        raise MachineError(f"{path}: the review of '{handout.id}' was not found; nothing was changed")
    text = with_values(document.text, mapping, values)
    rewrite(
        path,
        document,
        text,
        lambda library: (
            _same_but_review(project.library, library, handout, values)
            and _all_but_review(document, handout) == _all_but_review(parse(text.encode(), str(path)), handout)
        ),
        "the review could not be written without harm",
        only=[handout.id],
    )


def _same_but_review(old: Library, new: Library, handout: Handout, values: dict[str, str]) -> bool:
    """Whether only the one review has changed, and as asked."""

    def plain(handouts: Sequence[Handout], changed: Review) -> list[Handout]:
        return [replace(h, review=changed) if _key(h) == _key(handout) else h for h in handouts if h.id == handout.id]

    written = next((h.review for h in new.handouts if _key(h) == _key(handout)), None)
    if written is None or any(_said(written, name) != value for name, value in values.items()):
        return False
    same = plain(old.handouts, handout.review) == plain(new.handouts, handout.review)
    return same and (old.clinic, dict(old.sources), dict(old.rules)) == (new.clinic, dict(new.sources), dict(new.rules))


def _all_but_review(document: Document, handout: Handout) -> object:
    """What the file says besides the one review, whether or not it makes sense, without places."""
    review = _review_node(document, handout)

    def told(node: Node | None) -> object:
        if node is None or node is review:
            return None
        if isinstance(node, Mapping):
            return tuple((key.text, told(value)) for key, value in node.entries)
        return tuple(map(told, node.items)) if isinstance(node, Listed) else node.text

    return told(document.root)


def _said(review: Review, name: str) -> str:
    value = getattr(review, name)
    return value.value if isinstance(value, Status) else value


def _key(handout: Handout) -> tuple[str, str]:
    return handout.id, handout.language


def _review_node(document: Document, handout: Handout) -> Mapping | None:
    steps = ["handouts", handout.id, *(["translations", handout.language] if handout.original else []), "review"]
    node: Node | None = document.root
    for step in steps:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node if isinstance(node, Mapping) else None
