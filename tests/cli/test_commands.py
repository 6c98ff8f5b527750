"""The service's commands, as whoever runs the machine types them: words, files, exit codes."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.services.house import House
from app.store.migrating import downgrade
from app.store.tables import metadata
from tests.conftest import Command, Mailbox
from tests.formats.lists.workbooks import workbook
from tests.picture_bytes import png

LETTER = """\
---
title: Keep the ferry
slug: ferry
leads: [Harbor Neighbors, Not There Yet]
---

The undersigned {{ count }} organizations ask you to keep the ferry.
"""
ROWS = """\
name,state,website
Harbor Neighbors,OH,
Cedar Tenants Union,OH,https://cedar.example
"The Cedar Tenants Union, Inc.",OH,
Legal Aid Society,OH,
Legal Aid Society,OR,
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "letter.md").write_text(LETTER)
    (tmp_path / "rows.csv").write_text(ROWS)
    return tmp_path


@pytest.fixture
def house(app: Flask) -> House:
    house: House = app.extensions["undersigned"]
    return house


def _rows_of(house: House, table: str) -> int:
    with house.store.read() as connection:
        query = select(func.count()).select_from(metadata.tables[table])
        return int(connection.execute(query).scalar_one())


def test_publish_lists_the_rows_through_the_check_and_ends_with_the_slug(
    command: Command, files: Path
) -> None:
    done = command(
        "letter", "publish", str(files / "letter.md"), "--signatories", str(files / "rows.csv")
    )

    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == "ferry"
    assert "listed 4, joined 1, to review 1, refused 0" in done.stdout
    assert "“Not There Yet” has not signed yet" in done.stderr


def test_as_listed_every_row_is_a_line(command: Command, files: Path) -> None:
    done = command(
        "letter",
        "publish",
        str(files / "letter.md"),
        "--signatories",
        str(files / "rows.csv"),
        "--as-listed",
    )

    assert "listed 5, joined 0, to review 0, refused 0" in done.stdout


@pytest.mark.parametrize(
    ("letter", "rows", "says"),
    [
        pytest.param("no front matter", None, "letter.md: ", id="no front matter"),
        pytest.param("---\ntitle: X\ncolour: red\n---\nB.\n", None, "colour", id="unknown key"),
        pytest.param("---\ntitle: X\ncloses: soon\n---\nB.\n", None, "line 3: closes", id="date"),
        pytest.param("---\ntitle: [X]\n---\nB.\n", None, "line 2: title", id="type"),
        pytest.param(LETTER + "x" * 10_000_000, None, "letter.md: ", id="10 MB body"),
        pytest.param(LETTER, "organization\nA\n", "rows.csv: ", id="csv without name"),
        pytest.param(LETTER, "name\nA\x01B\n", "rows.csv: line 2", id="control character"),
    ],
)
def test_a_broken_file_is_named_with_its_fault_and_nothing_is_stored(
    command: Command, files: Path, house: House, letter: str, rows: str | None, says: str
) -> None:
    (files / "letter.md").write_text(letter)
    words = ["letter", "publish", str(files / "letter.md")]
    if rows is not None:
        (files / "rows.csv").write_text(rows)
        words += ["--signatories", str(files / "rows.csv")]

    done = command(*words)

    assert done.exit_code == 2
    assert says in done.stderr
    assert "Traceback" not in done.output
    assert _rows_of(house, "letters") == 0
    assert _rows_of(house, "signatories") == 0


def test_a_taken_slug_is_refused_with_what_to_do(command: Command, files: Path) -> None:
    command("letter", "publish", str(files / "letter.md"))

    again = command("letter", "publish", str(files / "letter.md"))
    other = command("letter", "publish", str(files / "letter.md"), "--slug", "ferry-too")

    assert again.exit_code == 2
    assert "--slug" in again.stderr
    assert other.stdout.splitlines()[-1] == "ferry-too"


def test_a_database_at_another_schema_says_which_command_comes_first(
    command: Command, files: Path, house: House
) -> None:
    downgrade(house.store)

    done = command("letter", "publish", str(files / "letter.md"))
    assert done.exit_code == 2
    assert "db upgrade" in done.stderr

    assert command("db", "upgrade").exit_code == 0
    assert command("letter", "publish", str(files / "letter.md")).exit_code == 0


def test_an_unknown_owner_is_refused(command: Command, files: Path) -> None:
    done = command(
        "letter", "publish", str(files / "letter.md"), "--owner", "nobody@letters.example"
    )

    assert done.exit_code == 2
    assert "users create" in done.stderr


def test_export_writes_each_format_by_its_ending(command: Command, files: Path) -> None:
    command("letter", "publish", str(files / "letter.md"), "--signatories", str(files / "rows.csv"))
    endings = ("docx", "pdf", "html", "txt", "md", "json", "csv", "xlsx")
    outs = [files / f"out.{ending}" for ending in endings]

    done = command("letter", "export", "ferry", *(f"--out={path}" for path in outs))

    assert done.exit_code == 0, done.output
    assert outs[0].read_bytes().startswith(b"PK")
    assert outs[1].read_bytes().startswith(b"%PDF")
    assert "The undersigned 4 organizations" in (files / "out.txt").read_text()
    assert (files / "out.md").read_text() == LETTER
    assert json.loads((files / "out.json").read_text())["title"] == "Keep the ferry"
    listed = list(csv.DictReader(io.StringIO((files / "out.csv").read_text())))
    assert [row["name"] for row in listed][:2] == ["Harbor Neighbors", "Cedar Tenants Union"]


def test_a_left_over_placeholder_stops_the_final_export_and_leaves_the_old_file(
    command: Command, files: Path
) -> None:
    (files / "letter.md").write_text(LETTER.replace("ask you", "of [name] ask you"))
    command("letter", "publish", str(files / "letter.md"), "--signatories", str(files / "rows.csv"))
    out = files / "out.txt"
    out.write_text("the old one")

    refused = command("letter", "export", "ferry", f"--out={out}")
    assert refused.exit_code == 3
    assert "[name]" in refused.stderr
    assert out.read_text() == "the old one"

    assert command("letter", "export", "ferry", f"--out={out}", "--draft").exit_code == 0
    assert command("letter", "export", "ferry", f"--out={out}", "--allow", "[name]").exit_code == 0


def test_a_number_of_a_note_that_is_not_there_stops_the_final_export(
    command: Command, files: Path
) -> None:
    (files / "letter.md").write_text(LETTER.replace("ask you", "ask you, *supra* note 9,"))
    published = command("letter", "publish", str(files / "letter.md"))
    out = f"--out={files / 'out.txt'}"

    refused = command("letter", "export", "ferry", out)

    assert "9 in “supra note 9” names no note" in published.stderr
    assert refused.exit_code == 3
    assert "“supra note 9” in paragraph 1 names a note that is not there" in refused.stderr
    assert command("letter", "export", "ferry", out, "--allow", "supra note 9").exit_code == 0


def test_what_is_let_through_once_stays_so_and_a_name_that_hits_nothing_is_said(
    command: Command, files: Path
) -> None:
    (files / "letter.md").write_text(LETTER.replace("ask you", "of [name] ask you"))
    command("letter", "publish", str(files / "letter.md"))
    out = f"--out={files / 'out.txt'}"

    named = command("letter", "export", "ferry", out, "--allow", "[name]", "--allow", "TBD")
    later = command("letter", "export", "ferry", out)

    assert named.exit_code == 0
    assert "warning: --allow 'TBD': nothing in the letter is stopped by that name" in named.stderr
    assert "[name]" not in named.stderr
    assert later.exit_code == 0, later.stderr


def test_pictures_beside_the_letter_are_published_with_it_and_printed(
    command: Command, files: Path
) -> None:
    (files / "letter.md").write_text(LETTER + "\n![The ferry](ferry.png)\n")
    (files / "ferry.png").write_bytes(png())

    published = command("letter", "publish", str(files / "letter.md"))
    exported = command("letter", "export", "ferry", f"--out={files / 'out.docx'}")

    assert published.exit_code == 0, published.output
    assert "ferry.png" not in published.stderr
    assert exported.exit_code == 0, exported.output
    with zipfile.ZipFile(files / "out.docx") as package:
        assert [name for name in package.namelist() if name.startswith("word/media/")]


def test_a_picture_that_is_not_there_is_said_and_stops_the_final_letter(
    command: Command, files: Path
) -> None:
    (files / "letter.md").write_text(LETTER + "\n![The ferry](ferry.png)\n")

    published = command("letter", "publish", str(files / "letter.md"))
    exported = command("letter", "export", "ferry", f"--out={files / 'out.docx'}")

    assert published.exit_code == 0
    for done in (published, exported):
        assert "the picture “ferry.png” is not stored with the letter" in done.stderr
    assert exported.exit_code == 3


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("ferry.png", b"GIF89a" + b"\0" * 40, "Save the picture as PNG", id="gif"),
        pytest.param("../secret.png", png(), "must stand beside the letter file", id="elsewhere"),
    ],
)
def test_a_picture_that_cannot_be_kept_stops_the_publishing(
    command: Command, files: Path, house: House, name: str, content: bytes, says: str
) -> None:
    folder = files / "letter"
    folder.mkdir()
    (folder / "letter.md").write_text(LETTER + f"\n![The ferry]({name})\n")
    (folder / name).write_bytes(content)

    done = command("letter", "publish", str(folder / "letter.md"))

    assert done.exit_code == 2
    assert "line 9: body: " in done.stderr
    assert says in done.stderr
    assert (_rows_of(house, "letters"), _rows_of(house, "files")) == (0, 0)


@pytest.mark.parametrize("words", [("open",), ("close",), ("export", "--out=x.txt")])
def test_an_unknown_letter_is_said_to_be_unknown(command: Command, words: tuple[str, ...]) -> None:
    done = command("letter", words[0], "nowhere", *words[1:])

    assert done.exit_code == 2
    assert "letter list" in done.stderr


def test_an_import_that_is_only_tried_stores_nothing(
    command: Command, files: Path, house: House
) -> None:
    command("letter", "publish", str(files / "letter.md"))

    tried = command("signatories", "import", "ferry", str(files / "rows.csv"), "--dry-run")
    stored = _rows_of(house, "signatories")
    done = command("signatories", "import", "ferry", str(files / "rows.csv"))

    assert tried.stdout == done.stdout == "listed 4, joined 1, to review 1, refused 0\n"
    assert stored == 0
    assert _rows_of(house, "signatories") == 4


def test_the_same_organizations_again_join_their_lines(command: Command, files: Path) -> None:
    command("letter", "publish", str(files / "letter.md"))
    command("signatories", "import", "ferry", str(files / "rows.csv"))

    again = command("signatories", "import", "ferry", str(files / "rows.csv"))

    assert again.stdout == "listed 0, joined 5, to review 0, refused 0\n"


def test_the_review_queue_is_printed_a_pair_a_line(command: Command, files: Path) -> None:
    command("letter", "publish", str(files / "letter.md"))
    command("signatories", "import", "ferry", str(files / "rows.csv"))

    done = command("signatories", "duplicates", "ferry")

    assert done.stdout == (
        "Legal Aid Society (OH)\tLegal Aid Society (OR)\tsame name, other place (OH and OR)\n"
    )


def test_letters_are_listed_and_open_and_close(command: Command, files: Path) -> None:
    command("letter", "publish", str(files / "letter.md"))

    assert command("letter", "close", "ferry").stdout == "ferry is closed.\n"
    assert command("letter", "close", "ferry").stdout == "ferry was closed already.\n"
    assert command("letter", "list").stdout == "ferry\tclosed\t0\tKeep the ferry\n"
    assert command("letter", "open", "ferry").stdout == "ferry is open.\n"


def test_an_account_is_made_with_its_coalition_and_keeps_its_password(
    command: Command, app: Flask
) -> None:
    def create(role: str, coalition: str, password: str) -> str:
        done = command(
            "users",
            "create",
            "Ida@Letters.example",
            "--role",
            role,
            "--coalition",
            coalition,
            "--password-stdin",
            input=f"{password}\n",
        )
        assert done.exit_code == 0, done.output
        return str(done.stdout)

    assert create("owner", "ferries", "a long first password") == (
        "ida@letters.example is owner of ferries.\n"
    )
    create("viewer", "trains", "another long password")

    client = app.test_client()
    page = client.get("/account/login", base_url="http://letters.test")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    signed_in = client.post(
        "/account/login",
        data={
            "csrf_token": token,
            "email": "ida@letters.example",
            "password": "a long first password",
        },
        base_url="http://letters.test",
    )
    assert signed_in.status_code == 302
    desk = client.get("/desk/letters", base_url="http://letters.test")
    assert "Ferries" in desk.text
    assert "Trains" in desk.text


def test_a_short_password_is_refused(command: Command, house: House) -> None:
    done = command(
        "users", "create", "a@b.example", "--role", "owner", "--password-stdin", input="short\n"
    )

    assert done.exit_code == 2
    assert _rows_of(house, "users") == 0


def test_the_sample_loads_as_often_as_one_likes(command: Command, house: House) -> None:
    first = json.loads(command("demo", "load").stdout.splitlines()[-1])
    lines = _rows_of(house, "signatories")
    second = json.loads(command("demo", "load").stdout.splitlines()[-1])

    assert first["slug"] == second["slug"]
    assert lines == _rows_of(house, "signatories") > 50


def test_owed_mail_is_listed_without_addresses(
    command: Command, files: Path, mailbox: Mailbox
) -> None:
    command("letter", "publish", str(files / "letter.md"))

    assert command("mail", "list").stdout == ""


def test_a_backup_of_sqlite_is_a_whole_database_and_postgres_has_its_own_tool(
    command: Command, files: Path, house: House
) -> None:
    command("letter", "publish", str(files / "letter.md"))
    copy = files / "copy.db"

    done = command("backup", str(copy))

    if house.store.is_sqlite:
        assert done.exit_code == 0, done.output
        connection = sqlite3.connect(copy)
        assert connection.execute("select slug from letters").fetchall() == [("ferry",)]
        connection.close()
        assert copy.stat().st_mode & 0o077 == 0
    else:
        assert done.exit_code == 2
        assert "pg_dump" in done.stderr


def test_an_excel_file_of_form_answers_is_imported_and_undone(
    command: Command, files: Path, house: House
) -> None:
    command("letter", "publish", str(files / "letter.md"))
    answers = workbook(
        ["Timestamp", "Organization", "Your e-mail address", "Who signs?"],
        ["3/1/2027", "Cedar Tenants Union", "ida@cedar.example", "Ida Quill"],
        ["3/1/2027", "", "x@y.example", ""],
    )
    (files / "answers.xlsx").write_bytes(answers)

    done = command(
        "signatories", "import", "ferry", str(files / "answers.xlsx"),
        "--map", "Who signs?=signer_name",
    )  # fmt: skip
    undone = command("signatories", "undo", "ferry", "1")

    assert done.stdout == "listed 1, joined 0, to review 0, refused 1\n"
    assert "row 3: there is no name in this row" in done.stderr
    assert "signatories undo ferry 1" in done.stderr
    assert undone.stdout == "ended 1, taken off 1\n"
    assert command("signatories", "undo", "ferry", "7").exit_code == 2


@pytest.mark.parametrize(
    ("content", "mapped", "says"),
    [
        (b"Grp;Mail\nA;b\n", (), "no column was known as the organization"),
        (b"name\nA\n", ("--map", "name"), "say HEADER=FIELD"),
        (b"%PDF-1.7", (), "this is a PDF"),
    ],
)
def test_a_list_that_cannot_be_read_is_said_and_nothing_is_stored(
    command: Command, files: Path, house: House, content: bytes, mapped: tuple[str, ...], says: str
) -> None:
    command("letter", "publish", str(files / "letter.md"))
    (files / "list.csv").write_bytes(content)

    done = command("signatories", "import", "ferry", str(files / "list.csv"), *mapped)

    assert done.exit_code == 2
    assert says in done.stderr
    assert (_rows_of(house, "signatories"), _rows_of(house, "imports")) == (0, 0)


def test_the_kind_of_a_list_is_chosen(command: Command, files: Path) -> None:
    command("letter", "publish", str(files / "letter.md"))
    command("signatories", "import", "ferry", str(files / "rows.csv"))
    out = files / "list.csv"

    made = command("letter", "export", "ferry", "--out", str(out), "--list", "public")
    assert made.exit_code == 0, made.output
    public = out.read_text().splitlines()[0]
    command("letter", "export", "ferry", "--out", str(out))
    contacts = out.read_text().splitlines()[0]

    assert public == "name,group,scope,state,city,kind"
    assert contacts.startswith(f"{public},signer_name,signer_title,email")
