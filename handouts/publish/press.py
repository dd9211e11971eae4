"""Sets the copies of single patients: stamped where that can be done, laid out in full where not, and proved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from handouts.checks import missing_glyphs
from handouts.images import pictures_of
from handouts.merge.cover import cover, cover_identity, separator
from handouts.merge.filling import places_of
from handouts.merge.lists import HANDOUTS, Entry, Filled, Offer
from handouts.merge.stamping import Filler, can_be_stamped, with_slots
from handouts.model import Handout
from handouts.problems import ContentError, Place, Problem, Severity, UsageError, did_you_mean
from handouts.proof import Claim, prove_all
from handouts.publish.adding import with_requested
from handouts.publish.building import examined
from handouts.publish.project import Options, Project, chosen, file_name, fixed_words, identity_of
from handouts.publish.wording import worded
from handouts.records import dataclass
from handouts.schema.fields import label_of
from handouts.tags import Stamp, TaggedCanvas
from handouts.theme import Paper
from handouts.typeset import Part, drawn
from handouts.typeset.packet import typeset_packet
from handouts.words import right_to_left

#: Of so many stamped copies one is read back.
SAMPLE = 1000


class Copied(NamedTuple):
    """What became of one row: the file and its pages, or why there is none; if it ``replaced`` an older one."""

    row: int
    path: Path | None
    pages: int
    problems: tuple[Problem, ...]
    stamped: bool = False
    replaced: bool = False


class Made(NamedTuple):
    """A copy in memory, in pieces, or why there is none."""

    data: tuple[bytes, ...]
    pages: int
    problems: tuple[Problem, ...]
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A handout ready to be stamped: its canvas and stamp, what fills it, and how many pages it has."""

    canvas: TaggedCanvas
    stamp: Stamp
    filler: Filler
    pages: int


class Press:
    """Sets copies of the handouts of a project. What does not depend on a patient is made once.

    ``requested`` are headings of sections that every copy has on request. Raises UsageError for unknown ones.
    """

    def __init__(
        self, project: Project, options: Options, names: Iterable[str], requested: Collection[str] = ()
    ) -> None:
        self.project, self.options = project, options
        by_id: dict[str, dict[str, Handout]] = {}
        for handout in chosen(project.library, names):
            by_id.setdefault(handout.id, {})[handout.language] = handout
        #: The whole texts: these are what was reviewed.
        self._whole = by_id
        self.offer = Offer(with_requested(by_id, requested), project.library.fields, project.faces)
        papers = project.theme.papers
        if options.paper not in papers:
            known = did_you_mean(options.paper, papers) or f"there are: {', '.join(papers)}"
            raise UsageError(f"there is no paper '{options.paper}'", known)
        self.paper: Paper = papers[options.paper]
        self._parts: dict[tuple[str, str], Part | tuple[Problem, ...]] = {}
        self._templates: dict[tuple[str, str, bool], Ready | None] = {}

    def of(self, name: str, language: str | None) -> Handout:
        """A handout in a language, or in the one it was written in. Raises UsageError."""
        languages = self.offer.handouts[name]
        if language is not None and language not in languages:
            raise UsageError(f"'{name}' is not there in '{language}'", f"there are: {', '.join(languages)}")
        return languages[language] if language is not None else next(iter(languages.values()))

    def file_name(self, entry: Entry) -> str:
        """Which file a row gets: named after the handout and the row, never after a patient."""
        if len(entry.parts) == 1:
            stem = file_name(entry.parts[0].handout, self.options).removesuffix(".pdf")
        else:
            stem = "packet"
        return f"{stem}.copy-{entry.row:05d}.pdf"

    def made(self, entry: Entry, prove: bool) -> Made:
        """One copy in memory, stamped where that can be done; then it is proved if ``prove``, else always."""
        if entry.problems:
            return Made((), 0, entry.problems)
        try:
            stamped = self._stamped(entry)
            if stamped is not None:
                if prove:
                    wrong = self.proved(b"".join(stamped.data), entry, self.claims(entry))
                    return stamped._replace(problems=wrong)
                return stamped
            canvas, claims = self.set(entry)
        except ContentError as error:
            return Made((), 0, tuple(self.at_row(problem, entry) for problem in error.problems))
        data = canvas.getpdfdata()
        return Made((data,), sum(claim.pages for claim in claims), self.proved(data, entry, claims))

    def proved(
        self, data: bytes | Path, entry: Entry, claims: Sequence[Claim], total: int | None = None
    ) -> tuple[Problem, ...]:
        """What is wrong with a finished copy, the first in a file of ``total`` pages if given; it quotes no page."""
        problems = prove_all(data, claims, self.project.library, self.project.theme, total)
        return tuple(dict.fromkeys(self._unquoted(problem, entry) for problem in problems))

    def claims(self, entry: Entry) -> tuple[Claim, ...]:
        """What a stamped copy of this row claims to hold."""
        (wanted,) = entry.parts
        template = self.template(wanted)
        assert template is not None
        return (
            _claim(
                replace(self.part(wanted.handout), handout=worded(wanted.personal(), self.project.theme)),
                template.pages,
            ),
        )

    def streams(self, entry: Entry) -> tuple[Ready, list[bytes]] | None:
        """What a stamped copy adds to its template, or None where a full layout is needed. Raises ContentError."""
        if len(entry.parts) != 1:
            return None
        wanted = entry.parts[0]
        ready = self.template(wanted)
        streams = ready.filler.streams(wanted.values, wanted.ticked) if ready is not None else None
        return None if ready is None or streams is None else (ready, streams)

    def _stamped(self, entry: Entry) -> Made | None:
        found = self.streams(entry)
        if found is None:
            return None
        ready, streams = found
        return Made((ready.stamp.head, ready.stamp.tail(streams)), ready.pages, (), stamped=True)

    def template(self, wanted: Filled) -> Ready | None:
        """The handout laid out once with its places left free, or None where that cannot be. Raises ContentError."""
        key = wanted.handout.id, wanted.handout.language, wanted.ticked is not None
        if key not in self._templates:
            self._templates[key] = self._laid_out(wanted.handout, ticked=wanted.ticked is not None)
        return self._templates[key]

    def _laid_out(self, handout: Handout, ticked: bool) -> Ready | None:
        if not can_be_stamped(handout, places_of(handout), self.project.faces):
            return None
        part = replace(self.part(handout), handout=worded(with_slots(handout, ticked), self.project.theme))
        canvas, pages = drawn(part, self.project.library, self.project.theme, self.project.faces, self.paper)
        template = canvas.template()
        fields = self.project.library.fields.values()
        defaults = {field.name: field.default(handout.language) or "" for field in fields}
        pattern = part.words.unit_pattern()
        filler = Filler((parts for _, parts in template.late), defaults, lambda text: pattern.sub("\u00a0", text))
        return Ready(canvas, Stamp(template), filler, pages)

    def set(self, entry: Entry) -> tuple[TaggedCanvas, tuple[Claim, ...]]:
        """A copy laid out in full, and what it claims to hold. Raises ContentError."""
        project, paper = self.project, self.paper
        parts = [
            replace(self.part(filled.handout), handout=worded(filled.personal(), project.theme))
            for filled in entry.parts
        ]
        if len({right_to_left(part.handout.language) for part in parts}) > 1:
            raise ContentError([self._directions(entry)])
        if len(parts) == 1:
            canvas, pages = drawn(parts[0], project.library, project.theme, project.faces, paper)
            return canvas, (_claim(parts[0], pages),)
        first = entry.parts[0].handout
        words = fixed_words(first)
        labels = {name: label_of(field, first.language) for name, field in project.library.fields.items()}
        identity = cover_identity([part.identity for part in parts], project.library.clinic)

        def front(begins: Sequence[int]) -> Part:
            return Part(cover(entry.parts, begins, words, labels), words, {}, identity)

        canvas, counts, top = typeset_packet(front, parts, project.library, project.theme, project.faces, paper)
        return canvas, tuple(_claim(part, pages) for part, pages in zip((top, *parts), counts, strict=True))

    def separator(self, entry: Entry, count: int) -> tuple[TaggedCanvas, tuple[Claim, ...]]:
        """The sheet before the copies of a group."""
        handout = entry.parts[0].handout
        words, project = fixed_words(handout), self.project
        identity = cover_identity([self.part(handout).identity], project.library.clinic)
        part = Part(separator(handout, entry.group, count, words), words, {}, identity)
        canvas, pages = drawn(part, project.library, project.theme, project.faces, self.paper)
        return canvas, (_claim(part, pages),)

    def part(self, handout: Handout) -> Part:
        """A handout with what its setting needs. Raises ContentError where the rules or the machine forbid it."""
        key = handout.id, handout.language
        if key not in self._parts:
            self._parts[key] = self._prepared(handout)
        found = self._parts[key]
        if isinstance(found, tuple):
            raise ContentError(found)
        return found

    def _prepared(self, handout: Handout) -> Part | tuple[Problem, ...]:
        project, options, whole = self.project, self.options, self._whole[handout.id][handout.language]
        told = examined(project, whole, options, thorough=False).problems
        errors = tuple(problem for problem in told if problem.severity is Severity.ERROR)
        pictures, problems = pictures_of(handout, project.folder)
        problems += missing_glyphs(handout, project.library, project.faces)
        if errors or problems:
            return (*errors, *problems)
        identity = replace(identity_of(project, whole, options.today), copy="personal")
        return Part(handout, fixed_words(handout), pictures, identity)

    def _directions(self, entry: Entry) -> Problem:
        message = "sheets that run from left to right and from right to left cannot lie in one packet"
        place = Place(entry.file, entry.row, entry.columns.get(HANDOUTS, 0) + 1)
        return Problem("data-handout", message, place, "give each language a row of its own")

    def at_row(self, problem: Problem, entry: Entry) -> Problem:
        """A problem of the layout at the row whose data makes it, unless the text itself is at fault."""
        if problem.code not in {"wrong-page-count", "block-too-tall"} or not entry.columns:
            return problem
        lengths = {name: sum(map(len, lines)) for part in entry.parts for name, lines in part.values.items()}
        longest = max(lengths, key=lengths.__getitem__, default="")
        file = problem.place.file if problem.place else ""
        place = Place(entry.file or file, entry.row, entry.columns.get(longest, 0) + 1)
        return Problem(
            "data-no-room", f"with the data of this row, {problem.message}", place, "shorten the longest cell"
        )

    def _unquoted(self, problem: Problem, entry: Entry) -> Problem:
        """What the proof says quotes the page, and the page holds what nobody else may read."""
        message = "the copy was not published: it does not hold what it should"
        place = Place(entry.file, entry.row, 1)
        return Problem(problem.code, message, place, "build the handout without data to see if it is at fault")


def _claim(part: Part, pages: int) -> Claim:
    return Claim(part.handout, part.words, part.identity, pages)
