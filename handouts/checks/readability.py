"""Words and syllables, with the algorithm written down so that it never drifts: programs differ in how they count.

A word is a run of letters, digits, apostrophes and hyphens. A syllable is a run of vowels (a e i o u y); a final silent
e, es or ed is not one, a final le after a consonant is; every word has at least one. A number has one syllable a digit,
four at most.
"""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.checks.sentences import LETTER
from handouts.model import Handout, inlines
from handouts.records import Same

#: Handouts whose figures are remembered.
_KEPT = 256

_WORD = re.compile(rf"(?:{LETTER})+(?:['’\-](?:{LETTER})+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])e[sd]$")


def word_count(handout: Handout) -> int:
    """Every word a patient sees in the handout, headings and panels included."""
    return _word_count(Same(handout))


@lru_cache(maxsize=_KEPT)
def _word_count(handout: Same[Handout]) -> int:
    return sum(len(_WORD.findall("".join(run.text for run in text.runs))) for text in inlines(handout.thing))


def syllables(word: str) -> int:
    """Syllables by the rules in the module's first lines; at least one."""
    if word.isdigit():
        return min(len(word), 4)
    plain = word.lower().replace("'", "").replace("’", "")
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", plain))))
