"""Rules about content that need no page: evidence, balance, safety, plain language, completeness, life cycle."""

from handouts.checks.completeness import lacking
from handouts.checks.examine import Examination, examine, examine_library
from handouts.checks.glyphs import missing_glyphs
from handouts.checks.readability import word_count
from handouts.checks.reading_figures import reading_of
from handouts.checks.record import lines_of
from handouts.checks.right_numbers import leans_on_others
from handouts.checks.subject import Subject
from handouts.checks.waivers import Waived

__all__ = (
    "Examination",
    "Subject",
    "Waived",
    "examine",
    "examine_library",
    "lacking",
    "leans_on_others",
    "lines_of",
    "missing_glyphs",
    "reading_of",
    "word_count",
)
