"""The report as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from handouts.problems import Problem, Severity

_LEVELS = MappingProxyType({Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"})


def workflow_commands(problems: Iterable[Problem]) -> Iterator[str]:
    """One command a problem (GitHub Docs, "Workflow commands", 2026)."""
    for problem in problems:
        parts = {"title": problem.code}
        if problem.place:
            parts = {"file": problem.place.file, **parts}
            if problem.place.line:
                parts |= {"line": str(problem.place.line), "col": str(problem.place.column)}
        text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
        fields = ",".join(f"{name}={_field(value)}" for name, value in parts.items())
        yield f"::{_LEVELS[problem.severity]} {fields}::{_text(text)}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
