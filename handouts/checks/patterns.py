"""Word lists as patterns, and what a negation or a condition around a word makes of it."""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.checks.sentences import Sentence
from handouts.rules import WordLists, word_lists

#: How many words before a claim a "not" still reaches it.
_REACH = 5
_NOTHING = re.compile(r"(?!)")


def pattern(lists: WordLists, name: str) -> re.Pattern[str]:
    """One alternative for every entry of a list, whole words only, in any case; matches nothing where there is none."""
    return _pattern(lists.topic, lists.language, name)


@lru_cache(maxsize=256)
def _pattern(topic: str, language: str, name: str) -> re.Pattern[str]:
    entries = word_lists(topic, language).words(name)
    if not entries:
        return _NOTHING
    return re.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)", re.IGNORECASE)


def is_denied(lists: WordLists, sentence: Sentence, start: int) -> bool:
    """Whether the word at ``start`` of a sentence is denied, doubted or asked for rather than claimed."""
    if sentence.text.rstrip().endswith("?"):
        return True
    before = sentence.text[:start].split()[-_REACH:]
    return bool(pattern(lists, "denials").search(" ".join(before)))
