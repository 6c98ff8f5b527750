"""What a signer says by signing, and the domains that speak for an organization."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from urllib.parse import urlsplit

from app.domain.domains_of_mail import domain_of, is_at_or_below, is_free, is_shared
from app.domain.errors import Refused

AUTHORITY = (
    "I am authorized to add {organization} to this letter, and it agrees to be listed as shown."
)
"""The sentence of the product's third rule; a sign-on keeps it in the words it was shown."""

LONGEST_ADDRESS = 254

# Both as narrow as mail that people use, and free of blanks, quotes and brackets.
_LOCAL = re.compile(r"[^\s@\"'(),:;<>\[\\\]]{1,64}")
_DOMAIN = re.compile(r"(?!-)[^\s/@:?#\\<>\"'(),;]+(\.[^\s/@:?#\\<>\"'(),;]+)+")

ADDRESS_FORM = Refused(
    "Give an address such as office@example.org, or a whole domain such as example.org.",
    code="may-sign-form",
)
ADDRESS_OF_EVERYBODY = Refused(
    "Everybody can have an address or a page there, so the domain names nobody. Give the whole "
    "address instead.",
    code="may-sign-everybody",
)


def host_of(website: str) -> str:
    """Return the host a website stands at, without "www."; "" where there is none.

    >>> host_of("https://www.Example.org/about")
    'example.org'
    """
    text = website.strip()
    if not text:
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


def website_address(website: str) -> str:
    """Return the website as a full address; a bare domain gets https."""
    text = website.strip()
    if not text or text.lower().startswith(("http://", "https://")):
        return text
    return f"https://{text}"


class Sender(StrEnum):
    """What the domain of a signer's address says, with what is known of the organization."""

    KNOWN = "known"
    OTHER = "other"
    NEW = "new"
    FREE = "free"


def who_sends(email: str, *, websites: Iterable[str], may_sign: Iterable[str]) -> Sender:
    """Return what an address says about whoever signs by it.

    `websites` are those that the directory or former letters know; never the one that only
    this sign-on gave, which would prove itself. `may_sign` are addresses and whole domains
    that the organization named. With nothing known it is new to us; a free mailbox is no
    fault of a small group.
    """
    address = email.strip().lower()
    domain = domain_of(address)
    named = {each.strip().lower() for each in may_sign}
    if address in named or any(is_at_or_below(domain, each) for each in named if "@" not in each):
        return Sender.KNOWN
    hosts = {host for host in map(host_of, websites) if host and not is_shared(host)}
    if not domain or is_free(domain):
        return Sender.FREE
    if any(is_at_or_below(domain, host) for host in hosts):
        return Sender.KNOWN
    return Sender.OTHER if hosts or named else Sender.NEW


def address_that_may_sign(text: str) -> str | Refused:
    """Return an address, or a whole domain, in the form it is kept in.

    A domain at which everybody can have a mailbox, or a page, names nobody.
    """
    said = text.strip().lower().removeprefix("@")
    if "@" not in said:
        said = host_of(said)
    local, at, domain = said.rpartition("@")
    if not _DOMAIN.fullmatch(domain) or len(said) > LONGEST_ADDRESS:
        return ADDRESS_FORM
    if at:
        return said if _LOCAL.fullmatch(local) else ADDRESS_FORM
    return ADDRESS_OF_EVERYBODY if is_free(domain) or is_shared(domain) else domain
