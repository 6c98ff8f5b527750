"""The faces a PDF may embed: files from font packages, never those of the machine.

Two machines with the same packages print the same bytes. Which face stands in for which
script is settled here; a design only names the faces it begins with.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# The faces a text falls back to, first choice first. Amiri comes before every other face
# with Arabic: the variable ones draw well, but text copied out of their PDFs is garbled.
FALLBACK = (
    "Libertinus Serif",
    "Noto Serif",
    "Amiri",
    "Noto Sans",
    "Noto Sans Hebrew",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Oriya",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Sinhala",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans Ethiopic",
)
SYMBOLS = ("Noto Sans Symbols", "Noto Emoji", "DejaVu Sans Mono")
# One Chinese character is drawn differently in each of these languages and regions.
EAST_ASIAN = {
    "ja": "Noto Sans CJK JP",
    "ko": "Noto Sans CJK KR",
    "zh-Hant": "Noto Sans CJK TC",
    "zh-TW": "Noto Sans CJK TC",
    "zh-HK": "Noto Sans CJK HK",
    "zh": "Noto Sans CJK SC",
}
# What Libertinus Serif (inside Typst), Noto Serif and Amiri hold among them: a letter in
# these needs none of the big packages opened. A gap in them only costs a second attempt.
_COMMON = re.compile(r"[\t-\u05ff\u1e00-\u1fff\u2000-\u206f\u20a0-\u20cf\u2100-\u218f]*")


def families_for(language: str, first: tuple[str, ...]) -> tuple[str, ...]:
    """Return the faces to try in this order for a letter in `language`, a BCP 47 tag."""
    own = next(
        (face for tag, face in EAST_ASIAN.items() if (language + "-").startswith(tag + "-")), None
    )
    east_asian = (own,) if own else ()
    every = (*first, *FALLBACK, *east_asian, *EAST_ASIAN.values(), *SYMBOLS)
    return tuple(dict.fromkeys(every))


def needs_every_face(text: str) -> bool:
    """Whether `text` holds a character outside the scripts of the everyday faces."""
    return _COMMON.fullmatch(text) is None


def everyday_folders() -> tuple[str, ...]:
    """Return where the faces for Latin, Greek, Cyrillic and Hebrew letters lie; few files."""
    return _folders("fontpkg_noto_serif", "fontpkg_arimo", "fontpkg_amiri")


def every_folder() -> tuple[str, ...]:
    """Return where all faces lie, among them those of Asia, Africa and emoji."""
    return (*everyday_folders(), *_folders("manimgx_fonts", "manimgx_fonts_cjk"))


@cache
def _folders(*packages: str) -> tuple[str, ...]:
    return tuple(str(_folder(package)) for package in packages)


def _folder(package: str) -> Path:
    # The packages are found, not imported: importing one of them opens its catalogue.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the font package {package} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))
