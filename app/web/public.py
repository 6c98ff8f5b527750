"""Pages that everybody reads: the list of letters, a letter, its names as a file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Literal

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from app.extensions import limiter
from app.services import keeping_pictures, reading
from app.services.access import Visitor
from app.web.house import house
from app.web.security import keep_out_of_search, may_be_kept, may_be_kept_by_its_reader
from app.web.visitors import this_visitor

pages = Blueprint("public", __name__)

# A search looks through every name of the list anew; no cache can answer it.
SEARCHES = "60 per minute"
LONGEST_SEARCH = 100

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json"}


@pages.get("/")
def home() -> str:
    letters = reading.public_letters(house)
    return render_template("public/home.html", letters=letters, desk_address=url_for("desk.home"))


@pages.get("/privacy")
def privacy() -> str:
    return render_template("public/privacy.html")


def _words_to_find() -> str:
    return request.args.get("find", "").strip()[:LONGEST_SEARCH].strip()


@pages.get("/letters/<slug:slug>")
@limiter.limit(SEARCHES, exempt_when=lambda: not _words_to_find())
def letter(slug: str) -> Response:
    visitor = this_visitor()
    find = _words_to_find()
    page = reading.letter_page(
        house,
        slug,
        visitor=visitor,
        now=datetime.now(UTC),
        find=find,
        page=request.args.get("page", 1, type=int),
    )
    if page is None:
        abort(404)
    response = make_response(render_template("public/letter.html", page=page, find=find))
    return _kept_as_allowed(response, visitor, is_public=page.is_public)


@pages.get("/letters/<slug:slug>/signatories.csv", defaults={"fmt": "csv"})
@pages.get("/letters/<slug:slug>/signatories.json", defaults={"fmt": "json"})
def signatories(slug: str, fmt: Literal["csv", "json"]) -> Response:
    content = reading.public_signatories(house, slug, visitor=this_visitor(), fmt=fmt)
    if content is None:
        abort(404)
    response = Response(content, mimetype=MEDIA_TYPES[fmt])
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-signatories.{fmt}")
    return keep_out_of_search(response)


@pages.get("/letters/<slug:slug>/pictures/<name>")
def picture(slug: str, name: str) -> Response:
    visitor = this_visitor()
    shown = keeping_pictures.picture_for(house, slug, name, visitor=visitor)
    if shown is None:
        abort(404)
    response = Response(shown.content, mimetype=shown.media_type)
    # An address with a key, or a page for a member, is nothing for a cache that others share.
    is_for_all = shown.is_public and not visitor.key and visitor.user_id is None
    keep = may_be_kept if is_for_all else may_be_kept_by_its_reader
    return keep(response, etag=shown.sha256[:32])


def _kept_as_allowed(response: Response, visitor: Visitor, *, is_public: bool) -> Response:
    """A public letter may be kept by anybody's cache; a quiet one by nobody's.

    The page says what hangs on the day and on the program too: its bytes tell whether it
    still stands.
    """
    if not is_public:
        return keep_out_of_search(response)
    if visitor.user_id is not None or visitor.key:
        return response
    return may_be_kept(response, etag=hashlib.sha256(response.get_data()).hexdigest()[:32])
