"""The access log of `make serve` holds nothing that opens a page meant for one person."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        pytest.param("GET /confirm/abc.DEF-1 HTTP/1.1", "GET /confirm/*** HTTP/1.1", id="confirm"),
        pytest.param("/sign-on/abc/withdraw", "/sign-on/***/withdraw", id="signer's page"),
        pytest.param("/letters/a?lang=es&key=abc", "/letters/a?lang=es&key=***", id="private link"),
        pytest.param("/account/reset/abc?x=1", "/account/reset/***?x=1", id="password reset"),
        pytest.param("http://a.test/confirm/abc", "http://a.test/confirm/***", id="referrer"),
        pytest.param("GET /letters/a/sign HTTP/1.1", "GET /letters/a/sign HTTP/1.1", id="public"),
    ],
)
def test_tokens_and_keys_are_starred_out(line: str, logged: str) -> None:
    masked = runpy.run_path(str(PROJECT / "gunicorn.conf.py"))["masked"]

    assert masked(line) == logged
