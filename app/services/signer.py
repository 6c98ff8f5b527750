"""The signer's own page: their line, their details, the text they signed, the way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import eligibility, keys
from app.domain.documents import NameLine
from app.domain.errors import Refused
from app.domain.lines import name_line
from app.domain.visibility import LetterState, Standing, may_see_names
from app.services import documents
from app.services.access import circulation, hours, names_key
from app.services.behind import stand_by_who_is_left
from app.services.house import House
from app.services.listing import list_changed
from app.services.previewing import LinePreview, preview_line
from app.store import audit
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.sign_ons import SignOnRow


@dataclass(frozen=True, slots=True)
class SignerPage:
    """What one signer sees of their sign-on. `state` is the letter's."""

    slug: str
    title: str
    organization: str
    line: NameLine
    preview: LinePreview
    signer_name: str
    signer_title: str
    email: str
    website: str
    confirmed_at: datetime
    version: int
    version_date: datetime
    sha256: str
    addressee: str
    convener: str
    closes_at: datetime | None
    zone: str
    state: str
    is_listed: bool
    is_withdrawn: bool
    may_withdraw: bool
    key: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The sign-on is withdrawn; `line_stands` where others signed for the same line."""

    line_stands: bool


def signer_page(house: House, token: str, *, now: datetime) -> SignerPage | None:
    """Return the page of this private link, None where it opens none."""
    with house.store.read() as connection:
        found = _find(house, connection, token, hold=False)
        if found is None:
            return None
        sign_on, letter = found
        if sign_on.signatory_id is None or sign_on.confirmed_at is None:
            return None
        file = documents.letter_file(connection, letter)
        row = signatory_rows.find(connection, sign_on.signatory_id)
        own = documents.as_signatory(row)
        is_withdrawn = sign_on.state == "withdrawn"
        shows_names = not is_withdrawn and may_see_names(
            circulation(letter), Standing(has_link=True, has_signed=True)
        )
        others = [
            documents.as_signatory(other)
            for other in (signatory_rows.listed(connection, letter.id) if shows_names else ())
            if other.id != row.id
        ]
        version = letter_rows.version(connection, sign_on.version_id)
    return SignerPage(
        slug=letter.slug,
        title=letter.title,
        organization=sign_on.organization,
        line=name_line(own, file.line, language=file.language),
        preview=preview_line(file, others, own, shows_names=shows_names),
        signer_name=sign_on.signer_name,
        signer_title=sign_on.signer_title,
        email=sign_on.email,
        website=sign_on.website,
        confirmed_at=sign_on.confirmed_at,
        version=version.number,
        version_date=version.created_at,
        sha256=version.sha256,
        addressee=letter.addressee,
        convener=letter.convener,
        closes_at=letter.closes_at,
        zone=letter.zone,
        state=letter.state,
        is_listed=row.standing == "listed" and not is_withdrawn,
        is_withdrawn=is_withdrawn,
        may_withdraw=sign_on.state == "confirmed" and _collects(letter, now),
        key=names_key(house, letter, sign_on.id, sign_on.generation),
    )


def withdraw(house: House, token: str, *, now: datetime) -> Withdrawn | Refused | None:
    """Take the sign-on back; the line goes with the last sign-on behind it.

    A second press finds it withdrawn already and says the same.
    """
    with house.store.write() as connection:
        found = _find(house, connection, token, hold=True)
        if found is None:
            return None
        sign_on, letter = found
        if sign_on.signatory_id is None:
            return None
        others = sign_on_rows.others_behind(connection, sign_on.signatory_id, sign_on.id)
        if sign_on.state == "withdrawn":
            return Withdrawn(line_stands=others > 0)
        if not _collects(letter, now):
            return Refused(
                "The letter is closed. Write to the organizers: they can still take your line off.",
                code="withdrawing-over",
            )
        sign_on_rows.change(connection, sign_on.id, state="withdrawn", ended_at=now)
        stand_by_who_is_left(connection, letter, sign_on.signatory_id)
        audit.record(
            connection,
            "sign-on withdrawn by its signer",
            coalition_id=letter.coalition_id,
            letter_id=letter.id,
            at=now,
            details={"sign_on_id": sign_on.id, "line_stands": others > 0},
        )
        list_changed(connection, letter)
    return Withdrawn(line_stands=others > 0)


def _find(
    house: House, connection: Connection, token: str, *, hold: bool
) -> tuple[SignOnRow, LetterRow] | None:
    claim = keys.read_key(token)
    if claim is None:
        return None
    find = sign_on_rows.find_and_hold if hold else sign_on_rows.find
    sign_on = find(connection, claim.subject_id)
    if sign_on is None or sign_on.state not in {"confirmed", "withdrawn"}:
        return None
    if not keys.opens(
        claim,
        house.secret_key,
        keys.Purpose.SIGNER,
        subject_id=sign_on.id,
        generation=sign_on.generation,
    ):
        return None
    if hold:
        letter_rows.hold(connection, sign_on.letter_id)
    letter = letter_rows.find_by_id(connection, sign_on.letter_id)
    return None if letter is None else (sign_on, letter)


def _collects(letter: LetterRow, now: datetime) -> bool:
    return eligibility.why_closed(LetterState(letter.state), hours(letter), now=now) is None
