"""What is no YAML is told where a person would look, in a person's words."""

from __future__ import annotations

import re

import pytest

from handouts.source import parse, reading

JARGON = re.compile(r"token|scalar|flow|simple key|block (end|mapping|collection)|stream|indicator|node", re.IGNORECASE)

# text, the code, line and column told, and a word of the hint
SLIPS = [
    ("a:\n\tb: c\n", "tab", 2, 1, "spaces"),
    ("a:\n  - b\n\t- c\n", "tab", 3, 1, "spaces"),
    ("a:\n  -\tb: c\n\t c: d\n", "tab", 3, 1, "spaces"),
    ("a:\n  b: 1\n c: 2\n", "indentation", 3, 2, "keys"),
    ("a:\n  - b\n c\n", "indentation", 3, 2, "line it up"),
    ("a:\n    - b\n   - c\n", "indentation", 3, 4, "dashes"),
    ("a: x\n  b: c\n", "indentation", 2, 3, "line it up"),
    ("a: - b\n", "indentation", 1, 4, "line of its own"),
    ("a: x\n- b\n", "indentation", 2, 1, "dashes"),
    ("a: text\n  # note\n  more\n", "indentation", 3, 3, "comment"),
    ('a: "x\nb: y\n', "unclosed-quote", 1, 4, "end of the text"),
    ("a: 'x\nb: y\n", "unclosed-quote", 1, 4, "end of the text"),
    ('a: "x\nb: "y"\nc: z\n', "unclosed-quote", 1, 4, "end of the text"),
    ("a: 'tis\n", "unclosed-quote", 1, 4, "apostrophe"),
    ("a: 'it's one'\n", "needs-quotes", 1, 8, "apostrophe"),
    ('a: "One" or two\n', "needs-quotes", 1, 10, "single quotes"),
    ("a: Dose: one\n", "needs-quotes", 1, 8, "quotes"),
    ("a: [x, Dose: one: two]\n", "needs-quotes", 1, 17, "quotes"),
    ("a: take this\n  Note well: one\n", "needs-quotes", 2, 12, "quotes"),
    ("a: “Dose: one”\n", "needs-quotes", 1, 9, "straight"),
    ("a: **Bold** text\n", "needs-quotes", 1, 4, "quotes"),
    ("a: *Soft* text\n", "needs-quotes", 1, 4, "quotes"),
    ("a: *soft text*\n", "needs-quotes", 1, 4, "quotes"),
    ("a: [link](https://x.org) text\n", "needs-quotes", 1, 4, "quotes"),
    ("- [@fda-2023] says\n", "needs-quotes", 1, 3, "quotes"),
    ("- {clinic.name} is open\n", "needs-quotes", 1, 3, "quotes"),
    ("a: @home\n", "needs-quotes", 1, 4, "quotes"),
    ("a: `x`\n", "needs-quotes", 1, 4, "quotes"),
    ("a: %s\n", "needs-quotes", 1, 4, "quotes"),
    ("a: > 5 mg\n", "needs-quotes", 1, 4, "quotes"),
    ("a: | x\n", "needs-quotes", 1, 4, "quotes"),
    ("a: & more\n", "needs-quotes", 1, 4, "quotes"),
    ("a: ? why\n", "needs-quotes", 1, 4, "quotes"),
    ("a: , then\n", "needs-quotes", 1, 4, "quotes"),
    ("a: ['x' y, z]\n", "needs-quotes", 1, 9, "quotes"),
    ("a: [one, two\nb: c\n", "unclosed-bracket", 1, 4, "]"),
    ("a: {b: c\n", "unclosed-bracket", 1, 4, "}"),
    ("a: one]\n}\n", "syntax", 2, 1, "take it out"),
    ("a:b\nc: d\n", "missing-space", 1, 3, "space"),
    ("a:\n  - heading:Foo\n    body: x\n", "missing-space", 2, 13, "space"),
    ("a: 1\nb:2\nc: 3\n", "missing-space", 2, 3, "space"),
    ("title\nb: c\n", "missing-colon", 1, 1, "colon"),
    ("a: 1\ntitle\nb: c\n", "missing-colon", 2, 1, "key: text"),
    (r'a: "C:\quiet"' + "\n", "bad-escape", 1, 7, "single quotes"),
    (r'a: "\*"' + "\n", "bad-escape", 1, 5, "single quotes"),
    (r'a: "\u12"' + "\n", "bad-character", 1, 5, "itself"),
    (": x\n", "bad-key", 1, 1, "key"),
    ("x" * 2000 + ": y\n", "bad-key", 1, 1, "quotes"),
]


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize(("text", "code", "line", "column", "word"), SLIPS, ids=[s[0][:30] for s in SLIPS])
def test_slips(
    text: str, code: str, line: int, column: int, word: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "python":
        monkeypatch.setattr(reading, "event_parser", reading.PythonParser)
    problem = parse(text.encode(), "f").problems[0]
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)
    assert word in (problem.hint or "")
    assert not JARGON.search(f"{problem.message} {problem.hint}")


def test_slips_inside_texts_are_all_told_in_one_run() -> None:
    text = """\
- **Bold** text
- Dose: one: two
- 'it's here'
- "One" or two
- [link](https://x.org) text
- good
- @home
- "never closed
- > 5 mg
- C: \\x
- "\\q"
"""
    lines = [p.place.line for p in parse(text.encode(), "f").problems if p.place]
    assert lines == [1, 2, 3, 4, 5, 7, 8, 9, 11]


def test_after_a_slip_inside_a_text_the_rest_is_still_read() -> None:
    assert parse(b"a: x: y\nb: 1\nb: 2\n", "f").root is not None


def test_many_tabs_are_one_problem() -> None:
    (problem,) = parse(b"a:\n\tb: c\n\td: e\n\tf: g\n", "f").problems
    assert "2 more lines" in problem.message


def test_unclosed_quote_does_not_hide_behind_the_next_quote() -> None:
    (problem,) = parse(b'title: "Ketamine\nsummary: "What it does"\nkind: faq\n', "f").problems
    assert problem.place is not None
    assert (problem.code, problem.place.line) == ("unclosed-quote", 1)
