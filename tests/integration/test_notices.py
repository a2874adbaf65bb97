"""The bell: who is told of what, who is not, and how it is read."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.events import EventDetails, EventKind, EventPart, EventStatus, RsvpAnswer
from advocacy.domain.mail import Mail, MailKind, MailStatus, NoticeKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.tasks import TaskDetails
from advocacy.domain.users import Role
from advocacy.models import Event, EventParty, Notice, OutboxMessage, Rsvp, TeamMember, User
from advocacy.models.base import utc_now
from advocacy.policy import IMPORTER, Actor
from advocacy.queries import notices as queries
from advocacy.queries.clock import today
from advocacy.services import comments, events, notices, outbox, tasks
from advocacy.services.events import Around
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_event,
    make_person,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.letters import approved, reply, sent, sign_on
from tests.queries import count_queries
from tests.smtp import PostOffice
from tests.web import Web

K = NoticeKind


def rung(user: User) -> list[NoticeKind]:
    """The kinds of what stands under a user's bell, the first one first."""
    db.session.flush()
    return list(db.session.scalars(select(Notice.kind).where(Notice.user_id == user.id).order_by(Notice.id)))


def test_who_gets_a_task_from_somebody_else_is_told(as_organizer: Actor, member: User, organizer: User) -> None:
    campaign = make_campaign()
    task = tasks.create(as_organizer, TaskDetails("Bring chairs"), assignee=member, campaigns=[campaign])
    tasks.create(as_organizer, TaskDetails("Call"), assignee=organizer, campaigns=[campaign])
    tasks.create(as_organizer, TaskDetails("Whoever"), assignee=None, campaigns=[campaign])
    assert (rung(member), rung(organizer)) == ([K.TASK_GIVEN], [])
    tasks.edit(as_organizer, task, TaskDetails("Bring ten chairs"), assignee=member, version=None)
    assert rung(member) == [K.TASK_GIVEN]
    other = make_user("other", Role.MEMBER)
    tasks.edit(as_organizer, task, TaskDetails("Bring ten chairs"), assignee=other, version=None)
    assert rung(other) == [K.TASK_GIVEN]


@pytest.mark.one_database
def test_a_reply_is_told_to_who_wrote_the_letter_and_who_leads_the_campaign(
    as_organizer: Actor, organizer: User, coordinator: User, member: User
) -> None:
    campaign = make_campaign()
    campaign.team = [TeamMember(user=coordinator, is_lead=True), TeamMember(user=member)]
    letter = sent(as_organizer, campaign)
    before = rung(organizer)
    reply(Actor.of(make_user("somebody else", Role.ORGANIZER)), letter)
    assert rung(organizer) == [*before, K.REPLY_ARRIVED]
    assert (rung(coordinator), rung(member)) == ([K.REPLY_ARRIVED], [])


@pytest.mark.one_database
def test_signatures_that_nobody_read_yet_are_one_line(as_organizer: Actor, organizer: User) -> None:
    letter = approved(as_organizer, make_campaign())
    refs = [sign_on(as_organizer, letter, make_person(f"Signer{number} Example")).ref for number in range(3)]
    before = len(rung(organizer))
    for ref in (*refs, refs[0]):
        notices.signature_came(None, letter, ref)
    assert rung(organizer)[before:] == [K.SIGNATURE_CAME]
    for notice in db.session.scalars(select(Notice)):
        notice.read_at = utc_now()
    notices.signature_came(None, letter, "another")
    assert rung(organizer)[before:] == [K.SIGNATURE_CAME] * 2


@pytest.mark.one_database
def test_a_comment_is_told_to_who_wrote_the_letter_and_to_who_commented_before(
    as_organizer: Actor, as_coordinator: Actor, organizer: User, coordinator: User
) -> None:
    letter = approved(as_organizer, make_campaign())
    before = rung(organizer)
    comments.write(as_coordinator, letter, "Shorter, please.")
    assert (rung(organizer), rung(coordinator)) == ([*before, K.COMMENT_WRITTEN], [])
    comments.write(as_organizer, letter, "Done.")
    assert rung(coordinator) == [K.COMMENT_WRITTEN]


@pytest.mark.one_database
def test_nobody_is_told_of_what_they_may_not_see_and_nothing_of_what_is_loaded(
    as_organizer: Actor, organizer: User, coordinator: User
) -> None:
    event = make_event(make_restricted_campaign(team=(organizer,)))
    assert notices.ring(coordinator, K.EVENT_CHANGED, "x", about=event, by=as_organizer) is None
    assert notices.ring(coordinator, K.EVENT_CHANGED, "x", about=make_event(make_campaign()), by=IMPORTER) is None
    coordinator.is_active = False
    assert notices.ring(coordinator, K.MAIL_FAILED, "x") is None
    assert rung(coordinator) == []


def moved_event(organizer: User) -> Event:
    """A march of next week, made by an organizer."""
    day = today() + timedelta(days=7)
    return make_event(
        make_campaign(), happened_on=day.isoformat(), status=EventStatus.ANNOUNCED, created_by_id=organizer.id
    )


def test_a_changed_date_tells_everybody_with_a_task_an_answer_or_a_part_in_it(
    as_coordinator: Actor, organizer: User, member: User
) -> None:
    event = moved_event(organizer)
    host, helper, away = (make_user(name, Role.MEMBER) for name in ("host", "helper", "away"))
    host.person_id = make_person("Hosting Example").id
    add(EventParty(event_id=event.id, part=EventPart.HOST, person_id=host.person_id))
    add(Rsvp(event_id=event.id, user_id=member.id, answer=RsvpAnswer.MAYBE))
    add(Rsvp(event_id=event.id, user_id=away.id, answer=RsvpAnswer.NOT_GOING))
    make_task("Bring chairs", helper, about_id=event.id)
    db.session.expire_all()
    day = PartialDate.of(today() + timedelta(days=9))
    around = Around(hosts=[make_person("New Host")], campaigns=event.campaigns)
    events.edit(as_coordinator, event, EventDetails("March", EventKind.MARCH, happened_on=day), around, version=None)
    for user in (organizer, member, helper):
        assert rung(user) == [K.EVENT_CHANGED], user.display_name
    assert rung(away) == []
    events.cancel(as_coordinator, event, "Rain", version=None)
    assert rung(helper) == [K.EVENT_CHANGED]  # unread: the newer takes its place


def test_an_event_that_was_held_tells_nobody_when_its_date_is_corrected(as_coordinator: Actor, organizer: User) -> None:
    event = make_event(make_campaign(), happened_on="2017-05-01", status=EventStatus.HELD, created_by_id=organizer.id)
    details = EventDetails("March", EventKind.MARCH, happened_on=PartialDate("2017-05-02"))
    events.edit(as_coordinator, event, details, Around(campaigns=event.campaigns), version=None)
    assert rung(organizer) == []


@pytest.mark.one_database
def test_mail_that_was_given_up_and_mail_that_waits_ring_for_who_looks_after_it(
    app: Flask, web: Web, administrator: User, coordinator: User, member: User
) -> None:
    app.config["MAIL"] = PostOffice(port=1).settings()
    message = outbox.queue(Mail(MailKind.DIGEST, "x", "ana@example.org", "Your day", "Nothing"))
    assert isinstance(message, OutboxMessage)
    message.status = MailStatus.DEAD
    outbox.tell(message)
    notices.mail_waits("0123456789")
    assert (rung(administrator), rung(coordinator), rung(member)) == ([K.MAIL_FAILED], [K.MAIL_WAITS], [])
    commit()
    assert "/admin/mail" in web.sign_in(administrator).get("/notices").links()
    assert web.sign_in(coordinator).get("/notices").links().count("/inbox") >= 1


def test_the_bell_counts_what_is_unread_and_a_button_marks_it_read(
    web: Web, as_organizer: Actor, member: User, organizer: User
) -> None:
    campaign = make_campaign()
    for what in ("Bring chairs", "Bring tea"):
        tasks.create(as_organizer, TaskDetails(what), assignee=member, campaigns=[campaign])
    web.sign_in(member)
    page = web.get("/notices")
    assert page.soup.select_one(".bell b").get_text() == "2"
    assert "Organizer gave you a task: Bring tea" in page.text
    assert page.text.index("Bring tea") < page.text.index("Bring chairs")
    web.get("/notices")
    assert queries.waiting(Actor.of(member)) == queries.Waiting(2, 2)
    page = page.submit(action="/read", button="Mark as read")
    assert page.soup.select_one(".bell b").get_text() == "1"
    shown = page
    tasks.create(as_organizer, TaskDetails("Bring salt"), assignee=member, campaigns=[campaign])
    commit()
    page = shown.submit(button="Mark all as read")
    assert page.soup.select_one(".bell b").get_text() == "1"  # what came after the page was drawn stays
    assert page.soup.select_one(".notices .is-new").get_text().count("Bring salt")
    foreign = db.session.scalars(select(Notice)).first()
    assert web.sign_in(organizer).post_with_token(f"/notices/{foreign.ref}/read").status == 404


def test_a_notice_is_gone_with_the_right_to_see_its_record(web: Web, as_organizer: Actor, coordinator: User) -> None:
    user = as_organizer.user
    assert user is not None
    campaign = make_restricted_campaign(team=(user, coordinator))
    event = make_event(campaign, "Talks with the chief")
    notices.ring(coordinator, K.EVENT_CHANGED, "x", about=event, by=as_organizer)
    commit()
    web.sign_in(coordinator)
    page = web.get("/notices")
    assert "Talks with the chief" in page.text
    assert len(page.soup.select(".notices .lock")) == 1
    campaign.team = [member for member in campaign.team if member.user_id != coordinator.id]
    commit()
    page = web.get("/notices")
    assert "Talks with the chief" not in page.text
    assert page.soup.select(".bell b") == []
    assert db.session.scalar(select(func.count()).select_from(Notice)) == 1


@pytest.mark.one_database
def test_the_bell_costs_no_query_and_the_list_the_same_however_long(
    web: Web, as_organizer: Actor, member: User
) -> None:
    campaign = make_campaign()
    web.sign_in(member)
    web.get("/help"), web.get("/notices")
    with count_queries() as without:
        web.get("/help")
    counts = []
    for _round in range(2):
        for number in range(3):
            tasks.create(as_organizer, TaskDetails(f"Task {number}"), assignee=member, campaigns=[campaign])
        commit()
        with count_queries() as seen:
            web.get("/notices")
        counts.append(len(seen))
    with count_queries() as with_some:
        web.get("/help")
    assert len(with_some) == len(without)
    assert sum("notices" in statement and "tasks" in statement for statement in with_some) == 1
    assert counts[0] == counts[1]


def test_what_was_read_long_ago_is_forgotten_and_what_is_unread_waits(member: User) -> None:
    for number, (read, rung_at) in enumerate(((91, 100), (89, 100), (None, 300), (None, 366))):
        at = utc_now() - timedelta(days=rung_at)
        read_at = utc_now() - timedelta(days=read) if read is not None else None
        add(Notice(user_id=member.id, kind=K.MAIL_WAITS, unique_key=f"{number}", at=at, read_at=read_at))
    assert notices.forget_old() == 2
    assert db.session.scalars(select(Notice.unique_key).order_by(Notice.id)).all() == ["1", "2"]
