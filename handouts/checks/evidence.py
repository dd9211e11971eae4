"""Does what is told as fact rest on something that can be looked up, and is nothing promised that cannot be kept?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from handouts.checks.patterns import is_denied, pattern
from handouts.checks.sentences import Sentence, sentences
from handouts.checks.subject import RUNNING, Check, LibraryCheck, Passage, Role, Subject
from handouts.model import Library, Source, Table, cited
from handouts.problems import Problem
from handouts.rules import Rulebook, WordLists, word_lists

_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
_DOI = re.compile(r"/10\.[0-9]{4,9}/[^\s/]\S*[^\s.,;:]")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})")
_NOWHERE = re.compile(r"(?:^|\.)(?:localhost|local|internal|invalid|test|example)$")
_CUT_OFF = (".", ",", ";", ":", "(", "…", "'", '"', "”", ">", "]")
#: Where one clause of a sentence ends for certain: a "not" before it says nothing of what follows.
_CLAUSE = re.compile(r"[;:—–]\s|,? but\s")
_BEFORE = 5  # words before denied harm in which a condition stands
#: Where a fact is told, in sentences or in cells.
_STATING = RUNNING | {Role.CELL}
#: Where a claim may stand; questions and labels claim nothing.
_CLAIMING = RUNNING | {Role.CELL, Role.CAPTION, Role.CALLOUT_TITLE, Role.HEADING, Role.TITLE}


def uncited_claims(subject: Subject) -> Iterator[Problem]:
    """Sentences that tell a fact, in passages that cite nothing and follow nothing that does."""
    lists = subject.lists("evidence")
    cited_blocks = _cited_blocks(subject)
    lead: Passage | None = None
    passages = tuple(subject.passages())
    for passage, after in zip(passages, (*passages[1:], None), strict=True):
        if passage.role is Role.PARAGRAPH or (passage.role is Role.ITEM and passage.plain.rstrip().endswith(":")):
            lead = passage
        elif passage.role in {Role.HEADING, Role.QUESTION}:
            lead = None
        if passage.role not in _STATING or passage.cites or id(passage.block) in cited_blocks:
            continue
        if passage.role in {Role.ITEM, Role.CELL} and lead is not None and lead.cites:
            continue
        if passage.plain.rstrip().endswith(":") and after is not None and after.role is Role.ITEM and after.cites:
            continue
        for sentence in sentences(passage.plain):
            match = next(_unspared(lists, "facts", sentence), None)
            if match and not sentence.text.endswith("?"):
                message = f"this states a fact, but cites no source: '{match.group()}'"
                place = passage.place(sentence.start + match.start())
                yield subject.book.problem("uncited-claim", message, place, "add [@source] behind it")


def _cited_blocks(subject: Subject) -> frozenset[int]:
    """Tables that cite something in one of their texts: it holds for the other cells."""
    return frozenset(
        id(passage.block) for passage in subject.passages() if passage.cites and isinstance(passage.block, Table)
    )


def claim_words(subject: Subject) -> Iterator[Problem]:
    """Strong words without a source in the same passage."""
    lists = subject.lists("evidence")
    for passage, sentence in _claiming(subject):
        if passage.cites:
            continue
        for match in _unspared(lists, "soft", sentence):
            if not _denied(lists, sentence, match):
                message = f"'{match.group()}' is a strong claim without a source"
                place = passage.place(sentence.start + match.start())
                yield subject.book.problem("claim-word", message, place, "cite what shows it, or say what was measured")


def forbidden_claims(subject: Subject) -> Iterator[Problem]:
    """Promises that no source can carry, unless the sentence denies them."""
    lists = subject.lists("evidence")
    for passage, sentence in _claiming(subject):
        promises = [m for m in _unspared(lists, "promises", sentence) if not _denied(lists, sentence, m)]
        harms = [m for m in _unspared(lists, "denied_harm", sentence) if not _saved(lists, sentence, m)]
        for match in (*promises, *harms):
            message = f"'{match.group()}' promises what nobody can keep"
            place = passage.place(sentence.start + match.start())
            yield subject.book.problem("forbidden-claim", message, place, "say what was measured, and in how many")


def _unspared(lists: WordLists, name: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    """The matches of a list outside the phrases that mean something else: "safe place", "heart rate"."""
    found = tuple(pattern(lists, name).finditer(sentence.text))
    spared = [match.span() for match in pattern(lists, f"not_{name}").finditer(sentence.text)] if found else []
    for match in found:
        if not any(start <= match.start() < end or match.start() <= start < match.end() for start, end in spared):
            yield match


def _denied(lists: WordLists, sentence: Sentence, match: re.Match[str]) -> bool:
    before = _reach(lists, sentence, match)
    return is_denied(lists, Sentence(before + sentence.text[match.start() :], sentence.start), len(before))


def _saved(lists: WordLists, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a condition stands before harm that is denied: "if you have no side effects"."""
    before = " ".join(_reach(lists, sentence, match).split()[-_BEFORE:])
    return sentence.text.rstrip().endswith("?") or bool(pattern(lists, "conditions").search(before))


def _reach(lists: WordLists, sentence: Sentence, match: re.Match[str]) -> str:
    """What stands before a claim in its own clause, without "not only" and without a clause that only leads in."""
    before = _CLAUSE.split(sentence.text[: match.start()])[-1]
    before = pattern(lists, "no_denials").sub("", before)
    lead = pattern(lists, "lead_ins").match(before.lstrip())
    comma = before.find(", ")
    return before[comma + 2 :] if lead and comma >= 0 else before


def reserved_words(subject: Subject) -> Iterator[Problem]:
    """The name and the approval sentence of FDA's own Medication Guides, in English and the handout's language."""
    every = (subject.lists("evidence"), word_lists("evidence", "en"))
    for passage in subject.passages():
        found = {
            match.span(): match
            for lists in every
            for name in _reserved_lists(passage.role)
            for match in pattern(lists, name).finditer(passage.plain)
            if name != "reserved_names" or passage.role is Role.TITLE or match.start() == 0
        }
        for match in found.values():
            message = f"only labeling that FDA has approved may say '{match.group()}'"
            yield subject.book.problem("reserved-words", message, passage.place(match.start()), "use words of your own")


def _reserved_lists(role: Role) -> tuple[str, ...]:
    """A title must not hold the name, a heading must not begin with it, and no text may hold FDA's sentence."""
    own = role in {Role.TITLE, Role.HEADING, Role.CALLOUT_TITLE}
    return ("reserved_names",) if own else ("reserved_sentences",)


def _claiming(subject: Subject) -> Iterator[tuple[Passage, Sentence]]:
    for passage in subject.passages():
        if passage.role in _CLAIMING:
            for sentence in sentences(passage.plain):
                yield passage, sentence


# --- sources ------------------------------------------------------------------------------------------------------


def unused_sources(library: Library, book: Rulebook, _today: date) -> Iterator[Problem]:
    """Sources that no handout cites."""
    used = {name for handout in library.handouts for name in cited(handout)}
    for source in library.sources.values():
        if source.id not in used:
            message = f"no handout cites the source '{source.id}'"
            yield book.problem("unused-source", message, source.place, "cite it where it belongs, or take it out")


def source_years(library: Library, book: Rulebook, today: date) -> Iterator[Problem]:
    """Sources that are too old, or from the future."""
    most = book.limit("old-source", "years")
    for source in library.sources.values():
        if source.year > today.year:
            message = f"the source '{source.id}' is dated {source.year}, which is still to come"
            yield book.problem("future-source", message, source.place, "look up its year")
        elif today.year - source.year > most:
            message = f"the source '{source.id}' is {today.year - source.year} years old, more than {most:g}"
            yield book.problem("old-source", message, source.place, "look for a newer one, or waive with a reason")


def source_addresses(library: Library, book: Rulebook, _today: date) -> Iterator[Problem]:
    """Addresses that are missing, cannot lead anywhere, or were never filled in."""
    placeholders = word_lists("evidence", "en").words("placeholder_hosts")
    for source in library.sources.values():
        if source.url is None:
            message = f"the source '{source.id}' has no address"
            yield book.problem("source-without-address", message, source.place, "add 'url: https://…'")
            continue
        wrong = _wrong_with(source.url)
        if wrong:
            message = f"the address of '{source.id}' {wrong}: {source.url[:80]}"
            yield book.problem("bad-source-address", message, source.place, "open the source and copy its address")
        elif _host(source) in placeholders:
            message = f"the address of '{source.id}' is only an example: {source.url[:80]}"
            yield book.problem("placeholder-address", message, source.place, "put the real address in")


def _host(source: Source) -> str:
    return (urlsplit(source.url or "").hostname or "").removeprefix("www.")


def _wrong_with(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "is not an address"
    if not _HOST.fullmatch(host) or _NOWHERE.search(host) or (host.startswith("www.") and host.count(".") == 1):
        return "has a host that does not exist"
    if host in _DOI_HOSTS and not _DOI.fullmatch(parts.path):
        return "is not a DOI"
    if url.endswith(_CUT_OFF) or (url.endswith(")") and url.count(")") > url.count("(")):
        return "ends in a mark that does not belong to it"
    return "holds a second address" if "://" in parts.path + parts.query else None


EVIDENCE: tuple[Check, ...] = (uncited_claims, claim_words, forbidden_claims, reserved_words)
LIBRARY: tuple[LibraryCheck, ...] = (unused_sources, source_years, source_addresses)
