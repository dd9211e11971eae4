"""Plain language: which sentences and words make a handout hard, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from handouts.checks.patterns import pattern
from handouts.checks.readability import syllables
from handouts.checks.reading_figures import TOPIC, Figures, figures, passive_form
from handouts.checks.sentences import Sentence, sentences
from handouts.checks.subject import RUNNING, Check, Passage, Role, Subject, passages
from handouts.model import Handout, List, inlines
from handouts.problems import Place, Problem
from handouts.rules import word_lists

_ABBREVIATION = re.compile(r"(?<![\w\-@/.])[A-Z][A-Z0-9&]{1,5}(?=s?(?![\w\-]))")
_CAPITALS = re.compile(r"(?:(?<!\w)[A-ZÁÉÍÓÚÑ]{2,}(?!\w)[ :!?.]*){3,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: A remark in brackets of at most so many words explains a term; a longer one is a sentence of its own.
_SHORT_REMARK = 5
#: What a handout is about stands here; its readers know these words, or learn them first.
_NAMES = frozenset({Role.TITLE, Role.HEADING})
_SAID = RUNNING | {Role.QUESTION, Role.HEADING, Role.CELL, Role.CALLOUT_TITLE, Role.CAPTION, Role.LABEL}


def measured(subject: Subject) -> Iterator[Problem]:
    """Figures of the whole and of sections above the limits."""
    if not subject.lists(TOPIC).entries:  # what is long is known of languages that somebody has written lists for
        return
    whole, *sections = figures(subject.handout)
    yield from _grades(subject, whole, sections)
    yield from _measures(subject, whole)


def _grades(subject: Subject, whole: Figures, sections: Sequence[Figures]) -> Iterator[Problem]:
    book = subject.book
    grade, most = whole.reading.grade, book.limit("grade-too-hard", "grade")
    if whole.reading.sentences < book.limit("grade-too-hard", "sentences"):
        return
    if grade is not None and grade > most:
        message = f"'{subject.handout.id}' reads at grade {grade:.1f}, above {most:g}"
        yield book.problem("grade-too-hard", message, whole.place, _SHORTER)
    ease, least = whole.reading.formulas.get("Szigriszt-Pazos"), book.limit("grade-too-hard", "szigriszt_pazos")
    if ease is not None and ease < least:
        message = f"'{subject.handout.id}' has a Szigriszt-Pazos index of {ease:.0f}, below {least:g}"
        yield book.problem("grade-too-hard", message, whole.place, _SHORTER)
    most, fewest = book.limit("section-too-hard", "grade"), book.limit("section-too-hard", "sentences")
    for part in sections:
        if part.reading.grade is not None and part.reading.sentences >= fewest and part.reading.grade > most:
            message = f"'{part.title}' reads at grade {part.reading.grade:.1f}, above {most:g}"
            yield book.problem("section-too-hard", message, part.place, _SHORTER)


_SHORTER = "make sentences and words shorter"


def _measures(subject: Subject, whole: Figures) -> Iterator[Problem]:
    book, handout = subject.book, subject.handout
    most = book.limit("average-sentence", "words")
    if whole.average_sentence > most:
        message = f"the sentences have {whole.average_sentence:.0f} words on average, more than {most:g}"
        yield book.problem("average-sentence", message, whole.place, "cut long sentences in two")
    share, most = whole.passive_share or 0.0, book.limit("much-passive", "share")
    if whole.reading.sentences >= book.limit("much-passive", "sentences") and share > most:
        message = f"{share:.0%} of the sentences are passive, more than {most:.0%}"
        yield book.problem("much-passive", message, whole.place, "say who does it: 'we check', 'you take'")
    most = book.limit("too-many-words", "words_per_page")
    words = sum(len(text.plain.split()) for text in inlines(handout))
    if handout.pages and words / handout.pages > most:
        message = f"there are {words / handout.pages:.0f} words a page, more than {most:g}"
        yield book.problem("too-many-words", message, whole.place, "cut what nobody would miss")


def long_sentences(subject: Subject) -> Iterator[Problem]:
    """Sentences and paragraphs above the limits."""
    if not subject.lists(TOPIC).entries:
        return
    most = subject.book.limit("long-sentence", "words")
    many, least = (subject.book.limit("long-paragraph", name) for name in ("sentences", "words"))
    for passage in subject.passages():
        if passage.role not in RUNNING:
            continue
        parts = sentences(passage.plain)
        for sentence in parts:
            if len(sentence.words) > most:
                message = f"this sentence has {len(sentence.words)} words, more than {most:g}"
                place = passage.place(sentence.start)
                yield subject.book.problem("long-sentence", message, place, "make two of it, or a list")
        if len(parts) > many and len(passage.plain.split()) > least:
            message = f"this paragraph has {len(parts)} sentences in {len(passage.plain.split())} words"
            yield subject.book.problem("long-paragraph", message, passage.place(), "part it, or make a list of it")


def long_lists(subject: Subject) -> Iterator[Problem]:
    """Lists of more entries than people keep in mind."""
    most = subject.book.limit("long-list", "entries")
    seen: set[int] = set()
    for passage in subject.passages():
        block = passage.block
        if isinstance(block, List) and id(block) not in seen:
            seen.add(id(block))
            if len(block.items) > most:
                message = f"this list has {len(block.items)} entries, more than {most:g}"
                yield subject.book.problem("long-list", message, passage.place(), "group them under headings")


def long_words(subject: Subject) -> Iterator[Problem]:
    """Words of many syllables, all in one piece of advice. English only: the syllables are counted by its rules."""
    if subject.handout.language.partition("-")[0] != "en":
        return
    least = subject.book.limit("long-words", "syllables")
    named = {w.lower() for p in subject.passages() if p.role in _NAMES for w in _WORD.findall(p.plain)}
    known = _explained(subject.handout) | named | {*subject.lists(TOPIC).words("familiar")}
    found: dict[str, Passage] = {}
    for passage in subject.passages():
        if passage.role in RUNNING:
            for match in _WORD.finditer(passage.plain):
                word = match.group().lower()
                if syllables(word) >= least and word not in known and not match.group()[0].isupper():
                    found.setdefault(word, passage)
    if found:
        message = f"long words: {', '.join(sorted(found))}"
        place = next(iter(found.values())).place()
        yield subject.book.problem("long-words", message, place, "is there a shorter word for each?")


def passive_sentences(subject: Subject) -> Iterator[Problem]:
    """Sentences in which something is done and nobody does it."""
    for passage, sentence in _sentences(subject):
        match = passive_form(sentence, subject.handout.language)
        if match:
            place = passage.place(sentence.start + match.start())
            yield subject.book.problem("passive-voice", f"'{match.group()}' is passive", place, "say who does it")


def abbreviations(subject: Subject) -> Iterator[Problem]:
    """Abbreviations that are explained nowhere in the handout, each told once."""
    known = frozenset(subject.lists(TOPIC).words("known_abbreviations"))
    if not known:
        return
    told = {*known, *(short.upper() for short in _explained(subject.handout))}
    for passage in subject.passages():
        if _CAPITALS.search(passage.plain):
            continue
        for match in _ABBREVIATION.finditer(passage.plain):
            short = match.group()
            if short not in told and short.isalpha():
                told.add(short)
                hint = f"write it out where it first stands: '… ({short})'"
                place = passage.place(match.start())
                yield subject.book.problem("undefined-abbreviation", f"'{short}' is not explained", place, hint)


def jargon(subject: Subject) -> Iterator[Problem]:
    """Words of the trade for which there is a plain one, unless they are explained."""
    plain = subject.lists(TOPIC).table("jargon")
    if not plain:
        return
    words = _jargon(subject.lists(TOPIC).language)
    explained = _explained(subject.handout)
    for passage in subject.passages():
        if passage.role not in _SAID:
            continue
        for match in words.finditer(passage.plain):
            term = _listed(match.group().lower(), plain)
            if term is None or explained & {term, match.group().lower()} or _is_explained_here(passage.plain, match):
                continue
            message = f"'{match.group()}' is a word of the trade"
            place = passage.place(match.start())
            yield subject.book.problem("jargon", message, place, f"say '{plain[term]}', or explain it")


@lru_cache(maxsize=8)
def _jargon(language: str) -> re.Pattern[str]:
    terms = sorted(word_lists(TOPIC, language).table("jargon"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, terms))})(?:e?s|d|ed|ing)?(?![\w-])", re.IGNORECASE)


def _listed(word: str, terms: Mapping[str, str]) -> str | None:
    """The entry of the list that a word is a form of."""
    forms = (word.removesuffix(ending) for ending in ("", "s", "es", "d", "ed", "ing") if word.endswith(ending))
    return next((form for form in forms if form in terms), None)


def _is_explained_here(text: str, match: re.Match[str]) -> bool:
    """Whether the plain word stands before it, with this one in brackets, or brackets follow that explain it."""
    before, after = text[: match.start()], text[match.end() :]
    opened = before.rfind("(")
    inside = text[opened + 1 :].partition(")")[0]
    in_brackets = opened > before.rfind(")") and len(inside.split()) <= _SHORT_REMARK
    return in_brackets or bool(re.match(r"\s*\(|,? (?:which |that )?means?\b|: ", after))


def _explained(handout: Handout) -> frozenset[str]:
    """Words and abbreviations that the handout explains: defined terms, and what stands in brackets."""
    found: set[str] = set()
    for passage in passages(handout):
        if passage.role is Role.TERM:
            found |= {passage.plain.lower(), *(word.lower() for word in _WORD.findall(passage.plain))}
        for inside in re.findall(r"\(([^()]{1,60})\)", passage.plain):
            if len(inside.split()) > _SHORT_REMARK:
                continue
            found |= {inside.strip().lower(), *(word.lower() for word in _WORD.findall(inside))}
        found |= {short.lower() for short in re.findall(r"([A-Z][A-Z0-9&]{1,5})s? \((?=[^\W\d]{3})", passage.plain)}
    return frozenset(found)


def capitals(subject: Subject) -> Iterator[Problem]:
    """Three words or more in capitals."""
    for passage in subject.passages():
        match = _CAPITALS.search(passage.plain)
        if match:
            message = f"'{match.group().strip()[:40]}' is in capitals"
            yield subject.book.problem("capitals", message, passage.place(match.start()), "use **bold** instead")


def numbers(subject: Subject) -> Iterator[Problem]:
    """Numbers in words before things that are counted."""
    lists = subject.lists(TOPIC)
    if not lists.words("number_words"):
        return
    for passage, sentence in _sentences(subject):
        for match in _counted(lists.language).finditer(sentence.text):
            if match.start() == 0:  # a sentence does not begin with a digit
                continue
            place = passage.place(sentence.start + match.start())
            message = f"'{match.group()}' has its number in words"
            yield subject.book.problem("number-words", message, place, "write it in digits")


@lru_cache(maxsize=8)
def _counted(language: str) -> re.Pattern[str]:
    lists = word_lists(TOPIC, language)
    number, thing = "|".join(lists.words("number_words")), "|".join(lists.words("countables"))
    return re.compile(rf"(?<![\w-])(?:{number})(?: more| of the)? (?:{thing})(?!\w)", re.IGNORECASE)


def double_negatives(subject: Subject) -> Iterator[Problem]:
    """Two negatives that cancel each other."""
    lists = subject.lists(TOPIC)
    for passage, sentence in _sentences(subject):
        for match in pattern(lists, "double_negatives").finditer(sentence.text):
            place: Place | None = passage.place(sentence.start + match.start())
            message = f"'{match.group()}' is a double negative"
            yield subject.book.problem("double-negative", message, place, "say it the positive way")


def _sentences(subject: Subject) -> Iterator[tuple[Passage, Sentence]]:
    for passage in subject.passages():
        if passage.role in RUNNING:
            for sentence in sentences(passage.plain):
                yield passage, sentence


LANGUAGE: tuple[Check, ...] = (
    measured,
    long_sentences,
    long_lists,
    long_words,
    passive_sentences,
    abbreviations,
    jargon,
    capitals,
    numbers,
    double_negatives,
)
