"""What a handout's standing asks for: a review soon, a review anew, or taking copies out of the rack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handouts.checks.subject import Subject
from handouts.model import Handout, Review
from handouts.problems import USUAL, Problem, command
from handouts.review import FINAL, State

_DAYS_IN_YEAR = 365.25


def lifecycle(subject: Subject, state: State, final: bool) -> Iterator[Problem]:
    """The problems of a handout that stands at ``state``; ``final`` asks that it may be handed out."""
    handout, book, review = subject.handout, subject.book, subject.handout.review
    again = f"run: {_review_of(handout)}"
    told = _message(review, state, subject.today)
    if told:
        code, message, hint = told
        yield book.problem(code, f"'{handout.id}' {message}", review.place, hint or again)
    if review.next and review.on and _years(review.on, review.next) > book.limit("review-too-long", "years"):
        most = book.limit("review-too-long", "years")
        message = f"the next review of '{handout.id}' is {_years(review.on, review.next):.1f} years after the last"
        yield book.problem("review-too-long", message, review.place, f"choose a day within {most:g} years")
    if final and state not in FINAL:
        message = f"'{handout.id}' ({handout.language}) is not final: {_because(state)}"
        yield book.problem("not-final", message, review.place, again)


def _message(review: Review, state: State, today: date) -> tuple[str, str, str | None] | None:
    instead = f"hand out instead: {review.replaced_by}" if review.replaced_by else "take copies out of the rack"
    match state:
        case State.DUE:
            left = (date.fromisoformat(review.next or "") - today).days
            days = f"{left} day{'' if left == 1 else 's'}"
            return "review-due", f"is to be reviewed again by {review.next}, in {days}", None
        case State.EXPIRED:
            return "review-expired", f"was to be reviewed again by {review.next}", None
        case State.CHANGED:
            return "changed-since-review", f"is not the text that {review.by} reviewed on {review.on}", None
        case State.RETIRED:
            return "handout-retired", f"is retired since {review.since}: {review.reason}", instead
        case State.RECALLED:
            return "handout-recalled", f"is recalled since {review.since}: {review.reason}", instead
        case _:
            return None


def _review_of(handout: Handout) -> str:
    """The command that puts a review of this very text on record: without its language the original is meant."""
    language = f" --language {handout.language}" if handout.original else ""
    place = handout.review.place
    return command(f"review {handout.id}{language} --by … --role … --next …", place.file if place else USUAL)


def _because(state: State) -> str:
    return {
        State.DRAFT: "it is a draft that nobody has reviewed",
        State.EXPIRED: "its review has run out",
        State.CHANGED: "it was changed after its review",
        State.RETIRED: "it is retired",
        State.RECALLED: "it is recalled",
    }[state]


def _years(first: str, last: str) -> float:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days / _DAYS_IN_YEAR
