"""The page itself, its search and its small pictures, and the view of problems: what can be seen without a patient."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from flask import Flask, Response, jsonify, render_template, request

from handouts import publish
from handouts.desk.desk import Desk
from handouts.desk.finding import find
from handouts.desk.orders import BadOrderError
from handouts.desk.printers import printers
from handouts.desk.settings import settings
from handouts.desk.shelf import Shelf, Title, UnknownSheetError, own_name
from handouts.desk.speech import Speech, spoken
from handouts.model import Kind
from handouts.problems import ContentError
from handouts.words import words_for


def add_routes(app: Flask, desk: Desk) -> None:
    """Add them to the application."""

    @app.get("/")
    def front() -> str:
        shelf = desk.shelves.current()
        return render_template("desk.html", **front_page(desk, shelf, spoken()))

    @app.post("/find")
    def search() -> Response:
        shelf = desk.shelves.current()
        query = body().get("query", "")
        if not isinstance(query, str):
            raise BadOrderError("The search is not a text.")
        return jsonify(ids=find(desk.index(shelf), query))

    @app.get("/thumbnail/<mark>/<name>/<language>/<edition>.jpg")
    def thumbnail(mark: str, name: str, language: str, edition: str) -> Response:
        shelf = desk.shelves.current()
        leaf = shelf.title(name).leaves.get(language)
        if leaf is None:
            raise UnknownSheetError("It is not there in this language.")
        picture = desk.press.thumbnail(shelf, leaf, edition, default_paper(desk))
        response = Response(picture, mimetype="image/jpeg")
        if mark == shelf_mark(shelf):  # it names the state of the files, so the picture never changes
            response.headers["Cache-Control"] = "private, max-age=86400, immutable"
        return response

    @app.post("/mark")
    def mark() -> Response:
        shelf = desk.shelves.current()
        return jsonify(mark=shelf_mark(shelf), mistakes=[problem.headline() for problem in shelf.mistakes])

    @app.get("/problems")
    def problems() -> str:
        shelf = desk.shelves.current()
        with desk.press.engine:
            try:
                report = publish.report(shelf.options, sound=True)
            except ContentError as error:
                report = publish.unreadable(shelf.options, error.problems)
        return render_template("problems.html", report=report, clinic=shelf.library.clinic)


def body() -> Mapping[str, Any]:
    """The JSON of a request. Raises BadOrderError where it is none."""
    try:
        asked = request.get_json(silent=True)
    except RecursionError:  # brackets in brackets, thousands deep
        asked = None
    if not isinstance(asked, Mapping):
        raise BadOrderError("The request cannot be read.")
    return asked


def front_page(desk: Desk, shelf: Shelf, say: Speech) -> Mapping[str, Any]:
    """Everything the page shows at its start, in the language of the desk."""
    options = desk.arrangement.options
    return {
        "shelf": shelf,
        "clinic": shelf.library.clinic,
        "mark": shelf_mark(shelf),
        "token": desk.guard.token,
        "words": dict(say.phrases),
        "languages": say.all(shelf.languages),
        "own_names": {tag: own_name(tag) for tag in shelf.languages},
        "kinds": _kinds(shelf, say.language),
        "editions": edition_names(shelf, say.language),
        "edition": options.edition,
        "easy": shelf.easy,
        "easy_tags": {title.id: _easy_tags(shelf, title) for title in shelf.titles.values()},
        "paper": options.paper,
        "bundles": {name: ids for name, ids in shelf.library.bundles.items() if shelf.titles.keys() >= {*ids}},
        "recent": [name for name in desk.recent() if name in shelf.titles],
        "printers": printers(),
        "reasons": say.all(settings().reasons) if desk.arrangement.counts is not None else {},
        "limits": settings().limits,
        "folds": say.all(settings().folds),
        "flips": say.all(settings().flips),
        "final_only": options.final,
        "phones": desk.arrangement.phones is not None,
        "live": desk.arrangement.live,
    }


def edition_names(shelf: Shelf, language: str) -> Mapping[str, str]:
    """The editions that some sheet is in, in the order in which they are asked for, with their names in words."""
    usual = settings().editions
    leaves = [leaf for title in shelf.titles.values() for leaf in title.leaves.values()]
    there = [name for name in shelf.editions if any(shelf.is_in(leaf, name) for leaf in leaves)]
    names = sorted(there, key=lambda name: usual.index(name) if name in usual else len(usual))
    phrases = words_for(language).phrases
    return {name: phrases.get(name, name) for name in names}


def _easy_tags(shelf: Shelf, title: Title) -> str:
    """The languages in which a handout is written in easy read."""
    return " ".join(tag for tag, leaf in title.leaves.items() if all(shelf.is_in(leaf, name) for name in shelf.easy))


def _kinds(shelf: Shelf, language: str) -> Mapping[str, str]:
    """The kinds of sheets there are, with their names in words."""
    phrases = words_for(language).phrases
    found = {title.original.handout.kind for title in shelf.titles.values()}
    return {kind.value: phrases[kind.value] for kind in Kind if kind in found}


def default_paper(desk: Desk) -> str:
    """The paper the desk was started with."""
    return desk.arrangement.options.paper


def shelf_mark(shelf: Shelf) -> str:
    """A short name for the state of the files, for addresses of pictures."""
    return sha256(shelf.stamp.encode()).hexdigest()[:12]
