"""Do doses stand in tables, where nobody overlooks them?"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.patterns import pattern
from handouts.checks.phones import TOPIC
from handouts.checks.sentences import sentences
from handouts.checks.subject import RUNNING, Role, Subject
from handouts.model import Table
from handouts.problems import Problem

#: Roles in which a dose may stand: a table keeps amount and time apart.
_TABULAR = frozenset({Role.CELL, Role.CELL_HEAD, Role.CAPTION})
_TELLING = RUNNING | {Role.TITLE, Role.HEADING, Role.CALLOUT_TITLE}


def loose_doses(subject: Subject) -> Iterator[Problem]:
    """Doses to take or to get, outside tables."""
    lists = subject.lists(TOPIC)
    for passage in subject.passages():
        if passage.role in _TABULAR or isinstance(passage.block, Table) or passage.role not in _TELLING:
            continue
        for sentence in sentences(passage.plain):
            found = tuple(pattern(lists, "doses").finditer(sentence.text))
            spared = [match.span() for match in pattern(lists, "not_doses").finditer(sentence.text)] if found else []
            for match in found:
                if any(start <= match.start() < end for start, end in spared):
                    continue
                if "/kg" in match.group() or pattern(lists, "regimens").search(sentence.text):
                    place = passage.place(sentence.start + match.start())
                    message = f"the dose '{match.group()}' stands in running text"
                    yield subject.book.problem("dose-outside-table", message, place, "put doses into a table")
