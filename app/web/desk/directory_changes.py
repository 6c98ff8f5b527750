"""What members change in the directory, each by a button of an organization's page."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.services import directory_desk, directory_editing, directory_settling
from app.services.changing import Done
from app.web.desk.directory import LONGEST_SEARCH, Forms, organization_page, page_or_404
from app.web.desk.guard import forbid, member_or_404, pages, stop_at_role
from app.web.desk.words import in_words
from app.web.forms.directory import AddressForm, OrganizationForm, SpellingForm, SuccessionForm
from app.web.house import house
from app.web.words import gettext as _

ONE = "/coalitions/<slug:coalition>/directory/<slug:organization>"
Form = OrganizationForm | SpellingForm | AddressForm | SuccessionForm


@pages.post(ONE)
def edit_organization(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.EDIT_DIRECTORY)
    form = OrganizationForm()
    if not form.validate_on_submit():
        return _again(member, organization, form)
    outcome = directory_editing.edit(
        house, member, organization, form.answers(), now=datetime.now(UTC)
    )
    return _after(outcome, member, organization, _("Saved."), form=form)


@pages.post(f"{ONE}/print-as")
def print_as(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.SETTLE_DIRECTORY)
    prints_name = request.form.get("prints_name") == "yes"
    outcome = directory_editing.set_print_as(
        house, member, organization, prints_name=prints_name, now=datetime.now(UTC)
    )
    said = (
        _("Later lines print this name.")
        if prints_name
        else _("Later lines print what their signers type.")
    )
    return _after(outcome, member, organization, said)


@pages.post(f"{ONE}/spellings")
def add_spelling(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.EDIT_DIRECTORY)
    form = SpellingForm()
    if not form.validate_on_submit():
        return _again(member, organization, form)
    outcome = directory_editing.add_spelling(
        house,
        member,
        organization,
        spelling=form.spelling.data or "",
        place=form.spelling_place.data or "",
        now=datetime.now(UTC),
    )
    return _after(outcome, member, organization, _("The spelling is accepted."), form=form)


@pages.post(f"{ONE}/spellings/remove")
def remove_spelling(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.EDIT_DIRECTORY)
    outcome = directory_editing.remove_spelling(
        house,
        member,
        organization,
        spelling_id=request.form.get("spelling_id", 0, type=int),
        now=datetime.now(UTC),
    )
    return _after(outcome, member, organization, _("The spelling is accepted no more."))


@pages.post(f"{ONE}/addresses")
def add_address(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.EDIT_DIRECTORY)
    form = AddressForm()
    if not form.validate_on_submit():
        return _again(member, organization, form)
    outcome = directory_editing.add_address(
        house, member, organization, address=form.address.data or "", now=datetime.now(UTC)
    )
    return _after(outcome, member, organization, _("It may sign from now on."), form=form)


@pages.post(f"{ONE}/addresses/remove")
def remove_address(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.EDIT_DIRECTORY)
    outcome = directory_editing.remove_address(
        house,
        member,
        organization,
        address_id=request.form.get("address_id", 0, type=int),
        now=datetime.now(UTC),
    )
    return _after(outcome, member, organization, _("The address is taken off."))


@pages.post(f"{ONE}/successor")
def set_successor(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.SETTLE_DIRECTORY)
    form = SuccessionForm()
    if not form.validate_on_submit():
        return _again(member, organization, form)
    outcome = directory_settling.set_successor(
        house, member, organization, form.answers(), now=datetime.now(UTC)
    )
    said = _("Saved. Letters that stand keep the old name.")
    return _after(outcome, member, organization, said, form=form)


@pages.post(f"{ONE}/successor/take-back")
def take_back_successor(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.SETTLE_DIRECTORY)
    outcome = directory_settling.take_back_successor(
        house,
        member,
        organization,
        succession_id=request.form.get("succession_id", 0, type=int),
        now=datetime.now(UTC),
    )
    return _after(outcome, member, organization, _("It is taken back."))


@pages.get(f"{ONE}/join")
def before_joining(coalition: str, organization: str) -> Response:
    member = _member(coalition, organization, Permission.SETTLE_DIRECTORY)
    find = request.args.get("find", "").strip()[:LONGEST_SEARCH]
    chosen = request.args.get("other", "")
    page = page_or_404(member, organization)
    other = page_or_404(member, chosen) if chosen and chosen != organization else None
    words = render_template(
        "desk/join.html",
        member=member,
        page=page,
        other=other,
        find=find,
        found=directory_desk.to_join_with(house, member, organization, find=find),
    )
    return make_response(words)


@pages.post(f"{ONE}/join")
def join_organizations(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.SETTLE_DIRECTORY)
    outcome = directory_settling.join(
        house,
        member,
        organization,
        other=request.form.get("other", ""),
        now=datetime.now(UTC),
    )
    return _after(outcome, member, organization, _("The two are one now. It can be undone below."))


@pages.post(f"{ONE}/part")
def part_organizations(coalition: str, organization: str) -> AnyResponse:
    member = _member(coalition, organization, Permission.SETTLE_DIRECTORY)
    outcome = directory_settling.undo_join(
        house,
        member,
        organization,
        other=request.form.get("other", ""),
        now=datetime.now(UTC),
    )
    return _after(outcome, member, organization, _("They are two again, as they were."))


def _member(coalition: str, organization: str, needs: Permission) -> Member:
    """Return the membership; 404 where the organization is not there, 403 where it is but the
    role is not enough.
    """
    member = member_or_404(coalition)
    page_or_404(member, organization)
    if not member.may(needs):
        forbid()
    return member


def _after(
    outcome: Done | Refused | None,
    member: Member,
    code: str,
    said: str,
    *,
    form: Form | None = None,
) -> AnyResponse:
    """Back to the organization where it is done; its page with a sentence where it is refused."""
    if outcome is None:
        abort(HTTPStatus.NOT_FOUND)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        if form is not None and form.show_beside_field(outcome):
            return _again(member, code, form)
        return organization_page(
            member, code, problem=in_words(outcome), status=HTTPStatus.CONFLICT
        )
    if outcome.changed:
        flash(said)
    address = url_for("desk.organization", coalition=member.coalition_slug, organization=code)
    return redirect(address, HTTPStatus.SEE_OTHER)


def _again(member: Member, code: str, form: Form) -> Response:
    """The page once more, with what was typed in the form that was sent."""
    forms = Forms.stored(page_or_404(member, code))
    match form:
        case OrganizationForm():
            forms.organization = form
        case SpellingForm():
            forms.spelling = form
        case AddressForm():
            forms.address = form
        case SuccessionForm():
            forms.succession = form
    return organization_page(member, code, forms=forms, status=HTTPStatus.UNPROCESSABLE_ENTITY)
