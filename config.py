"""The settings of one running service, read once from the environment.

`Settings.from_environment` names every missing or wrong value at once, so that nobody
starts a service five times to learn five sentences. Outside production every value has a
default that works on one machine; production (`UNDERSIGNED_PRODUCTION=1`, which
`make serve` and `make worker` set) has none for what links and sessions depend on.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}
SHORTEST_SECRET = 32


class WrongSettings(Exception):
    """The environment does not describe a service; the message names every fault."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Flask-Mail's own names without their prefix."""

    server: str
    port: int
    username: str | None
    password: str | None
    use_tls: bool
    use_ssl: bool
    default_sender: str
    sender_name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What one process needs to know.

    `instance_path` holds the SQLite files and the key. `trusted_proxies` is how many proxies
    stand in front of the service and tell the visitor's address. `pictures_at_once` is how many
    pictures one process has cleaned at the same time.
    """

    production: bool
    instance_path: Path
    database_url: str
    secret_key: str
    public_url: str
    trusted_hosts: tuple[str, ...]
    mail: MailSettings
    redis_url: str | None
    trusted_proxies: int
    pictures_at_once: int

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Return the settings, or raise WrongSettings with every fault in one message."""
        return _Reader(os.environ if environ is None else environ).settings()


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def settings(self) -> Settings:
        production = self.flag("UNDERSIGNED_PRODUCTION", default=False)
        instance = Path(self.text("INSTANCE_PATH") or PROJECT / "instance").resolve()
        settings = Settings(
            production=production,
            instance_path=instance,
            database_url=self.database_url(instance),
            secret_key=self.secret_key(instance, production=production),
            public_url=self.public_url(production=production),
            trusted_hosts=self.trusted_hosts(production=production),
            mail=self.mail(production=production),
            redis_url=self.text("REDIS_URL") or None,
            trusted_proxies=self.trusted_proxies(production=production),
            pictures_at_once=self.pictures_at_once(),
        )
        if self.faults:
            raise WrongSettings(
                "The service cannot start with this environment:\n"
                + "\n".join(f"  - {fault}" for fault in self.faults)
            )
        return settings

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip()

    def flag(self, name: str, *, default: bool) -> bool:
        text = self.environ.get(name)
        if text is None:
            return default
        if text.strip().lower() in _TRUE:
            return True
        if text.strip().lower() not in _FALSE:
            self.faults.append(f"{name} must be 1 or 0, not {text!r}.")
        return False

    def number(self, name: str, *, default: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if text.isdecimal() and 0 < int(text) < 65536:
            return int(text)
        self.faults.append(f"{name} must be a port number from 1 to 65535, not {text!r}.")
        return default

    def trusted_proxies(self, *, production: bool) -> int:
        """A wrong guess is not seen: every visitor is counted as one, or may say who they are."""
        text = self.text("TRUSTED_PROXIES")
        if not text and production:
            self.faults.append(
                "TRUSTED_PROXIES is missing: how many proxies stand in front of the service and "
                "add X-Forwarded-For, or 0 for none. Without it all visitors behind a proxy "
                "count as one."
            )
        if not text or (text.isdecimal() and int(text) < 10):
            return int(text or 0)
        self.faults.append(f"TRUSTED_PROXIES must be a number from 0 to 9, not {text!r}.")
        return 0

    def pictures_at_once(self) -> int:
        text = self.text("PICTURES_AT_ONCE")
        if not text or (text.isdecimal() and 1 <= int(text) <= 16):
            return int(text or 1)
        self.faults.append(f"PICTURES_AT_ONCE must be a number from 1 to 16, not {text!r}.")
        return 1

    def database_url(self, instance: Path) -> str:
        url = self.text("DATABASE_URL")
        if not url:
            return f"sqlite:///{instance / 'undersigned.db'}"
        if url.startswith(("postgresql://", "postgres://")):
            return "postgresql+psycopg://" + url.split("://", 1)[1]
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            self.faults.append("DATABASE_URL must start with sqlite:/// or postgresql+psycopg://.")
        return url

    def secret_key(self, instance: Path, *, production: bool) -> str:
        key = self.text("SECRET_KEY")
        if production and len(key) < SHORTEST_SECRET:
            self.faults.append(
                f"SECRET_KEY must hold at least {SHORTEST_SECRET} characters; make one with "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'."
            )
        return key if key or production else _kept_key(instance / "secret_key")

    def public_url(self, *, production: bool) -> str:
        url = self.text("PUBLIC_URL")
        if not url:
            if production:
                self.faults.append(
                    "PUBLIC_URL is missing: the address people reach the service at, "
                    "such as https://letters.example.org."
                )
            return f"http://127.0.0.1:{self.number('PORT', default=8000)}"
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            self.faults.append(f"PUBLIC_URL must be an http or https address, not {url!r}.")
        return url.rstrip("/")

    def trusted_hosts(self, *, production: bool) -> tuple[str, ...]:
        hosts = tuple(host for host in self.text("TRUSTED_HOSTS").replace(",", " ").split())
        if production and not hosts:
            self.faults.append(
                "TRUSTED_HOSTS is missing: the host names the service answers to, "
                "separated by commas."
            )
        return hosts or ("127.0.0.1", "localhost", "[::1]")

    def mail(self, *, production: bool) -> MailSettings:
        if production:
            for name in ("MAIL_SERVER", "MAIL_DEFAULT_SENDER"):
                if not self.text(name):
                    self.faults.append(f"{name} is missing: without it no mail can be sent.")
        sender = self.text("MAIL_DEFAULT_SENDER") or "letters@undersigned.example"
        if "@" not in sender or any(character in sender for character in "<>\r\n,"):
            self.faults.append("MAIL_DEFAULT_SENDER must be one bare address, name@host.")
        return MailSettings(
            server=self.text("MAIL_SERVER") or "127.0.0.1",
            port=self.number("MAIL_PORT", default=25 if production else 8025),
            username=self.text("MAIL_USERNAME") or None,
            password=self.environ.get("MAIL_PASSWORD") or None,
            use_tls=self.flag("MAIL_USE_TLS", default=False),
            use_ssl=self.flag("MAIL_USE_SSL", default=False),
            default_sender=sender,
            sender_name=self.text("MAIL_SENDER_NAME") or "Undersigned",
        )


def _kept_key(path: Path) -> str:
    """Return the development key of this instance folder, made on the first call.

    Created exclusively and readable by its owner only: two processes that start at once
    must not end with two keys.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(beside, path)
    except FileExistsError:
        key = path.read_text(encoding="ascii").strip()
    finally:
        beside.unlink()
    return key
