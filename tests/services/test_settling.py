"""Lines become one and part again, and nothing is lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import Refused
from app.domain.settling import Spelling, Verdict
from app.mail.messages import Message
from app.services import importing_command, posting, remembering, settling, signer
from app.services.house import House
from app.services.settling import Same
from app.store import signatories as signatory_rows
from tests.cast import NOON, LetterInHand, member_of
from tests.services.queue_in_hand import LATER, LETTER, QueueInHand

HARBOR, KETTLE, MILL = "Harbor Neighbors", "Haven Street Tenants", "Nettle Lane Readers"


@pytest.fixture
def queue(house: House) -> QueueInHand:
    """Three lines of a letter, asked about two by two."""
    member = member_of(house, "harbor")
    letter = LetterInHand.published(house, LETTER, owner=member.email)
    queue = QueueInHand(letter, member)
    for hours, name in enumerate((HARBOR, KETTLE, MILL)):
        letter.signed_by(name, email=f"{hours}@x.example", now=NOON + timedelta(minutes=hours))
    queue.pair(HARBOR, KETTLE)
    queue.pair(KETTLE, MILL)
    return queue


def snapshot(queue: QueueInHand) -> list[dict[str, object]]:
    return queue.rows()


class TestMerging:
    def test_two_lines_become_one_and_nothing_is_lost(self, queue: QueueInHand) -> None:
        version = queue.list_version

        queue.same(HARBOR, KETTLE)

        assert queue.letter.lines == [HARBOR, MILL]
        assert queue.behind(HARBOR) == [HARBOR, KETTLE]
        assert queue.standing(KETTLE) == "merged"
        assert queue.row(KETTLE)["match_key"] is not None
        assert queue.list_version == version + 1

    def test_undoing_brings_every_column_back(self, queue: QueueInHand) -> None:
        before, acts = snapshot(queue), queue.acts()

        settlement = queue.same(HARBOR, KETTLE, place_of=queue.line(KETTLE), name=KETTLE)
        queue.undo(settlement)

        assert snapshot(queue) == before
        assert queue.acts() == acts
        assert queue.letter.review_queue == [(HARBOR, KETTLE), (KETTLE, MILL)]

    def test_the_printed_name_can_be_either_or_one_typed(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE, name=KETTLE)
        assert queue.letter.lines == [KETTLE, MILL]

        queue.same(queue.line(KETTLE), MILL, name="The Harbor’s Neighbors")
        assert queue.letter.lines == ["The Harbor’s Neighbors"]

    def test_a_name_that_cannot_print_is_refused(self, queue: QueueInHand) -> None:
        outcome = queue.try_same(HARBOR, KETTLE, name="Harbor\x00")

        assert isinstance(outcome, Refused)
        assert outcome.code == "printed:name-characters"
        assert queue.letter.lines == [HARBOR, KETTLE, MILL]

    def test_three_lines_at_once(self, queue: QueueInHand) -> None:
        before = snapshot(queue)

        settlement = queue.same(HARBOR, KETTLE, MILL, name=MILL)

        assert queue.letter.lines == [MILL]
        assert queue.letter.review_queue == []
        queue.undo(settlement)
        assert snapshot(queue) == before

    def test_a_pair_of_merged_lines_asks_about_the_one_that_stands(
        self, queue: QueueInHand
    ) -> None:
        queue.same(HARBOR, KETTLE)

        assert queue.letter.review_queue == [(HARBOR, MILL)]

    def test_what_has_changed_meanwhile_is_refused(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE)

        outcome = queue.try_same(KETTLE, MILL)

        assert isinstance(outcome, Refused)
        assert outcome.code == "merge:changed"

    def test_a_line_of_another_letter_is_not_there(self, queue: QueueInHand) -> None:
        other = LetterInHand.published(
            queue.letter.house, LETTER, slug="other", owner=queue.member.email
        )
        other.signed_by("Elsewhere")
        elsewhere = QueueInHand(other, queue.member).line("Elsewhere")

        outcome = queue.try_same(queue.line(HARBOR), elsewhere)

        assert isinstance(outcome, Refused)
        assert QueueInHand(other, queue.member).standing(elsewhere) == "listed"

    def test_another_coalition_sees_no_letter(self, queue: QueueInHand) -> None:
        stranger = member_of(queue.letter.house, "elsewhere")

        outcome = settling.settle_same(
            queue.letter.house,
            stranger,
            queue.letter.slug,
            Same((queue.line(HARBOR), queue.line(KETTLE))),
            now=LATER,
        )

        assert outcome is None

    @pytest.mark.parametrize("role", ["staff", "viewer"])
    def test_only_owners_and_organizers_settle(self, queue: QueueInHand, role: str) -> None:
        other = member_of(queue.letter.house, "harbor", role=role)
        lines = (queue.line(HARBOR), queue.line(KETTLE))

        outcome = settling.settle_same(
            queue.letter.house, other, queue.letter.slug, Same(lines), now=LATER
        )

        assert isinstance(outcome, Refused)
        assert outcome.code == "role"

    def test_the_chosen_signers_get_mail_and_the_others_stay_behind(
        self, queue: QueueInHand
    ) -> None:
        first, second, *_ = sorted(queue.acts())

        settlement = queue.same(HARBOR, KETTLE, mail_to=frozenset({second}))
        assert _getting_mail(queue) == {first: False, second: True}

        queue.same(HARBOR, MILL, mail_to=frozenset({first, second}))
        assert _getting_mail(queue)[first]

        queue.undo(settlement)
        assert all(_getting_mail(queue).values())

    def test_the_chosen_signer_prints(self, house: House) -> None:
        member = member_of(house, "harbor")
        text = LETTER.replace("ferry\n---", "ferry\nline: '{name}, {signer}'\n---")
        letter = LetterInHand.published(house, text, owner=member.email)
        queue = QueueInHand(letter, member)
        letter.signed_by(HARBOR, signer_name="Ida Quill")
        letter.signed_by(KETTLE, signer_name="Theo Lind")
        queue.pair(HARBOR, KETTLE)
        second = max(queue.acts())

        settlement = queue.same(HARBOR, KETTLE, signer_of=second)

        assert queue.row(HARBOR)["signer_name"] == "Theo Lind"
        queue.undo(settlement)
        assert queue.row(HARBOR)["signer_name"] == "Ida Quill"


class TestInAnyOrder:
    def test_the_first_of_two_merges_can_be_undone_first(self, queue: QueueInHand) -> None:
        before, acts = snapshot(queue), queue.acts()
        first = queue.same(HARBOR, KETTLE, name=KETTLE)
        second = queue.same(queue.rows()[0]["id"], MILL)

        queue.undo(first)

        assert queue.letter.lines == [HARBOR, KETTLE]
        assert queue.behind(queue.line(KETTLE)) == [KETTLE]
        assert queue.letter.review_queue == [(HARBOR, KETTLE), (KETTLE, HARBOR)]
        queue.undo(second)
        assert snapshot(queue) == before
        assert queue.acts() == acts

    def test_a_merge_under_a_later_one_can_be_undone(self, queue: QueueInHand) -> None:
        before, acts = snapshot(queue), queue.acts()
        first = queue.same(KETTLE, MILL)
        second = queue.same(HARBOR, KETTLE)
        assert queue.behind(HARBOR) == [HARBOR, KETTLE, MILL]

        queue.undo(first)

        assert queue.letter.lines == [HARBOR, MILL]
        assert queue.behind(MILL) == [MILL]
        assert queue.behind(HARBOR) == [HARBOR, KETTLE]
        queue.undo(second)
        assert snapshot(queue) == before
        assert queue.acts() == acts

    def test_undoing_twice_changes_nothing_more(self, queue: QueueInHand) -> None:
        settlement = queue.same(HARBOR, KETTLE)
        queue.undo(settlement)
        version = queue.list_version

        queue.undo(settlement)

        assert queue.list_version == version


class TestMeanwhile:
    def test_who_came_since_stays(self, queue: QueueInHand) -> None:
        settlement = queue.same(HARBOR, KETTLE)
        queue.letter.signed_by(HARBOR, email="new@x.example", now=LATER)

        queue.undo(settlement)

        assert queue.behind(HARBOR) == [HARBOR, HARBOR]
        assert queue.behind(KETTLE) == [KETTLE]

    def test_who_signs_as_the_merged_line_joins_the_one_that_stands(
        self, queue: QueueInHand
    ) -> None:
        settlement = queue.same(HARBOR, KETTLE)

        queue.letter.signed_by(KETTLE, email="new@x.example", now=LATER + timedelta(hours=1))

        assert queue.letter.lines == [HARBOR, MILL]
        assert queue.behind(HARBOR) == [HARBOR, KETTLE, KETTLE]
        queue.undo(settlement)
        assert queue.behind(KETTLE) == [KETTLE, KETTLE]

    def test_an_import_joins_the_line_that_stands_too(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE)

        imported = importing_command.import_signatories(
            queue.letter.house,
            queue.letter.slug,
            f"name,state\n{KETTLE},OH\n".encode(),
            dry_run=False,
            now=LATER,
        )

        assert not isinstance(imported, Refused)
        assert (imported.listed, imported.joined) == (0, 1)
        assert queue.behind(HARBOR) == [HARBOR, KETTLE, KETTLE]

    def test_who_signs_under_the_name_that_was_typed_joins(self, queue: QueueInHand) -> None:
        settlement = queue.same(HARBOR, KETTLE, name="Harbor United")

        queue.letter.signed_by("Harbor United", email="new@x.example", now=LATER)

        assert queue.letter.lines == ["Harbor United", MILL]
        queue.undo(settlement)
        assert queue.letter.lines == [HARBOR, KETTLE, MILL]
        assert queue.behind(HARBOR) == [HARBOR, "Harbor United"]

    def test_what_is_confirmed_shows_the_line_that_stands(self, queue: QueueInHand) -> None:
        from app.services import confirming

        queue.same(HARBOR, KETTLE)
        queue.letter.asked(KETTLE, email="new@x.example", now=LATER)

        shown = confirming.show(queue.letter.house, queue.letter.confirm_token(), now=LATER)

        assert isinstance(shown, confirming.Confirmation)
        assert shown.preview.line.name == HARBOR

    def test_who_withdrew_meanwhile_stays_withdrawn(self, queue: QueueInHand) -> None:
        token = queue.letter.signed_by(KETTLE, email="late@x.example", now=NOON)
        settlement = queue.same(HARBOR, KETTLE)
        signer.withdraw(queue.letter.house, token, now=LATER)

        queue.undo(settlement)

        assert queue.behind(KETTLE) == [KETTLE, KETTLE]
        assert [state for _, state in queue.acts().values()].count("withdrawn") == 1
        assert queue.standing(KETTLE) == "listed"

    def test_a_line_that_nobody_signs_for_any_more_does_not_come_back(self, house: House) -> None:
        member = member_of(house, "harbor")
        letter = LetterInHand.published(house, LETTER, owner=member.email)
        queue = QueueInHand(letter, member)
        letter.signed_by(HARBOR)
        token = letter.signed_by(KETTLE)
        queue.pair(HARBOR, KETTLE)
        settlement = queue.same(HARBOR, KETTLE)
        signer.withdraw(house, token, now=LATER)

        queue.undo(settlement)

        assert letter.lines == [HARBOR]
        assert queue.standing(KETTLE) == "withdrawn"

    def test_an_edit_of_the_line_that_stays_is_kept(self, queue: QueueInHand) -> None:
        settlement = queue.same(HARBOR, KETTLE, name=KETTLE)
        first = queue.rows()[0]["id"]
        with queue.letter.house.store.write() as connection:
            signatory_rows.change(connection, first, name="Harbor Friends")

        queue.undo(settlement)

        assert queue.rows()[0]["name"] == "Harbor Friends"


class TestDifferent:
    def test_a_pair_is_not_asked_again_in_this_letter_or_another(self, queue: QueueInHand) -> None:
        queue.different(HARBOR, KETTLE)
        assert queue.letter.review_queue == [(KETTLE, MILL)]

        other = _other_letter(queue)

        assert other.letter.review_queue == []
        assert other.letter.lines == [HARBOR, KETTLE]

    def test_another_coalition_is_asked(self, queue: QueueInHand) -> None:
        queue.different(HARBOR, KETTLE)
        stranger = member_of(queue.letter.house, "elsewhere")
        letter = LetterInHand.published(
            queue.letter.house, LETTER, slug="theirs", owner=stranger.email
        )
        theirs = QueueInHand(letter, stranger)
        letter.signed_by(HARBOR)
        letter.signed_by(KETTLE)

        theirs.pair(HARBOR, KETTLE)

        assert letter.review_queue == [(HARBOR, KETTLE)]

    def test_taking_it_back_asks_again_everywhere(self, queue: QueueInHand) -> None:
        settlement = queue.different(HARBOR, KETTLE)
        other = _other_letter(queue)

        queue.undo(settlement)

        assert queue.letter.review_queue == [(HARBOR, KETTLE), (KETTLE, MILL)]
        assert other.letter.review_queue == [(HARBOR, KETTLE)]

    def test_a_held_line_is_released_and_held_again(self, queue: QueueInHand) -> None:
        queue.letter.signed_by("Harbor Nabors", email="n@x.example")
        new = queue.line("Harbor Nabors")
        with queue.letter.house.store.write() as connection:
            signatory_rows.change(connection, new, standing="held")
        queue.pair_lines(queue.line(HARBOR), new)
        queue.pair_lines(queue.line(MILL), new)

        first = queue.different(HARBOR, new)
        assert queue.standing(new) == "held"
        queue.different(MILL, new)
        assert queue.standing(new) == "listed"

        queue.undo(first)
        assert queue.standing(new) == "held"

    def test_places_tell_namesakes_apart(self, queue: QueueInHand) -> None:
        queue.letter.signed_by("Legal Aid", state="OH")
        queue.letter.signed_by("Legal Aid", state="TX")
        one, other = queue.line("Legal Aid", place="OH"), queue.line("Legal Aid", place="TX")
        queue.different(one, other)

        assert _remembered(queue, Spelling("Legal Aid", "OH"), Spelling("legal aid", "Texas")) is (
            Verdict.DIFFERENT
        )
        assert _remembered(queue, Spelling("Legal Aid", "OH"), Spelling("Legal Aid", "NM")) is None


class TestRemembering:
    def test_a_same_is_remembered_either_way_round(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE)

        # The answers of the cast give a state, which is part of who they are.
        one, other = Spelling(KETTLE, "OH"), Spelling(HARBOR, "OH")
        assert _remembered(queue, one, other) is Verdict.SAME
        assert _remembered(queue, other, one) is Verdict.SAME

    def test_undoing_takes_the_decision_back(self, queue: QueueInHand) -> None:
        settlement = queue.same(HARBOR, KETTLE)

        queue.undo(settlement)

        assert _remembered(queue, Spelling(KETTLE, "OH"), Spelling(HARBOR, "OH")) is None

    def test_two_settlements_of_one_pair_are_taken_back_one_by_one(
        self, queue: QueueInHand
    ) -> None:
        first = queue.same(HARBOR, KETTLE)
        other = _other_letter(queue)
        other.pair(HARBOR, KETTLE)
        other.same(HARBOR, KETTLE)

        queue.undo(first)

        assert _remembered(queue, Spelling(KETTLE, "OH"), Spelling(HARBOR, "OH")) is Verdict.SAME

    def test_many_pairs_are_looked_up_at_once(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE)
        queue.different(queue.line(HARBOR), MILL)
        asked = [
            (Spelling(HARBOR, "OH"), Spelling(MILL, "OH")),
            (Spelling(HARBOR, "OH"), Spelling("Nobody")),
            (Spelling(HARBOR, "OH"), Spelling(KETTLE, "OH")),
        ]

        with queue.letter.house.store.read() as connection:
            found = remembering.remembered_of(connection, queue.member.coalition_id, asked)

        assert found == (Verdict.DIFFERENT, None, Verdict.SAME)

    def test_decisions_are_listed_and_taken_back(self, queue: QueueInHand) -> None:
        queue.different(HARBOR, KETTLE)
        house = queue.letter.house

        (line,) = remembering.decisions(house, queue.member).rows
        assert (line.one, line.other, line.verdict) == (HARBOR, KETTLE, "different")
        assert line.by == queue.member.email
        remembering.take_back(house, queue.member, line.id, now=LATER)

        assert remembering.decisions(house, queue.member).rows == ()
        assert queue.letter.review_queue == [(HARBOR, KETTLE), (KETTLE, MILL)]

    def test_forgetting_that_two_are_one_leaves_them_merged(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE)
        house = queue.letter.house

        (line,) = remembering.decisions(house, queue.member).rows
        remembering.take_back(house, queue.member, line.id, now=LATER)

        assert _remembered(queue, Spelling(KETTLE, "OH"), Spelling(HARBOR, "OH")) is None
        assert queue.letter.lines == [HARBOR, MILL]

    def test_a_stranger_takes_nothing_back(self, queue: QueueInHand) -> None:
        queue.different(HARBOR, KETTLE)
        (line,) = remembering.decisions(queue.letter.house, queue.member).rows
        stranger = member_of(queue.letter.house, "elsewhere")

        outcome = remembering.take_back(queue.letter.house, stranger, line.id, now=LATER)

        assert outcome is None


class TestSeveral:
    def test_many_cards_are_settled_and_undone_with_one_press(self, queue: QueueInHand) -> None:
        queue.letter.signed_by("Pond Club")
        queue.letter.signed_by("The Pond Club of Ohio")
        queue.pair("Pond Club", "The Pond Club of Ohio")
        before = snapshot(queue)
        cards = [
            (queue.line(HARBOR), queue.line(KETTLE)),
            (queue.line("Pond Club"), queue.line("The Pond Club of Ohio")),
        ]
        house, slug = queue.letter.house, queue.letter.slug

        done = settling.settle_several(
            house, queue.member, slug, cards, verdict=Verdict.SAME, batch="one", now=LATER
        )
        assert done == 2
        assert queue.letter.lines == [HARBOR, MILL, "Pond Club"]

        assert settling.undo_batch(house, queue.member, slug, "one", now=LATER) == 2
        assert snapshot(queue) == before

    def test_all_or_none(self, queue: QueueInHand) -> None:
        before = snapshot(queue)
        cards = [(queue.line(HARBOR), queue.line(KETTLE)), (queue.line(KETTLE), queue.line(MILL))]

        outcome = settling.settle_several(
            queue.letter.house,
            queue.member,
            queue.letter.slug,
            cards,
            verdict=Verdict.SAME,
            batch="two",
            now=LATER,
        )

        assert isinstance(outcome, Refused)
        assert snapshot(queue) == before

    def test_later_puts_a_pair_behind_the_others(self, queue: QueueInHand) -> None:
        from app.domain.settling import clusters
        from app.store import duplicates as duplicate_rows

        queue.letter.signed_by("Pond Club")
        queue.letter.signed_by("The Pond Club of Ohio")
        queue.pair("Pond Club", "The Pond Club of Ohio")
        lines = [queue.line(name) for name in (HARBOR, KETTLE, MILL)]

        settling.put_off(queue.letter.house, queue.member, queue.letter.slug, lines, now=LATER)

        letter_id = queue.letter_id
        with queue.letter.house.store.read() as connection:
            cards = clusters(duplicate_rows.open_pairs(connection, letter_id))
        assert cards[-1].lines == tuple(lines)
        assert len(cards) == 2


class TestTelling:
    """What prints is what the signer saw; a change is mailed to them."""

    def test_who_is_listed_under_another_name_is_told(self, queue: QueueInHand) -> None:
        queue.same(HARBOR, KETTLE)

        (mail,) = _line_mails(queue, after=timedelta(minutes=20))

        assert mail.to == "1@x.example"
        assert HARBOR in mail.text
        assert "/sign-on/" in mail.text

    def test_nobody_hears_of_what_was_undone_at_once(self, queue: QueueInHand) -> None:
        queue.undo(queue.same(HARBOR, KETTLE))

        assert _line_mails(queue, after=timedelta(minutes=20)) == []

    def test_whoever_was_told_is_told_that_it_was_undone(self, queue: QueueInHand) -> None:
        settlement = queue.same(HARBOR, KETTLE)
        _line_mails(queue, after=timedelta(minutes=20))
        queue.undo(settlement, now=LATER + timedelta(hours=1))

        (mail,) = _line_mails(queue, after=timedelta(hours=2))

        assert mail.to == "1@x.example"
        assert HARBOR not in mail.text
        assert KETTLE in mail.text


def _line_mails(queue: QueueInHand, *, after: timedelta) -> list[Message]:
    """Send what waits; return the mails about lines that changed."""
    sent: list[Message] = []
    house = queue.letter.house
    for outbox_id in posting.due(house, now=LATER + after):
        posting.send_one(house, outbox_id, send=sent.append, now=LATER + after)
    return [mail for mail in sent if mail.subject.startswith("Your line has changed")]


def _getting_mail(queue: QueueInHand) -> dict[int, bool]:
    from app.store import merges as merge_rows

    lines = [row["id"] for row in queue.rows()]
    with queue.letter.house.store.read() as connection:
        rows = merge_rows.behind(connection, lines)
    return {row.id: row.gets_mail for row in rows if row.id <= 2}


def _other_letter(queue: QueueInHand) -> QueueInHand:
    letter = LetterInHand.published(
        queue.letter.house, LETTER, slug="second", owner=queue.member.email
    )
    letter.signed_by(HARBOR)
    letter.signed_by(KETTLE)
    other = QueueInHand(letter, queue.member)
    other.pair(HARBOR, KETTLE)
    return other


def _remembered(queue: QueueInHand, one: Spelling, other: Spelling) -> Verdict | None:
    with queue.letter.house.store.read() as connection:
        return remembering.remembered(connection, queue.member.coalition_id, one, other)
