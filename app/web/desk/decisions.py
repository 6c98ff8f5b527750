"""What a coalition remembers about names: who decided it when, and taking it back."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Permission
from app.services import remembering
from app.web.desk.guard import member_or_404, pages, stop_at_role
from app.web.house import house
from app.web.words import gettext as _


@pages.get("/coalitions/<slug:coalition>/decisions")
def decisions(coalition: str) -> str:
    member = member_or_404(coalition)
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= 100_000:
        abort(HTTPStatus.NOT_FOUND)
    shown = remembering.decisions(house, member, page=number)
    if number > shown.pages:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "desk/decisions.html",
        member=member,
        shown=shown,
        may_settle=member.may(Permission.SETTLE),
    )


@pages.post("/coalitions/<slug:coalition>/decisions")
def take_decision_back(coalition: str) -> AnyResponse:
    member = member_or_404(coalition)
    decision = request.form.get("decision", 0, type=int)
    outcome = remembering.take_back(house, member, decision, now=datetime.now(UTC))
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        abort(HTTPStatus.CONFLICT)
    flash(_("Taken back. You will be asked about these two again."))
    return redirect(url_for("desk.decisions", coalition=coalition), HTTPStatus.SEE_OTHER)
