"""Every code a problem can carry, in one line. Codes are stable: scripts and tests may rely on them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Mistakes in the file itself, found before anyone asks what it says.
FILE: Mapping[str, str] = MappingProxyType(
    {
        "no-file": "the file does not exist",
        "not-a-file": "the path is a folder or a device",
        "unreadable": "the file cannot be opened or read",
        "empty-file": "the file has nothing in it, or only comments",
        "too-large": "the file is larger than 1 MB",
        "encoding": "the file is not UTF-8",
        "bad-character": "a control, private use, text direction or otherwise unprintable character",
        "bad-escape": "a backslash in double quotes before something it cannot stand before",
        "tab": "a tab at the start of a line, where only spaces may stand",
        "indentation": "a line starts further in or out than the lines it belongs to",
        "missing-colon": "a line that should be 'key: value' has no colon",
        "missing-space": "the space after the colon of a key is missing",
        "needs-quotes": "a text starts with or contains characters that mean something else outside quotes",
        "unclosed-quote": "a quote mark is opened and never closed",
        "unclosed-bracket": "a [ or { is opened and never closed",
        "comment-in-text": "the end of a text after ' #' would be dropped as a comment",
        "dash-in-text": "a line that looks like a list item is read as part of the text above it",
        "duplicate-key": "one key stands twice in the same place",
        "bad-key": "a key is missing, or is not a simple word",
        "anchor": "an & at the start of a value, which YAML reads as a name for it",
        "alias": "a * at the start of a value, which YAML reads as a reference",
        "tag": "a ! at the start of a value, which YAML reads as a type",
        "merge-key": "the key <<, which would copy other keys in",
        "second-document": "a line --- that starts a second document in the file",
        "too-deep": "more than 32 levels inside each other",
        "too-many": "so many problems that the rest is not shown",
        "syntax": "the file cannot be read as YAML from this place on",
    }
)

#: Mistakes in what the file says.
CONTENT: Mapping[str, str] = MappingProxyType(
    {
        "unknown-field": "a field that does not exist",
        "missing-field": "a field that must be there is not",
        "conflicting-fields": "two fields of which only one may be given",
        "wrong-type": "a text where a list is meant, a list where fields are meant, and so on",
        "too-long": "one text of more than 50,000 characters",
        "empty": "a text or list with nothing in it",
        "bad-number": "not a number, or one outside its limits",
        "bad-choice": "not one of the words allowed here",
        "bad-date": "not a real date written as 2026-11-23",
        "bad-id": "an id that cannot be a file name everywhere",
        "duplicate-id": "two ids that differ only in upper and lower case",
        "bad-language": "not a language tag such as en or es-MX",
        "bad-link": "an address that is not https, http, mailto or tel, or is not finished",
        "bad-path": "a file that is not named by a path inside the project",
        "bad-length": "not a length such as 12 pt, 4 mm or 1.5 in",
        "bad-color": "not a color such as #12474f",
        "unknown-block": "a kind of block that does not exist",
        "block-keys": "a block with no key or with several keys",
        "unequal-rows": "a table row with more or fewer cells than there are columns",
        "unclosed-citation": "a [@ without its closing ]",
        "bad-citation": "a citation not written as [@id] or [@id1; @id2]",
        "unknown-citation": "a citation of a source that is not in the list of sources",
        "unknown-rule": "a rule that does not exist, or that cannot be waived",
        "missing-value": "a text uses a clinic's detail that the clinic does not give",
    }
)

#: Mistakes in style files. Some codes of content files are used here too.
STYLE: Mapping[str, str] = MappingProxyType(
    {
        "unknown-style": "a style file that does not exist",
        "cyclic-extends": "style files that extend each other in a circle",
        "unknown-token": "a token that does not exist",
        "missing-token": "a token that must be there is not",
        "unknown-value": "not one of the words a token may be",
        "unknown-color": "a color that is not in the list of colors",
        "unknown-font": "a font that is not in the list of fonts",
        "unknown-icon": "an icon that is not in the list of icons",
        "bad-icon": "an icon that is not made of numbers and the letters m, l, c and h",
        "font-missing": "a font whose Python package is not installed",
        "font-unusable": "a font file that is damaged, or that may not be embedded",
        "low-contrast": "text that does not stand out enough from what is behind it",
        "text-too-small": "text smaller than the style's own limit",
        "lines-too-close": "lines set closer than 1.15 times the size of the type",
        "frame-too-narrow": "lines that hold too few characters to be read",
    }
)

#: What keeps a handout from being published although its content and style are in order.
DOCUMENT: Mapping[str, str] = MappingProxyType(
    {
        "no-catalog": "the engine has no fixed words in the handout's language",
        "no-glyph": "a character that no font of the style can print",
        "bad-image": "an image that is missing, damaged, too large or outside the project",
        "block-too-tall": "a block that is taller than a page and cannot be parted",
        "wrong-page-count": "a handout that does not fill exactly the pages it says",
        "proof-unreadable": "the finished PDF cannot be read back",
        "proof-words": "words of the finished PDF differ from the content",
        "proof-pages": "the finished PDF has another number of pages",
        "version-reused": "a version was issued before with other words",
        "register-damaged": "the list of issued sheets cannot be read",
        "proof-sight": "something in the finished PDF cannot be seen as it should",
    }
)

#: All of them.
CODES: Mapping[str, str] = MappingProxyType({**FILE, **CONTENT, **STYLE, **DOCUMENT})
