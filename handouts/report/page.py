"""The report as one page to read, tick and sign; it needs no network and no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handouts.checks.instruments import Answer
from handouts.problems import Place, Severity, command
from handouts.report.findings import Report
from handouts.report.lines import tally

_TEMPLATE = Path(__file__).with_name("page.html")


def page(report: Report, line_of: Callable[[Place], str | None]) -> str:
    """The report as HTML. Everything from the content file is escaped: it is shown, never run."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    text: str = template.render(
        report=report,
        line_of=line_of,
        tally=tally,
        severities=tuple(Severity),
        open_answer=Answer.OPEN,
        command=command,
    )
    return text
