"""Every sign-on of a letter, found by name, page by page."""

from __future__ import annotations

from http import HTTPStatus

from flask import abort, render_template, request

from app.domain.roles import Permission
from app.services import watching
from app.web.desk.guard import pages, place_or_404
from app.web.house import house

LONGEST_SEARCH = 100


@pages.get("/letters/<slug:slug>/signatories")
def signatories(slug: str) -> str:
    place = place_or_404(slug)
    find = request.args.get("find", "").strip()[:LONGEST_SEARCH]
    number = request.args.get("page", 1, type=int)
    shown = watching.signatories(house, place.member, slug, find=find, page=number)
    if shown is None or not 1 <= number <= shown.pages:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "desk/signatories.html",
        place=place,
        shown=shown,
        sees_contacts=place.member.may(Permission.SEE_CONTACTS),
    )
