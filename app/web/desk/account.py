"""The login: not too many tries, and no page of it in a cache or a search engine."""

from __future__ import annotations

from flask import Flask, Response, request

from app.extensions import limiter
from app.web.security import keep_out_of_search

TRIES = "10 per minute"


def register(app: Flask) -> None:
    @app.before_request
    def limit_tries() -> None:
        if request.method == "POST" and request.endpoint == "security.login":
            count_a_try()

    @app.after_request
    def keep_account_pages_out(response: Response) -> Response:
        if request.blueprint != "security":
            return response
        # Flask-Security's own "no-store=True" is no directive that a browser knows.
        response.headers["Cache-Control"] = "no-store"
        return keep_out_of_search(response)


@limiter.limit(TRIES)
def count_a_try() -> None:
    """Answer 429 where this address has tried too often."""
