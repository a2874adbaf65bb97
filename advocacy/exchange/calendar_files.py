"""Entries as an iCalendar file (RFC 5545, RFC 7986), in one language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from advocacy.domain.calendar_feeds import BUSY, POSTPONED, REPLY_LATE, Entry
from advocacy.domain.tasks import TITLES
from advocacy.languages import gettext_for

PRODUCT = "-//Cabildo//Calendar//EN"
ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class CalendarFile:
    """What a file says of itself. `address_of` gives the address of an entry's page, or "" where none is known."""

    name: str
    language: str
    first: date
    last: date
    tells_confidential: bool
    address_of: Callable[[Entry], str]


def written(file: CalendarFile, entries: Iterable[Entry]) -> bytes:
    """Return the file: the same bytes for the same entries, so that an ETag can be made of it."""
    from icalendar import Calendar, vDuration  # loaded by the first feed

    calendar = Calendar.new(prodid=PRODUCT, name=file.name, language=file.language)
    calendar.pop("UID", None)  # it would be another at each fetch
    calendar.pop("DTSTAMP", None)
    calendar["REFRESH-INTERVAL"] = vDuration(ASK_AGAIN, params={"VALUE": "DURATION"})  # RFC 7986, 5.7
    calendar["X-PUBLISHED-TTL"] = vDuration(ASK_AGAIN)  # what Outlook reads in its place
    for entry in entries:
        calendar.add_component(_component(file, entry))
    calendar.add_missing_timezones(file.first, file.last + timedelta(days=366))
    return bytes(calendar.to_ical())


def _component(file: CalendarFile, entry: Entry) -> Any:
    from icalendar import Event

    masked = entry.confidential and not file.tells_confidential
    component = Event()
    component.add("uid", entry.uid)
    component.add("sequence", entry.sequence)
    component.add("dtstamp", entry.changed_at.replace(microsecond=0))
    component.add("last-modified", entry.changed_at.replace(microsecond=0))
    component.add("summary", gettext_for(file.language)(BUSY) if masked else _summary(file, entry))
    component.add("status", entry.standing.value)
    _add_times(component, entry)
    if masked:
        component.add("class", "PRIVATE")
        return component
    for name, value in (("location", entry.place), ("description", entry.detail), ("url", file.address_of(entry))):
        if value:
            component.add(name, value)
    return component


def _add_times(component: Any, entry: Entry) -> None:
    """A day is a day everywhere and leaves time free; a moment is told on the clock of its place."""
    if not isinstance(entry.starts, datetime):
        component.add("dtstart", entry.starts)
        component.add("dtend", entry.starts + timedelta(days=1))  # exclusive
        component.add("transp", "TRANSPARENT")
        return
    zone = ZoneInfo(entry.zone)
    component.add("dtstart", entry.starts.astimezone(zone))
    if entry.ends is not None and entry.ends > entry.starts:
        component.add("dtend", entry.ends.astimezone(zone))


def _summary(file: CalendarFile, entry: Entry) -> str:
    words = gettext_for(file.language)
    title = words(TITLES[entry.rule]) % {"subject": entry.title} if entry.rule in TITLES else entry.title
    told = words(REPLY_LATE if entry.is_late else entry.kind.label) % {"title": title}
    return words(POSTPONED) % {"title": told} if entry.is_postponed else told
