"""Who vouches for a text, until when, and which rules do not hold for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from handouts import model
from handouts.markup import short
from handouts.problems import Place, Severity, command
from handouts.records import dataclass
from handouts.rules import Override, rulebook
from handouts.schema.lists import ListOf, MapOf
from handouts.schema.reader import Reader
from handouts.schema.records import Field, Record
from handouts.schema.shapes import Json
from handouts.schema.texts import Choice, Line, scalar
from handouts.schema.values import Date, Number
from handouts.source import Mapping as MappingNode
from handouts.source import Node

_LINE = Line()
_DATE = Date()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RuleCode:
    """The code of a rule of the rulebook; ``waived`` asks for one that may be set aside."""

    waived: bool = False

    def read(self, node: Node, reader: Reader) -> str | None:
        found = scalar(node, reader, "the code of a rule")
        if found is None:
            return None
        rules = rulebook().rules
        if found.text not in rules:
            reader.unknown("unknown-rule", f"there is no rule '{short(found.text)}'", found.text, rules, found.place)
            return None
        if self.waived and not rules[found.text].waivable:
            message = f"the rule '{found.text}' cannot be waived"
            reader.report("unknown-rule", message, found.place, "change the text so that the rule holds")
            return None
        return found.text

    def json_schema(self) -> Json:
        return {"type": "string"}


# --- reviews ------------------------------------------------------------------------------------------------------

#: What a status needs besides version and edition.
_NEEDED: Mapping[model.Status, tuple[str, ...]] = MappingProxyType(
    {
        model.Status.DRAFT: (),
        model.Status.REVIEWED: ("by", "role", "on", "next", "fingerprint"),
        model.Status.RETIRED: ("since", "reason"),
        model.Status.RECALLED: ("since", "reason"),
    }
)


def _review_holds(values: Mapping[str, Any], node: MappingNode, reader: Reader) -> bool:
    """Whether a status has what it needs, and the days follow each other."""
    whole = True
    for name in _NEEDED.get(values["status"], ()):
        if node.get(name) is None:
            whole = False
            status = values["status"].value
            vouch = f"run: {command('review NAME …', node.place.file)}"
            hint = vouch if status == "reviewed" else f"add it: '{name}: …'"
            reader.report("missing-field", f"a {status} handout needs '{name}'", node.place, hint)
    for name in ("edition", "on"):
        after = node.get("next")
        if after is not None and values["next"] and values[name] and values["next"] <= values[name]:
            what = "this edition" if name == "edition" else "the day of the review"
            reader.report("bad-date", f"the next review is not after {what}", after.place, "give a later day")
            return False
    return whole


REVIEW = Record(
    model.Review,
    MappingProxyType(
        {
            "status": Field(
                Choice(MappingProxyType({status.value: status for status in model.Status})),
                "Where it stands: draft, reviewed, retired or recalled.",
            ),
            "version": Field(_LINE, 'The version, in quotes, such as "0.1".'),
            "edition": Field(_DATE, "The day of this version, such as 2026-11-23."),
            "next": Field(_DATE, "The day by which it must be looked at again.", required=False),
            "by": Field(_LINE, "Who reviewed it.", required=False),
            "role": Field(_LINE, "The reviewer's profession and place.", required=False),
            "on": Field(_DATE, "The day of the review.", required=False),
            "fingerprint": Field(
                _LINE, "Names the text that was reviewed; the command 'review' writes it.", required=False
            ),
            "since": Field(_DATE, "The day of the retirement or recall.", required=False),
            "reason": Field(_LINE, "Why it was retired or recalled.", required=False),
            "replaced_by": Field(_LINE, "What to hand out instead.", required=False),
        }
    ),
    "a review",
    placed=True,
    check=_review_holds,
)

_RECALL = Record(
    model.Recall,
    MappingProxyType(
        {
            "version": Field(_LINE, "The version that must not be used any more."),
            "since": Field(_DATE, "The day of the recall."),
            "reason": Field(_LINE, "Why it was recalled."),
            "replaced_by": Field(_LINE, "What to hand out instead.", required=False),
        }
    ),
    "a recall",
)

RECALLS = Field(
    ListOf(_RECALL, what="a list of recalls"), "Earlier versions that must not be used.", required=False, default=()
)

# --- rules --------------------------------------------------------------------------------------------------------

WAIVERS = Field(
    ListOf(
        Record(
            model.Waiver,
            MappingProxyType(
                {
                    "rule": Field(RuleCode(waived=True), "The code of the rule."),
                    "reason": Field(_LINE, "Why it does not hold here; it is printed in the report."),
                    "until": Field(_DATE, "The last day on which it does not hold."),
                }
            ),
            "a waiver",
            placed=True,
        ),
        what="a list of waivers",
    ),
    "Rules that do not hold here.",
    required=False,
    default=(),
)


def _override(severity: Severity | None, limits: Mapping[str, float]) -> Callable[[str, Place], Override]:
    return lambda _code, _place: Override(severity, limits)


def _limit(value: float) -> Callable[[str, Place], float]:
    return lambda _name, _place: value


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Limit:
    """A number under a name."""

    def read(self, node: Node, reader: Reader) -> Callable[[str, Place], float] | None:
        value = Number().read(node, reader)
        return None if value is None else _limit(value)

    def json_schema(self) -> Json:
        return Number().json_schema()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Overrides:
    """A clinic's own severities and limits; each limit must be one that its rule has."""

    entries: MapOf[Override]

    def read(self, node: Node, reader: Reader) -> Mapping[str, Override] | None:
        values = self.entries.read(node, reader)
        if values is None or not isinstance(node, MappingNode):
            return None
        known, whole = rulebook().rules, True
        for code, entry in node.entries:
            limits = entry.get("limits") if isinstance(entry, MappingNode) else None
            for name, _ in limits.entries if isinstance(limits, MappingNode) else ():
                if name.text not in known[code.text].limits:
                    whole = False
                    message = f"the rule '{code.text}' has no limit '{short(name.text)}'"
                    reader.unknown("unknown-field", message, name.text, known[code.text].limits, name.place)
        return values if whole else None

    def json_schema(self) -> Json:
        return self.entries.json_schema()


RULES = Field(
    _Overrides(
        MapOf(
            RuleCode(),
            Record(
                _override,
                MappingProxyType(
                    {
                        "severity": Field(
                            Choice(MappingProxyType({severity.value: severity for severity in Severity})),
                            "How much it matters here: error, warning or advice.",
                            required=False,
                        ),
                        "limits": Field(
                            MapOf(_LINE, _Limit(), what="limits, each under its name"),
                            "The clinic's own thresholds.",
                            required=False,
                            default=MappingProxyType({}),
                        ),
                    }
                ),
                "a rule",
            ),
            what="rules, each under its code",
        )
    ),
    "The clinic's own limits for the rules of the check.",
    required=False,
    default=MappingProxyType({}),
)
