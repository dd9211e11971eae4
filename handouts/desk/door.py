"""The door for phones: one kind of page, under addresses that nobody can guess, and nothing else of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Flask, Response, g, render_template, request
from werkzeug.exceptions import HTTPException

from handouts.desk.guarding import HEADERS, host_name
from handouts.desk.phones import Links
from handouts.desk.settings import settings
from handouts.desk.speech import in_page, spoken, wanted

#: The cookie by which the phone that opened a link is known again; it says nothing of anybody.
_PHONE = "phone"
#: The page has its style, its fonts and its pictures in itself.
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        **HEADERS,
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
    }
)


def door(links: Links, host: str) -> Flask:
    """The application at the door; it answers only to the name ``host``."""
    made = Flask("handouts.desk", static_folder=None, template_folder="templates")
    made.jinja_env.trim_blocks = made.jinja_env.lstrip_blocks = True
    made.jinja_env.globals.update(_=in_page, spoken=lambda: spoken().language)
    made.config.update(MAX_CONTENT_LENGTH=0, PROPAGATE_EXCEPTIONS=False)

    @made.before_request
    def admit() -> Response | None:
        g.speech = wanted(None, request.accept_languages.values())  # the patient's, not the desk's
        fine = host_name(request.host) == host and request.method == "GET"
        return None if fine else _gone(421 if request.method == "GET" else 405)

    @made.after_request
    def shield(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.pop("Server", None)
        return response

    @made.errorhandler(HTTPException)
    def unknown(error: HTTPException) -> Response:
        return _gone(error.code or 500)

    @made.errorhandler(Exception)
    def broken(_error: Exception) -> Response:
        return _gone(500)

    @made.get("/<token>", defaults={"number": None})
    @made.get("/<token>/<int:number>")
    def page(token: str, number: int | None) -> Response:
        opened = links.open(token, request.cookies.get(_PHONE))
        if opened is None:
            return _gone(404)
        link, phone = opened
        if number is None and len(link.pages) > 1:
            response = Response(render_template("phone.html", token=token, pages=link.pages), mimetype="text/html")
        elif (number or 0) < len(link.pages):
            response = Response(link.pages[number or 0].data, mimetype="text/html")
        else:
            return _gone(404)
        life = settings().limits["phone"]
        response.set_cookie(_PHONE, phone, max_age=life, path=f"/{token}", httponly=True, samesite="Lax")
        return response

    return made


def _gone(status: int) -> Response:
    """What a patient reads whose code has run out: in the words of several languages, as nothing is known of them."""
    return Response(render_template("phone.html", gone=settings().gone), status, mimetype="text/html")
