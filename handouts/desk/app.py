"""The desk as a web application: every request is guarded, every answer carries the guarding headers, errors help."""

from __future__ import annotations

from types import MappingProxyType

from flask import Flask, Response, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from handouts.desk import counter, outside, pages
from handouts.desk.desk import Desk
from handouts.desk.guarding import HEADERS, TOKEN_HEADER
from handouts.desk.infobutton import BadRequestError
from handouts.desk.orders import BadOrderError
from handouts.desk.press import CannotBeMadeError
from handouts.desk.printers import PrinterError
from handouts.desk.settings import settings
from handouts.desk.shelf import UnknownSheetError
from handouts.desk.speech import SaidError, in_page, spoken, wanted
from handouts.problems import ContentError, MachineError, UsageError

#: What record systems ask from outside our page, with a content type that a foreign web page cannot send unasked.
_OUTSIDE = "/fhir/"


def app(desk: Desk) -> Flask:
    """The application around a desk."""
    made = Flask("handouts.desk", static_folder="static", template_folder="templates")
    made.config.update(MAX_CONTENT_LENGTH=settings().limits["body"], PROPAGATE_EXCEPTIONS=False)
    made.url_map.merge_slashes = False  # no address leads to another one
    made.jinja_env.trim_blocks = made.jinja_env.lstrip_blocks = True
    made.jinja_env.globals.update(_=in_page, spoken=lambda: spoken().language)

    @made.before_request
    def listen() -> None:
        g.speech = wanted(desk.arrangement.language, request.accept_languages.values())

    _guard(made, desk)
    _errors(made)
    pages.add_routes(made, desk)
    counter.add_routes(made, desk)
    outside.add_routes(made, desk)
    return made


def _guard(made: Flask, desk: Desk) -> None:
    guard = desk.guard

    @made.before_request
    def admit() -> Response | None:
        if not guard.answers_to(request.host):
            return _told(421, "This is not the address of the desk. Open it by the address it printed when it started.")
        if request.method not in {"GET", "HEAD", "POST"}:
            return _told(405, "The desk does not do that.")
        if not guard.lets_in(None):
            refused = _password(desk)
            if refused is not None:
                return refused
        if request.method == "POST":
            if request.mimetype not in {"application/json", "application/fhir+json"}:
                return _told(415, "Send JSON.")
            if not request.path.startswith(_OUTSIDE) and not guard.knows(request.headers.get(TOKEN_HEADER)):
                return _told(403, "This page is from before the desk was started anew. Reload it.")
        return None

    @made.after_request
    def shield(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.pop("Server", None)
        return response


def _password(desk: Desk) -> Response | None:
    """None for the right password; otherwise what to answer."""
    if desk.patience.lost():
        return _told(429, "Too many wrong passwords. Wait a minute.")
    given = request.authorization
    password = given.password if given is not None and given.type == "basic" else None
    if desk.guard.lets_in(password):
        return None
    if password is not None:
        desk.patience.note()
    response = _told(401, "The desk asks for its password.")
    response.headers["WWW-Authenticate"] = 'Basic realm="Front desk", charset="UTF-8"'
    return response


def _errors(made: Flask) -> None:
    @made.errorhandler(BadRequestError)
    def bad(error: Exception) -> Response:
        return _told(400, str(error))  # to a program, in English

    @made.errorhandler(BadOrderError)
    @made.errorhandler(CannotBeMadeError)
    @made.errorhandler(PrinterError)
    def refused(error: SaidError) -> Response:
        return _told(_STATUS[type(error)], spoken().told(error.said))

    @made.errorhandler(UnknownSheetError)
    def unknown(error: SaidError) -> Response:
        return _told(404, f"{spoken()('There is no such sheet.')} {spoken().told(error.said)}")

    @made.errorhandler(UsageError)
    def unusable(error: UsageError) -> Response:
        return _cannot(f"{error}{f': {error.hint}' if error.hint else ''}")

    @made.errorhandler(ContentError)
    def unfit(error: ContentError) -> Response:
        first = error.problems[0] if error.problems else None
        return _cannot(f"{first.message}{f': {first.hint}' if first.hint else ''}" if first else "it fails its proof")

    @made.errorhandler(MachineError)
    def machine(error: Exception) -> Response:
        return _told(503, f"{error}.")

    @made.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        return _told(error.code or 500, _SAID.get(error.code or 500, "The desk does not understand that."))

    @made.errorhandler(Exception)
    def broken(_error: Exception) -> Response:
        # Nothing of the error is shown or logged: it may hold what was typed about a patient.
        return _told(500, "Something went wrong at the desk. Nothing was printed. Try again, or start the desk anew.")


def _cannot(why: str) -> Response:
    """Why a sheet cannot be made, which is a matter for its writer and told in English."""
    return _told(422, spoken()("This sheet cannot be made: {why}.", why=why))


def _told(status: int, english: str) -> Response:
    """An error in the words of the person or program that asked."""
    message = spoken()(english)
    if request.method == "POST":
        response = jsonify(message=message)
    else:
        response = Response(render_template("error.html", message=message), mimetype="text/html")
    response.status_code = status
    return response


_STATUS = MappingProxyType({BadOrderError: 400, CannotBeMadeError: 422, PrinterError: 503})
_SAID = MappingProxyType(
    {
        400: "The desk cannot read that.",
        404: "There is no such page. Go back to the desk.",
        405: "The desk does not do that.",
        413: "That is too much at once. Make the note shorter.",
        414: "That address is too long.",
        415: "Send JSON.",
        431: "That is too much at once.",
    }
)
