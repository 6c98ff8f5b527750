"""Who is looking: a member, somebody with the private link, or anybody."""

from __future__ import annotations

from flask import request
from flask_login import current_user

from app.services.access import Visitor


def this_visitor() -> Visitor:
    """Return the visitor of this request, with the key that the address carries."""
    user_id = current_user.id if current_user.is_authenticated else None
    return Visitor(user_id=user_id, key=request.values.get("key", ""))
