"""A content file to begin with."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from urllib.parse import quote

from handouts.problems import MachineError, UsageError, command

_STARTER = Path(__file__).parent / "starter.yaml"
_SCHEMA = Path(__file__).parent.parent / "content.schema.json"


def start(content: Path, today: date) -> None:
    """Write a small, complete content file that builds as it is. ``today`` is the day of its one handout's version.

    Raises UsageError where there is a file already: nobody's words are overwritten; MachineError for disk trouble.
    """
    text = f"# yaml-language-server: $schema={_schema_for(content)}\n{_STARTER.read_text(encoding='utf-8')}"
    for mark, words in (
        ("{today}", today.isoformat()),
        ("{check}", command("check", str(content))),
        ("{review}", command("review my-first-handout …", str(content))),
    ):
        text = text.replace(mark, words)
    try:
        with open(content, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise UsageError(f"{content} is there already", "name another file: --content FILE") from None
    except OSError as error:
        raise MachineError(f"{content}: {error.strerror or error}") from error


def _schema_for(content: Path) -> str:
    """The address of the schema as an editor finds it from the content file: relative where there is such a way."""
    schema = os.path.abspath(_SCHEMA)  # not resolved: a folder may be linked into the one with the content
    try:
        return quote(Path(os.path.relpath(schema, os.path.abspath(content.parent))).as_posix())
    except ValueError:  # another drive
        return Path(schema).as_uri()
