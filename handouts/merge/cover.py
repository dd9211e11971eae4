"""The cover of a packet: who it is for, and what lies under it, made as a handout like any other."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.markup import Inline, Run
from handouts.merge.lists import Filled
from handouts.model import (
    Clinic,
    Handout,
    Item,
    Kind,
    List,
    Marker,
    Paragraph,
    PersonalPanel,
    PersonalRow,
    Review,
    Section,
    Status,
)
from handouts.review import PACKET, Identity, State
from handouts.schema.fields import ROWS
from handouts.words import Words

#: What weighs most comes first: a packet may not be handed out if one sheet in it may not.
_GRAVEST = (State.RECALLED, State.RETIRED, State.DRAFT, State.CHANGED, State.EXPIRED, State.DUE, State.REVIEWED)


def cover(parts: Sequence[Filled], begins: Sequence[int], words: Words, labels: dict[str, str]) -> Handout:
    """The cover over handouts that begin on these pages. ``labels`` are the fields' names in its language."""
    values = {name: lines for part in reversed(parts) for name, lines in part.values.items()}
    rows = tuple(
        PersonalRow(name, _text(labels[name][:1].upper() + labels[name][1:]), _text(" ".join(values[name]), name))
        for name in ROWS
        if name in values
    )
    who = (Section(_text(words["packet_for"]), (PersonalPanel(None, rows),)),) if rows else ()
    contents = tuple(
        Item(Inline((*part.handout.title.runs, Run(f", {words['packet_page'].format(page=page)}"))))
        for part, page in zip(parts, begins, strict=True)
    )
    inside = Section(_text(words["packet_contents"]), (List(Marker.NUMBER, contents),))
    first = parts[0].handout
    review = Review(Status.DRAFT, "", max(part.handout.review.edition for part in parts))
    title, summary = _text(words["packet"]), _text(words["packet_summary"])
    return Handout("packet", Kind.COVER, first.language, title, summary, review, (*who, inside))


def separator(handout: Handout, group: str, count: int, words: Words) -> Handout:
    """The sheet before a group of copies in a queue: which group, which handout, how many."""
    told = Section(_text(group or words["separator"]), (Paragraph(_text(words["copies"].format(count=count))),))
    review = Review(Status.DRAFT, "", handout.review.edition)
    title = _text(words["separator"])
    return Handout("separator", Kind.COVER, handout.language, title, handout.title, review, (told,))


def cover_identity(identities: Sequence[Identity], clinic: Clinic) -> Identity:
    """What a packet says of itself: the gravest state of its sheets, and their codes."""
    state = min((identity.state for identity in identities), key=_GRAVEST.index)
    first, codes = identities[0], "+".join(identity.code for identity in identities)
    of = max(identity.of for identity in identities)
    return Identity(
        "packet", "1", of, first.language, first.edition, state, "", "", "", clinic.name, copy=f"{PACKET}{codes}"
    )


def _text(words: str, field: str | None = None) -> Inline:
    return Inline((Run(words, field=field),))
