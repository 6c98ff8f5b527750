"""Settling possible duplicates on the desk, as each member of the team sees it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.roles import Role
from app.services.publishing import PUBLIC
from tests.cast import LetterInHand
from tests.conftest import Mailbox
from tests.pages import Page, PageClient, words
from tests.services.queue_in_hand import LETTER, QueueInHand
from tests.web.desk_cast import SHE, TEAM, THIRD, Desk, with_cast

QUEUE = "/desk/letters/ferry/possible-duplicates"
HARBOR, KETTLE, MILL = "Harbor Neighbors", "Haven Street Tenants", "Nettle Lane Readers"


@pytest.fixture
def desk(app: Flask) -> Desk:
    return with_cast(app)


@pytest.fixture
def queue(desk: Desk) -> QueueInHand:
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    text = LETTER.replace("---\n\n", "closes: 2099-01-01T12:00\nzone: UTC\n---\n\n")
    letter = LetterInHand.published(desk.house, text, owner=SHE, circle=PUBLIC, now=now)
    queue = QueueInHand(letter, desk.member(SHE))
    for number, name in enumerate((HARBOR, KETTLE)):
        letter.signed_by(
            name, signer_name=f"Signer {number}", email=f"s{number}@mail{number}.example", now=now
        )
    queue.pair(HARBOR, KETTLE, "the same words, spelled otherwise")
    return queue


@pytest.fixture
def hers(desk: Desk) -> PageClient:
    return PageClient(desk.client_of(SHE))


def settled(page: Page) -> list[str]:
    return [words(item) for item in page.all("ul", "kept")[0].iter("li")]


def choose(pages: PageClient, queue: QueueInHand, verdict: str, *names: str, **more: str) -> Page:
    lines = [str(queue.line(name)) for name in names or (HARBOR, KETTLE)]
    answer = pages.client.post(
        QUEUE, data={"line": lines, "verdict": verdict, **more}, follow_redirects=True
    )
    return pages._page(answer)


def test_the_card_says_what_each_line_brings(hers: PageClient, queue: QueueInHand) -> None:
    page = hers.get(QUEUE)

    assert "One question waits" in page.main
    assert "the same words, spelled otherwise" in page.main
    assert "Signer 0" in page.main
    assert "mail1.example" in page.main
    assert "s1@" not in page.main
    assert page.has(f"card-{_card(page)}")


def test_a_viewer_sees_no_contact_and_no_button(desk: Desk, queue: QueueInHand) -> None:
    page = PageClient(desk.client_of(TEAM[Role.VIEWER])).get(QUEUE)

    assert HARBOR in page.main
    assert "Signer" not in page.main
    assert "mail1.example" not in page.main
    assert not [b for b in page.all("button") if b.get("name") == "verdict"]


@pytest.mark.parametrize("role", [Role.STAFF, Role.VIEWER])
@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("", {"verdict": "same"}),
        ("", {"verdict": "different"}),
        ("", {"verdict": "ask"}),
        ("", {"verdict": "later"}),
        ("/undo", {"settlement": "1"}),
        ("/undo", {"batch": "x"}),
        ("/several", {"verdict": "same"}),
    ],
)
def test_only_owners_and_organizers_settle(
    desk: Desk, queue: QueueInHand, role: Role, path: str, data: dict[str, str]
) -> None:
    client = desk.client_of(TEAM[role])
    lines = [str(queue.line(HARBOR)), str(queue.line(KETTLE))]

    answer = client.post(f"{QUEUE}{path}", data={**data, "line": lines, "card": "-".join(lines)})

    assert answer.status_code == 403
    assert queue.letter.lines == [HARBOR, KETTLE]


def test_another_coalition_finds_nothing(desk: Desk, queue: QueueInHand) -> None:
    client = desk.client_of(THIRD)

    assert client.get(QUEUE).status_code == 404
    assert client.post(QUEUE, data={"verdict": "same"}).status_code == 404
    assert client.get(f"{QUEUE}/several?verdict=same").status_code == 404


def test_joining_and_undoing(hers: PageClient, queue: QueueInHand) -> None:
    kettle = str(queue.line(KETTLE))

    page = choose(hers, queue, "same", prints=kettle, **{f"name-{kettle}": KETTLE})

    assert queue.letter.lines == [KETTLE]
    assert f"Joined: {KETTLE}" in page.main
    assert SHE in settled(page)[0]
    page = hers.send(page, f"{QUEUE}/undo", {"settlement": page.value("settlement")})
    assert queue.letter.lines == [HARBOR, KETTLE]
    assert "Undone by" in settled(page)[0]


def test_a_typed_name_prints(hers: PageClient, queue: QueueInHand) -> None:
    choose(hers, queue, "same", prints="typed", typed=" Harbor United ")

    assert queue.letter.lines == ["Harbor United"]


def test_a_typed_name_that_is_missing_keeps_the_older(hers: PageClient, queue: QueueInHand) -> None:
    choose(hers, queue, "same", prints="typed", typed="")

    assert queue.letter.lines == [HARBOR]


def test_keeping_apart(hers: PageClient, queue: QueueInHand) -> None:
    page = choose(hers, queue, "different")

    assert "Nothing waits to be settled" in page.main
    assert f"Kept apart: {HARBOR}, {KETTLE}" in page.main
    decisions = hers.get("/desk/coalitions/cool-homes/decisions")
    assert HARBOR in decisions.main
    hers.send(
        decisions,
        "/desk/coalitions/cool-homes/decisions",
        {"decision": decisions.value("decision")},
    )
    assert queue.letter.review_queue == [(HARBOR, KETTLE)]


def test_another_letter_says_what_is_not_asked_again(
    hers: PageClient, desk: Desk, queue: QueueInHand
) -> None:
    choose(hers, queue, "different")
    letter = LetterInHand.published(desk.house, LETTER, slug="other", owner=SHE)
    other = QueueInHand(letter, queue.member)
    letter.signed_by(HARBOR)
    letter.signed_by(KETTLE)

    other.pair(HARBOR, KETTLE)

    page = hers.get("/desk/letters/other/possible-duplicates")
    assert "Not asked again" in page.main
    assert "decided in “Keep the ferry”" in page.main


def test_later_leaves_it_at_the_end(hers: PageClient, queue: QueueInHand) -> None:
    queue.letter.signed_by(MILL, email="m@x.example")
    queue.letter.signed_by("The Mill", email="m2@x.example")
    queue.pair(MILL, "The Mill")

    page = choose(hers, queue, "later")

    headings = [words(each) for each in page.all("tr", "pair-name")]
    assert MILL in headings[0]
    assert HARBOR in headings[1]


def test_a_line_that_changed_meanwhile_is_said(hers: PageClient, queue: QueueInHand) -> None:
    queue.different(HARBOR, KETTLE)

    page = choose(hers, queue, "different")

    assert page.status == 409
    assert "changed since you opened the page" in page.main


def test_several_are_counted_before_and_undone_together(
    hers: PageClient, queue: QueueInHand
) -> None:
    queue.letter.signed_by(MILL, email="m@x.example")
    queue.letter.signed_by("The Mill", email="m2@x.example")
    queue.pair(MILL, "The Mill")
    page = hers.get(QUEUE)
    cards = [f.get("value", "") for f in page.all("input") if f.get("name") == "card"]
    assert len(cards) == 2

    before = hers.get(f"{QUEUE}/several?verdict=same&card={cards[0]}&card={cards[1]}")
    assert "Join the lines of 2 cards?" in before.main
    assert queue.letter.lines == [HARBOR, KETTLE, "The Mill", MILL]

    after = hers._page(
        hers.client.post(
            f"{QUEUE}/several", data={"verdict": "same", "card": cards}, follow_redirects=True
        )
    )
    assert "2 cards are settled" in after.main
    assert queue.letter.lines == [HARBOR, MILL]
    hers.send(after, f"{QUEUE}/undo", {"batch": after.value("batch")})
    assert queue.letter.lines == [HARBOR, KETTLE, "The Mill", MILL]


def test_nothing_ticked_is_said(hers: PageClient, queue: QueueInHand) -> None:
    page = hers.get(f"{QUEUE}/several?verdict=different&card=what&card=999-1000")

    assert "Nothing is ticked" in page.main


def test_three_lines_stand_on_one_card(hers: PageClient, queue: QueueInHand) -> None:
    queue.letter.signed_by(MILL, email="m@x.example")
    queue.pair(KETTLE, MILL)

    page = hers.get(QUEUE)

    assert "Are these 3 lines the same organization?" in page.main
    assert "One question waits" in page.main
    choose(hers, queue, "same", HARBOR, KETTLE, MILL)
    assert queue.letter.lines == [HARBOR]


def test_the_setting_for_likely_lines(hers: PageClient, desk: Desk, queue: QueueInHand) -> None:
    page = hers.get("/desk/letters/ferry")
    page = hers.send(page, "/desk/letters/ferry/likely", {"likely": "held"})

    assert "Saved: what happens with lines that may be duplicates." in page.main
    (chosen,) = [
        f for f in page.all("input") if f.get("name") == "likely" and "checked" in f.attrib
    ]
    assert chosen.get("value") == "held"


@pytest.mark.parametrize(("likely", "status"), [("held", 403), ("listed", 403)])
def test_a_viewer_does_not_change_the_setting(
    desk: Desk, queue: QueueInHand, likely: str, status: int
) -> None:
    client = desk.client_of(TEAM[Role.VIEWER])

    answer = client.post("/desk/letters/ferry/likely", data={"likely": likely})

    assert answer.status_code == status


def test_a_long_queue_comes_in_pages_at_a_constant_cost(
    hers: PageClient, desk: Desk, queue: QueueInHand
) -> None:
    from sqlalchemy import event

    asked: list[str] = []
    event.listen(
        desk.house.store.engine,
        "before_cursor_execute",
        lambda _c, _k, statement, *_rest: asked.append(statement),
    )
    hers.get(QUEUE)
    few = len(asked)
    _many_pairs(queue, 45)
    asked.clear()

    page = hers.get(QUEUE)

    assert len(asked) <= few + 1
    assert "46 questions wait" in page.main
    assert len(page.all("section", "settle-card")) == 20
    last = hers.get(f"{QUEUE}?page=3")
    assert len(last.all("section", "settle-card")) == 6


class TestAsking:
    def test_the_answer_stands_with_the_pair_and_merges_nothing(
        self, hers: PageClient, desk: Desk, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        page = choose(hers, queue, "ask")
        assert "One signer is asked." in page.main
        assert mailbox.last.to == "s1@mail1.example"
        assert KETTLE in mailbox.last.subject
        assert HARBOR not in mailbox.last.text

        signer = PageClient(desk.app.test_client())
        link = mailbox.link("/asked/")
        question = signer.get(link)
        assert f"Is it the same organization as {HARBOR}?" in question.main
        thanks = signer.send(question, "/asked/", {"answer": "same", "words": "We are one."})
        assert thanks.heading == "Thank you for your answer"

        page = hers.get(QUEUE)
        assert "It is the same organization" in page.main
        assert "We are one." in page.main
        assert queue.letter.lines == [HARBOR, KETTLE]

    def test_looking_answers_nothing(
        self, hers: PageClient, desk: Desk, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        choose(hers, queue, "ask")
        link = mailbox.link("/asked/")

        for _ in range(3):
            desk.app.test_client().get(link)

        assert "has not answered yet" in hers.get(QUEUE).main

    def test_where_names_are_hidden_the_other_is_not_named(
        self, hers: PageClient, desk: Desk, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        from datetime import UTC, datetime

        from app.services import circulating

        circulating.set_visibility(
            desk.house,
            desk.member(SHE),
            "ferry",
            reads="link",
            signs="link",
            shows="members",
            now=datetime.now(UTC),
        )
        choose(hers, queue, "ask")

        signer = PageClient(desk.app.test_client())
        question = signer.get(mailbox.link("/asked/"))
        assert "Is your organization also known by another name?" in question.main
        assert HARBOR not in question.main
        signer.send(question, "/asked/", {"answer": "also_known", "words": "The Kettle"})

        page = hers.get(QUEUE)
        assert "It is also known by another name" in page.main
        assert "The Kettle" in page.main

    def test_an_answer_to_another_question_is_none(
        self, hers: PageClient, desk: Desk, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        choose(hers, queue, "ask")
        signer = PageClient(desk.app.test_client())
        question = signer.get(mailbox.link("/asked/"))

        page = signer.send(question, "/asked/", {"answer": "also_known"})

        assert page.status == 422
        assert "Choose an answer, or write a sentence." in page.main

    def test_nobody_is_asked_twice(
        self, hers: PageClient, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        choose(hers, queue, "ask")
        mails = len(mailbox.open())

        page = choose(hers, queue, "ask")

        assert page.status == 409
        assert "asked already" in page.main
        assert len(mailbox.open()) == mails

    def test_a_question_that_is_settled_asks_nothing_more(
        self, hers: PageClient, desk: Desk, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        choose(hers, queue, "ask")
        link = mailbox.link("/asked/")
        choose(hers, queue, "different")

        page = PageClient(desk.app.test_client()).get(link)

        assert page.status == 410
        assert page.heading == "There is nothing to answer any more"

    def test_a_mail_that_was_settled_before_it_went_out_is_not_sent(
        self, hers: PageClient, queue: QueueInHand, mailbox: Mailbox
    ) -> None:
        mailbox.open()
        choose(hers, queue, "ask")
        choose(hers, queue, "different")

        assert "question" not in mailbox.last.subject

    @pytest.mark.parametrize("token", ["none", "1.abc", "zz.zz"])
    def test_a_made_up_link_opens_nothing(self, client: FlaskClient, token: str) -> None:
        assert client.get(f"/asked/{token}").status_code == 404
        assert client.get(f"/asked/{token}/thanks").status_code == 404


def _card(page: Page) -> str:
    (card,) = page.all("section", "settle-card")
    return card.get("id", "").removeprefix("card-")


def _many_pairs(queue: QueueInHand, count: int) -> None:
    from app.services import importing_command
    from tests.cast import NOON

    rows = "".join(f"Number {n} Club,OH\nNumber {n} Society,OH\n" for n in range(count))
    importing_command.import_signatories(
        queue.letter.house,
        queue.letter.slug,
        f"name,state\n{rows}".encode(),
        dry_run=False,
        now=NOON,
    )
    for n in range(count):
        queue.pair(f"Number {n} Club", f"Number {n} Society")
