"""One known organization as members find it on the desk, with every letter it signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain import names
from app.domain.authority import Sender, who_sends
from app.domain.directory import Change, Gap
from app.domain.domains_of_mail import domain_of
from app.domain.places import shown_place
from app.domain.roles import Member, Permission
from app.domain.signatories import place_of
from app.services.directory_desk import gaps_of, place_in_words
from app.services.house import House
from app.store import directory as rows
from app.store import directory_lines as line_rows
from app.store import signing_addresses as address_rows
from app.store import successions
from app.store.directory import OrganizationRow
from app.store.directory_lines import SignedRow
from app.store.successions import SuccessionRow


@dataclass(frozen=True, slots=True)
class SpellingLine:
    id: int
    spelling: str
    place: str


@dataclass(frozen=True, slots=True)
class AddressLine:
    id: int
    address: str


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """A succession in which the organization has a part, each by name and code."""

    id: int
    origins: tuple[tuple[str, str], ...]
    becomes: tuple[str, str]
    kind: Change
    on: date


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line of a letter as it stands there. `mail_domain` and `sender` are contact data,
    "" and None for whoever may not see contacts.
    """

    slug: str
    title: str
    zone: str
    name: str
    place: str
    standing: str
    signed_at: datetime | None
    mail_domain: str
    sender: Sender | None


@dataclass(frozen=True, slots=True)
class JoinedLine:
    code: str
    name: str
    place: str
    joined_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrganizationPage:
    """Everything the page of one organization shows. `addresses` is empty for whoever may not
    see contacts.
    """

    organization: OrganizationRow
    place: str
    gaps: tuple[Gap, ...]
    spellings: tuple[SpellingLine, ...]
    addresses: tuple[AddressLine, ...]
    successions: tuple[SuccessionLine, ...]
    signed: tuple[SignedLine, ...]
    joined: tuple[JoinedLine, ...]


def organization(house: House, member: Member, code: str) -> OrganizationPage | None:
    """Return the page of an organization that stands; None where the coalition has none."""
    with house.store.read() as connection:
        row = rows.find(connection, member.coalition_id, code)
        if row is None or row.root_id is not None:
            return None
        family = rows.family(connection, row.id)
        ids = [each.id for each in family]
        addresses = address_rows.of(connection, ids)
        sees_contacts = member.may(Permission.SEE_CONTACTS)
        followed = successions.touching(
            successions.of_coalition(connection, member.coalition_id), row.id
        )
        others = rows.by_id(
            connection, {end for each in followed for end in (each.from_id, each.to_id)}
        )
        signed = line_rows.signed_by(connection, ids)
        senders = (
            line_rows.first_senders(connection, [line.line_id for line in signed])
            if sees_contacts
            else {}
        )
        spelt = rows.spellings_of(connection, ids)
    may_sign = [each.address for each in addresses]
    return OrganizationPage(
        organization=row,
        place=place_in_words(row),
        gaps=gaps_of(row),
        spellings=tuple(
            sorted(
                (SpellingLine(each.id, each.spelling, shown_place(each.place)) for each in spelt),
                key=lambda each: (names.prepared(each.spelling), each.place),
            )
        ),
        addresses=tuple(AddressLine(each.id, each.address) for each in addresses)
        if sees_contacts
        else (),
        successions=_succession_lines(followed, others),
        signed=tuple(
            _signed_line(
                line,
                senders.get(line.line_id, ""),
                websites=_known_otherwise(line, family, signed),
                may_sign=may_sign,
            )
            for line in signed
        ),
        joined=tuple(
            JoinedLine(each.code, each.name, place_in_words(each), each.joined_at)
            for each in family
            if each.joined_into_id == row.id
        ),
    )


def _succession_lines(
    followed: Iterable[SuccessionRow], others: dict[int, OrganizationRow]
) -> tuple[SuccessionLine, ...]:
    by_id: dict[int, list[SuccessionRow]] = {}
    for row in followed:
        by_id.setdefault(row.id, []).append(row)
    return tuple(
        SuccessionLine(
            id=number,
            origins=tuple((others[row.from_id].name, others[row.from_id].code) for row in parts),
            becomes=(others[parts[0].to_id].name, others[parts[0].to_id].code),
            kind=Change(parts[0].kind),
            on=parts[0].happened_on,
        )
        for number, parts in by_id.items()
    )


def _known_otherwise(
    line: SignedRow, family: Sequence[OrganizationRow], signed: Sequence[SignedRow]
) -> list[str]:
    """Return the websites that speak for a line's sender: the directory's and those of its
    other letters. Where only this letter gave one, it is not known otherwise.
    """
    elsewhere = {other.website for other in signed if other.letter_id != line.letter_id}
    own = {other.website for other in signed if other.letter_id == line.letter_id}
    return [*elsewhere, *(each.website for each in family if each.website not in own - elsewhere)]


def _signed_line(
    line: SignedRow, email: str, *, websites: Iterable[str], may_sign: Iterable[str]
) -> SignedLine:
    return SignedLine(
        slug=line.slug,
        title=line.title,
        zone=line.zone,
        name=line.name,
        place=place_of(line.city, line.state),
        standing=line.standing,
        signed_at=line.signed_at,
        mail_domain=domain_of(email),
        sender=who_sends(email, websites=websites, may_sign=may_sign) if email else None,
    )
