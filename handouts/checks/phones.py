"""The telephone numbers in a text: where they stand, in which form, and whose they are known to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.patterns import pattern
from handouts.checks.subject import Passage, Role, Subject, passages
from handouts.model import ContactPanel, Handout, Library
from handouts.records import Same, dataclass
from handouts.rules import WordLists, word_lists

#: The lists of words that tell telephones, help and doses.
TOPIC = "safety"
#: Handouts whose numbers are remembered.
_KEPT = 256
#: And texts: half a dozen rules look for the numbers in each, and an edit changes one.
_KEPT_TEXTS = 8192
#: Groups of digits as telephone numbers are written, right or wrong; not dates, ranges or parts of codes.
_PHONE = re.compile(
    r"(?<![A-Za-z\d_./\-])(?:\+?1[ \u00a0.\-])?(?:\(\d{2,4}\)[ \u00a0]?|\d{2,4}[ \u00a0.\-])"
    r"\d{2,4}[ \u00a0.\-]\d{2,5}(?![A-Za-z\d_\-]|[./]\d)"
)
_DATE = re.compile(r"(?:19|20)\d\d[.\-]\d\d[.\-]\d\d|\d\d?[.\-]\d\d?[.\-](?:19|20)?\d\d")
#: Digits in one go, or seven of them: telephones only where the words before say so.
_BARE = re.compile(r"(?<![\w./\-])(?:\d{9,11}|\d{3}[ \u00a0.\-]\d{4})(?![\w\-]|[./]\d)")
#: Area codes do not begin with 0 or 1, nor end in 11: those are services such as 911.
RIGHT = re.compile(r"1?[2-9](?!11)\d{2}[2-9]\d{6}")
_JUST_BEFORE = 3  # words in which it is said that a telephone follows


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number in a text: its digits, without the 1 of long distance, and where it begins."""

    written: str
    digits: str
    passage: Passage
    start: int


def phones(passage: Passage) -> Iterator[Phone]:
    """The numbers written with gaps, right or wrong."""
    for found, start in _with_gaps(passage.plain):
        yield Phone(found, digits_of(found), passage, start)


@lru_cache(maxsize=_KEPT_TEXTS)
def _with_gaps(text: str) -> tuple[tuple[str, int], ...]:
    found = ((match.group(), match.start()) for match in _PHONE.finditer(text))
    return tuple((number, start) for number, start in found if not _DATE.fullmatch(number.strip()))


def bare_phones(subject: Subject, passage: Passage) -> Iterator[Phone]:
    """Digits without the usual gaps, where the words just before say that they are a telephone."""
    for found, start in _in_one_go(passage.plain):
        before = " ".join(passage.plain[:start].split()[-_JUST_BEFORE:])
        if passage.role is Role.CONTACT or pattern(subject.lists(TOPIC), "phone_words").search(before):
            yield Phone(found, digits_of(found), passage, start)


@lru_cache(maxsize=_KEPT_TEXTS)
def _in_one_go(text: str) -> tuple[tuple[str, int], ...]:
    """Those that are no part of a number with gaps."""
    taken = [range(start, start + len(found)) for found, start in _with_gaps(text)]
    bare = ((match.group(), match.start()) for match in _BARE.finditer(text))
    return tuple((found, start) for found, start in bare if not any(start in span for span in taken))


def is_callable(subject: Subject, passage: Passage) -> bool:
    """Whether a telephone number stands here, in any form; the clinic's own may be of another country."""
    clinic = subject.library.clinic.phone
    return any(phones(passage)) or any(bare_phones(subject, passage)) or clinic in passage.plain


def has_number(subject: Subject, passage: Passage) -> bool:
    """Whether a number to call stands here, 911 and 988 included."""
    return is_callable(subject, passage) or bool(_emergency_numbers(subject.lists(TOPIC)).search(passage.plain))


def _emergency_numbers(lists: WordLists) -> re.Pattern[str]:
    """911 and 988, in a language without lists too; in Chinese and Korean a letter may touch them."""
    numbers = lists.words("emergency_numbers") or word_lists(TOPIC, "en").words("emergency_numbers")
    return re.compile(rf"(?<![A-Za-z\d])(?:{'|'.join(numbers)})(?![A-Za-z\d])")


def known_numbers(subject: Subject) -> set[str]:
    """The digits of the clinic's number, and of services that everybody knows."""
    clinic = digits_of(subject.library.clinic.phone)
    return {clinic, *(national(number) for number in subject.lists(TOPIC).table("known_numbers"))}


def all_numbers(library: Library) -> tuple[Phone, ...]:
    """Every telephone number in the texts of the file."""
    return tuple(phone for handout in library.handouts for phone in _numbers(Same(handout)))


@lru_cache(maxsize=_KEPT)
def _numbers(handout: Same[Handout]) -> tuple[Phone, ...]:
    found = (phone for passage in passages(handout.thing) for phone in phones(passage))
    return tuple(phone for phone in found if RIGHT.fullmatch(phone.digits))


def numbers_told(library: Library) -> tuple[object, ...]:
    """All that the numbers in the texts of the file can change in what is said of another handout."""
    return tuple(
        (phone.digits, phone.start, phone.passage.plain, isinstance(block, ContactPanel) and block)
        for phone in all_numbers(library)
        for block in [phone.passage.block]
    )


def digits_of(written: str) -> str:
    """The digits of a number, without the 1 of long distance."""
    return national(re.sub(r"\D", "", written))


def national(digits: str) -> str:
    """Digits without the 1 of long distance."""
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits  # NANP: 1 and ten digits


def written(digits: str) -> str:
    """Ten digits as we write them."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
