"""Over the counter: an order is made, shown, printed, forgotten. Whatever is typed comes in a body, never in a URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, jsonify, render_template

from handouts import publish
from handouts.desk.desk import Desk
from handouts.desk.entries import WrongEntriesError, blanks, said_missing
from handouts.desk.orders import BadOrderError, Order, read_flip, read_order
from handouts.desk.pages import body, edition_names
from handouts.desk.phones import code_path
from handouts.desk.press import CannotBeMadeError, Made
from handouts.desk.printers import printers, send
from handouts.desk.settings import settings
from handouts.desk.shelf import Shelf, UnknownSheetError
from handouts.desk.speech import SaidError, spoken
from handouts.fold.imposition import Flip
from handouts.merge.filling import places_of
from handouts.model import choosable


class MayNotPrintError(SaidError):
    """A sheet that may not be handed out."""


def add_routes(app: Flask, desk: Desk) -> None:
    """Add them to the application."""

    @app.errorhandler(MayNotPrintError)
    def refused(error: MayNotPrintError) -> Response:
        response = jsonify(message=spoken().told(error.said))
        response.status_code = 409
        return response

    @app.post("/order")
    def order() -> Response:
        shelf = desk.shelves.current()
        asked = body()
        wanted = read_order(asked)
        _forget(desk, asked)
        try:
            made = desk.press.order(shelf, wanted)
        except (WrongEntriesError, CannotBeMadeError) as error:
            wrong = error.wrong if isinstance(error, WrongEntriesError) else {}
            say = spoken()
            told = {name: say.told(said) for name, said in wrong.items()}
            response = jsonify(message=say.told(error.said), wrong=told, **_form(shelf, wanted))
            response.status_code = 422
            return response
        return jsonify({**_shown(desk, shelf, wanted, made), **_form(shelf, wanted)})

    @app.get("/held/<name>/<int:page>.jpg")
    def page(name: str, page: int) -> Response:
        for sheet in _held(desk, name):
            if page < sheet.pages:
                picture = desk.press.picture(sheet.data, page, settings().pictures["page"])
                return Response(picture, mimetype="image/jpeg")
            page -= sheet.pages
        raise UnknownSheetError("It has fewer pages.")

    @app.get("/held/<name>/<int:copies>/handout.pdf")
    def job(name: str, copies: int) -> Response:
        return Response(_job(desk, name, copies), mimetype="application/pdf")

    @app.post("/forget")
    def forget() -> Response:
        _forget(desk, body())
        return jsonify(message=spoken()("Gone."))

    @app.post("/phone")
    def phone() -> Response:
        door = desk.arrangement.phones
        if door is None:
            raise UnknownSheetError("Phones are not let in. Start the desk with --phones.")
        made, shelf = _allowed(desk, _name(body())), desk.shelves.current()
        pages = tuple(desk.press.phone_page(shelf, leaf) for sheet in made for leaf in sheet.leaves)
        address = f"{door}/{desk.links.make(pages, _name(body()))}"
        width, path = code_path(address)
        minutes = settings().limits["phone"] // 60
        return jsonify(code=render_template("code.html", width=width, path=path, address=address, minutes=minutes))

    _add_printing(app, desk)


def _add_printing(app: Flask, desk: Desk) -> None:
    @app.post("/send")
    def to_printer() -> Response:
        asked = body()
        printer = asked.get("printer")
        if printer not in printers():
            raise BadOrderError("That printer is not there.")
        short = any(sheet.flip is Flip.SHORT for sheet in _held(desk, _name(asked)))
        send(str(printer), _job(desk, _name(asked), _number(asked)), short_edge=short)
        return jsonify(message=spoken()("Sent to {printer}.", printer=printer))

    @app.get("/fold-test/<paper>/<flip>.pdf")
    def fold_test(paper: str, flip: str) -> Response:
        data = desk.press.fold_test(desk.shelves.current(), paper, read_flip(flip), spoken())
        return Response(data, mimetype="application/pdf")

    @app.post("/send-fold-test")
    def fold_test_to_printer() -> Response:
        asked = body()
        printer, paper, flip = asked.get("printer"), asked.get("paper"), read_flip(asked.get("flip"))
        if printer not in printers() or not isinstance(paper, str):
            raise BadOrderError("That printer is not there.")
        data = desk.press.fold_test(desk.shelves.current(), paper, flip, spoken())
        send(str(printer), data, short_edge=flip is Flip.SHORT)
        return jsonify(message=spoken()("Sent to {printer}.", printer=printer))

    @app.post("/printing")
    def printing() -> Response:
        asked = body()
        desk.printing(_name(asked), _held(desk, _name(asked)), _number(asked))
        return jsonify(recent=desk.recent())

    @app.post("/printed")
    def printed() -> Response:
        asked = body()
        reason = asked.get("reason") or ""
        if reason and reason not in settings().reasons:
            raise BadOrderError("That reason is not on the list.")
        counted = desk.printed(_name(asked), str(reason), handed_out=asked.get("handed_out") is True)
        if desk.arrangement.counts is not None and not counted:
            raise UnknownSheetError("It was counted already, or the desk was started anew.")
        return jsonify(message=spoken()("Counted." if counted else "Gone."))

    @app.get("/counts.csv")
    def counts() -> Response:
        if desk.arrangement.counts is None:
            raise UnknownSheetError("Nothing is counted. Start the desk with --counts FILE.")
        response = Response(publish.counted(desk.arrangement.counts), mimetype="text/csv")
        response.headers["Content-Disposition"] = 'attachment; filename="handed-out.csv"'
        return response


def _shown(desk: Desk, shelf: Shelf, wanted: Order, made: tuple[Made, ...]) -> Mapping[str, Any]:
    """What the page needs to show an order."""
    stopped = [sheet for sheet in made if _may_not(desk, sheet)]
    name = desk.holding.hold(made)
    lines = [
        {
            "item": item,
            "sheet": sheet,
            "original": shelf.title(item.handout).original.handout.title,
            "parts": choosable(sheet.leaf.handout),
            "foreign": sheet.beside is None and sheet.leaf.handout.language != wanted.language,
            "languages": ", ".join(spoken()(shelf.languages[leaf.handout.language]) for leaf in sheet.leaves),
            "choices": places_of(sheet.leaf.handout).choices,
        }
        for item, sheet in zip(wanted.items, made, strict=True)
    ]
    pages = sum(sheet.pages for sheet in made)
    missing = frozenset[str]().union(*(sheet.missing for sheet in made))
    return {
        "name": name,
        "pages": pages,
        "flip": wanted.flip.value if wanted.fold else None,
        "papers": sum((sheet.pages + 1) // 2 for sheet in made) * wanted.copies,
        "may": "stop" if stopped else "print" if all(sheet.final for sheet in made) else "draft",
        "missing": {name: spoken().told(said) for name, said in said_missing(sorted(missing)).items()},
        "languages": [
            tag for tag in shelf.languages if any(tag in shelf.title(item.handout).leaves for item in wanted.items)
        ],
        "items": render_template(
            "items.html", lines=lines, shelf=shelf, editions=edition_names(shelf, spoken().language)
        ),
        "preview": render_template("preview.html", name=name, made=made),
        "record": [_record(sheet) for sheet in made],
    }


def _form(shelf: Shelf, wanted: Order) -> Mapping[str, Any]:
    """The fields that these sheets have, and the editions they are not written in.

    ``fields`` names the former, so that the page keeps what is being typed.
    """
    leaves = [shelf.title(item.handout).leaf(wanted.language) for item in wanted.items]
    found = blanks([leaf.handout for leaf in leaves], shelf.library.fields, spoken().language)
    lacking = [name for name in shelf.editions if not all(shelf.is_in(leaf, name) for leaf in leaves)]
    return {
        "fields": [one.field.name for one in found],
        "form": render_template("fields.html", blanks=found),
        "lacking": lacking,
    }


def _record(sheet: Made) -> str:
    """A line for the patient's chart, to copy by hand: what was given, and nobody's name."""
    said = sheet.identity
    version = f"{said.handout} version {said.version} of {said.of}"
    languages = " and ".join(leaf.identity.language for leaf in sheet.leaves)
    codes = " + ".join(leaf.identity.code for leaf in sheet.leaves)
    return f"{sheet.title} ({version}, {languages}, {said.edition}, {codes})"


def _may_not(desk: Desk, sheet: Made) -> bool:
    return sheet.stopped or (desk.arrangement.options.final and not sheet.final)


def _job(desk: Desk, name: str, copies: int) -> bytes:
    """What goes to the printer. Raises MayNotPrintError."""
    made = _allowed(desk, name)
    for sheet in made:
        if sheet.missing:
            raise MayNotPrintError("“{title}” lacks something that each patient’s copy needs.", title=sheet.title)
    if not 1 <= copies <= settings().limits["copies"]:
        raise BadOrderError("Copies: a number from 1 to {most}.", most=settings().limits["copies"])
    return desk.press.bound(made, copies)


def _allowed(desk: Desk, name: str) -> tuple[Made, ...]:
    """The sheets of an order that may be handed out. Raises MayNotPrintError."""
    made = _held(desk, name)
    for sheet in made:
        if _may_not(desk, sheet):
            raise MayNotPrintError(f"“{{title}}” is {sheet.state.value} and cannot be printed.", title=sheet.title)
    return made


def _held(desk: Desk, name: str) -> tuple[Made, ...]:
    made = desk.holding.get(name)
    if made is None:
        raise UnknownSheetError("It was forgotten after ten idle minutes, or printed. Choose it again.")
    return made


def _forget(desk: Desk, asked: Mapping[str, Any]) -> None:
    name = asked.get("forget")
    if isinstance(name, str):
        desk.forget(name)


def _name(asked: Mapping[str, Any]) -> str:
    name = asked.get("name")
    if not isinstance(name, str):
        raise BadOrderError("The request is not an order.")
    return name


def _number(asked: Mapping[str, Any]) -> int:
    copies = asked.get("copies", 1)
    if type(copies) is not int:
        raise BadOrderError("Copies: a number.")
    return copies
