"""How a handout is found: lay words, topics, codes of other systems, and bundles of handouts given together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handouts.markup import short
from handouts.model import CodeSystem, Coding
from handouts.records import dataclass
from handouts.schema.lists import ListOf, MapOf
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Record
from handouts.schema.shapes import Json, Turned
from handouts.schema.texts import Line, scalar
from handouts.schema.values import Id
from handouts.source import Mapping as MappingNode
from handouts.source import Node, Sequence


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MedicalCode:
    """A code as its vocabulary writes it; ``pattern`` holds for the whole of it."""

    system: CodeSystem
    pattern: str
    example: str

    def read(self, node: Node, reader: Reader) -> Coding | None:
        found = scalar(node, reader, "a code")
        if found is None:
            return None
        if not re.fullmatch(self.pattern, found.text):
            message = f"'{short(found.text)}' is no code of {self.system.value}"
            reader.report("bad-medical-code", message, found.place, f"write it as in {self.example}")
            return None
        return Coding(self.system, found.text)

    def json_schema(self) -> Json:
        return {"type": ["string", "number"], "pattern": f"^{self.pattern}$"}


#: What a code looks like: ICD-10-CM Official Guidelines 2026, I.A; SNOMED CT identifiers, 6 to 18 digits; RxNorm RXCUI;
#: LOINC with its check digit.
_PATTERNS: tuple[tuple[CodeSystem, str, str], ...] = (
    (CodeSystem.ICD_10_CM, r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", "F32.A"),
    (CodeSystem.SNOMED_CT, r"[1-9][0-9]{5,17}", "35489007"),
    (CodeSystem.RXNORM, r"[1-9][0-9]{0,7}", "6130"),
    (CodeSystem.LOINC, r"[1-9][0-9]{0,4}-[0-9]", "4548-4"),
)


def _codings(**by_system: tuple[Coding, ...] | None) -> tuple[Coding, ...]:
    return tuple(coding for codings in by_system.values() for coding in codings or ())


_CODES = Record(
    _codings,
    MappingProxyType(
        {
            system.value: Field(
                ListOf(MedicalCode(system, pattern, example), alone=True, what="a list of codes"),
                f"Codes of {system.value}, such as {example}.",
                required=False,
            )
            for system, pattern, example in _PATTERNS
        }
    ),
    "codes",
)


def _words(what: str) -> ListOf[str]:
    return ListOf(Line(), alone=True, what=what)


#: The fields of a handout by which it is found.
FINDING: Mapping[str, Field] = MappingProxyType(
    {
        "keywords": Field(
            _words("a list of words"),
            "Words that people search by: lay words, brand names. Not printed.",
            required=False,
            default=(),
        ),
        "topics": Field(
            _words("a list of topics"),
            "Topics it belongs to, such as medicines. Not printed.",
            required=False,
            default=(),
        ),
        "codes": Field(
            _CODES,
            "Codes by which a record system finds it, each under its vocabulary. Not printed.",
            required=False,
            default=(),
        ),
    }
)

BUNDLES = Field(
    MapOf(
        Line(),
        Turned(ListOf(Id(), what="a list of handouts by id"), lambda ids: lambda _name, _place: ids),
        what="bundles, each under its name",
    ),
    "Handouts that are often given together, by a name that staff know.",
    required=False,
    default=MappingProxyType({}),
)


def bundles_lead_somewhere(_values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether every handout of every bundle is there; tells those that are not."""
    handouts, bundles, good = node.get("handouts"), node.get("bundles"), True
    known = [key.text for key, _ in handouts.entries] if isinstance(handouts, MappingNode) else []
    for _, listed in bundles.entries if isinstance(bundles, MappingNode) else ():
        for entry in listed.items if isinstance(listed, Sequence) else ():
            name = getattr(entry, "text", None)
            if name and name not in known:
                good = False
                reader.unknown("unknown-handout", f"there is no handout '{short(name)}'", name, known, entry.place)
    return good
