"""The signer's own page: my line, my details, the text I signed, and the way out."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.domain.errors import Refused
from app.services import signer
from app.services.signer import SignerPage
from app.web.house import house
from app.web.refusals import in_words

pages = Blueprint("signer", __name__)


@pages.get("/sign-on/<token>")
def mine(token: str) -> str:
    page = _page_or_404(token)
    return render_template("signer/mine.html", page=page, token=token)


@pages.get("/sign-on/<token>/withdraw")
def before_withdrawing(token: str) -> str:
    page = _page_or_404(token)
    return render_template("signer/withdraw.html", page=page, token=token, problem="")


@pages.post("/sign-on/<token>/withdraw")
def withdraw(token: str) -> Response:
    outcome = signer.withdraw(house, token, now=datetime.now(UTC))
    if outcome is None:
        abort(404)
    if isinstance(outcome, Refused):
        page = _page_or_404(token)
        words = render_template(
            "signer/withdraw.html", page=page, token=token, problem=in_words(outcome)
        )
        return make_response(words, HTTPStatus.CONFLICT)
    return redirect(url_for("signer.mine", token=token), HTTPStatus.SEE_OTHER)


def _page_or_404(token: str) -> SignerPage:
    page = signer.signer_page(house, token, now=datetime.now(UTC))
    if page is None:
        abort(404)
    return page
