"""The directory fills itself and answers, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.services import confirming, directory_editing, directory_learning, importing_command
from app.services.directory import known_as_many, learn_spelling
from app.services.directory_editing import OrganizationAnswers
from app.services.directory_learning import Learned
from app.services.house import House
from app.services.importing import Imported
from app.store.engine import Store
from app.store.tables import audit_events, letters, sign_ons, signatories
from app.store.tables_directory import organizations, spellings
from tests.cast import DAY, NOON, LetterInHand
from tests.services.directory_cast import BY_STATE, Coalition


@pytest.fixture
def coalition(house: House) -> Coalition:
    return Coalition.gathered(house)


def test_nobody_is_known_while_a_letter_collects(coalition: Coalition) -> None:
    letter = coalition.letter()
    letter.signed_by("Cedar Tenants Union")

    assert coalition.entries == {}
    assert coalition.links(letter) == {"Cedar Tenants Union": None}


def test_closing_a_letter_makes_its_lines_known_organizations(coalition: Coalition) -> None:
    letter = coalition.letter(BY_STATE)
    letter.signed_by("Cedar Tenants Union", website="https://cedar.example", state="OH")
    letter.signed_by("The Ümit Riders", website="", state="OH")

    coalition.close(letter)

    assert list(coalition.entries) == ["Cedar Tenants Union", "The Ümit Riders"]
    cedar = coalition.entries["Cedar Tenants Union"]
    assert (cedar.website, cedar.place, cedar.letters) == ("https://cedar.example", "OH", 1)
    assert coalition.known("CEDAR tenants union, Inc.", "Ohio") is not None
    assert coalition.known("umit riders", "OH") is not None
    assert coalition.trail()[-1] == "directory learned from letter"


def test_a_line_that_was_withdrawn_is_nobody_to_know(coalition: Coalition, house: House) -> None:
    letter = coalition.letter()
    letter.signed_by("Cedar Tenants Union")
    with house.store.write() as connection:
        connection.execute(update(signatories).values(standing="withdrawn"))

    coalition.close(letter)

    assert coalition.entries == {}


def test_the_second_letter_finds_the_organizations_of_the_first(coalition: Coalition) -> None:
    first = coalition.closed_letter("Cedar Tenants Union", "Dock Workers Local 9")
    second = coalition.letter()

    second.signed_by("The Cedar Tenants Union, Inc.", website="")

    # Linked at once, before the second letter is closed.
    assert coalition.links(second) == {
        "The Cedar Tenants Union, Inc.": coalition.links(first)["Cedar Tenants Union"]
    }
    coalition.close(second)
    assert set(coalition.entries) == {"Cedar Tenants Union", "Dock Workers Local 9"}
    assert coalition.entries["Cedar Tenants Union"].letters == 2


def test_closing_again_reads_only_what_is_new(coalition: Coalition, house: House) -> None:
    letter = coalition.letter()
    letter.signed_by("Cedar Tenants Union")
    coalition.close(letter)
    with house.store.write() as connection:
        connection.execute(update(letters).values(state="open", closed_at=None))
    letter.signed_by("Dock Workers Local 9", website="")

    coalition.close(letter)

    assert set(coalition.entries) == {"Cedar Tenants Union", "Dock Workers Local 9"}


def test_one_name_in_two_places_is_two_organizations(coalition: Coalition) -> None:
    letter = coalition.letter(BY_STATE)
    letter.signed_by("Legal Aid Society", website="", state="OH")
    letter.signed_by("Legal Aid Society", website="", state="TX")

    coalition.close(letter)

    ohio, texas = (coalition.known("Legal Aid Society", place) for place in ("OH", "TX"))
    assert ohio
    assert texas
    assert ohio.organization_id != texas.organization_id
    assert coalition.known("Legal Aid Society") is None


def test_one_name_in_one_place_with_two_websites_is_two_organizations(
    coalition: Coalition,
) -> None:
    letter = coalition.letter()
    letter.signed_by("Legal Aid Society", website="https://one.example")
    letter.signed_by("Legal Aid Society", website="https://two.example")

    coalition.close(letter)

    one = coalition.known("Legal Aid Society", website="one.example")
    two = coalition.known("Legal Aid Society", website="two.example")
    assert one
    assert two
    assert one.organization_id != two.organization_id
    assert coalition.known("Legal Aid Society") is None
    third = coalition.closed_letter("Legal Aid Society")
    assert coalition.links(third) == {"Legal Aid Society": None}


def test_a_website_speaks_for_whoever_gives_no_place_this_time(coalition: Coalition) -> None:
    first = coalition.letter(BY_STATE)
    first.signed_by("Cedar Tenants Union", website="https://cedar.example", state="OH")
    coalition.close(first)
    second = coalition.letter()
    second.signed_by("Cedar Tenants Union", website="https://www.cedar.example/us", state="")
    coalition.close(second)

    assert list(coalition.entries) == ["Cedar Tenants Union"]
    # The form without a place is an accepted one now, with no website to vouch for it.
    assert coalition.known("Cedar Tenants Union") is not None


def test_a_gap_of_an_earlier_letter_is_filled_and_nothing_overwritten(
    coalition: Coalition,
) -> None:
    coalition.closed_letter("Cedar Tenants Union")
    coalition.closed_letter("Cedar Tenants Union", website="https://cedar.example")

    assert coalition.entries["Cedar Tenants Union"].website == "https://cedar.example"


def test_what_signers_behind_a_line_called_themselves_is_accepted(
    coalition: Coalition, house: House
) -> None:
    letter = coalition.letter()
    letter.signed_by("Cedar Tenants Union", website="")
    letter.signed_by("CTU of Ohio", website="")
    with house.store.write() as connection:
        # As a merge on the desk leaves it: both sign-ons behind one line, the other gone.
        kept, gone = connection.execute(
            select(signatories.c.id).order_by(signatories.c.id)
        ).scalars()
        connection.execute(update(sign_ons).values(signatory_id=kept))
        connection.execute(
            update(signatories).where(signatories.c.id == gone).values(standing="withdrawn")
        )

    coalition.close(letter)

    known = coalition.known("CTU of Ohio")
    assert known == coalition.known("Cedar Tenants Union")
    assert known is not None
    assert set(known.spellings) == {"Cedar Tenants Union", "CTU of Ohio"}


def test_a_spelling_stays_with_the_organization_that_has_it(
    coalition: Coalition, house: House
) -> None:
    coalition.closed_letter("Cedar Tenants Union", "Dock Workers Local 9")
    cedar, dock = coalition.known("Cedar Tenants Union"), coalition.known("Dock Workers Local 9")
    assert cedar
    assert dock

    with house.store.write() as connection:
        learnt = learn_spelling(connection, cedar.organization_id, "CTU", now=NOON)
        again = learn_spelling(connection, cedar.organization_id, "ctu", now=NOON)
        taken = learn_spelling(connection, dock.organization_id, "C.T.U.", now=NOON)

    assert (learnt.owner_id, learnt.is_new) == (cedar.organization_id, True)
    assert (again.owner_id, again.is_new) == (cedar.organization_id, False)
    assert (taken.owner_id, taken.is_new) == (cedar.organization_id, False)
    found = coalition.known("CTU")
    assert found is not None
    assert found.organization_id == cedar.organization_id


def test_many_names_are_asked_about_at_once(coalition: Coalition, house: House) -> None:
    names = [f"Organization number {number}" for number in range(1_200)]
    letter = coalition.letter(signatories="\n".join(["name", *names]))
    coalition.close(letter)
    asked = [(name.upper(), "", "") for name in [*names, "Nobody"]]

    with house.store.read() as connection:
        found = known_as_many(connection, coalition.she.coalition_id, asked)

    assert [known.spellings for known in found if known] == [(name,) for name in names]
    assert found[-1] is None


def test_another_coalition_knows_nobody_of_this_one(coalition: Coalition, house: House) -> None:
    other = Coalition.gathered(house, "other-matters")
    coalition.closed_letter("Cedar Tenants Union")

    assert other.known("Cedar Tenants Union") is None
    assert other.entries == {}
    other.closed_letter("Cedar Tenants Union")
    theirs, ours = other.known("Cedar Tenants Union"), coalition.known("Cedar Tenants Union")
    assert theirs
    assert ours
    assert theirs.organization_id != ours.organization_id


def test_who_confirms_after_the_closing_is_known_at_once(coalition: Coalition) -> None:
    letter = coalition.letter()
    letter.asked("Cedar Tenants Union", website="")
    coalition.close(letter, now=NOON)

    confirming.confirm(coalition.house, letter.confirm_token(), now=NOON + timedelta(hours=1))

    assert list(coalition.entries) == ["Cedar Tenants Union"]


def test_letters_that_closed_before_are_read_by_the_command(
    coalition: Coalition, house: House
) -> None:
    letter = coalition.letter()
    letter.signed_by("Cedar Tenants Union", website="")
    with house.store.write() as connection:
        connection.execute(update(letters).values(state="closed", closed_at=NOON))

    learned = directory_learning.build(house, now=NOON)
    again = directory_learning.build(house, now=NOON)

    assert (learned.made, learned.linked, again) == (1, 1, Learned())
    assert list(coalition.entries) == ["Cedar Tenants Union"]


def test_a_letter_past_its_deadline_is_read_by_the_command_as_well(
    coalition: Coalition, house: House
) -> None:
    letter = coalition.letter(
        "---\ntitle: T\ncloses: 2027-03-10T17:00\nzone: America/New_York\n---\n\nText.\n"
    )
    letter.signed_by("Cedar Tenants Union", website="")

    assert directory_learning.build(house, now=NOON) == Learned()
    assert directory_learning.build(house, now=NOON + 20 * DAY).made == 1


def test_an_import_links_whom_the_directory_knows(coalition: Coalition, house: House) -> None:
    first = coalition.closed_letter("Cedar Tenants Union")
    second = coalition.letter(signatories="name\nThe Cedar Tenants Union\nNewcomers\n")

    assert coalition.links(second) == {
        "The Cedar Tenants Union": coalition.links(first)["Cedar Tenants Union"],
        "Newcomers": None,
    }


def test_an_import_into_a_closed_letter_is_known_at_once(
    coalition: Coalition, house: House
) -> None:
    letter = coalition.closed_letter("Cedar Tenants Union")

    done = importing_command.import_signatories(
        house, letter.slug, b"name\nNewcomers\n", dry_run=False, now=NOON
    )

    assert isinstance(done, Imported)
    assert set(coalition.entries) == {"Cedar Tenants Union", "Newcomers"}


def test_a_dry_run_teaches_nothing(coalition: Coalition, house: House) -> None:
    letter = coalition.closed_letter("Cedar Tenants Union")

    importing_command.import_signatories(
        house, letter.slug, b"name\nNewcomers\n", dry_run=True, now=NOON
    )

    assert set(coalition.entries) == {"Cedar Tenants Union"}


def test_two_letters_that_close_at_once_make_one_organization_each(database_url: str) -> None:
    def house() -> House:
        return House(
            store=Store.connect(database_url),
            secret_key="a key of the tests, long enough for every check of its length",
            public_url="http://letters.test",
            sender_name="Undersigned",
            sender_address="letters@undersigned.example",
        )

    houses = [house(), house()]
    coalition = Coalition.gathered(houses[0])
    names = [f"Organization number {number}" for number in range(300)]
    closing = [
        coalition.letter(signatories="\n".join(["name", *order]))
        for order in (names, list(reversed(names)))
    ]

    def close(own: tuple[House, LetterInHand]) -> None:
        Coalition(own[0], coalition.she).close(own[1])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(close, zip(houses, closing, strict=True)))

    first, second = (coalition.links(letter) for letter in closing)
    assert first == second
    assert None not in first.values()
    with houses[0].store.read() as connection:
        assert len(connection.execute(select(organizations.c.id)).all()) == len(names)
        assert len(connection.execute(select(spellings.c.id)).all()) == len(names)
    for own in houses:
        own.store.close()


def test_two_who_confirm_at_once_make_one_organization(database_url: str) -> None:
    """Late confirmations of one organization under two closed letters, eight times over."""

    def house() -> House:
        return House(
            store=Store.connect(database_url),
            secret_key="a key of the tests, long enough for every check of its length",
            public_url="http://letters.test",
            sender_name="Undersigned",
            sender_address="letters@undersigned.example",
        )

    houses = [house(), house()]
    coalition = Coalition.gathered(houses[0])
    closing = [coalition.letter(), coalition.letter()]
    tokens: list[list[str]] = []
    for at, letter in enumerate(closing):
        sent = []
        for number in range(8):
            letter.asked(
                f"{'The ' * at}Tenants of number {number}",
                website="",
                email=f"signer{at}.{number}@tenants.example",
            )
            sent.append(letter.confirm_token())
        tokens.append(sent if at else sent[::-1])
        coalition.close(letter)

    def press(own: tuple[House, list[str]]) -> list[object]:
        return [confirming.confirm(own[0], token, now=NOON) for token in own[1]]

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(press, zip(houses, tokens, strict=True)))

    assert all(isinstance(each, confirming.Confirmed) for own in outcomes for each in own)
    assert len(coalition.entries) == 8
    assert {entry.letters for entry in coalition.entries.values()} == {2}
    for own in houses:
        own.store.close()


def test_the_trail_says_who_sent_and_holds_no_name(coalition: Coalition, house: House) -> None:
    coalition.closed_letter("Cedar Tenants Union", website="https://cedar.example")
    letter = coalition.letter()

    letter.signed_by("Cedar Tenants Union", website="", email="ida@cedar.example")
    letter.signed_by("Cedar Tenants Union", website="", email="ida@elsewhere.example")
    letter.signed_by(
        "Newcomers", website="https://newcomers.example", email="ida@newcomers.example"
    )

    with house.store.read() as connection:
        query = (
            select(audit_events.c.details)
            .where(audit_events.c.what == "sign-on confirmed")
            .order_by(audit_events.c.id)
        )
        details = list(connection.execute(query).scalars())
    # A website that only this sign-on gave proves nothing.
    assert [each["sender"] for each in details] == ["new", "known", "other", "new"]
    assert "example" not in str(details)


def test_an_address_that_the_organization_named_is_known(
    coalition: Coalition, house: House
) -> None:
    coalition.closed_letter("Cedar Tenants Union")
    code = coalition.code("Cedar Tenants Union")
    coalition.done(
        directory_editing.add_address(house, coalition.she, code, address="Law.example", now=NOON)
    )
    letter = coalition.letter()

    letter.signed_by("Cedar Tenants Union", website="", email="counsel@law.example")

    with house.store.read() as connection:
        query = select(audit_events.c.details).order_by(audit_events.c.id.desc())
        latest = next(each for each in connection.execute(query).scalars() if "sender" in each)
    assert latest["sender"] == "known"


def test_a_new_name_of_an_entry_is_an_accepted_spelling(coalition: Coalition, house: House) -> None:
    coalition.closed_letter("Cedar Tenants", "Dock Workers Local 9")
    code = coalition.code("Cedar Tenants")

    done = directory_editing.edit(
        house, coalition.she, code, OrganizationAnswers(name="Cedar Tenants Union"), now=NOON
    )
    coalition.done(done)

    assert coalition.known("Cedar Tenants Union") == coalition.known("Cedar Tenants")
    refused = directory_editing.edit(
        house, coalition.she, code, OrganizationAnswers(name="DOCK workers local 9"), now=NOON
    )
    assert getattr(refused, "code", "") == "name:spelling-taken"
    assert "Cedar Tenants Union" in coalition.entries
