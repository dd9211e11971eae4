"""What a check found, for people, for programs and for the clinician who signs."""

from handouts.report.explanations import Explanation, explain
from handouts.report.findings import HandoutReport, Report
from handouts.report.github import workflow_commands
from handouts.report.lines import lines, tally
from handouts.report.machine import as_json
from handouts.report.page import page

__all__ = (
    "Explanation",
    "HandoutReport",
    "Report",
    "as_json",
    "explain",
    "lines",
    "page",
    "tally",
    "workflow_commands",
)
