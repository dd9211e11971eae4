"""From a project on disk to finished files: build, check, review, register. The only room that writes files."""

from handouts.publish.building import Built, Rendered, build, render
from handouts.publish.changing import Changes, changes
from handouts.publish.checking import check, report, unreadable
from handouts.publish.files import write_whole
from handouts.publish.project import (
    Options,
    Project,
    ProjectError,
    chosen,
    face,
    file_name,
    fixed_words,
    identity_of,
    open_project,
    standing_of,
)
from handouts.publish.register import Issue, issues
from handouts.publish.reviewing import Reviewed, Vouching, review
from handouts.publish.verifying import Verdict, Verified, verify

__all__ = (
    "Built",
    "Changes",
    "Issue",
    "Options",
    "Project",
    "ProjectError",
    "Rendered",
    "Reviewed",
    "Verdict",
    "Verified",
    "Vouching",
    "build",
    "changes",
    "check",
    "chosen",
    "face",
    "file_name",
    "fixed_words",
    "identity_of",
    "issues",
    "open_project",
    "render",
    "report",
    "review",
    "standing_of",
    "unreadable",
    "verify",
    "write_whole",
)
