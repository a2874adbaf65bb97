"""Mail that comes by itself: who gets which, once, in their language, and what is left out of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, select

from advocacy.db import db
from advocacy.domain.action_calls import ActionCallDetails, DeedDetails
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.campaigns import Access
from advocacy.domain.events import EventDetails, EventKind, EventStatus, RsvpAnswer
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.mail import DigestRhythm, MailKind, MailStatus, NoticeKind
from advocacy.domain.mail_choices import MailChoices
from advocacy.domain.meetings import AttendeeSide, MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import (
    Campaign,
    Event,
    MeetingAttendee,
    Notice,
    OutboxMessage,
    OwnHoliday,
    Rsvp,
    Target,
    TeamMember,
    User,
)
from advocacy.policy import Actor
from advocacy.services import action_calls, events, mail_choices, sending
from advocacy.services.events import Around
from advocacy.worker import JOBS, Worker
from tests.factories import (
    add,
    commit,
    link,
    make_campaign,
    make_commitment,
    make_event,
    make_letter,
    make_meeting,
    make_official,
    make_person,
    make_place,
    make_recipient,
    make_restricted_campaign,
    make_task,
)
from tests.smtp import PostOffice, serving

ZONE = "America/New_York"
MONDAY = date(2026, 11, 23)
K = MailKind


@pytest.fixture(autouse=True)
def mail(app: Flask) -> None:
    """An installation that sends mail."""
    app.config.update(
        MAIL=PostOffice(port=1).settings(),
        BASE_URL="https://cabildo.example.org",
        SITE_NAME="Our Coalition",
        TIME_ZONE=ZONE,
    )


def at(hour: int, day: date = MONDAY) -> time_machine.travel:
    """Be at an hour of a day in New York (five hours behind UTC in winter)."""
    return time_machine.travel(datetime(day.year, day.month, day.day, hour + 5, 0, tzinfo=UTC), tick=False)


def run() -> None:
    """Let a worker do everything but sending, twice: what was written stays the only one."""
    for _time in range(2):
        for job in JOBS:
            if job.name != "mail":
                job.run(lambda: False)


def written(*kinds: MailKind) -> list[OutboxMessage]:
    """Return what stands in the outbox."""
    found = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [message for message in found if not kinds or message.kind in kinds]


@pytest.fixture
def full_day(organizer: User) -> Campaign:
    """A campaign in which something of everything is due."""
    campaign = make_campaign()
    make_task("Call the chief", organizer, campaign=campaign, due_on=MONDAY - timedelta(days=1))
    make_task("Later", organizer, campaign=campaign, due_on=MONDAY + timedelta(days=3))
    letter = make_letter(campaign, "Three <points>", status=LetterStatus.SENT)
    make_recipient(
        letter, make_official(), status=RecipientStatus.SENT, reply_due=MONDAY - timedelta(days=2),
        sent_on=PartialDate("2026-11-01"),
    )  # fmt: skip
    answered = make_letter(campaign, "Four points", status=LetterStatus.SENT)
    make_recipient(answered, make_official("Bo Example"), status=RecipientStatus.TO_CLASSIFY)
    noon = datetime(2026, 11, 24, 17, tzinfo=UTC)
    make_meeting(campaign, "Interpreters", status=MeetingStatus.CONFIRMED, starts_at=noon, zone=ZONE)
    make_commitment(campaign, "Will sign", due_on=MONDAY + timedelta(days=2))
    make_event(campaign, "Winter rally", happened_on="2026-11-28", status=EventStatus.ANNOUNCED)
    commit()
    return campaign


def test_a_digest_tells_what_is_due_once_a_day_and_waits_for_the_quiet_hours(
    organizer: User, member: User, full_day: Campaign
) -> None:
    with at(5):
        run()
        assert written() == []
    with at(6):
        run()
        mine = next(message for message in written(K.DIGEST) if message.user_id == organizer.id)
        heads = ["Your tasks", "Replies to classify", "Letters past their reply date", "Meetings"]
        heads += ["Promises that are due", "Events"]
        places = [mine.body.index(head) for head in heads]
        assert places == sorted(places)
        assert "Call the chief (Yesterday, Nov 22, 2026)" in mine.body
        assert "Interpreters (Tomorrow, Nov 24, 2026, 12:00 pm)" in mine.body
        assert "- Later" not in mine.body
        assert "https://cabildo.example.org/letters/" in mine.body
        assert "Three &lt;points&gt;" in mine.body_html
        assert mine.headers["List-Unsubscribe"].startswith("<https://cabildo.example.org/unsubscribe/")
        assert mine.next_attempt_at == datetime(2026, 11, 23, 12, tzinfo=UTC)  # seven o’clock there
        theirs = [message.body for message in written(K.DIGEST) if message.user_id == member.id]
        assert len(theirs) == 1
        assert "Winter rally" in theirs[0]
        assert "Replies to classify" not in theirs[0]
        assert len(written()) == 2
    with at(7, MONDAY + timedelta(days=1)):
        run()
        assert len(written(K.DIGEST)) == 4


def test_a_digest_tells_replies_due_soon_and_sign_ons_that_close(organizer: User, member: User) -> None:
    place = make_place(holidays="US-MA")
    campaign = make_campaign(jurisdiction_id=place.id)
    for subject, due in (("Soon", 27), ("Later", 30)):  # the 26th is Thanksgiving: two business days on is the 25th
        letter = make_letter(campaign, subject, status=LetterStatus.SENT)
        make_recipient(
            letter, make_official(f"Of {subject}"), status=RecipientStatus.SENT, reply_due=date(2026, 11, due)
        )
    add(OwnHoliday(jurisdiction_id=place.id, day=date(2026, 11, 25)))
    joint = {"status": LetterStatus.COLLECTING, "sign_by": MONDAY - timedelta(days=1)}
    make_letter(campaign, "Joint letter", sign_until=MONDAY + timedelta(days=2), **joint)
    make_letter(campaign, "Withdrawn", sign_until=MONDAY, status=LetterStatus.WITHDRAWN)
    commit()
    with at(8):
        run()
    (message,) = written(K.DIGEST)
    assert message.user_id == organizer.id
    assert "Replies due soon\n- Soon (Friday, November 27)" in message.body
    assert "Sign-ons that close soon\n- Joint letter (Wednesday, November 25)" in message.body
    assert "Later" not in message.body
    assert "Withdrawn" not in message.body


def test_a_digest_tells_letters_that_did_not_arrive_and_calls_without_an_answer(
    organizer: User, coordinator: User, member: User
) -> None:
    campaign = make_campaign()
    lost = make_letter(campaign, "Four points", status=LetterStatus.APPROVED)
    make_recipient(lost, make_official("Bo Example"), status=RecipientStatus.DELIVERY_FAILED)
    target = add(Target(campaign_id=campaign.id, person_id=make_official("Ada Example").id))
    link(target, campaign)
    lead = Actor.of(coordinator)
    _first, answered, closed = (
        action_calls.create(lead, campaign, ActionCallDetails(words, spanish, targets=(target.ref,)))
        for words, spanish in (("Call the mayor.", "Llama."), ("Write to the mayor.", ""), ("Old call.", ""))
    )
    action_calls.close(lead, closed, None)
    with at(4):
        done = DeedDetails(target.ref, ActivityKind.CALL, ContactOutcome.LEFT_MESSAGE)
        action_calls.answer(Actor.of(member), answered, done)
    member.language = Language.ES
    commit()
    with at(8):
        run()
    bodies = {message.user_id: message.body for message in written(K.DIGEST)}
    assert "Letters that did not arrive\n- Four points" in bodies[organizer.id]
    assert f"- Write to the mayor.\n  https://cabildo.example.org/action-calls/{answered.ref}" in bodies[organizer.id]
    assert "Llamados a la acción\n- Llama." in bodies[member.id]
    for hidden in ("Write to", "Four points", "Old call"):
        assert hidden not in bodies[member.id]


def test_a_meeting_is_recalled_the_day_before_to_who_goes(organizer: User, coordinator: User, member: User) -> None:
    noon = datetime(2026, 11, 24, 17, tzinfo=UTC)
    campaign = make_restricted_campaign(team=(organizer, coordinator))
    talk = {"status": MeetingStatus.CONFIRMED, "zone": ZONE}
    quiet = make_meeting(campaign, "Talks with the sheriff", starts_at=noon, owner_id=organizer.id, **talk)
    coordinator.person_id = make_person("Cora Example").id
    add(MeetingAttendee(meeting_id=quiet.id, person_id=coordinator.person_id, side=AttendeeSide.US))
    make_meeting(campaign, "Called off", starts_at=noon, owner_id=organizer.id, status=MeetingStatus.CANCELLED_BY_US)
    make_meeting(campaign, "In a week", starts_at=noon + timedelta(days=7), owner_id=organizer.id, **talk)
    for user in (organizer, coordinator, member):
        mail_choices.change(Actor.of(user), MailChoices(DigestRhythm.NEVER))
    commit()
    for day in (MONDAY - timedelta(days=1), MONDAY, MONDAY + timedelta(days=1)):
        with at(10, day):
            run()
    assert {message.user_id for message in written()} == {organizer.id, coordinator.id}
    assert len(written()) == 2
    assert {message.subject for message in written()} == {"Tomorrow: A meeting"}
    assert "sheriff" not in written()[0].body


@pytest.mark.one_database
def test_a_weekly_digest_comes_on_monday_and_nothing_to_tell_sends_nothing(organizer: User, full_day: Campaign) -> None:
    with at(6, MONDAY + timedelta(days=1)):
        mail_choices.change(Actor.of(organizer), MailChoices(DigestRhythm.WEEKLY))
        commit()
        run()
        assert [message.user_id for message in written(K.DIGEST)] == []
    with at(6):
        run()
        assert [message.subject for message in written(K.DIGEST)] == ["Your week at Our Coalition"]
        assert "- Later" in written(K.DIGEST)[0].body


@pytest.mark.one_database
def test_nobody_gets_an_empty_digest(organizer: User) -> None:
    commit()
    with at(8):
        run()
    assert written() == []


@pytest.mark.one_database
def test_a_mail_names_nothing_confidential_and_nobody_who_is_not_in_print(organizer: User, coordinator: User) -> None:
    quiet = make_restricted_campaign(team=(organizer,))
    secret = make_task("Talk to the sheriff", organizer, campaign=quiet, due_on=MONDAY)
    make_person("Sol Reservada", not_in_print=True)
    make_task("Thank Señora RESERVADA", organizer, campaign=make_campaign(), due_on=MONDAY)
    commit()
    with at(8):
        run()
    (message,) = written()
    assert message.user_id == organizer.id
    for hidden in ("sheriff", "reservada"):
        assert hidden not in f"{message.subject}{message.body}{message.body_html}".casefold()
    assert "Something of a confidential campaign" in message.body
    assert f"/tasks/{secret.ref}" in message.body


@pytest.mark.one_database
def test_a_task_rings_and_is_mailed_on_its_day_in_the_readers_language(member: User) -> None:
    member.language = Language.ES
    make_task("Llevar sillas", member, campaign=make_campaign(), due_on=MONDAY)
    make_task("Dormida", member, due_on=MONDAY, snoozed_until=MONDAY + timedelta(days=1))
    mail_choices.change(Actor.of(member), MailChoices(DigestRhythm.NEVER, quiet_from=0, quiet_until=0))
    commit()
    with at(9):
        run()
        (message,) = written()
        assert (message.kind, message.language) == (K.TASK_REMINDER, Language.ES)
        assert "Llevar sillas (Hoy, 23 nov 2026)" in message.body
        assert "Dormida" not in message.body
        assert message.headers["Content-Language"] == "es"
        assert [notice.kind for notice in db.session.scalars(select(Notice))] == [NoticeKind.TASK_DUE]


def test_a_snoozed_task_rings_and_is_mailed_once_when_its_snooze_ends(member: User) -> None:
    thursday = MONDAY + timedelta(days=3)
    make_task("Late", member, due_on=MONDAY - timedelta(days=20), snoozed_until=thursday)
    make_task("Some time", member, snoozed_until=thursday)
    mail_choices.change(Actor.of(member), MailChoices(DigestRhythm.NEVER, quiet_from=0, quiet_until=0))
    commit()
    for days in range(6):
        with at(9, MONDAY + timedelta(days=days)):
            run()
    (message,) = written()
    assert "- Late (Nov 3, 2026)" in message.body
    assert "- Some time" in message.body
    rung = db.session.scalars(select(Notice)).all()
    assert {(notice.kind, notice.on_day) for notice in rung} == {(NoticeKind.TASK_DUE, thursday)}
    assert len(rung) == 2


def coming(event: Event, user: User, answer: RsvpAnswer = RsvpAnswer.GOING) -> None:
    """Say whether somebody comes."""
    add(Rsvp(event_id=event.id, user_id=user.id, answer=answer))
    mail_choices.change(Actor.of(user), MailChoices(DigestRhythm.NEVER))


def test_an_event_is_recalled_the_day_before_to_who_comes_also_when_the_clocks_change(
    member: User, organizer: User, coordinator: User
) -> None:
    sunday = date(2026, 11, 1)  # the clocks are set back at two in the morning
    event = make_event(
        make_campaign(), "Early vigil", happened_on="2026-11-01", status=EventStatus.ANNOUNCED, zone=ZONE,
        starts_at=datetime(2026, 11, 1, 4, 30, tzinfo=UTC),  # half past midnight there
        place="City Hall steps",
    )  # fmt: skip
    coming(event, member, RsvpAnswer.MAYBE)
    coming(event, organizer)
    coming(event, coordinator, RsvpAnswer.NOT_GOING)
    commit()
    for day in (sunday - timedelta(days=2), sunday - timedelta(days=1), sunday):
        with at(10, day):
            run()
    assert {message.user_id for message in written()} == {member.id, organizer.id}
    assert {message.subject for message in written()} == {"Tomorrow: Early vigil"}
    assert "Early vigil (Tomorrow, Nov 1, 2026, 12:30 am)\n  Place: City Hall steps\n" in written()[0].body


def test_whose_digest_names_the_event_of_tomorrow_gets_no_second_mail_about_it(member: User, organizer: User) -> None:
    campaign = make_campaign()
    event = make_event(
        campaign, "Phone bank", happened_on="2026-11-24", status=EventStatus.ANNOUNCED, place="City Hall steps"
    )
    noon = datetime(2026, 11, 24, 17, tzinfo=UTC)
    make_meeting(
        campaign, "Interpreters", status=MeetingStatus.CONFIRMED, starts_at=noon, zone=ZONE, owner_id=organizer.id
    )
    coming(event, organizer)
    mail_choices.change(Actor.of(organizer), MailChoices())
    coming(event, member)
    commit()
    with at(10):
        run()
        late = make_event(campaign, "Late news", happened_on="2026-11-24", status=EventStatus.ANNOUNCED)
        add(Rsvp(event_id=late.id, user_id=organizer.id, answer=RsvpAnswer.GOING))
        commit()
        run()
    (digest,) = written(K.DIGEST)
    assert digest.user_id == organizer.id
    assert "Phone bank (Tomorrow, Nov 24, 2026)\n  Place: City Hall steps\n" in digest.body
    reminders = [(message.user_id, message.subject) for message in written(K.EVENT_REMINDER)]
    assert reminders == [(member.id, "Tomorrow: Phone bank"), (organizer.id, "Tomorrow: Late news")]


def test_a_moved_or_cancelled_event_is_mailed_once_and_without_its_name_where_it_is_confidential(
    organizer: User, as_coordinator: Actor, coordinator: User
) -> None:
    campaign = make_restricted_campaign(team=(organizer, coordinator))
    event = make_event(campaign, "Talks", happened_on="2026-12-01", status=EventStatus.ANNOUNCED)
    coming(event, organizer)
    commit()
    with at(12):
        details = EventDetails("Talks", EventKind.MEETING, happened_on=PartialDate("2026-12-03"))
        events.edit(as_coordinator, event, details, Around(campaigns=[campaign]), version=None)
        commit()
        run()
        events.cancel(as_coordinator, event, "", version=None)
        commit()
        run()
    assert [message.subject for message in written()] == ["Another date: An event", "Cancelled: An event"]
    assert all("Talks" not in message.body for message in written())
    assert {message.user_id for message in written()} == {organizer.id}


def test_word_of_a_changed_event_says_what_it_was_what_it_is_now_and_why(
    organizer: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    event = make_event(
        campaign, "Rally", happened_on="2026-11-24", status=EventStatus.ANNOUNCED, zone=ZONE,
        starts_at=datetime(2026, 11, 24, 23, tzinfo=UTC),
    )  # fmt: skip
    coming(event, organizer)
    commit()
    with at(12):
        events.postpone(as_coordinator, event, "Storm & flood", version=None)
        commit()
        run()
        (mail,) = written()
        told = "- Rally\n  It was to be on Nov 24, 2026, 6:00 pm.\n  There is no new date yet.\n  Why: Storm & flood\n"
        assert told in mail.body
        assert "Storm &amp; flood" in mail.body_html
        anew = EventDetails("Rally", EventKind.RALLY, happened_on=PartialDate("2026-12-05"))
        events.edit(as_coordinator, event, anew, Around(campaigns=[campaign]), version=None)
        commit()
        run()
        told = "It was to be on Nov 24, 2026, 6:00 pm.\n  It is now on Dec 5, 2026.\n  Why: Storm & flood\n"
        assert told in written()[-1].body
        events.cancel(as_coordinator, event, "", version=None)
        commit()
        run()
        assert "There is no new date" not in written()[-1].body
        moved = make_event(campaign, "Vigil", happened_on="2026-11-25", status=EventStatus.ANNOUNCED)
        coming(moved, organizer)
        commit()
        details = EventDetails("Vigil", EventKind.VIGIL, happened_on=PartialDate("2026-12-03"))
        events.edit(as_coordinator, moved, details, Around(campaigns=[campaign]), version=None)
        commit()
        run()
    assert "- Vigil\n  It was to be on Nov 25, 2026.\n  It is now on Dec 3, 2026.\n" in written()[-1].body


def test_without_mail_the_bell_rings_all_the_same(app: Flask, member: User) -> None:
    app.config["MAIL"] = None
    make_task("Bring chairs", member, campaign=make_campaign(), due_on=MONDAY)
    commit()
    with at(9):
        run()
    assert written() == []
    assert db.session.scalars(select(Notice.kind)).all() == [NoticeKind.TASK_DUE]


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A real mail server."""
    with serving() as running:
        app.config["MAIL"] = running.settings()
        yield running


def test_a_digest_arrives_through_a_real_server_with_a_link_that_ends_it(
    app: Flask, office: PostOffice, organizer: User
) -> None:
    from tests.web import Web

    make_task("Call the chief", organizer, campaign=make_campaign(), due_on=MONDAY)
    mail_choices.change(Actor.of(organizer), MailChoices(quiet_from=0, quiet_until=0))
    commit()
    with at(9):
        assert Worker(lambda: False).run_once()
        (message,) = office.taken
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
        path = message["List-Unsubscribe"].strip("<>").removeprefix("https://cabildo.example.org")
        assert Web(app).post(path, {"List-Unsubscribe": "One-Click"}).status == 200
    with at(9, MONDAY + timedelta(days=1)):
        assert Worker(lambda: False).run_once()
        assert [each["Subject"] for each in office.taken] == ["Your day at Our Coalition"]


def due() -> list[OutboxMessage]:
    """Return what a worker claims to send now, as it was written for that moment."""
    claims = iter(lambda: sending.claim_next("w"), None)
    return [db.session.get_one(OutboxMessage, claim.message_id) for claim in claims]


def test_what_waited_is_sent_as_its_reader_may_see_it_when_it_goes(
    organizer: User, member: User, coordinator: User
) -> None:
    campaign = make_campaign()
    make_task("Call the chief", organizer, campaign=campaign, due_on=MONDAY)
    other = make_campaign("Another")
    make_task("Bring chairs", member, campaign=other, due_on=MONDAY)
    make_task("Count heads", coordinator, campaign=other, due_on=MONDAY)
    commit()
    with at(6):
        run()
        assert len(written(K.DIGEST)) == 3
        add(TeamMember(campaign_id=campaign.id, user_id=organizer.id))
        campaign.access = Access.RESTRICTED
        member.is_active = False
        mail_choices.change(Actor.of(coordinator), MailChoices(DigestRhythm.NEVER))
        commit()
    with at(8):
        (message,) = due()
    assert (message.user_id, "Call the chief" in message.body + message.body_html) == (organizer.id, False)
    assert "Something of a confidential campaign" in message.body
    cancelled = [each for each in written() if each.status is MailStatus.CANCELLED]
    assert {each.user_id for each in cancelled} == {member.id, coordinator.id}
    assert all(each.body == each.body_html == "" and each.last_error for each in cancelled)


def test_who_was_taken_off_a_team_gets_no_mail_of_it_that_waited(organizer: User, coordinator: User) -> None:
    campaign = make_restricted_campaign(team=(organizer, coordinator))
    event = make_event(campaign, "Talks", happened_on="2026-11-24", status=EventStatus.ANNOUNCED)
    coming(event, organizer)
    mail_choices.change(Actor.of(coordinator), MailChoices(DigestRhythm.NEVER))
    commit()
    with at(6):
        run()
        assert [each.kind for each in written()] == [K.EVENT_REMINDER]
        db.session.execute(delete(TeamMember).where(TeamMember.user_id == organizer.id))
        commit()
    with at(8):
        assert due() == []
    assert [each.status for each in written()] == [MailStatus.CANCELLED]
