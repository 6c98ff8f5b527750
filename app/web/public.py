"""Pages that everybody reads: the list of letters, a letter, its names as a file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Literal

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from app.services import reading
from app.services.access import Visitor
from app.services.reading import LetterPage
from app.web.house import house
from app.web.language import page_language
from app.web.security import keep_out_of_search, may_be_kept
from app.web.visitors import this_visitor

pages = Blueprint("public", __name__)

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}


@pages.get("/")
def home() -> str:
    letters = reading.public_letters(house)
    return render_template("public/home.html", letters=letters, desk_address=url_for("desk.home"))


@pages.get("/privacy")
def privacy() -> str:
    return render_template("public/privacy.html")


@pages.get("/letters/<slug>")
def letter(slug: str) -> Response:
    visitor = this_visitor()
    find = request.args.get("find", "").strip()
    page = reading.letter_page(house, slug, visitor=visitor, now=datetime.now(UTC), find=find)
    if page is None:
        abort(404)
    response = make_response(render_template("public/letter.html", page=page, find=find))
    return _kept_as_allowed(response, page, visitor=visitor, find=find)


@pages.get("/letters/<slug>/pictures/<name>")
def picture(slug: str, name: str) -> Response:
    page = reading.letter_page(house, slug, visitor=this_visitor(), now=datetime.now(UTC))
    found = page.html.pictures.get(name) if page else None
    if found is None:
        abort(404)
    return Response(found.content, mimetype=found.media_type)


@pages.get("/letters/<slug>/signatories.csv", defaults={"fmt": "csv"})
@pages.get("/letters/<slug>/signatories.json", defaults={"fmt": "json"})
def signatories(slug: str, fmt: Literal["csv", "json"]) -> Response:
    content = reading.public_signatories(house, slug, visitor=this_visitor(), fmt=fmt)
    if content is None:
        abort(404)
    response = Response(content, mimetype=MEDIA_TYPES[fmt])
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-signatories.{fmt}")
    return keep_out_of_search(response)


def _kept_as_allowed(
    response: Response, page: LetterPage, *, visitor: Visitor, find: str
) -> Response:
    """A public letter may be kept by anybody's cache; a quiet one by nobody's."""
    if not page.is_public:
        return keep_out_of_search(response)
    if visitor.user_id is not None or visitor.key:
        return response
    shown = f"{page.etag} {page_language()} {find}"
    return may_be_kept(response, etag=hashlib.sha256(shown.encode()).hexdigest()[:32])
