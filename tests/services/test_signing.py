"""Signing on and confirming, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain import keys
from app.domain.eligibility import LATE_CONFIRMATION, UNCONFIRMED_AT_ONCE
from app.domain.errors import Refused
from app.services import confirming, operating, posting, reading, signer
from app.services.access import Visitor
from app.services.confirming import Confirmation, TokenProblem
from app.services.house import House
from app.services.publishing import Circle
from app.services.signing import CheckYourInbox
from tests.cast import DAY, NOON, LetterInHand


def test_a_sign_on_lists_nothing_until_it_is_confirmed(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")

    assert letter.lines == []


def test_looking_at_the_confirmation_page_lists_nothing(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")

    shown = confirming.show(letter.house, letter.confirm_token(), now=NOON)

    assert isinstance(shown, Confirmation)
    assert shown.organization == "Cedar Tenants Union"
    assert letter.lines == []


def test_a_confirmed_sign_on_stands_in_its_place(letter: LetterInHand) -> None:
    letter.signed_by("Dock Workers Local 9")
    letter.signed_by("Harbor Neighbors")
    letter.signed_by("Cedar Tenants Union")

    assert letter.lines == ["Harbor Neighbors", "Cedar Tenants Union", "Dock Workers Local 9"]


def test_an_exact_repeat_joins_the_line_that_stands(letter: LetterInHand) -> None:
    letter.signed_by("Cedar Tenants Union")

    letter.signed_by("The Cedar Tenants Union, Inc.", email="second@cedar-tenants.example")

    assert letter.lines == ["Cedar Tenants Union"]
    assert letter.review_queue == []


def test_a_first_and_a_repeated_sign_on_are_answered_alike(letter: LetterInHand) -> None:
    first = letter.asked("Cedar Tenants Union")
    letter.signed_by("Cedar Tenants Union")

    repeated = letter.asked("Cedar Tenants Union")

    assert repeated == first


def test_two_of_one_name_in_two_places_both_stand_and_are_asked_about(
    letter: LetterInHand,
) -> None:
    letter.signed_by("Legal Aid Society", state="OH", website="")

    letter.signed_by("Legal Aid Society", state="OR", website="")

    assert letter.lines == ["Legal Aid Society", "Legal Aid Society"]
    assert letter.review_queue == [("Legal Aid Society", "Legal Aid Society")]


def test_another_website_is_a_sign_of_another_organization(letter: LetterInHand) -> None:
    letter.signed_by("Legal Aid Society", website="https://legal-aid-one.example")

    letter.signed_by("Legal Aid Society", website="https://legal-aid-two.example")

    assert letter.lines == ["Legal Aid Society", "Legal Aid Society"]
    assert len(letter.review_queue) == 1


def test_who_signs_again_for_the_second_of_one_name_joins_the_second(
    letter: LetterInHand,
) -> None:
    letter.signed_by("Legal Aid Society", website="https://legal-aid-one.example")
    letter.signed_by("Legal Aid Society", website="https://legal-aid-two.example")

    letter.signed_by("Legal Aid Society", website="https://www.legal-aid-two.example/about")

    assert len(letter.lines) == 2


@pytest.mark.parametrize(
    "sister",
    ["Cedar Tenants Union Action", "Cedar Tenants Union of Ohio", "Cedar Tenants Union Local 2"],
)
def test_a_sister_or_a_chapter_is_a_line_of_its_own(letter: LetterInHand, sister: str) -> None:
    letter.signed_by("Cedar Tenants Union")

    letter.signed_by(sister)

    assert letter.lines == ["Cedar Tenants Union", sister]


def test_the_sign_on_and_its_mail_are_one_transaction(
    letter: LetterInHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("app.services.signing.owe_mail", fails)

    with pytest.raises(RuntimeError):
        letter.asked("Cedar Tenants Union")

    with letter.house.store.read() as connection:
        assert connection.exec_driver_sql("select count(*) from sign_ons").scalar() == 0


def test_a_used_link_says_so_and_lists_no_second_line(letter: LetterInHand) -> None:
    letter.signed_by("Cedar Tenants Union")

    again = confirming.confirm(letter.house, letter.confirm_token(), now=NOON)

    assert isinstance(again, TokenProblem)
    assert again.kind == "used"
    assert letter.lines == ["Cedar Tenants Union"]


@pytest.mark.parametrize(
    "token",
    ["", "x", "1.", ".abc", "1.abc", "zzzzzzzzzzzzzzzz.abc", "1.é", "1." + "a" * 500, "-1.abc"],
)
def test_a_wrong_link_opens_nothing(letter: LetterInHand, token: str) -> None:
    letter.asked("Cedar Tenants Union")

    assert confirming.show(letter.house, token, now=NOON) == TokenProblem("unknown")
    assert confirming.confirm(letter.house, token, now=NOON) == TokenProblem("unknown")
    assert confirming.deny(letter.house, token, now=NOON) == TokenProblem("unknown")
    assert letter.lines == []


def test_a_link_made_for_one_purpose_opens_no_other(letter: LetterInHand) -> None:
    signer_token = letter.signed_by("Cedar Tenants Union")
    letter.asked("Dock Workers Local 9")

    assert confirming.confirm(letter.house, signer_token, now=NOON).kind == "unknown"
    assert signer.signer_page(letter.house, letter.confirm_token(), now=NOON) is None


def test_a_link_of_another_service_opens_nothing(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    foreign = keys.make_key("another secret", keys.Purpose.CONFIRM, 1, 1)

    assert confirming.confirm(letter.house, foreign, now=NOON) == TokenProblem("unknown")


def test_an_old_link_says_that_it_is_old(house: House) -> None:
    letter = LetterInHand.published(house, "---\ntitle: No deadline\n---\nText.\n", slug="open")
    letter.asked("Cedar Tenants Union")

    late = confirming.confirm(house, letter.confirm_token(), now=NOON + 15 * DAY)

    assert isinstance(late, TokenProblem)
    assert late.kind == "expired"
    assert letter.lines == []


def test_what_was_sent_before_closing_can_be_confirmed_for_a_day(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    operating.close_letter(letter.house, letter.slug, now=NOON + timedelta(hours=1))

    outcome = confirming.confirm(
        letter.house, letter.confirm_token(), now=NOON + timedelta(hours=20)
    )

    assert isinstance(outcome, confirming.Confirmed)
    assert letter.lines == ["Cedar Tenants Union"]


def test_who_was_told_to_check_the_inbox_while_a_closing_waited_its_turn_can_confirm(
    letter: LetterInHand,
) -> None:
    pressed_close_at = NOON
    letter.asked("Cedar Tenants Union", now=pressed_close_at + timedelta(seconds=2))
    operating.close_letter(letter.house, letter.slug, now=pressed_close_at)

    outcome = confirming.confirm(
        letter.house, letter.confirm_token(), now=NOON + timedelta(hours=1)
    )

    assert isinstance(outcome, confirming.Confirmed)
    assert letter.lines == ["Cedar Tenants Union"]


def test_a_day_after_closing_it_is_too_late(letter: LetterInHand) -> None:
    letter.asked("Cedar Tenants Union")
    operating.close_letter(letter.house, letter.slug, now=NOON)

    outcome = confirming.confirm(
        letter.house, letter.confirm_token(), now=NOON + LATE_CONFIRMATION + timedelta(minutes=1)
    )

    assert isinstance(outcome, TokenProblem)
    assert outcome.kind == "closed"


def test_a_closed_letter_takes_no_sign_on(letter: LetterInHand) -> None:
    operating.close_letter(letter.house, letter.slug, now=NOON)

    assert letter.asked("Cedar Tenants Union") == Refused(
        "This letter is closed: it takes no more signatures. "
        "The organizers can tell you whether there will be a supplement.",
        code="closed",
    )


def test_past_the_deadline_an_open_letter_takes_no_sign_on(letter: LetterInHand) -> None:
    refused = letter.asked("Cedar Tenants Union", now=NOON + 30 * DAY)

    assert isinstance(refused, Refused)
    assert refused.code == "closed"


def test_who_did_not_ask_can_say_so_and_nothing_can_be_confirmed_after(
    letter: LetterInHand,
) -> None:
    letter.asked("Cedar Tenants Union")
    token = letter.confirm_token()

    assert isinstance(confirming.deny(letter.house, token, now=NOON), confirming.Denied)

    assert confirming.confirm(letter.house, token, now=NOON).kind == "used"
    assert letter.lines == []


def test_one_address_gets_a_handful_of_mails_while_the_page_stays_the_same(
    letter: LetterInHand,
) -> None:
    answers = [letter.asked(f"Organization {n}") for n in range(UNCONFIRMED_AT_ONCE + 3)]

    assert all(isinstance(answer, CheckYourInbox) for answer in answers)
    assert len(posting.due(letter.house, now=NOON)) == UNCONFIRMED_AT_ONCE


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        pytest.param({"organization": " \u200b "}, "organization:name-missing", id="no name"),
        pytest.param({"organization": "A\x00B"}, "organization:name-characters", id="control"),
        pytest.param({"organization": "A\u202eB"}, "organization:name-characters", id="bidi"),
        pytest.param({"organization": "x" * 301}, "organization:name-long", id="long"),
        pytest.param({"authorized": False}, "authorized:missing", id="no authority"),
        pytest.param({"scope": "galactic"}, "scope:unknown", id="scope"),
        pytest.param({"state": "Atlantis"}, "state:unknown", id="state"),
        pytest.param({"kind": "individual"}, "organizations-only", id="individual"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_stored(
    letter: LetterInHand, wrong: dict[str, Any], code: str
) -> None:
    refused = letter.asked(**wrong)

    assert isinstance(refused, Refused)
    assert refused.code == code
    assert posting.due(letter.house, now=NOON) == ()


def test_a_withdrawn_line_goes_and_comes_back_when_it_is_signed_for_anew(
    letter: LetterInHand,
) -> None:
    token = letter.signed_by("Cedar Tenants Union")

    assert signer.withdraw(letter.house, token, now=NOON) == signer.Withdrawn(line_stands=False)
    assert letter.lines == []

    letter.signed_by("Cedar Tenants Union")
    assert letter.lines == ["Cedar Tenants Union"]


def test_a_line_stands_as_long_as_one_who_signed_for_it_does(letter: LetterInHand) -> None:
    first = letter.signed_by("Cedar Tenants Union")
    letter.signed_by("Cedar Tenants Union", email="second@cedar-tenants.example")

    assert signer.withdraw(letter.house, first, now=NOON) == signer.Withdrawn(line_stands=True)
    assert letter.lines == ["Cedar Tenants Union"]


def test_nobody_withdraws_from_a_closed_letter_by_link(letter: LetterInHand) -> None:
    token = letter.signed_by("Cedar Tenants Union")
    operating.close_letter(letter.house, letter.slug, now=NOON)

    assert isinstance(signer.withdraw(letter.house, token, now=NOON), Refused)
    assert letter.lines == ["Cedar Tenants Union"]


def test_the_private_link_is_the_only_way_to_the_form_of_a_quiet_letter(house: House) -> None:
    letter = LetterInHand.published(house, circle=Circle())

    assert letter.asked("Cedar Tenants Union") is None

    by_link = replace(letter, visitor=Visitor(key=letter.key))
    assert isinstance(by_link.asked("Cedar Tenants Union"), CheckYourInbox)


def test_an_invitation_letter_has_no_form_for_those_with_the_link(house: House) -> None:
    letter = LetterInHand.published(house, circle=Circle(signs="invited"))
    by_link = replace(letter, visitor=Visitor(key=letter.key))

    assert by_link.asked("Cedar Tenants Union") is None


PRINTS_SIGNERS = """\
---
title: Keep the ferry
line: '{name}, {signer}, {title}'
---

Keep the ferry.
"""


def test_who_joins_a_line_sees_the_line_that_stands(house: House) -> None:
    letter = LetterInHand.published(house, PRINTS_SIGNERS)
    letter.signed_by("Cedar Tenants Union", signer_name="Jane Doe", signer_title="Chair")
    letter.asked("Cedar Tenants Union", signer_name="Bob Roe", signer_title="Clerk")

    shown = confirming.show(house, letter.confirm_token(), now=NOON)

    assert isinstance(shown, Confirmation)
    assert shown.preview.line.text == "Cedar Tenants Union, Jane Doe, Chair"


def test_a_line_never_prints_somebody_who_withdrew(house: House) -> None:
    letter = LetterInHand.published(house, PRINTS_SIGNERS)
    jane = letter.signed_by("Cedar Tenants Union", signer_name="Jane Doe", signer_title="Chair")
    bob = letter.signed_by("Cedar Tenants Union", signer_name="Bob Roe", signer_title="Clerk")

    signer.withdraw(house, jane, now=NOON)
    page = signer.signer_page(house, bob, now=NOON)
    assert page is not None
    assert page.line.text == "Cedar Tenants Union, Bob Roe, Clerk"

    signer.withdraw(house, bob, now=NOON)
    cyd = letter.signed_by("Cedar Tenants Union", signer_name="Cyd Poe", signer_title="Dean")
    page = signer.signer_page(house, cyd, now=NOON)
    assert page is not None
    assert page.line.text == "Cedar Tenants Union, Cyd Poe, Dean"


def test_who_only_asked_to_sign_sees_no_names_of_a_quiet_letter(house: House) -> None:
    letter = LetterInHand.published(house, circle=Circle(), signatories="name\nA\nZ\n")
    letter.visitor = Visitor(key=letter.key)
    letter.asked("Middle", state="")

    shown = confirming.show(house, letter.confirm_token(), now=NOON)

    assert isinstance(shown, Confirmation)
    assert (shown.preview.above, shown.preview.below) == (None, None)


def test_a_signer_reads_the_names_of_a_quiet_letter_by_a_key_of_their_own(house: House) -> None:
    letter = LetterInHand.published(house, circle=Circle(), signatories="name\nAlder\nZinnia\n")
    letter.visitor = Visitor(key=letter.key)
    token = letter.signed_by("Middle", state="")
    own = signer.signer_page(house, token, now=NOON)
    assert own is not None
    assert own.preview.above is not None

    page = reading.letter_page(house, "ferry", visitor=Visitor(key=own.key), now=NOON)
    assert page is not None
    assert "Zinnia" in page.html.names
    assert signer.signer_page(house, own.key, now=NOON) is None

    signer.withdraw(house, token, now=NOON)
    assert reading.letter_page(house, "ferry", visitor=Visitor(key=own.key), now=NOON) is None


def test_the_case_of_an_address_buys_no_further_mails(letter: LetterInHand) -> None:
    for number in range(UNCONFIRMED_AT_ONCE + 3):
        letter.asked(f"Organization {number}", email=f"{'aA'[number % 2]}da@Example.org")

    assert len(posting.due(letter.house, now=NOON)) == UNCONFIRMED_AT_ONCE


@pytest.mark.parametrize("token", ["zzzzzzzzzzzz.aaaa", "zik0zk.aaaa"])
def test_an_id_that_no_table_holds_opens_nothing(letter: LetterInHand, token: str) -> None:
    assert confirming.show(letter.house, token, now=NOON) == TokenProblem("unknown")
    assert signer.signer_page(letter.house, token, now=NOON) is None


@pytest.mark.parametrize("name", ["&" * 300, "\ufdfa" * 300, "道" * 300, "Ǆ" * 299 + "x"])
def test_a_name_that_grows_in_its_matching_form_still_finds_its_line(
    letter: LetterInHand, name: str
) -> None:
    letter.signed_by(name)
    letter.signed_by(name)

    assert len(letter.lines) == 1


def test_a_line_that_is_held_stays_held_when_its_signer_leaves_and_comes_back(
    letter: LetterInHand,
) -> None:
    token = letter.signed_by("Cedar Tenants Union")
    with letter.house.store.write() as connection:
        connection.exec_driver_sql("update signatories set standing = 'held'")

    signer.withdraw(letter.house, token, now=NOON)
    letter.signed_by("Cedar Tenants Union")

    assert letter.lines == []
