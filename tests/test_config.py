"""What a service is started with: everything missing or wrong is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import create_app
from app.services.house import House
from config import Settings, WrongSettings

COMPLETE = {
    "UNDERSIGNED_PRODUCTION": "1",
    "SECRET_KEY": "a key of the tests, long enough for every check of its length",
    "PUBLIC_URL": "https://letters.example.org",
    "TRUSTED_HOSTS": "letters.example.org",
    "MAIL_SERVER": "mail.example.org",
    "MAIL_DEFAULT_SENDER": "letters@example.org",
    "TRUSTED_PROXIES": "1",
}
NEEDED = sorted(COMPLETE.keys() - {"UNDERSIGNED_PRODUCTION"})


def _refusal(environ: dict[str, str]) -> str:
    with pytest.raises(WrongSettings) as wrong:
        Settings.from_environment(environ)
    return str(wrong.value)


@pytest.mark.parametrize(("said", "proxies"), [("0", 0), ("1", 1), (" 2 ", 2)])
def test_production_takes_the_number_of_proxies_it_is_told(
    tmp_path: Path, said: str, proxies: int
) -> None:
    settings = Settings.from_environment(
        {**COMPLETE, "INSTANCE_PATH": str(tmp_path), "TRUSTED_PROXIES": said}
    )

    assert settings.trusted_proxies == proxies


@pytest.mark.parametrize("said", [None, "", "  "], ids=["unset", "empty", "blank"])
def test_production_does_not_guess_whether_a_proxy_stands_in_front(said: str | None) -> None:
    environ = COMPLETE | {"TRUSTED_PROXIES": said or ""}
    if said is None:
        del environ["TRUSTED_PROXIES"]

    (fault,) = _refusal(environ).splitlines()[1:]

    assert fault.startswith("  - TRUSTED_PROXIES is missing: how many proxies stand in front")
    assert "0 for none" in fault


@pytest.mark.parametrize("said", ["-1", "one", "10", "1.5"])
def test_what_is_no_number_of_proxies_is_named(said: str) -> None:
    assert f"TRUSTED_PROXIES must be a number from 0 to 9, not '{said}'." in _refusal(
        COMPLETE | {"TRUSTED_PROXIES": said}
    )


@pytest.mark.parametrize("said", ["0", "-1", "many", "17", "1.5"])
def test_what_is_no_number_of_pictures_is_named(said: str) -> None:
    assert f"PICTURES_AT_ONCE must be a number from 1 to 16, not '{said}'." in _refusal(
        COMPLETE | {"PICTURES_AT_ONCE": said}
    )


@pytest.mark.parametrize(("said", "at_once"), [("", 1), ("1", 1), (" 4 ", 4)])
def test_a_process_cleans_as_many_pictures_at_once_as_it_is_told(
    tmp_path: Path, said: str, at_once: int
) -> None:
    environ = {"INSTANCE_PATH": str(tmp_path), "PICTURES_AT_ONCE": said}

    settings = Settings.from_environment(environ)

    house: House = create_app(settings).extensions["undersigned"]
    taken = [house.picture_turns.acquire(blocking=False) for _ in range(at_once + 1)]
    assert taken == [True] * at_once + [False]


def test_one_message_names_everything_that_production_lacks() -> None:
    message = _refusal({"UNDERSIGNED_PRODUCTION": "1"})

    assert [name for name in NEEDED if f"- {name} " not in message] == []


def test_outside_production_nothing_is_needed(tmp_path: Path) -> None:
    settings = Settings.from_environment({"INSTANCE_PATH": str(tmp_path)})

    assert settings.trusted_proxies == 0
