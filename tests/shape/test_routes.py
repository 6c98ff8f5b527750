"""Every page is public by name or behind a login; looking at pages changes nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from app import extensions
from app.store.engine import Store
from app.store.tables import metadata
from tests.conftest import Command, Mailbox

LETTER = "blocked-crossings"

# What anybody may ask for. A letter that is not public guards itself: see the tests of access.
PUBLIC = {
    "asked.answer",
    "asked.show",
    "asked.thanks",
    "bootstrap.static",
    "confirming.confirm",
    "confirming.deny",
    "confirming.show",
    "health.alive",
    "health.ready",
    "public.home",
    "public.letter",
    "public.picture",
    "public.privacy",
    "public.signatories",
    "security.login",
    "security.logout",
    "security.static",
    "security.verify",
    "signer.before_withdrawing",
    "signer.mine",
    "signer.withdraw",
    "signing.check_inbox",
    "signing.form",
    "signing.line",
    "signing.sign",
    "static",
}


def _rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def _address(rule: Rule, values: dict[str, str]) -> str:
    """Return the rule's path with its holes filled, from `values` where they name one."""

    def fill(hole: re.Match[str]) -> str:
        converter, _, name = hole[1].rpartition(":")
        return values.get(name, "1" if converter.startswith("int") else "something")

    return re.sub(r"<([^>]+)>", fill, rule.rule)


def test_the_names_of_public_pages_are_names_of_pages(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert PUBLIC - endpoints == set()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_that_is_not_public_by_name_asks_for_a_login(app: Flask, method: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    guarded = [rule for rule in _rules(app, method) if rule.endpoint not in PUBLIC]

    open_to_all = []
    for rule in guarded:
        answer = client.open(_address(rule, {}), method=method)
        sent_to_log_in = answer.status_code in (302, 303) and "/account/login" in answer.location
        if not sent_to_log_in and answer.status_code not in (401, 403):
            open_to_all.append((rule.rule, answer.status_code))

    assert open_to_all == []


def test_every_change_needs_the_token_against_forgery(app: Flask, client: FlaskClient) -> None:
    unguarded = [
        (rule.rule, status)
        for rule in _rules(app, "POST")
        if (status := client.post(_address(rule, {})).status_code) not in (302, 303, 400, 401)
    ]

    assert app.config.get("WTF_CSRF_ENABLED", True)
    assert extensions.csrf._exempt_views == set()
    assert unguarded == []


def test_pages_change_by_post_alone(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}

    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_looking_at_every_page_changes_nothing(
    app: Flask, store: Store, mailbox: Mailbox, command: Command, who: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    loaded = command("demo", "load")
    assert loaded.exit_code == 0, loaded.output
    client = app.test_client()
    token = _sign_on_and_read_the_link(client, mailbox)
    if who == "member":
        _log_in(client, loaded.output)
    before = _everything(store)

    for rule in _rules(app, "GET"):
        for value in ("default", token):
            holes = {"slug": LETTER, "token": token, "coalition": value, "fmt": "txt"}
            assert client.get(_address(rule, holes)).status_code < 500, rule.rule

    assert _everything(store) == before


def _sign_on_and_read_the_link(client: FlaskClient, mailbox: Mailbox) -> str:
    answer = client.post(
        f"/letters/{LETTER}/sign",
        data={
            "organization": "Harbor Street Neighbors",
            "scope": "local",
            "state": "OH",
            "city": "Toledo",
            "signer_name": "Ada Harbor",
            "signer_title": "Chair",
            "email": "ada@harbor.example",
            "authorized": "y",
        },
    )
    assert answer.status_code == 303, answer.text
    return mailbox.link("/confirm/").rpartition("/")[2]


def _log_in(client: FlaskClient, output: str) -> None:
    demo = json.loads(output.strip().splitlines()[-1])
    answer = client.post(
        "/account/login", data={"email": demo["email"], "password": demo["password"]}
    )
    assert answer.status_code in (302, 303), answer.text


def _everything(store: Store) -> dict[str, list[Any]]:
    with store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in metadata.sorted_tables
        }
