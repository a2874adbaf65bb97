"""What a reading proposes to put on file: statements, happenings, claims, new people. Nobody ticked any yet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from advocacy.domain.clips.findings import Clip, Found, FoundDate, FoundOrganization, FoundPerson, Words
from advocacy.domain.clips.known import KnownOrganization, KnownPerson
from advocacy.domain.clips.sentences import Article
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.text import Limits, count_words

KnownParty = KnownPerson | KnownOrganization
MOST_STATEMENTS = 40
MOST_HAPPENINGS = 20
MOST_CLAIMS = 20
MOST_PEOPLE = 20
"""How many of each are proposed at most; the rest of a very long text is read again on its own."""
_MOST = (MOST_STATEMENTS, MOST_HAPPENINGS, MOST_CLAIMS, MOST_PEOPLE)


@dataclass(frozen=True)
class ProposedStatement(Found):
    """Words of somebody. `speaker` is None where nobody on file is named; then `in_words` says who spoke."""

    speaker: KnownParty | None
    in_words: str
    quote: str = ""
    summary: str = ""
    said_on: PartialDate = NOT_KNOWN

    @property
    def is_sure(self) -> bool:
        """Whether it can be saved as it stands: words in quotation marks, short enough, by somebody on file."""
        return bool(self.quote) and self.speaker is not None and count_words(self.quote) <= Limits.MAX_QUOTE_WORDS


@dataclass(frozen=True)
class ProposedHappening(Found):
    """A dated sentence that nobody is quoted in, and who on file is named there."""

    summary: str
    occurred_on: PartialDate
    with_whom: tuple[KnownParty, ...] = ()


@dataclass(frozen=True)
class ProposedClaim(Found):
    """A sentence with a figure. `speaker` or `in_words` says whose figure it is; neither where nobody is quoted."""

    text: str
    figure: str
    unit: str
    speaker: KnownParty | None = None
    in_words: str = ""


@dataclass(frozen=True)
class ProposedPerson(Found):
    """Somebody with a whole name who is not on file."""

    given_name: str
    family_name: str
    role: str = ""
    organization: KnownOrganization | None = None


@dataclass(frozen=True)
class Proposals:
    """All that is proposed, and how many more were found than are shown."""

    statements: tuple[ProposedStatement, ...]
    happenings: tuple[ProposedHappening, ...]
    claims: tuple[ProposedClaim, ...]
    people: tuple[ProposedPerson, ...]
    left_out: int = 0

    def __bool__(self) -> bool:
        """Whether anything is proposed."""
        return bool(self.statements or self.happenings or self.claims or self.people)


def proposals_of(clip: Clip) -> Proposals:
    """Return what a reading proposes, each list in the order of the text."""
    maker = _Maker(clip)
    statements = sorted(maker.statements(), key=lambda each: (each.start, each.end))
    happenings, claims, people = list(maker.happenings()), list(maker.claims()), list(maker.people())
    found = (len(statements), len(happenings), len(claims), len(people))
    return Proposals(
        tuple(statements[:MOST_STATEMENTS]),
        tuple(happenings[:MOST_HAPPENINGS]),
        tuple(claims[:MOST_CLAIMS]),
        tuple(people[:MOST_PEOPLE]),
        left_out=sum(max(0, count - most) for count, most in zip(found, _MOST, strict=True)),
    )


class _Maker:
    """Makes proposals of one reading."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self.groups = {group.name: group for group in clip.organizations}

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """First and last character of every sentence of the text itself: no headline, no byline."""
        article = Article(self.clip.text)
        return [
            (article.tokens[each.first].start, article.tokens[each.last - 1].end)
            for each in article.sentences
            if not (article.paragraphs[each.paragraph].is_byline or article.paragraphs[each.paragraph].is_heading)
        ]

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins."""
        return [start for start, _end in self.sentences]

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Return the sentence that holds a character, or nothing of the text."""
        number = bisect_right(self.starts, at) - 1
        return self.sentences[number] if number >= 0 and at < self.sentences[number][1] else (at, at)

    def statements(self) -> Iterator[ProposedStatement]:
        """Yield quotes and reported speech."""
        for words in (words for words in self.clip.quotes if not words.is_headline):
            yield self._statement(words, quote=words.text)
        for words in self.clip.reported:
            yield self._statement(words, summary=words.text)

    def _statement(self, words: Words, *, quote: str = "", summary: str = "") -> ProposedStatement:
        party = words.person or words.organization
        known = party.known if party is not None else None
        said_on = self._day_beside(words)
        return ProposedStatement(
            words.start,
            words.end,
            known,
            "" if known else words.speaker,
            quote,
            summary[:1].upper() + summary[1:],
            said_on,
        )

    def _said_by(self, words: Words) -> tuple[KnownParty | None, str]:
        """Return whose words they are: somebody on file, else the name or the words that the text gives."""
        party = words.person or words.organization
        known = party.known if party is not None else None
        return known, "" if known else words.speaker[: Limits.MAX_SHORT]

    def _day_beside(self, words: Words) -> PartialDate:
        """Return the one date that the sentence gives outside the words themselves; none where it gives two."""
        spoken = words.pieces or ((words.start, words.end),)
        around = {self.sentence_at(start) for start, _end in spoken}
        days = {
            date.value
            for date in self.dates
            if date.value
            and any(start <= date.start < end for start, end in around)
            and not any(start <= date.start < end for start, end in spoken)
        }
        if len(days) > 1:  # a dateline says when it was written
            days.discard(self.clip.published)
        return PartialDate(days.pop()) if len(days) == 1 else NOT_KNOWN

    @cached_property
    def dates(self) -> list[FoundDate]:
        """All places of all dates: the reading gives each date once."""
        found: list[FoundDate] = []
        for date in self.clip.dates:
            at = date.start
            while at >= 0 and len(found) < 500:
                found.append(FoundDate(at, at + len(date.text), date.text, date.value))
                at = self.clip.text.find(date.text, at + len(date.text)) if len(date.text) > 5 else -1
        return found

    def happenings(self) -> Iterator[ProposedHappening]:
        """Yield sentences with one date that is past by the day of the article, where nobody is quoted or reported."""
        spoken = {self.sentence_at(start) for words in self._spoken() for start, _end in words.pieces}
        days: dict[tuple[int, int], set[str]] = {}
        for date in self.dates:
            start, end = self.sentence_at(date.start)
            if date.value and start < end and (start, end) not in spoken:
                days.setdefault((start, end), set()).add(date.value)
        for (start, end), values in sorted(days.items()):
            occurred_on = PartialDate(values.pop())
            if not values and not self._is_to_come(occurred_on):
                summary = _short(self.clip.text[start:end])
                yield ProposedHappening(start, end, summary, occurred_on, self._named_between(start, end))

    def _spoken(self) -> tuple[Words, ...]:
        return (*self.clip.quotes, *self.clip.reported)

    def _is_to_come(self, when: PartialDate) -> bool:
        return len(self.clip.published) == 10 and when.text[:10] > self.clip.published

    def _named_between(self, start: int, end: int) -> tuple[KnownParty, ...]:
        """Return who on file is first named in a sentence, or named there again in full."""
        sentence = self.clip.text[start:end]
        found: list[FoundPerson | FoundOrganization] = [*self.clip.people, *self.clip.organizations]
        return tuple(
            each.known for each in found if each.known and (start <= each.start < end or each.name in sentence)
        )

    def claims(self) -> Iterator[ProposedClaim]:
        """Yield each sentence with a figure that counts something, with the first of its figures."""
        spoken = {self.sentence_at(start): words for words in self._spoken() for start, _end in words.pieces}
        seen = set()
        for figure in self.clip.figures:
            start, end = self.sentence_at(figure.start)
            if figure.what and start < end and (start, end) not in seen:
                seen.add((start, end))
                words = spoken.get((start, end))
                known, in_words = self._said_by(words) if words is not None else (None, "")
                text = _short(self.clip.text[start:end], Limits.MAX_NOTE)
                yield ProposedClaim(start, end, text, _short(figure.text), _short(figure.what), known, in_words)

    def people(self) -> Iterator[ProposedPerson]:
        """Yield people with at least two names who are not on file; not those who wrote the text."""
        for person in self.clip.people:
            given, _, family = person.name.strip().rpartition(" ")
            if person.known is None and given and not person.is_reporter:
                group = self.groups.get(person.affiliation)
                known = group.known if group is not None else None
                role = person.office if known or not person.affiliation else _role(person)
                yield ProposedPerson(person.start, person.end, given, family, role[: Limits.MAX_SHORT], known)


def _role(person: FoundPerson) -> str:
    return ", ".join(part for part in (person.office, person.affiliation) if part)


def _short(text: str, most: int = Limits.MAX_SHORT) -> str:
    """Return a text on one line, cut between words where it is longer than `most` characters."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return f"{words[: most - 1].rpartition(' ')[0] or words[: most - 1]}…"


@dataclass(frozen=True)
class Passage:
    """Words of the text, with a little of what stands around them in their paragraph."""

    before: str
    words: str
    after: str


def passage_of(text: str, start: int, end: int, *, around: int = 160) -> Passage:
    """Return the passage between two characters. What lies outside the text is left out."""
    start, end = min(start, len(text)), min(max(start, end), len(text))
    before = text[max(0, start - around) : start].rpartition("\n")[2]
    after = text[end : end + around].partition("\n")[0]
    is_cut_before = len(before) == around
    is_cut_after = len(after) == around and end + around < len(text)
    return Passage(
        f"…{before.partition(' ')[2]}" if is_cut_before else before,
        text[start:end],
        f"{after.rpartition(' ')[0]}…" if is_cut_after else after,
    )
