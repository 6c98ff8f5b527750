"""The fonts a Word document names beside the design's own, for scripts it does not draw."""

from __future__ import annotations

SANS_SERIF = frozenset(("aptos", "arial", "calibri", "helvetica", "segoe ui", "tahoma", "verdana"))
CODE = "Courier New"
# Faces that come with Word on Windows and on the Mac, serif and sans serif.
EAST_ASIAN = {
    "zh": ("SimSun", "Microsoft YaHei"),
    "zh-hant": ("PMingLiU", "Microsoft JhengHei"),
    "ja": ("MS Mincho", "Yu Gothic"),
    "ko": ("Batang", "Malgun Gothic"),
}
TRADITIONAL_CHINESE = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")


def complex_script_font(font: str) -> str:
    """Return the face for Arabic, Hebrew and their kin beside `font`."""
    return "Arial" if font.lower() in SANS_SERIF else "Times New Roman"


def east_asian_font(font: str, *, language: str) -> str:
    """Return the face for Chinese, Japanese and Korean beside `font`, by the letter's language."""
    tag = language.lower()
    key = "zh-hant" if tag.startswith(TRADITIONAL_CHINESE) else tag.split("-")[0]
    serif, sans_serif = EAST_ASIAN.get(key, EAST_ASIAN["zh"])
    return sans_serif if font.lower() in SANS_SERIF else serif
