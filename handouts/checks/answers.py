"""What a machine can see of an item about actions, the main message and its balance; and all that it can see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handouts.checks import answers_in_shape, answers_in_words
from handouts.checks.findings import (
    NO_BOX,
    NO_LIST,
    Answer,
    Finding,
    Seen,
    broken,
    is_action,
    left_open,
    running_sentences,
    shortened,
    yes,
)
from handouts.checks.sentences import sentences
from handouts.checks.subject import Role, block_texts
from handouts.markup import Inline
from handouts.model import (
    BenefitsAndRisks,
    Block,
    FillIn,
    Image,
    KeyFacts,
    List,
    Marker,
    Notes,
    PersonalPanel,
    Steps,
)


def _actions(seen: Seen) -> Finding:
    if not seen.words.words("actions"):
        return NO_LIST
    found = [(p, s) for p, s in running_sentences(seen) if is_action(seen, s)]
    if not found:
        return left_open("no sentence begins with a listed word that tells the reader to do something")
    passage, sentence = found[0]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return Finding(Answer.YES, f"“{shortened(sentence.text)}”{more}", passage.place(sentence.start))


def _steps(seen: Seen) -> Finding:
    """Only what the reader does counts: a numbered list of what the clinic does is no step of theirs."""
    found = sum(_is_stepwise(seen, block) for block in seen.blocks)
    because = f"checklists, and steps or numbered lists that tell the reader what to do: {found}"
    return yes(because) if found else left_open(because)


def _is_stepwise(seen: Seen, block: Block) -> bool:
    if isinstance(block, List) and block.marker is Marker.BOX:
        return True
    if not isinstance(block, Steps) and not (isinstance(block, List) and block.marker is Marker.NUMBER):
        return False
    texts: tuple[Inline, ...] = tuple(text for text, _, _ in block_texts(block))
    return any(is_action(seen, sentence) for text in texts for sentence in sentences(text.plain))


def _tool(seen: Seen) -> Finding:
    ticks = sum(isinstance(block, List) and block.marker is Marker.BOX for block in seen.blocks)
    found = ticks + seen.has(FillIn, Notes, PersonalPanel)
    because = f"checklists, notes and lines to fill in: {found}"
    return yes(because) if found else left_open(because)


def _main_message(seen: Seen) -> Finding:
    facts = sum(passage.role is Role.FACT for passage in seen.passages)
    return left_open(f"key facts in a box: {facts}" if facts else NO_BOX)


def _message_first(seen: Seen) -> Finding:
    first = seen.subject.handout.sections[0]
    if any(isinstance(block, KeyFacts) for block in first.body):
        return yes(f"the first part, “{first.heading.plain}”, has the key facts")
    return left_open(NO_BOX if not seen.has(KeyFacts) else "the box of key facts stands further down")


def _message_marked(seen: Seen) -> Finding:
    return yes("the key facts stand in a box") if seen.has(KeyFacts) else left_open(NO_BOX)


def _picture_of_message(seen: Seen) -> Finding:
    return left_open() if seen.has(Image) else Finding(Answer.NO, "there are no pictures")


def _risks(seen: Seen) -> Finding:
    return left_open(f"risks named in a box: {sum(passage.role is Role.RISK for passage in seen.passages)}")


def _both_sides(seen: Seen) -> Finding:
    missing = broken(seen, "benefits-without-risks")
    if missing or not seen.has(BenefitsAndRisks):
        return missing or left_open("there is no box of benefits and risks")
    return yes("benefits and risks stand side by side")


_HERE: tuple[Callable[[Seen], Finding], ...] = (
    _actions,
    _steps,
    _tool,
    _main_message,
    _message_first,
    _message_marked,
    _picture_of_message,
    _risks,
    _both_sides,
)

#: By the names that the data gives them.
LOOKS: Mapping[str, Callable[[Seen], Finding]] = MappingProxyType(
    {look.__name__.removeprefix("_"): look for look in (*answers_in_words.LOOKS, *answers_in_shape.LOOKS, *_HERE)}
)
