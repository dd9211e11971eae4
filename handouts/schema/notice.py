"""The clinic's notice of free language help: which file has it, and the file itself, one sentence a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from handouts import model
from handouts.markup import Inline, Run
from handouts.problems import Place, Problem, Severity
from handouts.records import dataclass
from handouts.schema.lists import MapOf
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Record
from handouts.schema.shapes import ByKind, Json, Turned
from handouts.schema.texts import one_line, scalar
from handouts.schema.values import Flag, Language, ProjectFile
from handouts.source import Document, Node, capped
from handouts.source import Mapping as MappingNode

_FILE = ProjectFile()

#: At the top of a content file.
NOTICE = Field(
    ByKind(
        "the path of a file, or 'file' and 'everywhere'",
        text=Turned(_FILE, model.LanguageNotice),
        fields=Record(
            model.LanguageNotice,
            MappingProxyType(
                {
                    "file": Field(_FILE, "The file with the notice: a sentence under each language tag."),
                    "everywhere": Field(
                        Flag(),
                        "Whether it stands on every handout that does not refuse it.",
                        required=False,
                        default=False,
                    ),
                }
            ),
            "language_notice",
        ),
    ),
    "The clinic's notice of free language help, in a file of its own.",
    required=False,
)

#: In a handout.
HAS_NOTICE = Field(Flag(), "Whether the notice of free language help stands at its end.", required=False)


def notice_is_there(_values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether there is a notice for the handouts that ask for it; tells the first that asks in vain."""
    handouts = node.get("handouts")
    if node.get("language_notice") is not None or not isinstance(handouts, MappingNode):
        return True
    for _, handout in handouts.entries:
        wanted = handout.get("language_notice") if isinstance(handout, MappingNode) else None
        if getattr(wanted, "text", "") == "true" and wanted is not None:
            hint = "say at the top of the file where it is: 'language_notice: notice.yaml'"
            reader.report("no-language-notice", "the file does not say where the notice is", wanted.place, hint)
            return False
    return True


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Verbatim:
    """A sentence as it stands: stars and brackets are no marks in it."""

    def read(self, node: Node, reader: Reader) -> Callable[[str, Place], model.Sentence] | None:
        found = scalar(node, reader, "a text")
        if found is None:
            return None
        text = Inline((Run(one_line(found.text)),), found)
        return lambda language, _place: model.Sentence(language, text)

    def json_schema(self) -> Json:
        return {"type": "string", "minLength": 1}


_SENTENCES = MapOf(Language(), _Verbatim(), what="sentences, each under its language tag")


def read_notice(document: Document) -> tuple[tuple[model.Sentence, ...], tuple[Problem, ...]]:
    """The sentences of a notice in the order of the file, and every problem. Never raises."""
    if document.root is None:
        return (), document.problems
    reader = Reader(told=frozenset(p.place for p in document.problems if p.place))
    values = _SENTENCES.read(document.root, reader)
    problems = capped([*document.problems, *reader.problems], document.file)
    whole = values is not None and not any(problem.severity is Severity.ERROR for problem in problems)
    return (tuple(values.values()) if whole and values else ()), problems
