"""Holidays that people wrote down for a place, and the calendar that deadlines are counted by."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select

from advocacy.db import db
from advocacy.domain.deadlines import HolidayCalendar, WithOwnDays, calendar_for
from advocacy.models import Jurisdiction, OwnHoliday
from advocacy.queries.clock import today

SHOWN = 5


def calendar_of_place(place: Jurisdiction | None) -> HolidayCalendar:
    """Return the holidays of a place, its own and those of the places it lies in; the federal ones for no place."""
    if place is None:
        return known_calendar("")
    known = known_calendar(place.holidays)
    own = db.session.scalars(select(OwnHoliday.day).where(OwnHoliday.jurisdiction_id.in_(_around(place)))).all()
    return WithOwnDays(known, own) if own else known


def known_calendar(code: str) -> HolidayCalendar:
    """Return the holidays that the library knows by a place's code ("US-MA"); the federal ones where it has none."""
    country, _, subdivision = code.partition("-")
    return calendar_for(country or "US", subdivision)


def _around(place: Jurisdiction) -> Select[Any]:
    """Return a query of the ids of a place and of every place that it lies in."""
    table = Jurisdiction.__table__
    around = select(table.c.id, table.c.parent_id).where(table.c.id == place.id).cte("places_around", recursive=True)
    above = table.alias("above")
    around = around.union(select(above.c.id, above.c.parent_id).join(around, above.c.id == around.c.parent_id))
    return select(around.c.id)


def holidays_of(place: Jurisdiction) -> list[OwnHoliday]:
    """Return every day that was written down for a place, in order."""
    return list(
        db.session.scalars(select(OwnHoliday).where(OwnHoliday.jurisdiction_id == place.id).order_by(OwnHoliday.day))
    )


def coming_holidays(place: Jurisdiction) -> list[OwnHoliday]:
    """Return the next days that were written down for a place, at most five."""
    statement = select(OwnHoliday).where(OwnHoliday.jurisdiction_id == place.id, OwnHoliday.day >= today())
    return list(db.session.scalars(statement.order_by(OwnHoliday.day).limit(SHOWN)))


def days_on_file(place: Jurisdiction) -> dict[date, str]:
    """Return the days that are written down already, with their names."""
    return {each.day: each.title for each in holidays_of(place)}
