"""Domains of mail: which of them say something about an organization.

An address at a provider where everybody can have one proves nothing, and neither does a page
on a platform that many share.
"""

from __future__ import annotations

# Providers of mailboxes for everybody, by what most sign-on lists hold. Families with a
# country at their end ("yahoo.co.uk") are told by their first part.
_FREE = frozenset(
    """
    126.com 163.com aim.com aol.com att.net bellsouth.net btinternet.com charter.net comcast.net
    cox.net duck.com earthlink.net email.com fastmail.com fastmail.fm free.fr frontier.com
    frontiernet.net gmail.com googlemail.com hey.com hushmail.com icloud.com juno.com laposte.net
    libero.it mac.com mail.com mail.ru mailbox.org me.com mindspring.com msn.com netscape.net
    netzero.net optimum.net optonline.net orange.fr pm.me posteo.de posteo.net proton.me
    protonmail.ch protonmail.com prodigy.net.mx qq.com riseup.net rocketmail.com sbcglobal.net
    sfr.fr t-online.de terra.com.br tuta.com tuta.io tutanota.com tutanota.de uol.com.br
    usa.net verizon.net wanadoo.fr web.de windstream.net yandex.com yandex.ru ymail.com zoho.com
    zohomail.com
    """.split()  # noqa: SIM905 - a hundred names read better as words than as a list
)
_FREE_FAMILIES = frozenset({"gmx", "hotmail", "live", "outlook", "yahoo"})

# A page there belongs to whoever opened it, and the domain to the platform.
_SHARED = frozenset(
    """
    about.me actionnetwork.org beacons.ai bit.ly blogspot.com bsky.app carrd.co
    docs.google.com eventbrite.com facebook.com fb.com gofundme.com instagram.com linkedin.com
    linktr.ee medium.com meetup.com sites.google.com substack.com tiktok.com twitter.com
    wixsite.com wordpress.com x.com youtube.com
    """.split()  # noqa: SIM905
)


def domain_of(address: str) -> str:
    """Return the domain of a mail address in lower case, "" where it has none."""
    return address.strip().rpartition("@")[2].rstrip(".").lower() if "@" in address else ""


def is_free(domain: str) -> bool:
    """Can everybody have a mailbox at this domain?"""
    first, _, rest = domain.partition(".")
    return domain in _FREE or (first in _FREE_FAMILIES and 1 <= rest.count(".") + 1 <= 2)


def is_shared(host: str) -> bool:
    """Do many unrelated organizations have their pages at this host, or below it?"""
    return any(host == shared or host.endswith(f".{shared}") for shared in _SHARED)


def is_at_or_below(domain: str, host: str) -> bool:
    """Is the domain this host, or one that only the host's owner can have made?"""
    return bool(host) and (domain == host or domain.endswith(f".{host}"))
