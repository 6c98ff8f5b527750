"""Friendly pages for what went wrong: what happened, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

from app.web import signing
from app.web.words import gettext as _


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """The heading of an error page, and sentences that say what to do next."""

    heading: str
    advice: str


def register(app: Flask) -> None:
    """Answer every error with a page in the look of the others, in the reader's language."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(InternalServerError, _error_page)


def _error_page(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    response = make_response(
        render_template("errors/page.html", words=_words_for(error.code)), error.code
    )
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _foreign_host(_error: SecurityError) -> Response:
    """A Host header that is none of ours: no address can be made, so this page holds none."""
    return make_response(render_template("errors/foreign_host.html"), 400)


def _stale_form(_error: CSRFError) -> Response:
    """A form whose session has ended: shown again with what was typed, where that can be."""
    if request.endpoint == "signing.sign" and request.view_args:
        again = signing.form_again(request.view_args["slug"], problem=_stale_words())
        if again is not None:
            return again
    return make_response(render_template("errors/page.html", words=_words_for(400)), 400)


def _stale_words() -> str:
    return _(
        "This page was open for too long, or your browser keeps no cookies. "
        "Nothing was sent. What you wrote is still here: please press the button once more."
    )


def _words_for(code: int) -> ErrorWords:
    known = {
        400: ErrorWords(
            _("That did not arrive as it should"),
            _("Nothing was stored. Please go back, load the page again and repeat the last step."),
        ),
        403: ErrorWords(
            _("You may not open this page"),
            _("It is for members with another role. Ask an owner of your coalition for access."),
        ),
        404: ErrorWords(
            _("There is no such page"),
            _(
                "The address may be incomplete, or the letter is shown only by its private link. "
                "Copy the whole link from the message it came in."
            ),
        ),
        405: ErrorWords(
            _("This page works in another way"),
            _("Nothing was stored. Please go back and use the button on the page."),
        ),
        413: ErrorWords(
            _("That is too large"),
            _("Nothing was stored. Please send less text, or a smaller file."),
        ),
        429: ErrorWords(
            _("Too many tries in a short time"),
            _("Nothing was stored. Please wait a few minutes and try again."),
        ),
    }
    failed = ErrorWords(
        _("Something went wrong on our side"),
        _(
            "We have noted it. What was answered with a thank-you is safe. "
            "Please try again in a few minutes."
        ),
    )
    return known.get(code, known[400] if code < 500 else failed)
