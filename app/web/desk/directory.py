"""The coalition's directory: the list, the page of one organization, the file to take along."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.roles import Member, Permission
from app.services import directory_desk, directory_editing, directory_organization
from app.services.directory_organization import OrganizationPage
from app.services.exporting import MEDIA_TYPES
from app.web.desk.guard import forbid, member_or_404, memberships, pages
from app.web.forms.directory import AddressForm, OrganizationForm, SpellingForm, SuccessionForm
from app.web.house import house
from app.web.words import gettext as _
from app.web.words import ngettext

LONGEST_SEARCH = 100
FILTERS = ("", "incomplete", "successor")


@dataclass(slots=True)
class Forms:
    """The forms of an organization's page; the one that was sent holds what was typed."""

    organization: OrganizationForm
    spelling: SpellingForm = field(default_factory=lambda: SpellingForm(formdata=None))
    address: AddressForm = field(default_factory=lambda: AddressForm(formdata=None))
    succession: SuccessionForm = field(default_factory=lambda: SuccessionForm(formdata=None))

    @classmethod
    def stored(cls, page: OrganizationPage) -> Forms:
        known = page.organization
        return cls(
            OrganizationForm(formdata=None, obj=known),
            SpellingForm(formdata=None, spelling_place=page.place),
        )

    @property
    def wrong(self) -> OrganizationForm | SpellingForm | AddressForm | SuccessionForm:
        """The form that needs another look; where none does, one without faults."""
        each = (self.spelling, self.address, self.succession)
        return next((form for form in each if form.errors), self.organization)


@pages.get("/directory")
def directory_home() -> AnyResponse:
    """The directory of the coalition; of the first, for whoever works for several."""
    mine = memberships()
    if not mine:
        return redirect(url_for("desk.letters"))
    return redirect(url_for("desk.directory", coalition=mine[0].coalition_slug))


@pages.get("/coalitions/<slug:coalition>/directory")
def directory(coalition: str) -> str:
    member = member_or_404(coalition)
    find = request.args.get("find", "").strip()[:LONGEST_SEARCH]
    only = request.args.get("only", "")
    number = request.args.get("page", 1, type=int)
    if only not in FILTERS:
        abort(HTTPStatus.NOT_FOUND)
    shown = directory_desk.directory(
        house, member, find=find, only=only, page=number, now=datetime.now(UTC)
    )
    if not 1 <= number <= shown.pages:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "desk/directory.html",
        member=member,
        others=[each for each in memberships() if each.coalition_id != member.coalition_id],
        shown=shown,
        find=find,
        only=only,
        may_edit=member.may(Permission.EDIT_DIRECTORY),
    )


@pages.get("/coalitions/<slug:coalition>/directory.csv")
def directory_csv(coalition: str) -> Response:
    member = member_or_404(coalition)
    response = Response(directory_desk.as_csv(house, member), content_type=MEDIA_TYPES["csv"])
    response.headers.set(
        "Content-Disposition", "attachment", filename=f"directory-{member.coalition_slug}.csv"
    )
    return response


@pages.post("/coalitions/<slug:coalition>/directory/build")
def build_directory(coalition: str) -> AnyResponse:
    member = member_or_404(coalition)
    learned = directory_editing.build(house, member, now=datetime.now(UTC))
    if learned is None:
        forbid()
    flash(
        ngettext(
            "One line of your closed letters is read into the directory.",
            "%(num)d lines of your closed letters are read into the directory.",
            learned.linked,
        )
        if learned.linked
        else _("There was no line to read.")
    )
    return redirect(url_for("desk.directory", coalition=coalition), HTTPStatus.SEE_OTHER)


@pages.get("/coalitions/<slug:coalition>/directory/<slug:organization>")
def organization(coalition: str, organization: str) -> Response:
    return organization_page(member_or_404(coalition), organization)


def organization_page(
    member: Member,
    code: str,
    *,
    forms: Forms | None = None,
    problem: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    page = page_or_404(member, code)
    words = render_template(
        "desk/organization.html",
        member=member,
        page=page,
        forms=forms or Forms.stored(page),
        problem=problem,
        sees_contacts=member.may(Permission.SEE_CONTACTS),
        may_edit=member.may(Permission.EDIT_DIRECTORY),
        may_settle=member.may(Permission.SETTLE_DIRECTORY),
    )
    return make_response(words, status)


def page_or_404(member: Member, code: str) -> OrganizationPage:
    page = directory_organization.organization(house, member, code)
    if page is None:
        abort(HTTPStatus.NOT_FOUND)
    return page
