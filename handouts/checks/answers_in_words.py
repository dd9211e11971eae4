"""What a machine can see of an item about words and numbers."""

from __future__ import annotations

from collections.abc import Callable

from handouts.checks.findings import (
    NO_LIST,
    SAID,
    Answer,
    Finding,
    Seen,
    broken,
    is_action,
    left_open,
    none_of,
    running_sentences,
    shortened,
    yes,
)
from handouts.checks.patterns import pattern
from handouts.checks.reading_figures import passive_form
from handouts.checks.subject import Passage, Role
from handouts.model import (
    KeyFacts,
)


def _purpose(seen: Seen) -> Finding:
    summary = seen.subject.handout.summary
    return left_open(f"under the title stands: “{shortened(summary.plain)}”", Passage(summary, Role.SUMMARY).place())


def _everyday_words(seen: Seen) -> Finding:
    if not seen.speaks("language", "jargon"):
        return NO_LIST
    long = f"{seen.whole.long_word_share:.0%} of the words are long"
    if "grade-too-hard" in seen.problems:
        return broken(seen, "jargon") or left_open(f"no listed word of the trade, but it is hard to read; {long}")
    listed = len(seen.subject.lists("language").table("jargon"))
    return broken(seen, "jargon") or yes(f"none of {listed} listed words of the trade; {long}")


def _terms_explained(seen: Seen) -> Finding:
    if not (seen.speaks("language", "jargon") and seen.speaks("language", "known_abbreviations")):
        return NO_LIST
    codes = ("jargon", "undefined-abbreviation")
    return broken(seen, *codes) or yes("no listed term and no abbreviation stands unexplained")


def _active_voice(seen: Seen) -> Finding:
    share, most = seen.whole.passive_share, seen.limits["passive_share"]
    if share is None:
        return NO_LIST
    because = f"{share:.0%} of {seen.whole.reading.sentences} sentences are passive; {most:.0%} at most"
    return Finding(Answer.YES if share <= most else Answer.NO, because)


def _message_voice(seen: Seen) -> Finding:
    """The instrument asks for the main message and the call to action only: the share of the whole says too little."""
    if seen.whole.passive_share is None:
        return NO_LIST
    looked = [(p, s) for p, s in running_sentences(seen) if p.role is Role.FACT or is_action(seen, s)]
    for passage, sentence in looked:
        match = passive_form(sentence, seen.subject.handout.language)
        if match:
            return Finding(Answer.NO, f"“{match.group()}” is passive", passage.place(sentence.start + match.start()))
    if not seen.has(KeyFacts) and seen.whole.passive_share:
        return left_open("no call to action is passive; which sentence is the main message, a person must say")
    return yes(f"key facts and calls to action: {len(looked)} sentences, none of them passive")


def _speaks_to_you(seen: Seen) -> Finding:
    if not seen.words.words("you"):
        return NO_LIST
    for passage, sentence in running_sentences(seen):
        match = pattern(seen.words, "indirect").search(sentence.text)
        if match:
            return Finding(Answer.NO, f"“{match.group()}”", passage.place(sentence.start + match.start()))
    told = sum(is_action(seen, sentence) for _, sentence in running_sentences(seen))
    spoken = sum(bool(pattern(seen.words, "you").search(sentence.text)) for _, sentence in running_sentences(seen))
    because = f"sentences that tell the reader what to do: {told}; with “you”: {spoken}"
    return yes(because) if told and spoken else left_open(because)


def _uncertainty(seen: Seen) -> Finding:
    if not seen.words.words("unknown"):
        return NO_LIST
    for passage in seen.passages:
        match = pattern(seen.words, "unknown").search(passage.plain)
        if match:
            return Finding(Answer.YES, f"“{match.group()}”", passage.place(match.start()))
    return left_open("none of the usual words for what is not known was found")


_NUMBER_RULES = ("percent-alone", "mixed-denominators", "frequency-word", "relative-risk", "number-words")

_SUM_RULES = ("percent-alone", "mixed-denominators", "relative-risk")


def _numbers(seen: Seen) -> Finding:
    told = any(char.isdigit() for p in seen.passages if p.role in SAID for char in p.plain)
    return left_open() if told else none_of("numbers")


def _clear_numbers(seen: Seen) -> Finding:
    found = _numbers(seen)
    if found.answer is not Answer.OPEN:
        return found
    if not (seen.speaks("balance", "frequencies") and seen.speaks("language", "number_words")):
        return NO_LIST
    return broken(seen, *_NUMBER_RULES) or yes("no lone percentage, no mixed denominators, digits for what is counted")


def _no_sums(seen: Seen) -> Finding:
    if _numbers(seen).answer is Answer.NOT_APPLICABLE:
        return yes("there are no numbers")
    if not (seen.speaks("balance", "frequencies") and seen.words.words("sums")):
        return NO_LIST
    for passage in seen.passages:
        match = pattern(seen.words, "sums").search(passage.plain)
        if match:
            return left_open(f"“{match.group()}” may ask for one", passage.place(match.start()))
    return broken(seen, *_SUM_RULES) or yes("chances need no conversion, and no word asks for a sum")


def _no_sums_in_numbers(seen: Seen) -> Finding:
    found = _numbers(seen)
    return _no_sums(seen) if found.answer is Answer.OPEN else found


def _sums_shown(seen: Seen) -> Finding:
    return none_of("sums to do") if _no_sums(seen).answer is Answer.YES else left_open()


def _chances(seen: Seen) -> Finding:
    if not seen.speaks("balance", "frequencies"):
        return NO_LIST
    chance = pattern(seen.subject.lists("balance"), "frequencies")
    return left_open() if any(chance.search(p.plain) for p in seen.passages) else none_of("chances in numbers")


#: What is looked at, in the order of the instruments.
LOOKS: tuple[Callable[[Seen], Finding], ...] = (
    _purpose,
    _everyday_words,
    _terms_explained,
    _active_voice,
    _message_voice,
    _speaks_to_you,
    _uncertainty,
    _numbers,
    _clear_numbers,
    _no_sums,
    _no_sums_in_numbers,
    _sums_shown,
    _chances,
)
