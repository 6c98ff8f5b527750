"""A letter from a Word draft: what was taken for what, before anything of it is stored.

The page carries the letter file that was made; the draft itself is forgotten with the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, make_response, render_template, request

from app.domain.drafted import Taken
from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.domain.sentences import Sentence
from app.services import drafting
from app.services.drafting import LetterOfDraft, Warned
from app.web import refusals
from app.web.desk.guard import forbid, member_or_404, pages
from app.web.desk.pictures import content_of
from app.web.words import gettext as _
from app.web.words import lazy_gettext as _l
from app.web.words import say

STATUS = {drafting.BUSY: HTTPStatus.SERVICE_UNAVAILABLE}
TRY_AGAIN_SECONDS = 30

PARTS = {
    "letterhead": _l("Letterhead"),
    "title": _l("Title"),
    "date": _l("Date"),
    "via": _l("Delivery line"),
    "docket": _l("Docket line"),
    "addressees": _l("Addressee"),
    "re": _l("RE line"),
    "salutation": _l("Salutation"),
    "closing": _l("Closing"),
    "contact": _l("Contact line"),
    "signatories_heading": _l("Line that heads the names"),
    "note": _l("Note above the names"),
    "names": _l("Names"),
    "names_place": _l("Place of the names"),
    "cc": _l("cc entry"),
    "enclosures": _l("Enclosure"),
    "notes": _l("Notes"),
    "edition": _l("Edition line"),
}
"""The keys of letter files by the words of the desk, in the order of a letter."""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage of the draft by what it was taken for, in the reader's language.

    `is_draft_s_own`: the words are the draft's, in its language.
    """

    part: str
    words: str
    is_draft_s_own: bool
    place: str


@dataclass(frozen=True, slots=True)
class ShownWarning:
    words: str
    place: str


@pages.get("/coalitions/<slug:coalition>/drafts/new")
def new_draft(coalition: str) -> Response:
    return _upload_page(_writer_or_404(coalition))


@pages.post("/coalitions/<slug:coalition>/drafts/new")
def read_draft(coalition: str) -> Response:
    member = _writer_or_404(coalition)
    upload = request.files.get("file")
    content = content_of(upload)
    if upload is None or not content:
        return _upload_page(
            member,
            problem=_("Choose a Word file that holds something."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    changes = request.form.get("changes", "")
    outcome = drafting.draft(content, changes=changes if changes in drafting.CHANGES else "")
    if isinstance(outcome, Refused):
        return _refused_page(member, outcome, filename=upload.filename or "")
    return make_response(_review_page(member, outcome))


@pages.post("/coalitions/<slug:coalition>/drafts/letter-file")
def draft_letter_file(coalition: str) -> Response:
    """Hand back the letter file as it stands in the form, mended or not."""
    _writer_or_404(coalition)
    return _file(request.form.get("text", ""), "text/markdown", "letter.md")


@pages.post("/coalitions/<slug:coalition>/drafts/names")
def draft_names(coalition: str) -> Response:
    _writer_or_404(coalition)
    return _file(request.form.get("names", ""), "text/csv", "names.csv")


def too_large() -> Response:
    """The form once more: a file of this size was refused before it was read."""
    values = request.view_args or {}
    return _upload_page(
        _writer_or_404(str(values["coalition"])),
        problem=_("The file has more than 25 MB. Save it with smaller pictures, or without."),
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


def _writer_or_404(coalition: str) -> Member:
    member = member_or_404(coalition)
    if not member.may(Permission.WRITE_LETTERS):
        forbid()
    return member


def _upload_page(
    member: Member,
    *,
    problem: str = "",
    asks_about_changes: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    words = render_template(
        "desk/new_draft.html",
        member=member,
        problem=problem,
        asks_about_changes=asks_about_changes,
    )
    return make_response(words, status)


def _refused_page(member: Member, refused: Refused, *, filename: str) -> Response:
    problem = _("“%(name)s”: %(reason)s.", name=filename, reason=refusals.in_words(refused))
    answer = _upload_page(
        member,
        problem=problem,
        asks_about_changes=refused.code == drafting.UNSETTLED,
        status=STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY),
    )
    if refused.code == drafting.BUSY:
        answer.retry_after = TRY_AGAIN_SECONDS
    return answer


def _review_page(member: Member, made: LetterOfDraft) -> str:
    order = list(PARTS)
    taken = sorted(made.taken, key=lambda each: order.index(each.part))
    return render_template(
        "desk/draft.html",
        member=member,
        letter=made.letter,
        names=made.names,
        taken=[_shown(each) for each in taken],
        missing=_missing(made.taken),
        left=[_warning(each) for each in made.warnings if each.keeps_in_body],
        warnings=[_warning(each) for each in made.warnings if not each.keeps_in_body],
    )


def _shown(taken: Taken) -> ShownPassage:
    words = taken.words
    return ShownPassage(
        part=str(PARTS[taken.part]),
        words=say(words) if isinstance(words, Sentence) else words,
        is_draft_s_own=not isinstance(words, Sentence),
        place=say(taken.place),
    )


def _missing(taken: tuple[Taken, ...]) -> tuple[str, ...]:
    """Return what most letters have and this draft was not seen to have."""
    found = {each.part for each in taken}
    usual = ("date", "addressees", "re", "salutation", "closing", "names")
    return tuple(str(PARTS[part]) for part in usual if part not in found)


def _warning(warned: Warned) -> ShownWarning:
    return ShownWarning(say(warned.what), say(warned.place))


def _file(text: str, media_type: str, filename: str) -> Response:
    # Browsers send line ends in pairs.
    content = text.replace("\r\n", "\n").encode()
    response = Response(content, content_type=f"{media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response
