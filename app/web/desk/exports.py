"""The letter as files: what can be had, each of them, and what is let through in a final one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.finishing import Unfinished
from app.domain.roles import Permission
from app.services import exporting, keeping_pictures, letting_through
from app.services.exporting import Export
from app.services.keeping_pictures import Kept
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.desk.pictures import text_page
from app.web.desk.words import in_words, noticed_in_words
from app.web.house import house
from app.web.words import gettext as _

# The cheapest document to make: it is stopped by what stops the others.
PROBE = "txt"


@dataclass(frozen=True, slots=True)
class Stopped:
    """What stops the letter, in the reader's words; `texts` may be let through by name."""

    reasons: tuple[str, ...]
    texts: tuple[str, ...]


@pages.get("/letters/<slug:slug>/export")
def export(slug: str) -> Response:
    return _page(place_or_404(slug))


@pages.get("/letters/<slug:slug>/export/<fmt>")
def download(slug: str, fmt: str) -> Response:
    place = place_or_404(slug)
    outcome = _export(place, fmt, is_draft=request.args.get("draft") == "1")
    if isinstance(outcome, Refused):
        return _page(place, status=HTTPStatus.CONFLICT)
    return _file(outcome)


@pages.post("/letters/<slug:slug>/export/let-through")
def let_through(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    text = request.form.get("text", "")
    outcome = letting_through.let_through(
        house,
        place.member,
        slug,
        text=text,
        reason=request.form.get("reason", ""),
        now=datetime.now(UTC),
    )
    said = _("“%(words)s” is let through.", words=text)
    if request.form.get("on") == "text":
        return _after(outcome, place, said, page=text_page, back="desk.text")
    return _after(outcome, place, said)


@pages.post("/letters/<slug:slug>/export/stop-again")
def stop_again(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    text = request.form.get("text", "")
    outcome = letting_through.take_back(house, place.member, slug, text=text, now=datetime.now(UTC))
    return _after(outcome, place, _("“%(words)s” stops the final letter again.", words=text))


def _after(
    outcome: Kept | Refused | None,
    place: Place,
    said: str,
    *,
    page: Callable[..., Response] | None = None,
    back: str = "desk.export",
) -> AnyResponse:
    """The page of the button once more, by the name `back`; with a sentence where it is refused."""
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        return (page or _page)(place, problem=in_words(outcome), status=HTTPStatus.CONFLICT)
    if outcome.changed:
        flash(said)
    return redirect(url_for(back, slug=place.letter.slug), HTTPStatus.SEE_OTHER)


def _export(place: Place, fmt: str, *, is_draft: bool) -> Export | Refused:
    outcome = exporting.export(
        house,
        place.letter.slug,
        fmt,
        member=place.member,
        is_draft=is_draft,
        list_kind=request.args.get("list", ""),
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
    return outcome


def _file(made: Export) -> Response:
    response = Response(made.content, content_type=made.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=made.filename)
    return response


def _page(place: Place, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    outcome = _export(place, PROBE, is_draft=False)
    pictures = keeping_pictures.pictures_of(house, place.member, place.letter.slug)
    words = render_template(
        "desk/export.html",
        place=place,
        problem=problem,
        stopped=_stopped(outcome) if isinstance(outcome, Refused) else None,
        missing_pictures=pictures is not None and pictures.may_add and pictures.missing,
        let_through=letting_through.let_through_so_far(house, place.member, place.letter.slug),
        may_let_through=place.member.may(Permission.LET_THROUGH),
    )
    return make_response(words, status)


def _stopped(refused: Refused) -> Stopped:
    if not isinstance(refused, Unfinished):
        return Stopped((in_words(refused),), ())
    texts = (each.text for each in refused.hindrances if each.may_be_let_through)
    return Stopped(tuple(map(noticed_in_words, refused.hindrances)), tuple(dict.fromkeys(texts)))
