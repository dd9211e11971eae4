"""What a sheet says of itself in words: the notice on every page, the facts in the footer and in the imprint."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.model import Clinic, Handout
from handouts.review.identity import Identity
from handouts.review.standing import FINAL, State

_NOTICES = (State.DRAFT, State.CHANGED, State.EXPIRED, State.RETIRED, State.RECALLED)
_STOPPED = (State.RETIRED, State.RECALLED)


def notice(state: State, phrases: Mapping[str, str]) -> str | None:
    """What every page of a sheet says that may not be handed out; None for one that may."""
    return phrases[f"{state.value}_notice"] if state in _NOTICES else None


def full_notice(handout: Handout, state: State, phrases: Mapping[str, str]) -> str | None:
    """The notice on the first page, with the reason of a retirement or recall and what to use instead."""
    short = notice(state, phrases)
    if short is None or state not in _STOPPED:
        return short
    review = handout.review
    parts = [short]
    if review.reason:
        parts.append(phrases["reason"].format(reason=review.reason.rstrip(".")))
    if review.replaced_by:
        parts.append(phrases["instead"].format(replaced_by=review.replaced_by.rstrip(".")))
    return " ".join(parts)


def footer_facts(identity: Identity, phrases: Mapping[str, str]) -> str:
    """What the footer of every page says: code and version of the handout, language, edition and dates.

    A cover sheet is no version of anything: of it there is nothing to say.
    """
    if not identity.code:
        return ""
    edition = phrases[identity.edition]
    facts = [
        phrases["sheet"].format(
            handout=identity.handout,
            version=identity.version,
            of=identity.of,
            language=phrases["language_name"],
            edition=edition,
        )
    ]
    if identity.reviewed:
        facts.append(phrases["sheet_reviewed"].format(reviewed=identity.reviewed))
    if identity.next:
        facts.append(phrases["sheet_next"].format(next=identity.next))
    return " ".join(facts)


def imprint(handout: Handout, clinic: Clinic, identity: Identity, phrases: Mapping[str, str]) -> tuple[str, ...]:
    """The paragraphs under "About this sheet": the same facts for readers who do not see footers."""
    if not identity.code:
        return ()
    review = handout.review
    if identity.state in FINAL or (review.by and identity.state is not State.CHANGED):
        vouched = phrases["about_reviewed"].format(by=review.by, role=review.role, reviewed=review.on)
    else:
        vouched = phrases["about_changed" if identity.state is State.CHANGED else "about_draft"]
    return (
        footer_facts(identity, phrases),
        f"{vouched} {clinic.name}, {', '.join(clinic.address)}.",
        phrases["about_code"].format(code=identity.code),
    )


def page_mark(identity: Identity, phrases: Mapping[str, str], number: int, count: int) -> str:
    """The page number, behind the code of a sheet that has one."""
    page = phrases["page"].format(page=number, pages=count)
    return phrases["code_and_page"].format(code=identity.code, page=page) if identity.code else page
