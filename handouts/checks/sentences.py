"""Sentences and words of a text, each knowing where it starts.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` before white space, unless a small letter follows or the full stop
belongs to an abbreviation. English and Spanish share the rules: none of their abbreviations are at odds. The end marks
of Arabic, Hindi and Chinese count too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.records import dataclass

#: Paragraphs that are remembered: half a dozen rules ask for the sentences of each, and an edit changes one.
_KEPT = 8192
_END = re.compile(
    r"(?:[.!?؟।]|(?<!\s)…)+[\"”’'»)\]]*(?=\s|$)|(?<=\s)…(?=\s|$)"
    r"|[。！？]+[”’」』）]*"  # Chinese has no space between sentences
)
_NEXT_WORD = re.compile(r"[^\w]*(\w+)")
#: A letter or digit with its marks; those of Indic scripts are vowels.
LETTER = r"[^\W_][\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963\u0a81-\u0dff]*"
_WORD = re.compile(rf"(?:{LETTER})+(?:['’\-.,](?:{LETTER})+)*")
#: Before a name or a remark; a sentence never ends in one of them.
_TITLE = re.compile(r"\b(?:Drs?|Mrs?|Ms|Prof|St|Mt|Sra?|Srta|Dra|e\.g|i\.e|cf|[Vv]s|[Pp]\. ?ej|EE)\.$")
#: Before a number: "No. 5". Else the sentence ends: "Has FDA approved it? No. It has not."
_NUMBERED = re.compile(
    r"(?:\b(?:[Nn]os?|[Nn]úms?|[Ff]igs?|[Tt]el|[Ee]xt|[Pp]ágs?|[Aa]pt|approx|aprox|ca)|^\s*\(?\d+)\.$"
)
_CLOCK = re.compile(r"\b[ap]\. ?m\.$")
#: What may follow "8 a.m." in its sentence although it has a capital: days, months and time zones.
_CALENDAR = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|May"
    r"|Eastern|Central|Mountain|Pacific|[ECMP][SD]?T"
)
_INITIALS = re.compile(r"(?:^|[\s(\"“])(?!I\.$)(?:[A-Z]\.)+$")
#: "vitamin C. Take": here the letter is a name of its own, and the sentence may end.
LETTERED = re.compile(
    r"(?:vitamina?|hepatitis|type|tipo|group|grupo|plan|option|opción|part|factor)\s[A-Z]\.$", re.IGNORECASE
)
#: Words that begin sentences and no names: after "in the U.S." they begin a new one.
_OPENERS = re.compile(
    r"The|This|That|These|It|If|You|Your|We|Our|They|He|She|There|Do|Ask|Call|Tell|Take|Talk|When|What|Some|Most|Many"
    r"|El|La|Los|Las|Si|Usted|Su|Sus|Llame|No|Hay|Es|Pregunte|Tome|Cuando"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the offset of its first character in the text."""

    text: str
    start: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers; "8.5", "1-800-715-4225" and "don't" are one each."""
        return tuple(_WORD.findall(self.text))


@lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of one paragraph. What stands without an end mark counts as one."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, start, match.end()):
            _add(found, text, start, match.end())
            start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _ends(text: str, start: int, end: int) -> bool:
    after = _NEXT_WORD.match(text, end)
    if after is None:
        return True
    word, part = after[1], text[start:end]
    if word[0].islower():
        # "Wait … then go": an ellipsis that stands alone parts the two.
        return part.endswith(" …")
    if _TITLE.search(part):
        return False
    if _NUMBERED.search(part):
        # "1. Call us" is one sentence with its number.
        return not word[0].isdigit() and not part.strip("( .").isdigit()
    if _CLOCK.search(part):
        return not _CALENDAR.fullmatch(word)
    if _INITIALS.search(part):
        return bool(_OPENERS.fullmatch(word) or LETTERED.search(part))
    return True


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        found.append(Sentence(part.strip(), start + len(part) - len(part.lstrip())))
