"""What a member may do, in one place. Source: the words of the product, "Member roles"."""

from __future__ import annotations

from enum import StrEnum

from app.domain.values import dataclass


class Role(StrEnum):
    OWNER = "owner"
    ORGANIZER = "organizer"
    STAFF = "staff"
    VIEWER = "viewer"


class Permission(StrEnum):
    SEE_LETTERS = "see letters"
    SEE_CONTACTS = "see contacts"
    WRITE_LETTERS = "write letters"
    OPEN_AND_CLOSE = "open and close"
    CHANGE_VISIBILITY = "change visibility"
    EXPORT = "export"
    LET_THROUGH = "let placeholders through"
    SETTLE = "settle possible duplicates"
    EDIT_DIRECTORY = "edit the directory"
    SETTLE_DIRECTORY = "settle who is who in the directory"
    ENTER_SIGN_ONS = "enter sign-ons"
    ORDER_LIST = "put the list in order"


_VIEWER = frozenset({Permission.SEE_LETTERS, Permission.EXPORT})
_STAFF = _VIEWER | {
    Permission.SEE_CONTACTS,
    Permission.LET_THROUGH,
    Permission.EDIT_DIRECTORY,
    Permission.ENTER_SIGN_ONS,
}
_ORGANIZER = _STAFF | {
    Permission.WRITE_LETTERS,
    Permission.OPEN_AND_CLOSE,
    Permission.CHANGE_VISIBILITY,
    Permission.SETTLE,
    Permission.SETTLE_DIRECTORY,
    Permission.ORDER_LIST,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.STAFF: _STAFF,
    Role.ORGANIZER: _ORGANIZER,
    Role.OWNER: _ORGANIZER,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A user at work for one coalition."""

    user_id: int
    coalition_id: int
    coalition_slug: str
    coalition_name: str
    role: Role
    email: str

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]
