"""Which letter, and which vote, an entry under `events:` tells about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from advocacy.domain.measures import MeasureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange.history import mapping
from advocacy.exchange.history.records import EventEntry, HistoryFile, LetterEntry, ResolutionEntry
from advocacy.exchange.history.vocabulary import Becomes

_DECIDED = (MeasureStatus.PASSED, MeasureStatus.FAILED)


class Matches:
    """Finds the one record that an entry tells about; more than one, or none, is not certain and gives None.

    The records are indexed by campaign and date: a long file takes no longer per entry than a short one.
    """

    def __init__(self, file: HistoryFile) -> None:
        self._file = file
        self._letters: defaultdict[tuple[str | None, str], list[LetterEntry]] = defaultdict(list)
        self._on: defaultdict[tuple[str | None, str], list[ResolutionEntry]] = defaultdict(list)
        self._within: defaultdict[tuple[str | None, str], list[ResolutionEntry]] = defaultdict(list)
        for letter in file.letters.values():
            self._letters[letter.campaign, letter.date.text].append(letter)
        for resolution in filter(_was_decided, file.resolutions.values()):
            self._on[resolution.campaign, resolution.date.text].append(resolution)
            for wider in _widenings(resolution.date):
                self._within[resolution.campaign, wider].append(resolution)

    def delivery_of(self, letter: LetterEntry) -> EventEntry | None:
        """Return the entry that tells how the letter was delivered, if there is one."""
        return self._deliveries.get(letter.id)

    def night_of(self, resolution: ResolutionEntry) -> EventEntry | None:
        """Return the entry that tells of the sitting in which the resolution was decided, if there is one."""
        return self._nights.get(resolution.id)

    @cached_property
    def claims(self) -> ClaimLinks:
        """Which claims answer which, and where each is used."""
        return ClaimLinks(self._file)

    @cached_property
    def _deliveries(self) -> dict[str, EventEntry]:
        told = self._that_become(Becomes.LETTER_SENDING)
        found = ((self.letter_of(event), event) for event in told)
        return {letter.id: event for letter, event in found if letter is not None}

    @cached_property
    def _nights(self) -> dict[str, EventEntry]:
        told = self._that_become(Becomes.VOTE_EVENT)
        found = ((self.resolution_of(event), event) for event in told)
        return {resolution.id: event for resolution, event in found if resolution is not None}

    def _that_become(self, becomes: Becomes) -> Iterator[EventEntry]:
        for event in self._file.events.values():
            meaning = mapping.EVENT_KINDS.find(event.kind)
            if meaning is not None and meaning.becomes is becomes:
                yield event

    def letter_of(self, event: EventEntry) -> LetterEntry | None:
        """Return the letter of the same campaign and date; the one that `letter` names, if it does."""
        found = self._letters[event.campaign, event.date.text]
        named = [each for each in found if event.letter in (None, each.id)] if event.letter else found
        return named[0] if len(named) == 1 else None

    def resolution_of(self, event: EventEntry) -> ResolutionEntry | None:
        """Return the decided resolution of the same campaign whose date may be the same day.

        A date that is not known, or only by its month or year, contradicts no day in it.
        """
        if event.resolution:
            named = self._file.resolutions.get(event.resolution)
            return named if named is not None and _fits(event, named) else None
        found = [*self._within[event.campaign, event.date.text], *self._wider_than(event)]
        return found[0] if len(found) == 1 else None

    def _wider_than(self, event: EventEntry) -> Iterator[ResolutionEntry]:
        for wider in _widenings(event.date):
            if wider != event.date.text:
                yield from self._on[event.campaign, wider]


def _was_decided(resolution: ResolutionEntry) -> bool:
    status = mapping.RESOLUTION_STATUSES.find(resolution.status) if resolution.status else None
    return status in _DECIDED


def _fits(event: EventEntry, resolution: ResolutionEntry) -> bool:
    one, other = event.date, resolution.date
    may_be_same_day = not one.certainly_before(other) and not one.certainly_after(other)
    return event.campaign == resolution.campaign and _was_decided(resolution) and may_be_same_day


def _widenings(known: PartialDate) -> Iterator[str]:
    """Give the date, its month, its year, and "not known": what contains it."""
    yield known.text
    for length in (7, 4, 0):
        if length < len(known.text):
            yield known.text[:length]


class ClaimLinks:
    """What answers each claim of a file, what it answers, and the letters and asks that use it: ids by claim."""

    def __init__(self, file: HistoryFile) -> None:
        self.answers: defaultdict[str, set[str]] = defaultdict(set)
        self.answered: defaultdict[str, set[str]] = defaultdict(set)
        self.uses: defaultdict[str, set[str]] = defaultdict(set)
        for claim in file.claims.values():
            if claim.countered_by is not None:
                self._answer(claim.id, claim.countered_by)
            if claim.counters is not None:
                self._answer(claim.counters, claim.id)
            if claim.subject in file.asks:
                self.uses[claim.id].add(claim.subject)
        for letter in file.letters.values():
            for claim_id in letter.evidence:
                self.uses[claim_id].add(letter.id)

    def _answer(self, claim_id: str, answer_id: str) -> None:
        self.answers[claim_id].add(answer_id)
        self.answered[answer_id].add(claim_id)
