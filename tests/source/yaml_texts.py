"""Texts to try, and the ways YAML has of writing one."""

from __future__ import annotations

import unicodedata
from random import Random

from hypothesis import strategies as st

from handouts.source.characters import unfit

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")).filter(lambda c: not unfit().match(c))

#: Any text that may be printed, white space at the ends and all.
TEXTS = st.text(CHARACTERS | st.sampled_from(" #:-[]{}'\"\\*&!|>%@`,?~"), max_size=60)

#: Words with single spaces between, which every way of writing keeps.
WORDS = st.lists(st.text("abcé😀'\"\\xyz", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def quoted(text: str, style: str) -> str:
    """``text`` as YAML in one of its ways; words with quote marks at the start are no plain text."""
    if style == "single" or (style == "plain" and text[0] in "'\""):
        return "'" + text.replace("'", "''") + "'"
    if style == "double":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if style == "literal":
        return f"|-\n  {text}"
    return text


#: What is typed where something else belongs.
ODD_LINES = (
    *("# so", "- x", "-", "key: v", "key:", "'a': b", "? x", "text", '"open', "open'", "[a", "}", "&a x", "*a", "!t x"),
    *(
        "|",
        "a: |",
        "a: >+2",
        "---",
        "...",
        "%YAML 1.1",
        "<<: x",
        "- - - y",
        "a: &b",
        "- a: b",
        "x # y",
        "",
        "  ",
        "\u202e",
    ),
    *("e\u0301: e\u0301", "title: x", "body:", "one:", "handouts:", ": x", "a: 'b", "b'", "- |", "-x: y", "\ta: b"),
)


def edited(text: str, chance: Random) -> str:
    """What an author, a merge or a cat on the keyboard makes of a file."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    indent = len(line) - len(line.lstrip(" "))
    match chance.randrange(9):
        case 0:
            lines.insert(
                at, " " * chance.choice((indent, indent, indent + 2, max(0, indent - 2), 0)) + chance.choice(ODD_LINES)
            )
        case 1:
            del lines[at : at + chance.randint(1, 3)]
        case 2:
            lines[at:at] = lines[at : at + chance.randint(1, 4)]
        case 3:
            lines[at] = " " * chance.randint(1, 3) + line
        case 4:
            lines[at] = line[chance.randint(1, 2) :]
        case 5:
            place = chance.randint(0, len(line))
            lines[at] = line[:place] + chance.choice("\"'#&*|>-:[]{}!?%, \\\t\n\u00e9\u0301") + line[place:]
        case 6:
            lines[at] = line.replace("x", "another").replace("text", "word")
        case 7:
            begin, colon, value = line.partition(": ")
            lines[at] = f"{begin}{colon}{chance.choice(ODD_LINES)}" + (f" {value}" if chance.random() < 0.5 else "")
        case _:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
    return "\n".join(lines)
