"""Between UTC, which is stored, and the clock on the wall of a place, which people read and type.

A place is an IANA zone ("America/New_York"). Twice a year its clocks lie: in spring an hour is skipped, in
autumn one comes twice. What a person typed in such an hour is refused with a sentence, or resolved when the
person has said which of the two is meant. Only arithmetic is here; printing is done where pages are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word

UNKNOWN_ZONE = N_("This time zone is not known: %(zone)s.")
SKIPPED = N_("The clocks in %(zone)s skip %(time)s on %(day)s. Choose another time.")
TWICE = N_("%(time)s comes twice on %(day)s in %(zone)s, because the clocks are set back. Say which one.")

TOO_FAR = N_("That year is too far away.")


class LocalTimeError(ValueError):
    """The time or the zone does not say which moment is meant. `message` is a message id."""

    def __init__(self, message: str, **params: str) -> None:
        self.message = message
        self.params = params
        super().__init__(message % params)

    def problem(self, field: str) -> Problem:
        """Return the same as a problem at `field`."""
        return Problem(field, self.message, self.params)


class Repeated(Word):
    """Which one is meant when the clocks show an hour twice."""

    ASK = "ask", N_("Not said")
    FIRST = "first", N_("The first one, before the clocks are set back")
    SECOND = "second", N_("The second one, after the clocks are set back")


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone; raise LocalTimeError for a name that is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise LocalTimeError(UNKNOWN_ZONE, zone=name[:60]) from None


def check_zone(name: str) -> Iterator[Problem]:
    """Yield that a zone is not known; no name at all is no problem: then another place gives the zone."""
    try:
        if name:
            zone_named(name)
    except LocalTimeError as error:
        yield error.problem("zone")


def to_local(moment: datetime, zone: str) -> datetime:
    """Return the moment as the clock of the zone shows it. Raises ValueError for a time without a zone."""
    return _aware(moment).astimezone(zone_named(zone))


def to_utc(wall: datetime, zone: str, *, repeated: Repeated = Repeated.ASK) -> datetime:
    """Return the moment, in UTC, at which the clock of the zone shows `wall` (a time without a zone).

    Raises LocalTimeError when the clock never shows it, or shows it twice and nobody said which one, and in the
    first and last year of the calendar, where the clocks elsewhere leave it.
    """
    if wall.tzinfo is not None:
        raise ValueError("a time on the wall has no zone of its own")
    if not MINYEAR < wall.year < MAXYEAR:
        raise LocalTimeError(TOO_FAR)
    first, second = (_moment(wall, zone, fold) for fold in (0, 1))
    words = {"zone": zone, "time": f"{wall:%H:%M}", "day": wall.date().isoformat()}
    if first > second:
        raise LocalTimeError(SKIPPED, **words)
    if first < second and repeated is Repeated.ASK:
        raise LocalTimeError(TWICE, **words)
    return second if repeated is Repeated.SECOND else first


def local_day(moment: datetime, zone: str) -> date:
    """Return the day that the calendar of the zone shows at the moment."""
    return to_local(moment, zone).date()


def day_begins(day: date, zone: str) -> datetime:
    """Return the first moment of the day in the zone, in UTC (where clocks skip midnight: the one after)."""
    midnight = datetime.combine(day, time())
    before, after = (_moment(midnight, zone, fold) for fold in (1, 0))
    if before >= after:
        return after
    return _first_moment_on(day, zone, before, after)


def day_ends(day: date, zone: str) -> datetime:
    """Return the first moment after the day in the zone, in UTC; the day does not contain it."""
    return day_begins(day + timedelta(days=1), zone)


def _moment(wall: datetime, zone: str, fold: int) -> datetime:
    return wall.replace(tzinfo=zone_named(zone), fold=fold).astimezone(UTC)


def _first_moment_on(day: date, zone: str, low: datetime, high: datetime) -> datetime:
    """Return the moment, to the second, at which the day begins, between one before it and one on it."""
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if local_day(middle, zone) < day else (low, middle)
    return high


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone: this one could be anywhere")
    return moment
