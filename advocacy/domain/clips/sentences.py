"""Sentences, seen from outside the quotation marks: marked words count as one thing in the sentence that holds them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from advocacy.domain.clips.groups import COMMON_STARTS, MONTHS_AND_DAYS, STATE_SHORT
from advocacy.domain.clips.marks import Marked, pair_marks
from advocacy.domain.clips.offices import OFFICES
from advocacy.domain.clips.paragraphs import Paragraph, paragraphs_of
from advocacy.domain.clips.tokens import Token, tokens_of, word_set
from advocacy.domain.clips.verbs import AUXILIARIES, HE, SAYING, SHE, THEY

ABBREVIATIONS = STATE_SHORT | word_set("""
    mr mrs ms mx dr dra sr sra srta jr st ste ave blvd rd gov sen rep sgt lt capt col gen rev fr prof hon supt insp det
    asst
    jan feb mar apr jun jul aug sept sep oct nov dec no inc corp co ltd vs u.s dept lic ing arq num
    """)
"""A full stop after these ends no sentence by itself."""
TERMINALS = frozenset({".", "?", "!", "…", "..."})
_LOOK_AHEAD = 7
_SPANISH, _ENGLISH = word_set("el la los las de del que y en"), word_set("the of and to in that was")
_NO_ATTRIBUTION = word_set("agreed disagreed began objected ordered ruled protested spoke responded replied")
"""After a full stop and a closing mark they tell what happened next."""


@dataclass(frozen=True)
class Sentence:
    """Token numbers from `first` to `last` (not included), and the number of its paragraph."""

    first: int
    last: int
    paragraph: int


class Article:
    """A text taken apart: its words, paragraphs, marked words and sentences."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokens_of(text)
        self.keys = [token.key for token in self.tokens]
        self.paragraphs: list[Paragraph] = _with_body(paragraphs_of(text))
        self.bounds = list(_token_bounds(self.paragraphs, self.tokens))
        self.marked: list[Marked] = []
        self.stray: list[int] = []
        self.inside: list[int] = [-1] * len(self.tokens)
        """For each token the number of the marked words it belongs to (marks included), or -1."""
        self._pair()

    def _pair(self) -> None:
        single = not any(sign in self.text for sign in '“"«')
        for (first, last), paragraph in zip(self.bounds, self.paragraphs, strict=True):
            found = pair_marks(self.text, self.tokens, first, last, single=single or paragraph.is_heading)
            self.stray += found.stray
            for marked in found.marked:
                number = len(self.marked)
                self.marked.append(marked)
                self.inside[marked.first : marked.last + 1] = [number] * (marked.last + 1 - marked.first)

    @cached_property
    def is_spanish(self) -> bool:
        """Whether most small words of the text are Spanish."""
        spanish = sum(key in _SPANISH for key in self.keys)
        return spanish > sum(key in _ENGLISH for key in self.keys)

    def is_quoted(self, at: int) -> bool:
        """Tell whether a character stands in quotation marks."""
        number = bisect(self._mark_starts, at) - 1
        return number >= 0 and at < self.marked[number].end

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [marked.start for marked in self.marked]

    @cached_property
    def paragraph_of(self) -> list[int]:
        """For each token the number of its paragraph."""
        numbers = [0] * len(self.tokens)
        for number, (first, last) in enumerate(self.bounds):
            numbers[first:last] = [number] * (last - first)
        return numbers

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Single capitalised words that govern a verb of speech: last names, mostly."""
        found = set()
        for index in range(1, len(self.tokens) - 1):
            if self.keys[index] in SAYING and self.tokens[index - 1].is_capital and not self.begins[index - 1]:
                found.add(self.keys[index - 1])
            elif self.keys[index] in SAYING and self.tokens[index + 1].is_capital:
                found.add(self.keys[index + 1])
        return frozenset(found - COMMON_STARTS - MONTHS_AND_DAYS)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that the text also writes small: names are not among them."""
        return frozenset(token.key for token in self.tokens if token.is_word and token.text.islower())

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Words that stand with a capital where no sentence begins: names, or parts of names."""
        bodies = [not paragraph.is_heading for paragraph in self.paragraphs]
        return frozenset(
            token.key
            for index, token in enumerate(self.tokens)
            if token.is_capital and not self.begins[index] and bodies[self.paragraph_of[index]]
        )

    @cached_property
    def begins(self) -> list[bool]:
        """For each token whether a sentence may begin there, inside marks too: its capital says nothing."""
        firsts = self._firsts
        return [index in firsts or self._follows_an_end(index) for index in range(len(self.tokens))]

    @cached_property
    def _firsts(self) -> frozenset[int]:
        return frozenset(first for first, _last in self.bounds)

    def _follows_an_end(self, index: int) -> bool:
        before = self.tokens[index - 1] if index else None
        if before is None or (before.text == "-" and index - 1 in self._firsts):
            return True
        number = self.inside[index - 1]
        is_closing = number >= 0 and self.marked[number].last == index - 1 and not self.marked[number].is_open
        if is_closing or before.text in {"”", "»", "’"}:
            return index > 1 and self.tokens[index - 2].text in TERMINALS
        if before.text in {"“", '"', "«", "‘", "¿", "¡", "—", "–", ":", "•", "*", "(", ")"}:
            return True
        return before.text in TERMINALS and not self.is_abbreviation(index - 2)

    def is_abbreviation(self, index: int) -> bool:
        """Tell whether the token is a word that is written with a full stop, or an initial."""
        if index < 0:
            return False
        token = self.tokens[index]
        if token.key == "no":  # "No. 5", but "they said no."
            return index + 2 < len(self.tokens) and self.tokens[index + 2].kind == "number"
        if token.key in STATE_SHORT and not token.is_capital:  # "she told me."
            return False
        return token.key in ABBREVIATIONS or token.kind == "initials" or (len(token.text) == 1 and token.is_capital)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences of the body; headings and bylines are one each."""
        found = []
        for number, (first, last) in enumerate(self.bounds):
            found += [Sentence(start, end, number) for start, end in self._split(first, last)]
        return found

    def _split(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        start, index = first, first
        while index < last:
            number = self.inside[index]
            if number >= 0:
                index = min(self.marked[number].last + 1, last)
                ends = self._ends_after_marked(self.marked[number], index, last)
            else:
                index += 1
                ends = self._ends_at(index - 1, last)
            if ends:
                yield start, index
                start = index
        if start < last:
            yield start, last

    def _ends_at(self, index: int, last: int) -> bool:
        """Tell whether the sentence ends with this token outside marks."""
        if self.tokens[index].text not in TERMINALS or index + 1 >= last:
            return False
        following = self.tokens[index + 1]
        if following.text in TERMINALS or (following.is_word and not following.is_capital):
            return False
        if following.start == self.tokens[index].end and following.text not in {'"', "“", "«", ")"}:
            return False
        return not self.is_abbreviation(index - 1) or self._is_surely_new(index)

    def _is_surely_new(self, index: int) -> bool:
        """After an abbreviation only a small start word shows a new sentence ("in Springfield, Mass. The mayor …")."""
        return self.keys[index + 1] in {"the", "he", "she", "they", "it", "but", "el", "ella", "los", "las"}

    def _ends_after_marked(self, marked: Marked, index: int, last: int) -> bool:
        """Tell whether marked words that end with a full stop end the sentence, or an attribution follows."""
        if index >= last or marked.last == marked.first:
            return False
        before = self.tokens[marked.last - 1].text
        if before not in TERMINALS:
            return False
        following = self.tokens[index]
        if following.text in {'"', "“", "«", "‘"} and self.inside[index] >= 0:
            return True
        if not following.is_capital:
            return following.kind == "number"
        return not self._attribution_follows(index, last, is_statement=before == ".")

    def _attribution_follows(self, index: int, last: int, *, is_statement: bool) -> bool:
        """Tell whether a name and a verb of speech stand before the next sign; after a full stop, nothing more."""
        for number in range(index, min(index + _LOOK_AHEAD, last)):
            token = self.tokens[number]
            if token.key in SAYING and number == index and is_statement:
                return number + 1 < last and self.tokens[number + 1].is_capital
            if token.key in SAYING:
                if is_statement and token.key in _NO_ATTRIBUTION:
                    return False
                return not is_statement or number + 1 >= last or not self.tokens[number + 1].is_word
            small = token.key in AUXILIARIES | OFFICES | HE | SHE | THEY or token.key in {"the", "la", "los", "de"}
            if not (token.is_capital or small or (token.text == "." and self.is_abbreviation(number - 1))):
                return False
        return False


def _with_body(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A text of headings alone has no heading: it is its own body."""
    if any(not paragraph.is_heading and not paragraph.is_byline for paragraph in paragraphs):
        return paragraphs
    return [Paragraph(paragraph.start, paragraph.end) for paragraph in paragraphs]


def _token_bounds(paragraphs: Sequence[Paragraph], tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    index = 0
    for paragraph in paragraphs:
        first = index
        while index < len(tokens) and tokens[index].start < paragraph.end:
            index += 1
        yield first, index
