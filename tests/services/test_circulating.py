"""Who a letter circulates among, and its private link, as members set them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.domain import visibility
from app.domain.errors import Refused
from app.domain.roles import Member
from app.services import circulating, desk, opening, reading
from app.services.access import Visitor
from app.services.changing import Done
from app.services.confirming import Confirmation, show
from app.services.house import House
from app.services.publishing import Circle
from app.store.tables import audit_events
from tests.cast import NOON, LetterInHand, member_of

TEXT = b"---\ntitle: Keep the ferry\nslug: ferry\n---\nText.\n"


@pytest.fixture
def hers(house: House) -> Member:
    """An organizer with an open letter at `ferry`, read by whoever has its link."""
    member = member_of(house, "harbor")
    assert isinstance(desk.create_letter(house, member, TEXT, now=NOON), desk.Created)
    assert opening.open_letter(house, member, "ferry", now=NOON) == Done(changed=True)
    return member


def _reads(house: House, key: str) -> bool:
    return reading.letter_page(house, "ferry", visitor=Visitor(key=key), now=NOON) is not None


def _settings(house: House, member: Member) -> tuple[str, str, str]:
    page = desk.letter(house, member, "ferry", now=NOON)
    assert page is not None
    return page.reads, page.signs, page.shows


def _events(house: House) -> list[tuple[str, dict[str, object], int | None]]:
    with house.store.read() as connection:
        rows = connection.execute(select(audit_events).order_by(audit_events.c.id))
        return [(row.what, row.details, row.user_id) for row in rows]


@pytest.mark.parametrize(
    ("signs", "shows", "refused"),
    [
        pytest.param("link", "members", visibility.SIGNING_WITHOUT_TEXT, id="signed by link"),
        pytest.param("public", "signers", visibility.SIGNING_WITHOUT_TEXT, id="signed by all"),
        pytest.param("invited", "public", visibility.NAMES_WITHOUT_TEXT, id="seen by all"),
    ],
)
def test_settings_under_which_nobody_could_sign_or_see_are_not_saved(
    house: House, hers: Member, signs: str, shows: str, refused: Refused
) -> None:
    outcome = circulating.set_visibility(
        house, hers, "ferry", reads="members", signs=signs, shows=shows, now=NOON
    )

    assert outcome == refused
    assert _settings(house, hers) == ("link", "link", "signers")


def test_settings_that_hold_are_saved_once_and_recorded(house: House, hers: Member) -> None:
    wanted = {"reads": "members", "signs": "invited", "shows": "signers"}

    first = circulating.set_visibility(house, hers, "ferry", **wanted, now=NOON)
    again = circulating.set_visibility(house, hers, "ferry", **wanted, now=NOON)

    assert (first, again) == (Done(changed=True), Done(changed=False))
    assert _settings(house, hers) == tuple(wanted.values())
    assert _events(house)[-1] == ("visibility changed", wanted, hers.user_id)


def test_a_new_private_link_ends_the_one_before(house: House, hers: Member) -> None:
    letter = LetterInHand(house, "ferry")
    old = letter.key

    outcome = circulating.renew_private_link(house, hers, "ferry", now=NOON)

    assert outcome == Done(changed=True)
    assert letter.key != old
    assert _reads(house, letter.key)
    assert not _reads(house, old)
    assert _events(house)[-1] == ("private link renewed", {"generation": 2}, hers.user_id)


@pytest.mark.parametrize("role", ["staff", "viewer"])
def test_who_may_not_change_the_circle_renews_no_link(
    house: House, hers: Member, role: str
) -> None:
    letter = LetterInHand(house, "ferry")
    old = letter.key

    outcome = circulating.renew_private_link(
        house, member_of(house, "harbor", role=role), "ferry", now=NOON
    )

    assert isinstance(outcome, Refused)
    assert outcome.code == "role"
    assert _reads(house, old)


def test_the_link_of_another_coalition_is_not_there_to_renew(house: House, hers: Member) -> None:
    theirs = member_of(house, "elsewhere", role="owner")
    old = LetterInHand(house, "ferry").key

    assert circulating.renew_private_link(house, theirs, "ferry", now=NOON) is None
    assert _reads(house, old)


def test_who_has_signed_reads_on_when_the_link_is_renewed(house: House, hers: Member) -> None:
    letter = LetterInHand(house, "ferry")
    letter.visitor = Visitor(key=letter.key)
    letter.asked("Cedar Tenants Union")
    old, token = letter.key, letter.confirm_token()

    circulating.renew_private_link(house, hers, "ferry", now=NOON)
    waiting = show(house, token, now=NOON)

    assert isinstance(waiting, Confirmation)
    assert _reads(house, waiting.key)
    # Nobody gets the new link by having signed by the old one.
    assert waiting.key not in (old, letter.key)


def test_a_key_of_a_sign_on_that_waits_shows_no_names(house: House) -> None:
    letter = LetterInHand.published(
        house, circle=Circle(), signatories="name\nBirch Tenants Union\n"
    )
    letter.visitor = Visitor(key=letter.key)
    letter.asked("Cedar Tenants Union")
    waiting = show(house, letter.confirm_token(), now=NOON)
    assert isinstance(waiting, Confirmation)

    page = reading.letter_page(house, "ferry", visitor=Visitor(key=waiting.key), now=NOON)

    assert page is not None
    assert not page.shows_names
