"""Templates parse, are used, and hold neither scripts nor styles nor unescaped text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from tests.shape.places import DEV_TEMPLATES, PROJECT, TEMPLATES

# Mail programs know no style sheets, and the stand-alone page carries its own.
MAY_HOLD_STYLES = ("email/", "print/")

FOLDERS = (TEMPLATES, DEV_TEMPLATES)
ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDERS),
    extensions=["jinja2.ext.i18n"],
    undefined=StrictUndefined,
    autoescape=True,
)
NAMES = sorted(
    str(path.relative_to(folder))
    for folder in FOLDERS
    for path in folder.rglob("*")
    if path.suffix in {".html", ".txt", ".xml"}
)
PAGES = [name for name in NAMES if name.endswith(".html")]


def _source(name: str) -> str:
    assert ENVIRONMENT.loader is not None
    return ENVIRONMENT.loader.get_source(ENVIRONMENT, name)[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_parses(name: str) -> None:
    ENVIRONMENT.parse(_source(name), name)


def test_no_template_is_unused() -> None:
    code = "\n".join(
        path.read_text() for folder in ("app", "dev") for path in (PROJECT / folder).rglob("*.py")
    )
    called = {
        found
        for name in NAMES
        for found in meta.find_referenced_templates(ENVIRONMENT.parse(_source(name)))
        if found
    }

    unused = [name for name in NAMES if name not in called and not _is_named_in(code, name)]

    assert unused == []


def _is_named_in(code: str, name: str) -> bool:
    if f'"{name}"' in code or f"'{name}'" in code:
        return True
    path = Path(name)
    # The stand-alone page has an environment of its own, rooted in its folder.
    if path.parts[0] == "print":
        return f'"{path.name}"' in code
    # A mail is named by its folder, and an error page by its number.
    if path.parts[0] == "email":
        return f'"{path.parent.name}"' in code
    # Flask-Security finds its pages by their names.
    return path.parts[0] == "security" or (path.parts[0] == "errors" and path.stem in code)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_printed_unescaped(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", _source(name))


@pytest.mark.parametrize("name", [n for n in PAGES if not n.startswith(MAY_HOLD_STYLES)])
def test_a_page_holds_no_style_and_no_script_of_its_own(name: str) -> None:
    source = _source(name)

    assert not re.search(r"<style\b|\sstyle\s*=", source)
    assert not re.search(r"<script\b(?![^>]*\ssrc=)", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)


@pytest.mark.parametrize("name", PAGES)
def test_a_form_that_changes_something_carries_the_token_against_forgery(name: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", _source(name), re.DOTALL):
        if re.search(r"method\s*=\s*[\"']?post", form, re.IGNORECASE):
            assert re.search(r"csrf_token|hidden_tag", form), form[:200]


@pytest.mark.parametrize(
    "name", sorted({str(Path(n).parent) for n in NAMES if n.startswith("email/")})
)
def test_a_mail_has_a_subject_and_both_parts(name: str) -> None:
    folder = TEMPLATES / name
    parts = {path.name for path in folder.iterdir() if path.is_file()}

    assert parts >= {"subject.txt", "body.txt", "body.html"} or "layout" in name
