"""The pictures of a letter: what its file names, what is there, and the missing ones brought."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Member
from app.services import desk, keeping_pictures
from app.services.drafting import LARGEST_DRAFT
from app.services.importing_files import LARGEST_LIST
from app.services.keeping_pictures import Kept, LetterPictures
from app.web.desk import bringing
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.desk.words import in_words, noticed_in_words
from app.web.house import house
from app.web.words import gettext as _
from app.web.words import ngettext

LARGEST_UPLOAD = 6_000_000
"""A picture has 5 MB at most; around it stand the fields of its form."""
LARGEST_NEW_LETTER = 24_000_000
"""A letter file with all its pictures."""

LARGEST_DRAFT_UPLOAD = LARGEST_DRAFT + 1_000_000
"""A Word draft with the pictures in it."""
LARGEST_LIST_UPLOAD = LARGEST_LIST + 1_000_000
"""A list of signatories, and the fields of its form."""

ROOM = {
    "desk.add_picture": LARGEST_UPLOAD,
    "desk.set_logo": LARGEST_UPLOAD,
    "desk.create": LARGEST_NEW_LETTER,
    "desk.read_draft": LARGEST_DRAFT_UPLOAD,
    "desk.bring_list": LARGEST_LIST_UPLOAD,
}


@pages.url_value_preprocessor
def make_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let members send files that are larger than other requests; nothing is read before.

    A form without files has no such limit on its fields: it keeps to what others may hold.
    """
    room = ROOM.get(endpoint or "")
    if room and request.mimetype == "multipart/form-data" and current_user.is_authenticated:
        request.max_content_length = room


@pages.get("/letters/<slug:slug>/text")
def text(slug: str) -> Response:
    return text_page(place_or_404(slug))


@pages.post("/letters/<slug:slug>/pictures")
def add_picture(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    content = content_of(request.files.get("picture"))
    outcome = _kept(place.member, slug, request.form.get("name", ""), content)
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        page = text_page(place, problem=in_words(outcome), status=bringing.status_of(outcome))
        return bringing.with_time_to_wait(page, outcome, place.member)
    flash(_("The picture is stored with the letter."))
    return redirect(url_for("desk.text", slug=slug, _anchor="pictures"), HTTPStatus.SEE_OTHER)


def _kept(member: Member, slug: str, name: str, content: bytes) -> Kept | Refused | None:
    if not bringing.may_bring(member):
        return bringing.TOO_MANY
    return keeping_pictures.add_picture(
        house, member, slug, name=name, content=content, now=datetime.now(UTC)
    )


def too_large() -> Response:
    """The letter's page once more: a picture of this size was refused before it was read."""
    values = request.view_args or {}
    return text_page(
        place_or_404(str(values["slug"])),
        problem=_("The picture has more than 5 MB. Save it smaller."),
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def text_page(place: Place, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    page = desk.letter(house, place.member, place.letter.slug, now=datetime.now(UTC))
    pictures = keeping_pictures.pictures_of(house, place.member, place.letter.slug)
    if page is None or pictures is None:
        abort(HTTPStatus.NOT_FOUND)
    words = render_template(
        "desk/text.html",
        place=place,
        page=page,
        to_look_at=tuple(map(noticed_in_words, page.warnings)),
        pictures=pictures,
        problem=problem,
    )
    return make_response(words, status)


def bring_along(member: Member, slug: str, uploads: list[FileStorage]) -> LetterPictures | None:
    """Keep what was chosen together with a new letter file, each by its own name.

    Says what could not be kept; the letter is there in any case.
    """
    there = keeping_pictures.pictures_of(house, member, slug)
    if there is None:
        return None
    named = {PurePosixPath(line.name).name: line.name for line in there.lines}
    waits: Refused | None = None
    for upload in uploads:
        name = PurePosixPath((upload.filename or "").replace("\\", "/")).name
        if not name:
            continue
        if name not in named:
            flash(_("“%(name)s” was not kept: the letter file names no such picture.", name=name))
            continue
        outcome = waits or _kept(member, slug, named[name], upload.read())
        if isinstance(outcome, Refused):
            # Where one had to wait in vain, the others are not made to wait as well.
            waits = outcome if bringing.must_wait(outcome) else None
            reason = in_words(outcome)
            flash(_("“%(name)s” was not kept. %(reason)s", name=name, reason=reason))
    return keeping_pictures.pictures_of(house, member, slug)


def say_what_is_missing(pictures: LetterPictures) -> None:
    flash(
        ngettext(
            "One picture that it names is missing; bring it under “Text”.",
            "%(num)d pictures that it names are missing; bring them under “Text”.",
            pictures.missing,
        )
    )


def content_of(upload: FileStorage | None) -> bytes:
    return upload.read() if upload else b""
