"""What can be measured of a handout and of each of its sections: grades, lengths, passive sentences, reading time."""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.checks.grades import Reading, measure
from handouts.checks.patterns import pattern
from handouts.checks.readability import syllables
from handouts.checks.sentences import Sentence, sentences
from handouts.checks.subject import RUNNING, Passage, passages
from handouts.model import Handout
from handouts.problems import Place
from handouts.records import Same, dataclass
from handouts.rules import word_lists

TOPIC = "language"
#: Handouts whose reading is remembered.
_KEPT = 256
#: Reading for meaning, in words a minute: adults average 238 (Brysbaert, J Mem Lang 2019); ours are ill or worried.
_SPEED = 180
#: Words of this many syllables are long to SMOG and to Fog.
_LONG = 3
_BE = r"(?:am|is|are|was|were|be|been|being|get|gets|got)"
_BETWEEN = r"(?:\s+(?:not|also|often|usually|always|never|then|first|only|\w+ly))*"


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of a handout or of one section. Shares are from 0 to 1, ``minutes`` of reading time.

    ``passive_share`` is None in a language whose passive forms nobody has listed.
    """

    title: str
    reading: Reading
    average_sentence: float
    longest_sentence: int
    passive_share: float | None
    long_word_share: float
    minutes: float
    place: Place | None


def reading_of(handout: Handout) -> Reading:
    """What the formulas say of the running text of a handout."""
    return _reading(Same(handout))


@lru_cache(maxsize=_KEPT)
def _reading(handout: Same[Handout]) -> Reading:
    running = (passage.plain for passage in passages(handout.thing) if passage.role in RUNNING)
    return measure(running, handout.thing.language)


def figures(handout: Handout) -> tuple[Figures, ...]:
    """The whole handout first, then each of its sections."""
    found = [_figures(handout.title.plain, tuple(passages(handout)), handout.language, handout.place)]
    for section in handout.sections:
        inside = tuple(p for p in passages(handout) if p.sections and p.sections[0] is section)
        found.append(_figures(section.heading.plain, inside, handout.language, inside[0].place()))
    return tuple(found)


def _figures(title: str, inside: tuple[Passage, ...], language: str, place: Place | None) -> Figures:
    running = [passage.plain for passage in inside if passage.role in RUNNING]
    parts = [sentence for text in running for sentence in sentences(text)]
    lengths = [len(sentence.words) for sentence in parts] or [0]
    words = [word for sentence in parts for word in sentence.words]
    passive = sum(passive_form(sentence, language) is not None for sentence in parts)
    every = sum(len(passage.plain.split()) for passage in inside)
    return Figures(
        title,
        measure(running, language),
        sum(lengths) / len(lengths),
        max(lengths),
        passive / max(1, len(parts)) if word_lists(TOPIC, language).words("states") else None,
        sum(syllables(word) >= _LONG for word in words) / max(1, len(words)),
        every / _SPEED,
        place,
    )


def passive_form(sentence: Sentence, language: str) -> re.Match[str] | None:
    """The first passive of a sentence; forms that tell how somebody is ("are worried") are none."""
    lists = word_lists(TOPIC, language)
    states = frozenset(lists.words("states"))
    for match in _passives(lists.language).finditer(sentence.text):
        if match.group().split()[-1].lower() not in states:
            return match
    return None


@lru_cache(maxsize=8)
def _passives(language: str) -> re.Pattern[str]:
    lists = word_lists(TOPIC, language)
    irregular = "|".join(lists.words("participles"))
    if irregular:
        return re.compile(rf"\b{_BE}{_BETWEEN}\s+(?:\w{{2,}}ed|{irregular})\b", re.IGNORECASE)
    return pattern(lists, "passive")
