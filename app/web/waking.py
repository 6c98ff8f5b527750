"""After the answer: wake the worker for the mail that a request has just owed."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, request

OWING_BLUEPRINTS = frozenset({"signing", "confirming", "signer"})
OWING_ENDPOINTS = frozenset({"desk.settle"})


def register(app: Flask) -> None:
    @app.after_request
    def wake_the_worker(response: Response) -> Response:
        is_done = response.status_code == HTTPStatus.SEE_OTHER
        owes = request.blueprint in OWING_BLUEPRINTS or request.endpoint in OWING_ENDPOINTS
        if is_done and request.method == "POST" and owes:
            response.call_on_close(current_app.extensions["undersigned_queue"].wake)
        return response
