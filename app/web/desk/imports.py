"""Lists that members bring: chosen or pasted, their columns settled, looked at, imported, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import PureWindowsPath

from flask import (
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Permission
from app.services import importing_desk, importing_undo
from app.services.importing_desk import Brought, ImportPage
from app.services.importing_files import BUSY, COLUMN_WORDS, FIELDS
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.desk.pictures import content_of
from app.web.desk.words import in_words
from app.web.house import house
from app.web.words import gettext as _
from app.web.words import ngettext, say

TRY_AGAIN_SECONDS = 30


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column in the form that settles what it holds."""

    at: int
    header: str
    values: tuple[str, ...]
    field: str
    is_unsure: bool


@pages.get("/letters/<slug:slug>/imports")
def imports(slug: str) -> Response:
    return _lists_page(place_or_404(slug))


@pages.post("/letters/<slug:slug>/imports")
def bring_list(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    upload = request.files.get("file")
    content = content_of(upload)
    if upload is not None and content:
        outcome = importing_desk.bring_file(
            house,
            place.member,
            slug,
            content=content,
            filename=PureWindowsPath(upload.filename or "").name,
            clock=_now,
        )
    else:
        outcome = importing_desk.bring_text(
            house, place.member, slug, text=request.form.get("text", ""), clock=_now
        )
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        text = request.form.get("text", "")
        answer = _lists_page(place, problem=_sentence(outcome), text=text, status=status)
        if outcome.code == BUSY:
            answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            answer.retry_after = TRY_AGAIN_SECONDS
        return answer
    return _to(place, outcome)


@pages.get("/letters/<slug:slug>/imports/<int:number>")
def one_import(slug: str, number: int) -> Response:
    return _page(place_or_404(slug), number)


@pages.get("/letters/<slug:slug>/imports/<int:number>/columns")
def columns(slug: str, number: int) -> Response:
    return _page(place_or_404(slug), number, asks_columns=True)


@pages.post("/letters/<slug:slug>/imports/<int:number>/columns")
def settle_columns(slug: str, number: int) -> AnyResponse:
    place = place_or_404(slug)
    count = request.form.get("count", 0, type=int)
    fields = [request.form.get(f"field-{at}", "") for at in range(min(count, 100))]
    outcome = importing_desk.settle_columns(
        house,
        place.member,
        slug,
        number,
        fields=fields,
        has_headers=request.form.get("has_headers") == "yes",
        clock=_now,
    )
    if isinstance(outcome, Refused) and outcome.code.startswith("columns:"):
        return _page(
            place,
            number,
            asks_columns=True,
            chosen=fields,
            problem=_sentence(outcome),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _after(place, number, outcome)


@pages.post("/letters/<slug:slug>/imports/<int:number>/import")
def carry_out_import(slug: str, number: int) -> AnyResponse:
    place = place_or_404(slug)
    outcome = importing_desk.carry_out(house, place.member, slug, number, clock=_now)
    return _after(place, number, outcome)


@pages.post("/letters/<slug:slug>/imports/<int:number>/discard")
def discard_import(slug: str, number: int) -> AnyResponse:
    place = place_or_404(slug)
    outcome = importing_desk.discard(house, place.member, slug, number, clock=_now)
    if isinstance(outcome, Brought):
        flash(_("List %(number)d is thrown away; nothing of it was listed.", number=number))
        return redirect(url_for("desk.imports", slug=slug), HTTPStatus.SEE_OTHER)
    return _after(place, number, outcome)


@pages.post("/letters/<slug:slug>/imports/<int:number>/undo")
def undo_import(slug: str, number: int) -> AnyResponse:
    place = place_or_404(slug)
    outcome = importing_undo.undo(house, place.member, slug, number, now=_now())
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        return _refused(place, number, outcome)
    if outcome.sign_ons:
        flash(
            ngettext(
                "The import is undone: one line left the list.",
                "The import is undone: %(num)d lines left the list.",
                outcome.lines,
            )
        )
    return _to(place, Brought(number, waits=False))


@pages.post("/letters/<slug:slug>/imports/<int:number>/again")
def bring_again(slug: str, number: int) -> AnyResponse:
    place = place_or_404(slug)
    outcome = importing_desk.bring_again(house, place.member, slug, number, clock=_now)
    return _after(place, number, outcome)


def too_large() -> Response:
    """The form once more: a file of this size was refused before it was read."""
    values = request.view_args or {}
    return _lists_page(
        place_or_404(str(values["slug"])),
        problem=_("The list has more than 10 MB. Leave out columns nobody needs."),
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _sentence(refused: Refused) -> str:
    """Return a refusal as a sentence of its own: those about files begin in small letters."""
    words = in_words(refused)
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def _after(place: Place, number: int, outcome: Brought | Refused | None) -> AnyResponse:
    if isinstance(outcome, Refused):
        return _refused(place, number, outcome)
    return _to(place, outcome)


def _refused(place: Place, number: int, refused: Refused) -> Response:
    stop_at_role(refused)
    return _page(place, number, problem=_sentence(refused), status=HTTPStatus.CONFLICT)


def _to(place: Place, outcome: Brought | None) -> AnyResponse:
    """Go on to the list's page; a long list is left to the worker, which is woken."""
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    address = url_for("desk.one_import", slug=place.letter.slug, number=outcome.number)
    answer = redirect(address, HTTPStatus.SEE_OTHER)
    if outcome.waits:
        wake: Callable[[], None] = current_app.extensions["undersigned_queue"].wake_for_lists
        answer.call_on_close(wake)
    return answer


def _lists_page(
    place: Place, *, problem: str = "", text: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    lists = importing_desk.imports_of(house, place.member, place.letter.slug)
    if lists is None:
        abort(HTTPStatus.NOT_FOUND)
    words = render_template(
        "desk/imports.html",
        place=place,
        lists=lists,
        problem=problem,
        text=text,
        may_bring=place.member.may(Permission.ENTER_SIGN_ONS),
    )
    return make_response(words, status)


def _page(
    place: Place,
    number: int,
    *,
    asks_columns: bool = False,
    chosen: list[str] | None = None,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    page = request.args.get("page", 1, type=int)
    shown = importing_desk.import_page(
        house,
        place.member,
        place.letter.slug,
        number,
        show=request.args.get("show", ""),
        page=page,
    )
    if isinstance(shown, Refused):
        stop_at_role(shown)
    if shown is None or isinstance(shown, Refused) or not 1 <= page <= shown.pages:
        abort(HTTPStatus.NOT_FOUND)
    state = shown.row.state
    may_ask = state in {"read", "previewed"} and not shown.row.task and shown.columns is not None
    words = render_template(
        "desk/import.html",
        place=place,
        shown=shown,
        asks_columns=may_ask and (asks_columns or shown.mapped is None),
        columns=_columns(shown, chosen),
        fields=[("", _("Leave out")), *((field, _(COLUMN_WORDS[field])) for field in FIELDS)],
        notices=[_capital(say(notice)) for notice in shown.notices],
        problem=problem,
        said=_outcomes_in_words(shown),
    )
    return make_response(words, status)


def _columns(shown: ImportPage, chosen: list[str] | None) -> tuple[ShownColumn, ...]:
    """Return the columns with what was chosen for them, settled, or proposed."""
    if shown.columns is None:
        return ()
    settled = shown.mapped.fields if shown.mapped else shown.columns.fields
    wanted = chosen if chosen and len(chosen) == len(settled) else settled
    return tuple(
        ShownColumn(
            at=at,
            header=column.header,
            values=column.values,
            field=wanted[at] if wanted[at] in {"", *FIELDS} else "",
            is_unsure=shown.mapped is None and not column.proposal.is_sure,
        )
        for at, column in enumerate(shown.columns.columns)
    )


def _outcomes_in_words(shown: ImportPage) -> list[list[str]]:
    """Return for each row on the page why it is refused, and what else is to be known."""
    return [[_capital(say(each)) for each in (*row.reasons, *row.remarks)] for row in shown.rows]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
