"""Confirming: the page that shows, the press that lists.

The line is found or made here and nowhere earlier, in one transaction with the sign-on's
new state. A stranger who never confirms owns no line and no spelling.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from app.domain import eligibility, keys
from app.domain.visibility import LetterState, Standing, may_see_names
from app.mail import compose
from app.services import directory_learning, directory_naming, documents
from app.services.access import READS_BY_OWN_KEY, circulation, hours, names_key
from app.services.checking_senders import check_sender
from app.services.directory_naming import Naming
from app.services.house import House
from app.services.listing import find_or_make_line, line_to_join, list_changed
from app.services.posting import owe_mail
from app.services.previewing import LinePreview, preview_line
from app.services.signing import SignOnAnswers, signatory_of
from app.store import audit
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.sign_ons import SignOnRow


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A sign-on that waits for its signer's press. `key` opens the letter's page.

    `shown` is what the press brings back: whether the name that prints is still the same.
    """

    slug: str
    title: str
    organization: str
    version: int
    version_date: datetime
    zone: str
    preview: LinePreview
    language: str
    key: str
    shown: str = ""


Kind = Literal["unknown", "used", "expired", "closed"]


@dataclass(frozen=True, slots=True)
class TokenProblem:
    """Why a link does nothing any more; the title is "" where it is unknown, the slug also
    where the letter no longer opens for whoever has the link.
    """

    kind: Kind
    slug: str = ""
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The line stands; the token opens the signer's own page."""

    signer_token: str


@dataclass(frozen=True, slots=True)
class LookAgain:
    """The name that would print is another one than the page showed; nothing is listed."""


@dataclass(frozen=True, slots=True)
class Denied:
    """The address's owner did not ask for this; nothing is listed."""

    title: str


def show(house: House, token: str, *, now: datetime) -> Confirmation | TokenProblem:
    """Return what the page of this link shows; changes nothing."""
    with house.store.read() as connection:
        found = _find(house, connection, token, hold=False)
        if isinstance(found, TokenProblem):
            return found
        sign_on, letter = found
        problem = _problem(house, sign_on, letter, now)
        if problem is not None:
            return problem
        file = documents.letter_file(connection, letter)
        # Whoever has only asked to sign has not signed: the names may still be none of theirs.
        shows_names = may_see_names(circulation(letter), Standing(has_link=True))
        naming = _naming(connection, letter, sign_on, now=now)
        own, printed_as = naming.signatory, naming.printed_as
        joined = line_to_join(connection, letter, own, organization_id=naming.organization_id)
        if joined is not None:
            joined = signatory_rows.standing_line(connection, joined)
        if joined is not None and joined.standing == "listed":
            own = documents.as_signatory(joined)
        others = [
            documents.as_signatory(row)
            for row in (signatory_rows.listed(connection, letter.id) if shows_names else ())
            if joined is None or row.id != joined.id
        ]
        version = letter_rows.version(connection, sign_on.version_id)
    return Confirmation(
        slug=letter.slug,
        title=letter.title,
        organization=sign_on.organization,
        version=version.number,
        version_date=version.created_at,
        zone=letter.zone,
        preview=replace(
            preview_line(file, others, own, shows_names=shows_names), printed_as=printed_as
        ),
        language=sign_on.language,
        key=_key_for_signer(house, sign_on, letter),
        shown=naming.shown,
    )


def confirm(
    house: House, token: str, *, shown: str = "", now: datetime
) -> Confirmed | LookAgain | TokenProblem:
    """List the sign-on: it joins the line that stands or makes one, and its mail is owed.

    `shown` is what the page carried along, "" where it carried nothing.
    """
    with house.store.write() as connection:
        found = _find(house, connection, token, hold=True)
        if isinstance(found, TokenProblem):
            return found
        sign_on, letter = found
        problem = _problem(house, sign_on, letter, now)
        if problem is not None:
            return problem
        naming = _naming(connection, letter, sign_on, now=now)
        if shown and shown != naming.shown:
            return LookAgain()
        sender = check_sender(connection, letter, sign_on, naming.organization_id)
        line = find_or_make_line(
            connection,
            letter,
            naming.signatory,
            organization_id=naming.organization_id,
            now=now,
        )
        directory_learning.after_listing(
            connection, letter, {line.id: naming.organization_id}, now=now
        )
        sign_on_rows.change(
            connection,
            sign_on.id,
            state="confirmed",
            confirmed_at=now,
            signatory_id=line.id,
        )
        owe_mail(house, connection, purpose=compose.YOUR_SIGN_ON, sign_on_id=sign_on.id, now=now)
        audit.record(
            connection,
            "sign-on confirmed",
            coalition_id=letter.coalition_id,
            letter_id=letter.id,
            at=now,
            details={
                "sign_on_id": sign_on.id,
                "signatory_id": line.id,
                "made_the_line": line.is_new,
                "sender": sender.value,
            },
        )
        list_changed(connection, letter)
    return Confirmed(
        keys.make_key(house.secret_key, keys.Purpose.SIGNER, sign_on.id, sign_on.generation)
    )


def deny(house: House, token: str, *, now: datetime) -> Denied | TokenProblem:
    """End the sign-on for somebody who did not ask for it."""
    with house.store.write() as connection:
        found = _find(house, connection, token, hold=True)
        if isinstance(found, TokenProblem):
            return found
        sign_on, letter = found
        if sign_on.state != "unconfirmed":
            return _ended("used", house, sign_on, letter)
        sign_on_rows.change(connection, sign_on.id, state="denied", ended_at=now)
        audit.record(
            connection,
            "sign-on denied by the address",
            coalition_id=letter.coalition_id,
            letter_id=letter.id,
            at=now,
            details={"sign_on_id": sign_on.id},
        )
    return Denied(title=letter.title)


def _naming(
    connection: Connection, letter: LetterRow, sign_on: SignOnRow, *, now: datetime
) -> Naming:
    """Return the line as it prints: whoever holds the key of this mail has its mailbox."""
    own = signatory_of(answers_of(sign_on), documents.letter_file(connection, letter))
    return directory_naming.for_signer(connection, letter, own, proven_email=sign_on.email, now=now)


def answers_of(sign_on: SignOnRow) -> SignOnAnswers:
    """Return what the signer wrote, as it was when they signed."""
    return SignOnAnswers(
        organization=sign_on.organization,
        website=sign_on.website,
        scope=sign_on.scope,
        state=sign_on.state_code,
        city=sign_on.city,
        signer_name=sign_on.signer_name,
        signer_title=sign_on.signer_title,
        email=sign_on.email,
        authorized=True,
        kind=sign_on.kind,
    )


def _find(
    house: House, connection: Connection, token: str, *, hold: bool
) -> tuple[SignOnRow, LetterRow] | TokenProblem:
    claim = keys.read_key(token)
    if claim is None:
        return TokenProblem("unknown")
    find = sign_on_rows.find_and_hold if hold else sign_on_rows.find
    sign_on = find(connection, claim.subject_id)
    if sign_on is None or not keys.opens(
        claim,
        house.secret_key,
        keys.Purpose.CONFIRM,
        subject_id=sign_on.id,
        generation=sign_on.generation,
    ):
        return TokenProblem("unknown")
    if hold:
        letter_rows.hold(connection, sign_on.letter_id)
    letter = letter_rows.find_by_id(connection, sign_on.letter_id)
    return TokenProblem("unknown") if letter is None else (sign_on, letter)


def _problem(
    house: House, sign_on: SignOnRow, letter: LetterRow, now: datetime
) -> TokenProblem | None:
    if sign_on.state != "unconfirmed":
        return _ended("used", house, sign_on, letter)
    if now >= eligibility.good_until(hours(letter), submitted_at=sign_on.submitted_at):
        return _ended("expired", house, sign_on, letter)
    if not eligibility.may_confirm(
        LetterState(letter.state),
        hours(letter),
        closed_at=letter.closed_at,
        submitted_at=sign_on.submitted_at,
        now=now,
    ):
        return _ended("closed", house, sign_on, letter)
    return None


def _ended(kind: Kind, house: House, sign_on: SignOnRow, letter: LetterRow) -> TokenProblem:
    key = _key_for_signer(house, sign_on, letter)
    slug = letter.slug if key or letter.reads == "public" else ""
    return TokenProblem(kind, slug, letter.title, key)


def _key_for_signer(house: House, sign_on: SignOnRow, letter: LetterRow) -> str:
    """Return the key by which this signer reads the letter; "" in public, and once it is ended.

    It is never the private link's: who had an older link must not get the new one from here.
    """
    if letter.reads == "public" or sign_on.state not in READS_BY_OWN_KEY:
        return ""
    return names_key(house, letter, sign_on.id, sign_on.generation)
