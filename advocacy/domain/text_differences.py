"""What changed between two texts, word by word, in paragraphs as people read them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

LIKE = 0.35
"""From this likeness (0 to 1) on, two paragraphs are one that was changed; below it, one went and another came."""
MOST_PAIRED = 20
"""Paragraphs of one changed stretch among which the likest are looked for; longer stretches are taken in order."""
MANY_WORDS = 2_000
"""Texts of more words are compared without their commonest words as anchors: quick for any text."""


class Change(StrEnum):
    """What became of some words, or of a paragraph."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Run:
    """Words that share one fate: SAME, ADDED or REMOVED."""

    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of both texts, or of one of them; a CHANGED one has runs of different fates."""

    change: Change
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Difference:
    """Two texts side by side: their paragraphs, and how many words came and went."""

    paragraphs: tuple[Paragraph, ...]
    added: int
    removed: int

    @property
    def is_same(self) -> bool:
        """Whether nothing but blanks differs."""
        return all(each.change is Change.SAME for each in self.paragraphs)


def difference(old: str, new: str) -> Difference:
    """Return what changed from the old text to the new one. Blank lines and blanks at line ends count for nothing."""
    paragraphs = tuple(_paragraphs(_lines(old), _lines(new)))
    runs = [run for each in paragraphs for run in each.runs]
    return Difference(paragraphs, _words(runs, Change.ADDED), _words(runs, Change.REMOVED))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(runs: Iterable[Run], change: Change) -> int:
    told = [word for run in runs if run.change is change for word in run.text.split()]
    return sum(any(sign.isalnum() for sign in word) for word in told)


def _paragraphs(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield from (_whole(Change.SAME, line) for line in old[from_old:to_old])
        else:
            yield from _stretch(old[from_old:to_old], new[from_new:to_new])


def _whole(change: Change, text: str) -> Paragraph:
    return Paragraph(change, (Run(change, text),))


def _stretch(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a stretch without equal ones: the likest pair is one that changed; so on both sides."""
    if max(len(old), len(new)) > MOST_PAIRED:
        yield from _in_order(old, new)
        return
    pair = _likest(old, new) if old and new else None
    if pair is None:
        yield from (_whole(Change.REMOVED, line) for line in old)
        yield from (_whole(Change.ADDED, line) for line in new)
        return
    in_old, in_new = pair
    yield from _stretch(old[:in_old], new[:in_new])
    yield Paragraph(Change.CHANGED, tuple(_runs(old[in_old], new[in_new])))
    yield from _stretch(old[in_old + 1 :], new[in_new + 1 :])


def _in_order(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    for before, after in zip_longest(old, new, fillvalue=""):
        if before and after and _likeness(before, after) >= LIKE:
            yield Paragraph(Change.CHANGED, tuple(_runs(before, after)))
            continue
        if before:
            yield _whole(Change.REMOVED, before)
        if after:
            yield _whole(Change.ADDED, after)


def _likest(old: list[str], new: list[str]) -> tuple[int, int] | None:
    pairs = [(i, j) for i in range(len(old)) for j in range(len(new))]
    best = max(pairs, key=lambda pair: (_likeness(old[pair[0]], new[pair[1]]), -abs(pair[0] - pair[1])))
    return best if _likeness(old[best[0]], new[best[1]]) >= LIKE else None


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split()).quick_ratio()


def _runs(old: str, new: str) -> Iterator[Run]:
    before, after = _tokens(old), _tokens(new)
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > MANY_WORDS)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag == "equal":
            yield Run(Change.SAME, _joined(before[from_old:to_old]))
            continue
        if to_old > from_old:
            yield Run(Change.REMOVED, _joined(before[from_old:to_old]))
        if to_new > from_new:
            yield Run(Change.ADDED, _joined(after[from_new:to_new]))


def _joined(tokens: Sequence[str]) -> str:
    return "".join(tokens)


_TOKEN = re.compile(r"\{\{[^{}\n]*\}\}\s*|\w+(?:['’.,-]\w+)*\s*|[^\w\s]\s*", re.UNICODE)


def _tokens(line: str) -> list[str]:
    """Return words, merge fields and signs, each with the blank behind it: "ten days," is three of them."""
    return _TOKEN.findall(line)
