"""The letter as files: what can be had, and each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, make_response, render_template, request

from app.domain.errors import Refused
from app.services import exporting
from app.services.exporting import Export
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.house import house

# The cheapest document to make: it is stopped by what stops the others.
PROBE = "txt"

# The names by which a refusal of an export can be answered with `allow`: a placeholder
# between its quotation marks, a note by its label.
NAMED = re.compile(r"“([^”]+)” is still a placeholder|(\[\^[^\]]+\])")


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why there is no final letter yet, and what may be let through by name."""

    reason: str
    names: tuple[str, ...]


@pages.get("/letters/<slug:slug>/export")
def export(slug: str) -> Response:
    place = place_or_404(slug)
    outcome = _export(place, PROBE, is_draft=False)
    return _page(place, outcome if isinstance(outcome, Refused) else None)


@pages.get("/letters/<slug:slug>/export/<fmt>")
def download(slug: str, fmt: str) -> Response:
    place = place_or_404(slug)
    outcome = _export(place, fmt, is_draft=request.args.get("draft") == "1")
    if isinstance(outcome, Refused):
        return _page(place, outcome, status=HTTPStatus.CONFLICT)
    return _file(outcome)


def _export(place: Place, fmt: str, *, is_draft: bool) -> Export | Refused:
    outcome = exporting.export(
        house,
        place.letter.slug,
        fmt,
        member=place.member,
        is_draft=is_draft,
        allowed=_allowed(),
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


def _page(place: Place, refused: Refused | None, *, status: HTTPStatus = HTTPStatus.OK) -> Response:
    hindrance = Hindrance(refused.reason, _names(refused.reason)) if refused else None
    words = render_template(
        "desk/export.html", place=place, hindrance=hindrance, allowed=_allowed()
    )
    return make_response(words, status)


def _allowed() -> tuple[str, ...]:
    """Return what the address lets through by name, each once."""
    return tuple(dict.fromkeys(filter(None, request.args.getlist("allow"))))


def _names(reason: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote or label for quote, label in NAMED.findall(reason)))
