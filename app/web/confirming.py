"""The link in the confirmation mail: looking at it shows, only the button confirms."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import (
    Blueprint,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from app.services import confirming
from app.services.confirming import LookAgain, TokenProblem
from app.web.house import house
from app.web.signing import WAITING

pages = Blueprint("confirming", __name__)


@pages.get("/confirm/<token>")
def show(token: str) -> Response:
    return _page(token)


@pages.post("/confirm/<token>")
def confirm(token: str) -> Response:
    outcome = confirming.confirm(
        house, token, shown=request.form.get("shown", ""), now=datetime.now(UTC)
    )
    if isinstance(outcome, TokenProblem):
        return _problem_page(outcome)
    if isinstance(outcome, LookAgain):
        return _page(token, status=HTTPStatus.CONFLICT)
    session.pop(WAITING, None)
    return redirect(url_for("signer.mine", token=outcome.signer_token), HTTPStatus.SEE_OTHER)


@pages.post("/confirm/<token>/deny")
def deny(token: str) -> Response:
    outcome = confirming.deny(house, token, now=datetime.now(UTC))
    if isinstance(outcome, TokenProblem):
        return _problem_page(outcome)
    return make_response(render_template("confirming/denied.html"))


def _page(token: str, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """What the link shows; once more, with a sentence, where another name would print by now."""
    outcome = confirming.show(house, token, now=datetime.now(UTC))
    if isinstance(outcome, TokenProblem):
        return _problem_page(outcome)
    words = render_template(
        "confirming/show.html",
        confirmation=outcome,
        token=token,
        has_changed=status is HTTPStatus.CONFLICT,
    )
    return make_response(words, status)


def _problem_page(problem: TokenProblem) -> Response:
    """Nothing was ever behind an unknown link; behind the others something was, and is gone."""
    status = HTTPStatus.NOT_FOUND if problem.kind == "unknown" else HTTPStatus.GONE
    return make_response(render_template("confirming/problem.html", problem=problem), status)
