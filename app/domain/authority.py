"""What a signer says by signing, and the domains that speak for an organization."""

from __future__ import annotations

from urllib.parse import urlsplit

AUTHORITY = (
    "I am authorized to add {organization} to this letter, and it agrees to be listed as shown."
)
"""The sentence of the product's third rule; a sign-on keeps it in the words it was shown."""


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
