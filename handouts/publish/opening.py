"""Opens of a project only what is asked for, so that a mistake in one handout does not stop the others."""

from __future__ import annotations

from collections.abc import Collection

from handouts.checks import Subject, leans_on_others
from handouts.publish.project import Options, Project, ProjectError, chosen, open_project
from handouts.schema import handout_ids
from handouts.source import load_parts


def open_asked(options: Options, names: Collection[str]) -> Project:
    """The project with the handouts named, and with the others where one of these must be compared with them.

    Of the others what can be read will do: their mistakes are told where they are asked for. Without names all are
    read. Raises ProjectError with the mistakes of what is asked for, and UsageError.
    """
    project = open_project(options, names)
    asked = chosen(project.library, names) if names else ()
    subjects = (Subject(handout, project.library, project.book, options.today) for handout in asked)
    if not any(map(leans_on_others, subjects)):
        return project
    try:
        return open_project(options)
    except ProjectError:
        return open_readable(options, names) or project


def open_readable(options: Options, names: Collection[str] = ()) -> Project | None:
    """The project with those of its handouts that have no mistake; None where there is none, or a mistake elsewhere.

    ``names`` are some that can be read even where the file as a whole is not YAML.
    """
    every = handout_ids(load_parts(options.content, "handouts", names).root)
    readable = [name for name in every if _is_readable(options, name)]
    return open_project(options, readable) if readable else None


def _is_readable(options: Options, name: str) -> bool:
    try:
        open_project(options, [name])
    except ProjectError:
        return False
    return True
