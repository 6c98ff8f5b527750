"""Sign-ons: the acts of signing behind the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select, true, update

from app.store.tables import sign_ons, signatories, versions


@dataclass(frozen=True, slots=True)
class SignOnRow:
    id: int
    letter_id: int
    version_id: int
    signatory_id: int | None
    state: str
    channel: str
    language: str
    organization: str
    kind: str
    website: str
    scope: str
    state_code: str
    city: str
    signer_name: str
    signer_title: str
    email: str
    generation: int
    submitted_at: datetime
    confirmed_at: datetime | None


_COLUMNS = tuple(sign_ons.c[name] for name in SignOnRow.__dataclass_fields__)


def add(connection: Connection, values: Mapping[str, Any]) -> int:
    statement = insert(sign_ons).values(**values).returning(sign_ons.c.id)
    return int(connection.execute(statement).scalar_one())


def add_many(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(sign_ons), list(rows))


def find(connection: Connection, sign_on_id: int) -> SignOnRow | None:
    row = connection.execute(select(*_COLUMNS).where(sign_ons.c.id == sign_on_id)).first()
    return None if row is None else SignOnRow(*row)


def find_and_hold(connection: Connection, sign_on_id: int) -> SignOnRow | None:
    """Return the sign-on, its row held until the transaction ends: two presses of one
    button are answered one after the other.
    """
    query = select(*_COLUMNS).where(sign_ons.c.id == sign_on_id).with_for_update()
    row = connection.execute(query).first()
    return None if row is None else SignOnRow(*row)


def change(connection: Connection, sign_on_id: int, **values: Any) -> None:
    connection.execute(update(sign_ons).where(sign_ons.c.id == sign_on_id).values(**values))


def unconfirmed_since(
    connection: Connection, *, letter_id: int, email: str, since: datetime
) -> int:
    """Return how many sign-ons of this address wait for their confirmation since then."""
    query = select(func.count()).where(
        sign_ons.c.letter_id == letter_id,
        sign_ons.c.email == email,
        sign_ons.c.state == "unconfirmed",
        sign_ons.c.submitted_at >= since,
    )
    return int(connection.execute(query).scalar_one())


def others_behind(connection: Connection, signatory_id: int, sign_on_id: int) -> int:
    """Return how many other confirmed sign-ons stand behind the line."""
    query = select(func.count()).where(
        sign_ons.c.signatory_id == signatory_id,
        sign_ons.c.id != sign_on_id,
        sign_ons.c.state == "confirmed",
    )
    return int(connection.execute(query).scalar_one())


def oldest_behind(connection: Connection, signatory_id: int) -> SignOnRow | None:
    """Return the oldest confirmed sign-on behind the line, None where there is none left."""
    query = (
        select(*_COLUMNS)
        .where(sign_ons.c.signatory_id == signatory_id, sign_ons.c.state == "confirmed")
        .order_by(sign_ons.c.confirmed_at, sign_ons.c.id)
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else SignOnRow(*row)


def count_unconfirmed(connection: Connection, letter_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(sign_ons.c.letter_id, func.count())
        .where(sign_ons.c.letter_id.in_(letter_ids), sign_ons.c.state == "unconfirmed")
        .group_by(sign_ons.c.letter_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def latest_submission(connection: Connection, letter_id: int) -> datetime | None:
    """Return when the letter's last sign-on was submitted, None where it has none."""
    query = (
        select(sign_ons.c.submitted_at)
        .where(sign_ons.c.letter_id == letter_id)
        .order_by(sign_ons.c.submitted_at.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


def confirmed_moments(connection: Connection, letter_id: int) -> tuple[datetime, ...]:
    """Return when each confirmed sign-on was confirmed, the oldest first."""
    query = (
        select(sign_ons.c.confirmed_at)
        .where(sign_ons.c.letter_id == letter_id, sign_ons.c.state == "confirmed")
        .order_by(sign_ons.c.confirmed_at)
    )
    return tuple(moment for (moment,) in connection.execute(query) if moment is not None)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A sign-on with its line, as members see it."""

    sign_on_id: int
    state: str
    channel: str
    organization: str
    state_code: str
    city: str
    signer_name: str
    signer_title: str
    email: str
    submitted_at: datetime
    confirmed_at: datetime | None
    version_number: int
    signatory_id: int | None
    line_name: str | None
    line_kind: str | None
    line_signer_name: str | None
    line_signer_title: str | None
    line_state: str | None
    line_city: str | None
    group_path: str | None
    standing: str | None


def page_for_desk(
    connection: Connection,
    letter_id: int,
    *,
    find: str,
    in_contacts: bool,
    offset: int,
    limit: int,
    newest_first: bool = False,
) -> tuple[int, tuple[DeskRow, ...]]:
    """Return how many sign-ons match, and one page of them.

    Those without a line first, then by where their lines print, lines that do not print
    before and after; or the newest first. `find` looks into the organization and its line,
    and `in_contacts` into the signer and the address.
    """
    wanted = _wanted(find, in_contacts=in_contacts)
    without_line = _count(connection, _without_line(letter_id).where(wanted))
    behind_lines = _count(connection, _behind_lines(letter_id).where(wanted))
    total = without_line + behind_lines
    if newest_first:
        query = _newest(letter_id).where(wanted).offset(offset).limit(limit)
        return total, _desk_rows(connection, query)
    first = _without_line(letter_id).where(wanted).order_by(sign_ons.c.id)
    rows = _desk_rows(connection, first.offset(offset).limit(limit))
    if len(rows) == limit:
        return total, rows
    query = behind_lines_query(
        letter_id, offset=max(0, offset - without_line), limit=limit - len(rows)
    )
    return total, (*rows, *_desk_rows(connection, query.where(wanted)))


def behind_lines_query(letter_id: int, *, offset: int, limit: int) -> Select[Any]:
    """Return the question for sign-ons by where their lines print, which an index answers."""
    return (
        _behind_lines(letter_id)
        .order_by(signatories.c.standing, signatories.c.print_key, sign_ons.c.id)
        .offset(offset)
        .limit(limit)
    )


def _without_line(letter_id: int) -> Select[Any]:
    return (
        select(sign_ons.c.id)
        .outerjoin(signatories, signatories.c.id == sign_ons.c.signatory_id)
        .where(sign_ons.c.letter_id == letter_id, sign_ons.c.signatory_id.is_(None))
    )


def _behind_lines(letter_id: int) -> Select[Any]:
    return (
        select(sign_ons.c.id)
        .select_from(signatories)
        .join(sign_ons, sign_ons.c.signatory_id == signatories.c.id)
        .where(signatories.c.letter_id == letter_id)
    )


def _newest(letter_id: int) -> Select[Any]:
    return (
        select(sign_ons.c.id)
        .outerjoin(signatories, signatories.c.id == sign_ons.c.signatory_id)
        .where(sign_ons.c.letter_id == letter_id)
        .order_by(sign_ons.c.submitted_at.desc(), sign_ons.c.id.desc())
    )


def _wanted(find: str, *, in_contacts: bool) -> ColumnElement[bool]:
    if not find:
        return true()
    like = "%" + find.lower().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    searched = [sign_ons.c.organization, func.coalesce(signatories.c.name, "")]
    if in_contacts:
        searched += [sign_ons.c.signer_name, sign_ons.c.email]
    return or_(*(func.lower(text).like(like, escape="\\") for text in searched))


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query.with_only_columns(func.count())).scalar_one())


def _desk_rows(connection: Connection, query: Select[Any]) -> tuple[DeskRow, ...]:
    """Return the rows of the sign-ons that a question gives by their ids: whatever it passes
    over on the way to a late page is passed over in its index.
    """
    ids = list(connection.execute(query).scalars())
    columns = (
        sign_ons.c.id.label("sign_on_id"),
        sign_ons.c.state,
        sign_ons.c.channel,
        sign_ons.c.organization,
        sign_ons.c.state_code,
        sign_ons.c.city,
        sign_ons.c.signer_name,
        sign_ons.c.signer_title,
        sign_ons.c.email,
        sign_ons.c.submitted_at,
        sign_ons.c.confirmed_at,
        versions.c.number,
        signatories.c.id,
        signatories.c.name,
        signatories.c.kind,
        signatories.c.signer_name,
        signatories.c.signer_title,
        signatories.c.state,
        signatories.c.city,
        signatories.c.print_path,
        signatories.c.standing,
    )
    whole: Select[Any] = (
        select(*columns)
        .join(versions, versions.c.id == sign_ons.c.version_id)
        .outerjoin(signatories, signatories.c.id == sign_ons.c.signatory_id)
        .where(sign_ons.c.id.in_(ids))
    )
    rows = {row[0]: DeskRow(*row) for row in connection.execute(whole)}
    return tuple(rows[sign_on_id] for sign_on_id in ids)


@dataclass(frozen=True, slots=True)
class Contact:
    signatory_id: int
    signer_name: str
    signer_title: str
    email: str
    channel: str
    confirmed_at: datetime | None
    version_number: int


def first_behind_each_line(connection: Connection, letter_id: int) -> dict[int, Contact]:
    """Return the oldest confirmed sign-on behind each line, by the line's id."""
    query = (
        select(
            sign_ons.c.signatory_id,
            sign_ons.c.signer_name,
            sign_ons.c.signer_title,
            sign_ons.c.email,
            sign_ons.c.channel,
            sign_ons.c.confirmed_at,
            versions.c.number,
        )
        .join(versions, versions.c.id == sign_ons.c.version_id)
        .where(sign_ons.c.letter_id == letter_id, sign_ons.c.state == "confirmed")
        .order_by(sign_ons.c.confirmed_at.desc(), sign_ons.c.id.desc())
    )
    return {row[0]: Contact(*row) for row in connection.execute(query)}
