"""The holding pen: who sees what waits, who is told of it, and that nothing is lost on the way to it."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from advocacy.config import Settings
from advocacy.db import db
from advocacy.domain.inbound import SEVERAL, SEVERAL_WROTE, TOO_LARGE, UNREADABLE
from advocacy.domain.mail import InboundStatus, NoticeKind
from advocacy.domain.tasks import TaskRule
from advocacy.domain.users import Role
from advocacy.models import Attachment, AuditEntry, InboundMessage, Notice, Reply, Task, TeamMember, User
from advocacy.policy import OPERATOR, Actor
from advocacy.services.inbox import arriving
from advocacy.worker import Worker, inbox
from tests.factories import make_campaign, make_restricted_campaign, make_user
from tests.inbound import answer, came, deliver, mailed, put, whole, work
from tests.smtp import PostOffice
from tests.web import Web


def told(user_id: int) -> int:
    """How often somebody was told that mail waits."""
    kind = Notice.kind == NoticeKind.MAIL_WAITS
    return db.session.scalar(select(func.count()).where(Notice.user_id == user_id, kind)) or 0


def test_mail_that_could_answer_a_hidden_letter_too_is_there_for_who_sees_all_of_them(
    office: PostOffice, maildir: Path, web: Web, coordinator: User
) -> None:
    outsider = coordinator.id
    insider = make_user("insider", Role.COORDINATOR)
    inside = insider.id
    mailed(1, make_campaign())
    mailed(1, make_restricted_campaign(team=(insider,)))
    both = ", ".join(str(each["Reply-To"]) for each in office.taken)
    deliver(maildir, answer(To=both))
    waiting = came()
    assert (waiting.status, waiting.why) == (InboundStatus.WAITING, SEVERAL)
    ref = waiting.ref
    assert (told(outsider), told(inside)) == (0, 1)
    web.sign_in(db.session.get_one(User, outsider))
    assert "Nothing waits" in web.get("/inbox").text
    assert "in the holding pen" not in web.get("/letters").text
    assert web.get(f"/inbox/{ref}").status == 404
    web.sign_in(db.session.get_one(User, inside))
    assert web.get(f"/inbox/{ref}").status == 200


def test_mail_for_a_hidden_letter_without_a_coordinator_is_for_the_organizers_of_its_team(
    office: PostOffice, maildir: Path, web: Web, coordinator: User
) -> None:
    outsider, worker = coordinator.id, make_user("worker", Role.ORGANIZER)
    inside = worker.id
    ref = mailed(2, make_restricted_campaign(team=(worker,)))
    deliver(maildir, answer(To=", ".join(str(each["Reply-To"]) for each in office.taken)))
    assert (told(outsider), told(inside), came().why) == (0, 1, SEVERAL_WROTE)
    waiting = came().ref
    web.sign_in(db.session.get_one(User, inside))
    web.get(f"/inbox/{waiting}").submit({"recipient": whole(ref).recipients[0].ref})
    assert came().status is InboundStatus.MATCHED


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("office")
def test_what_names_no_letter_is_for_coordinators(maildir: Path, web: Web, organizer: User, coordinator: User) -> None:
    works, coordinates = organizer.id, coordinator.id
    deliver(maildir, answer("Who are you?"))
    assert (told(works), told(coordinates)) == (0, 1)
    web.sign_in(db.session.get_one(User, works))
    assert "Nothing waits" in web.get("/inbox").text
    assert web.get(f"/inbox/{came().ref}").status == 404


def test_the_task_to_classify_what_came_by_itself_is_of_who_wrote_the_letter(
    office: PostOffice, maildir: Path, organizer: User
) -> None:
    who = organizer.id
    mailed(actor=Actor.of(organizer))
    deliver(maildir, answer(To=str(office.taken[0]["Reply-To"])))
    task = db.session.scalars(select(Task).where(Task.rule == TaskRule.CLASSIFY_REPLY)).one()
    assert task.assignee_id == who
    named = db.session.scalars(select(Attachment.name).where(Attachment.reply_id.is_not(None))).one()
    assert named.endswith(" Ada Example Three points.eml")


@pytest.mark.sqlite_only
def test_where_nobody_of_us_wrote_it_the_task_is_of_who_leads_the_campaign(
    office: PostOffice, maildir: Path, organizer: User, member: User
) -> None:
    who, campaign = organizer.id, make_campaign()
    campaign.team = [TeamMember(user=member, is_lead=True), TeamMember(user=organizer, is_lead=True)]
    mailed(1, campaign, actor=OPERATOR)
    deliver(maildir, answer(To=str(office.taken[0]["Reply-To"])))
    task = db.session.scalars(select(Task).where(Task.rule == TaskRule.CLASSIFY_REPLY)).one()
    assert task.assignee_id == who


def test_what_is_masked_rings_and_keeps_neither_file_nor_number(
    office: PostOffice, maildir: Path, coordinator: User
) -> None:
    who = coordinator.id
    mailed()
    deliver(maildir, answer("Hello", sender='"536-22-1234" <r1@city.example>', To=str(office.taken[0]["Reply-To"])))
    held = came()
    assert (held.status, held.from_name, held.file_id) == (InboundStatus.GUARDED, "•••-••-••••", None)
    assert told(who) == 1


@pytest.mark.usefixtures("office")
def test_what_is_too_large_rings_and_stands_in_the_trail(
    maildir: Path, web: Web, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = coordinator.id
    monkeypatch.setattr(inbox, "MOST_BYTES", 100)
    deliver(maildir, answer("Hello " * 100))
    assert (came().why, told(who)) == (TOO_LARGE, 1)
    shown = web.sign_in(db.session.get_one(User, who)).get(f"/inbox/{came().ref}")
    assert "It is still in the mailbox: read it there." in shown.text
    assert db.session.scalars(select(AuditEntry.event).where(AuditEntry.event.startswith("inbox."))).all() == [
        "inbox.taken_in"
    ]
    assert len(list((maildir / "cur").iterdir())) == 1


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("office")
def test_a_message_is_looked_through_before_anybody_has_to_wait_for_the_database(
    maildir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way = []
    looked = arriving.holds_never_stored

    def look(words: str) -> bool:
        under_way.append(db.session().in_transaction())
        return looked(words)

    monkeypatch.setattr(arriving, "holds_never_stored", look)
    deliver(maildir, answer())
    assert under_way == [False]


def failing_once(error: Exception, act: Callable[..., object]) -> Callable[..., object]:
    """The same function, which raises this error the first time."""
    errors = [error]

    def fail(*given: object, **named: object) -> object:
        if errors:
            raise errors.pop()
        return act(*given, **named)

    return fail


@pytest.mark.usefixtures("office")
def test_a_message_stays_where_it_is_while_the_database_is_busy(
    maildir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    busy = OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))
    monkeypatch.setattr(arriving, "match_of", failing_once(busy, arriving.match_of))
    put(maildir, answer())
    with caplog.at_level(logging.INFO):
        assert not Worker(lambda: False).run_once()
    assert [path.name for path in (maildir / "new").iterdir()] == ["0.host"]
    assert db.session.scalars(select(InboundMessage)).all() == []
    work()
    assert came().why != UNREADABLE
    assert list((maildir / "new").iterdir()) == []


@pytest.mark.usefixtures("office")
def test_a_message_that_fails_to_land_waits_and_no_word_of_it_is_logged(
    maildir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = ValueError("We will study it.")
    monkeypatch.setattr(arriving, "match_of", failing_once(secret, arriving.match_of))
    with caplog.at_level(logging.DEBUG):
        deliver(maildir, answer())
    assert came().why == UNREADABLE
    assert came().file_id is not None
    assert "could not be sorted: ValueError" in caplog.text
    assert "study" not in caplog.text


@pytest.mark.sqlite_only
def test_a_reply_that_lands_while_somebody_changes_its_letter_is_logged(
    office: PostOffice, maildir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailed()
    monkeypatch.setattr(arriving, "log", failing_once(StaleDataError(), arriving.log))
    deliver(maildir, answer(To=str(office.taken[0]["Reply-To"])))
    assert (came().status, len(db.session.scalars(select(Reply)).all())) == (InboundStatus.MATCHED, 1)


@pytest.mark.sqlite_only
def test_a_reply_that_cannot_be_sorted_or_is_too_large_is_for_those_alone_who_see_its_letter(
    office: PostOffice, maildir: Path, web: Web, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = coordinator.id
    mailed(1, make_restricted_campaign())
    to = str(office.taken[0]["Reply-To"])
    monkeypatch.setattr(arriving, "log", failing_once(ValueError(), arriving.log))
    deliver(maildir, answer(To=to))
    monkeypatch.setattr(inbox, "MOST_BYTES", 100)
    deliver(maildir, answer("Much more", To=to))
    kept = db.session.scalars(select(InboundMessage).order_by(InboundMessage.id)).all()
    assert [each.why for each in kept] == [UNREADABLE, TOO_LARGE]
    refs = [each.ref for each in kept]
    web.sign_in(db.session.get_one(User, outside))
    assert [web.get(f"/inbox/{ref}").status for ref in refs] == [404, 404]


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("office")
def test_messages_that_fail_each_time_starve_none_that_came_after_them(
    maildir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_IN_A_TURN", 1)
    take_in = inbox.take_in

    def failing_for_one(raw: bytes) -> None:
        if b"Fails" in raw:
            raise ValueError
        take_in(raw)

    monkeypatch.setattr(inbox, "take_in", failing_for_one)
    deliver(maildir, answer("Fails each time"), answer("Lands"))
    assert "Lands" in came().body
    assert [path.name for path in (maildir / "new").iterdir()] == ["0.host"]


def test_two_workers_take_each_message_once(app: Flask, maildir: Path) -> None:
    put(maildir, *(answer(f"Answer {number}") for number in range(12)))
    settings: Settings = app.config["SETTINGS"]
    given = {
        "ADVOCACY_DATABASE_URL": settings.database_url,
        "ADVOCACY_DATA_DIR": str(settings.data_dir),
        "ADVOCACY_SECRET_KEY": settings.secret_key,
        "ADVOCACY_MAILDIR": str(maildir),
    }
    command = [sys.executable, "-m", "advocacy.cli", "worker", "--once"]
    pipe = subprocess.PIPE
    workers = [
        subprocess.Popen(command, env=os.environ | given, stdout=pipe, stderr=subprocess.STDOUT) for _ in range(2)
    ]
    for worker in workers:
        said, _ = worker.communicate(timeout=120)
        assert worker.returncode == 0, said
    assert db.session.scalar(select(func.count(InboundMessage.id))) == 12
    assert len(list((maildir / "cur").iterdir())) == 12
    assert list((maildir / "new").iterdir()) == []
