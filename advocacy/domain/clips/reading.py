"""Reads a text: all findings, each with its passage, and what was not understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advocacy.domain.clips.dates import dates_of
from advocacy.domain.clips.details import Details
from advocacy.domain.clips.figures import figures_of
from advocacy.domain.clips.findings import (
    Clip,
    FoundDate,
    FoundOrganization,
    FoundPerson,
    FoundPlace,
    Riddle,
    Unclear,
    Words,
)
from advocacy.domain.clips.frames import UNSAID, Frames, Item
from advocacy.domain.clips.groups import OUTLETS
from advocacy.domain.clips.known import Known, key_of
from advocacy.domain.clips.mentions import Kind, Reader
from advocacy.domain.clips.offices import OFFICES
from advocacy.domain.clips.people import Group, Someone
from advocacy.domain.clips.quotes import Draft, Quotes
from advocacy.domain.clips.reported import Report, beside_quotes, reports_of
from advocacy.domain.clips.sentences import Article, Sentence
from advocacy.domain.clips.speakers import Memory, Speaker, with_partner
from advocacy.domain.clips.subjects import LEFT_OUT
from advocacy.domain.clips.tokens import tokens_of

NOBODY = Known()
_HEADLINE_MARKS = 8
_SHORTEST_HEADLINE = 2
"""So many marked words at the top of a text may be a headline's; fewer words than this are no quote there."""


def read(text: str, known: Known = NOBODY, published: date | None = None, publisher: str = "") -> Clip:
    """Return what a text says. Never raises, and takes time in proportion to the text.

    `published` is the day of the article, from which "Monday" counts; without it the day that the text itself
    prints above its first paragraph, if it does. `publisher` is whoever printed it, no organization of the story.
    """
    return _Reading(text, known, published, publisher).clip()


class _Reading:
    """One text being read."""

    def __init__(self, text: str, known: Known, published: date | None, publisher: str) -> None:
        self.publisher = key_of(publisher)
        self.article = Article(text)
        self.reader = Reader(self.article, known)
        Details(self.reader)
        self.published = published or _printed_day(self.article)
        self.dates = list(dates_of(text, self.published, self.article.is_quoted))
        self.memory = Memory(self.reader)
        self.quotes = Quotes(self.article, self.memory)
        self.reports: list[tuple[Sentence, list[Item], Report, Speaker]] = []
        self._go_through()

    def _go_through(self) -> None:
        frames = Frames(self.reader)
        for number, sentence in enumerate(self.article.sentences):
            paragraph = self.article.paragraphs[sentence.paragraph]
            if paragraph.is_byline or paragraph.is_heading:
                continue
            items = frames.items(sentence)
            speaker = self.quotes.read(sentence, number, items)
            said = self._take_reports(sentence, number, items)
            speaker = speaker or said
            self.quotes.hear(said)
            self.memory.hear(number, items, speaker)

    def _take_reports(self, sentence: Sentence, number: int, items: list[Item]) -> Speaker | None:
        last = None
        for report in reports_of(items):
            unsaid = report.subject == LEFT_OUT
            subject = UNSAID if unsaid else items[report.subject]
            speaker = self.memory.speaker(subject, number, [] if unsaid else items[: report.subject])
            if isinstance(speaker, Speaker):
                speaker = speaker if unsaid else with_partner(speaker, items, report.subject)
                self.reports.append((sentence, items, report, speaker))
                last = speaker
        return last

    def clip(self) -> Clip:
        """Return all findings."""
        people = {id(someone): _person(someone) for someone in self.reader.cast.people}
        groups = {id(group): _group(group) for group in self.reader.cast.groups if not self._is_publisher(group)}
        quotes = [self._quote(draft, people, groups) for draft in self.quotes.drafts]
        marked = {run for draft in self.quotes.drafts if isinstance(draft.speaker, Speaker) for run in draft.runs}
        beside = [
            (sentence, items, rest, speaker)
            for sentence, items, report, speaker in self.reports
            if (rest := beside_quotes(items, report, marked)) is not None
        ]
        reported = [self._reported(*report, people, groups) for report in beside]
        return Clip(
            text=self.article.text,
            published=self.published.isoformat() if self.published else "",
            headline=self._line("is_heading"),
            reporter=_name_of_byline(self._line("is_byline")),
            quotes=tuple(self._with_headline([words for words in quotes if words])),
            reported=tuple(reported),
            dates=tuple(self._dates()),
            people=tuple(sorted(people.values(), key=lambda person: person.start)),
            organizations=tuple(sorted(groups.values(), key=lambda group: group.start)),
            figures=tuple(figures_of(self.article, self.dates)),
            places=tuple(FoundPlace(start, end, name) for name, (start, end) in self.reader.cast.places.values()),
            unclear=tuple(sorted(self._unclear(), key=lambda unclear: unclear.start)),
        )

    def _is_publisher(self, group: Group) -> bool:
        """Tell whether it is the newspaper itself; a coalition's own press release is about the coalition."""
        is_outlet = not OUTLETS.isdisjoint(self.publisher)
        return is_outlet and key_of(group.name)[-len(self.publisher) :] == self.publisher

    def _quote(
        self, draft: Draft, people: dict[int, FoundPerson], groups: dict[int, FoundOrganization]
    ) -> Words | None:
        if not isinstance(draft.speaker, Speaker):
            return None
        pieces = tuple((self.article.marked[run].start, self.article.marked[run].end) for run in draft.runs)
        text = self.quotes.text_of(draft)
        who = id(draft.speaker.who)
        if not text:
            return None
        called = _called(draft.speaker)
        return Words(pieces[0][0], pieces[-1][1], text, called, people.get(who), groups.get(who), pieces)

    def _with_headline(self, quotes: list[Words]) -> list[Words]:
        """Add the words that a headline takes from a quote of the text: they are the same speaker's."""
        said = [(f" {' '.join(_folded(words.text))} ", words) for words in quotes]
        found = []
        for marked in self.article.marked[:_HEADLINE_MARKS]:
            paragraph = self.article.paragraph_of[marked.first]
            text = " ".join(self.article.text[marked.start : marked.end].split()).strip(" ,;")
            inner = " ".join(_folded(text))
            if not self.article.paragraphs[paragraph].is_heading or len(inner.split()) < _SHORTEST_HEADLINE:
                continue
            whose = next((words for whole, words in said if f" {inner} " in whole), None)
            if whose is not None:
                span = (marked.start, marked.end)
                found.append(replace(whose, start=span[0], end=span[1], text=text, pieces=(span,), is_headline=True))
        return [*found, *quotes]

    def _reported(
        self,
        sentence: Sentence,
        items: list[Item],
        report: Report,
        speaker: Speaker,
        people: dict[int, FoundPerson],
        groups: dict[int, FoundOrganization],
    ) -> Words:
        tokens, text = self.article.tokens, self.article.text
        spans = [
            (tokens[items[first].first].start, tokens[items[last - 1].last - 1].end) for first, last in report.spans
        ]
        words = " ".join(" ".join(text[start:end].split()).strip(" ,;.—") for start, end in spans)
        first, last = tokens[sentence.first].start, tokens[sentence.last - 1].end
        who = id(speaker.who)
        return Words(first, last, words, _called(speaker), people.get(who), groups.get(who), tuple(spans))

    def _dates(self) -> list[FoundDate]:
        seen: set[tuple[str, str | None]] = set()
        found = []
        for when in self.dates:
            key = (when.text.casefold(), when.value)
            if key not in seen:
                seen.add(key)
                found.append(when)
        return found

    def _unclear(self) -> list[Unclear]:
        article = self.article
        found = []
        for draft in self.quotes.drafts:
            if isinstance(draft.speaker, Riddle):
                runs, words = [article.marked[run] for run in draft.runs], self.quotes.text_of(draft)
                if words:
                    found.append(Unclear(runs[0].start, runs[-1].end, words, draft.speaker))
        for index in article.stray:
            token = article.tokens[index]
            found.append(Unclear(token.start, token.end, token.text, Riddle.OPEN_QUOTE))
        for mention in self.reader.mentions:
            if mention.kind is Kind.UNCLEAR:
                start, end = article.tokens[mention.first].start, article.tokens[mention.last - 1].end
                found.append(Unclear(start, end, article.text[start:end], Riddle.TWO_PEOPLE))
        return found

    def _line(self, what: str) -> str:
        for paragraph in self.article.paragraphs[:6]:
            if getattr(paragraph, what):
                return " ".join(self.article.text[paragraph.start : paragraph.end].split())
        return ""


def _called(speaker: Speaker) -> str:
    """Return the words for a speaker: "Coach Rivera" for whom the text never gives a first name."""
    who = speaker.who
    if not isinstance(who, Someone) or who.known is not None or " " in who.name or speaker.words != who.name:
        return speaker.words
    office = key_of(who.said)
    return f"{who.said} {who.name}" if office and office[-1] in OFFICES and who.said[0].isupper() else who.name


def _folded(text: str) -> list[str]:
    return [token.key for token in tokens_of(text) if token.is_word or token.kind == "number"]


def _person(someone: Someone) -> FoundPerson:
    office = someone.office if set(key_of(someone.said)) & set(key_of(someone.office)) else someone.said
    return FoundPerson(
        *someone.at, someone.name, office or someone.office, someone.affiliation, someone.known, someone.is_reporter
    )


def _group(group: Group) -> FoundOrganization:
    return FoundOrganization(*group.at, group.name, group.known)


def _name_of_byline(line: str) -> str:
    return line.partition(" ")[2].partition(",")[0].strip()


def _printed_day(article: Article) -> date | None:
    """Return the day printed above or below the headline ("Published Feb. 2, 2017"), if it is whole."""
    for paragraph in article.paragraphs[:6]:
        words = article.text[paragraph.start : paragraph.end]
        if len(words) > 80 or not (paragraph.is_heading or paragraph.is_byline):
            continue
        for found in dates_of(words, None):
            if found.value and len(found.value) == 10:
                return date.fromisoformat(found.value)
    return None
