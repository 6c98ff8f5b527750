"""The letter as plain text and as JSON."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest

from app.rendering.json_tree import render_json
from app.rendering.plain_text import render_text
from tests.documents.trees import arabic_letter, plain_letter, rich_letter


def test_a_plain_letter_reads_like_a_letter() -> None:
    assert render_text(plain_letter()) == (
        "March 2, 2026\n"
        "\n"
        "Director Ada Example\n"
        "Office of Samples\n"
        "100 Example Avenue SE\n"
        "Washington, D.C. 20500\n"
        "\n"
        "Dear Director Example:\n"
        "\n"
        "The undersigned 4 organizations ask the Office to keep paper forms beside the"
        " electronic ones.[1]\n"
        "\n"
        "We would welcome a meeting with your staff.\n"
        "\n"
        "Sincerely,\n"
        "\n"
        "Alder Street Legal Clinic\n"
        "Birch County Food Bank\n"
        "The Cedar Society\n"
        "Éclair Workers’ Center\n"
        "\n"
        "Notes\n"
        "\n"
        "[1] See the forms <https://example.org/forms>, last seen in 2026.\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        (
            "RE: Request for information on automated decisions in benefit programs, as published,"
            " and on the notices that people receive when a program decides[1]"
        ),
        "I. What people see[4]",
        "• Notices come late;",
        "  • in the amount, or",
        "   1. stop the decision,",
        "3. for figures by county,",
        "Program\tPeople\tShare wrong",
        "    I sent the same letter four times.",
        "[An even grey rectangle that stands for a chart]",
        "First Convener, Ada Lead, President",
        "For questions please write to desk@example.org.",
        "    The second paragraph of this note adds a caution.",
        "cc:",
        "Survey of 2025",
    ],
)
def test_every_kind_of_block_has_its_line(line: str) -> None:
    assert line in render_text(rich_letter()).splitlines()


def test_a_draft_says_so_first() -> None:
    assert render_text(replace(plain_letter(), is_draft=True)).startswith("DRAFT\n\n")


def test_arabic_text_stays_in_logical_order() -> None:
    assert "الموضوع: النماذج الورقية في برنامج Form 27" in render_text(arabic_letter())


def test_json_names_every_type_and_keeps_pictures() -> None:
    read = json.loads(render_json(rich_letter()))

    body = next(each for each in read["sections"] if each["type"] == "BodySection")
    picture = next(each for each in body["blocks"] if each["type"] == "Picture")
    assert read["type"] == "LetterDocument"
    assert read["dated"] == "2026-03-02"
    assert base64.b64decode(picture["content"]).startswith(b"\x89PNG")
    assert read["notes"][0]["blocks"][0]["inlines"][0] == {
        "type": "Text",
        "text": "90 Fed. Reg. 1 (2025) (a sample citation).",
    }
