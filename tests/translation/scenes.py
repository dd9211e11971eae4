"""A content file in a folder of its own, and a translator at work on what is exported from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from handouts.problems import ContentError, Problem
from handouts.publish import Imported, Options, export_translation, import_translation
from handouts.publish.translating import Form
from handouts.translation import State, po, xliff
from handouts.translation.units import Exchange, Unit
from tests.sheets import ROOT, STYLES

STITCHES = ROOT / "tests" / "fixtures" / "stitches-at-home.yaml"
NAME = "stitches-at-home"
TODAY = date(2026, 11, 24)
FORMS = (Form.XLIFF, Form.PO)


def project(folder: Path, source: Path = STITCHES) -> Options:
    """A copy of a content file to work on."""
    folder.mkdir(exist_ok=True)
    content = folder / "content.yaml"
    content.write_bytes(source.read_bytes())
    return Options(content, STYLES, folder / "out", today=TODAY)


def edit(options: Options, old: str, new: str) -> None:
    text = options.content.read_bytes().decode()
    assert text.count(old) == 1, (old, text.count(old))
    options.content.write_bytes(text.replace(old, new).encode())


def exported(options: Options, to: str = "es", form: Form = Form.XLIFF, name: str = NAME) -> tuple[Path, Exchange]:
    """Export, and read what was written; the file is moved away, so that the next one can be written."""
    path = export_translation(options, name, to, form).path
    found, problems = module(form).read(path.read_bytes(), str(path))
    assert found is not None, problems
    return path.rename(options.content.with_name(path.name)), found


class Module(Protocol):
    """What both forms of file are written and read by."""

    def write(self, exchange: Exchange, /) -> str: ...

    def read(self, data: bytes, file: str, /) -> tuple[Exchange | None, tuple[Problem, ...]]: ...


def module(form: Form) -> Module:
    return xliff if form is Form.XLIFF else po


def translated(unit: Unit) -> Unit:
    """A unit as a translator gives it back: other words, the same numbers and marks."""
    if unit.state is State.TRANSLATED:
        return unit
    words = re.sub(r"(?<![{@\w.\[:/-])([a-z]{4,})(?![\w}\].:/])", r"x\1", unit.source)
    return replace(unit, target=f"{words} (v)", state=State.TRANSLATED)


def give_back(
    options: Options,
    to: str = "es",
    form: Form = Form.XLIFF,
    work: Callable[[Unit], Unit] = translated,
    name: str = NAME,
) -> Imported:
    """Export, let somebody work on every unit, and import."""
    path, found = exported(options, to, form, name)
    path.write_text(
        module(form).write(replace(found, units=tuple(work(unit) for unit in found.units))), encoding="utf-8"
    )
    return import_translation(options, path)


def told(options: Options, path: Path) -> list[str]:
    """The problems of an import that must fail, each as file:line: code; and nothing was written."""
    before = options.content.read_bytes()
    try:
        import_translation(options, path)
    except ContentError as error:
        assert options.content.read_bytes() == before
        return [f"{Path(p.place.file).name}:{p.place.line}: {p.code}" for p in error.problems if p.place]
    raise AssertionError("nothing was told")
