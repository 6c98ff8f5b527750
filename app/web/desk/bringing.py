"""How many pictures a member may bring, and the answer to who has to wait."""

from __future__ import annotations

import time
from http import HTTPStatus

from flask import Response
from limits import parse

from app.domain.errors import Refused
from app.domain.roles import Member
from app.extensions import limiter
from app.services import cleaning

PICTURES = parse("100 per hour")
"""Each takes a process of its own for up to some seconds."""

TOO_MANY = Refused("You have brought 100 pictures within an hour.", code="too-many-pictures")
_SCOPE = "pictures"
_STATUS = {
    cleaning.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    TOO_MANY.code: HTTPStatus.TOO_MANY_REQUESTS,
}
_TRY_AGAIN_SECONDS = 60


def may_bring(member: Member) -> bool:
    """Count a picture, in whatever letter or coalition; False where it is one too many."""
    return not limiter.enabled or limiter.limiter.hit(PICTURES, _SCOPE, str(member.user_id))


def must_wait(refused: Refused) -> bool:
    """Will the same picture do as it is, later?"""
    return refused.code in _STATUS


def status_of(refused: Refused) -> HTTPStatus:
    return _STATUS.get(refused.code, HTTPStatus.UNPROCESSABLE_ENTITY)


def with_time_to_wait(response: Response, refused: Refused, member: Member) -> Response:
    """Say in the header when to try again, where waiting is what helps."""
    if refused.code == cleaning.BUSY:
        response.retry_after = _TRY_AGAIN_SECONDS
    elif refused.code == TOO_MANY.code:
        ends = limiter.limiter.get_window_stats(PICTURES, _SCOPE, str(member.user_id)).reset_time
        response.retry_after = max(1, int(ends - time.time()))
    return response
