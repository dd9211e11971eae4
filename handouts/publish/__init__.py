"""From a project on disk to finished files: build, check, review, register. The only room that writes files.

The names below are loaded when they are first used: a build has no use for the reports, nor a list for the engine.
"""

from __future__ import annotations

from types import MappingProxyType

TYPE_CHECKING = False  # known to type checkers by its name; typing itself takes 3 ms to load

if TYPE_CHECKING:
    from handouts.merge.lists import Wish
    from handouts.publish.building import Built, build, ink_of, render, render_both
    from handouts.publish.changing import Changes, changes
    from handouts.publish.checking import check, report, unreadable
    from handouts.publish.contact_sheet import write_contact_sheet
    from handouts.publish.copies import MergeRequest, Setting, merge, personal
    from handouts.publish.counting import HandedOut, count, counted
    from handouts.publish.files import write_whole
    from handouts.publish.folding import Printed, fold_test, fold_test_sheet
    from handouts.publish.forgetting import forget_texts
    from handouts.publish.forms import Form
    from handouts.publish.matrix import Plan, Step, plan
    from handouts.publish.opening import open_sound
    from handouts.publish.press import Copied
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
    from handouts.publish.queues import Queueing
    from handouts.publish.register import Issue, issues
    from handouts.publish.remembering import Memory
    from handouts.publish.rendered import Rendered
    from handouts.publish.reuse import engine
    from handouts.publish.reviewing import Reviewed, Vouching, review
    from handouts.publish.starting import start
    from handouts.publish.translating import (
        Exported,
        Imported,
        confirm_translation,
        export_translation,
        import_translation,
    )
    from handouts.publish.verifying import Verdict, Verified, verify
    from handouts.publish.workers import workers_for

__all__ = (
    "Built",
    "Changes",
    "Copied",
    "Exported",
    "Form",
    "HandedOut",
    "Imported",
    "Issue",
    "Memory",
    "MergeRequest",
    "Options",
    "Plan",
    "Printed",
    "Project",
    "ProjectError",
    "Queueing",
    "Rendered",
    "Reviewed",
    "Setting",
    "Step",
    "Verdict",
    "Verified",
    "Vouching",
    "Wish",
    "build",
    "changes",
    "check",
    "chosen",
    "confirm_translation",
    "count",
    "counted",
    "dressed",
    "engine",
    "export_translation",
    "faces_of",
    "file_name",
    "fixed_words",
    "fold_test",
    "fold_test_sheet",
    "forget_texts",
    "identity_of",
    "import_translation",
    "ink_of",
    "issues",
    "merge",
    "open_project",
    "open_sound",
    "personal",
    "plan",
    "render",
    "render_both",
    "report",
    "review",
    "standing_of",
    "start",
    "unreadable",
    "verify",
    "workers_for",
    "write_contact_sheet",
    "write_whole",
)

_HOMES = MappingProxyType(
    {
        "building": ("Built", "build", "ink_of", "render", "render_both"),
        "changing": ("Changes", "changes"),
        "checking": ("check", "report", "unreadable"),
        "counting": ("HandedOut", "count", "counted"),
        "contact_sheet": ("write_contact_sheet",),
        "copies": ("MergeRequest", "Setting", "Wish", "merge", "personal"),
        "files": ("write_whole",),
        "folding": ("Printed", "fold_test", "fold_test_sheet"),
        "forgetting": ("forget_texts",),
        "forms": ("Form",),
        "matrix": ("Plan", "Step", "plan"),
        "opening": ("open_sound",),
        "rendered": ("Rendered",),
        "reuse": ("engine",),
        "press": ("Copied",),
        "queues": ("Queueing",),
        "register": ("Issue", "issues"),
        "remembering": ("Memory",),
        "reviewing": ("Reviewed", "Vouching", "review"),
        "workers": ("workers_for",),
        "translating": (
            "Exported",
            "Imported",
            "confirm_translation",
            "export_translation",
            "import_translation",
        ),
        "starting": ("start",),
        "verifying": ("Verdict", "Verified", "verify"),
    }
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'handouts.publish' has no attribute '{name}'")
    from importlib import import_module

    home = next((home for home, names in _HOMES.items() if name in names), "project")
    return getattr(import_module(f"handouts.publish.{home}"), name)
