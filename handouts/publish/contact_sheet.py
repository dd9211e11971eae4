"""``index.html`` in the output folder: every sheet that lies there by the register, its first page and its standing."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from handouts.fold.imposition import Fold
from handouts.model import Handout, Library
from handouts.publish.files import write_whole
from handouts.publish.forms import Form
from handouts.publish.matrix import plan
from handouts.publish.project import DEFAULT_STYLE, Options, Project
from handouts.publish.register import Issue, issues
from handouts.publish.verifying import Verdict, judged, staff, told_in
from handouts.screen.contact_sheet import File, Shelf, contact_sheet, first_page
from handouts.words import Words, words_for

NAME = "index.html"
#: What the name of a file of sheets to fold has in it.
_PRINT = "print"
#: How a standing looks; all others tell staff to stop.
_MARKS = MappingProxyType({Verdict.CURRENT: "good", Verdict.DRAFT: "draft"})


def write_contact_sheet(options: Options) -> Path:
    """Write the page and tell where. Files that were changed by others, or never issued, are not on it.

    Raises ProjectError where the content cannot be read, ContentError for a damaged register, MachineError.
    """
    project = plan(options).projects[0]
    shelves, words, language = _shelves(options, project), staff(project), told_in(project)
    page = contact_sheet(
        project.library.clinic.name, options.today.isoformat(), shelves, project.theme, words, language
    )
    path = options.out / NAME
    write_whole(path, page.encode())
    return path


def _shelves(options: Options, project: Project) -> tuple[Shelf, ...]:
    issued = issues(options.out)
    lying: dict[tuple[str, str, str, str], list[tuple[Issue, bytes]]] = {}
    for issue in {(issue.file, issue.language): issue for issue in issued}.values():
        path = options.out / issue.file
        data = path.read_bytes() if path.is_file() else b""
        if sha256(data).hexdigest() == issue.sha256:
            key = (issue.id, issue.language, issue.code, issue.state)
            lying.setdefault(key, []).append((issue, data))
    order = {(handout.id, handout.language): at for at, handout in enumerate(project.library.handouts)}
    shelves = sorted(lying.values(), key=lambda found: order.get((found[0][0].id, found[0][0].language), len(order)))
    return tuple(_shelf(options, project, issued, found) for found in shelves)


def _shelf(options: Options, project: Project, issued: tuple[Issue, ...], found: list[tuple[Issue, bytes]]) -> Shelf:
    issue = found[-1][0]
    verdict, because = judged(options, project, issued, issue)
    handout = _handout(project.library, issue)
    kinds, words = words_for(told_in(project)), staff(project)
    return Shelf(
        issue.id,
        handout.title.plain if handout else issue.id,
        kinds[handout.kind.value] if handout else "",
        issue.language,
        _language_name(issue.language),
        issue.version,
        issue.code,
        verdict.said(words),
        because.rstrip("."),
        _MARKS.get(verdict, "stop"),
        handout.topics if handout else (),
        (*(handout.keywords if handout else ()), issue.handout),
        tuple(_file(one, data, _languages(issued, one), kinds, words) for one, data in sorted(found, key=_by_form)),
    )


def _languages(issued: tuple[Issue, ...], issue: Issue) -> str:
    """The languages of a sheet in two, by their names; nothing for a sheet in one."""
    tags = list(dict.fromkeys(one.language for one in issued if one.sha256 == issue.sha256))
    return " + ".join(map(_language_name, tags)) if len(tags) > 1 else ""


def _file(issue: Issue, data: bytes, both: str, fixed: Words, words: Mapping[str, str]) -> File:
    edition = fixed.phrases.get(issue.edition, issue.edition)
    style = "" if issue.style == DEFAULT_STYLE else issue.style
    if not issue.file.endswith(Form.PDF.suffix):
        return File(issue.file, _capital(edition), "", "", style, 0, len(data))
    picture, pages = first_page(data)
    form = ", ".join(filter(None, (both, _fold(issue.file, words))))
    return File(issue.file, "PDF", _capital(edition), issue.paper, style, pages, len(data), form, picture)


def _fold(name: str, words: Mapping[str, str]) -> str:
    """How a file is folded, by its name: the register does not say it otherwise."""
    parts = name.split(".")
    fold = next((fold.value for fold in Fold if fold.value in parts[1:]), "")
    return words["index_print"].format(fold=fold) if fold and _PRINT in parts[1:] else fold


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_form(found: tuple[Issue, bytes]) -> int:
    suffixes = [form.suffix for form in Form]
    return suffixes.index(Path(found[0].file).suffix)


def _handout(library: Library, issue: Issue) -> Handout | None:
    return next((one for one in library.handouts if (one.id, one.language) == (issue.id, issue.language)), None)


def _language_name(tag: str) -> str:
    try:
        return words_for(tag)["language_name"]
    except KeyError:
        return tag
