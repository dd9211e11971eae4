"""The forms a handout is given in besides paper: a page for phones, text for messages, braille. Each is proved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from handouts.images import pictures_of
from handouts.model import Handout
from handouts.problems import ContentError, Problem
from handouts.publish.project import Options, Project, fixed_words, identity_of
from handouts.review import Identity


class Form(Enum):
    """What a file is for. All but the PDF have no paper and no edition: a reader's own device lays them out."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "text"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {Form.TEXT: ".txt"}.get(self, f".{self.value}")


@dataclass(frozen=True, slots=True)
class Written:
    """A file in memory, what it says it is, and what its proof found. ``pages`` is 0 where it has none."""

    data: bytes
    pages: int
    identity: Identity
    problems: tuple[Problem, ...]


def write(project: Project, handout: Handout, options: Options, form: Form) -> Written:
    """One handout in a form that is not paper, proved. Raises ContentError where it cannot be made."""
    from handouts import screen

    words = fixed_words(handout)
    identity = replace(identity_of(project, handout, options.today), edition=form.value)
    if form is Form.HTML:
        pictures, problems = pictures_of(handout, project.folder)
        if problems:
            raise ContentError(problems)
        text = screen.page(handout, project.library, project.theme, words, pictures, identity)
        wrong = screen.page_problem(text, handout, project.library, words, identity)
    else:
        text = screen.message(handout, project.library, words, identity)
        wrong = screen.message_problem(text, handout, project.library, words, identity)
    return Written(text.encode(), 0, identity, (wrong,) if wrong else ())
