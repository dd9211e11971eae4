"""The forms a handout is given in besides paper: a page for phones, text for messages, braille. Each is proved."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from handouts.fonts import character_name
from handouts.images import pictures_of
from handouts.model import Handout, usual
from handouts.problems import ContentError, MachineError, Problem
from handouts.publish.project import Options, Project, fixed_words, identity_of
from handouts.quotes import quoted
from handouts.records import dataclass
from handouts.review import Identity
from handouts.words import Words

#: How the library that writes braille is had.
LOUIS = "on Debian and Ubuntu: apt-get install liblouis20 liblouis-data"


class Form(Enum):
    """What a file is for. All but the PDF have no paper and no edition: a reader's own device lays them out."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "text"
    BRAILLE = "braille"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {Form.TEXT: ".txt", Form.BRAILLE: ".brf"}.get(self, f".{self.value}")


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
    handout = quoted(usual(handout))  # the identity is of the whole text, which was reviewed
    if form is Form.BRAILLE:  # the cells of one language cannot spell the others, so the notice stays out
        project = replace(project, library=replace(project.library, language_notice=None))
        return _braille(project, handout, words, identity)
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


def braille_lacks() -> str:
    """Why no braille can be made on this machine, and the way out; empty where it can."""
    from handouts.screen.louis import louis_is_here

    return "" if louis_is_here() else f"braille needs liblouis, which is not on this machine ({LOUIS})"


def _braille(project: Project, handout: Handout, words: Words, identity: Identity) -> Written:
    from handouts.screen import braille as cells
    from handouts.screen.braille_proof import braille_problem
    from handouts.screen.louis import NoBrailleError, NoLouisError, Translator, rules

    language = next(
        (tag for tag in (handout.language, handout.language.partition("-")[0]) if tag in rules().languages), ""
    )
    if not language:
        known = ", ".join(rules().languages)
        message = f"there is no braille for the language '{handout.language}'"
        raise ContentError([Problem("no-braille", message, handout.place, f"there is for: {known}")])
    try:
        translator = Translator(language)
        file = cells.braille(handout, project.library, words, identity, translator)
        wrong = braille_problem(file, handout, project.library, words, identity, translator)
    except NoLouisError as error:
        raise MachineError(f"{error} ({LOUIS})") from error
    except NoBrailleError as error:
        message = f"{character_name(error.character)} has no braille in '{handout.id}' ({handout.language})"
        raise ContentError([Problem("no-braille-sign", message, handout.place, "write it in words")]) from None
    return Written(file.encode("ascii"), cells.page_count(file), identity, (wrong,) if wrong else ())
