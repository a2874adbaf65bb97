"""Checks of one record by itself: do its dates, counts and words fit together?

What involves other records is in crossing.py. Everything here is null-safe: a value that could not be
read has been noted, and the rest of the record is still checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from advocacy.domain.events import EventStatus
from advocacy.domain.measures import Binding, MeasureStatus
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.precedents import Standing
from advocacy.domain.words import N_
from advocacy.exchange.history import mapping
from advocacy.exchange.history.problems import Spot
from advocacy.exchange.history.records import (
    CampaignEntry,
    ClaimEntry,
    EventEntry,
    FederalEntry,
    LegislationEntry,
    LetterEntry,
    LitigationEntry,
    MediaEntry,
    MeetingRequestEntry,
    PersonEntry,
    PrecedentEntry,
    ResolutionEntry,
    SourceEntry,
    StatementEntry,
)
from advocacy.exchange.history.vocabulary import Becomes, PersonKind, Vocabulary
from advocacy.exchange.history.votes import check_vote

IN_THE_FUTURE = N_("“%(key)s” is %(date)s, which has not come yet.")
WRONG_ORDER = N_("“%(later)s” (%(later_date)s) is before “%(earlier)s” (%(earlier_date)s).")

DECIDED = frozenset({MeasureStatus.PASSED, MeasureStatus.FAILED})


def check_entry(entry: Any, spot: Spot, today: date) -> None:
    """Note what does not fit together in one record that will be loaded."""
    check = _CHECKS.get(type(entry))
    if check is not None:
        check(entry, spot, today)


def check_dates(values: Mapping[str, Any], line: int, spot: Spot) -> None:
    """Note days around an unknown date that contradict it or each other."""
    known: PartialDate | None = values.get("date")
    first, last = values.get("not_before"), values.get("not_after")
    if first and last and first > last:
        spot.says(line, N_("“not_before” is after “not_after”."))
    if known is None or not (first or last):
        return
    if known.precision is Precision.DAY:
        spot.says(line, N_("“not_before” and “not_after” are for dates that are not known to the day."))
    elif (first and known.certainly_before(first)) or (last and known.certainly_after(last)):
        spot.says(line, N_("The date %(date)s is not within “not_before” and “not_after”."), date=known.text)


def _check_person(person: PersonEntry, spot: Spot, today: date) -> None:
    if person.name is None and not (person.role or person.office):
        spot.says(person.line, N_("A person without a name needs a “role” that says who it is."))
    if _meaning(mapping.PERSON_KINDS, person.kind) is PersonKind.OFFICIAL and not person.office:
        spot.says(person.line, N_("An official needs an “office”."))


def _check_campaign(campaign: CampaignEntry, spot: Spot, today: date) -> None:
    _in_order(campaign.line, spot, ("start", campaign.start), ("end", campaign.end))
    _not_in_future(campaign.line, spot, today, end=campaign.end)


def _check_source(source: SourceEntry | MediaEntry, spot: Spot, today: date) -> None:
    _not_in_future(source.line, spot, today, date=source.date)


def _check_letter(letter: LetterEntry, spot: Spot, today: date) -> None:
    _check_dated(letter, spot)
    _not_in_future(letter.line, spot, today, date=letter.date)
    reply = letter.reply
    if reply is not None:
        _not_in_future(letter.line, spot, today, **{"reply.date": reply.date})
        if reply.date.certainly_before(letter.date):
            spot.says(
                letter.line,
                N_("The reply (%(reply)s) is before the letter (%(letter)s)."),
                reply=reply.date.text,
                letter=letter.date.text,
            )
        elif letter.not_before and reply.date.certainly_before(letter.not_before):
            spot.says(
                letter.line,
                N_("The reply (%(reply)s) is before the letter (not before %(letter)s)."),
                reply=reply.date.text,
                letter=letter.not_before.isoformat(),
            )
    _check_signers(letter, spot)


def _check_signers(letter: LetterEntry, spot: Spot) -> None:
    for signer in letter.signers:
        if bool(signer.person) == bool(signer.organization):
            spot.says(letter.line, N_("A signer is a person or an organization, one of the two."))
    named = {signer.person or signer.organization for signer in letter.signers}
    if len(named) < len(letter.signers):
        spot.says(letter.line, N_("Somebody is named twice among the signers."))
    if letter.signer_count is not None and letter.signer_count < len(named):
        spot.says(
            letter.line,
            N_("“signer_count” is %(count)s, but %(named)s signers are named."),
            count=letter.signer_count,
            named=len(named),
        )


def _check_meeting(meeting: MeetingRequestEntry, spot: Spot, today: date) -> None:
    _check_dated(meeting, spot)
    _in_order(meeting.line, spot, ("request_date", meeting.request_date), ("outcome_date", meeting.outcome_date))
    _in_order(meeting.line, spot, ("request_date", meeting.request_date), ("date", meeting.date))
    _not_in_future(
        meeting.line,
        spot,
        today,
        request_date=meeting.request_date,
        outcome_date=meeting.outcome_date,
        date=meeting.date,
    )
    if meeting.outcome_date and not meeting.outcome:
        spot.says(meeting.line, N_("There is an “outcome_date” without an “outcome”."))


def _check_resolution(resolution: ResolutionEntry, spot: Spot, today: date) -> None:
    _check_dated(resolution, spot)
    status = _meaning(mapping.RESOLUTION_STATUSES, resolution.status)
    if status in DECIDED:
        _not_in_future(resolution.line, spot, today, date=resolution.date)
    form = _meaning(mapping.RESOLUTION_KINDS, resolution.kind)
    if form is not None and resolution.binding is not None:
        stated = Binding.YES if resolution.binding else Binding.NO
        if form.binding not in (Binding.NOT_KNOWN, stated):
            spot.says(
                resolution.line,
                N_("“binding” contradicts the kind “%(kind)s”."),
                kind=resolution.kind,
            )
    if resolution.vote is not None and status is not None:
        check_vote(resolution.vote, status, resolution.line, spot)


def _check_event(event: EventEntry, spot: Spot, today: date) -> None:
    _check_dated(event, spot)
    status = _meaning(mapping.EVENT_STATUSES, event.status)
    if status is EventStatus.HELD:
        _not_in_future(event.line, spot, today, date=event.date)
    elif event.attendance is not None:
        spot.says(event.line, N_("There is an “attendance”, but the event is not said to have been held."))
    _check_becomes(event, status, spot)
    _check_weekday(event, spot)


def _check_statement(statement: StatementEntry, spot: Spot, today: date) -> None:
    _check_dated(statement, spot)
    _not_in_future(statement.line, spot, today, date=statement.date)
    if not (statement.speaker or statement.organizations or statement.speaker_words):
        spot.says(statement.line, N_("Somebody must have said it: “speaker”, “organizations” or “speaker_words”."))


def _check_becomes(event: EventEntry, status: EventStatus | None, spot: Spot) -> None:
    """Note keys that only some kinds of entries under `events:` have."""
    meaning = _meaning(mapping.EVENT_KINDS, event.kind)
    if meaning is None:
        return
    if event.letter and meaning.becomes is not Becomes.LETTER_SENDING:
        spot.says(event.line, N_("“letter” is only for a letter delivery."))
    if event.resolution and meaning.becomes is not Becomes.VOTE_EVENT:
        spot.says(event.line, N_("“resolution” is only for a council vote."))
    if meaning.becomes is not Becomes.EVENT and status not in (None, EventStatus.HELD):
        spot.says(
            event.line,
            N_("A “%(kind)s” is loaded when it has happened; its status is “%(status)s”."),
            kind=event.kind,
            status=event.status,
        )


def _check_weekday(event: EventEntry, spot: Spot) -> None:
    number = _meaning(mapping.WEEKDAYS, event.weekday)
    if number is None or event.date.precision is not Precision.DAY or event.date.first_day is None:
        return
    actual = event.date.first_day.weekday()
    if actual != number:
        names = list(mapping.WEEKDAYS.words)
        spot.says(
            event.line,
            N_("%(date)s is a %(actual)s, not a %(stated)s."),
            date=event.date.text,
            actual=names[actual],
            stated=names[number],
        )


def _check_dated(entry: Any, spot: Spot) -> None:
    values = {name: getattr(entry, name) for name in ("date", "not_before", "not_after")}
    check_dates(values, entry.line, spot)


def _in_order(line: int, spot: Spot, earlier: tuple[str, PartialDate], later: tuple[str, PartialDate]) -> None:
    if later[1].certainly_before(earlier[1]):
        spot.says(
            line,
            WRONG_ORDER,
            later=later[0],
            later_date=later[1].text,
            earlier=earlier[0],
            earlier_date=earlier[1].text,
        )


def _not_in_future(line: int, spot: Spot, today: date, **dates: PartialDate) -> None:
    """Note dates of things that have happened but lie after today; a day's grace for time zones."""
    for key, known in dates.items():
        if known.certainly_after(today + timedelta(days=1)):
            spot.says(line, IN_THE_FUTURE, key=key, date=known.text)


def _meaning(table: Vocabulary[Any], word: str | None) -> Any:
    """Return what a word becomes; None for no word, and for one that has been refused already."""
    return None if word is None else table.find(word)


def _check_precedent(precedent: PrecedentEntry, spot: Spot, today: date) -> None:
    _check_dated(precedent, spot)
    if _meaning(mapping.STANDINGS, precedent.standing) is not Standing.PROPOSED:
        _not_in_future(precedent.line, spot, today, date=precedent.date)


def _check_instrument(entry: FederalEntry | LegislationEntry, spot: Spot, today: date) -> None:
    _check_dated(entry, spot)
    _not_in_future(entry.line, spot, today, date=entry.date)


def _check_claim(claim: ClaimEntry, spot: Spot, today: date) -> None:
    _not_in_future(claim.line, spot, today, date=claim.date)
    if claim.id in (claim.counters, claim.countered_by):
        spot.says(claim.line, N_("A claim cannot counter itself."))


def _check_litigation(case: LitigationEntry, spot: Spot, today: date) -> None:
    _not_in_future(case.line, spot, today, filed=case.filed, joined=case.joined)
    _in_order(case.line, spot, ("filed", case.filed), ("joined", case.joined))


_CHECKS: Mapping[type, Callable[[Any, Spot, date], None]] = {
    SourceEntry: _check_source,
    MediaEntry: _check_source,
    PersonEntry: _check_person,
    CampaignEntry: _check_campaign,
    LetterEntry: _check_letter,
    MeetingRequestEntry: _check_meeting,
    ResolutionEntry: _check_resolution,
    EventEntry: _check_event,
    StatementEntry: _check_statement,
    PrecedentEntry: _check_precedent,
    FederalEntry: _check_instrument,
    LegislationEntry: _check_instrument,
    ClaimEntry: _check_claim,
    LitigationEntry: _check_litigation,
}
