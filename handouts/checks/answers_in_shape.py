"""What a machine can see of an item about parts, headings, lists, pictures and tables."""

from __future__ import annotations

from collections.abc import Callable

from handouts.checks.findings import (
    NO_BOX,
    SAID,
    Answer,
    Finding,
    Seen,
    left_open,
    none_of,
    yes,
)
from handouts.checks.subject import Passage, Role
from handouts.model import (
    BenefitsAndRisks,
    Callout,
    Image,
    KeyFacts,
    List,
    Steps,
    Table,
)


def _parts(seen: Seen) -> Finding:
    longest, most = max((part.reading.words for part in seen.parts), default=0), seen.limits["words_a_part"]
    because = f"parts with a heading: {len(seen.parts)}, the longest of {longest} words; {most:g} at most"
    if len(seen.parts) == 1:
        return Finding(Answer.NO, because)
    return yes(because) if longest <= most else left_open(because)


def _very_short(seen: Seen) -> Finding | None:
    texts = sum(passage.role in SAID and passage.role is not Role.SUMMARY for passage in seen.passages)
    few, short = seen.limits["paragraphs_of_a_very_short_text"], seen.limits["words_of_a_very_short_text"]
    if texts > few or seen.whole.reading.words > short:
        return None
    return Finding(Answer.NOT_APPLICABLE, f"the text is very short: {seen.whole.reading.words} words")


def _short_parts(seen: Seen) -> Finding:
    return _very_short(seen) or _parts(seen)


def _part_headings(seen: Seen) -> Finding:
    return _very_short(seen) or left_open()


def _summary(seen: Seen) -> Finding:
    return _very_short(seen) or (yes("the key facts stand in a box") if seen.has(KeyFacts) else left_open(NO_BOX))


def _cues(seen: Seen) -> Finding:
    bold = sum(run.strong for passage in seen.passages for run in passage.text.runs)
    boxes, lists = seen.has(Callout, KeyFacts, BenefitsAndRisks), seen.has(List, Steps)
    because = f"boxes: {boxes}, lists: {lists}, bold phrases: {bold}"
    return Finding(Answer.YES if boxes or lists or bold else Answer.NO, because)


def _lists(seen: Seen) -> Finding:
    found = seen.has(List, Steps, KeyFacts)
    return Finding(Answer.YES if found else Answer.NO, f"lists: {found}")


def _pictures(seen: Seen) -> Finding:
    return left_open() if seen.has(Image) else none_of("pictures")


def _captions(seen: Seen) -> Finding:
    images = [block for block in seen.blocks if isinstance(block, Image)]
    bare = [image for image in images if image.caption is None]
    if not images:
        return none_of("pictures")
    because = f"pictures with a caption: {len(images) - len(bare)} of {len(images)}"
    return left_open(because, bare[0].place) if bare else yes(because)


def _charts(seen: Seen) -> Finding:
    tables, pictures = seen.has(Table), seen.has(Image)
    return left_open(f"tables: {tables}, pictures: {pictures}") if tables or pictures else none_of("charts or tables")


def _table_heads(seen: Seen) -> Finding:
    tables = [block for block in seen.blocks if isinstance(block, Table)]
    if not tables:
        return none_of("tables")
    heads = [head for table in tables for head in (*table.columns, *(row[0] for row in table.rows))]
    longest = max(heads, key=lambda head: len(head.plain.split()))
    words, most = len(longest.plain.split()), seen.limits["words_a_table_heading"]
    because = f"every column and row has a heading, of {words} words at most"
    return yes(because) if words <= most else left_open(because, Passage(longest, Role.CELL_HEAD).place())


#: What is looked at, in the order of the instruments.
LOOKS: tuple[Callable[[Seen], Finding], ...] = (
    _parts,
    _short_parts,
    _part_headings,
    _summary,
    _cues,
    _lists,
    _pictures,
    _captions,
    _charts,
    _table_heads,
)
