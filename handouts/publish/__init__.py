"""From a project on disk to finished files: build, check, review, register. The only room that writes files.

The names below are loaded when they are first used: a build has no use for the reports, nor a list for the engine.
"""

from __future__ import annotations

from types import MappingProxyType

TYPE_CHECKING = False  # known to type checkers by its name; typing itself takes 3 ms to load

if TYPE_CHECKING:
    from handouts.publish.building import Built, Rendered, build, ink_of, render
    from handouts.publish.changing import Changes, changes
    from handouts.publish.checking import check, report, unreadable
    from handouts.publish.contact_sheet import write_contact_sheet
    from handouts.publish.counting import HandedOut, count, counted
    from handouts.publish.files import write_whole
    from handouts.publish.folding import Printed, fold_test
    from handouts.publish.forms import Form
    from handouts.publish.matrix import Plan, Step, plan
    from handouts.publish.project import (
        Options,
        Project,
        ProjectError,
        chosen,
        dressed,
        faces_of,
        file_name,
        fixed_words,
        identity_of,
        open_project,
        standing_of,
    )
    from handouts.publish.register import Issue, issues
    from handouts.publish.remembering import Memory
    from handouts.publish.reviewing import Reviewed, Vouching, review
    from handouts.publish.verifying import Verdict, Verified, verify

__all__ = (
    "Built",
    "Changes",
    "Form",
    "HandedOut",
    "Issue",
    "Memory",
    "Options",
    "Plan",
    "Printed",
    "Project",
    "ProjectError",
    "Rendered",
    "Reviewed",
    "Step",
    "Verdict",
    "Verified",
    "Vouching",
    "build",
    "changes",
    "check",
    "chosen",
    "count",
    "counted",
    "dressed",
    "faces_of",
    "file_name",
    "fixed_words",
    "fold_test",
    "identity_of",
    "ink_of",
    "issues",
    "open_project",
    "plan",
    "render",
    "report",
    "review",
    "standing_of",
    "unreadable",
    "verify",
    "write_contact_sheet",
    "write_whole",
)

_HOMES = MappingProxyType(
    {
        "building": ("Built", "Rendered", "build", "ink_of", "render"),
        "changing": ("Changes", "changes"),
        "checking": ("check", "report", "unreadable"),
        "counting": ("HandedOut", "count", "counted"),
        "contact_sheet": ("write_contact_sheet",),
        "files": ("write_whole",),
        "folding": ("Printed", "fold_test"),
        "forms": ("Form",),
        "matrix": ("Plan", "Step", "plan"),
        "register": ("Issue", "issues"),
        "remembering": ("Memory",),
        "reviewing": ("Reviewed", "Vouching", "review"),
        "verifying": ("Verdict", "Verified", "verify"),
    }
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'handouts.publish' has no attribute '{name}'")
    from importlib import import_module

    home = next((home for home, names in _HOMES.items() if name in names), "project")
    return getattr(import_module(f"handouts.publish.{home}"), name)
