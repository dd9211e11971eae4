"""The same handout beyond paper: one self-contained HTML file for phones, plain text for messages; both proved."""

from handouts.screen.message import message
from handouts.screen.page import page
from handouts.screen.proof import message_problem, page_problem

__all__ = ("message", "message_problem", "page", "page_problem")
