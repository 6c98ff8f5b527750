"""The Spanish catalogue says everything that the sources say, with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from app.web import refusals
from app.web.desk import words as desk_words
from tests.shape.places import PROJECT

CATALOGUE = PROJECT / "app" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}

PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")
REFUSAL_CODE = re.compile(r'\bcode="([^"]+)"')

# The number itself stands beside the words, or is one: "Una adhesión".
MAY_BE_LEFT_OUT_OF_THE_SINGULAR = ("num", "d")

# Refusals that only commands can meet, that are answered with 403, or that carry the words
# of the letter file with them.
IN_ENGLISH = {
    "owner-of-several",
    "password-missing",
    "try-again",
    "role",
    "role-unknown",
    "email-form",
    "letter-unknown",
    "owner-unknown",
    "unfinished",
    "cannot-render",
}

Identity = str | tuple[str, ...]


def _in_sources() -> dict[Identity, str]:
    """Every message of the sources, with the file that holds it."""
    with (PROJECT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(PROJECT, methods, options, keywords=KEYWORDS, strip_comment_tags=True)
    messages: dict[Identity, str] = {}
    for file, _line, identity, _comments, _context in found:
        messages.setdefault(
            identity if isinstance(identity, str) else tuple(identity[:2]), str(file)
        )
    return messages


@pytest.fixture(scope="module")
def sources() -> dict[Identity, str]:
    return _in_sources()


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="es", abort_invalid=True)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _said(message: Message) -> tuple[str, ...]:
    """The translation, its plural forms one by one."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(str(form) for form in said or ("",))


def _placeholders(text: str) -> set[tuple[str, str]]:
    return set(PLACEHOLDER.findall(text))


def test_the_spanish_catalogue_has_every_message_of_the_sources_and_no_other(
    sources: dict[Identity, str], catalogue: Catalog
) -> None:
    kept = {message.id for message in _messages(catalogue)}

    assert {identity: file for identity, file in sources.items() if identity not in kept} == {}
    assert kept - set(sources) == set()
    assert list(catalogue.obsolete) == []


def test_no_message_is_untranslated_or_doubtful(catalogue: Catalog) -> None:
    unfinished = [
        message.id for message in _messages(catalogue) if message.fuzzy or not all(_said(message))
    ]

    assert unfinished == []
    assert not catalogue.fuzzy


def test_every_translation_has_the_placeholders_of_its_message(catalogue: Catalog) -> None:
    wrong = []
    for message in _messages(catalogue):
        said = [_placeholders(text) for text in _said(message)]
        if isinstance(message.id, str):
            fits = said == [_placeholders(message.id)]
        else:
            one, many = said
            fits = many == _placeholders(message.id[1]) and one in (
                many,
                many - {MAY_BE_LEFT_OUT_OF_THE_SINGULAR},
            )
        if not fits:
            wrong.append(message.id)

    assert wrong == []


def test_the_catalogue_compiles_and_passes_the_checks_of_the_library(catalogue: Catalog) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)

    translations = Translations(compiled)

    assert [error for _message, errors in catalogue.check() for error in errors] == []
    assert translations.gettext("Add your organization") == "Sume a su organización"
    assert translations.ungettext("signatory", "signatories", 2) == "firmantes"


def test_the_spanish_is_set_as_the_english_is(catalogue: Catalog) -> None:
    texts = [text for message in _messages(catalogue) for text in _said(message)]

    assert [text for text in texts if set(text) & set("\"'«»")] == []
    assert [text for text in texts if text != text.strip() or "  " in text or "..." in text] == []
    assert [text for text in texts if text.count("?") != text.count("¿")] == []
    assert [text for text in texts if text.count("“") != text.count("”")] == []


def test_the_header_names_no_person_and_no_machine() -> None:
    header = CATALOGUE.read_text(encoding="utf-8").partition("\n\n")[0]

    assert "@" not in header
    assert "FULL NAME" not in header
    assert "fuzzy" not in header
    assert re.search(r"[\w\\]/\w", header.replace("text/plain", "")) is None


def test_every_refusal_that_a_page_can_show_has_its_sentence() -> None:
    said = {**refusals.SENTENCES, **desk_words.SENTENCES}

    # A code may begin with the field that it is about: "name:spelling-taken".
    silent = {
        code
        for code in _refusal_codes()
        if code not in said and code.rpartition(":")[2] not in said
    } - IN_ENGLISH

    assert silent == set()
    assert _refusal_codes() >= IN_ENGLISH, "a code that is no longer there needs no exception"


def _refusal_codes() -> set[str]:
    files: list[Path] = [
        path for layer in ("domain", "services") for path in (PROJECT / "app" / layer).glob("*.py")
    ]
    return {code for path in files for code in REFUSAL_CODE.findall(path.read_text())}
