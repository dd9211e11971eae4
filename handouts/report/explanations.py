"""What a code means, why it matters and what to do: for ``explain CODE``."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.codes import codes, why
from handouts.records import dataclass
from handouts.rules import Rule, rulebook


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: a line, a paragraph, and for rules their severity, limits and source."""

    code: str
    summary: str
    why: str
    rule: Rule | None = None

    def lines(self) -> Iterator[str]:
        """The explanation as text."""
        yield f"{self.code}: {self.summary}"
        yield ""
        yield self.why
        if self.rule is None:
            return
        yield ""
        yield f"severity: {self.rule.severity.value}" + ("" if self.rule.waivable else ", cannot be waived")
        for name, value in self.rule.limits.items():
            yield f"limit: {name} = {value:g}"
        yield f"source: {self.rule.source}"


def explain(code: str) -> Explanation | None:
    """The explanation of a code; None where there is no such code."""
    rule = rulebook().rules.get(code)
    if rule is not None:
        return Explanation(code, rule.summary, rule.why, rule)
    if code in codes():
        return Explanation(code, codes()[code], why(code))
    return None


def all_codes() -> tuple[str, ...]:
    """Every code there is, mistakes first."""
    return (*codes(), *rulebook().rules)
