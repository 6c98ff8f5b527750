"""What is known of an organization besides its name, and what it says for or against another."""

from __future__ import annotations

from app.domain.authority import host_of
from app.domain.domains_of_mail import is_free, is_shared
from app.domain.names import prepared_place
from app.domain.sentences import N_, Sentence, sentence
from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Organization:
    """What is known of an organization: its name, and what it said besides it.

    `place` is "city, state" in words, "" where nobody said; `website` and `mail_domain` as given.
    """

    name: str
    place: str = ""
    website: str = ""
    mail_domain: str = ""


def compare_websites(one: Organization, other: Organization) -> int:
    """Return 1 where both have one host, -1 where they have two, 0 where that is unknown.

    A mail domain stands for the website where none is given; free mail tells nothing.
    """
    first, second = _host(one), _host(other)
    if not first or not second:
        return 0
    return 1 if first == second else -1


def _host(organization: Organization) -> str:
    if not organization.website and not organization.mail_domain:
        return ""
    host = host_of(organization.website)
    if host and not is_shared(host):
        return host
    domain = organization.mail_domain.strip().lower().rpartition("@")[2]
    return "" if is_free(domain) else domain


def doubt(one: Organization, other: Organization, websites: int) -> Sentence | None:
    """Return what speaks against one organization although the name is one."""
    first, second = prepared_place(one.place), prepared_place(other.place)
    if first != second:
        return sentence(
            N_("same name, other place (%(one)s and %(other)s)"),
            one=one.place or sentence(N_("none given")),
            other=other.place or sentence(N_("none given")),
        )
    if websites < 0 and host_of(one.website) and host_of(other.website):
        return sentence(
            N_("same name, other website (%(one)s and %(other)s)"),
            one=host_of(one.website),
            other=host_of(other.website),
        )
    return None
