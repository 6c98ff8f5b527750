"""What the columns of a brought list hold, told by their headers and their values."""

from __future__ import annotations

import pytest

from app.domain.header_words import FIELDS, LEFT_OUT, PHRASES, TELLING
from app.domain.headers import complaint, fold, is_header, key_of, propose

EXPECTED = {
    "Organization Name, Your e-mail address": "name, email",
    "name,signer_name,signer_title,email,website,group,scope,state,city,order,kind": (
        "name, signer_name, signer_title, email, website, group, scope, state, city, order, kind"
    ),
    "Timestamp,Email Address,Name,Organization,Title,Comments": (
        "-, email, signer_name, name, signer_title, -"
    ),
    "Marca temporal,Dirección de correo electrónico,Nombre de su organización,Su nombre completo,Cargo": (
        "-, email, name, signer_name, signer_title"
    ),
    "Horodateur,Nom de l’organisation,Courriel": "-, name, email",
    "Nome da organização,E-mail,Cidade": "name, email, city",
    "What is the name of your organization? *,First Name,Last Name,State/Territory": (
        "name, signer_first_name, signer_last_name, state"
    ),
    "Organization (as it should appear),Website URL (optional)": "name, website",
    "Group / org,Who is the contact?": "name?, signer_name?",
    "Email,Name,E-mail": "email, name, -?",
    "shoe size,Name": "-, name",
}


@pytest.mark.parametrize(("headers", "expected"), EXPECTED.items())
def test_headers_are_known_or_asked_about(headers: str, expected: str) -> None:
    proposed = propose(headers.split(","))

    told = ", ".join(f"{each.field or '-'}{'' if each.is_sure else '?'}" for each in proposed)
    assert told == expected


def test_what_a_column_holds_settles_a_doubt() -> None:
    addresses = ["a@b.example", "c@d.example", "e@f.example"]

    assert propose(["name", "Contact"], [["A", "B", "C"], addresses])[1].field == "email"
    assert propose(["name", "General email question"], [[], ["x", "y", "z"]])[1].field != "email"


def test_every_known_phrase_is_written_as_headers_are_folded() -> None:
    phrases = [phrase for known in PHRASES.values() for phrase in known] + list(LEFT_OUT)

    assert [phrase for phrase in phrases if fold(phrase) != phrase] == []
    assert [words for words, _ in TELLING if fold(" ".join(sorted(words))) == ""] == []
    assert set(PHRASES) | {field for _, field in TELLING} <= {*FIELDS, ""}


def test_no_phrase_means_two_things() -> None:
    known = [phrase for phrases in (*PHRASES.values(), LEFT_OUT) for phrase in phrases]

    assert sorted(phrase for phrase in set(known) if known.count(phrase) > 1) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("name",), True),
        (("City", "Website"), True),
        (("Cedar Tenants Union", "OH"), False),
        (("City",), False),
        (("", ""), False),
    ],
)
def test_a_row_of_headers_is_told_from_a_row_of_names(
    cells: tuple[str, ...], expected: bool
) -> None:
    assert is_header(cells) is expected


def test_the_same_headers_have_one_key_however_they_are_written() -> None:
    assert key_of(["Your E-mail", "Name "]) == key_of(["your email", "NAME"])
    assert key_of(["Name", "Email"]) != key_of(["Email", "Name"])


def test_a_mapping_needs_a_name_and_no_field_twice() -> None:
    assert complaint(["email", ""]) == "name:missing"
    assert complaint(["name", "email", "email"]) == "email:twice"
    assert complaint(["name", "", ""]) == ""
