"""What goes on while nodes are read: every problem collected, and what texts may refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field

from handouts.markup import Inline, parse, short
from handouts.problems import Place, Problem, did_you_mean
from handouts.records import dataclass
from handouts.source import PROBLEM_LIMIT, Node, Scalar, Sequence

#: Characters one text may have: some fifteen pages. More is a mistake, such as a quote mark never closed.
LONGEST_TEXT = 50_000


@dataclass(slots=True)
class Reader:
    """Collects the problems of one document.

    ``fields`` are the details that texts may insert, ``sources`` the ids that they may cite, ``personal`` the fields
    that each patient's copy fills, ``only`` the handouts to read, if not all. ``told`` are the places that already have
    a problem from the file itself: nothing more is said about those.
    """

    fields: Mapping[str, str | None] = field(default_factory=dict)
    sources: Collection[str] = ()
    personal: Collection[str] = ()
    only: Collection[str] = ()
    told: Collection[Place] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether there are more problems than will be shown; looking for more would only cost time."""
        return len(self.problems) > PROBLEM_LIMIT

    def report(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        """Tell a problem, unless the file itself already has one at this place."""
        if place not in self.told and not self.full:
            self.problems.append(Problem(code, message, place, hint))

    def wrong_type(self, node: Node, expected: str, hint: str | None = None) -> None:
        """Tell that a node is of another sort than what is expected, such as "a list"."""
        self.report("wrong-type", f"this must be {expected}, but it is {sort(node)}", node.place, hint)

    def unknown(self, code: str, message: str, word: str, known: Iterable[str], place: Place) -> None:
        """Tell that a word is none of the known ones, naming the closest or all of them."""
        if self.full:
            return
        known = tuple(known)
        self.report(code, message, place, did_you_mean(word, known) or f"there are: {', '.join(known)}")

    def inline(self, scalar: Scalar, personal: bool = True) -> Inline:
        """The runs of a text; tells unknown details and citations, unusable links, and fields where none may be."""
        if len(scalar.text) > LONGEST_TEXT:
            message = f"this text has {len(scalar.text):,} characters, more than {LONGEST_TEXT:,}"
            self.report("too-long", message, scalar.place, "make several paragraphs of it")
            return Inline((), scalar)
        inline, problems = parse(scalar, self.fields, self.personal)
        for problem in problems:
            self.report(problem.code, problem.message, problem.place or scalar.place, problem.hint)
        for run in inline.runs:
            after = run.start
            if run.field and not personal:
                hint = "titles and headings go into the file's properties: write it in the text below"
                self.report(
                    "field-here", f"the personal field {{{run.field}}} cannot stand here", scalar.at(after), hint
                )
            for cited in run.cites:
                after = scalar.text.find(f"@{cited}", after) + 1
                if cited not in self.sources and not self.full:
                    message = f"there is no source '{short(cited)}'"
                    if self.sources:
                        self.unknown("unknown-citation", message, cited, self.sources, scalar.at(after))
                    else:
                        self.report("unknown-citation", message, scalar.at(after), "add it under 'sources'")
        if not problems and not any(char.isprintable() and not char.isspace() for char in inline.plain):
            self.report("empty", "there is no text here", scalar.place, "write the text, or take the line out")
        return inline


def sort(node: Node) -> str:
    """What a node is, in a writer's words."""
    if isinstance(node, Scalar):
        return "a text" if node.text else "empty"
    return "a list" if isinstance(node, Sequence) else "a set of fields"
