"""Several people, or one with a quick finger, at the same moment: nothing is lost, nothing is there twice."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.events import EventStatus
from advocacy.domain.records import RecordKind
from advocacy.domain.users import Role
from advocacy.models import Campaign, Demand, Letter, Person, RecordCampaign, Rsvp, User
from tests.factories import commit, make_campaign, make_event, make_task, make_user
from tests.web import Page, Web, form_data

AT_ONCE = 4


def at_once(app: Flask, send: Callable[[int], Page]) -> list[Page]:
    """Send from several threads at the same moment; return the answers."""
    answers: list[Page] = []
    ready = threading.Barrier(AT_ONCE)

    def one(number: int) -> None:
        with app.app_context():
            ready.wait()
            answers.append(send(number))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def browsers(app: Flask) -> list[Web]:
    """A browser for each of several coordinators."""
    users = [make_user(f"busy{number}", Role.COORDINATOR) for number in range(AT_ONCE)]
    return [Web(app).sign_in(user) for user in users]


def filled(web: Web, path: str, **values: str) -> dict[str, list[str]]:
    """Return the form of a page with these values."""
    return {**form_data(web.get(path).form()), **{name: [value] for name, value in values.items()}}


def everybody_sends(browsers: list[Web], path: str, **values: str) -> Counter[int]:
    """Each fills in the form of the page; all send at once. Return how often each status came."""
    forms = [filled(web, path, **values) for web in browsers]
    return Counter(
        page.status for page in at_once(browsers[0].app, lambda number: browsers[number].post(path, forms[number]))
    )


def test_demands_that_are_added_at_once_get_a_number_each(browsers: list[Web]) -> None:
    campaign = make_campaign("Sunday hours")
    path = f"/campaigns/{campaign.slug}/demands/new"
    assert everybody_sends(browsers, path, text="Open on Sundays.") == {303: AT_ONCE}
    assert sorted(db.session.scalars(select(Demand.number))) == [1, 2, 3, 4]


def test_first_letters_that_are_written_at_once_get_a_number_each(browsers: list[Web]) -> None:
    campaign = make_campaign("Sunday hours")
    path = f"/letters/new?campaign={campaign.ref}"
    assert everybody_sends(browsers, path, subject="Sunday hours") == {303: AT_ONCE}
    numbers = select(RecordCampaign.number).where(RecordCampaign.kind == RecordKind.LETTER)
    assert sorted(db.session.scalars(numbers)) == [1, 2, 3, 4]


def test_campaigns_of_one_name_get_an_address_each(browsers: list[Web]) -> None:
    assert everybody_sends(browsers, "/campaigns/new", title="Free buses") == {303: AT_ONCE}
    assert len(set(db.session.scalars(select(Campaign.slug)))) == AT_ONCE


def test_a_person_whom_several_enter_at_once_is_on_file_once(browsers: list[Web]) -> None:
    names = {"given_name": "Ada", "family_name": "Example"}
    assert everybody_sends(browsers, "/officials/new", **names) == {303: 1, 422: AT_ONCE - 1}
    assert db.session.scalar(select(func.count(Person.id))) == 1


def test_one_form_sent_several_times_at_once_is_taken_once(app: Flask, organizer: User) -> None:
    web = Web(app).sign_in(organizer)
    form = filled(web, "/letters/new", subject="Sunday hours")
    windows = [Web(app).sign_in(organizer) for _ in range(AT_ONCE)]
    cookie = web.client.get_cookie("session")
    assert cookie is not None
    for window in windows:
        window.client.set_cookie("session", cookie.value)
    answers = at_once(app, lambda number: windows[number].post("/letters/new", form))
    assert {page.status for page in answers} == {303}
    assert len({page.location for page in answers}) == 1
    assert db.session.scalar(select(func.count(Letter.id))) == 1


def test_a_tick_that_is_clicked_twice_is_one_tick(web: Web, organizer: User) -> None:
    task = make_task("Bring chairs", organizer)
    commit()
    form = form_data(web.sign_in(organizer).get("/tasks").form("finish"))
    first, second = (web.post(f"/tasks/{task.ref}/finish", form) for _ in range(2))
    assert (first.status, second.status) == (303, 303)


def test_an_answer_to_an_event_is_there_once(app: Flask, member: User) -> None:
    event = make_event(make_campaign(), status=EventStatus.ANNOUNCED)
    commit()
    path = f"/events/{event.ref}"
    windows = [Web(app).sign_in(member) for _ in range(AT_ONCE)]
    forms = [{**form_data(each.get(path).form("rsvp")), "answer": ["going"]} for each in windows]
    answers = at_once(app, lambda number: windows[number].post(f"{path}/rsvp", forms[number]))
    assert {page.status for page in answers} == {303}
    assert db.session.scalar(select(func.count(Rsvp.id))) == 1
