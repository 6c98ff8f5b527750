"""One letter: how it stands, who sees it; opening and closing it; its private link."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Permission
from app.services import circulating, desk, opening
from app.services.changing import Done
from app.services.desk import DeskLetterPage
from app.web.desk.chart import Chart, draw
from app.web.desk.guard import Place, forbid, pages, place_or_404, stop_at_role
from app.web.desk.words import in_words, waiting_in_words
from app.web.forms.desk import VisibilityForm
from app.web.house import house
from app.web.words import gettext as _


@pages.get("/letters/<slug:slug>")
def letter(slug: str) -> Response:
    return _overview(place_or_404(slug))


@pages.post("/letters/<slug:slug>/open")
def open_letter(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    outcome = opening.open_letter(house, place.member, slug, now=datetime.now(UTC))
    return _after(outcome, place, _("The letter is open for sign-ons."))


@pages.get("/letters/<slug:slug>/close")
def before_closing(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    if not place.member.may(Permission.OPEN_AND_CLOSE):
        forbid()
    if place.letter.state != "open":
        return _back_to(place)
    return make_response(render_template("desk/close.html", place=place))


@pages.post("/letters/<slug:slug>/close")
def close(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    outcome = opening.close_letter(house, place.member, slug, now=datetime.now(UTC))
    return _after(
        outcome,
        place,
        _("The letter is closed. Whoever signed before may still confirm for a day."),
    )


@pages.post("/letters/<slug:slug>/visibility")
def visibility(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    if not place.member.may(Permission.CHANGE_VISIBILITY):
        forbid()
    form = VisibilityForm()
    if not form.validate_on_submit():
        return _overview(place, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    outcome = circulating.set_visibility(
        house,
        place.member,
        slug,
        reads=form.reads.data or "",
        signs=form.signs.data or "",
        shows=form.shows.data or "",
        now=datetime.now(UTC),
    )
    return _after(outcome, place, _("Saved: who reads, who signs, who sees the names."))


@pages.post("/letters/<slug:slug>/private-link")
def new_private_link(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    outcome = circulating.renew_private_link(house, place.member, slug, now=datetime.now(UTC))
    return _after(
        outcome,
        place,
        _("There is a new private link. The one before opens nothing any more: send the new one."),
    )


def _after(outcome: Done | Refused | None, place: Place, said: str) -> AnyResponse:
    """Back to the letter where it is done; the letter with a sentence where it is refused."""
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        return _overview(place, problem=in_words(outcome), status=HTTPStatus.CONFLICT)
    if outcome.changed:
        flash(said)
    return _back_to(place)


def _overview(
    place: Place,
    *,
    form: VisibilityForm | None = None,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    page = _page_or_404(place)
    words = render_template(
        "desk/letter.html",
        place=place,
        page=page,
        chart=_chart(page),
        waits=waiting_in_words(page.waiting),
        form=form or _stored(page),
        problem=problem,
    )
    return make_response(words, status)


def _chart(page: DeskLetterPage) -> Chart | None:
    letter = page.summary
    return draw(
        page.days,
        state=letter.state,
        closes_at=letter.closes_at,
        zone=letter.zone,
        now=datetime.now(UTC),
    )


def _stored(page: DeskLetterPage) -> VisibilityForm:
    """Return the form with the settings as they are, whatever was sent."""
    return VisibilityForm(formdata=None, reads=page.reads, signs=page.signs, shows=page.shows)


def _page_or_404(place: Place) -> DeskLetterPage:
    page = desk.letter(house, place.member, place.letter.slug, now=datetime.now(UTC))
    if page is None:
        abort(HTTPStatus.NOT_FOUND)
    return page


def _back_to(place: Place) -> AnyResponse:
    return redirect(url_for("desk.letter", slug=place.letter.slug), HTTPStatus.SEE_OTHER)
