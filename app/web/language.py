"""The language of a page: `?lang=` where a link gives it, else what the browser prefers.

No cookie remembers it: links on the page carry `lang` along once it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from flask import Flask, Response, has_request_context, request
from flask_babel import get_locale

Language = Literal["en", "es"]

LANGUAGES: dict[Language, str] = {"en": "English", "es": "Español"}
"""The languages of the pages, each by its own name."""


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The language that the switch in the bar leads to, and this page's address in it."""

    code: Language
    name: str
    address: str


def given_language() -> Language | None:
    """Return the language that the address of this page asks for, None where it names none."""
    return _known(request.args.get("lang", "")) if has_request_context() else None


def chosen_language() -> Language:
    """Return the language of this page. Outside a request English."""
    if not has_request_context():
        return "en"
    return given_language() or _preferred_language() or "en"


def page_language() -> Language:
    """Return the language that gettext answers in now."""
    locale = get_locale()
    return _known(locale.language if locale else "") or "en"


def other_language() -> OtherLanguage:
    """Return the language that is not shown, with the address of the same page in it."""
    code: Language = "en" if page_language() == "es" else "es"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    query = urlencode([*kept, ("lang", code)])
    return OtherLanguage(code=code, name=LANGUAGES[code], address=f"{quote(request.path)}?{query}")


def register(app: Flask) -> None:
    """Give templates `page_language` and `other_language`, and links their `lang`."""

    @app.context_processor
    def language_words() -> dict[str, Any]:
        return {"page_language": page_language(), "other_language": other_language()}

    @app.url_defaults
    def carry_language(endpoint: str, values: dict[str, Any]) -> None:
        given = given_language()
        if given and "lang" not in values and not endpoint.endswith("static"):
            values["lang"] = given

    @app.after_request
    def vary_by_language(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.vary.add("Accept-Language")
            response.content_language.add(page_language())
        return response


def _preferred_language() -> Language | None:
    """The first language of the browser's list that we have; "es-MX" is served by "es"."""
    for tag in request.accept_languages.values():
        if language := _known(tag.partition("-")[0].lower()):
            return language
    return None


def _known(code: str) -> Language | None:
    if code == "en":
        return "en"
    if code == "es":
        return "es"
    return None
