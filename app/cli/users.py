"""`flask --app wsgi users ...`"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click
from flask_security.utils import hash_password

from app.cli.house import FAULT, end, needs_migrated_database, this_house
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
    """Make an account, or give the one of this address a new role and password."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST_PASSWORD:
        end(f"The password must hold at least {SHORTEST_PASSWORD} characters.", FAULT)
    made = accounts.create_account(
        this_house(),
        email=email,
        password_hash=hash_password(password),
        role=role,
        coalition=coalition,
        coalition_name=coalition_name,
        now=datetime.now(UTC),
    )
    if isinstance(made, Refused):
        end(made.reason, FAULT)
    verb = "made" if made.is_new else "changed"
    click.echo(f"{verb}: {made.email}, {role} of {made.coalition}")
