"""Is this sheet still the one to hand out? Answers for a PDF file, and for the code on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from hashlib import sha256
from html import unescape
from pathlib import Path

from handouts.model import Handout
from handouts.problems import ContentError, MachineError, UsageError
from handouts.publish.building import render, render_both
from handouts.publish.folding import refolded
from handouts.publish.forms import Form, write
from handouts.publish.opening import open_sound
from handouts.publish.project import Options, Project, dressed, standing_of
from handouts.publish.register import Issue, issues
from handouts.records import dataclass
from handouts.review import FINAL, PACKET, State, WrongCodeError, near, read_code, read_keywords
from handouts.theme import STANDARD, brands, editions
from handouts.words import staff_language, staff_words

#: Where a page of ours says what it is.
_KEYWORDS = re.compile(rb'^<!DOCTYPE html>.{0,2000}?<meta name="keywords" content="([^"]*)">', re.DOTALL)
_CODE = re.compile(r"\bCODE:([0-9A-Za-z-]+)|\bcode=([0-9A-Za-z-]+)")


class Verdict(Enum):
    """What staff need to know of a sheet; only the first two may stay in the rack."""

    CURRENT = "current"
    DRAFT = "current draft"
    UNREAD = "cannot be told"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    CHANGED = "changed since review"
    RETIRED = "retired"
    RECALLED = "recalled"
    ALTERED = "altered"
    NOT_OURS = "not ours"

    def said(self, words: Mapping[str, str]) -> str:
        """The verdict in the words for staff."""
        return words[f"verdict_{self.name.lower()}"]


@dataclass(frozen=True, slots=True)
class Verified:
    """A verdict on one file or code, and in words why; ``said`` is the verdict in words of the same language."""

    subject: str
    verdict: Verdict
    because: str
    said: str


def verify(options: Options, subjects: tuple[str, ...]) -> tuple[Verified, ...]:
    """Judge each subject: the path of a file, a code, or everything that the QR code holds.

    Of a handout whose text has mistakes it cannot be told. Raises ProjectError where no handout can be read,
    ContentError for a damaged register, MachineError.
    """
    project, _ = open_sound(options)
    issued = issues(options.out)
    return tuple(_verify(options, project, issued, subject) for subject in subjects)


def _verify(options: Options, project: Project, issued: tuple[Issue, ...], subject: str) -> Verified:
    path = Path(subject)
    if path.is_file() or path.suffix.lower() in {form.suffix for form in Form}:
        verdict, because = _file(options, project, issued, path)
    else:
        verdict, because = _code(options, project, issued, subject)
    return Verified(subject, verdict, because, verdict.said(staff(project)))


def staff(project: Project) -> Mapping[str, str]:
    """The words for staff, in the language that they are told things in."""
    return staff_words(told_in(project))


def told_in(project: Project) -> str:
    """The language for staff: the one that the clinic writes its first handout in, where there are words in it."""
    return staff_language(project.library.handouts[0].language)


def _file(options: Options, project: Project, issued: tuple[Issue, ...], path: Path) -> tuple[Verdict, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error
    digest = sha256(data).hexdigest()
    found = {issue.language: issue for issue in issued if issue.sha256 == digest}
    if found:
        return _worst({tag: _standing(options, project, issued, issue) for tag, issue in found.items()})
    facts, words = _facts(data), staff(project)
    if facts is None:
        return Verdict.NOT_OURS, words["because_no_claim"]
    if "copy" in facts:
        return _copy(options, project, issued, facts)
    signed = {_sign(options, project, handout): handout for handout in project.library.handouts}
    handout, beside = signed.get(facts["code"]), signed.get(facts.get("beside code", ""))
    made = refolded(replace(options, edition=facts.get("edition", STANDARD)), facts)
    whole = ("beside" in facts) == (beside is not None)
    if handout and made and whole and data in _made_today(made, project, handout, beside):
        verdicts = {facts["language"]: _judged(options, project, handout, facts["version"], State(facts["state"]))}
        if beside:
            state = State(facts["beside state"])
            verdicts[facts["beside"]] = _judged(options, project, beside, facts["beside version"], state)
        return _worst(verdicts)
    earlier = next((issue for issue in issued if issue.code == facts["code"]), None)
    if handout is None and project.unread and (earlier is None or earlier.id in project.unread):
        return _unread(project)
    if handout is not None or earlier is not None:
        return Verdict.ALTERED, words["because_other_bytes"]
    return Verdict.NOT_OURS, words["because_unknown"].format(code=facts["code"])


def _unread(project: Project) -> tuple[Verdict, str]:
    """No verdict is better than a wrong one: the sheet may be of a handout whose text cannot be read."""
    return Verdict.UNREAD, staff(project)["because_unread"].format(handouts=", ".join(project.unread))


def _worst(verdicts: Mapping[str, tuple[Verdict, str]]) -> tuple[Verdict, str]:
    """The verdict on a file of one or two languages: of two the worse one, with what is to be said of each."""
    if len(verdicts) == 1:
        return next(iter(verdicts.values()))
    verdict, _ = max(verdicts.values(), key=lambda found: tuple(Verdict).index(found[0]))
    return verdict, "; ".join(f"{language}: {because}" for language, (_, because) in verdicts.items())


def _facts(data: bytes) -> dict[str, str] | None:
    """What a PDF or a page says it is; None for another file, or one that is not ours."""
    import pypdfium2 as pdfium

    page = _KEYWORDS.search(data)
    if page:
        facts = read_keywords(unescape(page[1].decode("utf-8", "replace")))
    else:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return None
        try:
            facts = read_keywords(document.get_metadata_value("Keywords"))
        finally:
            document.close()
    states = {state.value for state in State}
    if facts is None or facts.get("state") not in states or facts.get("beside state", facts["state"]) not in states:
        return None
    return facts


def _copy(options: Options, project: Project, issued: tuple[Issue, ...], facts: dict[str, str]) -> tuple[Verdict, str]:
    """A patient's copy, or a packet of them: judged by the codes of its texts, for the register knows no copies."""
    codes = facts["copy"].removeprefix(PACKET).split("+") if facts["copy"].startswith(PACKET) else [facts["code"]]
    try:
        found = [(*_code(options, project, issued, code), code) for code in codes]
    except UsageError:
        return Verdict.ALTERED, staff(project)["because_no_code"]
    verdict, because, code = max(found, key=lambda entry: list(Verdict).index(entry[0]))
    which = f"{code}: " if len(codes) > 1 else ""
    return verdict, which + staff(project)["because_copy"].format(because=because)


def _made_today(options: Options, project: Project, handout: Handout, beside: Handout | None = None) -> Iterator[bytes]:
    """The same handout in every brand and paper: builds are reproducible, so a good copy equals one of them."""
    if options.edition == Form.HTML.value:
        plain = replace(options, edition=STANDARD)
        for style in brands(options.styles):
            yield write(dressed(project, replace(plain, style=style)), handout, plain, Form.HTML).data
    if options.edition not in editions(options.styles):
        return
    for style in brands(options.styles):
        look = dressed(project, replace(options, style=style))
        for paper in look.theme.papers:
            try:
                wanted = replace(options, style=style, paper=paper)
                rendered = render_both(look, (handout, beside), wanted) if beside else render(look, handout, wanted)
            except (ContentError, UsageError):
                continue
            yield rendered.sheet.data
            if rendered.printed:
                yield rendered.printed.data


def _code(options: Options, project: Project, issued: tuple[Issue, ...], typed: str) -> tuple[Verdict, str]:
    found = _CODE.search(typed)
    wanted = (found.group(1) or found.group(2)) if found else typed
    known = {issue.code: issue for issue in issued}
    current = {_sign(options, project, handout): handout for handout in project.library.handouts}
    try:
        code = read_code(wanted)
    except WrongCodeError as error:
        meant = next((code for code in (*current, *known) if near(wanted, code)), None)
        hint = f"did you mean {meant}?" if meant else "a code has three groups of four, such as K7M2-9QXF-3TCM"
        raise UsageError(str(error), hint) from error
    if code in current:
        handout = current[code]
        state = known[code].state if code in known else standing_of(project, handout, options.today).state.value
        return _judged(options, project, handout, handout.review.version, State(state))
    if code in known:
        return _standing(options, project, issued, known[code])
    if project.unread:
        return _unread(project)
    return Verdict.NOT_OURS, staff(project)["because_unknown"].format(code=code)


def _standing(options: Options, project: Project, issued: tuple[Issue, ...], issue: Issue) -> tuple[Verdict, str]:
    """Where an issued sheet stands today, by what the content file says now."""
    handout = next((h for h in project.library.handouts if (h.id, h.language) == (issue.id, issue.language)), None)
    words = staff(project)
    if handout is None and issue.id in project.unread:
        return _unread(project)
    if handout is None:
        return Verdict.RETIRED, words["because_gone"].format(handout=issue.id)
    if _sign(options, project, handout) == issue.code:
        return _judged(options, project, handout, issue.version, State(issue.state))
    recalled = _recalled(handout, issue.version, words)
    if recalled:
        return Verdict.RECALLED, recalled
    now = standing_of(project, handout, options.today)
    stopped = _stopped(handout, now.state, words)
    if stopped:
        return stopped
    review, code, later = handout.review, now.fingerprint, words["because_later"]
    if State(issue.state) not in FINAL or now.state in FINAL:
        return Verdict.SUPERSEDED, later.format(version=review.version, day=review.edition, code=code)
    newer = [other for other in issued if _replaces(other, issue)]
    if newer:
        return Verdict.SUPERSEDED, later.format(version=newer[-1].version, day=newer[-1].of, code=newer[-1].code)
    if issue.next < options.today.isoformat():
        return Verdict.EXPIRED, words["because_due"].format(day=issue.next)
    return Verdict.CURRENT, words["because_waits"].format(
        version=issue.version, day=issue.reviewed, later=review.version, of=review.edition, code=code
    )


def judged(options: Options, project: Project, issued: tuple[Issue, ...], issue: Issue) -> tuple[Verdict, str]:
    """Where an issued sheet stands on the day of the options, and why."""
    return _standing(options, project, issued, issue)


def _replaces(other: Issue, issue: Issue) -> bool:
    """Whether another reviewed text of the same handout was issued after this one."""
    same = (other.id, other.language) == (issue.id, issue.language)
    later = (other.of, other.reviewed) > (issue.of, issue.reviewed) or other.issued > issue.issued
    return same and other.code != issue.code and State(other.state) in FINAL and later


def _judged(
    options: Options, project: Project, handout: Handout, version: str, issued_as: State
) -> tuple[Verdict, str]:
    """A sheet whose words are those of the content file."""
    review, state, words = handout.review, standing_of(project, handout, options.today).state, staff(project)
    recalled = _recalled(handout, version, words)
    if recalled:
        return Verdict.RECALLED, recalled
    stopped = _stopped(handout, state, words)
    if stopped:
        return stopped
    if state in FINAL and issued_as not in FINAL:
        return Verdict.SUPERSEDED, words["because_print_anew"].format(day=review.on)
    if state is State.EXPIRED:
        return Verdict.EXPIRED, words["because_due"].format(day=review.next)
    if state is State.CHANGED:
        return Verdict.CHANGED, words["because_changed"].format(version=version)
    if state is State.DRAFT:
        return Verdict.DRAFT, words["because_draft"].format(version=version)
    return Verdict.CURRENT, words["because_current"].format(version=version, day=review.on, next=review.next)


def _stopped(handout: Handout, state: State, words: Mapping[str, str]) -> tuple[Verdict, str] | None:
    review = handout.review
    for stop, verdict, key in (
        (State.RECALLED, Verdict.RECALLED, "because_recalled"),
        (State.RETIRED, Verdict.RETIRED, "because_retired"),
    ):
        if state is stop:
            because = words[key].format(day=review.since, reason=review.reason)
            return verdict, _with_instead(because, review.replaced_by, words)
    return None


def _recalled(handout: Handout, version: str, words: Mapping[str, str]) -> str | None:
    """Why an earlier version may not be used, if the content says so."""
    for recall in handout.recalls:
        if recall.version == version:
            said = words["because_version_recalled"].format(version=version, day=recall.since, reason=recall.reason)
            return _with_instead(said, recall.replaced_by, words)
    return None


def _with_instead(because: str, handout: str | None, words: Mapping[str, str]) -> str:
    return words["because_instead"].format(because=because, handout=handout) if handout else because


def _sign(options: Options, project: Project, handout: Handout) -> str:
    return standing_of(project, handout, options.today).fingerprint
