"""The coalition's logo, for the letterhead of all its letters."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.services import keeping_logos
from app.services.keeping_pictures import Kept
from app.web.desk import bringing
from app.web.desk.guard import member_or_404, pages, stop_at_role
from app.web.desk.pictures import content_of
from app.web.desk.words import in_words
from app.web.house import house
from app.web.words import gettext as _


@pages.get("/coalitions/<slug:coalition>/logo")
def logo(coalition: str) -> Response:
    return _page(member_or_404(coalition))


@pages.get("/coalitions/<slug:coalition>/logo/picture")
def logo_picture(coalition: str) -> Response:
    picture = keeping_logos.logo_picture(house, member_or_404(coalition))
    if picture is None:
        abort(HTTPStatus.NOT_FOUND)
    return Response(picture.content, mimetype=picture.media_type)


@pages.post("/coalitions/<slug:coalition>/logo")
def set_logo(coalition: str) -> AnyResponse:
    member = member_or_404(coalition)
    outcome = _set(member)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        page = _page(member, problem=in_words(outcome), status=bringing.status_of(outcome))
        return bringing.with_time_to_wait(page, outcome, member)
    if outcome.changed:
        flash(_("The logo is stored."))
    return _back_to(member)


def _set(member: Member) -> Kept | Refused:
    content = content_of(request.files.get("picture"))
    if content and not bringing.may_bring(member):
        return bringing.TOO_MANY
    alt = request.form.get("alt", "")
    return keeping_logos.set_logo(house, member, content=content, alt=alt, now=datetime.now(UTC))


@pages.post("/coalitions/<slug:coalition>/logo/take-off")
def take_logo_off(coalition: str) -> AnyResponse:
    member = member_or_404(coalition)
    outcome = keeping_logos.take_logo_off(house, member, now=datetime.now(UTC))
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        return _page(member, problem=in_words(outcome), status=HTTPStatus.CONFLICT)
    if outcome.changed:
        flash(_("Your letters have no logo now."))
    return _back_to(member)


def too_large() -> Response:
    """The page once more: a picture of this size was refused before it was read."""
    values = request.view_args or {}
    return _page(
        member_or_404(str(values["coalition"])),
        problem=_("The picture has more than 5 MB. Save it smaller."),
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def _page(member: Member, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    standing = keeping_logos.logo(house, member)
    alt = standing.alt if standing else ""
    if status is not HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        # The words that were typed stay. A request that was too large was not read at all.
        alt = request.form.get("alt", alt)
    words = render_template(
        "desk/logo.html",
        member=member,
        logo=standing,
        alt=alt,
        problem=problem,
        may_change=member.may(Permission.WRITE_LETTERS),
    )
    return make_response(words, status)


def _back_to(member: Member) -> AnyResponse:
    return redirect(url_for("desk.logo", coalition=member.coalition_slug), HTTPStatus.SEE_OTHER)
