from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.documents import NameGroup, NameLine, NamesSection
from app.rendering.docx.scripts import Script, segments
from tests.documents.docx_reading import WordFile
from tests.documents.trees import arabic_letter, plain_letter, rich_letter

LATIN, RTL, CJK = Script.LATIN, Script.RIGHT_TO_LEFT, Script.EAST_ASIAN


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        pytest.param("", LATIN, [], id="nothing"),
        pytest.param("A & B, 2026.", LATIN, [("A & B, 2026.", LATIN)], id="plain"),
        pytest.param("Nour نور حداد, JD", LATIN, ["Nour ", "نور حداد", ", JD"], id="name"),
        pytest.param("نموذج Form 27.", RTL, ["نموذج ", "Form 27", "."], id="figure after Latin"),
        pytest.param("2 مارس 2026", RTL, [("2 مارس 2026", RTL)], id="date"),
        pytest.param("(Form 27)", RTL, ["(", "Form 27", ")"], id="brackets"),
        pytest.param("to 住房 “中心” now", LATIN, ["to ", "住房 “中心", "” now"], id="quotes"),
        pytest.param("مركز، (فرع 2).", RTL, [("مركز، (فرع 2).", RTL)], id="all right to left"),
        pytest.param("مركز É.", RTL, ["مركز ", "É", "."], id="an accent in between"),
        pytest.param("“住房”", CJK, [("“住房”", CJK)], id="quotes in Chinese"),
        pytest.param("e\u0301 \u05d0\u05b8", LATIN, ["e\u0301 ", "\u05d0\u05b8"], id="marks"),
    ],
)
def test_text_is_cut_where_the_script_changes(text: str, base: Script, expected: list[Any]) -> None:
    found = segments(text, base=base)

    assert "".join(segment for segment, _ in found) == text
    if expected and isinstance(expected[0], str):
        assert [segment for segment, _ in found] == expected
    else:
        assert list(found) == expected


def test_every_paragraph_of_an_arabic_letter_runs_from_right_to_left_but_latin_lines() -> None:
    file = WordFile.of(arabic_letter())

    upright = file.find("//w:p[w:pPr/w:bidi/@w:val='0']")
    marked = file.find("//w:p[w:pPr/w:bidi]")

    assert len(marked) == len(file.find("//w:p"))
    assert ["".join(each.itertext()) for each in upright] == [
        "100 Example Avenue SE",
        "An English passage stands on its own.",
        "Alder Street Legal Clinic",
    ]
    assert len(file.find("//w:sectPr/w:bidi")) == len(file.find("//w:sectPr")) == 3


def test_arabic_runs_are_marked_and_latin_ones_are_not() -> None:
    file = WordFile.of(arabic_letter())

    marked = [each.text for each in file.find("//w:r[w:rPr/w:rtl]/w:t")]
    plain = [each.text for each in file.find("//w:r[not(w:rPr/w:rtl)]/w:t")]

    assert "جمعية " in marked
    assert "Birch" in plain
    assert not [text for text in plain if any("\u0600" <= each <= "\u06ff" for each in text)]


def test_the_notes_of_an_arabic_letter_run_from_right_to_left() -> None:
    file = WordFile.of(arabic_letter())

    note = file.find("//w:footnote[@w:id='1']/w:p/w:pPr/w:bidi", part="word/footnotes.xml")

    assert len(note) == 1


def test_an_arabic_name_is_marked_in_an_english_letter() -> None:
    file = WordFile.of(rich_letter())

    (run,) = file.find("//w:p[contains(., 'Haddad')]/w:r[w:rPr/w:rtl]")

    assert "".join(run.itertext()) == "نور حداد"
    assert file.find("//w:p[contains(., 'Haddad')]/w:r/w:rPr/w:lang/@w:bidi") == ["ar-SA"]


def test_the_full_stop_of_an_arabic_name_goes_with_it_in_an_english_letter() -> None:
    arabic = NamesSection("", (), (NameGroup("", 1, (NameLine("مركز الأرز (فرع)."),)),), 1)
    file = WordFile.of(replace(plain_letter(), sections=(arabic,), notes=()))

    (run,) = file.find("//w:p[w:pPr/w:pStyle/@w:val='Signatory']/w:r[w:rPr/w:rtl]")

    assert "".join(run.itertext()) == "مركز الأرز (فرع)."


def test_a_passage_says_its_language() -> None:
    file = WordFile.of(rich_letter())

    assert set(file.find("//w:p[contains(., 'Un avis')]/w:r/w:rPr/w:lang/@w:val")) == {"fr"}
    assert file.find("//w:p[contains(., 'Form 27')]/w:pPr/w:bidi")


@pytest.mark.parametrize(
    ("language", "kind"),
    [
        ("es-MX", "val"),
        ("ar", "bidi"),
        ("he", "bidi"),
        ("zh-Hant-TW", "eastAsia"),
        ("ja", "eastAsia"),
    ],
)
def test_the_language_of_the_letter_is_the_default_of_its_script(language: str, kind: str) -> None:
    file = WordFile.of(replace(plain_letter(), language=language))

    assert file.find(f"//w:docDefaults//w:lang/@w:{kind}", part="word/styles.xml") == [language]
    assert file.find("//dc:language/text()", part="docProps/core.xml") == [language]


@pytest.mark.parametrize(
    ("language", "font"),
    [("en", "SimSun"), ("zh-Hant", "PMingLiU"), ("ja", "MS Mincho"), ("ko-KR", "Batang")],
)
def test_a_font_is_named_for_each_kind_of_script(language: str, font: str) -> None:
    file = WordFile.of(replace(plain_letter(), language=language))

    fonts = "//w:docDefaults//w:rFonts/@w:"
    assert file.find(f"{fonts}ascii", part="word/styles.xml") == ["Times New Roman"]
    assert file.find(f"{fonts}cs", part="word/styles.xml") == ["Times New Roman"]
    assert file.find(f"{fonts}eastAsia", part="word/styles.xml") == [font]
