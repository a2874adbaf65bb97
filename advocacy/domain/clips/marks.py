"""Quotation marks: which belong together, in one pass over the words of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from advocacy.domain.clips.tokens import Token
from advocacy.domain.clips.verbs import SPANISH

_PARTNERS = {"“": "”", "«": "»", "„": "“", "‘": "’", "‹": "›"}
_STRAIGHT = '"'
_BEFORE_OPENING = "([{—–-/¡¿‘“«"


@dataclass(frozen=True)
class Marked:
    """Words between quotation marks: token numbers of the marks, and characters between them.

    `is_open` when the closing mark is missing, as at the end of each but the last paragraph of a long quote.
    """

    first: int
    last: int
    start: int
    end: int
    is_open: bool = False


@dataclass(frozen=True)
class Pairing:
    """What stands between marks in one paragraph, and the marks without a partner (token numbers)."""

    marked: list[Marked]
    stray: list[int]


def pair_marks(text: str, tokens: Sequence[Token], first: int, last: int, *, single: bool = False) -> Pairing:
    """Pair the marks among tokens `first` to `last` (not included). Marks inside marks belong to the outer words.

    `single` reads ‘ and ’ as marks: only for texts that have no others.
    """
    if _is_dialogue(text, tokens, first, last):
        return Pairing(_dialogue(tokens, first, last), [])
    pairing = _paired(text, tokens, range(first, last), single=single)
    marked = [part for whole in pairing.marked for part in _parts(text, tokens, whole)]
    return Pairing(marked, pairing.stray)


def _parts(text: str, tokens: Sequence[Token], whole: Marked) -> list[Marked]:
    """Return what is spoken of «No es un regalo —subrayó—, es una regla»: dashes take out the attribution."""
    dashes = [index for index in range(whole.first + 1, whole.last) if tokens[index].text == "—"]
    for first, second in pairwise(dashes):
        if not _is_attribution(text, tokens, first, second):
            continue
        rest = second + 1 if tokens[second + 1].text in ",.;:" else second
        before = Marked(whole.first, first, whole.start, tokens[first].start)
        after = Marked(second, whole.last, tokens[rest].end, whole.end, whole.is_open)
        return [before, *_parts(text, tokens, after)] if rest < whole.last else [before]
    return [whole]


def _is_attribution(text: str, tokens: Sequence[Token], first: int, second: int) -> bool:
    opens = text[tokens[first].start - 1].isspace() and not text[tokens[first].end].isspace()
    closes = not text[tokens[second].start - 1].isspace()
    said = {token.key for token in tokens[first + 1 : min(second, first + 3)]} & SPANISH
    return opens and closes and bool(said)


def _paired(text: str, tokens: Sequence[Token], indices: range, *, single: bool) -> Pairing:
    pairing = Pairing([], [])
    opened: int | None = None
    depth = 0
    for index in indices:
        sign = tokens[index].text
        if opened is None and _opens(text, tokens[index], single):
            opened, depth = index, 0
        elif opened is None:
            pairing.stray.extend([index] if sign in ('"', "”", "»") else [])
        elif _is_inner(sign, tokens[opened].text):
            depth += 1
        elif _closes(sign, tokens[opened].text) and depth:
            depth -= 1
        elif _closes(sign, tokens[opened].text):
            opened = _close(text, tokens, (opened, index), pairing)
    if opened is not None:
        last = indices[-1]
        pairing.marked.append(Marked(opened, last, tokens[opened].end, tokens[last].end, is_open=True))
    return pairing


def _close(text: str, tokens: Sequence[Token], marks: tuple[int, int], pairing: Pairing) -> int | None:
    """Take the words between two marks; return the second where it opens again and the first was stray."""
    opened, index = marks
    if _is_opening_again(text, tokens[index]):
        pairing.stray.append(opened)
        return index
    pairing.marked.append(Marked(opened, index, tokens[opened].end, tokens[index].start))
    return None


def _is_inner(sign: str, opening: str) -> bool:
    return sign == opening and opening != _STRAIGHT


def _closes(sign: str, opening: str) -> bool:
    closing = _PARTNERS.get(opening, _STRAIGHT)
    return sign == closing or (closing == "”" and sign == _STRAIGHT)


def _opens(text: str, token: Token, single: bool) -> bool:
    sign = token.text
    before = text[token.start - 1] if token.start else " "
    if sign == _STRAIGHT:
        return before.isspace() or before in _BEFORE_OPENING
    if sign == "‘":
        return single and (before.isspace() or before in _BEFORE_OPENING)
    return sign in ("“", "«", "„", "‹")


def _is_opening_again(text: str, token: Token) -> bool:
    """A straight mark that can only open (blank before, letter after) while another is open: that one was stray."""
    if token.text != _STRAIGHT:
        return False
    return text[token.start - 1].isspace() and text[token.end : token.end + 1].isalnum()


def _is_dialogue(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Spanish dialogue: a dash and a word begin the paragraph, a dash leads to who says it (—No —dijo Ruiz—. Ya.)."""
    if last - first < 4 or tokens[first].text != "—" or text[tokens[first].end].isspace():
        return False
    return any(
        tokens[index].text == "—" and text[tokens[index].start - 1].isspace() and not text[tokens[index].end].isspace()
        for index in range(first + 1, last - 1)
    )


def _dialogue(tokens: Sequence[Token], first: int, last: int) -> list[Marked]:
    """Return what is spoken: from the first dash to the second, from the third to the fourth, and so on."""
    dashes = [index for index in range(first, last) if tokens[index].text == "—"]
    edges = [*dashes, last]
    found = []
    for number in range(0, len(edges) - 1, 2):
        begin, end = edges[number], min(edges[number + 1], last - 1)
        if end > begin + 1:
            stop = tokens[end].start if edges[number + 1] < last else tokens[end].end
            found.append(Marked(begin, end, tokens[begin].end, stop))
    return found
