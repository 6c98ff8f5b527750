"""The coalition's letters: the list, and a new one."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Fault, Refused
from app.services import desk
from app.services.desk import FaultyLetter
from app.web.desk import drafts, imports, logo, pictures
from app.web.desk.faults import QuotedFault, quoted
from app.web.desk.guard import forbid, memberships, pages, stop_at_role, writing_members
from app.web.desk.words import in_words
from app.web.forms.desk import NewLetterForm
from app.web.house import house
from app.web.words import gettext as _

# Who answers where a request is too large, but for a new letter.
TOO_LARGE = {
    "desk.add_picture": pictures.too_large,
    "desk.set_logo": logo.too_large,
    "desk.read_draft": drafts.too_large,
    "desk.bring_list": imports.too_large,
}


@pages.get("/")
def home() -> AnyResponse:
    return redirect(url_for("desk.letters"))


@pages.get("/letters")
def letters() -> str:
    shelves = [(member, desk.letters(house, member)) for member in memberships()]
    return render_template("desk/letters.html" if shelves else "desk/outside.html", shelves=shelves)


@pages.get("/letters/new")
def new() -> Response:
    return _form_page(_empty_form())


@pages.post("/letters/new")
def create() -> AnyResponse:
    form = _empty_form()
    if not form.validate_on_submit():
        return _form_page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    member = form.member(writing_members())
    outcome = desk.create_letter(
        house,
        member,
        form.letter_file(),
        slug=form.slug.data or "",
        now=datetime.now(UTC),
    )
    if isinstance(outcome, FaultyLetter):
        return _faulty_page(form, outcome.faults)
    if isinstance(outcome, Refused):
        stop_at_role(outcome)
        form.slug.errors = [in_words(outcome)]
        return _form_page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    flash(_("The letter is here, as a draft. Read it through, then open it for sign-ons."))
    brought = pictures.bring_along(member, outcome.slug, form.pictures.data or [])
    if brought is not None and brought.missing:
        pictures.say_what_is_missing(brought)
    return redirect(url_for("desk.letter", slug=outcome.slug), HTTPStatus.SEE_OTHER)


@pages.errorhandler(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
def too_large(error: RequestEntityTooLarge) -> Response | HTTPException:
    """The form once more: a request of this size was refused before anything of it was read."""
    if not current_user.is_authenticated:
        return error
    if request.endpoint in TOO_LARGE:
        return TOO_LARGE[request.endpoint]()
    if not writing_members():
        return error
    form = NewLetterForm.for_members(writing_members(), is_sent=False)
    if (request.content_length or 0) > pictures.LARGEST_NEW_LETTER:
        form.pictures.errors = [_("These files are too large together. Bring the pictures later.")]
    else:
        form.file.errors = [_("That is no letter: it is larger than 1 MB. Choose another file.")]
    return _form_page(form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _empty_form() -> NewLetterForm:
    """Return the form for whoever may write letters; 403 for a member who may not."""
    members = writing_members()
    if not members:
        forbid()
    return NewLetterForm.for_members(members)


def _faulty_page(form: NewLetterForm, faults: tuple[Fault, ...]) -> Response:
    return _form_page(
        form,
        faults=quoted(faults, form.text.data or ""),
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _form_page(
    form: NewLetterForm,
    *,
    faults: tuple[QuotedFault, ...] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    words = render_template("desk/new.html", form=form, faults=faults, writers=writing_members())
    return make_response(words, status)
