"""Events: marches, rallies, hearings and the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.localtime import LocalTimeError, Repeated, check_zone, to_utc
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, Precision
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


class EventKind(Word):
    """What people come to."""

    MARCH = "march", N_("March")
    RALLY = "rally", N_("Rally")
    VIGIL = "vigil", N_("Vigil")
    PRESS_CONFERENCE = "press_conference", N_("Press conference")
    HEARING = "hearing", N_("Hearing")
    TOWN_HALL = "town_hall", N_("Town hall")
    TRAINING = "training", N_("Training")
    MEETING = "meeting", N_("Coalition meeting")
    OTHER = "other", N_("Other event")


class EventStatus(Word):
    """Where an event stands."""

    PLANNED = "planned", N_("Planned")
    ANNOUNCED = "announced", N_("Announced")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")
    POSTPONED = "postponed", N_("Postponed")


class EventStep(Word):
    """What can be done with an event."""

    ANNOUNCE = "announce", N_("Announce")
    HOLD = "hold", N_("Mark as held")
    CANCEL = "cancel", N_("Cancel the event")
    POSTPONE = "postpone", N_("Postpone")


_E = EventStatus
EVENT: Workflow[EventStatus, EventStep] = Workflow(
    "event",
    EventStatus.PLANNED,
    {
        **edges(_E.ANNOUNCED, EventStep.ANNOUNCE, _E.PLANNED, _E.POSTPONED),
        **edges(_E.HELD, EventStep.HOLD, _E.PLANNED, _E.ANNOUNCED, activity=ActivityKind.EVENT),
        **edges(_E.CANCELLED, EventStep.CANCEL, _E.PLANNED, _E.ANNOUNCED, _E.POSTPONED),
        **edges(_E.POSTPONED, EventStep.POSTPONE, _E.PLANNED, _E.ANNOUNCED),
    },
)


class RsvpAnswer(Word):
    """What somebody said about coming."""

    GOING = "going", N_("Going")
    MAYBE = "maybe", N_("Maybe")
    NOT_GOING = "not_going", N_("Not going")


class EventPart(Word):
    """What somebody does at an event."""

    HOST = "host", N_("Host")
    SPEAKER = "speaker", N_("Speaker")


OPEN_FOR_RSVP = (EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.POSTPONED)
MOST_DAYS = 31
MOST_GUESTS = 50


@dataclass(frozen=True)
class EventDetails:
    """What somebody says about an event; the place's zone, people and campaigns are given beside it.

    Times are those on the wall of the place. `ends_on` is only for an end on another day than the beginning.
    The two `…_repeated` say which one is meant where the clocks show an hour twice.
    """

    title: str
    event_kind: EventKind
    side: Side = Side.OURS
    happened_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    starts: time | None = None
    ends: time | None = None
    ends_on: date | None = None
    starts_repeated: Repeated = Repeated.ASK
    ends_repeated: Repeated = Repeated.ASK
    place: str = ""
    purpose: str = ""
    people_needed: int | None = None
    interpreters: str = ""
    access_notes: str = ""
    note: str = ""
    zone: str = ""
    """Whose clock the times are on; empty for that of the place."""


TIME_NEEDS_DAY = N_("A time needs the whole day: write the date like 2017-02-02.")
END_NEEDS_START = N_("Give the time it begins, too.")
DAY_NEEDS_END = N_("Give the time it ends on that day.")
END_BEFORE_START = N_("It would end before it begins. For an end after midnight, give the day it ends.")
TOO_LONG = N_("It would last more than %(days)s days. Check the day it ends.")
NOT_BEGUN = N_("It has not begun yet.")
NO_DATE = N_("Give it a date first.")
TICKED_MORE = N_("You ticked %(ticked)s people, but the number is %(number)s.")
RSVP_CLOSED = N_("This event no longer takes answers.")


@dataclass(frozen=True)
class Moments:
    """When it begins and ends, in UTC; what is wrong with the times instead, if something is."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    problems: tuple[Problem, ...] = ()


def moments_of(details: EventDetails, zone: str) -> Moments:
    """Return the moments that the times on the wall of the zone mean, or the problems at their fields."""
    unknown = tuple(check_zone(details.zone))
    if unknown:
        return Moments(problems=unknown)
    if details.starts is None:
        return Moments(problems=tuple(_without_start(details)))
    day = details.happened_on.first_day
    if day is None or details.happened_on.precision is not Precision.DAY:
        return Moments(problems=(Problem("happened_on", TIME_NEEDS_DAY),))
    try:
        starts_at = to_utc(datetime.combine(day, details.starts), zone, repeated=details.starts_repeated)
    except LocalTimeError as error:
        return Moments(problems=(error.problem("starts"),))
    if details.ends is None:
        return Moments(starts_at, problems=(Problem("ends", DAY_NEEDS_END),) if details.ends_on else ())
    return _with_end(starts_at, datetime.combine(details.ends_on or day, details.ends), details, zone)


def _without_start(details: EventDetails) -> Iterator[Problem]:
    if details.ends is not None:
        yield Problem("starts", END_NEEDS_START)
    elif details.ends_on is not None:
        yield Problem("ends", DAY_NEEDS_END)


def _with_end(starts_at: datetime, wall: datetime, details: EventDetails, zone: str) -> Moments:
    try:
        ends_at = to_utc(wall, zone, repeated=details.ends_repeated)
    except LocalTimeError as error:
        return Moments(problems=(error.problem("ends"),))
    if ends_at <= starts_at:
        return Moments(problems=(Problem("ends", END_BEFORE_START),))
    if ends_at - starts_at > timedelta(days=MOST_DAYS):
        return Moments(problems=(Problem("ends_on", TOO_LONG, {"days": MOST_DAYS}),))
    return Moments(starts_at, ends_at)


def check_held(happened_on: PartialDate, today: date) -> Iterator[Problem]:
    """Yield that an event has not begun, when that is certain."""
    if happened_on.certainly_after(today):
        yield Problem("", NOT_BEGUN)


def check_attendance(number: int | None, ticked: int) -> Iterator[Problem]:
    """Yield that fewer people were counted than are ticked by name."""
    if number is not None and number < ticked:
        yield Problem("attendance", TICKED_MORE, {"ticked": ticked, "number": number})
