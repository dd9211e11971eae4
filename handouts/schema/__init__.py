"""Nodes → model: what content.yaml may say, every mistake told in one run, and the same as JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Collection

from handouts.model import Library
from handouts.problems import Problem, Severity
from handouts.schema.content import LIBRARY, definitions, details, handout_ids, read_clinic, source_ids
from handouts.schema.fields import field_names, labeled
from handouts.schema.notice import read_notice
from handouts.schema.reader import Reader
from handouts.schema.shapes import Json
from handouts.source import Document, Mapping, capped

__all__ = ("Reader", "handout_ids", "json_schema", "read_library", "read_notice", "text_reader")


def read_library(document: Document, only: Collection[str] = ()) -> tuple[Library | None, tuple[Problem, ...]]:
    """The library in a document and all problems, the document's own included, in file order.

    If handouts are named, of these ``only`` are read, with whatever they share with others.

    There is no library where there is an error: a handout with a mistake in it must not be printed. Never raises.
    """
    root = document.root
    if root is None:
        return None, document.problems
    reader = text_reader(document)
    reader.only = only if set(only) <= set(handout_ids(root)) else ()
    library = None
    if isinstance(root, Mapping):
        read = LIBRARY.read(root, reader)
        library = labeled(read) if read is not None else None
    else:
        reader.wrong_type(root, "fields: clinic, sources and handouts", "see the README on writing content")
    problems = capped([*document.problems, *reader.problems], document.file)
    return (None if any(p.severity is Severity.ERROR for p in problems) else library), problems


def text_reader(document: Document) -> Reader:
    """A reader that knows what the texts of a document may insert and cite."""
    reader = Reader(told=frozenset(p.place for p in document.problems if p.place))
    if isinstance(document.root, Mapping):
        reader.fields, reader.sources = details(read_clinic(document.root)), source_ids(document.root)
        reader.personal = field_names(document.root)
    return reader


def json_schema() -> Json:
    """JSON Schema, draft 7, of content.yaml: editors complete and check with it while one types."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The content of patient handouts",
        **LIBRARY.json_schema(),
        "definitions": definitions(),
    }
