"""Names in the scripts of the world, printed and read back with pdftotext."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.documents import NameGroup, NameLine, NamesSection
from app.rendering.designs import load_design
from app.rendering.pdf import render_pdf
from tests.documents.pdf_validators import needs_pdftotext, pdf_text
from tests.documents.trees import arabic_letter, plain_letter

pytestmark = needs_pdftotext

SCRIPTS = {
    "accents": "Éclair Łódź Đặng Nguyễn Şişli Ōtautahi ʻŌlelo",
    "greek": "Ελληνική Ένωση",
    "cyrillic": "Общество помощи ЇЄҐ",
    "hebrew": "אגודת הדיירים",
    "arabic": "نقابة المستأجرين لا الإغاثة",
    "persian": "انجمن پژوهش گچ",
    "urdu": "تنظیم ٹیم ڈاک",
    "devanagari": "हिन्दी संगठन",
    "bengali": "বাংলা সংগঠন",
    "gurmukhi": "ਪੰਜਾਬੀ ਸੰਗਠਨ",
    "gujarati": "ગુજરાતી સંગઠન",
    "tamil": "தமிழ் சங்கம்",
    "telugu": "తెలుగు సంఘం",
    "kannada": "ಕನ್ನಡ ಸಂಘ",
    "malayalam": "മലയാളം സംഘം",
    "sinhala": "සිංහල සංගමය",
    "thai": "องค์กรไทย",
    "burmese": "မြန်မာ",
    "ethiopic": "የአማርኛ ማኅበር",
    "georgian": "ქართული საზოგადოება",
    "armenian": "Հայկական միություն",
    "chinese": "住房中心",
    "japanese": "日本語の協会カナ",
    "korean": "한국어 협회",
    "emoji": "Voices ✊ 🌍 🦀",
}
# These draw right, and their tags hold the right text; pdftotext doubles a letter that has
# several marks above or below it, or parts it from them.
STACKED_MARKS = {"thai": "สมาคมผู้เช่า", "lao": "ສະມາຄົມ", "khmer": "សមាគមខ្មែរ"}


def printed(name: str, file: Path) -> tuple[str, ...]:
    """Print a letter that `name` signed into `file`; return the warnings."""
    names = NamesSection("", (), (NameGroup("", 1, (NameLine(name),)),), 1)
    letter = plain_letter()
    letter = replace(letter, sections=(*letter.sections[:-1], names))
    result = render_pdf(letter, load_design("plain"))
    file.write_bytes(result.content)
    return result.warnings


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_a_name_reads_back_as_it_was_written(name: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    warnings = printed(name, file)

    assert warnings == ()
    assert name in pdf_text(file).splitlines()


@pytest.mark.parametrize("name", STACKED_MARKS.values(), ids=STACKED_MARKS)
def test_a_name_with_stacked_marks_has_its_typeface(name: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    warnings = printed(name, file)

    assert warnings == ()
    assert name[0] in pdf_text(file)


def test_an_arabic_letter_reads_back_in_logical_order(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    file.write_bytes(render_pdf(arabic_letter(), load_design("plain")).content)

    lines = pdf_text(file).splitlines()
    assert "معالي الوزيرة آدا إكزامبل" in lines
    assert "100 Example Avenue SE" in lines
    assert "Alder Street Legal Clinic" in lines
    assert "مركز الأرز للمساعدة القانونية" in lines
