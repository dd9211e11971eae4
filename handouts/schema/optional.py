"""Sections that not every copy has: those that may be left out, and those that are printed on request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from handouts.markup import short
from handouts.model import BenefitsAndRisks, Callout, ContactPanel, Section, Tone
from handouts.problems import closest
from handouts.records import dataclass
from handouts.schema.reader import Reader
from handouts.schema.records import Field
from handouts.schema.shapes import Json
from handouts.schema.texts import scalar
from handouts.source import Mapping as MappingNode
from handouts.source import Node


class Given(Enum):
    """In which copies a section is, as content files say it."""

    ALWAYS = "false"
    USUALLY = "true"
    ON_REQUEST = "on request"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Giving:
    """True or false, or that a section is printed only on request."""

    def read(self, node: Node, reader: Reader) -> Given | None:
        found = scalar(node, reader, "true, or on request")
        if found is None:
            return None
        known = [one.value for one in Given]
        if found.text not in known:
            meant = closest(found.text.lower(), known)
            hint = f"did you mean '{meant}'?" if meant else "write true for a part that a copy may lack, or on request"
            reader.report("bad-choice", f"'{short(found.text)}' cannot stand here", found.place, hint)
            return None
        return Given(found.text)

    def json_schema(self) -> Json:
        return {"enum": [True, False, Given.ON_REQUEST.value]}


OPTIONAL = Field(
    Giving(),
    "true: it may be left out of one patient's copy. on request: it is printed only in a copy that asks for it. Never "
    "for warnings.",
    required=False,
    default=Given.ALWAYS,
)


def may_be_left_out(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether a section that a copy may lack holds nothing that every patient must get; tells what it holds."""
    if values.get("optional") in {None, Given.ALWAYS}:
        return True
    wrong = next(
        _warnings((values.get("body") or (), values.get("questions") or (), values.get("sections") or ())), None
    )
    if wrong is None:
        return True
    place = next(key.place for key, _ in node.entries if key.text == "optional")
    reader.report(
        "optional-warning",
        f"this section may not be optional: it holds {wrong}",
        place,
        "take 'optional' out, or move that part to a section that everybody gets",
    )
    return False


def _warnings(part: object) -> Iterator[str]:
    """What must reach every patient under some blocks or sections, by its name in the content file."""
    if isinstance(part, Callout) and part.tone is not Tone.INFO:
        yield f"a callout of tone '{part.tone.value}'"
    elif isinstance(part, BenefitsAndRisks):
        yield "risks"
    elif isinstance(part, ContactPanel):
        yield "whom to call"
    elif isinstance(part, tuple):
        for entry in part:
            yield from _warnings(entry)
    elif isinstance(part, Section):
        yield from _warnings((part.body, part.sections))
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _warnings(getattr(part, name))


def something_prints(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether a sheet has a section that everybody gets; tells the first one where none has."""
    sections: tuple[Section, ...] = values.get("sections") or ()
    if not sections or any(_prints(section) for section in sections):
        return True
    place = next(key.place for key, _ in node.entries if key.text == "sections")
    hint = "let one of them be for everybody: take out its 'optional'"
    reader.report("nothing-prints", "every section here is on request: the sheet would be blank", place, hint)
    return False


def _prints(section: Section) -> bool:
    return not section.on_request and bool(section.body or any(map(_prints, section.sections)))
