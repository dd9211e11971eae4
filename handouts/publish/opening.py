"""Opens of a project only what is asked for, so that a mistake in one handout does not stop the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from handouts.checks import Subject, leans_on_others
from handouts.publish.project import Options, Project, ProjectError, chosen, open_project
from handouts.schema import handout_ids, read_library
from handouts.source import load_parts, part_names


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


def open_sound(options: Options) -> tuple[Project, ProjectError | None]:
    """The project with all handouts that have no mistake, and what is wrong with the others, if any.

    Raises ProjectError where nothing can be read: a mistake in what handouts share stops them all.
    """
    try:
        return open_project(options), None
    except ProjectError as error:
        found = open_readable(options)
        if found is None:
            raise
        return found, error if found.unread else None  # it may have been mended meanwhile


def open_readable(options: Options, names: Collection[str] = ()) -> Project | None:
    """The project with those of its handouts that have no mistake; None where there is none, or a mistake elsewhere.

    ``names`` are some that can be read even where the file as a whole is not YAML.
    """
    document = load_parts(options.content, "handouts", names)
    every = handout_ids(document.root) or part_names(document, "handouts")
    readable = [name for name in every if _is_readable(options, name)]
    if not readable:
        return None
    try:
        project = open_project(options, readable)
    except ProjectError:  # of the style, or of a file beside the content
        return None
    return replace(project, unread=tuple(name for name in every if name not in readable))


def _is_readable(options: Options, name: str) -> bool:
    document = load_parts(options.content, "handouts", [name])
    library, _ = read_library(document, [name])
    return library is not None
