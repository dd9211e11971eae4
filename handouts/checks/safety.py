"""Is there a number to call where help is urgent, is it the right one, and do doses stand in tables?"""

from __future__ import annotations

from handouts.checks.doses import loose_doses
from handouts.checks.right_numbers import right_numbers, short_numbers
from handouts.checks.subject import Check
from handouts.checks.urgent_help import emergencies, someone_to_call, urgent_help, urgent_sentences

SAFETY: tuple[Check, ...] = (
    urgent_help,
    urgent_sentences,
    someone_to_call,
    emergencies,
    loose_doses,
    right_numbers,
    short_numbers,
)
