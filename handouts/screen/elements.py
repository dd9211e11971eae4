"""HTML elements as data. The standard library escapes them when they are written: content can never become markup."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring  # elements are built and written, never parsed


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """An element with what stands in it. ``class_``, ``for_`` and ``aria_label`` lose or turn their underscores."""
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


def child(parent: Element, tag: str, text: str = "") -> Element:
    """A new last child with text in it."""
    made = SubElement(parent, tag)
    made.text = text
    return made


def written(root: Element) -> str:
    """A whole HTML5 document; the same elements give the same characters."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"
