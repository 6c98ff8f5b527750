"""Whoever asks for Spanish gets Spanish: pages, what they refuse, and the mails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from babel.messages.pofile import read_po
from flask import Flask

from app.mail.messages import Message
from tests.conftest import Command, Mailbox
from tests.pages import Page, PageClient, page_of, words
from tests.shape.places import PROJECT
from tests.web.conftest import ANSWERS, Publish
from tests.web.desk_cast import PASSWORD, SHE, with_cast
from tests.web.test_drafts import DRAFT, TRACKED, brings

CATALOGUE = PROJECT / "app" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
SHOWN = ("aria-label", "placeholder", "data-none", "data-copy", "data-copied")
PLACEHOLDER = re.compile(r"%\\\(\w+\\\)[sd]")


@pytest.fixture(scope="module")
def english() -> Callable[[str], bool]:
    """Return whether a text is a message of ours in English, its placeholders filled."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="es")
    messages = [
        (identity, said)
        for message in catalogue
        if message.id
        for identity, said in zip(_forms(message.id), _forms(message.string), strict=True)
    ]
    # "PDF" and "Final" are the same in both; one with a placeholder in front matches too much.
    told = [identity for identity, said in messages if identity != said]
    patterns = [
        re.compile(PLACEHOLDER.sub(".+", re.escape(identity)))
        for identity in told
        if len(re.findall(r"\w+", re.sub(r"%\(\w+\)[sd]", "", identity))) > 1 or "%" not in identity
    ]
    return lambda text: any(pattern.fullmatch(text) for pattern in patterns)


English = Callable[[str], bool]


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (tuple, list)) else (str(said),)


def _texts(element: Element, *, is_ours: bool = True) -> Iterator[str]:
    """The texts of a page that are its own, not a letter's or a person's."""
    is_ours = (
        is_ours
        and element.tag not in ("script", "style", "code", "pre", "bdi")
        and element.get("lang") in (None, "es")
    )
    if is_ours:
        yield from (element.get(name, "") for name in SHOWN)
        yield element.text or ""
    for child in element:
        yield from _texts(child, is_ours=is_ours)
        if is_ours:
            yield child.tail or ""


def _left_in_english(page: Page, english: English) -> list[str]:
    assert page.language == "es"
    assert page.response.headers["Content-Language"] == "es"
    texts = {" ".join(text.split()) for text in _texts(page.root)}
    return sorted(text for text in texts if english(text))


def test_public_pages_hold_no_english_of_ours(
    published: Publish, pages: PageClient, english: English
) -> None:
    letter = published()

    for address in (
        "/",
        "/privacy",
        letter,
        f"{letter}?find=zebra",
        f"{letter}/sign",
        f"{letter}/check-inbox",
        "/account/login",
        "/confirm/nothing",
        "/nowhere",
    ):
        page = pages.get(address + ("&" if "?" in address else "?") + "lang=es")
        assert _left_in_english(page, english) == [], address

    assert pages.get(f"{letter}/sign?lang=es").heading == "Sume a su organización"
    assert pages.get("/account/login?lang=es").heading == "Entrar al panel"


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        pytest.param({"email": "ada"}, "le falta la @", id="no @"),
        pytest.param({"organization": "…\u202e"}, "no se puede imprimir", id="a mark of direction"),
        pytest.param({"signer_name": "Ada\u202e"}, "no se puede imprimir", id="in another field"),
        pytest.param({"state": "ZZ"}, "estado o territorio", id="no such state"),
        pytest.param({"website": "no site"}, "sitio web", id="no website"),
        pytest.param({"authorized": ""}, "autorización", id="not authorized"),
    ],
)
def test_what_the_form_refuses_it_refuses_in_spanish(
    published: Publish, pages: PageClient, english: English, answers: dict[str, str], fault: str
) -> None:
    form = pages.get(f"{published()}/sign?lang=es")

    page = pages.send(form, "/letters/", {**ANSWERS, **answers})

    assert page.status == 422
    assert fault in " ".join(page.faults().values())
    assert _left_in_english(page, english) == []


def test_from_the_form_to_the_withdrawal_all_is_spanish(
    published: Publish, pages: PageClient, mailbox: Mailbox, english: English
) -> None:
    form = pages.get(f"{published()}/sign?lang=es")
    inbox = pages.send(form, "/letters/", ANSWERS)
    asked = mailbox.last
    confirm = pages.get(mailbox.link("/confirm/"))
    mine = pages.send(confirm, "/confirm/", {})
    thanked = mailbox.last
    leave = pages.get(mailbox.link("/sign-on/").replace("?", "/withdraw?"))
    gone = pages.send(leave, "/sign-on/", {})

    for page in (inbox, confirm, mine, leave, gone):
        assert _left_in_english(page, english) == [], page.title
    assert asked.subject == "Por favor, confirme: Harbor Street Neighbors"
    assert asked.subject in inbox.main
    assert thanked.subject == "Adhesión confirmada: Harbor Street Neighbors"
    for mail in (asked, thanked):
        assert _paragraphs_in_english(mail, english) == []
        assert '<html lang="es">' in mail.html


def _paragraphs_in_english(mail: Message, english: English) -> list[str]:
    assert mail.language == "es"
    return [text for text in mail.text.split("\n\n") if english(" ".join(text.split()))]


def test_a_letter_that_has_closed_says_to_a_signer_what_is_still_possible(
    command: Command, published: Publish, pages: PageClient, mailbox: Mailbox
) -> None:
    pages.send(pages.get(f"{published()}/sign?lang=es"), "/letters/", ANSWERS)
    pages.send(pages.get(mailbox.link("/confirm/")), "/confirm/", {})
    leave = pages.get(mailbox.link("/sign-on/").replace("?", "/withdraw?"))
    assert command("letter", "close", "night-bus").exit_code == 0

    page = pages.send(leave, "/sign-on/", {})

    assert page.status == 409
    assert "todavía puede retirar su línea" in page.main


def test_the_desk_holds_no_english_of_ours(app: Flask, english: English) -> None:
    pages = PageClient(with_cast(app).client_of(SHE))

    for address in (
        "/desk/letters",
        "/desk/letters/new",
        "/desk/letters/heat",
        "/desk/letters/heat/text",
        "/desk/letters/heat/signatories",
        "/desk/letters/heat/export",
        "/desk/coalitions/cool-homes/drafts/new",
    ):
        page = pages.get(f"{address}?lang=es")
        assert _left_in_english(page, english) == [], address

    opened = pages.send(pages.get("/desk/letters/heat?lang=es"), "/desk/letters/heat/open", {})
    close = pages.get("/desk/letters/heat/close?lang=es")
    taken = pages.send(
        pages.get("/desk/letters/new?lang=es"),
        "/desk/letters/new",
        {"text": "---\ntitle: Otra\n---\nTexto.\n", "slug": "heat"},
    )
    assert "La carta está abierta a adhesiones." in opened.main
    assert "Otra carta ya tiene esta dirección." in words(taken.find("slug-wrong"))
    draft = page_of(brings(pages.client, DRAFT, query="?lang=es"))
    refused = page_of(brings(pages.client, TRACKED, query="?lang=es"))
    for page in (opened, close, taken, draft, refused):
        assert _left_in_english(page, english) == [], page.title


def test_what_is_wrong_in_a_letter_file_is_said_in_spanish(app: Flask, english: English) -> None:
    pages = PageClient(with_cast(app).client_of(SHE))
    loose = "---\ntitle: Otra\nslug: otra\n---\nXX grupos[^9] y [nada]() y <b>más</b>.\n"
    wrong = "---\ntitel: Otra\ncloses: pronto\nleads: [{a: b}]\n---\nTexto {{ x.\n"

    refused = pages.send(
        pages.get("/desk/letters/new?lang=es"), "/desk/letters/new", {"text": wrong}
    )
    pages.send(pages.get("/desk/letters/new?lang=es"), "/desk/letters/new", {"text": loose})
    looked_at = pages.get("/desk/letters/otra/text?lang=es")

    for page in (refused, looked_at):
        assert _left_in_english(page, english) == [], page.title
    assert len(refused.all("ol", "faults")[0]) == 5
    assert "se remite a la nota [^9], pero no está definida" in looked_at.main
    assert "“XX grupos”" in looked_at.main
    assert "is still a placeholder" not in looked_at.main


def test_the_language_stays_through_signing_in_and_out(app: Flask) -> None:
    with_cast(app)
    app.config["WTF_CSRF_ENABLED"] = True
    pages = PageClient(app.test_client())
    home = pages.get("/?lang=es")
    door = next(link for link in home.links() if link.startswith("/desk/"))
    arrived = pages.client.get(door, follow_redirects=True)
    assert arrived.request.args["lang"] == "es"

    desk = pages.send(
        pages.get("/account/login?lang=es"), "/account/login", {"email": SHE, "password": PASSWORD}
    )
    left = pages.send(desk, "/account/logout")

    assert (desk.heading, desk.language) == ("Sus cartas", "es")
    assert (left.heading, left.language) == ("Las cartas y quienes las respaldan", "es")


def test_the_check_for_english_finds_it(
    published: Publish, pages: PageClient, english: English
) -> None:
    texts = {" ".join(text.split()) for text in _texts_of_english(pages.get(published()))}

    assert {text for text in texts if english(text)} >= {"The undersigned", "Add your organization"}


def _texts_of_english(page: Page) -> Iterator[str]:
    page.root.set("lang", "es")
    return _texts(page.root)
