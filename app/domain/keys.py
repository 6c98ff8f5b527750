"""Keys that open one thing for whoever holds them: a confirmation, a signer's page, a letter.

A key is HMAC(secret, purpose, id, generation), so a mail that is sent twice holds the same
link, nothing in the database opens anything, and a new generation ends every older key.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from enum import StrEnum

from app.domain.values import dataclass

MAC_BYTES = 20
"""160 bits; 128 are asked for."""

LARGEST_ID = 2**31 - 1
"""The ids of the tables are integers of four bytes."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST = 80


class Purpose(StrEnum):
    CONFIRM = "confirm"
    SIGNER = "signer"
    READ = "read"
    NAMES = "names"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a key says it opens; true only once `opens` has agreed."""

    subject_id: int
    mac: str


def make_key(secret: str, purpose: Purpose, subject_id: int, generation: int) -> str:
    """Return the key: the id, a dot and the code, all safe in a URL."""
    return f"{_in_base36(subject_id)}.{_mac(secret, purpose, subject_id, generation)}"


def read_key(text: str) -> Claim | None:
    """Return what the key claims, None where it has not the form of one."""
    number, dot, mac = text.partition(".")
    if not dot or not number or not mac or len(text) > _LONGEST:
        return None
    if any(digit not in _DIGITS for digit in number) or len(number) > 12 or not mac.isascii():
        return None
    subject_id = int(number, 36)
    return Claim(subject_id, mac) if subject_id <= LARGEST_ID else None


def opens(claim: Claim, secret: str, purpose: Purpose, *, subject_id: int, generation: int) -> bool:
    """Was this key made for this subject and generation? In constant time."""
    expected = _mac(secret, purpose, subject_id, generation)
    return claim.subject_id == subject_id and hmac.compare_digest(expected, claim.mac)


def _mac(secret: str, purpose: Purpose, subject_id: int, generation: int) -> str:
    message = f"undersigned/{purpose}/{subject_id}/{generation}".encode()
    digest = hmac.digest(secret.encode(), message, hashlib.sha256)[:MAC_BYTES]
    return urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def _in_base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
