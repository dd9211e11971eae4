"""HTML elements as data. The standard library escapes them when they are written: content can never become markup."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring  # elements are built and written, never parsed


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """An element with what stands in it. ``class_`` and ``aria_label`` stand for names with no underscore or a dash."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    add(made, *content)
    return made


def add(parent: Element, *content: Element | str) -> None:
    """Put text and elements at the end of an element."""
    for part in content:
        if isinstance(part, Element):
            parent.append(part)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + part
        else:
            parent.text = (parent.text or "") + part


def written(root: Element) -> str:
    """A whole HTML5 document; the same elements give the same characters."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
