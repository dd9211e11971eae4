"""The fixed words that the engine itself prints, by language: "Page 2 of 4", "Draft", "Sources"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from handouts.records import dataclass

#: One file a language, beside this module.
_CATALOGS = Path(__file__).parent / "catalogs"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's fixed words and the units that stay with their number."""

    language: str
    phrases: Mapping[str, str]
    units: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        return self.phrases[key]

    def unit_pattern(self) -> re.Pattern[str]:
        """Matches the space between a number and one of the language's units, where no line may end."""
        units = "|".join(re.escape(unit) for unit in sorted(self.units, key=len, reverse=True))
        return re.compile(rf"(?<=\d) (?=(?:{units})(?!\w))")


#: Languages written from right to left in their usual script (Unicode CLDR 46, scriptMetadata and likelySubtags).
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


def right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0] in _RIGHT_TO_LEFT


def catalogs() -> tuple[str, ...]:
    """The languages there are fixed words in, English first."""
    others = sorted(path.stem for path in _CATALOGS.glob("*.yaml") if path.stem != "en")
    return ("en", *others)


@lru_cache(maxsize=16)
def words_for(language: str) -> Words:
    """The fixed words of a language; of its base language where the variant has none ("en" for "en-US").

    Raises KeyError when there are none.
    """
    for name in (language, language.partition("-")[0]):
        entry = _CATALOGS / f"{name}.yaml"
        if entry.is_file():
            # A SafeLoader in either case; its C form reads the catalog in a tenth of the time.
            data = yaml.load(
                entry.read_text(encoding="utf-8"),
                Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506
            )
            return Words(name, data["phrases"], tuple(data["units"]))
    raise KeyError(language)
