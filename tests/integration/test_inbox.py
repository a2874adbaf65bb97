"""Answers that come in by mail: through a real server out, through a Maildir in, and nothing is lost."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.inbound import AUTOMATIC, NO_LETTER, UNREADABLE
from advocacy.domain.letters import RecipientStatus, ReplyFrom
from advocacy.domain.mail import InboundStatus, MailStatus, NoticeKind
from advocacy.domain.tasks import TaskRule
from advocacy.models import Attachment, InboundMessage, Notice, OutboxMessage, Reply, Task, User
from advocacy.policy import OPERATOR, Actor, NotAllowed
from advocacy.services import files, steps
from advocacy.services.letters.papers import hash_of
from tests.factories import make_restricted_campaign
from tests.inbound import answer, bounce, deliver, mailed, whole
from tests.letters import approved
from tests.smtp import PostOffice
from tests.web import Web


def only(model: type) -> object:
    return db.session.scalars(select(model)).one()


def test_an_answer_lands_with_its_letter_by_itself(office: PostOffice, maildir: Path) -> None:
    ref = mailed()
    body = "Señoras:\n\nLo estudiaremos.\n\nOn Mon, May 4, Our Coalition wrote:\n> We ask.\n"
    raw = answer(body, To=str(office.taken[0]["Reply-To"]))
    deliver(maildir, raw)
    letter = whole(ref)
    (recipient,) = letter.recipients
    assert recipient.status is RecipientStatus.TO_CLASSIFY
    reply = only(Reply)
    assert isinstance(reply, Reply)
    assert (reply.words, reply.from_words, reply.reply_from) == (
        "Señoras:\n\nLo estudiaremos.",
        "Ada Example",
        ReplyFrom.OFFICIAL,
    )
    hung = db.session.scalars(select(Attachment).where(Attachment.reply_id == reply.id)).one()
    assert files.read_bytes(hung.file) == raw
    kept = only(InboundMessage)
    assert isinstance(kept, InboundMessage)
    assert (kept.file_id, kept.body, kept.subject, kept.from_name, kept.from_address) == (None, "", "", "", "")
    assert db.session.scalars(select(Task.rule).where(Task.about_id == letter.id)).all() == [TaskRule.CLASSIFY_REPLY]
    assert [path.name for path in (maildir / "cur").iterdir()] == ["0.host:2,S"]
    assert list((maildir / "new").iterdir()) == []
    deliver(maildir, raw)
    assert len(db.session.scalars(select(Reply)).all()) == 1
    assert len(db.session.scalars(select(InboundMessage)).all()) == 1


@pytest.mark.sqlite_only
def test_a_reply_that_lands_by_itself_rings_once_for_whose_letter_it_is(
    office: PostOffice, maildir: Path, organizer: User
) -> None:
    who = organizer.id
    mailed(actor=Actor.of(organizer))
    before = db.session.scalar(select(func.count()).where(Notice.user_id == who)) or 0
    deliver(maildir, answer(To=str(office.taken[0]["Reply-To"])))
    assert db.session.scalars(select(Task.assignee_id)).one() == who
    rung = db.session.scalars(select(Notice.kind).where(Notice.user_id == who).order_by(Notice.id)).all()
    assert rung[before:] == [NoticeKind.REPLY_ARRIVED]


def test_it_is_found_by_what_it_answers_and_by_the_reference_at_the_foot(office: PostOffice, maildir: Path) -> None:
    ref = mailed(to=2)
    second = next(each for each in office.taken if each["To"] == "r2@city.example")
    deliver(maildir, answer(In_Reply_To=str(second["Message-ID"])))
    assert [each.status for each in whole(ref).recipients] == [
        RecipientStatus.SENT,
        RecipientStatus.TO_CLASSIFY,
    ]
    reference = hash_of(whole(ref))[:16]
    deliver(maildir, answer(f"About your letter, 1 · v1 · {reference}"))
    assert {each.status for each in whole(ref).recipients} == {RecipientStatus.TO_CLASSIFY}


def test_what_fits_no_letter_waits_until_a_coordinator_says_whose_it_is(
    office: PostOffice, maildir: Path, web: Web, coordinator: User
) -> None:
    who = coordinator.id
    ref = mailed()
    deliver(maildir, answer("Yes, we will.", sender="clerk@other.example"))
    waiting = only(InboundMessage)
    assert isinstance(waiting, InboundMessage)
    assert (waiting.status, waiting.why) == (InboundStatus.WAITING, NO_LETTER)
    web.sign_in(db.session.get_one(User, who))
    assert "One message waits in the holding pen." in web.get("/letters").text
    assert "/inbox" in web.get("/notices").links()
    page = web.get("/inbox")
    assert "Re: Three points" in page.text
    recipient = whole(ref).recipients[0].ref
    shown = web.get(f"/inbox/{waiting.ref}").submit({"recipient": recipient})
    assert "Yes, we will." in shown.text
    assert whole(ref).recipients[0].status is RecipientStatus.TO_CLASSIFY
    assert "Nothing waits" in web.get("/inbox").text


@pytest.mark.usefixtures("office")
def test_a_message_with_what_is_never_stored_is_kept_masked_alone(maildir: Path) -> None:
    raw = answer("Her social security number is 536-22-1234.")
    deliver(maildir, raw)
    held = only(InboundMessage)
    assert isinstance(held, InboundMessage)
    assert held.status is InboundStatus.GUARDED
    assert "536-22-1234" not in held.body
    assert held.file_id is None
    assert hashlib.sha256(raw).hexdigest() not in files.storage().names()
    assert len(list((maildir / "cur").iterdir())) == 1


def test_a_bounce_marks_the_message_and_its_recipient(office: PostOffice, maildir: Path) -> None:
    ref = mailed()
    sent_id = str(office.taken[0]["Message-ID"])
    deliver(maildir, bounce(sent_id))
    message = only(OutboxMessage)
    assert isinstance(message, OutboxMessage)
    assert message.status is MailStatus.BOUNCED
    assert message.last_error == "smtp; 550 <r…@city.example> no such user"
    assert whole(ref).recipients[0].status is RecipientStatus.DELIVERY_FAILED


def test_an_automatic_answer_is_proposed_as_a_receipt(
    office: PostOffice, maildir: Path, web: Web, organizer: User
) -> None:
    who = organizer.id
    ref = mailed()
    to = str(office.taken[0]["Reply-To"])
    deliver(maildir, answer("I am away.", To=to, Auto_Submitted="auto-replied"))
    kept, reply = only(InboundMessage), only(Reply)
    assert isinstance(kept, InboundMessage)
    assert isinstance(reply, Reply)
    assert (kept.status, kept.why) == (InboundStatus.MATCHED, AUTOMATIC)
    assert whole(ref).recipients[0].status is RecipientStatus.TO_CLASSIFY
    page = web.sign_in(db.session.get_one(User, who)).get(f"/letters/{ref}/replies/{reply.ref}/classify")
    assert "A machine wrote this answer." in page.text
    page.submit()
    assert whole(ref).recipients[0].status is RecipientStatus.ACKNOWLEDGED


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("office")
def test_whatever_is_delivered_is_kept(maildir: Path) -> None:
    crooked = [b"", b"\xff\xfe\0\0", b"From: x\n\n\0", b"Content-Type: text/plain; charset=none-such\n\n\xe9",
               b"From: =?bad?Q?=\nSubject: =?utf-8?B?////?=\nDate: never\n\nhi"]  # fmt: skip
    deliver(maildir, *crooked)
    kept = db.session.scalars(select(InboundMessage)).all()
    assert len(kept) == len(crooked)
    assert {each.status for each in kept} == {InboundStatus.WAITING}
    assert {each.why for each in kept} == {UNREADABLE, NO_LETTER}
    assert len(list((maildir / "cur").iterdir())) == len(crooked)


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("office")
def test_mail_about_a_hidden_letter_waits_for_its_team_alone(maildir: Path, web: Web, coordinator: User) -> None:
    who = coordinator.id
    hidden = approved(OPERATOR, make_restricted_campaign())
    hidden.recipients[0].reply_key = "abcdef0123456789abcd"
    db.session.commit()
    deliver(maildir, answer(To="replies+abcdef0123456789abcd@example.org"))
    waiting = only(InboundMessage)
    assert isinstance(waiting, InboundMessage)
    assert waiting.status is InboundStatus.WAITING
    ref = waiting.ref
    web.sign_in(db.session.get_one(User, who))
    assert "Nothing waits" in web.get("/inbox").text
    assert web.get(f"/inbox/{ref}").status == 404


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("office")
def test_what_is_discarded_is_forgotten_but_for_its_reason(maildir: Path, web: Web, coordinator: User) -> None:
    who = coordinator.id
    raw = answer("Buy our chairs.")
    deliver(maildir, raw)
    waiting = only(InboundMessage)
    assert isinstance(waiting, InboundMessage)
    web.sign_in(db.session.get_one(User, who)).get(f"/inbox/{waiting.ref}/discard").submit({"reason": "Advertisement"})
    kept = only(InboundMessage)
    assert isinstance(kept, InboundMessage)
    assert (kept.status, kept.why, kept.body, kept.subject) == (InboundStatus.DISCARDED, "Advertisement", "", "")
    assert hashlib.sha256(raw).hexdigest() not in files.storage().names()
    deliver(maildir, raw)
    assert "Nothing waits" in web.get("/inbox").text


def test_a_message_of_a_thousand_shells_keeps_no_other_waiting(office: PostOffice, maildir: Path) -> None:
    ref = mailed()
    shells = "".join(f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(1000))
    deliver(maildir, f"From: a@b.example\nMIME-Version: 1.0\n{shells}".encode())
    deliver(maildir, answer(To=str(office.taken[0]["Reply-To"])))
    assert list((maildir / "new").iterdir()) == []
    assert whole(ref).recipients[0].status is RecipientStatus.TO_CLASSIFY


@pytest.mark.one_database
def test_what_went_out_by_mail_is_not_taken_back(office: PostOffice) -> None:
    letter = whole(mailed())
    step = steps.latest_step(letter)
    assert step is not None
    with pytest.raises(NotAllowed):
        steps.take_back(OPERATOR, letter, step, "It was a mistake.")
    assert letter.recipients[0].status is RecipientStatus.SENT
