"""Who reads a letter, who may sign it, who sees the names while it collects.

Most letters circulate quietly: the default is link, link, signers. Nothing here asks who
somebody is; the caller has found out whether they are a member, hold the private link or
have signed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.values import dataclass

SMALLEST_COUNT_SHOWN = 10
"""A count below ten says who is missing rather than who is there; it is not shown."""


class LetterState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    OPEN = "open"
    CLOSED = "closed"
    FINAL = "final"
    DELIVERED = "delivered"


class Reads(StrEnum):
    MEMBERS = "members"
    LINK = "link"
    PUBLIC = "public"


class Signs(StrEnum):
    INVITED = "invited"
    LINK = "link"
    PUBLIC = "public"


class Shows(StrEnum):
    MEMBERS = "members"
    SIGNERS = "signers"
    PUBLIC = "public"


PUBLIC_STATES = (
    LetterState.OPEN,
    LetterState.CLOSED,
    LetterState.FINAL,
    LetterState.DELIVERED,
)
"""The states in which a letter that everybody may read is there for everybody."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The three settings of a letter. PUBLIC signs and sees by being able to read."""

    reads: Reads
    signs: Signs
    shows: Shows

    @classmethod
    def parse(cls, *, reads: str, signs: str, shows: str) -> Audience | None:
        """Return the settings of these values, None where one of them is not offered."""
        try:
            return cls(Reads(reads), Signs(signs), Shows(shows))
        except ValueError:
            return None


SIGNING_WITHOUT_TEXT = Refused(
    "Only members read the text, so nobody else could sign it. Let those sign whom you "
    "invite, or let others read the text.",
    code="signs:only-members-read",
)
NAMES_WITHOUT_TEXT = Refused(
    "Only members read the text, so nobody else could see the names. Show them to members or "
    "to those who have signed, or let others read the text.",
    code="shows:only-members-read",
)


def contradictions(wanted: Audience) -> tuple[Refused, ...]:
    """Return why a letter cannot circulate so, one refusal for a setting; () where it can.

    Who signs must be able to read what they sign, and names stand under a text. The invited
    and those who have signed come with a key of their own; with nobody reading but members,
    the private link and the open page lead nowhere. A code begins with the setting's name.
    """
    if wanted.reads is not Reads.MEMBERS:
        return ()
    refused = []
    if wanted.signs is not Signs.INVITED:
        refused.append(SIGNING_WITHOUT_TEXT)
    if wanted.shows is Shows.PUBLIC:
        refused.append(NAMES_WITHOUT_TEXT)
    return tuple(refused)


@dataclass(frozen=True, slots=True)
class Circulation:
    """What a letter allows whom: its state and the three settings."""

    state: LetterState
    reads: Reads
    signs: Signs
    shows: Shows


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a visitor, for one letter."""

    is_member: bool = False
    has_link: bool = False
    has_signed: bool = False


def is_public(letter: Circulation) -> bool:
    """Does this letter stand on the first page, in lists and for search engines?"""
    return letter.reads is Reads.PUBLIC and letter.state in PUBLIC_STATES


def may_read(letter: Circulation, visitor: Standing) -> bool:
    if visitor.is_member:
        return True
    if letter.state is LetterState.DRAFT:
        return False
    if is_public(letter):
        return True
    if visitor.has_link:
        # In review the private link is who may comment; from then on the setting holds.
        return letter.state is LetterState.REVIEW or letter.reads is not Reads.MEMBERS
    return False


def may_reach_form(letter: Circulation, visitor: Standing) -> bool:
    """May this visitor see the sign-on form, the state of the letter aside?

    A member reads everything and signs like anybody else, by the link or in public.
    """
    if not may_read(letter, visitor):
        return False
    if letter.signs is Signs.PUBLIC:
        return True
    return letter.signs is Signs.LINK and (visitor.has_link or visitor.is_member)


def may_see_names(letter: Circulation, visitor: Standing) -> bool:
    if visitor.is_member:
        return True
    if not may_read(letter, visitor) and not visitor.has_signed:
        return False
    if letter.shows is Shows.PUBLIC:
        return True
    return letter.shows is Shows.SIGNERS and visitor.has_signed


def count_to_show(count: int) -> int | None:
    """Return the count as a visitor may see it, None below ten."""
    return count if count >= SMALLEST_COUNT_SHOWN else None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a letter collects."""

    opens_at: datetime | None
    closes_at: datetime | None
