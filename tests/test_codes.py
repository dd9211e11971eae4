"""Codes are a promise: each one used is listed with its meaning, and none is listed that nobody uses."""

from __future__ import annotations

import ast
from pathlib import Path

from handouts.codes import codes, why
from handouts.report import explain
from handouts.report.explanations import all_codes
from handouts.rules import rulebook

CODES = codes()
ROOMS = (
    "source",
    "markup",
    "schema",
    "theme",
    "images",
    "review",
    "translation",
    "checks",
    "layout",
    "typeset",
    "proof",
    "merge",
    "fold",
    "publish",
)
HANDOUTS = Path(__file__).parents[1] / "handouts"


def used() -> set[str]:
    """Every code given to a function that tells a problem, in the rooms that read content."""
    found = set()
    for room in ROOMS:
        for path in [*(HANDOUTS / room).glob("*.py"), *HANDOUTS.glob(f"{room}.py")]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                at = {
                    "Problem": 0,
                    "Cause": 0,
                    "report": 0,
                    "unknown": 0,
                    "_failed": 1,
                    "problem": 0,
                    "_problem": 1,
                    "UnfitError": 0,
                }.get(name)
                if at is not None and len(node.args) > at:
                    found |= {n.value for n in ast.walk(node.args[at]) if isinstance(n, ast.Constant)}
    return {code for code in found if isinstance(code, str)}


def test_every_code_used_is_listed() -> None:
    # "wrong-type" is told by a method of its own, with the code in it.
    assert used() - set(CODES) - set(rulebook().rules) == set()


def test_every_code_listed_is_used() -> None:
    assert set(CODES) - used() == set()


def test_no_rule_has_the_code_of_a_mistake() -> None:
    assert set(CODES) & set(rulebook().rules) == set()


def test_codes_are_words_with_hyphens_and_have_one_line() -> None:
    for code, meaning in CODES.items():
        assert code.replace("-", "").isalpha()
        assert code.islower()
        assert meaning
        assert "\n" not in meaning


def test_every_code_is_explained() -> None:
    for code in all_codes():
        explanation = explain(code)
        assert explanation is not None
        assert len(explanation.why) > 40, code
        assert explanation.why[-1] in '.”"?', code
        assert "\n" not in explanation.why
    assert explain("no-such-code") is None
    assert set(map(why, CODES)) != {""}


def test_every_rule_is_told_by_some_check() -> None:
    """A rule that nobody tells is a promise that nobody keeps."""
    told = {
        node.value
        for path in (HANDOUTS / "checks").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(rulebook().rules) - told == set()
