"""The sample letter with its signatories and an organizer's login, for trying it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import Refused, UndersignedError
from app.formats.letter_files import read_letter_file
from app.services import accounts
from app.services.house import House
from app.services.publishing import PUBLIC, publish
from app.store import letters as letter_rows

SAMPLES = Path(__file__).resolve().parents[2] / "letters" / "samples"
SAMPLE = "blocked-crossings"
DEMO_EMAIL = "organizer@undersigned.example"
DEMO_COALITION = "demo"


@dataclass(frozen=True, slots=True)
class Demo:
    slug: str
    email: str


def load(house: House, *, password_hash: str, now: datetime) -> Demo:
    """Load the sample letter unless it is there, and (re)set the demo login."""
    made = accounts.create_account(
        house,
        email=DEMO_EMAIL,
        password_hash=password_hash,
        role="organizer",
        coalition=DEMO_COALITION,
        coalition_name="Open Crossings Coalition",
        now=now,
    )
    if isinstance(made, Refused):
        raise UndersignedError(made.reason)
    if not made.is_new:
        accounts.set_password(house, email=DEMO_EMAIL, password_hash=password_hash, now=now)
    folder = SAMPLES / SAMPLE
    data = (folder / "letter.md").read_bytes()
    slug = read_letter_file(data).slug or SAMPLE
    with house.store.read() as connection:
        if letter_rows.slug_is_taken(connection, slug):
            return Demo(slug, DEMO_EMAIL)
    published = publish(
        house,
        data,
        signatories=(folder / "signatories.csv").read_bytes(),
        as_listed=False,
        slug=slug,
        owner=DEMO_EMAIL,
        circle=PUBLIC,
        now=now,
    )
    if isinstance(published, Refused):
        raise UndersignedError(published.reason)
    return Demo(published.letter.slug, DEMO_EMAIL)
