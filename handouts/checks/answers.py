"""What a machine can see of one item of an instrument: yes, no, not applicable, or a question for a person.

Three things keep the answers honest. A word list can show that something is there; that it is not there, only a person
can say. The silence of a rule counts only in a language that the rule has words for. And where an item asks for a
judgment ("clear", "wherever it would help"), what was seen is told, and the question is left open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from types import MappingProxyType

from handouts.checks.patterns import pattern
from handouts.checks.reading_figures import Figures, passive_form
from handouts.checks.sentences import Sentence, sentences
from handouts.checks.subject import RUNNING, Passage, Role, Subject, block_texts
from handouts.markup import Inline
from handouts.model import (
    BenefitsAndRisks,
    Block,
    Callout,
    FillIn,
    Image,
    KeyFacts,
    List,
    Marker,
    Notes,
    PersonalPanel,
    Steps,
    Table,
)
from handouts.problems import Place, Problem
from handouts.records import dataclass
from handouts.rules import WordLists, word_lists

TOPIC = "instruments"
_SAID = RUNNING | {Role.CELL, Role.CAPTION}
_QUOTED = 90  # characters of a text that is shown as what was seen


class Answer(Enum):
    """What the machine saw; OPEN is a question for a person."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer, what was seen (empty where nothing was looked at), and where, if it is at one place."""

    answer: Answer
    because: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything the answers are taken from. ``problems`` are by code; ``limits`` in the unit that their name says."""

    subject: Subject
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]
    whole: Figures
    parts: tuple[Figures, ...]
    problems: Mapping[str, tuple[Problem, ...]]
    limits: Mapping[str, float]

    @property
    def words(self) -> WordLists:
        """The instruments' own lists in the handout's language."""
        return self.subject.lists(TOPIC)

    def has(self, *kinds: type) -> int:
        """How many blocks there are of these kinds."""
        return sum(isinstance(block, kinds) for block in self.blocks)

    def speaks(self, topic: str, name: str) -> bool:
        """Whether somebody has listed these words in the handout's language."""
        return bool(word_lists(topic, self.subject.handout.language).entries.get(name))


def _yes(because: str) -> Finding:
    return Finding(Answer.YES, because)


def _open(because: str = "", place: Place | None = None) -> Finding:
    return Finding(Answer.OPEN, because, place)


def _none_of(things: str) -> Finding:
    return Finding(Answer.NOT_APPLICABLE, f"there are no {things}")


_NO_LIST = _open("nobody has listed such words in this language")


def _broken(seen: Seen, *codes: str) -> Finding | None:
    """NO with the rules among ``codes`` that are broken, waived or not; None where none is."""
    found = [problem for code in codes for problem in seen.problems.get(code, ())]
    if not found:
        return None
    told = "; ".join(f"{len(seen.problems[code])} × {code}" for code in codes if seen.problems.get(code))
    return Finding(Answer.NO, told, found[0].place)


# --- words ------------------------------------------------------------------------------------------------------


def _purpose(seen: Seen) -> Finding:
    summary = seen.subject.handout.summary
    return _open(f"under the title stands: “{_short(summary.plain)}”", Passage(summary, Role.SUMMARY).place())


def _everyday_words(seen: Seen) -> Finding:
    if not seen.speaks("language", "jargon"):
        return _NO_LIST
    long = f"{seen.whole.long_word_share:.0%} of the words are long"
    if "grade-too-hard" in seen.problems:
        return _broken(seen, "jargon") or _open(f"no listed word of the trade, but it is hard to read; {long}")
    listed = len(seen.subject.lists("language").table("jargon"))
    return _broken(seen, "jargon") or _yes(f"none of {listed} listed words of the trade; {long}")


def _terms_explained(seen: Seen) -> Finding:
    if not (seen.speaks("language", "jargon") and seen.speaks("language", "known_abbreviations")):
        return _NO_LIST
    codes = ("jargon", "undefined-abbreviation")
    return _broken(seen, *codes) or _yes("no listed term and no abbreviation stands unexplained")


def _active_voice(seen: Seen) -> Finding:
    share, most = seen.whole.passive_share, seen.limits["passive_share"]
    if share is None:
        return _NO_LIST
    because = f"{share:.0%} of {seen.whole.reading.sentences} sentences are passive; {most:.0%} at most"
    return Finding(Answer.YES if share <= most else Answer.NO, because)


def _message_voice(seen: Seen) -> Finding:
    """The instrument asks for the main message and the call to action only: the share of the whole says too little."""
    if seen.whole.passive_share is None:
        return _NO_LIST
    looked = [(p, s) for p, s in _sentences(seen) if p.role is Role.FACT or _is_action(seen, s)]
    for passage, sentence in looked:
        match = passive_form(sentence, seen.subject.handout.language)
        if match:
            return Finding(Answer.NO, f"“{match.group()}” is passive", passage.place(sentence.start + match.start()))
    if not seen.has(KeyFacts) and seen.whole.passive_share:
        return _open("no call to action is passive; which sentence is the main message, a person must say")
    return _yes(f"key facts and calls to action: {len(looked)} sentences, none of them passive")


def _speaks_to_you(seen: Seen) -> Finding:
    if not seen.words.words("you"):
        return _NO_LIST
    for passage, sentence in _sentences(seen):
        match = pattern(seen.words, "indirect").search(sentence.text)
        if match:
            return Finding(Answer.NO, f"“{match.group()}”", passage.place(sentence.start + match.start()))
    told = sum(_is_action(seen, sentence) for _, sentence in _sentences(seen))
    spoken = sum(bool(pattern(seen.words, "you").search(sentence.text)) for _, sentence in _sentences(seen))
    because = f"sentences that tell the reader what to do: {told}; with “you”: {spoken}"
    return _yes(because) if told and spoken else _open(because)


def _uncertainty(seen: Seen) -> Finding:
    if not seen.words.words("unknown"):
        return _NO_LIST
    for passage in seen.passages:
        match = pattern(seen.words, "unknown").search(passage.plain)
        if match:
            return Finding(Answer.YES, f"“{match.group()}”", passage.place(match.start()))
    return _open("none of the usual words for what is not known was found")


# --- numbers ----------------------------------------------------------------------------------------------------

_NUMBER_RULES = ("percent-alone", "mixed-denominators", "frequency-word", "relative-risk", "number-words")
_SUM_RULES = ("percent-alone", "mixed-denominators", "relative-risk")


def _numbers(seen: Seen) -> Finding:
    told = any(char.isdigit() for p in seen.passages if p.role in _SAID for char in p.plain)
    return _open() if told else _none_of("numbers")


def _clear_numbers(seen: Seen) -> Finding:
    found = _numbers(seen)
    if found.answer is not Answer.OPEN:
        return found
    if not (seen.speaks("balance", "frequencies") and seen.speaks("language", "number_words")):
        return _NO_LIST
    return _broken(seen, *_NUMBER_RULES) or _yes(
        "no lone percentage, no mixed denominators, digits for what is counted"
    )


def _no_sums(seen: Seen) -> Finding:
    if _numbers(seen).answer is Answer.NOT_APPLICABLE:
        return _yes("there are no numbers")
    if not (seen.speaks("balance", "frequencies") and seen.words.words("sums")):
        return _NO_LIST
    for passage in seen.passages:
        match = pattern(seen.words, "sums").search(passage.plain)
        if match:
            return _open(f"“{match.group()}” may ask for one", passage.place(match.start()))
    return _broken(seen, *_SUM_RULES) or _yes("chances need no conversion, and no word asks for a sum")


def _no_sums_in_numbers(seen: Seen) -> Finding:
    found = _numbers(seen)
    return _no_sums(seen) if found.answer is Answer.OPEN else found


def _sums_shown(seen: Seen) -> Finding:
    return _none_of("sums to do") if _no_sums(seen).answer is Answer.YES else _open()


def _chances(seen: Seen) -> Finding:
    if not seen.speaks("balance", "frequencies"):
        return _NO_LIST
    chance = pattern(seen.subject.lists("balance"), "frequencies")
    return _open() if any(chance.search(p.plain) for p in seen.passages) else _none_of("chances in numbers")


# --- parts, pictures and tables ---------------------------------------------------------------------------------


def _parts(seen: Seen) -> Finding:
    longest, most = max((part.reading.words for part in seen.parts), default=0), seen.limits["words_a_part"]
    because = f"parts with a heading: {len(seen.parts)}, the longest of {longest} words; {most:g} at most"
    if len(seen.parts) == 1:
        return Finding(Answer.NO, because)
    return _yes(because) if longest <= most else _open(because)


def _very_short(seen: Seen) -> Finding | None:
    texts = sum(passage.role in _SAID and passage.role is not Role.SUMMARY for passage in seen.passages)
    few, short = seen.limits["paragraphs_of_a_very_short_text"], seen.limits["words_of_a_very_short_text"]
    if texts > few or seen.whole.reading.words > short:
        return None
    return Finding(Answer.NOT_APPLICABLE, f"the text is very short: {seen.whole.reading.words} words")


def _short_parts(seen: Seen) -> Finding:
    return _very_short(seen) or _parts(seen)


def _part_headings(seen: Seen) -> Finding:
    return _very_short(seen) or _open()


def _summary(seen: Seen) -> Finding:
    return _very_short(seen) or (_yes("the key facts stand in a box") if seen.has(KeyFacts) else _open(_NO_BOX))


_NO_BOX = "there is no box of key facts"


def _cues(seen: Seen) -> Finding:
    bold = sum(run.strong for passage in seen.passages for run in passage.text.runs)
    boxes, lists = seen.has(Callout, KeyFacts, BenefitsAndRisks), seen.has(List, Steps)
    because = f"boxes: {boxes}, lists: {lists}, bold phrases: {bold}"
    return Finding(Answer.YES if boxes or lists or bold else Answer.NO, because)


def _lists(seen: Seen) -> Finding:
    found = seen.has(List, Steps, KeyFacts)
    return Finding(Answer.YES if found else Answer.NO, f"lists: {found}")


def _pictures(seen: Seen) -> Finding:
    return _open() if seen.has(Image) else _none_of("pictures")


def _captions(seen: Seen) -> Finding:
    images = [block for block in seen.blocks if isinstance(block, Image)]
    bare = [image for image in images if image.caption is None]
    if not images:
        return _none_of("pictures")
    because = f"pictures with a caption: {len(images) - len(bare)} of {len(images)}"
    return _open(because, bare[0].place) if bare else _yes(because)


def _charts(seen: Seen) -> Finding:
    tables, pictures = seen.has(Table), seen.has(Image)
    return _open(f"tables: {tables}, pictures: {pictures}") if tables or pictures else _none_of("charts or tables")


def _table_heads(seen: Seen) -> Finding:
    tables = [block for block in seen.blocks if isinstance(block, Table)]
    if not tables:
        return _none_of("tables")
    heads = [head for table in tables for head in (*table.columns, *(row[0] for row in table.rows))]
    longest = max(heads, key=lambda head: len(head.plain.split()))
    words, most = len(longest.plain.split()), seen.limits["words_a_table_heading"]
    because = f"every column and row has a heading, of {words} words at most"
    return _yes(because) if words <= most else _open(because, Passage(longest, Role.CELL_HEAD).place())


# --- what to do -------------------------------------------------------------------------------------------------


def _actions(seen: Seen) -> Finding:
    if not seen.words.words("actions"):
        return _NO_LIST
    found = [(p, s) for p, s in _sentences(seen) if _is_action(seen, s)]
    if not found:
        return _open("no sentence begins with a listed word that tells the reader to do something")
    passage, sentence = found[0]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return Finding(Answer.YES, f"“{_short(sentence.text)}”{more}", passage.place(sentence.start))


def _steps(seen: Seen) -> Finding:
    """Only what the reader does counts: a numbered list of what the clinic does is no step of theirs."""
    found = sum(_is_stepwise(seen, block) for block in seen.blocks)
    because = f"checklists, and steps or numbered lists that tell the reader what to do: {found}"
    return _yes(because) if found else _open(because)


def _is_stepwise(seen: Seen, block: Block) -> bool:
    if isinstance(block, List) and block.marker is Marker.BOX:
        return True
    if not isinstance(block, Steps) and not (isinstance(block, List) and block.marker is Marker.NUMBER):
        return False
    texts: tuple[Inline, ...] = tuple(text for text, _, _ in block_texts(block))
    return any(_is_action(seen, sentence) for text in texts for sentence in sentences(text.plain))


def _tool(seen: Seen) -> Finding:
    ticks = sum(isinstance(block, List) and block.marker is Marker.BOX for block in seen.blocks)
    found = ticks + seen.has(FillIn, Notes, PersonalPanel)
    because = f"checklists, notes and lines to fill in: {found}"
    return _yes(because) if found else _open(because)


# --- the main message, benefits and risks -----------------------------------------------------------------------


def _main_message(seen: Seen) -> Finding:
    facts = sum(passage.role is Role.FACT for passage in seen.passages)
    return _open(f"key facts in a box: {facts}" if facts else _NO_BOX)


def _message_first(seen: Seen) -> Finding:
    first = seen.subject.handout.sections[0]
    if any(isinstance(block, KeyFacts) for block in first.body):
        return _yes(f"the first part, “{first.heading.plain}”, has the key facts")
    return _open(_NO_BOX if not seen.has(KeyFacts) else "the box of key facts stands further down")


def _message_marked(seen: Seen) -> Finding:
    return _yes("the key facts stand in a box") if seen.has(KeyFacts) else _open(_NO_BOX)


def _picture_of_message(seen: Seen) -> Finding:
    return _open() if seen.has(Image) else Finding(Answer.NO, "there are no pictures")


def _risks(seen: Seen) -> Finding:
    return _open(f"risks named in a box: {sum(passage.role is Role.RISK for passage in seen.passages)}")


def _both_sides(seen: Seen) -> Finding:
    missing = _broken(seen, "benefits-without-risks")
    if missing or not seen.has(BenefitsAndRisks):
        return missing or _open("there is no box of benefits and risks")
    return _yes("benefits and risks stand side by side")


# --- sentences --------------------------------------------------------------------------------------------------


def _sentences(seen: Seen) -> Iterator[tuple[Passage, Sentence]]:
    for passage in seen.passages:
        if passage.role in RUNNING:
            yield from ((passage, sentence) for sentence in sentences(passage.plain))


def _is_action(seen: Seen, sentence: Sentence) -> bool:
    return not sentence.text.endswith("?") and bool(pattern(seen.words, "actions").match(sentence.text))


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else re.sub(r"\s+\S*$", " …", text[:_QUOTED])


#: By the names that the data gives them.
LOOKS: Mapping[str, Callable[[Seen], Finding]] = MappingProxyType(
    {
        look.__name__.removeprefix("_"): look
        for look in (
            *(_purpose, _everyday_words, _terms_explained, _active_voice, _message_voice, _speaks_to_you, _uncertainty),
            *(_numbers, _clear_numbers, _no_sums, _no_sums_in_numbers, _sums_shown, _chances),
            *(_parts, _short_parts, _part_headings, _summary, _cues, _lists),
            *(_pictures, _captions, _charts, _table_heads),
            *(_actions, _steps, _tool),
            *(_main_message, _message_first, _message_marked, _picture_of_message, _risks, _both_sides),
        )
    }
)
