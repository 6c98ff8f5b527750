"""The weights of Latin letters, and what languages change about their order.

A small part of the Default Unicode Collation Element Table 9.0.0, the table that pyuca loads
whole: with it no name in Latin letters has to wait for 1.8 MB of text. A test compares every
entry with pyuca.
"""

from __future__ import annotations

from app.domain.values import dataclass

# One collation element: primary, secondary and tertiary weight.
Element = tuple[int, int, int]

COMMON = 0x0020
LOWER = 0x0002
UPPER = 0x0008

_LETTERS = (
    "1C47 1C60 1C7A 1C8F 1CAA 1CE5 1CF4 1D18 1D32 1D4C 1D65 1D77 1DAA "
    "1DB9 1DDD 1E0C 1E21 1E33 1E71 1E95 1EB5 1EE3 1EF5 1EFF 1F0B 1F21"
)
PRIMARY = {
    letter: int(weight, 16)
    for letter, weight in zip("abcdefghijklmnopqrstuvwxyz", _LETTERS.split(), strict=True)
}

# Secondary weights of the marks that Latin letters decompose into.
_MARKS = {
    "\u0300": 0x25,
    "\u0301": 0x24,
    "\u0302": 0x27,
    "\u0303": 0x2D,
    "\u0304": 0x32,
    "\u0306": 0x26,
    "\u0307": 0x2E,
    "\u0308": 0x2B,
    "\u030a": 0x29,
    "\u030b": 0x2C,
    "\u030c": 0x28,
    "\u0326": 0x45,
    "\u0327": 0x30,
    "\u0328": 0x31,
}


def _two(first: str, second: str, tertiary: int) -> tuple[Element, ...]:
    return (
        (PRIMARY[first], COMMON, tertiary),
        (0, 0x0110, 0x0004),
        (PRIMARY[second], COMMON, tertiary),
    )


def _struck(letter: str, mark: int, tertiary: int) -> tuple[Element, ...]:
    return ((PRIMARY[letter], COMMON, tertiary), (0, mark, LOWER))


LATIN: dict[str, tuple[Element, ...]] = {
    " ": ((0x0209, COMMON, LOWER),),
    **{str(digit): ((0x1C3D + digit, COMMON, LOWER),) for digit in range(10)},
    **{letter: ((weight, COMMON, LOWER),) for letter, weight in PRIMARY.items()},
    **{letter.upper(): ((weight, COMMON, UPPER),) for letter, weight in PRIMARY.items()},
    **{mark: ((0, weight, LOWER),) for mark, weight in _MARKS.items()},
    "ß": _two("s", "s", 0x0004),
    "æ": _two("a", "e", 0x0004),
    "Æ": _two("a", "e", 0x000A),
    "œ": _two("o", "e", 0x0004),
    "Œ": _two("o", "e", 0x000A),
    "ø": _struck("o", 0x2F, LOWER),
    "Ø": _struck("o", 0x2F, UPPER),
    "ł": _struck("l", 0x39, LOWER),
    "Ł": _struck("l", 0x39, UPPER),
    "đ": _struck("d", 0x39, LOWER),
    "Đ": _struck("d", 0x39, UPPER),
}


@dataclass(frozen=True, slots=True)
class Tailoring:
    """Letters that a language orders otherwise than the root.

    `own` are letters of their own, in order, right after the letter `after`; in each the first
    spelling is the letter and the others are variants of it ("ä æ"). `like` are only variants
    of `after`.
    """

    after: str
    own: tuple[str, ...] = ()
    like: str = ""


def _own(after: str, *letters: str) -> Tailoring:
    return Tailoring(after, letters)


_SPANISH = (_own("n", "ñ"),)
_U_LIKE_Y = Tailoring("y", like="ü ű")
_D_STRUCK = Tailoring("d", like="đ ð")
_SWEDISH = (_own("z", "å", "ä æ ę", "ö ø ő œ ô"), _U_LIKE_Y, _D_STRUCK)
_FINNISH = (_own("z", "å", "ä æ ę", "ö ø ő"), _U_LIKE_Y, _D_STRUCK)
_DANISH = (_own("z", "æ ä ę", "ø ö ő", "å aa"), _U_LIKE_Y, _D_STRUCK)
_NORWEGIAN = (_own("z", "æ ä ę", "ø ö ő œ", "å aa"), _U_LIKE_Y, _D_STRUCK)
_CROATIAN = (
    _own("c", "č", "ć"),
    _own("d", "dž", "đ"),
    _own("l", "lj"),
    _own("n", "nj"),
    _own("s", "š"),
    _own("z", "ž"),
)

# Source: the standard orders of the Unicode Common Locale Data Repository. A known language that
# is not here is ordered by the root: English, French, German, Italian, Portuguese, Arabic ...
TAILORINGS: dict[str, tuple[Tailoring, ...]] = {
    "ast": _SPANISH,
    "es": _SPANISH,
    "fil": _SPANISH,
    "gl": _SPANISH,
    "fi": _FINNISH,
    "sv": _SWEDISH,
    "da": _DANISH,
    "nb": _NORWEGIAN,
    "nn": _NORWEGIAN,
    "no": _NORWEGIAN,
    "bs": _CROATIAN,
    "hr": _CROATIAN,
    "sl": (_own("c", "č", "ć"), _own("d", "đ"), _own("s", "š"), _own("z", "ž")),
    "cs": (_own("c", "č"), _own("h", "ch"), _own("r", "ř"), _own("s", "š"), _own("z", "ž")),
    "sk": (
        _own("a", "ä"),
        _own("c", "č"),
        _own("h", "ch"),
        _own("o", "ô"),
        _own("s", "š"),
        _own("z", "ž"),
    ),
    "pl": (
        _own("a", "ą"),
        _own("c", "ć"),
        _own("e", "ę"),
        _own("l", "ł"),
        _own("n", "ń"),
        _own("o", "ó"),
        _own("s", "ś"),
        _own("z", "ź", "ż"),
    ),
    "ro": (
        _own("a", "ă", "â"),
        _own("i", "î"),
        _own("s", "ș ş"),
        _own("t", "ț ţ"),
    ),
    "tr": (
        _own("c", "ç"),
        _own("g", "ğ"),
        _own("h", "ı"),
        _own("o", "ö"),
        _own("s", "ş"),
        _own("u", "ü"),
    ),
}
