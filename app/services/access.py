"""Who stands at the door: what a visitor or member is to a letter."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import keys, visibility
from app.domain.visibility import Circulation, Hours, LetterState, Reads, Shows, Signs, Standing
from app.services.house import House
from app.store import letters as letter_rows
from app.store import members as member_rows
from app.store import sign_ons as sign_on_rows
from app.store.engine import Connection
from app.store.letters import LetterRow

READS_BY_OWN_KEY = ("unconfirmed", "confirmed")
"""The states in which a sign-on's own key opens its letter."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a public page: signed in or not, with the private link's key or without."""

    user_id: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A letter that a visitor may read, with what they are to it."""

    letter: LetterRow
    standing: Standing
    given_key: str = ""

    @property
    def circulation(self) -> Circulation:
        return circulation(self.letter)

    @property
    def may_see_names(self) -> bool:
        return visibility.may_see_names(self.circulation, self.standing)

    @property
    def may_reach_form(self) -> bool:
        return visibility.may_reach_form(self.circulation, self.standing)

    @property
    def key(self) -> str:
        """The key to carry along in links of the page, "" where it opened nothing."""
        return self.given_key if self.standing.has_link else ""

    @property
    def is_public(self) -> bool:
        return visibility.is_public(self.circulation)


def circulation(letter: LetterRow) -> Circulation:
    return Circulation(
        state=LetterState(letter.state),
        reads=Reads(letter.reads),
        signs=Signs(letter.signs),
        shows=Shows(letter.shows),
    )


def hours(letter: LetterRow) -> Hours:
    return Hours(opens_at=letter.opens_at, closes_at=letter.closes_at)


def read_key(house: House, letter: LetterRow) -> str:
    """Return the key of the letter's private link."""
    return keys.make_key(house.secret_key, keys.Purpose.READ, letter.id, letter.link_generation)


def names_key(house: House, letter: LetterRow, sign_on_id: int, generation: int) -> str:
    """Return the key of one's own sign-on: it reads the letter, and its names once confirmed.

    It opens neither the signer's page nor the form of another, and outlives the private link
    it was signed by; in public "" is enough.
    """
    if letter.reads == "public" and letter.shows == "public":
        return ""
    return keys.make_key(house.secret_key, keys.Purpose.NAMES, sign_on_id, generation)


def find_door(house: House, connection: Connection, slug: str, visitor: Visitor) -> Door | None:
    """Return the letter for this visitor, None where it is not there for them.

    A letter they may not read and one that does not exist are the same to them.
    """
    letter = letter_rows.find_by_slug(connection, slug)
    if letter is None:
        return None
    state = _state_of_own_sign_on(house, connection, letter, visitor)
    standing = Standing(
        is_member=_is_member(connection, letter, visitor),
        has_link=state in READS_BY_OWN_KEY or _has_link(house, letter, visitor),
        has_signed=state == "confirmed",
    )
    if not visibility.may_read(circulation(letter), standing):
        return None
    return Door(letter=letter, standing=standing, given_key=visitor.key)


def _is_member(connection: Connection, letter: LetterRow, visitor: Visitor) -> bool:
    if visitor.user_id is None:
        return False
    return any(
        member.coalition_id == letter.coalition_id
        for member in member_rows.memberships(connection, visitor.user_id)
    )


def _has_link(house: House, letter: LetterRow, visitor: Visitor) -> bool:
    claim = keys.read_key(visitor.key)
    return claim is not None and keys.opens(
        claim,
        house.secret_key,
        keys.Purpose.READ,
        subject_id=letter.id,
        generation=letter.link_generation,
    )


def _state_of_own_sign_on(
    house: House, connection: Connection, letter: LetterRow, visitor: Visitor
) -> str:
    """Return the state of the letter's sign-on whose key this is, "" where it is none's."""
    claim = keys.read_key(visitor.key)
    sign_on = None if claim is None else sign_on_rows.find(connection, claim.subject_id)
    if claim is None or sign_on is None or sign_on.letter_id != letter.id:
        return ""
    is_its_key = keys.opens(
        claim,
        house.secret_key,
        keys.Purpose.NAMES,
        subject_id=sign_on.id,
        generation=sign_on.generation,
    )
    return sign_on.state if is_its_key else ""
