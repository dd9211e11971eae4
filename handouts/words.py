"""The fixed words that the engine itself prints, by language: "Page 2 of 4", "Draft", "Sources".

They stand in gettext catalogs, which translators open with their own tools (Poedit, Weblate).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from handouts.records import dataclass

#: Gettext catalogs beside this module: the template has the English words, each other file those of a language.
_CATALOGS = Path(__file__).parent / "catalogs"
_TEMPLATE = "handouts.pot"
#: What staff read: the page of all sheets, and what ``verify`` says.
_STAFF, _STAFF_TEMPLATE = "staff", "staff/staff.pot"
#: What the front desk says to staff: catalogs without a template, as the English stands in the desk itself.
_DESK = "desk"
#: One entry (GNU gettext manual, "The Format of PO Files"): its key is the context, its English the id.
_ENTRY = re.compile(
    r'(?:^#, (?P<flags>.*)\n(?:#.*\n)*)?^(?:msgctxt "(?P<key>.+)"\n)?'
    r'msgid (?P<english>(?:".*"\n)+)msgstr (?P<own>(?:".*"(?:\n|\Z))+)',
    re.MULTILINE,
)
_PIECE = re.compile(r'^"(.*)"$', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
#: What the engine fills in.
_BLANK = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's fixed words, the units that stay with their number, and its two quotation marks.

    ``doubtful`` units are words too: "in" is the inch in "(2 in)", but a word in "52 in 100".
    """

    language: str
    phrases: Mapping[str, str]
    units: tuple[str, ...]
    doubtful: tuple[str, ...]
    quotes: str

    def __getitem__(self, key: str) -> str:
        return self.phrases[key]

    def unit_pattern(self) -> re.Pattern[str]:
        """Matches the space between a number and one of the language's units, where no line may end."""
        return re.compile(rf"(?<=\d) (?=(?:{_either(self.units)})(?!\w)|(?:{_either(self.doubtful)})(?! ?\w))")


def _either(units: tuple[str, ...]) -> str:
    return "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))


#: Languages written from right to left in their usual script (Unicode CLDR 46, scriptMetadata and likelySubtags).
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


def right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0] in _RIGHT_TO_LEFT


def catalogs() -> tuple[str, ...]:
    """The languages there are fixed words in, English first."""
    return ("en", *sorted(path.stem for path in _CATALOGS.glob("*.po")))


@lru_cache(maxsize=16)
def words_for(language: str) -> Words:
    """The fixed words of a language; of its base language where the variant has none ("en" for "en-US").

    The catalogs are read as translators leave them, not compiled: that is faster than YAML was, and nothing can be
    out of date. As gettext does, what a catalog lacks stays English. Raises KeyError when there is no catalog.
    """
    for name in (language, language.partition("-")[0]):
        entry = _CATALOGS / (_TEMPLATE if name == "en" else f"{name}.po")
        if entry.is_file():
            phrases = _phrases(_TEMPLATE)
            if name != "en":
                phrases |= _phrases(entry.name)
            units, doubtful = (tuple(phrases.pop(key).split(", ")) for key in ("units", "units_or_words"))
            return Words(name, phrases, units, doubtful, phrases.pop("quotes"))
    raise KeyError(language)


@lru_cache(maxsize=4)
def staff_words(language: str) -> Mapping[str, str]:
    """What the engine says to staff, in one of the languages that ``staff_language`` gives."""
    found = _phrases(_STAFF_TEMPLATE)
    return MappingProxyType(found if language == "en" else found | _phrases(f"{_STAFF}/{language}.po"))


def staff_language(language: str) -> str:
    """The language in which staff are told things: this one if there are words for staff in it, else English."""
    names = (language, language.partition("-")[0])
    return next((name for name in names if (_CATALOGS / _STAFF / f"{name}.po").is_file()), "en")


def desk_languages() -> tuple[str, ...]:
    """The languages in which the front desk speaks to staff."""
    return ("en", *sorted(path.stem for path in (_CATALOGS / _DESK).glob("*.po")))


@lru_cache(maxsize=4)
def desk_phrases(language: str) -> Mapping[str, str]:
    """What the desk says in one of its languages, by the English; empty for English."""
    return MappingProxyType({} if language == "en" else _phrases(f"{_DESK}/{language}.po"))


def _phrases(file: str) -> dict[str, str]:
    """The phrases of a catalog by their keys: the translation, or the English where there is none that can be used."""
    text = (_CATALOGS / file).read_text(encoding="utf-8")
    found = {}
    for entry in _ENTRY.finditer(text):
        english, own = _text(entry["english"]), _text(entry["own"])
        # An uncertain translation counts as none (gettext), and so does one that leaves out what is to be filled in.
        usable = own and "fuzzy" not in (entry["flags"] or "") and {*_BLANK.findall(own)} == {*_BLANK.findall(english)}
        if english:  # else it is the head of the catalog
            found[entry["key"] or english] = own if usable else english
    return found


def _text(quoted: str) -> str:
    """The text of one or several quoted lines."""
    whole = "".join(_PIECE.findall(quoted.strip()))
    return _ESCAPED.sub(lambda mark: {"n": "\n", "t": "\t"}.get(mark[1], mark[1]), whole) if "\\" in whole else whole
