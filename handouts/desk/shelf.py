"""What lies at the front desk: every handout with its translations, where each stands today, and what it is found by.

The content file is read again when it changes. A handout with a mistake is not offered; if it was until then, the last
good file stays in use, but for what is recalled or retired meanwhile. The page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from handouts import publish
from handouts.desk.settings import settings
from handouts.desk.speech import SaidError
from handouts.model import Handout, Library, lacking_easy, usual
from handouts.problems import ContentError, Problem, UsageError, closest, did_you_mean
from handouts.publish import Options, Project
from handouts.publish.languages import AND
from handouts.records import dataclass
from handouts.review import FINAL, Identity, State
from handouts.theme import easy_editions, editions
from handouts.words import right_to_left, words_for

#: What a sheet in this state may not be handed out for at all, not even marked.
STOPPED = frozenset({State.RETIRED, State.RECALLED})


class UnknownSheetError(SaidError):
    """There is no such handout, language, edition or paper here."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A handout in one language, and what a sheet of it says it is today."""

    handout: Handout
    identity: Identity

    @property
    def final(self) -> bool:
        """Whether it may be handed out without a mark."""
        return self.identity.state in FINAL

    @property
    def stopped(self) -> bool:
        """Whether it may not be printed at all."""
        return self.identity.state in STOPPED


@dataclass(frozen=True, slots=True)
class Title:
    """A handout with its translations, the original first."""

    id: str
    leaves: Mapping[str, Leaf]

    @property
    def original(self) -> Leaf:
        """The language it was written in."""
        return next(iter(self.leaves.values()))

    @property
    def stopped(self) -> bool:
        """Whether any language of it may not be printed."""
        return any(leaf.stopped for leaf in self.leaves.values())

    def leaf(self, language: str | None) -> Leaf:
        """The leaf in a language, or the original where there is none."""
        return self.leaves.get(language or "", self.original)

    def leaves_in(self, language: str) -> tuple[Leaf, ...]:
        """The leaf in a language; both in two such as en+es, for one sheet, if both are there.

        One that runs from right to left comes second: it stands in the right column.
        """
        first, _, second = language.partition(AND)
        if not second or first == second or not {first, second} <= set(self.leaves):
            return (self.leaf(second if second in self.leaves else first),)
        pair = sorted((first, second), key=right_to_left)  # stable: the order asked for stays otherwise
        return tuple(self.leaves[tag] for tag in pair)


@dataclass(frozen=True)
class Shelf:
    """Everything on one day, as the files stood at one moment (``stamp``).

    ``mistakes`` are those of the file now; ``kept`` tells that what is here is older, from before they were made.
    """

    project: Project
    options: Options
    titles: Mapping[str, Title]
    editions: tuple[str, ...]
    stamp: str
    mistakes: tuple[Problem, ...] = ()
    kept: bool = False

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """Every language there is, with the name that staff call it by, or else the one of its readers."""
        tags = dict.fromkeys(tag for title in self.titles.values() for tag in title.leaves)
        known = settings().languages
        names = {tag: known.get(tag) or known.get(tag.partition("-")[0]) or own_name(tag) for tag in tags}
        return MappingProxyType(names)

    @cached_property
    def easy(self) -> frozenset[str]:
        """The editions that set the text in easy read."""
        return easy_editions(self.options.styles)

    def is_in(self, leaf: Leaf, edition: str) -> bool:
        """Whether a handout is written in the words of an edition: not each is in easy read."""
        return edition not in self.easy or not any(lacking_easy(usual(leaf.handout).sections))

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers of the brand."""
        return tuple(self.project.theme.papers)

    @property
    def library(self) -> Library:
        """The content."""
        return self.project.library

    def title(self, name: str) -> Title:
        """A handout by id. Raises UnknownSheetError."""
        if name not in self.titles:
            meant = closest(name, self.titles) if name not in self.project.unread else None
            if meant:
                raise UnknownSheetError("Did you mean {name}?", name=meant)
            if name in self.project.unread:
                raise UnknownSheetError("Its text has a mistake: see “Problems in the texts”.")
            raise UnknownSheetError("It may have been taken out of the content file.")
        return self.titles[name]

    def dressed(self, edition: str) -> Project:
        """The project in an edition. Raises UnknownSheetError."""
        if edition not in self.editions:
            raise UnknownSheetError("There are: {names}.", names=", ".join(self.editions))
        return publish.dressed(self.project, replace(self.options, edition=edition))


class Shelves:
    """Gives the shelf of today, reading the files anew when one of them changed."""

    def __init__(self, options: Options, today: Callable[[], date]) -> None:
        """Raises ProjectError where no handout can be used, UsageError. ``today`` gives the day."""
        self._options = options
        self._today = today
        self._lock = Lock()
        options = replace(options, today=today())
        self._shelf = _read(options, _stamp(options))
        if options.paper not in self._shelf.papers:
            known = did_you_mean(options.paper, self._shelf.papers) or f"there are: {', '.join(self._shelf.papers)}"
            raise UsageError(f"there is no paper '{options.paper}'", known)

    def current(self) -> Shelf:
        """The shelf as the files are now; the last good one where a mistake would take a handout from it."""
        options = replace(self._options, today=self._today())
        stamp = _stamp(options)
        with self._lock:
            if stamp != self._shelf.stamp:
                self._shelf = self._renewed(options, stamp)
            return self._shelf

    def _renewed(self, options: Options, stamp: str) -> Shelf:
        """The shelf of a new state of the files, or of a new day."""
        try:
            read = _read(options, stamp)
        except ContentError as error:
            return replace(_shelf(self._shelf.project, options, stamp, error.problems), kept=True)
        if not any(name in self._shelf.titles for name in read.project.unread):
            return read
        last = _shelf(self._shelf.project, options, stamp, read.mistakes)
        # What is recalled or retired by now is stopped, whatever is wrong with another handout.
        stopped = {name: title for name, title in read.titles.items() if title.stopped}
        return replace(last, titles=MappingProxyType({**last.titles, **stopped}), kept=True)


def own_name(language: str) -> str:
    """What readers of a language call it; its tag where the engine has no words for it."""
    try:
        return words_for(language).phrases["language_name"]
    except KeyError:
        return language


def _read(options: Options, stamp: str) -> Shelf:
    project, trouble = publish.open_sound(options)
    return _shelf(project, options, stamp, trouble.problems if trouble else ())


def _shelf(project: Project, options: Options, stamp: str, mistakes: tuple[Problem, ...]) -> Shelf:
    """Every handout of a project with what it is on the day of the options."""
    titles: dict[str, dict[str, Leaf]] = {}
    for handout in project.library.handouts:
        leaf = Leaf(handout, publish.identity_of(project, handout, options.today))
        titles.setdefault(handout.id, {})[handout.language] = leaf
    listed = {name: Title(name, MappingProxyType(leaves)) for name, leaves in titles.items()}
    return Shelf(project, options, MappingProxyType(listed), editions(options.styles), stamp, mistakes)


def _stamp(options: Options) -> str:
    """Which state of the files, and which day, is meant."""
    marks = [f"{options.today}"]
    for path in _files(options):
        try:
            stat = path.stat()
        except OSError:
            marks.append(f"{path.name} is gone")
        else:
            marks.append(f"{path.name} {stat.st_mtime_ns} {stat.st_size}")
    return "; ".join(marks)


def _files(options: Options) -> Iterator[Path]:
    yield options.content
    yield from sorted(options.styles.glob("*.yaml"))
