"""Word lists by topic and language: claims, jargon with its plain word, passive helpers, known abbreviations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handouts.records import dataclass
from handouts.rules.book import load_data

_LISTS = Path(__file__).parent / "lists"


@dataclass(frozen=True, slots=True)
class WordLists:
    """One topic in one language. Empty where nobody has written a list for the language: its rules then stay silent."""

    topic: str
    language: str
    entries: Mapping[str, Any]

    def words(self, name: str) -> Sequence[str]:
        """A plain list of words or patterns; empty where there is none."""
        return tuple(self.entries.get(name, ()))

    def table(self, name: str) -> Mapping[str, str]:
        """Words with what belongs to them, such as the plain word for a term; empty where there is none."""
        return MappingProxyType(self.entries.get(name, {}))


@lru_cache(maxsize=64)
def word_lists(topic: str, language: str) -> WordLists:
    """The lists of ``lists/TOPIC.LANGUAGE.yaml``, of the base language for a variant ("en" for "en-US")."""
    for name in (language, language.partition("-")[0]):
        path = _LISTS / f"{topic}.{name}.yaml"
        if path.is_file():
            return WordLists(topic, name, MappingProxyType(load_data(path)))
    return WordLists(topic, language, MappingProxyType({}))
