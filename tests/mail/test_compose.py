"""Every mail has its three parts, in both languages, and the two bodies say the same."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.mail import compose
from app.mail.compose import SignOnFacts
from app.mail.messages import Message

LINK = "http://letters.test/confirm/1.abc"
MAKERS: dict[str, Callable[..., Message]] = {
    compose.CONFIRM_SIGN_ON: compose.confirm_sign_on,
    compose.YOUR_SIGN_ON: compose.your_sign_on,
    compose.ASK_ABOUT_NAME: compose.ask_about_name,
    compose.YOUR_LINE_CHANGED: compose.your_line_changed,
}


def facts(language: str) -> SignOnFacts:
    return SignOnFacts(
        message_id="<one@letters.test>",
        to="ida@cedar.example",
        language=language,
        signer_name="Ida Quill",
        organization="Cedar & Sons",
        letter_title="Keep the <ferry>",
        coalition="Harbor Coalition",
        good_until=datetime(2027, 3, 20, 21, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 19, 21, 0, tzinfo=UTC),
        zone="America/New_York",
        line="Cedar & Daughters",
    )


def test_every_purpose_has_a_folder_and_every_folder_a_purpose() -> None:
    folders = {path.name for path in compose.TEMPLATES.iterdir() if path.is_dir()}

    assert folders == set(compose.PURPOSES) == set(MAKERS)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("purpose", MAKERS)
def test_the_two_bodies_say_the_same_and_hold_the_link(purpose: str, language: str) -> None:
    message = MAKERS[purpose](facts(language), link=LINK)

    paragraphs = re.findall(r"<p>(.*?)</p>", message.html, re.DOTALL)
    said = [html.unescape(re.sub(r"<[^>]+>", "", words)).strip() for words in paragraphs]
    assert message.subject
    assert "Cedar & Sons" in message.subject
    assert f'href="{LINK}"' in message.html
    assert LINK in message.text
    # The HTML has words on its link where the text has the address.
    assert [words for words in said if words not in message.text] == [
        words for words in said if f">{html.escape(words)}</a>" in message.html
    ]
    assert f'<html lang="{language}">' in message.html
    assert "<ferry>" not in message.html


def test_a_letter_without_a_deadline_names_none() -> None:
    message = compose.your_sign_on(replace(facts("en"), closes_at=None), link=LINK)

    assert "closes on" not in message.text
