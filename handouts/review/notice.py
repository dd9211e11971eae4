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
    """The notice on the first page: that a translation is a draft too, or why a sheet was stopped and what to use."""
    short = notice(state, phrases)
    if state is State.DRAFT and handout.original:
        return phrases["draft_translation_notice"]
    if short is None or state not in _STOPPED:
        return short
    review = handout.review
    parts = [short]
    if review.reason:
        parts.append(phrases["reason"].format(reason=review.reason.rstrip(".")))
    if review.replaced_by:
        parts.append(phrases["instead"].format(replaced_by=review.replaced_by.rstrip(".")))
    return " ".join(parts)


def day(iso: str, phrases: Mapping[str, str]) -> str:
    """A date (ISO 8601) as readers of the language write it; what is no date stays as it is.

    The forms are those of Unicode CLDR, kept in the catalogs: loading Babel for them takes longer than a whole page.
    """
    year, _, rest = iso.partition("-")
    month, _, of_month = rest.partition("-")
    if not (month.isdigit() and of_month.isdigit()):
        return iso
    months = phrases["months"].split(", ")
    return phrases["date"].format(day=int(of_month), month=months[int(month) - 1], year=year)


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
            of=day(identity.of, phrases),
            language=phrases["language_name"],
            edition=edition,
        )
    ]
    if identity.reviewed:
        facts.append(phrases["sheet_reviewed"].format(reviewed=day(identity.reviewed, phrases)))
    if identity.next:
        facts.append(phrases["sheet_next"].format(next=day(identity.next, phrases)))
    return " ".join(facts)


def imprint(handout: Handout, clinic: Clinic, identity: Identity, phrases: Mapping[str, str]) -> tuple[str, ...]:
    """The paragraphs under "About this sheet": the same facts for readers who do not see footers."""
    if not identity.code:
        return ()
    review = handout.review
    if identity.state in FINAL or (review.by and identity.state is not State.CHANGED):
        on = day(review.on or "", phrases)
        vouched = phrases["about_reviewed"].format(by=review.by, role=review.role, reviewed=on)
    else:
        draft = "about_draft_translation" if handout.original else "about_draft"
        vouched = phrases["about_changed" if identity.state is State.CHANGED else draft]
    code = "about_code_web" if identity.address else "about_code"
    return (
        footer_facts(identity, phrases),
        f"{vouched} {clinic.name}, {', '.join(clinic.address)}.",
        phrases[code].format(code=identity.code, address=identity.shown_address),
    )


def page_mark(identity: Identity, phrases: Mapping[str, str], number: int, count: int) -> str:
    """The page number, behind the code of a sheet that has one."""
    page = phrases["page"].format(page=number, pages=count)
    return phrases["code_and_page"].format(code=identity.code, page=page) if identity.code else page
