"""The name that a sign-on prints, where the directory knows the organization.

What prints is what the signer saw. So another name than the one typed prints only where the
organizer said so, or where the organization has become another one; and only where the
signer may be told, since the names of the directory are the coalition's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain import moments
from app.domain.directory import (
    PrintedAs,
    Spelling,
    Succession,
    Today,
    Why,
    may_be_told,
    origins,
    successor,
)
from app.domain.signatories import Kind, Signatory, place_of
from app.domain.visibility import PUBLIC_STATES
from app.services.directory import organizations_meant, successions
from app.store import directory as rows
from app.store import directory_lines as line_rows
from app.store import signing_addresses as address_rows
from app.store.directory import OrganizationRow
from app.store.engine import Connection
from app.store.letters import LetterRow


@dataclass(frozen=True, slots=True)
class Naming:
    """The line as it prints, the organization that it is, and why it prints another name."""

    signatory: Signatory
    organization_id: int | None = None
    printed_as: PrintedAs | None = None

    @property
    def shown(self) -> str:
        """What a page carries along, so that a press lists what the page showed."""
        return hashlib.sha256(self.signatory.name.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the directory knows of the names of one sign-on or list, under one letter.

    `meant` has the organization of each of them, None where none is certain.
    """

    meant: tuple[int | None, ...]
    successions: tuple[Succession, ...]
    organizations: Mapping[int, OrganizationRow]
    today: date

    def stands_for(self, organization_id: int) -> Today:
        return successor(organization_id, self.successions, today=self.today)


def for_signer(
    connection: Connection,
    letter: LetterRow,
    signatory: Signatory,
    *,
    proven_email: str,
    now: datetime,
) -> Naming:
    """Return the line of a signer, by a name that they may be told.

    `proven_email` is the address that they hold a key of, "" on the form: what is typed
    there proves nothing.
    """
    known = _known(connection, letter, [signatory], now)
    (organization_id,) = known.meant
    if organization_id is None:
        return Naming(signatory)
    kept = _keeping_old_names(connection, letter, known)
    for organization, printed in _names(known, organization_id, signatory.name, kept):
        if _may_tell(connection, organization, organization_id, proven_email):
            return Naming(replace(signatory, name=organization.name), organization.id, printed)
    return Naming(signatory, organization_id)


def for_import(
    connection: Connection, letter: LetterRow, signatories: Sequence[Signatory], *, now: datetime
) -> tuple[Naming, ...]:
    """Return the lines of a list that a member brings: they may know the directory's names."""
    known = _known(connection, letter, signatories, now)
    kept = _keeping_old_names(connection, letter, known)
    made = []
    for signatory, organization_id in zip(signatories, known.meant, strict=True):
        if organization_id is None:
            made.append(Naming(signatory))
            continue
        found = next(_names(known, organization_id, signatory.name, kept), None)
        made.append(
            Naming(signatory, organization_id)
            if found is None
            else Naming(replace(signatory, name=found[0].name), found[0].id, found[1])
        )
    return tuple(made)


def _known(
    connection: Connection, letter: LetterRow, signatories: Sequence[Signatory], now: datetime
) -> _Known:
    """Return what decides their names, by a few questions however many they are."""
    meant = iter(
        organizations_meant(
            connection,
            letter.coalition_id,
            [_spelling(each) for each in signatories if each.kind is Kind.ORGANIZATION],
        )
    )
    found = tuple(next(meant) if each.kind is Kind.ORGANIZATION else None for each in signatories)
    ids = {each for each in found if each is not None}
    followed = successions(connection, letter.coalition_id) if ids else ()
    today = moments.in_zone(now, letter.zone).date()
    ids |= {successor(each, followed, today=today).organization_id for each in ids}
    return _Known(found, followed, rows.by_id(connection, ids), today)


def _spelling(signatory: Signatory) -> Spelling:
    return Spelling.of(
        signatory.name,
        place=place_of(signatory.city, signatory.state),
        website=signatory.website,
    )


def _names(
    known: _Known, organization_id: int, typed: str, kept: frozenset[int]
) -> Iterator[tuple[OrganizationRow, PrintedAs]]:
    """Yield the other names that could print, the best first."""
    now = known.stands_for(organization_id)
    if now.organization_id != organization_id and now.organization_id not in kept:
        becomes = known.organizations[now.organization_id]
        yield becomes, PrintedAs(becomes.name, typed, Why.SUCCEEDED, now.since)
    own = known.organizations[organization_id]
    if own.prints_name and own.name != typed:
        yield own, PrintedAs(own.name, typed, Why.KNOWN)


def _keeping_old_names(connection: Connection, letter: LetterRow, known: _Known) -> frozenset[int]:
    """Return the successors that this letter does not print: it lists one of those who became
    it, and the same organization would stand there twice.
    """
    becoming = {
        now
        for each in set(known.meant)
        if each is not None and (now := known.stands_for(each).organization_id) != each
    }
    kept = set()
    for becomes in becoming:
        before = rows.members_of(connection, origins(becomes, known.successions))
        spelt = {row.prepared for row in rows.spellings_of(connection, before)}
        if line_rows.stands_for_any(
            connection, letter.id, ids=tuple(before), prepared=tuple(spelt)
        ):
            kept.add(becomes)
    return frozenset(kept)


def _may_tell(
    connection: Connection, organization: OrganizationRow, signs_as: int, proven_email: str
) -> bool:
    family = tuple(rows.members_of(connection, {organization.id, signs_as}))
    return may_be_told(
        is_public=line_rows.prints_in_public(
            connection,
            organization.coalition_id,
            name=organization.name,
            prepared=Spelling.of(organization.name).prepared,
            states=sorted(PUBLIC_STATES),
        ),
        proven_email=proven_email,
        websites=[each.website for each in rows.by_id(connection, family).values()],
        may_sign=[each.address for each in address_rows.of(connection, family)],
    )
