"""Signing on: the form, the line it will make, and the mail that asks for confirmation.

Nobody owns a line yet when this is done. A first and a repeated sign-on are answered alike;
only the inbox learns which it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from app.domain import eligibility, names
from app.domain.authority import AUTHORITY, website_address
from app.domain.eligibility import Closed
from app.domain.errors import Refused
from app.domain.letters import LetterFile
from app.domain.places import state_code
from app.domain.signatories import Kind, Scope, Signatory
from app.domain.visibility import LetterState
from app.mail import compose
from app.services import directory_naming, documents
from app.services.access import Door, Visitor, find_door, hours
from app.services.house import House
from app.services.posting import owe_mail
from app.services.previewing import LinePreview, preview_line, printed_fields, prints_signer
from app.store import audit
from app.store import letters as letter_rows
from app.store import sign_ons as sign_on_rows
from app.store.letters import LetterRow

Language = Literal["en", "es"]
LONGEST_WEBSITE = 300


@dataclass(frozen=True, slots=True)
class SignPage:
    """What the form needs to know of its letter.

    `prints` names the fields that become public; `closed_reason` is "", "not-yet",
    "not-open" or "over".
    """

    slug: str
    title: str
    version: int
    opens_at: datetime | None
    closes_at: datetime | None
    zone: str
    is_open: bool
    closed_reason: str
    language: str
    asks_scope: bool
    asks_state: bool
    asks_city: bool
    prints: frozenset[str]
    individuals: bool
    signon_contact: str
    key: str


@dataclass(frozen=True, slots=True)
class SignOnAnswers:
    """What a signer wrote, its shape checked. `authority` is the sentence they agreed to."""

    organization: str
    website: str = ""
    scope: str = ""
    state: str = ""
    city: str = ""
    signer_name: str = ""
    signer_title: str = ""
    email: str = ""
    authorized: bool = False
    kind: str = "organization"
    authority: str = ""


@dataclass(frozen=True, slots=True)
class CheckYourInbox:
    """Where the mail goes and what it looks like; the same for a first and a repeat."""

    email: str
    organization: str
    letter_title: str
    slug: str
    sender: str
    subject: str
    good_until: datetime
    zone: str
    signon_contact: str


def sign_page(house: House, slug: str, *, visitor: Visitor, now: datetime) -> SignPage | None:
    """Return the form's page, None where this visitor cannot reach it."""
    with house.store.read() as connection:
        door = find_door(house, connection, slug, visitor)
        if door is None or not door.may_reach_form:
            return None
        file = documents.letter_file(connection, door.letter)
    letter = door.letter
    closed = eligibility.why_closed(LetterState(letter.state), hours(letter), now=now)
    prints = printed_fields(file)
    return SignPage(
        slug=letter.slug,
        title=letter.title,
        version=letter.version_number,
        opens_at=letter.opens_at,
        closes_at=letter.closes_at,
        zone=letter.zone,
        is_open=closed is None,
        closed_reason=closed or "",
        language=letter.language,
        asks_scope="scope" in prints,
        asks_state="state" in prints,
        asks_city="city" in prints,
        prints=prints,
        individuals=file.individuals,
        signon_contact=file.signon_contact,
        key=door.key,
    )


def preview(
    house: House, slug: str, answers: SignOnAnswers, *, visitor: Visitor, now: datetime
) -> LinePreview | None:
    """Return the line these answers would make, None where there is none to show.

    The address that was typed proves nothing yet: who confirms by it may learn more.
    """
    name = names.check_name(answers.organization)
    if isinstance(name, Refused):
        return None
    with house.store.read() as connection:
        door = find_door(house, connection, slug, visitor)
        if door is None or not door.may_reach_form:
            return None
        file = documents.letter_file(connection, door.letter)
        others = documents.listed_signatories(connection, door.letter) if door.may_see_names else ()
        own = signatory_of(replace(answers, organization=name), file)
        naming = directory_naming.for_signer(connection, door.letter, own, proven_email="", now=now)
    line = preview_line(file, others, naming.signatory, shows_names=door.may_see_names)
    return replace(line, printed_as=naming.printed_as)


def sign_on(
    house: House,
    slug: str,
    answers: SignOnAnswers,
    *,
    visitor: Visitor,
    language: Language,
    now: datetime,
) -> CheckYourInbox | Refused | None:
    """Store the sign-on, unconfirmed, with the mail it owes, in one transaction.

    Refused where the letter takes none now or the answers cannot stand; None where this
    visitor cannot reach the form.
    """
    checked = _checked(answers)
    with house.store.write() as connection:
        # Held, so that a sign-on is either before the closing of the letter or refused.
        letter_rows.hold_by_slug(connection, slug)
        door = find_door(house, connection, slug, visitor)
        if door is None or not door.may_reach_form:
            return None
        letter = door.letter
        refusal = _refusal(door, now)
        if refusal is not None:
            return refusal
        if isinstance(checked, Refused):
            return checked
        file = documents.letter_file(connection, letter)
        if checked.kind == Kind.INDIVIDUAL and not file.individuals:
            return Refused(
                "This letter is signed by organizations only. Please sign for yours.",
                code="organizations-only",
            )
        waiting = sign_on_rows.unconfirmed_since(
            connection,
            letter_id=letter.id,
            email=checked.email,
            since=now - eligibility.UNCONFIRMED_COUNTED,
        )
        sign_on_id = sign_on_rows.add(connection, _row(letter, checked, language=language, now=now))
        owe_mail(
            house,
            connection,
            purpose=compose.CONFIRM_SIGN_ON,
            sign_on_id=sign_on_id,
            now=now,
            due_at=eligibility.mail_due(waiting=waiting, now=now),
        )
        audit.record(
            connection,
            "sign-on submitted",
            coalition_id=letter.coalition_id,
            letter_id=letter.id,
            at=now,
            details={"sign_on_id": sign_on_id, "channel": "web"},
        )
    return CheckYourInbox(
        email=checked.email,
        organization=checked.organization,
        letter_title=letter.title,
        slug=letter.slug,
        sender=f"{house.sender_name}, {house.sender_address}",
        subject=compose.confirm_subject(checked.organization, language=language),
        good_until=eligibility.good_until(hours(letter), submitted_at=now),
        zone=letter.zone,
        signon_contact=file.signon_contact,
    )


def signatory_of(answers: SignOnAnswers, file: LetterFile) -> Signatory:
    """Return the line that these answers make under this letter."""
    kind = Kind(answers.kind)
    shows_signer = prints_signer(file, kind)
    return Signatory(
        name=answers.organization,
        kind=kind,
        signer_name=answers.signer_name if shows_signer and kind is Kind.ORGANIZATION else "",
        signer_title=answers.signer_title if shows_signer else "",
        scope=answers.scope,
        state=answers.state,
        city=answers.city,
        website=answers.website,
    )


def _refusal(door: Door, now: datetime) -> Refused | None:
    letter = door.letter
    closed = eligibility.why_closed(LetterState(letter.state), hours(letter), now=now)
    match closed:
        case None:
            return None
        case Closed.OVER:
            return Refused(
                "This letter is closed: it takes no more signatures. "
                "The organizers can tell you whether there will be a supplement.",
                code="closed",
            )
        case Closed.NOT_YET | Closed.NOT_OPEN:
            return Refused("This letter is not open for signatures yet.", code="not-open")


def _checked(answers: SignOnAnswers) -> SignOnAnswers | Refused:
    """Return the answers cleaned, or why they cannot stand."""
    cleaned: dict[str, str] = {}
    for field in ("organization", "signer_name", "signer_title"):
        checked = names.check_name(getattr(answers, field))
        if isinstance(checked, Refused):
            return replace(checked, code=f"{field}:{checked.code}")
        cleaned[field] = checked
    if answers.city:
        city = names.check_name(answers.city)
        if isinstance(city, Refused):
            return replace(city, code=f"city:{city.code}")
        cleaned["city"] = city
    website = website_address(answers.website)
    if len(website) > LONGEST_WEBSITE or not website.isprintable():
        return Refused("Give the website's address, such as example.org.", code="website:form")
    if not answers.authorized:
        return Refused(
            "Tell us that you may sign for your organization.", code="authorized:missing"
        )
    if answers.scope and answers.scope not in tuple(Scope):
        return Refused("Choose where your organization works.", code="scope:unknown")
    state = state_code(answers.state) if answers.state else ""
    if state is None:
        return Refused("Choose a state or territory from the list.", code="state:unknown")
    # The name prints everywhere or nowhere: a national organization has no state line.
    return replace(
        answers,
        organization=cleaned["organization"],
        signer_name=cleaned["signer_name"],
        signer_title=cleaned["signer_title"],
        city=cleaned.get("city", ""),
        state="" if answers.scope in {Scope.NATIONAL, Scope.INTERNATIONAL} else state,
        email=answers.email.strip().lower(),
        website=website,
    )


def _row(
    letter: LetterRow, answers: SignOnAnswers, *, language: Language, now: datetime
) -> dict[str, object]:
    return {
        "letter_id": letter.id,
        "version_id": letter.version_id,
        "state": "unconfirmed",
        "channel": "web",
        "language": language,
        "organization": answers.organization,
        "kind": answers.kind,
        "website": answers.website,
        "scope": answers.scope,
        "state_code": answers.state,
        "city": answers.city,
        "signer_name": answers.signer_name,
        "signer_title": answers.signer_title,
        "email": answers.email,
        "authority": answers.authority or AUTHORITY.format(organization=answers.organization),
        "submitted_at": now,
    }
