"""The coalition's directory: which known organization a name means, and what prints for it.

A name that a letter brings is an organization we know where its prepared name and place are
an accepted spelling and no website speaks against it. Whatever is alike but not so stays a
name of its own until somebody joins the two on the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from app.domain import names
from app.domain.authority import Sender, host_of, who_sends
from app.domain.domains_of_mail import is_at_or_below, is_shared
from app.domain.values import dataclass

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in the forms that are compared, with its place and website.

    `host` is "" where no website was given, or one that many share.
    """

    prepared: str
    place: str
    host: str

    @classmethod
    def of(cls, name: str, *, place: str = "", website: str = "") -> Spelling:
        host = host_of(website)
        return cls(
            prepared=names.index_form(names.prepared(name)),
            place=names.prepared_place(place),
            host="" if is_shared(host) else host,
        )

    @property
    def key(self) -> str:
        """What the coalition's unique index holds: prepared name and place."""
        return names.index_form(f"{self.prepared}|{self.place}")

    @property
    def key_by_website(self) -> str:
        """The key of the second organization of one name in one place."""
        return names.index_form(f"{self.prepared}|{self.place}{_SEPARATOR}{self.host}")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted spelling of a known organization, with the hosts of its websites."""

    organization_id: int
    place: str
    hosts: frozenset[str]


def meant(spelling: Spelling, accepted: Sequence[Accepted]) -> int | None:
    """Return the organization that a name means, of those whose spelling it is.

    The place decides, and a website of another host speaks against. Where one side gives no
    place, the same website has to speak for it. None where nobody is meant for certain.
    """
    agreeing = [each for each in accepted if not _is_elsewhere(spelling, each)]
    here = [each for each in agreeing if each.place == spelling.place]
    vouched = [each for each in here if _shares_website(spelling, each)]
    if not here:
        vouched = [
            each
            for each in agreeing
            if not (each.place and spelling.place) and _shares_website(spelling, each)
        ]
    found = {each.organization_id for each in vouched or here}
    return found.pop() if len(found) == 1 else None


def _is_elsewhere(spelling: Spelling, accepted: Accepted) -> bool:
    return bool(spelling.host and accepted.hosts) and not _shares_website(spelling, accepted)


def _shares_website(spelling: Spelling, accepted: Accepted) -> bool:
    return any(
        is_at_or_below(spelling.host, host) or is_at_or_below(host, spelling.host)
        for host in accepted.hosts
        if spelling.host
    )


def hosts_of(websites: Iterable[str]) -> frozenset[str]:
    """Return the hosts by which an organization is known, without those that many share."""
    hosts = (host_of(website) for website in websites)
    return frozenset(host for host in hosts if host and not is_shared(host))


class Change(StrEnum):
    """How one organization follows another."""

    MERGED = "merged"
    RENAMED = "renamed"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Succession:
    """`from_id` became `to_id` on a day. Of a split nobody but the signer knows which part."""

    from_id: int
    to_id: int
    kind: Change
    on: date


@dataclass(frozen=True, slots=True)
class Today:
    """The organization that stands for another one today, and since when; None: itself."""

    organization_id: int
    since: date | None = None


def successor(organization_id: int, successions: Sequence[Succession], *, today: date) -> Today:
    """Return the organization that stands for this one today: itself, or whom it became.

    A chain is followed to its end. Of a split nobody knows here which part is meant, so the
    name stays as it is.
    """
    found, seen = Today(organization_id), {organization_id}
    while True:
        latest = max(
            (
                each
                for each in successions
                if each.from_id == found.organization_id
                and each.kind is not Change.SPLIT
                and each.on <= today
            ),
            key=lambda each: each.on,
            default=None,
        )
        if latest is None or latest.to_id in seen:
            return found
        found = Today(latest.to_id, latest.on)
        seen.add(latest.to_id)


def origins(organization_id: int, successions: Sequence[Succession]) -> frozenset[int]:
    """Return all from which the organization was made, over however many steps."""
    found: set[int] = set()
    todo = [organization_id]
    while todo:
        now = todo.pop()
        before = {each.from_id for each in successions if each.to_id == now} - found
        found |= before
        todo.extend(before)
    return frozenset(found - {organization_id})


def would_circle(from_ids: Iterable[int], to_id: int, successions: Sequence[Succession]) -> bool:
    """Would an organization become one that it was itself made from?"""
    return any(each == to_id or to_id in origins(each, successions) for each in from_ids)


class Why(StrEnum):
    """Why a line prints another name than the one that was typed."""

    KNOWN = "known"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True, slots=True)
class PrintedAs:
    """The name that prints instead of the one typed; `since` is when it became so."""

    name: str
    typed: str
    why: Why
    since: date | None = None


def may_be_told(
    *, is_public: bool, proven_email: str, websites: Iterable[str], may_sign: Iterable[str]
) -> bool:
    """May this signer learn the directory's name for what they typed?

    Names of the directory are the coalition's own. One that stands on a public letter is
    known to everybody; and whoever confirms by a mailbox of the organization is of it.
    `proven_email` is "" while nobody has shown that the address is theirs.
    """
    if is_public:
        return True
    return bool(proven_email) and (
        who_sends(proven_email, websites=websites, may_sign=may_sign) is Sender.KNOWN
    )


class Gap(StrEnum):
    """What an entry of the directory lacks."""

    WEBSITE = "website"
    PLACE = "place"


def gaps(*, website: str, city: str, state: str, country: str) -> tuple[Gap, ...]:
    found = [Gap.WEBSITE] if not website else []
    return (*found, *(() if city or state or country else (Gap.PLACE,)))
