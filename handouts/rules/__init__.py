"""The rulebook: every clinical and plain-language rule with its severity, its limits and where it comes from.

Rules and word lists are data (``*.yaml`` beside this module); a clinic may set severities and limits of its own.
"""

from handouts.rules.book import Override, Rule, Rulebook, UnknownLimitError, UnknownRuleError, rulebook, rules_of
from handouts.rules.lists import WordLists, word_lists

__all__ = (
    "Override",
    "Rule",
    "Rulebook",
    "UnknownLimitError",
    "UnknownRuleError",
    "WordLists",
    "rulebook",
    "rules_of",
    "word_lists",
)
