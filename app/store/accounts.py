"""Accounts as Flask-Security reads them: the one place with a mapped class.

Signing in reads `users` through this session only; everything the product itself knows
about members goes through `store.members`.
"""

from __future__ import annotations

from flask_security import RoleMixin, SQLAlchemySessionUserDatastore, UserMixin
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session, sessionmaker

from app.store.engine import Store
from app.store.tables import metadata, users


class _Base(DeclarativeBase):
    pass


_Base.metadata = metadata


class Account(_Base, UserMixin):
    """A row of `users`."""

    __table__ = users


# None ever: what a member may do hangs on the coalition, see `domain.roles`. Set on the
# class from outside, since an annotated attribute inside would be taken for a column.
Account.roles = []


class NoRole(RoleMixin):
    """Flask-Security asks for a class of roles; this service gives roles per coalition."""


def session_of(store: Store) -> scoped_session[Session]:
    """Return the session that signing in works with; whoever opens a request ends it."""
    return scoped_session(sessionmaker(store.engine))


def datastore_of(session: scoped_session[Session]) -> SQLAlchemySessionUserDatastore:
    return SQLAlchemySessionUserDatastore(session, Account, NoRole)
