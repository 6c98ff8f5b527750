"""The name of a letter in an address: lower-case letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SLUG = 80
_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d"})


def is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and _FORM.fullmatch(text) is not None


def slug_of(title: str) -> str:
    """Return the slug of a title, cut at a word; "letter" where no Latin letter is left.

    >>> slug_of("Médicos & familias: ¡basta ya!")
    'medicos-familias-basta-ya'
    """
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").encode("ascii", "ignore").decode())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return slug or "letter"
