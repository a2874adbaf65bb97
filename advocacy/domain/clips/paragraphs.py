"""Paragraphs of a pasted text: where one ends, and which are headings, bylines or datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.clips.groups import COMMON_STARTS, MONTHS_AND_DAYS

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BYLINE = re.compile(r"\s*(?:by|por|de)\s+[A-ZÁÉÍÓÚÑ]", re.IGNORECASE)
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 45, 110
_LONGEST_HEADING = 18
_LONGEST_BYLINE = 12
_ENDS = '.?!:”"»…'


@dataclass(frozen=True)
class Paragraph:
    """A stretch of characters that is one paragraph."""

    start: int
    end: int
    is_heading: bool = False
    is_byline: bool = False


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the paragraphs: blocks between empty lines, or the lines themselves where no lines are wrapped."""
    found: list[Paragraph] = []
    for start, end in _spans(text):
        words = text[start:end]
        byline = _is_byline(words, len(found))
        found.append(Paragraph(start, end, not byline and _is_heading(words), byline))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _blocks(text):
        lines = [(start + line.start(), start + line.end()) for line in _LINE.finditer(text[start:end])]
        if _is_wrapped([line_end - line_start for line_start, line_end in lines]):
            yield lines[0][0], lines[-1][1]
        else:
            yield from lines


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between empty lines, in one pass."""
    start = end = -1
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at if start < 0 else start
            end = at + len(line.rstrip())
        elif start >= 0:
            yield start, end
            start = -1
        at += len(line)
    if start >= 0:
        yield start, end


def _is_wrapped(widths: list[int]) -> bool:
    """Tell whether lines were broken at a margin: all but the last are about as long as each other."""
    if len(widths) < 2:
        return False
    full = widths[:-1]
    return min(full) >= _WRAPPED_AT_LEAST and max(full) <= _WRAPPED_AT_MOST and min(full) >= 0.6 * max(full)


def _is_byline(words: str, before: int) -> bool:
    return (
        before < 6 and len(words.split()) <= _LONGEST_BYLINE and bool(_BYLINE.match(words)) and words[-1] not in ".?!"
    )


def _is_heading(words: str) -> bool:
    """Tell whether a line is a headline: short, without a full stop, or written in capitals throughout."""
    if len(words) > 200 or words.rstrip()[-1:] in _ENDS:
        return False
    count = len(words.split())
    return 2 <= count <= _LONGEST_HEADING


def is_title_case(words: list[str]) -> bool:
    """Tell whether all words that could be small are written with a capital, as in a title."""
    plain = [word for word in words if word[:1].isalpha() and word.lower() not in COMMON_STARTS | MONTHS_AND_DAYS]
    return len(plain) >= 1 and all(word[0].isupper() for word in plain)
