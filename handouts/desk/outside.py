"""For the clinic's other systems: sheets by address, the info button's answers, records of what was given."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, Response, jsonify, request

from handouts.desk import infobutton, records
from handouts.desk.desk import Desk
from handouts.desk.pages import body
from handouts.desk.press import Look, Made
from handouts.desk.shelf import UnknownSheetError
from handouts.model import Clinic


def add_routes(app: Flask, desk: Desk) -> None:
    """Add them to the application."""

    @app.get("/handout/<name>/<language>.pdf")
    def sheet(name: str, language: str) -> Response:
        made = _sheet(desk, name, language, request.args.get("edition"), request.args.get("paper"))
        return Response(made.data, mimetype="application/pdf")

    @app.get("/infobutton")
    def info() -> Response:
        asked = infobutton.read_request(request.args)
        shelf = desk.shelves.current()
        leaves = infobutton.answers(asked, shelf, desk.index(shelf))
        answer = infobutton.feed(asked, shelf, leaves, _address())
        if asked.form == infobutton.JSON:
            return jsonify(answer)
        return Response(infobutton.atom(answer), mimetype="text/xml")

    @app.post("/fhir/DocumentReference")
    def document_reference() -> Response:
        given = _given(desk)
        inline = body().get("inline") is True
        return _fhir(records.document_reference(given, _clinic(desk), _address(), inline=inline))

    @app.post("/fhir/Communication")
    def communication() -> Response:
        return _fhir(records.communication(_given(desk), _clinic(desk), _address()))


def _sheet(desk: Desk, name: str, language: str, edition: str | None, paper: str | None) -> Made:
    shelf = desk.shelves.current()
    leaf = shelf.title(name).leaves.get(language)
    if leaf is None:
        raise UnknownSheetError("It is not there in this language.")
    options = desk.arrangement.options
    if leaf.stopped or (options.final and not leaf.final):
        raise UnknownSheetError(f"It is {leaf.identity.state.value} and not handed out.")
    return desk.press.standard(shelf, (leaf,), Look(edition or options.edition, paper or options.paper))


def _given(desk: Desk) -> records.Given:
    asked = body()
    name, language = asked.get("handout"), asked.get("language")
    edition, paper = asked.get("edition"), asked.get("paper")
    if not isinstance(name, str) or not isinstance(language, str):
        raise infobutton.BadRequestError("Give 'handout' (its id) and 'language'.")
    if not isinstance(edition, str | None) or not isinstance(paper, str | None):
        raise infobutton.BadRequestError("'edition' and 'paper' are names.")
    made = _sheet(desk, name, language, edition, paper)
    return records.read_given(made, asked, datetime.now().astimezone())


def _clinic(desk: Desk) -> Clinic:
    return desk.shelves.current().library.clinic


def _address() -> str:
    return request.host_url.rstrip("/")


def _fhir(resource: dict[str, object]) -> Response:
    response = jsonify(resource)
    response.mimetype = "application/fhir+json"
    return response
