"""Rules as data: what each asks, why, how much it matters, and the limits it measures against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from handouts.problems import Place, Problem, Severity
from handouts.records import dataclass

_BOOKS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``summary`` is a line, ``why`` a paragraph, ``source`` the standard it comes from.

    ``limits`` are its thresholds by name, in the unit that the name says. A rule that is not ``waivable`` guards the
    life cycle itself. ``topic`` is the name of the file it stands in.
    """

    code: str
    severity: Severity
    summary: str
    why: str
    source: str
    limits: Mapping[str, float]
    waivable: bool = True
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """What a clinic sets for one rule: another severity, other limits, or both."""

    severity: Severity | None = None
    limits: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


class UnknownRuleError(KeyError):
    """There is no rule of that name."""


class UnknownLimitError(KeyError):
    """The rule has no limit of that name."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule by its code."""

    rules: Mapping[str, Rule]

    def problem(self, code: str, message: str, place: Place | None, hint: str | None = None) -> Problem:
        """A broken rule as a problem of the rule's severity. Raises UnknownRuleError."""
        return Problem(code, message, place, hint, self._rule(code).severity)

    def limit(self, code: str, name: str) -> float:
        """A threshold of a rule. Raises UnknownRuleError or UnknownLimitError."""
        try:
            return self._rule(code).limits[name]
        except UnknownRuleError:
            raise
        except KeyError:
            raise UnknownLimitError(f"{code} has no limit '{name}'") from None

    def adapted(self, overrides: Mapping[str, Override]) -> Rulebook:
        """The book with a clinic's own severities and limits. Raises UnknownRuleError or UnknownLimitError."""
        rules = dict(self.rules)
        for code, wanted in overrides.items():
            rule = self._rule(code)
            for name in wanted.limits:
                self.limit(code, name)
            limits = MappingProxyType({**rule.limits, **wanted.limits})
            rules[code] = replace(rule, severity=wanted.severity or rule.severity, limits=limits)
        return Rulebook(MappingProxyType(rules))

    def of(self, topic: str) -> tuple[Rule, ...]:
        """The rules of one topic."""
        return tuple(rule for rule in self.rules.values() if rule.topic == topic)

    def _rule(self, code: str) -> Rule:
        try:
            return self.rules[code]
        except KeyError:
            raise UnknownRuleError(f"there is no rule '{code}'") from None


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The book as shipped: all files beside this module."""
    topics = (rules_of(path.stem) for path in sorted(_BOOKS.glob("*.yaml")))
    return Rulebook(MappingProxyType({code: rule for rules in topics for code, rule in rules.items()}))


@lru_cache(maxsize=16)
def rules_of(topic: str) -> Mapping[str, Rule]:
    """The rules of one file, for those who need no others: a build asks only for the life cycle."""
    rules = {}
    for code, entry in load_data(_BOOKS / f"{topic}.yaml").items():
        rules[code] = Rule(
            code,
            Severity(entry["severity"]),
            entry["summary"],
            " ".join(entry["why"].split()),
            entry["source"],
            MappingProxyType(entry.get("limits", {})),
            entry.get("waivable", True),
            topic,
        )
    return MappingProxyType(rules)


def load_data(path: Path) -> dict[str, Any]:
    """Data of our own: a SafeLoader, in its C form where there is one, which takes a tenth of the time."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return data
