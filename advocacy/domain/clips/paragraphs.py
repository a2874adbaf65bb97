"""Paragraphs of a pasted text: where one ends, and which are headings, bylines or datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from advocacy.domain.clips.groups import COMMON_STARTS, MONTHS_AND_DAYS

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BYLINE = re.compile(r"\s*(?:by|por|de)\s+[A-ZÁÉÍÓÚÑ]", re.IGNORECASE)
_CONTACT = re.compile(r"(?:(?:media|press)\s+)?contact\b.{0,20}:|contacto\b.{0,20}:", re.IGNORECASE)
_CLOSING = '”"»'
_WRAPPED_AT_LEAST, _WRAPPED_AT_MOST = 40, 200
_LONGEST_HEADING = 18
_LONGEST_BYLINE = 12
_BLOCKS_OF_A_COLUMN = 4
_UNSEEN = " \t\n\r\u200b\ufeff\u00a0"
_BULLETS = "•*·–—-"
_ENDS = '.?!:;”"»…'


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
        signs = bool(found) and words[0] in "—–" and text[found[-1].end - 1] in _CLOSING
        heading = not (byline or signs or _CONTACT.match(words)) and _is_heading(words)
        found.append(Paragraph(start, end, heading, byline))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    blocks = [
        [(start + line.start(), start + line.end()) for line in _LINE.finditer(text[start:end])]
        for start, end in _blocks(text)
    ]
    margin = _margin(text, blocks)
    ragged = _is_ragged(text, blocks)
    for lines in blocks:
        first = lines[0][0]
        for here, following in pairwise(lines):
            goes_on = (ragged and not _is_end(text, following)) or _goes_on_small(text, here, following)
            if not goes_on and not _is_broken(text, here, following, margin):
                yield first, here[1]
                first = following[0]
        yield first, lines[-1][1]


def _is_ragged(text: str, blocks: list[list[tuple[int, int]]]) -> bool:
    """Tell whether lines were broken at many widths, as in a column that was scanned: most go on in small letters."""
    pairs = [(text[here[1] - 1], text[following[0]]) for lines in blocks for here, following in pairwise(lines)]
    small = sum(first.islower() and last not in _ENDS for last, first in pairs)
    return len(blocks) >= _BLOCKS_OF_A_COLUMN and small * 2 > len(pairs)


def _goes_on_small(text: str, here: tuple[int, int], following: tuple[int, int]) -> bool:
    """Tell whether a line ends without a sign and the next goes on in small letters: one sentence, broken."""
    return text[following[0]].islower() and text[here[1] - 1] not in _ENDS and text[here[0]] not in _BULLETS


def _is_end(text: str, line: tuple[int, int]) -> bool:
    """Tell whether a line begins something of its own: a point of a list."""
    return text[line[0]] in _BULLETS


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
    if len(words) > 200 or words.rstrip(_UNSEEN)[-1:] in _ENDS:
        return False
    count = len(words.split())
    return 2 <= count <= _LONGEST_HEADING


def is_title_case(words: list[str]) -> bool:
    """Tell whether all words that could be small are written with a capital, as in a title."""
    plain = [word for word in words if word[:1].isalpha() and word.lower() not in COMMON_STARTS | MONTHS_AND_DAYS]
    return len(plain) >= 1 and all(word[0].isupper() for word in plain)
