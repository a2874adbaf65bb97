"""Holidays of a place: written down, from a file or by hand, and taken off again. Due days already set stay."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from advocacy.db import db, one_at_a_time
from advocacy.domain.holidays import HolidayDay
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Jurisdiction, OwnHoliday
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records

NOT_ON_FILE = N_("This day is not on the list any more.")


def add(actor: Actor, place: Jurisdiction, days: Sequence[HolidayDay]) -> int:
    """Write days down and return how many are new; one that is on file takes the new name."""
    ensure(actor, Action.EDIT_DIRECTORY, place)
    for each in days:
        records.refuse_never_stored(days=each.title)
    one_at_a_time(f"holidays of {place.id}")
    known = {
        row.day: row for row in db.session.scalars(select(OwnHoliday).where(OwnHoliday.jurisdiction_id == place.id))
    }
    new = [each for each in days if each.day not in known]
    for each in days:
        if each.day in known:
            known[each.day].title = each.title or known[each.day].title
    db.session.add_all(OwnHoliday(jurisdiction_id=place.id, day=each.day, title=each.title) for each in new)
    records.saved(actor, place, "jurisdiction.holidays_added", count=len(new))
    return len(new)


def remove(actor: Actor, place: Jurisdiction, day: date) -> None:
    """Take a day off the list."""
    ensure(actor, Action.EDIT_DIRECTORY, place)
    row = db.session.scalar(select(OwnHoliday).where(OwnHoliday.jurisdiction_id == place.id, OwnHoliday.day == day))
    if row is None:
        raise Refused.sentence(NOT_ON_FILE)
    db.session.delete(row)
    records.saved(actor, place, "jurisdiction.holiday_removed")
