"""A letter of a few organizations, published for everybody or for those with the link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.services.access import read_key
from app.services.house import House
from app.services.publishing import PUBLIC, Circle, Published, publish
from app.store import letters as letter_rows
from tests.pages import PageClient

LETTER = """---
title: 'Keep the night bus running'
slug: {slug}
date: 2026-03-02
addressees:
- name: Mayor Annette Søndergaard
salutation: 'Dear Mayor Søndergaard:'
closing: 'Sincerely,'
leads: ['Last Mile Alliance']
group_by: scope
line: '{{name}}, {{state}}'
closes: {closes}
zone: America/Denver
signon_contact: 'Ines Ortega, signons@lastmile.example'
individuals: {individuals}
---

The undersigned organizations ask the city to keep the bus.[^1]

It runs from ten to four.

{body}

[^1]: *Night Riders*, a [survey](https://survey.example/2026).
"""

LISTED = [
    "Last Mile Alliance,national,",
    "Ümit Riders Union,local,OH",
    "Zebra <Crossing> & Co,local,TX",
]

ANSWERS = {
    "organization": "Harbor Street Neighbors",
    "website": "harbor.example",
    "scope": "local",
    "state": "NM",
    "signer_name": "Ada Harbor",
    "signer_title": "Chair",
    "email": "ada@harbor.example",
    "authorized": "yes",
}

Publish = Callable[..., str]


@pytest.fixture
def house(app: Flask) -> House:
    kept: House = app.extensions["undersigned"]
    return kept


@pytest.fixture
def published(house: House) -> Publish:
    """Publish a letter, and return the address of its page."""

    def make(
        slug: str = "night-bus",
        *,
        circle: Circle = PUBLIC,
        listed: list[str] = LISTED,
        closes_in: timedelta = timedelta(days=20),
        individuals: bool = False,
        body: str = "",
    ) -> str:
        now = datetime.now(UTC)
        closes = (now + closes_in).strftime("%Y-%m-%dT%H:%M")
        rows = "\n".join(["name,scope,state", *listed])
        made = publish(
            house,
            LETTER.format(
                slug=slug, closes=closes, individuals=str(individuals).lower(), body=body
            ).encode(),
            signatories=rows.encode(),
            as_listed=True,
            slug=slug,
            owner="",
            circle=circle,
            now=now,
        )
        assert isinstance(made, Published)
        return f"/letters/{slug}"

    return make


@pytest.fixture
def private_key(house: House) -> Callable[[str], str]:
    """Return the key of a letter's private link."""

    def read(slug: str) -> str:
        with house.store.read() as connection:
            letter = letter_rows.find_by_slug(connection, slug)
        assert letter is not None
        return read_key(house, letter)

    return read


@pytest.fixture
def pages(app: Flask) -> PageClient:
    return PageClient(app.test_client())
