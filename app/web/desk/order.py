"""The order of a letter's list: leads, the rule, groups, and the lines with how they print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.moving import by_numbers, moved
from app.services import changing_groups, changing_order, ordering, picturing_order
from app.services.changing import Done
from app.services.ordering import OrderPage
from app.web.desk.guard import Place, pages, place_or_404, stop_at_role
from app.web.desk.words import in_words
from app.web.forms.order import RuleForm
from app.web.house import house
from app.web.security import may_be_kept_by_its_reader
from app.web.words import gettext as _

LONGEST_SEARCH = 100
STEPS = {"up": -1, "down": 1}

Outcome = Done | Refused | None


@pages.get("/letters/<slug:slug>/order")
def order(slug: str) -> Response:
    return _page(place_or_404(slug))


@pages.post("/letters/<slug:slug>/order/leads")
def order_leads(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    what, _colon, key = request.form.get("move", "").partition(":")
    if what == "back":
        outcome = changing_order.take_lead_back(
            house, place.member, slug, key, now=datetime.now(UTC)
        )
        return _after(outcome, place, _("It is no longer a convener."), anchor="leads")
    wanted = _leads_wanted(what, key)
    outcome = changing_order.order_leads(
        house, place.member, slug, wanted, version=_version(), now=datetime.now(UTC)
    )
    return _after(outcome, place, _("The conveners are in this order now."), leads=wanted)


@pages.post("/letters/<slug:slug>/order/leads/add")
def make_lead(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    line = request.form.get("line", 0, type=int)
    outcome = changing_order.make_lead(house, place.member, slug, line, now=datetime.now(UTC))
    return _after(outcome, place, _("It is the last of the conveners now."), anchor="leads")


@pages.post("/letters/<slug:slug>/order/rule")
def set_rule(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    form = RuleForm()
    outcome = changing_order.set_rule(
        house,
        place.member,
        slug,
        order=form.order.data or "",
        rule=form.rule(),
        version=_version(),
        now=datetime.now(UTC),
    )
    return _after(outcome, place, _("Saved: how the list is sorted and grouped."), rule=form)


@pages.post("/letters/<slug:slug>/order/groups")
def change_groups(slug: str) -> AnyResponse:
    place = place_or_404(slug)
    what, _colon, path = request.form.get("move", "add:").partition(":")
    outcome, said = _change_groups(place, what, path)
    return _after(outcome, place, said, anchor="groups")


@pages.get("/letters/<slug:slug>/order/page-<int:number>.png")
def order_picture(slug: str, number: int) -> Response:
    place = place_or_404(slug)
    made = picturing_order.page_picture(house, place.member, slug, number)
    if made is None:
        abort(HTTPStatus.NOT_FOUND)
    response = Response(made.content, content_type="image/png")
    return may_be_kept_by_its_reader(response, etag=made.etag)


def _change_groups(place: Place, what: str, path: str) -> tuple[Outcome, str]:
    slug, member, now = place.letter.slug, place.member, datetime.now(UTC)
    if what in STEPS:
        steps, version = STEPS[what], _version()
        outcome = changing_groups.move_group(
            house, member, slug, path, steps=steps, version=version, now=now
        )
        return outcome, _("The group is moved.")
    if what == "remove":
        gone = changing_groups.remove_group(house, member, slug, path, now=now)
        return gone, _("The empty group is removed.")
    if what == "reset":
        reset = changing_groups.forget_moves(house, member, slug, now=now)
        return reset, _("The groups are back in their own order.")
    heading = request.form.get("heading", "").strip()
    return changing_groups.add_group(house, member, slug, heading, now=now), _(
        "The group is added."
    )


def _leads_wanted(what: str, key: str) -> tuple[str, ...]:
    """Return the keys of the leads in the order sent: by the numbers, then by the button."""
    keys = request.form.getlist("lead")
    numbers = [_number(text) for text in request.form.getlist("number")][: len(keys)]
    numbers += [None] * (len(keys) - len(numbers))
    return moved(by_numbers(keys, numbers), key, STEPS.get(what, 0))


def _number(text: str) -> float | None:
    try:
        return float(int(text))
    except ValueError:
        return None


def _version() -> int:
    return request.form.get("version", -1, type=int)


def _after(
    outcome: Outcome,
    place: Place,
    said: str,
    *,
    anchor: str = "",
    leads: Sequence[str] = (),
    rule: RuleForm | None = None,
) -> AnyResponse:
    """Back to the page where it is done; where it is refused the page with what was wanted."""
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        return _page(
            place,
            problem=in_words(outcome),
            leads=leads,
            rule=rule,
            status=HTTPStatus.CONFLICT,
        )
    if outcome.changed:
        flash(said)
    return redirect(
        url_for("desk.order", slug=place.letter.slug, _anchor=anchor or None),
        HTTPStatus.SEE_OTHER,
    )


def _page(
    place: Place,
    *,
    problem: str = "",
    leads: Sequence[str] = (),
    rule: RuleForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    find = request.args.get("find", "").strip()[:LONGEST_SEARCH]
    number = request.args.get("page", 1, type=int)
    shown = ordering.order_page(house, place.member, place.letter.slug, find=find, page=number)
    if shown is None or not 1 <= number <= shown.pages:
        abort(HTTPStatus.NOT_FOUND)
    words = render_template(
        "desk/order.html",
        place=place,
        shown=shown,
        leads=_as_wanted(shown, leads),
        leads_meanwhile=shown.leads if leads else (),
        form=rule or RuleForm.of(shown.order, shown.steps),
        problem=problem,
        pictures=picturing_order.PAGES,
    )
    return make_response(words, status)


def _as_wanted(shown: OrderPage, keys: Sequence[str]) -> tuple[ordering.Lead, ...]:
    """Return the leads that stand, in the order somebody wanted; new ones last."""
    now = changing_order.with_lines_that_came(keys, shown.leads)
    place = {key: at for at, key in enumerate(now)}
    return tuple(sorted(shown.leads, key=lambda lead: place.get(lead.key, len(place))))
