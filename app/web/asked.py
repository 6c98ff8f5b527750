"""The link in the mail that asks about a name: looking at it shows, only the button answers."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.errors import Refused
from app.services import asking
from app.services.asking import QuestionOver, QuestionPage
from app.web.house import house
from app.web.refusals import in_words

pages = Blueprint("asked", __name__)


@pages.get("/asked/<token>")
def show(token: str) -> Response:
    return _page(token)


@pages.post("/asked/<token>")
def answer(token: str) -> Response:
    outcome = asking.answer(
        house,
        token,
        choice=request.form.get("answer", ""),
        words=request.form.get("words", ""),
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, QuestionOver):
        return _over(outcome)
    if isinstance(outcome, Refused):
        return _page(token, problem=in_words(outcome))
    return redirect(url_for("asked.thanks", token=token), HTTPStatus.SEE_OTHER)


@pages.get("/asked/<token>/thanks")
def thanks(token: str) -> Response:
    outcome = asking.show(house, token)
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    return make_response(render_template("asked/done.html", token=token))


def _page(token: str, *, problem: str = "") -> Response:
    outcome = asking.show(house, token)
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, QuestionOver):
        return _over(outcome)
    return make_response(_words(token, outcome, problem), 422 if problem else 200)


def _words(token: str, page: QuestionPage, problem: str) -> str:
    """The page with what was said before, or with what was just typed and could not stand."""
    return render_template(
        "asked/question.html",
        token=token,
        page=page,
        problem=problem,
        chosen=request.form.get("answer", "") if problem else page.answer,
        written=request.form.get("words", "") if problem else page.words,
    )


def _over(over: QuestionOver) -> Response:
    return make_response(render_template("asked/over.html", over=over), HTTPStatus.GONE)
