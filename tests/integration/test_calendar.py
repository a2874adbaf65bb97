"""The calendar: what stands in a month, for whom, and as what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.calendars import ItemKind, Month, days_of
from advocacy.domain.events import EventKind, EventPart, EventStatus
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.measures import MeasureStatus, MotionKind
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.thresholds import RuleBase, RuleFraction
from advocacy.domain.users import Language
from advocacy.models import BodyRule, Campaign, Event, EventParty, Letter, User, VoteEvent
from advocacy.policy import Actor
from advocacy.queries import calendar as queries
from tests.factories import (
    add,
    commit,
    make_body,
    make_campaign,
    make_commitment,
    make_event,
    make_letter,
    make_measure,
    make_meeting,
    make_official,
    make_person,
    make_recipient,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web

MAY_DAY = date(2017, 5, 1)
NEW_YORK = "America/New_York"


def fill(campaign: Campaign, user: User) -> None:
    """One of everything, on May Day."""
    make_event(campaign, "March", happened_on="2017-05-01", starts_at=datetime(2017, 5, 1, 16, tzinfo=UTC))
    make_meeting(
        campaign, "Talk", status=MeetingStatus.CONFIRMED, starts_at=datetime(2017, 5, 2, 2, tzinfo=UTC), zone=NEW_YORK
    )
    measure = make_measure(campaign, "Resolution", status=MeasureStatus.SCHEDULED, next_on=MAY_DAY)
    db.session.add(VoteEvent(measure_id=measure.id, voted_on=PartialDate("2017-05-01")))
    letter = make_letter(campaign, "Letter", status=LetterStatus.SENT)
    for number in range(2):
        make_recipient(letter, make_official(f"O{number}"), status=RecipientStatus.SENT, reply_due=MAY_DAY)
    make_task("Own task", user, campaign=campaign, due_on=MAY_DAY)
    make_task("Task of somebody else", make_user(f"other {campaign.slug}"), campaign=campaign, due_on=MAY_DAY)
    make_commitment(campaign, "Promise", due_on=MAY_DAY)
    commit()


def may(actor: Actor) -> queries.Shown:
    """May 2017."""
    return queries.between(actor, date(2017, 4, 30), date(2017, 6, 3), "2017-05")


def test_a_month_has_neighbors_and_weeks_that_begin_on_sunday() -> None:
    month = Month(2017, 12)
    assert (str(month.previous), str(month.next), month.last) == ("2017-11", "2018-01", date(2017, 12, 31))
    assert {week[0].weekday() for week in month.weeks()} == {6}
    assert Month.read("2017-05") == Month(2017, 5)
    assert [Month.read(text) for text in ("", "2017", "2017-13", "x", "9999-12", "0000-01")] == [None] * 6


def test_what_lasts_stands_on_each_of_its_days_but_an_evening_on_one() -> None:
    late = datetime(2017, 5, 2, 5, tzinfo=UTC)
    assert days_of(MAY_DAY, late, NEW_YORK) == [MAY_DAY]
    assert days_of(MAY_DAY, None, NEW_YORK) == [MAY_DAY]
    assert days_of(MAY_DAY, datetime(2017, 5, 3, 20, tzinfo=UTC), NEW_YORK) == [
        MAY_DAY + timedelta(days=number) for number in range(3)
    ]


@pytest.mark.one_database
def test_everything_that_has_a_day_stands_there_timed_things_first(organizer: User, as_organizer: Actor) -> None:
    fill(make_campaign(), organizer)
    items = may(as_organizer).days[MAY_DAY]
    assert [(item.kind, item.title) for item in items] == [
        (ItemKind.EVENT, "March"),
        (ItemKind.MEETING, "Talk"),
        (ItemKind.NEXT_DATE, "Resolution"),
        (ItemKind.VOTE, "Resolution"),
        (ItemKind.REPLY_DUE, "Letter"),
        (ItemKind.TASK, "Own task"),
        (ItemKind.COMMITMENT, "Promise"),
    ]
    assert next(item.number for item in items if item.kind is ItemKind.REPLY_DUE) == 2
    db.session.scalars(select(Letter)).one().status = LetterStatus.WITHDRAWN
    commit()
    assert ItemKind.REPLY_DUE not in [item.kind for item in may(as_organizer).days[MAY_DAY]]


def test_deadlines_stand_there_too_as_the_body_and_the_letter_say(organizer: User, as_organizer: Actor) -> None:
    campaign, body = make_campaign(), make_body()
    rule = {"motion_kind": MotionKind.ORDINARY, "fraction": RuleFraction.HALF, "base": RuleBase.VOTING}
    add(BodyRule(body_id=body.id, comment_deadline_hours=36, **rule))
    make_measure(campaign, "Vote", status=MeasureStatus.SCHEDULED, next_on=date(2017, 6, 5), body=body)
    for title, status in (("Hearing", EventStatus.ANNOUNCED), ("Called off", EventStatus.CANCELLED)):
        evening = datetime(2017, 5, 10, 23, tzinfo=UTC)
        hearing = make_event(campaign, title, event_kind=EventKind.HEARING, happened_on="2017-05-10", status=status,
                             starts_at=evening, zone=NEW_YORK)  # fmt: skip
        add(EventParty(event_id=hearing.id, organization_id=body.id, part=EventPart.HOST))
    rally = make_event(campaign, "Rally", happened_on="2017-05-10")
    add(EventParty(event_id=rally.id, organization_id=body.id, part=EventPart.HOST))
    make_letter(campaign, "Joint", status=LetterStatus.COLLECTING, sign_by=MAY_DAY, sign_until=date(2017, 5, 20))
    make_letter(campaign, "Withdrawn", status=LetterStatus.WITHDRAWN, sign_by=MAY_DAY)
    commit()
    kinds = (ItemKind.SIGN_BY, ItemKind.SIGN_UNTIL, ItemKind.COMMENT_BY)
    shown = [(day, item) for day, items in sorted(may(as_organizer).days.items()) for item in items]
    found = [((day - MAY_DAY).days + 1, item.kind, item.title, item.off is not None)
             for day, item in shown if item.kind in kinds]  # fmt: skip
    assert found == [
        (1, ItemKind.SIGN_BY, "Joint", False),
        (9, ItemKind.COMMENT_BY, "Called off", True),
        (9, ItemKind.COMMENT_BY, "Hearing", False),  # seven in the evening there, 36 hours before
        (20, ItemKind.SIGN_UNTIL, "Joint", False),
        (34, ItemKind.COMMENT_BY, "Vote", False),
    ]


def test_a_reply_that_is_late_says_so(web: Web, organizer: User) -> None:
    fill(make_campaign(), organizer)
    assert "Long overdue" in web.sign_in(organizer).get("/calendar?month=2017-05").text


@pytest.mark.one_database
def test_what_is_hidden_stands_in_no_calendar(organizer: User, as_organizer: Actor) -> None:
    hidden = make_restricted_campaign(team=(make_user("insider"),))
    make_event(hidden, "Quiet march", happened_on="2017-05-01")
    make_meeting(hidden, "Quiet talk", status=MeetingStatus.CONFIRMED, starts_at=datetime(2017, 5, 1, 16, tzinfo=UTC))
    make_measure(hidden, "Quiet idea", next_on=MAY_DAY)
    make_recipient(
        make_letter(hidden, "Quiet letter", status=LetterStatus.SENT),
        make_person(),
        status=RecipientStatus.SENT,
        reply_due=MAY_DAY,
    )
    make_commitment(hidden, "Quiet promise", due_on=MAY_DAY)
    make_event(hidden, "Quiet month", happened_on="2017-05")
    commit()
    shown = may(as_organizer)
    assert (shown.days, shown.some_day) == ({}, [])


@pytest.mark.one_database
def test_what_was_called_off_stays_as_that_and_what_has_only_a_month_stands_apart(
    web: Web, member: User, as_member: Actor
) -> None:
    campaign = make_campaign()
    make_event(campaign, "Vigil", happened_on="2017-05-01", status=EventStatus.CANCELLED)
    make_meeting(
        campaign,
        "Talk",
        status=MeetingStatus.CANCELLED_BY_OFFICE,
        starts_at=datetime(2017, 5, 1, 16, tzinfo=UTC),
    )
    make_event(campaign, "Training", happened_on="2017-05")
    make_event(campaign, "Some time in the year", happened_on="2017")
    commit()
    shown = may(as_member)
    assert {item.off for item in shown.days[MAY_DAY]} == {EventStatus.CANCELLED, MeetingStatus.CANCELLED_BY_OFFICE}
    assert [item.title for item in shown.some_day] == ["Training"]
    page = web.sign_in(member).get("/calendar?month=2017-05")
    assert "Cancelled" in page.text
    assert "Some day this month" in page.text
    assert "Some time in the year" not in page.text


@pytest.mark.one_database
def test_the_grid_and_the_agenda_are_both_drawn_or_the_one_asked_for(web: Web, organizer: User) -> None:
    fill(make_campaign(), organizer)
    both = web.sign_in(organizer).get("/calendar?month=2017-05")
    assert both.title == "May 2017"
    assert len(both.soup.select("table.cal td")) == 35
    assert both.soup.select_one("table.cal caption").get_text() == "May 2017"  # type: ignore[union-attr]
    assert both.soup.select_one("table.cal time[datetime='2017-05-01']") is not None
    assert "3 more" in both.text
    assert "Monday, May 1" in both.text
    agenda = web.get("/calendar?month=2017-05&view=agenda")
    assert agenda.soup.select("table.cal") == []
    assert agenda.soup.select_one("#d-2017-05-01") is not None
    grid = web.get("/calendar?month=2017-05&view=month")
    assert grid.soup.select("#d-2017-05-01") == []
    assert web.get(next(link for link in grid.links() if "2017-04" in link)).title == "April 2017"


@pytest.mark.one_database
def test_every_link_of_the_calendar_leads_somewhere(web: Web, organizer: User) -> None:
    fill(make_campaign(), organizer)
    page = web.sign_in(organizer).get("/calendar?month=2017-05&view=agenda")
    links = [str(node["href"]) for node in page.soup.select("main ul.list a")]
    assert len(links) == 7
    for link in links:
        assert web.get(link).status == 200, link


@pytest.mark.parametrize(
    "query", ["", "month=nonsense", "month=9999-12", "month=1000-01", "view=week", "month=2017-00"]
)
@pytest.mark.one_database
def test_odd_addresses_show_a_month(web: Web, member: User, query: str) -> None:
    assert web.sign_in(member).get(f"/calendar?{query}").status == 200


@pytest.mark.one_database
def test_the_number_of_queries_is_fixed(web: Web, organizer: User) -> None:
    asked = []
    web.sign_in(organizer).get("/calendar")
    for number in (1, 4):
        for index in range(number):
            fill(make_campaign(f"Campaign {number} {index}"), organizer)
        with count_queries() as seen:
            web.get("/calendar?month=2017-05")
        asked.append(seen)
    assert len(asked[0]) == len(asked[1]), set(asked[0]) ^ set(asked[1])
    assert len(db.session.scalars(select(Event)).all()) == 5


def test_the_page_speaks_spanish(web: Web, member: User) -> None:
    make_event(make_campaign(), "Marcha", happened_on="2017-05-01")
    member.language = Language.ES
    commit()
    page = web.sign_in(member).get("/calendar?month=2017-05")
    assert page.title == "Mayo de 2017"
    assert "Lunes, 1 de mayo" in page.text
