"""Possible duplicates of a letter: settling them one by one or several at once, and undoing it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.settling import Verdict
from app.services import asking, circulating, settling, settling_page
from app.services.asking import Asked
from app.services.changing import Done
from app.services.settling import Same, Settled
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.desk.words import in_words
from app.web.house import house
from app.web.words import gettext as _
from app.web.words import ngettext

MOST_AT_ONCE = 200
"""Cards that are settled with one press."""

LATER, ASK = "later", "ask"


@pages.get("/letters/<slug:slug>/possible-duplicates")
def duplicates(slug: str) -> Response:
    return _page(place_or_404(slug))


@pages.post("/letters/<slug:slug>/possible-duplicates")
def settle(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    lines = tuple(request.form.getlist("line", type=int))
    verdict = request.form.get("verdict", "")
    now = datetime.now(UTC)
    outcome: Settled | Asked | Done | Refused | None
    if verdict == Verdict.SAME:
        outcome = settling.settle_same(house, place.member, slug, _same(lines), now=now)
    elif verdict == Verdict.DIFFERENT:
        outcome = settling.settle_different(house, place.member, slug, lines, now=now)
    elif verdict == ASK:
        outcome = asking.ask(house, place.member, slug, lines, now=now)
    elif verdict == LATER:
        outcome = settling.put_off(house, place.member, slug, lines, now=now)
    else:
        abort(HTTPStatus.BAD_REQUEST)
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        return _refused(place, outcome)
    if isinstance(outcome, Asked):
        flash(
            ngettext(
                "One signer is asked. The answer will stand with the pair.",
                "%(num)d signers are asked. Their answers will stand with the pair.",
                outcome.signers,
            )
        )
    elif isinstance(outcome, Done):
        flash(_("It waits at the end of the queue."))
    done = outcome.settlement_id if isinstance(outcome, Settled) else None
    return _onward(place, done=done)


@pages.get("/letters/<slug:slug>/possible-duplicates/several")
def before_several(slug: str) -> Response:
    """Say how many cards it is about before anything happens."""
    place = place_or_404(slug)
    verdict = _verdict(request.args.get("verdict", ""))
    cards = settling_page.named_cards(
        house, place.member, slug, _cards(request.args.getlist("card"))
    )
    words = render_template(
        "desk/duplicates_several.html", place=place, cards=cards, verdict=verdict.value
    )
    return make_response(words)


@pages.post("/letters/<slug:slug>/possible-duplicates/several")
def settle_several(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    batch = secrets.token_urlsafe(12)
    outcome = settling.settle_several(
        house,
        place.member,
        slug,
        _cards(request.form.getlist("card")),
        verdict=_verdict(request.form.get("verdict", "")),
        batch=batch,
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        return _refused(place, outcome)
    return redirect(
        url_for("desk.duplicates", slug=slug, batch=batch, settled=outcome), HTTPStatus.SEE_OTHER
    )


@pages.post("/letters/<slug:slug>/possible-duplicates/undo")
def undo(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    now = datetime.now(UTC)
    batch = request.form.get("batch", "")
    outcome: int | Done | Refused | None
    if batch:
        outcome = settling.undo_batch(house, place.member, slug, batch, now=now)
    else:
        settlement = request.form.get("settlement", 0, type=int)
        outcome = settling.undo(house, place.member, slug, settlement, now=now)
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        return _refused(place, outcome)
    flash(_("Undone. The lines stand as they did before, and you are asked again."))
    return _onward(place)


@pages.post("/letters/<slug:slug>/likely")
def likely(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    outcome = circulating.set_likely(
        house,
        place.member,
        slug,
        likely=request.form.get("likely", ""),
        now=datetime.now(UTC),
    )
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        abort(HTTPStatus.BAD_REQUEST)
    if outcome.changed:
        flash(_("Saved: what happens with lines that may be duplicates."))
    return redirect(url_for("desk.letter", slug=slug, _anchor="likely"), HTTPStatus.SEE_OTHER)


def _same(lines: tuple[int, ...]) -> Same:
    """Read what the organizer wants of the one line: who stays, and who is written to."""
    prints = request.form.get("prints", "")
    name = (
        request.form.get("typed", "")
        if prints == "typed"
        else request.form.get(f"name-{prints}", "")
    )
    return Same(
        lines=lines,
        name=name.strip(),
        place_of=request.form.get("place_of", type=int),
        group_of=request.form.get("group_of", type=int),
        website_of=request.form.get("website_of", type=int),
        signer_of=request.form.get("signer_of", type=int),
        mail_to=frozenset(request.form.getlist("mail_to", type=int))
        if "asks_mail" in request.form
        else None,
    )


def _verdict(text: str) -> Verdict:
    try:
        return Verdict(text)
    except ValueError:
        abort(HTTPStatus.BAD_REQUEST)


def _cards(values: list[str]) -> list[tuple[int, ...]]:
    """Read cards as "12-15", the lines of each; what is no card is left out."""
    cards = []
    for value in values[:MOST_AT_ONCE]:
        parts = value.split("-")
        if len(parts) > 1 and all(part.isdecimal() and len(part) < 10 for part in parts):
            cards.append(tuple(map(int, parts)))
    return cards


def _onward(place: Place, *, done: int | None = None) -> AnyResponse:
    """Go on with the next card, in sight and in focus; the page says what was done."""
    number, card = settling_page.place_of_card(
        house, place.member, place.letter.slug, card_id=request.form.get("next", 0, type=int)
    )
    return redirect(
        url_for(
            "desk.duplicates",
            slug=place.letter.slug,
            page=number if number > 1 else None,
            done=done,
            _anchor=f"card-{card}" if card else "queue",
        ),
        HTTPStatus.SEE_OTHER,
    )


def _refused(place: Place, refused: Refused) -> Response:
    stop_at_role(refused)
    return _page(place, problem=in_words(refused), status=HTTPStatus.CONFLICT)


def _page(place: Place, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    slug = place.letter.slug
    page = request.args.get("page", 1, type=int)
    settled_page = request.args.get("decided", 1, type=int)
    if not 1 <= page <= 10_000 or not 1 <= settled_page <= 10_000:
        abort(HTTPStatus.NOT_FOUND)
    shown = settling_page.duplicates_page(
        house, place.member, slug, page=page, settled_page=settled_page
    )
    if shown is None or settled_page > shown.settled_pages:
        abort(HTTPStatus.NOT_FOUND)
    if page > shown.pages:
        # The last card of the last page is settled: the queue begins anew.
        shown = settling_page.duplicates_page(house, place.member, slug)
    done = request.args.get("done", 0, type=int)
    words = render_template(
        "desk/duplicates.html",
        place=place,
        shown=shown,
        problem=problem,
        done=settling_page.settled_line(house, place.member, slug, done) if done else None,
        batch=request.args.get("batch", "")[:40],
        batch_count=request.args.get("settled", 0, type=int),
    )
    return make_response(words, status)
