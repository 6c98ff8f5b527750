"""One function per mail: facts in, a Message in the reader's language out.

The words stand in `templates/email/<purpose>/{subject.txt,body.txt,body.html}`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.domain.moments import moment_in_words
from app.mail.messages import Message

CONFIRM_SIGN_ON = "confirm_sign_on"
YOUR_SIGN_ON = "your_sign_on"
ASK_ABOUT_NAME = "ask_about_name"
YOUR_LINE_CHANGED = "your_line_changed"
PURPOSES = (CONFIRM_SIGN_ON, YOUR_SIGN_ON, ASK_ABOUT_NAME, YOUR_LINE_CHANGED)

_PROJECT = Path(__file__).resolve().parents[2]
TEMPLATES = _PROJECT / "templates" / "email"
TRANSLATIONS = _PROJECT / "app" / "translations"


@dataclass(frozen=True, slots=True)
class SignOnFacts:
    """What the mails of one sign-on tell."""

    message_id: str
    to: str
    language: str
    signer_name: str
    organization: str
    letter_title: str
    coalition: str
    good_until: datetime
    closes_at: datetime | None
    zone: str
    # The name of the line the sign-on stands behind; "" where it stands behind none.
    line: str = ""


def confirm_sign_on(facts: SignOnFacts, *, link: str) -> Message:
    """Return the mail that asks the signer to confirm; `link` leads to the page with the button."""
    return _message(CONFIRM_SIGN_ON, facts, link)


def your_sign_on(facts: SignOnFacts, *, link: str) -> Message:
    """Return the mail that thanks; `link` leads to the signer's own page."""
    return _message(YOUR_SIGN_ON, facts, link)


def ask_about_name(facts: SignOnFacts, *, link: str) -> Message:
    """Return the mail that has one question about the signer's organization; `link` leads to
    its page. It names no other organization: that page knows who may be told what.
    """
    return _message(ASK_ABOUT_NAME, facts, link)


def your_line_changed(facts: SignOnFacts, *, link: str) -> Message:
    """Return the mail that says how the signer's organization is listed now; `link` leads to
    the signer's own page.
    """
    return _message(YOUR_LINE_CHANGED, facts, link)


def confirm_subject(organization: str, *, language: str) -> str:
    """Return the subject that the confirmation mail for this organization has."""
    return _one_line(_environment(language), CONFIRM_SIGN_ON, {"organization": organization})


def _message(purpose: str, facts: SignOnFacts, link: str) -> Message:
    environment = _environment(facts.language)
    deadline = facts.closes_at
    words = {
        "signer_name": facts.signer_name,
        "organization": facts.organization,
        "letter_title": facts.letter_title,
        "coalition": facts.coalition,
        "good_until": moment_in_words(facts.good_until, facts.zone, facts.language),
        "closes_at": moment_in_words(deadline, facts.zone, facts.language) if deadline else "",
        "language": facts.language,
        "line": facts.line,
        "link": link,
    }
    return Message(
        message_id=facts.message_id,
        to=facts.to,
        subject=_one_line(environment, purpose, words),
        text=environment.get_template(f"{purpose}/body.txt").render(words).strip() + "\n",
        html=environment.get_template(f"{purpose}/body.html").render(words),
        language=facts.language,
    )


def _one_line(environment: Environment, purpose: str, words: dict[str, str]) -> str:
    """Return the subject as one line: a header cannot hold a second."""
    return " ".join(environment.get_template(f"{purpose}/subject.txt").render(words).split())


@lru_cache(maxsize=8)
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    found = Translations.load(str(TRANSLATIONS), [language])
    translations = found if isinstance(found, Translations) else NullTranslations()
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations, newstyle=True
    )
    return environment
