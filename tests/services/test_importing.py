"""Imports at the level of the service: what joins, what is there already, undoing, crashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.errors import Refused
from app.domain.roles import Member
from app.services import importing_desk, importing_undo, importing_work, listing_out, signer
from app.services.house import House
from app.services.importing_command import ImportedFile, import_signatories
from app.services.importing_desk import Brought, ImportPage
from app.services.listing_out import ListKind
from app.store import imports as import_rows
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store.engine import Store
from app.store.tables import audit_events, sign_ons, signatories
from app.store.tables_imports import imports
from tests.cast import NOON, LetterInHand, member_of

LETTER = "---\ntitle: Ferry\nslug: ferry\n---\n\nText.\n"
PEOPLE = LETTER.replace("---\n\n", "individuals: true\n---\n\n")
LIST = (
    "name,signer_name,email,state,group\n"
    "Cedar Tenants Union,Ida Quill,ida@cedar.example,OH,Local\n"
    "Elm Nurses,Bo Lin,bo@elm.example,,National\n"
    "Legal Aid Society,,,OH,\n"
    "Legal Aid Society,,,OR,\n"
)


@pytest.fixture
def letter(house: House) -> LetterInHand:
    return LetterInHand.published(house, LETTER)


def imported(house: House, text: str, **told: Any) -> ImportedFile:
    done = import_signatories(house, "ferry", text.encode(), dry_run=False, now=NOON, **told)
    assert isinstance(done, ImportedFile), done
    return done


def undone(house: House, number: int) -> importing_undo.Undone:
    done = importing_undo.undo_by_command(house, "ferry", number, now=NOON)
    assert isinstance(done, importing_undo.Undone), done
    return done


def told_of(store: Store, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    with store.read() as connection:
        query = select(*(table.c[name] for name in columns)).order_by(table.c.id)
        return [tuple(row) for row in connection.execute(query)]


def file_of(house: House, kind: ListKind = ListKind.CONTACTS) -> bytes:
    from app.services import documents

    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, "ferry")
        assert letter is not None
        file = documents.letter_file(connection, letter)
        return listing_out.list_as_file(connection, letter, file, kind, "csv")


class TestTheSameAgain:
    def test_a_list_brought_twice_adds_nothing(self, house: House, letter: LetterInHand) -> None:
        imported(house, LIST)
        before = told_of(house.store, sign_ons, "id", "signatory_id")

        again = imported(house, LIST)

        assert (again.listed, again.joined, again.already) == (0, 4, 4)
        assert told_of(house.store, sign_ons, "id", "signatory_id") == before

    def test_another_signer_of_the_same_organization_joins_its_line(
        self, house: House, letter: LetterInHand
    ) -> None:
        imported(house, LIST)

        again = imported(house, "name,state,email\nCedar Tenants Union,OH,other@cedar.example\n")

        assert (again.listed, again.joined, again.already) == (0, 1, 0)
        assert len(letter.lines) == 4

    def test_people_of_one_name_are_two_and_the_list_once_more_brings_nobody(
        self, house: House
    ) -> None:
        LetterInHand.published(house, PEOPLE)
        people = "name,kind\nAda Harbor,individual\nAda Harbor,individual\n"

        first, second = imported(house, people), imported(house, people)

        assert (first.listed, second.listed, second.already) == (2, 0, 2)

    def test_who_signed_by_the_form_is_not_doubled(
        self, house: House, letter: LetterInHand
    ) -> None:
        letter.signed_by("Cedar Tenants Union")

        done = imported(
            house,
            "name,state,signer_name,email,website\nCedar Tenants Union,OH,Ida Quill,"
            "ida@cedar-tenants.example,https://cedar-tenants.example\n",
        )

        assert done.already == 1

    def test_our_own_full_list_comes_in_again_as_the_same_names(
        self, house: House, letter: LetterInHand
    ) -> None:
        imported(house, f"{LIST}-Dash & =Co,,,,\n“+1” Group,,,,\n")
        undone(house, imported(house, "name\nWithdrawn Group\n").number)
        before = letter.lines

        whole = imported(house, file_of(house, ListKind.RECORD).decode())
        public = imported(house, file_of(house, ListKind.PUBLIC).decode())

        assert (whole.listed, whole.refused) == (0, 1)
        assert public.listed == 0
        assert letter.lines == before
        assert file_of(house) == file_of(house)


class TestUndoing:
    def test_lines_leave_and_what_stood_before_is_as_it_was(
        self, house: House, letter: LetterInHand
    ) -> None:
        letter.signed_by("Elm Nurses", state="", scope="national", email="bo@elm.example")
        before = told_of(house.store, signatories, "name", "standing", "signer_name", "website")

        number = imported(house, LIST).number
        done = undone(house, number)

        assert (done.sign_ons, done.lines) == (4, 3)
        assert letter.lines == ["Elm Nurses"]
        after = told_of(house.store, signatories, "name", "standing", "signer_name", "website")
        assert after[: len(before)] == before

    def test_a_line_that_others_signed_for_since_stays_for_them(
        self, house: House, letter: LetterInHand
    ) -> None:
        number = imported(house, "name,signer_name\nElm Nurses,Bo Lin\n").number
        letter.signed_by("Elm Nurses", state="", scope="national", signer_name="Una Vance")

        undone(house, number)

        assert letter.lines == ["Elm Nurses"]
        assert "Bo Lin" not in str(told_of(house.store, signatories, "signer_name"))

    def test_nothing_is_deleted_and_the_audit_tells_it(
        self, house: House, letter: LetterInHand
    ) -> None:
        number = imported(house, LIST).number

        undone(house, number)

        assert told_of(house.store, sign_ons, "state", "ended_because", "evidence") == [
            ("withdrawn", "import undone", f"row {row}") for row in (2, 3, 4, 5)
        ]
        events = told_of(house.store, audit_events, "what", "details")
        told: dict[str, Any] = dict(events)
        assert told["import undone"]["sign_ons"] == 4
        assert told["import undone"]["import_id"] == told["signatories imported"]["import_id"]

    def test_once_undone_it_can_be_imported_with_other_columns(
        self, house: House, letter: LetterInHand
    ) -> None:
        first = imported(house, LIST)
        undone(house, first.number)

        again = imported(house, LIST.replace("Local", "State and local"))

        assert (again.listed, again.joined, again.to_review) == (4, 0, first.to_review)
        groups = dict(told_of(house.store, signatories, "name", "group_path"))
        assert groups["Cedar Tenants Union"] == "State and local"
        assert len(told_of(house.store, signatories, "id")) == 4

    def test_undone_twice_is_undone_once(self, house: House, letter: LetterInHand) -> None:
        number = imported(house, LIST).number
        undone(house, number)

        assert undone(house, number) == importing_undo.Undone(0, 0)

    def test_a_line_its_last_other_signer_left_goes_with_the_import(
        self, house: House, letter: LetterInHand
    ) -> None:
        token = letter.signed_by("Elm Nurses", state="", scope="national")
        number = imported(house, "name\nElm Nurses\n").number
        signer.withdraw(house, token, now=NOON)
        assert letter.lines == ["Elm Nurses"]

        undone(house, number)

        assert letter.lines == []


NAMES = ("Alder Clinic", "Birch Boats", "Cedar Choir")
STEPS = st.lists(
    st.tuples(st.just("import"), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
    | st.tuples(st.just("sign"), st.sampled_from(NAMES))
    | st.tuples(st.just("undo"), st.integers(0, 3)),
    max_size=7,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_a_line_prints_exactly_as_long_as_somebody_stands_behind_it(
    steps: list[tuple[str, Any]], sqlite_house: Iterator[Any]
) -> None:
    house = next(sqlite_house)
    letter = LetterInHand.published(house, LETTER)
    numbers: list[int] = []
    behind: dict[str, set[str]] = {name: set() for name in NAMES}

    for at, (kind, told) in enumerate(steps):
        if kind == "import":
            rows = "".join(f"{name},signer{at}@x.example\n" for name in told)
            numbers.append(imported(house, f"name,email\n{rows}").number)
            for name in told:
                behind[name].add(f"import {numbers[-1]}")
        elif kind == "sign":
            letter.signed_by(
                str(told), state="", scope="national", website="", email=f"web{at}@x.example"
            )
            behind[str(told)].add(f"web {at}")
        elif told < len(numbers):
            undone(house, numbers[told])
            for name in NAMES:
                behind[name].discard(f"import {numbers[told]}")

    assert letter.lines == [name for name in NAMES if behind[name]]
    assert len(told_of(house.store, sign_ons, "id")) >= sum(map(len, behind.values()))
    house.store.close()


@pytest.fixture
def sqlite_house(tmp_path: Path, _sqlite_template: Path) -> Iterator[House]:
    """A house of its own for each example."""

    def houses() -> Iterator[House]:
        number = 0
        while True:
            number += 1
            path = tmp_path / f"{number}.db"
            path.write_bytes(_sqlite_template.read_bytes())
            yield House(
                store=Store.connect(f"sqlite:///{path}"),
                secret_key="a key of the tests, long enough for every check of its length",
                public_url="http://letters.test",
                sender_name="Undersigned",
                sender_address="letters@undersigned.example",
            )

    return houses()


class TestWorkThatDies:
    def page(self, house: House, member: Member) -> ImportPage:
        page = importing_desk.import_page(house, member, "theirs", 1)
        assert isinstance(page, ImportPage)
        return page

    def previewed(self, house: House, member: Member) -> None:
        made = importing_desk.bring_text(
            house, member, "theirs", text="\n".join(NAMES), clock=lambda: NOON
        )
        assert made == Brought(1, waits=False)

    @pytest.fixture
    def member(self, house: House) -> Member:
        member = member_of(house, "harbor")
        LetterInHand.published(house, LETTER, slug="theirs", owner=member.email)
        return member

    def test_dying_in_the_middle_leaves_nothing_and_is_taken_up_again(
        self, house: House, member: Member, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.previewed(house, member)

        def dies(*_: object) -> None:
            raise RuntimeError

        with monkeypatch.context() as broken:
            broken.setattr(sign_on_rows, "add_many", dies)
            importing_desk.carry_out(house, member, "theirs", 1, clock=lambda: NOON)
        halfway = told_of(house.store, signatories, "id")
        again = importing_work.work_on_due(house, clock=lambda: NOON)

        assert (halfway, again) == ([], 1)
        assert len(told_of(house.store, signatories, "id")) == 3
        assert self.page(house, member).row.state == "imported"

    def test_what_fails_each_time_is_given_up_with_nothing_written(
        self, house: House, member: Member, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.previewed(house, member)
        monkeypatch.setattr(sign_on_rows, "add_many", None)

        importing_desk.carry_out(house, member, "theirs", 1, clock=lambda: NOON)
        for _ in range(importing_work.MOST_ATTEMPTS):
            importing_work.work_on_due(house, clock=lambda: NOON)

        row = self.page(house, member).row
        assert (row.problem, row.task, row.state) == ("failed", "", "previewed")
        assert told_of(house.store, signatories, "id") == []

    def test_a_worker_that_was_killed_is_followed_by_another_once_its_lease_is_over(
        self, house: House, member: Member
    ) -> None:
        self.previewed(house, member)
        with house.store.write() as connection:
            (import_id,) = connection.execute(select(imports.c.id)).scalars()
            import_rows.change(connection, import_id, task="import")
            assert import_rows.claim(
                connection, import_id, now=NOON, until=NOON + importing_work.LEASE
            )

        at_once = importing_work.work_on_due(house, clock=lambda: NOON)
        later = NOON + importing_work.LEASE + timedelta(seconds=1)
        afterwards = importing_work.work_on_due(house, clock=lambda: later)

        assert (at_once, afterwards) == (0, 1)
        assert self.page(house, member).row.state == "imported"

    def test_nothing_of_a_list_is_logged(
        self,
        house: House,
        member: Member,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        self.previewed(house, member)

        def names_itself(*_: object) -> None:
            raise KeyError("Alder Clinic")

        monkeypatch.setattr(sign_on_rows, "add_many", names_itself)

        importing_desk.carry_out(house, member, "theirs", 1, clock=lambda: NOON)

        assert "could not be worked on: KeyError" in caplog.text
        assert "Alder" not in caplog.text


def test_a_final_letter_takes_no_list(house: House, letter: LetterInHand) -> None:
    number = imported(house, LIST).number
    with house.store.write() as connection:
        found = letter_rows.find_by_slug(connection, "ferry")
        assert found is not None
        letter_rows.change(connection, found.id, state="final")

    refused = import_signatories(house, "ferry", LIST.encode(), dry_run=False, now=NOON)

    assert isinstance(refused, Refused)
    assert isinstance(importing_undo.undo_by_command(house, "ferry", number, now=NOON), Refused)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "no column was known as the organization’s name"),
        ({"Grp": "shoe size"}, "“shoe size” is no field"),
        ({"Nowhere": "name"}, "no column is headed “Nowhere”"),
        ({"Grp": "name", "Mail": "name"}, "two columns are called name"),
    ],
)
def test_columns_that_nobody_can_be_asked_about_are_said(
    house: House, letter: LetterInHand, chosen: dict[str, str], says: str
) -> None:
    refused = import_signatories(
        house, "ferry", b"Grp,Mail\nA,a@b.example\n", chosen=chosen, dry_run=False, now=NOON
    )

    assert isinstance(refused, Refused)
    assert says in refused.reason


def test_columns_are_what_was_said_of_them(house: House, letter: LetterInHand) -> None:
    done = import_signatories(
        house, "ferry", b"Grp,Mail\nA,a@b.example\n", chosen={"Grp": "name", "mail": ""},
        dry_run=False, now=NOON,
    )  # fmt: skip

    assert isinstance(done, ImportedFile)
    assert letter.lines == ["A"]
    assert told_of(house.store, sign_ons, "email") == [("",)]
