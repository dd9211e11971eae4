"""The register: every sheet ever issued into a folder, and the text of every version, for ``verify`` and ``changes``.

``register.yaml`` is YAML with one issue a line, in the order they were issued; the words of each text lie beside it in
``register/CODE.txt``. Lines are only ever added, each in one write, so that two builds at once lose nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path

from handouts.checks import lines_of
from handouts.model import Handout
from handouts.problems import ContentError, MachineError, Place, Problem
from handouts.publish.files import write_whole
from handouts.publish.manifest import REGISTER
from handouts.publish.project import Options, Project
from handouts.records import dataclass
from handouts.review import Identity
from handouts.review.differences import Line, read_lines, written

_TEXTS = "register"
_HEAD = "# Every handout issued into this folder, oldest first. Written by make_pdf.py; keep it with the PDFs.\n"


@dataclass(frozen=True, slots=True)
class Issue:
    """One issued file: what it said of itself, how it looked, and the SHA-256 of its bytes. Dates are ISO 8601."""

    issued: str
    handout: str
    id: str
    version: str
    of: str
    language: str
    edition: str
    state: str
    reviewed: str
    next: str
    code: str
    style: str
    paper: str
    file: str
    sha256: str


def record(project: Project, handout: Handout, identity: Identity, data: bytes, path: Path, options: Options) -> None:
    """Add an issue, unless the very same file was issued before. Raises MachineError."""
    digest = sha256(data).hexdigest()
    register = options.out / REGISTER
    try:
        known = register.read_bytes() if register.is_file() else b""
        if _is_known(known, digest, identity.code):
            return
        issue = Issue(
            options.today.isoformat(),
            identity.handout,
            handout.id,
            identity.version,
            identity.of,
            identity.language,
            identity.edition,
            identity.state.value,
            identity.reviewed,
            identity.next,
            identity.code,
            options.style,
            options.paper,
            path.name,
            digest,
        )
        _keep_text(options.out, identity.code, lines_of(handout, project.library))
        line = f"- {json.dumps(asdict(issue), ensure_ascii=False)}\n"
        broken = b"" if not known or known.endswith(b"\n") else b"\n"
        _append(register, (b"" if known else _HEAD.encode()) + broken + line.encode())
    except OSError as error:
        raise MachineError(f"{register}: {error.strerror or error}") from error


def _is_known(known: bytes, digest: str, code: str) -> bool:
    """Whether a file was issued before; one in two languages is issued under the code of each."""
    file = digest.encode("ascii")
    return file in known and any(file in line and code.encode("ascii") in line for line in known.splitlines())


def issues(out: Path) -> tuple[Issue, ...]:
    """Everything issued into a folder, oldest first. Raises ContentError where the register was damaged."""
    register = out / REGISTER
    try:
        text = register.read_text(encoding="utf-8") if register.is_file() else ""
    except UnicodeDecodeError as error:
        raise ContentError([_damaged(register, 0)]) from error
    except OSError as error:
        raise MachineError(f"{register}: {error.strerror or error}") from error
    return tuple(_read(text, register))


def text_of(out: Path, code: str) -> tuple[Line, ...] | None:
    """The words of a version; None where they were not kept."""
    path = out / _TEXTS / f"{code}.txt"
    try:
        return read_lines(path.read_text(encoding="utf-8")) if path.is_file() else None
    except UnicodeDecodeError as error:
        raise ContentError([_damaged(path, 0)]) from error
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error


def _read(text: str, register: Path) -> Iterator[Issue]:
    names = {field.name for field in fields(Issue)}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("- "):
            if line.strip() and not line.startswith("#"):
                raise ContentError([_damaged(register, number)])
            continue
        try:
            entry = json.loads(line[2:])
            yield Issue(**{name: str(entry[name]) for name in names})
        except (ValueError, KeyError, TypeError) as error:
            raise ContentError([_damaged(register, number)]) from error


def _damaged(path: Path, line: int) -> Problem:
    hint = "take the file back from a copy, or take the damaged line out"
    return Problem("register-damaged", "the register cannot be read", Place(str(path), line, 1 if line else 0), hint)


def _keep_text(out: Path, code: str, lines: tuple[Line, ...]) -> None:
    path = out / _TEXTS / f"{code}.txt"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, written(lines).encode())


def _append(path: Path, data: bytes) -> None:
    with open(path, "ab", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
