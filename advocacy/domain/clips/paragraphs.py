"""Paragraphs of a pasted text: where one ends, and which are headings, bylines or datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from advocacy.domain.clips.groups import COMMON_STARTS, MONTHS_AND_DAYS

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BYLINE = re.compile(r"\s*(?:by|por|de)\s+[A-ZÁÉÍÓÚÑ]", re.IGNORECASE)
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 40, 200
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
    blocks = [
        [(start + line.start(), start + line.end()) for line in _LINE.finditer(text[start:end])]
        for start, end in _blocks(text)
    ]
    margin = _margin(text, blocks)
    for lines in blocks:
        first = lines[0][0]
        for here, following in pairwise(lines):
            if not _is_broken(text, here, following, margin):
                yield first, here[1]
                first = following[0]
        yield first, lines[-1][1]


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


def _margin(text: str, blocks: list[list[tuple[int, int]]]) -> int:
    """Return the width at which the lines of a text were broken, or 0 when each line is a paragraph.

    Lines that would have had room for the next word were not broken; neither were long lines that mostly end with a
    full stop.
    """
    margin = max((end - start for lines in blocks for start, end in lines), default=0)
    if not _WRAPPED_AT_LEAST <= margin <= _WRAPPED_AT_MOST:
        return 0
    broken = [
        text[here[1] - 1] not in _ENDS
        for lines in blocks
        for here, following in pairwise(lines)
        if _is_broken(text, here, following, margin)
    ]
    return margin if broken.count(True) > broken.count(False) else 0


def _is_broken(text: str, here: tuple[int, int], following: tuple[int, int], margin: int) -> bool:
    """Tell whether the first word of the following line would not have fitted on this one."""
    word = text[following[0] : following[0] + margin].split(maxsplit=1)
    return bool(margin and word) and here[1] - here[0] + 1 + len(word[0]) > margin


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
