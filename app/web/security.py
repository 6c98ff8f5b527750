"""The headers of every answer, and who may keep or index it."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)

TOKEN_PATHS = ("/confirm/", "/sign-on/", "/asked/")


def register(app: Flask) -> None:
    """Add the headers to every answer. What a handler set itself stays."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Referrer-Policy", _referrer_policy())
        if _address_is_secret():
            headers.setdefault("X-Robots-Tag", "noindex")
        if request.endpoint is None or not request.endpoint.endswith("static"):
            headers.setdefault("Cache-Control", "no-store")
        return response


def keep_out_of_search(response: Response) -> Response:
    """Ask search engines not to list this page."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def may_be_kept(response: Response, *, etag: str) -> Response:
    """Let browsers and caches keep a public page, asking each time whether it still stands.

    Answers 304 without a body where theirs does.
    """
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.set_etag(etag, weak=True)
    response.make_conditional(request)
    return response


def may_be_kept_by_its_reader(response: Response, *, etag: str) -> Response:
    """Let the browser alone keep what not everybody may read, asking each time."""
    response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    response.set_etag(etag, weak=True)
    response.make_conditional(request)
    return keep_out_of_search(response)


def _address_is_secret() -> bool:
    """Whoever has a page with a token or a key in its address can act or read by it."""
    return request.path.startswith(TOKEN_PATHS) or bool(request.args.get("key"))


def _referrer_policy() -> str:
    return "no-referrer" if _address_is_secret() else "strict-origin-when-cross-origin"
