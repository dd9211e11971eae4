"""Easy read: is each idea one short sentence, and can its telephone numbers be called?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handouts.checks.right_numbers import right_numbers
from handouts.checks.sentences import sentences
from handouts.checks.subject import Check, Subject, passages
from handouts.model import Ideas, easily
from handouts.problems import Problem


def short_ideas(subject: Subject) -> Iterator[Problem]:
    """Ideas of several sentences, or of more words than the limit."""
    most = subject.book.limit("easy-idea", "words")
    for passage in passages(easily(subject.handout)):
        if not isinstance(passage.block, Ideas):
            continue
        parts = sentences(passage.plain)
        words = sum(len(sentence.words) for sentence in parts)
        if len(parts) > 1:
            message = f"this idea has {len(parts)} sentences: easy read takes one"
            yield subject.book.problem("easy-idea", message, passage.place(), "make an idea of each")
        elif words > most:
            message = f"this idea has {words} words, more than {most:g}"
            yield subject.book.problem("easy-idea", message, passage.place(), "make two of it, each with a picture")


def easy_numbers(subject: Subject) -> Iterator[Problem]:
    """Telephone numbers in easy read, by the same rules as all others."""
    yield from right_numbers(replace(subject, handout=easily(subject.handout)))


EASY_READ: tuple[Check, ...] = (short_ideas, easy_numbers)
