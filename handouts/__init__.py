"""Printable handouts for clinics: content.yaml flows one way, through small rooms, and comes out as proved PDF.

The public names are below; each is loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # known to type checkers by its name; typing itself takes 3 ms to load

if TYPE_CHECKING:
    from handouts.problems import (
        ContentError,
        HandoutsError,
        MachineError,
        Place,
        Problem,
        ProofError,
        Severity,
        UsageError,
    )
    from handouts.publish import Options, build, check, render
    from handouts.publish import open_project as load

__all__ = (
    "ContentError",
    "HandoutsError",
    "MachineError",
    "Options",
    "Place",
    "Problem",
    "ProofError",
    "Severity",
    "UsageError",
    "build",
    "check",
    "load",
    "render",
)

_PUBLISH = ("Options", "build", "check", "render")


def __getattr__(name: str) -> object:
    if name == "load":
        from handouts.publish import open_project

        return open_project
    if name in _PUBLISH:
        from handouts import publish

        return getattr(publish, name)
    if name in __all__:
        from handouts import problems

        return getattr(problems, name)
    raise AttributeError(f"module 'handouts' has no attribute '{name}'")
