"""`flask --app wsgi users ...`"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click
from flask_security.utils import hash_password

from app.cli.house import FAULT, end, needs_migrated_database, this_house
from app.cli.saying import complain, say
from app.domain.errors import Refused
from app.domain.roles import Role
from app.services import accounts

SHORTEST_PASSWORD = 12


@click.group()
def users() -> None:
    """Accounts of members."""


@users.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--coalition", default="default", help="Its slug; made if missing.")
@click.option("--coalition-name", default="", help="How a new coalition is called.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@needs_migrated_database
def create(
    email: str, role: str, coalition: str, coalition_name: str, password_stdin: bool
) -> None:
    """Make an account. The account of a known address keeps its password and gets the role."""
    house = this_house()
    password_hash = (
        None
        if accounts.is_known(house, email)
        else hash_password(_asked_password(from_stdin=password_stdin))
    )
    made = accounts.create_account(
        house,
        email=email,
        password_hash=password_hash,
        role=role,
        coalition=coalition,
        coalition_name=coalition_name,
        now=datetime.now(UTC),
    )
    if isinstance(made, Refused):
        end(made.reason, FAULT)
    say(f"{made.email} is {role} of {made.coalition}.")
    if not made.is_new:
        complain("The account was there already and keeps its password.")


@users.command(name="set-password")
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@needs_migrated_database
def set_password(email: str, password_stdin: bool) -> None:
    """Give an account a new password; whoever is signed in with the old one is signed out."""
    password = _asked_password(from_stdin=password_stdin)
    changed = accounts.set_password(
        this_house(), email=email, password_hash=hash_password(password), now=datetime.now(UTC)
    )
    if not changed:
        end("There is no account of this address. Make it with: users create", FAULT)
    say("The password is changed.")


def _asked_password(*, from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    if len(password) < SHORTEST_PASSWORD:
        end(f"The password must hold at least {SHORTEST_PASSWORD} characters.", FAULT)
    return password
