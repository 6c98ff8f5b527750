"""Pictures of a letter: kept with its version, for its coalition, for whoever may read it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Table, func, select

from app.domain.errors import FaultyFile, Refused
from app.domain.roles import Member
from app.formats.picture_files import clean
from app.formats.pictures import from_folder
from app.services import (
    circulating,
    cleaning,
    desk,
    exporting,
    keeping_logos,
    keeping_pictures,
    opening,
    publishing,
    reading,
)
from app.services.access import Visitor, read_key
from app.services.house import House
from app.services.keeping_pictures import Kept
from app.services.publishing import PUBLIC, Circle
from app.store import letters as letter_rows
from app.store.tables import audit_events, files, version_pictures
from tests.cast import NOON, member_of
from tests.picture_bytes import jpeg, moving_png, png

LETTER = b"""---
title: The fares
slug: fares
---

We ask.

![A chart of the fares](fares.png)

![The old line](maps/old line.jpg)

![A chart of the fares](fares.png)
"""
LETTER = LETTER.replace(b"maps/old line.jpg", b"maps/old%20line.jpg")


@pytest.fixture
def ines(house: House) -> Member:
    return member_of(house, "buses")


@pytest.fixture
def draft(house: House, ines: Member) -> str:
    made = desk.create_letter(house, ines, LETTER, now=NOON)
    assert isinstance(made, desk.Created)
    return made.slug


def brought(
    house: House, member: Member, content: bytes, name: str = "fares.png", slug: str = "fares"
) -> Kept | Refused | None:
    return keeping_pictures.add_picture(house, member, slug, name=name, content=content, now=NOON)


def rows_of(house: House, table: Table) -> int:
    with house.store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def exported(house: House, member: Member, fmt: str) -> exporting.Export | Refused | None:
    return exporting.export(house, "fares", fmt, member=member, is_draft=False, now=NOON)


def published(house: House, circle: Circle, *, name: str = "fares.png") -> str:
    """Publish the letter with its chart; return the name of the chart on its page."""
    made = publishing.publish(
        house,
        LETTER,
        signatories=None,
        as_listed=False,
        slug="",
        owner="",
        circle=circle,
        now=NOON,
        pictures={name: clean(png())},
    )
    assert not isinstance(made, Refused)
    page = reading.letter_page(
        house, "fares", visitor=Visitor(key=read_key(house, made.letter)), now=NOON
    )
    assert page is not None
    (shown,) = page.html.pictures
    return shown


def test_the_pictures_that_a_letter_names_are_listed_once_each_with_what_is_missing(
    house: House, ines: Member, draft: str
) -> None:
    brought(house, ines, jpeg(), "maps/old line.jpg")

    pictures = keeping_pictures.pictures_of(house, ines, draft)

    assert pictures is not None
    assert [(line.name, line.line, line.is_missing) for line in pictures.lines] == [
        ("fares.png", 8, True),
        ("maps/old line.jpg", 10, False),
    ]


def test_a_missing_picture_stops_the_final_letter_and_prints_as_its_words_in_a_draft(
    house: House, ines: Member, draft: str
) -> None:
    stopped = exported(house, ines, "txt")
    tried = exporting.export(house, draft, "docx", member=ines, is_draft=True, now=NOON)

    assert isinstance(stopped, Refused)
    assert "the picture “fares.png” is not stored with the letter" in stopped.reason
    assert isinstance(tried, exporting.Export)


def test_every_document_prints_the_pictures_once_they_are_there(
    house: House, ines: Member, draft: str
) -> None:
    brought(house, ines, png())
    brought(house, ines, jpeg(), "maps/old line.jpg")

    made = {fmt: exported(house, ines, fmt) for fmt in ("docx", "pdf", "html")}

    contents = {
        fmt: each.content for fmt, each in made.items() if isinstance(each, exporting.Export)
    }
    with ZipFile(BytesIO(contents["docx"])) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
    assert len(media) == 2
    assert contents["pdf"].count(b"/Subtype/Image") + contents["pdf"].count(b"/Subtype /Image") >= 2
    assert contents["html"].count(b"data:image/png") == 2
    assert contents["html"].count(b"data:image/jpeg") == 1


@pytest.mark.parametrize(
    "name",
    ["../fares.png", "a/b", "/etc/passwd", "x" * 300, "fares\u202egnp.png", "FARES.PNG", ""],
)
def test_a_name_that_the_letter_file_does_not_have_is_refused(
    house: House, ines: Member, draft: str, name: str
) -> None:
    outcome = brought(house, ines, png(), name)

    assert isinstance(outcome, Refused)
    assert "names no such picture" in outcome.reason
    assert rows_of(house, files) == 0


@pytest.mark.parametrize(
    "source", ["../x.png", "/x.png", "a/../../x.png", "x" * 300 + ".png", "x%E2%80%AEgnp.png"]
)
def test_a_letter_file_cannot_name_a_picture_elsewhere(
    house: House, ines: Member, source: str
) -> None:
    text = LETTER.replace(b"fares.png", source.encode()).replace(b"slug: fares\n", b"")

    outcome = desk.create_letter(house, ines, text, now=NOON)

    assert isinstance(outcome, desk.FaultyLetter)
    assert "must stand beside the letter file" in str(outcome.faults[0])


def test_a_draft_may_exchange_a_picture_and_no_file_is_lost(
    house: House, ines: Member, draft: str
) -> None:
    brought(house, ines, png("red"))
    again = brought(house, ines, png("red"))
    other = brought(house, ines, png("blue"))

    assert again == Kept(changed=False)
    assert other == Kept(changed=True)
    assert (rows_of(house, files), rows_of(house, version_pictures)) == (2, 1)
    with house.store.read() as connection:
        said = connection.execute(
            select(audit_events.c.details).where(audit_events.c.what == "picture stored")
        ).scalars()
        assert [each["instead_of"] is None for each in said] == [True, False]


def test_what_readers_may_have_seen_is_never_exchanged_but_what_was_missing_may_come(
    house: House, ines: Member, draft: str
) -> None:
    brought(house, ines, png("red"))
    opening.open_letter(house, ines, draft, now=NOON)

    other = brought(house, ines, png("blue"))
    same = brought(house, ines, png("red"))
    missing = brought(house, ines, jpeg(), "maps/old line.jpg")

    assert isinstance(other, Refused)
    assert "version 1 with its picture, so it stays" in other.reason
    assert same == Kept(changed=False)
    assert missing == Kept(changed=True)


def test_a_page_shows_a_picture_as_soon_as_it_is_there(house: House, ines: Member) -> None:
    published(house, PUBLIC)
    (organizer,) = (member_of(house, "default"),)
    before = reading.letter_page(house, "fares", visitor=Visitor(), now=NOON)
    brought(house, organizer, jpeg(), "maps/old line.jpg")
    after = reading.letter_page(house, "fares", visitor=Visitor(), now=NOON)

    assert before is not None
    assert after is not None
    assert len(before.html.pictures) == 1
    assert len(after.html.pictures) == 2


def test_a_member_of_another_coalition_neither_sees_nor_brings_pictures(
    house: House, ines: Member, draft: str
) -> None:
    third = member_of(house, "trains", role="owner")

    assert keeping_pictures.pictures_of(house, third, draft) is None
    assert brought(house, third, png()) is None
    assert rows_of(house, version_pictures) == 0


@pytest.mark.parametrize("role", ["staff", "viewer"])
def test_only_those_who_write_letters_bring_pictures(
    house: House, ines: Member, draft: str, role: str
) -> None:
    outcome = brought(house, member_of(house, "buses", role=role), png())

    assert isinstance(outcome, Refused)
    assert outcome.code == "role"


def test_two_coalitions_with_one_picture_have_a_file_each(house: House, ines: Member) -> None:
    other = member_of(house, "trains")
    for member, slug in ((ines, "one"), (other, "two")):
        desk.create_letter(house, member, LETTER, slug=slug, now=NOON)
        brought(house, member, png(), slug=slug)

    assert rows_of(house, files) == 2


def test_a_letter_has_twenty_megabytes_of_pictures(
    house: House, ines: Member, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_pictures, "MOST_OF_A_LETTER", len(clean(png()).content) + 10)

    first = brought(house, ines, png())
    second = brought(house, ines, jpeg(), "maps/old line.jpg")

    assert first == Kept(changed=True)
    assert isinstance(second, Refused)
    assert "more than 20 MB together" in second.reason


def test_a_coalition_cannot_fill_the_database(
    house: House, ines: Member, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_pictures, "MOST_OF_A_COALITION", 100)

    brought(house, ines, png("red"))
    second = brought(house, ines, png("blue"))

    assert isinstance(second, Refused)
    assert "Ask whoever runs the service" in second.reason


@pytest.mark.parametrize("reads", ["members", "link", "public"])
def test_a_picture_opens_to_whom_the_letter_opens(house: House, reads: str) -> None:
    name = published(house, Circle(reads, "link", "public")) if reads != "members" else ""
    if not name:
        name = published(house, Circle("link", "link", "public"))
        with house.store.write() as connection:
            letter = letter_rows.find_by_slug(connection, "fares")
            assert letter is not None
            letter_rows.change(connection, letter.id, reads="members")
    with house.store.read() as connection:
        letter = letter_rows.find_by_slug(connection, "fares")
        assert letter is not None
    member = member_of(house, "default", role="viewer")
    stranger = member_of(house, "elsewhere")

    seen = {
        who: keeping_pictures.picture_for(house, "fares", name, visitor=visitor) is not None
        for who, visitor in {
            "anybody": Visitor(),
            "link": Visitor(key=read_key(house, letter)),
            "member": Visitor(user_id=member.user_id),
            "stranger": Visitor(user_id=stranger.user_id),
        }.items()
    }

    assert seen == {
        "anybody": reads == "public",
        "link": reads != "members",
        "member": True,
        "stranger": reads == "public",
    }


@pytest.mark.parametrize("ending", ["jpg", "svg", "html", "", "png.html"])
def test_a_picture_has_the_ending_of_its_type_alone(house: House, ending: str) -> None:
    name = published(house, PUBLIC)

    other = f"{name.partition('.')[0]}.{ending}"

    assert keeping_pictures.picture_for(house, "fares", other, visitor=Visitor()) is None


def test_a_letter_does_not_show_the_picture_of_another(house: House, ines: Member) -> None:
    name = published(house, Circle())
    desk.create_letter(house, ines, LETTER, slug="other", now=NOON)
    opening.open_letter(house, ines, "other", now=NOON)
    circulating.set_visibility(
        house, ines, "other", reads="public", signs="public", shows="public", now=NOON
    )

    assert keeping_pictures.picture_for(house, "other", name, visitor=Visitor()) is None


def test_the_pictures_beside_a_letter_file_are_found_and_none_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "letter"
    folder.mkdir()
    (folder / "fares.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    (folder / "maps").symlink_to(tmp_path)
    text = LETTER.replace(b"maps/old%20line.jpg", b"maps/secret.png")

    found = keeping_pictures.gather(publishing.read_checked(text), from_folder(folder))

    assert list(found) == ["fares.png"]


def test_a_file_beside_the_letter_that_is_no_picture_is_a_fault_with_its_line(
    tmp_path: Path,
) -> None:
    (tmp_path / "fares.png").write_bytes(b"GIF89a" + b"\0" * 40)

    with pytest.raises(FaultyFile, match=r"line 8: body: fares\.png: GIF files cannot be kept"):
        keeping_pictures.gather(publishing.read_checked(LETTER), from_folder(tmp_path))


class TestWaitingForATurn:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cleaning, "SECONDS_IN_LINE", 0.05)

    def test_one_picture_at_a_time_and_the_others_are_asked_to_wait(
        self, house: House, ines: Member, draft: str
    ) -> None:
        with house.picture_turns:
            picture = brought(house, ines, png())
            logo = keeping_logos.set_logo(house, ines, content=png(), alt="A bus", now=NOON)
        again = brought(house, ines, png())

        for busy in (picture, logo):
            assert isinstance(busy, Refused)
            assert busy.code == cleaning.BUSY
        assert again == Kept(changed=True)

    def test_what_is_no_picture_and_the_words_of_a_logo_wait_for_nobody(
        self, house: House, ines: Member, draft: str
    ) -> None:
        keeping_logos.set_logo(house, ines, content=png(), alt="Old", now=NOON)

        with house.picture_turns:
            refused = brought(house, ines, b"GIF89a" + b"\0" * 50)
            words = keeping_logos.set_logo(house, ines, content=b"", alt="New", now=NOON)

        assert isinstance(refused, Refused)
        assert "GIF files cannot be kept" in refused.reason
        assert words == Kept(changed=True)

    def test_a_turn_is_given_back_however_it_ends(
        self, house: House, ines: Member, draft: str
    ) -> None:
        for content in (png(), jpeg()[:300], moving_png(), png()):
            brought(house, ines, content)

        assert house.picture_turns.acquire(blocking=False)
        house.picture_turns.release()


class TestLogo:
    def test_the_newest_stands_for_all_letters_of_the_coalition(
        self, house: House, ines: Member, draft: str
    ) -> None:
        for colour in ("red", "blue"):
            keeping_logos.set_logo(house, ines, content=png(colour), alt="  The  Buses ", now=NOON)

        with house.store.read() as connection:
            letter = letter_rows.find_by_slug(connection, draft)
            assert letter is not None
            logo = keeping_logos.logo_of(connection, letter)

        assert logo is not None
        assert (logo.alt, logo.media_type) == ("The Buses", "image/png")
        assert logo.content == clean(png("blue")).content
        assert rows_of(house, files) == 2

    def test_it_can_be_taken_off_and_its_file_stays(self, house: House, ines: Member) -> None:
        keeping_logos.set_logo(house, ines, content=png(), alt="The Buses", now=NOON)

        first = keeping_logos.take_logo_off(house, ines, now=NOON)
        second = keeping_logos.take_logo_off(house, ines, now=NOON)

        assert (first, second) == (Kept(changed=True), Kept(changed=False))
        assert keeping_logos.logo(house, ines) is None
        assert rows_of(house, files) == 1

    def test_the_words_change_alone(self, house: House, ines: Member) -> None:
        keeping_logos.set_logo(house, ines, content=png(), alt="Old", now=NOON)
        keeping_logos.set_logo(house, ines, content=b"", alt="New", now=NOON)

        picture = keeping_logos.logo_picture(house, ines)

        assert picture is not None
        assert (picture.alt, picture.content) == ("New", clean(png()).content)

    @pytest.mark.parametrize(
        ("content", "alt", "says"),
        [
            pytest.param(png(), "  ", "Say what the logo shows", id="no words"),
            pytest.param(png(), "x" * 201, "200 characters", id="too many words"),
            pytest.param(png(), "Buses\u202e", "Say what", id="words that turn"),
            pytest.param(b"<svg/>", "Buses", "SVG files cannot be kept", id="svg"),
            pytest.param(b"", "Buses", "Choose the picture", id="no picture"),
        ],
    )
    def test_what_cannot_be_a_logo_is_refused(
        self, house: House, ines: Member, content: bytes, alt: str, says: str
    ) -> None:
        outcome = keeping_logos.set_logo(house, ines, content=content, alt=alt, now=NOON)

        assert isinstance(outcome, Refused)
        assert says in outcome.reason
        assert keeping_logos.logo(house, ines) is None

    def test_another_coalition_has_none_of_it(self, house: House, ines: Member) -> None:
        keeping_logos.set_logo(house, ines, content=png(), alt="The Buses", now=NOON)

        assert keeping_logos.logo(house, member_of(house, "trains")) is None


def test_a_logo_that_only_the_letterhead_names_is_printed(house: House, ines: Member) -> None:
    letter = b"---\ntitle: Buses\nslug: buses\nletterhead: {name: Bus Riders, logo: logo.png}\n---\nWe ask.\n"
    desk.create_letter(house, ines, letter, now=NOON)
    refused = exporting.export(house, "buses", "docx", member=ines, is_draft=False, now=NOON)

    outcome = brought(house, ines, png(), "logo.png", "buses")
    final = exporting.export(house, "buses", "docx", member=ines, is_draft=False, now=NOON)

    assert isinstance(refused, Refused)
    assert outcome == Kept(changed=True)
    assert isinstance(final, exporting.Export)
    assert any(
        name.startswith("word/media/") for name in ZipFile(BytesIO(final.content)).namelist()
    )


def test_a_refused_exchange_stores_nothing(house: House, ines: Member) -> None:
    published(house, PUBLIC)
    before = rows_of(house, files)
    owner = member_of(house, "default")

    outcomes = [brought(house, owner, png(colour)) for colour in ("red", "blue")]

    assert all(isinstance(outcome, Refused) for outcome in outcomes)
    assert rows_of(house, files) == before


def test_a_logo_counts_in_the_room_of_its_coalition(
    house: House, ines: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_pictures, "MOST_OF_A_COALITION", 10)

    outcome = keeping_logos.set_logo(house, ines, content=png(), alt="A bus", now=NOON)

    assert isinstance(outcome, Refused)
    assert rows_of(house, files) == 0
