"""Numbers in words, English and Spanish."""

from __future__ import annotations

import re

_EN = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_ES = (
    "cero un dos tres cuatro cinco seis siete ocho nueve diez "
    "once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve"
)
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_ES = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS_ES = "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"

WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_EN.split())},
    **{word: value for value, word in enumerate(_ES.split())},
    **{word: value * 10 for value, word in enumerate(_TENS_EN.split(), start=2)},
    **{word: value * 10 for value, word in enumerate(_TENS_ES.split(), start=2)},
    **{word: value * 100 for value, word in enumerate(_HUNDREDS_ES.split(), start=1)},
    **{word.replace("os", "as"): value * 100 for value, word in enumerate(_HUNDREDS_ES.split(), start=1) if value > 1},
    "a": 1,
    "an": 1,
    "uno": 1,
    "una": 1,
    "ciento": 100,
    "veintiun": 21,
    "veintiuno": 21,
    "veintidos": 22,
    "veintitres": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiseis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
}
"""Folded words and what they say by themselves."""
SCALES = {
    "dozen": 12,
    "docena": 12,
    "docenas": 12,
    "hundred": 100,
    "thousand": 1_000,
    "mil": 1_000,
    "million": 1_000_000,
    "millon": 1_000_000,
    "millones": 1_000_000,
    "billion": 1_000_000_000,
}
"""Words that multiply what stands before them."""


_THOUSANDS_WITH_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def number_of(words: str) -> int | float | None:
    """Return the value of a folded number ("4,200", "2.5", "twenty-one", "dos mil"), or None."""
    total, part, found = 0.0, 0.0, False
    for word in words.replace("-", " ").split():
        if word in {"and", "y"}:
            continue
        value = _digits(word)
        if value is None and word in SCALES:
            part, total = _scaled(part, total, SCALES[word])
        elif value is None and word not in WORDS:
            return None
        else:
            part += WORDS[word] if value is None else value
        found = True
    whole = total + part
    if not found:
        return None
    return int(whole) if whole == int(whole) else round(whole, 6)


def _scaled(part: float, total: float, scale: int) -> tuple[float, float]:
    part = (part or 1) * scale
    return (part, total) if scale <= 100 else (0.0, total + part)


def _digits(word: str) -> float | None:
    if _THOUSANDS_WITH_POINTS.fullmatch(word):
        word = word.replace(".", "")
    elif _DECIMAL_COMMA.fullmatch(word):
        word = word.replace(",", ".")
    plain = word.replace(",", "")
    if not plain.replace(".", "", 1).isdigit() or not plain.isascii():
        return None
    return float(plain) if len(plain) <= 18 else None
