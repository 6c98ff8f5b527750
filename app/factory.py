"""Build the Flask app: settings, extensions, pages, commands."""

from __future__ import annotations

import hashlib
import hmac
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import extensions
from app.jobs.queue import Queue, open_huey
from app.mail.deliver import deliver
from app.services import importing_work, posting
from app.services.house import House
from app.store.accounts import datastore_of, session_of
from app.store.engine import Store
from app.web.desk.routes import register as register_desk
from app.web.language import chosen_language
from app.web.routes import register as register_pages
from config import PROJECT, Settings

LARGEST_REQUEST = 4 * 1024 * 1024
"""Letter files end at 1 MB; a request that is larger than this is not even read."""


def build(settings: Settings | None = None) -> Flask:
    """Return the app for these settings, or for those of the environment."""
    settings = settings or Settings.from_environment()
    app = Flask(
        "app",
        template_folder=str(PROJECT / "templates"),
        static_folder=str(Path(__file__).with_name("web") / "static"),
        static_url_path="/static",
        instance_path=str(settings.instance_path),
    )
    app.config.from_mapping(_flask_settings(settings))
    app.jinja_env.undefined = StrictUndefined
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    house = House(
        store=Store.connect(settings.database_url),
        secret_key=settings.secret_key,
        public_url=settings.public_url,
        sender_name=settings.mail.sender_name,
        sender_address=settings.mail.default_sender,
        picture_turns=threading.BoundedSemaphore(settings.pictures_at_once),
    )
    app.extensions["undersigned"] = house
    app.extensions["undersigned_settings"] = settings
    _add_extensions(app, house)
    _add_queue(app, house, settings)
    register_pages(app)
    register_desk(app)
    _add_commands(app)
    return app


def _flask_settings(settings: Settings) -> dict[str, object]:
    is_https = urlsplit(settings.public_url).scheme == "https"
    return {
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_https,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "PREFERRED_URL_SCHEME": "https" if is_https else "http",
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(PROJECT / "app" / "translations"),
        "BOOTSTRAP_SERVE_LOCAL": True,
        "MAIL_SERVER": settings.mail.server,
        "MAIL_PORT": settings.mail.port,
        "MAIL_USERNAME": settings.mail.username,
        "MAIL_PASSWORD": settings.mail.password,
        "MAIL_USE_TLS": settings.mail.use_tls,
        "MAIL_USE_SSL": settings.mail.use_ssl,
        "RATELIMIT_STORAGE_URI": settings.redis_url or "memory://",
        "RATELIMIT_HEADERS_ENABLED": False,
        **_security_settings(settings),
    }


def _security_settings(settings: Settings) -> dict[str, object]:
    """Flask-Security under /account: sign in and out, nothing that acts on GET."""
    return {
        "SECURITY_URL_PREFIX": "/account",
        "SECURITY_PASSWORD_HASH": "argon2",
        # The salt only keys the HMAC before argon2; it must differ from the session's key.
        "SECURITY_PASSWORD_SALT": hmac.digest(
            settings.secret_key.encode(), b"undersigned/passwords", hashlib.sha256
        ).hex(),
        "SECURITY_JOIN_USER_ROLES": False,
        # Roles hang on the coalition, and `users` is a command of ours.
        "SECURITY_CLI_ROLES_NAME": False,
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_REGISTERABLE": False,
        "SECURITY_CONFIRMABLE": False,
        "SECURITY_RECOVERABLE": False,
        "SECURITY_PASSWORDLESS": False,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        # Endpoints, not addresses: these carry the language of the page along.
        "SECURITY_POST_LOGIN_VIEW": "desk.home",
        "SECURITY_POST_LOGOUT_VIEW": "public.home",
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_FLASH_MESSAGES": True,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
    }


def _add_extensions(app: Flask, house: House) -> None:
    extensions.babel.init_app(app, locale_selector=chosen_language)
    extensions.bootstrap.init_app(app)
    extensions.csrf.init_app(app)
    extensions.limiter.init_app(app)
    extensions.mail.init_app(app)
    accounts = session_of(house.store)
    extensions.security.init_app(app, datastore_of(accounts), register_blueprint=True)

    @app.teardown_request
    def end_session(_error: BaseException | None) -> None:
        accounts.remove()


def _add_queue(app: Flask, house: House, settings: Settings) -> None:
    send = partial(
        deliver,
        sender=extensions.mail.send,
        from_name=house.sender_name,
        from_address=house.sender_address,
    )

    def send_what_waits() -> None:
        with app.app_context():
            for outbox_id in posting.due(house, now=datetime.now(UTC)):
                posting.send_one(house, outbox_id, send=send, now=datetime.now(UTC))

    def work_on_lists() -> None:
        importing_work.work_on_due(house, clock=lambda: datetime.now(UTC))

    app.extensions["undersigned_queue"] = Queue(
        open_huey(settings.database_url, settings.instance_path),
        send_what_waits=send_what_waits,
        work_on_lists=work_on_lists,
    )


def _add_commands(app: Flask) -> None:
    from app.cli import backup, database, demo, directory, letters, mail, signatories, users, worker

    for command in (
        database.db,
        letters.letter,
        signatories.signatories,
        directory.directory,
        users.users,
        mail.mail,
        demo.demo,
        worker.worker,
        backup.backup,
    ):
        app.cli.add_command(command)
