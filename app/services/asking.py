"""Asking a signer whether two lines are one organization; what they say decides nothing.

The page of the question names the other line only where this signer may see the names of the
letter anyway; elsewhere it asks about their own name alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import keys
from app.domain.errors import Refused
from app.domain.keys import Purpose
from app.domain.roles import Member, Permission
from app.domain.settling import (
    ANSWERS_TO_NAMES,
    ANSWERS_TO_ONE,
    LONGEST_WORDS,
    Answer,
)
from app.domain.visibility import Standing, may_see_names
from app.mail import compose
from app.services.access import circulation
from app.services.changing import Done, change_letter
from app.services.house import House
from app.services.posting import owe_mail
from app.store import audit
from app.store import duplicates as duplicate_rows
from app.store import letters as letter_rows
from app.store import questions as question_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.duplicates import PairRow
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.questions import QuestionRow
from app.store.sign_ons import SignOnRow

MOST_ASKED = 10
"""People who are written to about one card."""

NOBODY_TO_ASK = Refused(
    "Nobody behind the newer line can be written to. Decide by what you know.",
    code="ask:nobody",
)
ASKED_ALREADY = Refused("They were asked already. Wait for their answer.", code="ask:already")


@dataclass(frozen=True, slots=True)
class Asked:
    """So many signers are asked; their answers will stand with the pair."""

    signers: int


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """What a signer is asked. `other` is the other line's name, "" where they may not know it.

    `answer` and `words` are what they have said before.
    """

    title: str
    coalition: str
    organization: str
    other: str
    answers: tuple[Answer, ...]
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class QuestionOver:
    """There is nothing to answer any more: it was settled, or the sign-on is withdrawn."""

    title: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What they said stands with the pair now."""


def ask(
    house: House, member: Member, slug: str, lines: Sequence[int], *, now: datetime
) -> Asked | Refused | None:
    """Write to the signers of the newer lines among these, each once."""
    asked = 0

    def change(connection: Connection, letter: LetterRow) -> Done | Refused:
        nonlocal asked
        first_pair: dict[int, int] = {}
        for pair in duplicate_rows.open_pairs(connection, letter.id):
            if pair.older_id in lines and pair.newer_id in lines:
                first_pair.setdefault(pair.newer_id, pair.id)
        contacts = question_rows.contacts(connection, sorted(first_pair), limit=MOST_ASKED)
        if not contacts:
            return NOBODY_TO_ASK
        pair_ids = sorted(first_pair.values())
        already = {row.sign_on_id for row in question_rows.of_pairs(connection, pair_ids)}
        for contact in contacts:
            if contact.sign_on_id in already:
                continue
            pair_id = first_pair[contact.signatory_id]
            _ask_one(
                house,
                connection,
                letter,
                member,
                pair_id=pair_id,
                sign_on_id=contact.sign_on_id,
                now=now,
            )
            asked += 1
        if not asked:
            return ASKED_ALREADY
        duplicate_rows.put_off(connection, pair_ids, at=now)
        return Done(changed=True)

    outcome = change_letter(house, member, slug, change, needs=Permission.SETTLE)
    return Asked(asked) if isinstance(outcome, Done) else outcome


def show(house: House, token: str) -> QuestionPage | QuestionOver | None:
    """Return what the page of this link shows; changes nothing. None where it opens none."""
    with house.store.read() as connection:
        found = _find(house, connection, token, hold=False)
        return None if found is None else _page(connection, *found)


def answer(
    house: House, token: str, *, choice: str, words: str, now: datetime
) -> Answered | Refused | QuestionOver | None:
    """Keep what the signer says; it goes to the organizers as evidence and merges nothing."""
    said = " ".join(words.split())[:LONGEST_WORDS]
    with house.store.write() as connection:
        found = _find(house, connection, token, hold=True)
        if found is None:
            return None
        question, _, letter = found
        page = _page(connection, *found)
        if isinstance(page, QuestionOver):
            return page
        if choice not in page.answers and not (choice == "" and said):
            return Refused("Choose an answer, or write a sentence.", code="answer:missing")
        if not said.isprintable():
            return Refused("Please type the sentence again.", code="answer:characters")
        question_rows.change(connection, question.id, answer=choice, words=said, answered_at=now)
        duplicate_rows.put_off(connection, [question.pair_id], at=None)
        audit.record(
            connection,
            "signer answered about their name",
            coalition_id=letter.coalition_id,
            letter_id=letter.id,
            at=now,
            details={"question_id": question.id, "answer": choice},
        )
    return Answered()


def _ask_one(
    house: House,
    connection: Connection,
    letter: LetterRow,
    member: Member,
    *,
    pair_id: int,
    sign_on_id: int,
    now: datetime,
) -> None:
    outbox_id = owe_mail(
        house, connection, purpose=compose.ASK_ABOUT_NAME, sign_on_id=sign_on_id, now=now
    )
    question_id = question_rows.add(
        connection,
        letter_id=letter.id,
        pair_id=pair_id,
        sign_on_id=sign_on_id,
        outbox_id=outbox_id,
        asked_by=member.user_id,
        asked_at=now,
    )
    audit.record(
        connection,
        "signer asked about their name",
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=member.user_id,
        at=now,
        details={"question_id": question_id, "sign_on_id": sign_on_id},
    )


def _page(
    connection: Connection, question: QuestionRow, sign_on: SignOnRow, letter: LetterRow
) -> QuestionPage | QuestionOver:
    (pair,) = duplicate_rows.some(connection, [question.pair_id])
    if pair.settled_at is not None or sign_on.state != "confirmed":
        return QuestionOver(letter.title)
    other = _other_name(connection, pair, sign_on, letter)
    return QuestionPage(
        title=letter.title,
        coalition=letter.coalition_name,
        organization=sign_on.organization,
        other=other,
        answers=ANSWERS_TO_NAMES if other else ANSWERS_TO_ONE,
        answer=question.answer,
        words=question.words,
    )


def _other_name(
    connection: Connection, pair: PairRow, sign_on: SignOnRow, letter: LetterRow
) -> str:
    """Return the name of the pair's other line, "" where this signer must not be told it."""
    if not may_see_names(circulation(letter), Standing(has_link=True, has_signed=True)):
        return ""
    for line_id in (pair.older_id, pair.newer_id):
        line = signatory_rows.standing_line(connection, signatory_rows.find(connection, line_id))
        if line.id != sign_on.signatory_id:
            return line.name if line.standing == "listed" else ""
    return ""


def _find(
    house: House, connection: Connection, token: str, *, hold: bool
) -> tuple[QuestionRow, SignOnRow, LetterRow] | None:
    claim = keys.read_key(token)
    question = None if claim is None else question_rows.find(connection, claim.subject_id)
    if claim is None or question is None:
        return None
    if not keys.opens(
        claim,
        house.secret_key,
        Purpose.ASKED,
        subject_id=question.id,
        generation=question.generation,
    ):
        return None
    find = sign_on_rows.find_and_hold if hold else sign_on_rows.find
    sign_on = find(connection, question.sign_on_id)
    if hold:
        letter_rows.hold(connection, question.letter_id)
    letter = letter_rows.find_by_id(connection, question.letter_id)
    return None if sign_on is None or letter is None else (question, sign_on, letter)
