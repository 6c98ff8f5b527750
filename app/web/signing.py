"""Signing on: the form, the line as it will print, and the page that says to look for a mail."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.extensions import limiter
from app.services import signing
from app.services.previewing import LinePreview
from app.services.signing import CheckYourInbox, SignPage
from app.web.forms.sign_on import SignOnForm
from app.web.house import house
from app.web.language import page_language
from app.web.refusals import in_words
from app.web.security import keep_out_of_search
from app.web.visitors import this_visitor

pages = Blueprint("signing", __name__)

# What the page after the form says, in the visitor's own signed session: never in an address.
WAITING = "check_inbox"

SIGN_ONS = "60 per minute; 600 per hour"
# The strip is fetched while somebody types: it must not use up what they sign with.
LINES = "240 per minute"


@pages.get("/letters/<slug:slug>/sign")
def form(slug: str) -> Response:
    page = _page_or_404(slug)
    return _form_page(page, SignOnForm.for_page(page))


@pages.post("/letters/<slug:slug>/sign")
@limiter.limit(SIGN_ONS)
def sign(slug: str) -> AnyResponse:
    page = _page_or_404(slug)
    answers = SignOnForm.for_page(page)
    if not answers.validate_on_submit():
        return _form_page(page, answers, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    outcome = signing.sign_on(
        house,
        slug,
        answers.answers(),
        visitor=this_visitor(),
        language=page_language(),
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(404)
    if isinstance(outcome, Refused):
        return _refused_page(page, answers, outcome)
    session[WAITING] = _remembered(outcome)
    address = url_for("signing.check_inbox", slug=slug, key=page.key or None)
    return redirect(address, HTTPStatus.SEE_OTHER)


@pages.post("/letters/<slug:slug>/line")
@limiter.limit(LINES)
def line(slug: str) -> str:
    """The strip with the line as it will print.

    Sent by POST although it changes nothing: what is typed here belongs in no log of addresses.
    """
    page = _page_or_404(slug)
    preview = _preview(page, SignOnForm.for_page(page))
    return render_template("signing/line.html", preview=preview)


@pages.get("/letters/<slug:slug>/check-inbox")
def check_inbox(slug: str) -> Response:
    page = _page_or_404(slug)
    waiting = session.get(WAITING)
    mine = _recalled(waiting) if waiting and waiting["slug"] == slug else None
    return _quiet(render_template("signing/check_inbox.html", page=page, waiting=mine))


def form_again(slug: str, *, problem: str) -> Response | None:
    """Return the form with what was typed and a sentence, None where there is no such letter.

    For a request that was refused before its handler was called.
    """
    page = signing.sign_page(house, slug, visitor=this_visitor(), now=datetime.now(UTC))
    if page is None:
        return None
    answers = SignOnForm.for_page(page)
    return _form_page(page, answers, problem=problem, status=HTTPStatus.BAD_REQUEST)


def _page_or_404(slug: str) -> SignPage:
    page = signing.sign_page(house, slug, visitor=this_visitor(), now=datetime.now(UTC))
    if page is None:
        abort(404)
    return page


def _form_page(
    page: SignPage,
    answers: SignOnForm,
    *,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    template = "signing/form.html" if page.is_open else "signing/closed.html"
    preview = _preview(page, answers) if page.is_open else None
    words = render_template(template, page=page, form=answers, preview=preview, problem=problem)
    return _quiet(words, status=status)


def _refused_page(page: SignPage, answers: SignOnForm, refused: Refused) -> Response:
    """The form again, with the sentence beside its field where the refusal names one."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if answers.show_beside_field(refused):
        return _form_page(page, answers, status=status)
    return _form_page(page, answers, problem=in_words(refused), status=status)


def _preview(page: SignPage, answers: SignOnForm) -> LinePreview | None:
    """The line as it will print, None while there is no name to show."""
    said = answers.answers()
    if not said.organization:
        return None
    return signing.preview(house, page.slug, said, visitor=this_visitor(), now=datetime.now(UTC))


def _quiet(words: str, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return keep_out_of_search(make_response(words, status))


def _remembered(outcome: CheckYourInbox) -> dict[str, str]:
    return {**asdict(outcome), "good_until": outcome.good_until.isoformat()}


def _recalled(kept: dict[str, Any]) -> CheckYourInbox:
    until = datetime.fromisoformat(kept["good_until"])
    return CheckYourInbox(**(kept | {"good_until": until}))
