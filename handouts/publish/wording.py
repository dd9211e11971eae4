"""Which text of a handout an edition sets: the full one, or the one in easy read."""

from __future__ import annotations

from handouts.model import Handout, Ideas, Section, easily, lacking_easy, usual
from handouts.problems import ContentError, Place, Problem, did_you_mean
from handouts.quotes import quoted
from handouts.theme import Theme

_EASY = "easy"


def worded(handout: Handout, theme: Theme, kept: bool = False) -> Handout:
    """The handout as an edition says it: without what is printed on request, with its language's quotation marks.

    ``kept`` remembers it, which is never for the copy of a patient; see :func:`quoted`. Raises ContentError where it
    does not say all of it in easy read. Icons are looked for here: what there is depends on the style.
    """
    handout = usual(handout)
    if not is_easy(theme):
        return quoted(handout, kept)
    lacking = list(lacking_easy(handout.sections))
    if lacking:
        names = ", ".join(f"'{section.heading.plain}'" for section in lacking)
        message = f"'{handout.id}' ({handout.language}) has no easy read text in: {names}"
        raise ContentError([Problem("no-easy-read", message, _place(lacking[0]) or handout.place, _HINT)])
    easy = easily(handout)
    problems = list(_unknown(easy.sections, theme))
    if problems:
        raise ContentError(problems)
    return quoted(easy, kept)


_HINT = "give each of these sections 'easy': a list of short sentences, each with a picture"


def is_easy(theme: Theme) -> bool:
    """Whether an edition sets the text in easy read."""
    return theme.wording == _EASY


def _place(section: Section) -> Place | None:
    return section.heading.scalar.place if section.heading.scalar else None


def _unknown(sections: tuple[Section, ...], theme: Theme) -> list[Problem]:
    found: list[Problem] = []
    for section in sections:
        for block in section.body:
            for idea in block.ideas if isinstance(block, Ideas) else ():
                if not idea.file and idea.picture not in theme.icons:
                    hint = did_you_mean(idea.picture, theme.icons) or f"there are: {', '.join(theme.icons)}"
                    found.append(Problem("no-icon", f"there is no icon '{idea.picture}'", idea.place, hint))
        found += _unknown(section.sections, theme)
    return found
