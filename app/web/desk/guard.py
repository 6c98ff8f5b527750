"""Who may come to the desk: members only, each to the letters of their coalitions."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from app.domain.errors import Refused
from app.domain.roles import Member, Permission
from app.services import desk
from app.services.desk import DeskLetter
from app.web.house import house
from app.web.security import keep_out_of_search

pages = Blueprint("desk", __name__, url_prefix="/desk")


@dataclass(frozen=True, slots=True)
class Place:
    """A member in front of one letter of their coalition."""

    member: Member
    letter: DeskLetter


@pages.before_request
def send_to_sign_in() -> AnyResponse | None:
    """Send whoever is signed out to the login, and back afterwards."""
    if current_user.is_authenticated:
        return None
    return redirect(url_for("security.login", next=_way_back()))


@pages.after_request
def keep_quiet(response: Response) -> Response:
    return keep_out_of_search(response)


@pages.context_processor
def words_for_the_bar() -> dict[str, Any]:
    return {"writes_letters": bool(writing_members())}


def memberships() -> tuple[Member, ...]:
    """Return whoever is signed in, once for each coalition they work for."""
    if not current_user.is_authenticated:
        return ()
    if "memberships" not in g:
        g.memberships = desk.memberships(house, current_user.id)
    found: tuple[Member, ...] = g.memberships
    return found


def writing_members() -> tuple[Member, ...]:
    """Return the memberships in which this user may add a letter."""
    return tuple(one for one in memberships() if one.may(Permission.WRITE_LETTERS))


def place_or_404(slug: str) -> Place:
    """Return the letter with the membership it is read by; a slug belongs to one coalition.

    A letter of a coalition that the user does not work for is not there.
    """
    for member in memberships():
        letter = desk.summary(house, member, slug)
        if letter is not None:
            return Place(member, letter)
    raise NotFound


def member_or_404(coalition: str) -> Member:
    """Return the membership in a coalition; those of others are not there."""
    for member in memberships():
        if member.coalition_slug == coalition:
            return member
    raise NotFound


def stop_at_role(refused: Refused) -> None:
    """Answer 403 where the member's role is the reason; other refusals are sentences."""
    if refused.code == "role":
        forbid()


def forbid() -> NoReturn:
    abort(HTTPStatus.FORBIDDEN)


def _way_back() -> str:
    """The address to return to: this page, or the letters where this was a button."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    return url_for("desk.letters")
