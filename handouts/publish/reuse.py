"""Files of earlier builds that are what this one would make: taken again while nothing that they depend on has changed.

What a file depends on is hashed into a key: its text, its look, what it says it is, its pictures and fonts, the engine
and its libraries. Beside the manifests lies, for each file, the key it was made from and the hash of its bytes. A file
that has other bytes, or whose key is not this one, is made anew; a damaged note counts as none.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from handouts.images import files_of
from handouts.model import Handout, Section, cited, notice_of
from handouts.problems import MachineError
from handouts.publish import manifest
from handouts.publish.files import write_whole
from handouts.publish.matrix import Step
from handouts.publish.project import Project, identity_of
from handouts.publish.rendered import Rendered, print_path
from handouts.records import Same
from handouts.source import Document

_HEAD = "handouts-file 1"
#: Handouts whose hash is remembered, and sections of them.
_KEPT = 256
_KEPT_SECTIONS = 4096
#: Styles whose hash is remembered, and projects whose fonts were looked at: one of each edition in turn.
_KEPT_LOOKS = 8
#: The ending of a note, which tells it from a manifest.
NOTE = ".txt"


def key_of(step: Step) -> str:
    """The hash of all that the bytes of a step's file depend on."""
    project, options = step.look.project, step.look.options
    texts = (step.handout, step.beside) if step.beside else (step.handout,)
    pictures = {name: data for text in texts for name, data in files_of(text, project.folder).items()}
    told = (
        _engine_told(),
        _styles_told(tuple(map(Same, project.documents[1:]))),
        (options.style, options.edition, options.paper, options.fold, options.printing, step.look.form),
        [_told(Same(text)) for text in texts],
        project.library.clinic,
        [project.library.sources[source] for text in texts for source in cited(text)],
        [notice_of(text, project.library) for text in texts],
        [identity_of(project, text, options.today) for text in texts],
        {name: sha256(data).hexdigest() for name, data in sorted(pictures.items())},
        _fonts_told(Same(project)),
    )
    return _hash(told)


def _hash(told: object) -> str:
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def engine() -> tuple[str, ...]:
    """The engine as this process began with it."""
    return tuple(manifest.engine())


@lru_cache(maxsize=1)
def _engine_told() -> str:
    return _hash(engine())


@lru_cache(maxsize=_KEPT_LOOKS)
def _styles_told(documents: tuple[Same[Document], ...]) -> str:
    return _hash([document.thing.text.content for document in documents if document.thing.text])


@lru_cache(maxsize=_KEPT_LOOKS)
def _fonts_told(project: Same[Project]) -> tuple[tuple[str, int, int], ...]:
    """The fonts as they were when its first file was looked for."""
    files = sorted({path: path.stat() for path in project.thing.theme.fonts.values()}.items())
    return tuple((str(path), seen.st_size, seen.st_mtime_ns) for path, seen in files)


@lru_cache(maxsize=_KEPT)
def _told(text: Same[Handout]) -> str:
    """The hash of all that a handout says, from those of its sections: an edit changes one of them."""
    sections = [_section_told(Same(section)) for section in text.thing.sections]
    return _hash((replace(text.thing, sections=()), sections))


@lru_cache(maxsize=_KEPT_SECTIONS)
def _section_told(section: Same[Section]) -> str:
    return _hash(section.thing)


def kept(step: Step, path: Path, key: str) -> Rendered | None:
    """The file of an earlier build, read from where it stands; None where it is not what this build would make."""
    from handouts.publish.folding import Printed
    from handouts.typeset import Sheet

    try:
        head, told_key, *facts = _note(path).read_text(encoding="ascii").splitlines()
        data = path.read_bytes()
        (digest, pages, closing), *prints = (fact.split() for fact in facts)
        if (head, told_key, digest) != (_HEAD, key, sha256(data).hexdigest()):
            return None
        printed = None
        for seal, sheets in prints:
            sides = print_path(path).read_bytes()
            if seal != sha256(sides).hexdigest():
                return None
            printed = Printed(sides, int(sheets), ())
        sheet = Sheet(data, int(pages), closing == "closing")
    except (OSError, ValueError):
        return None
    first, *more = (identity_of(step.look.project, text, step.look.options.today) for text in step.texts)
    return Rendered(sheet, first, (), 0.0, 0.0, printed, more[0] if more else None)


def note(path: Path, key: str, rendered: Rendered) -> None:
    """Remember what a published file was made from. Trouble is not told: the next build just makes it again."""
    sheet, printed = rendered.sheet, rendered.printed
    lines = [_HEAD, key, f"{sha256(sheet.data).hexdigest()} {sheet.pages} {'closing' if sheet.closing else 'open'}"]
    lines += [f"{sha256(printed.data).hexdigest()} {printed.sheets}"] if printed else []
    with suppress(MachineError, OSError):
        _note(path).parent.mkdir(exist_ok=True)
        write_whole(_note(path), ("\n".join(lines) + "\n").encode("ascii"), lasting=False)


def _note(path: Path) -> Path:
    return path.parent / manifest.FOLDER / f"{path.name}{NOTE}"
