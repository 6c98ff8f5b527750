"""Dates and numbers in a letter's words, and the direction it is written in."""

from __future__ import annotations

import re
from datetime import date

from app.domain import cldr

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo"})


def direction_of(language: str) -> str:
    """Return "rtl" for a language or script that is written from right to left, else "ltr"."""
    subtags = language.replace("_", "-").casefold().split("-")
    scripts = [subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT else "ltr"


def date_in_words(day: date, language: str) -> str:
    """Return the date as a letter writes it: "April 19, 2021", "19 de abril de 2021"."""
    return cldr.long_date(day, language)


def read_date_words(text: str, language: str) -> date | None:
    """Return the date that words such as "19 de abril de 2021" say, None where they say none.

    Reads month names of `language`, English and Spanish. Raises ValueError for a day that
    its month does not have.
    """
    tokens = re.findall(r"[^\W\d_]+|\d+", text.casefold())
    months = [month for token in tokens if (month := cldr.months(language).get(token))]
    years = [int(token) for token in tokens if token.isdecimal() and len(token) == 4]
    days = [int(token) for token in tokens if token.isdecimal() and len(token) <= 2]
    if not (len(months) == len(years) == len(days) == 1):
        return None
    return date(years[0], months[0], days[0])


def figure(number: int, language: str) -> str:
    """Return a number in digits, thousands set apart as `language` does ("1,104")."""
    return cldr.grouped(number, language)


def number_in_words(number: int, language: str) -> str:
    """Return a number from 0 to 9,999 in English or Spanish words, else in digits.

    Spanish words are feminine, as "organizaciones", "personas" and "firmas" ask for.
    """
    primary = _primary(language)
    if primary not in ("en", "es") or not 0 <= number <= 9_999:
        return figure(number, language)
    return _english(number) if primary == "en" else _spanish(number)


_EN_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ES_ONES = [
    "cero",
    "una",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuna",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_ES_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_ES_HUNDREDS = [
    "ciento",
    "doscientas",
    "trescientas",
    "cuatrocientas",
    "quinientas",
    "seiscientas",
    "setecientas",
    "ochocientas",
    "novecientas",
]


def _english(number: int) -> str:
    if number < 20:
        return _EN_ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens - 2] + (f"-{_EN_ONES[ones]}" if ones else "")
    unit, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, unit)
    return f"{_english(many)} {name}" + (f" {_english(rest)}" if rest else "")


def _spanish(number: int) -> str:
    if number < 30:
        return _ES_ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _ES_TENS[tens - 3] + (f" y {_ES_ONES[ones]}" if ones else "")
    if number == 100:
        return "cien"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return _ES_HUNDREDS[hundreds - 1] + (f" {_spanish(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    head = "mil" if thousands == 1 else f"{_spanish(thousands)} mil"
    return head + (f" {_spanish(rest)}" if rest else "")


def _primary(language: str) -> str:
    return language.replace("_", "-").casefold().split("-")[0]
