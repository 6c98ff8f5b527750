"""What stops a final letter, and what a person let through as meant, with who and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain import moments
from app.domain.documents import LetterDocument
from app.domain.errors import Refused, UndersignedError
from app.domain.finishing import Hindrance, stopping
from app.domain.letters import LetterFile, Letterhead
from app.domain.misleading import misleading_numbers
from app.domain.placeholders import left_over
from app.domain.roles import Member, Permission
from app.domain.sentences import N_, Sentence
from app.domain.signatories import Signatory
from app.rendering.designs import Design, load_design
from app.services import documents
from app.services.house import House
from app.services.keeping_logos import logo_of
from app.services.keeping_pictures import Kept
from app.store import allowances, audit
from app.store import letters as letter_rows
from app.store.allowances import AllowanceRow
from app.store.engine import Connection
from app.store.letters import LetterRow

LONGEST_REASON = 500

NOT_YOUR_ROLE = Refused(
    "Your role does not allow this. Staff, an owner or an organizer can do it.", code="role"
)
_STOPS_NOTHING = Refused.saying(
    Sentence(N_("That does not stop the letter now. Look at what does, and choose again."))
)
_REASON_TOO_LONG = Refused.saying(
    Sentence(N_("Give the reason in plain words, 500 characters at most."))
)


def printed_document(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    *,
    design: Design,
    signatories: Sequence[Signatory] | None = None,
    is_draft: bool = False,
    now: datetime,
) -> LetterDocument:
    """Return the letter as it would print today, with those `signatories` that are known."""
    logo = logo_of(connection, letter) if design.layout.has_letterhead else None
    return documents.document(
        file,
        documents.listed_signatories(connection, letter) if signatories is None else signatories,
        letter,
        layout=design.layout,
        letterhead=Letterhead(name=letter.coalition_name, logo=logo),
        final_date=moments.in_zone(now, letter.zone).date(),
        is_draft=is_draft,
    )


def hindrances(
    connection: Connection, letter: LetterRow, file: LetterFile, document: LetterDocument
) -> tuple[Hindrance, ...]:
    """Return what stops the letter, without what was let through."""
    found = (*file.blocking, *left_over(document), *misleading_numbers(document))
    if not found:
        return ()
    allowed = [row.text for row in allowances.of_letter(connection, letter.id)]
    return stopping(found, allowed=allowed)


def stopping_now(
    connection: Connection,
    letter: LetterRow,
    file: LetterFile,
    *,
    signatories: Sequence[Signatory] | None = None,
    now: datetime,
) -> tuple[Hindrance, ...]:
    """Return what would stop the letter if it were printed today, whatever its design."""
    try:
        design = load_design(file.design)
    except UndersignedError:
        # A design that is gone stops the export by itself; the words can be looked at in any.
        design = load_design("plain")
    document = printed_document(
        connection, letter, file, design=design, signatories=signatories, now=now
    )
    return hindrances(connection, letter, file, document)


def let_through_so_far(house: House, member: Member, slug: str) -> tuple[AllowanceRow, ...]:
    """Return what was let through in a letter of the member's coalition, the first first."""
    with house.store.read() as connection:
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        return () if letter is None else allowances.of_letter(connection, letter.id)


def let_through(
    house: House, member: Member, slug: str, *, text: str, reason: str, now: datetime
) -> Kept | Refused | None:
    """Let one text stand in the final letter, where it stops the letter now."""
    if not member.may(Permission.LET_THROUGH):
        return NOT_YOUR_ROLE
    reason = " ".join(reason.split())
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        return _REASON_TOO_LONG
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        if any(row.text == text for row in allowances.of_letter(connection, letter.id)):
            return Kept(changed=False)
        if text not in {each.text for each in _open_to_allowing(connection, letter, now)}:
            return _STOPS_NOTHING
        allowances.add(
            connection,
            letter_id=letter.id,
            text=text,
            channel="desk",
            reason=reason,
            made_by=member.user_id,
            at=now,
        )
        _record(connection, letter, "placeholder let through", text, member.user_id, now)
    return Kept(changed=True)


def take_back(
    house: House, member: Member, slug: str, *, text: str, now: datetime
) -> Kept | Refused | None:
    """Let the text stop the final letter again; the audit trail keeps that it did not."""
    if not member.may(Permission.LET_THROUGH):
        return NOT_YOUR_ROLE
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        letter = letter_rows.find_of_coalition(connection, member.coalition_id, slug)
        if letter is None:
            return None
        # Compared here: not every text can be asked for in every database.
        so_far = {row.text for row in allowances.of_letter(connection, letter.id)}
        changed = text in so_far and allowances.take_back(
            connection, letter_id=letter.id, text=text
        )
        if changed:
            _record(connection, letter, "placeholder stopped again", text, member.user_id, now)
    return Kept(changed)


def let_through_by_command(
    house: House, slug: str, texts: Sequence[str], *, now: datetime
) -> tuple[str, ...] | None:
    """Let texts through for whoever runs the machine; return those that stop nothing.

    None where there is no such letter. A text may be the first word of what it means.
    """
    with house.store.write() as connection:
        letter_rows.hold_by_slug(connection, slug)
        letter = letter_rows.find_by_slug(connection, slug)
        if letter is None:
            return None
        before = [row.text for row in allowances.of_letter(connection, letter.id)]
        found = _open_to_allowing(connection, letter, now)
        for each in _answered(found, texts):
            allowances.add(
                connection,
                letter_id=letter.id,
                text=each,
                channel="command",
                reason="",
                made_by=None,
                at=now,
            )
            _record(connection, letter, "placeholder let through", each, None, now)
    known = [Hindrance(Sentence(""), text) for text in before]
    return tuple(text for text in texts if not _answered((*found, *known), (text,)))


def _open_to_allowing(
    connection: Connection, letter: LetterRow, now: datetime
) -> tuple[Hindrance, ...]:
    file = documents.letter_file(connection, letter)
    found = stopping_now(connection, letter, file, now=now)
    return tuple(each for each in found if each.may_be_let_through)


def _answered(found: Iterable[Hindrance], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts in the letter that `texts` let through, each once."""
    found = tuple(found)
    still = stopping(found, allowed=texts)
    return tuple(dict.fromkeys(each.text for each in found if each not in still))


def _record(
    connection: Connection,
    letter: LetterRow,
    what: str,
    text: str,
    user_id: int | None,
    now: datetime,
) -> None:
    audit.record(
        connection,
        what,
        coalition_id=letter.coalition_id,
        letter_id=letter.id,
        user_id=user_id,
        at=now,
        details={"text": text},
    )
