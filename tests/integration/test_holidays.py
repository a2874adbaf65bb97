"""Holidays of a place: from a calendar file or by hand, and how deadlines skip them."""

import io
from datetime import date, timedelta

import pytest

from advocacy.db import db
from advocacy.domain.deadlines import is_business_day
from advocacy.domain.holidays import HolidayDay
from advocacy.models import OwnHoliday, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.queries.holidays import calendar_of_place
from advocacy.services import holidays
from advocacy.services.letters.sending import calendar_of
from tests.factories import commit, make_campaign, make_letter, make_place
from tests.web import Page, Web, form_data

FILE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Founders' Day\r\n"
    b"DTSTART;VALUE=DATE:20200505\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Parade\r\n"
    b"DTSTART:20260505T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def read_file(page: Page) -> Page:
    """Press "Read the file" with the calendar chosen."""
    file = (io.BytesIO(FILE), "days.ics")
    return page.web.post(page.response.request.path, {**form_data(page.form()), "read": "1", "file": file})


def days_in(page: Page) -> str:
    return form_data(page.form())["days"][0]


def test_a_calendar_file_is_shown_first_and_saved_by_a_second_button(web: Web, organizer: User) -> None:
    place = make_place()
    commit()
    address = f"/places/{place.ref}/holidays"
    shown = read_file(web.sign_in(organizer).get(address))
    assert "“Parade” has a time of day" in shown.text
    assert f"{today().year}-05-05 Founders' Day" in days_in(shown)
    assert db.session.query(OwnHoliday).count() == 0
    saved = shown.submit()
    assert "Holidays saved." in saved.text
    assert db.session.query(OwnHoliday).count() == 7
    again = read_file(web.get(address))
    assert "7 of them are on the list already" in again.text
    again.submit()
    assert db.session.query(OwnHoliday).count() == 7
    assert "Founders' Day" in web.get(f"/places/{place.ref}").text.replace("’", "'")


def test_a_day_that_is_on_the_list_under_another_name_keeps_it_unless_somebody_chooses_the_new_one(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    place = make_place()
    first, second = date(today().year, 5, 5), date(today().year + 1, 5, 5)
    holidays.add(as_organizer, place, [HolidayDay(first, "Day of the City"), HolidayDay(second, "Day of the City")])
    commit()
    address = f"/places/{place.ref}/holidays"
    typed = web.sign_in(organizer).get(address).submit({"days": f"{first} Founders"})
    assert typed.status == 422
    assert "under another name" in typed.text
    shown = read_file(web.get(address))
    assert "on the list as “Day of the City”" in shown.text
    assert "Holidays saved." in shown.submit({"renamed": [str(second)]}).text
    names = {each.day: each.title for each in db.session.query(OwnHoliday)}
    assert (names[first], names[second]) == ("Day of the City", "Founders' Day")


@pytest.mark.one_database
def test_what_was_typed_stays_when_a_line_is_refused(web: Web, organizer: User) -> None:
    place = make_place()
    commit()
    refused = web.sign_in(organizer).get(f"/places/{place.ref}/holidays").submit({"days": "2027-05-05 A\nMay Day"})
    assert refused.status == 422
    assert "May Day" in " ".join(refused.errors)
    assert days_in(refused).strip() == "2027-05-05 A\nMay Day"
    nothing = web.get(f"/places/{place.ref}/holidays").submit({"read": "1"})
    assert "Choose a file." in " ".join(nothing.errors)


def test_due_days_skip_the_days_of_the_place_and_of_those_it_lies_in(as_organizer: Actor) -> None:
    state = make_place("Massachusetts", holidays="US-MA")
    city = make_place(holidays="US-MA", parent_id=state.id)
    letter = make_letter(make_campaign(jurisdiction_id=city.id))
    of_state, of_city = date(2027, 5, 4), date(2027, 5, 5)
    holidays.add(as_organizer, state, [HolidayDay(of_state, "Closed")])
    holidays.add(as_organizer, city, [HolidayDay(of_city)])
    calendar = calendar_of(letter)
    assert [is_business_day(of_state + timedelta(days=n), calendar) for n in range(3)] == [False, False, True]
    assert is_business_day(of_city, calendar_of_place(state))
    holidays.remove(as_organizer, city, of_city)
    commit()
    assert is_business_day(of_city, calendar_of(letter))
