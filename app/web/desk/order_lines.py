"""Single lines of a list: by what they sort, their group and their place."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.services import ordering, settling_lines
from app.services.ordering import LineSettings
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.desk.words import in_words
from app.web.forms.order import LineForm
from app.web.house import house
from app.web.words import gettext as _
from app.web.words import ngettext


@pages.get("/letters/<slug:slug>/order/lines/<int:line>")
def order_line(slug: str, line: int) -> Response:
    place = place_or_404(slug)
    shown = _settings_or_404(place, line)
    return _page(place, shown, LineForm.of(shown))


@pages.post("/letters/<slug:slug>/order/lines/<int:line>")
def settle_line(slug: str, line: int) -> AnyResponse:
    place = place_or_404(slug)
    form = LineForm()
    if not form.validate_on_submit():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(place, _settings_or_404(place, line), form, status=status)
    outcome = settling_lines.settle_line(
        house,
        place.member,
        slug,
        line,
        form.settings(),
        was=request.form.get("was", ""),
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        shown = _settings_or_404(place, line)
        return _page(place, shown, form, problem=in_words(outcome), status=HTTPStatus.CONFLICT)
    if outcome.changed:
        flash(_("Saved: where this line stands."))
    return redirect(url_for("desk.order", slug=slug, _anchor="lines"), HTTPStatus.SEE_OTHER)


@pages.post("/letters/<slug:slug>/order/lines")
def settle_lines(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    chosen = request.form.getlist("line", type=int)
    what, _colon, value = request.form.get("what", "").partition(":")
    outcome = settling_lines.settle_lines(
        house,
        place.member,
        slug,
        chosen,
        what=what,
        value=value or request.form.get("words", ""),
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        flash(in_words(outcome))
    elif outcome.changed:
        flash(ngettext("Saved for one line.", "Saved for %(num)d lines.", len(chosen)))
    back = url_for(
        "desk.order",
        slug=slug,
        find=request.form.get("find") or None,
        page=request.form.get("page", type=int) or None,
        _anchor="lines",
    )
    return redirect(back, HTTPStatus.SEE_OTHER)


def _page(
    place: Place,
    shown: LineSettings,
    form: LineForm,
    *,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    words = render_template(
        "desk/order_line.html", place=place, shown=shown, form=form, problem=problem
    )
    return make_response(words, status)


def _settings_or_404(place: Place, line: int) -> LineSettings:
    shown = ordering.line_settings(house, place.member, place.letter.slug, line)
    if isinstance(shown, Refused):
        stop_at_role(shown)
    if shown is None or isinstance(shown, Refused):
        abort(HTTPStatus.NOT_FOUND)
    return shown
