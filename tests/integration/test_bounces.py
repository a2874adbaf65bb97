"""Mail that came back: what a true bounce changes and whom it tells, and that a forged one changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.inbound import BOUNCED, DELAYED, OTHER_ADDRESS, UNKNOWN_BOUNCE
from advocacy.domain.letters import RecipientStatus
from advocacy.domain.mail import InboundStatus, MailStatus, NoticeKind
from advocacy.domain.users import Role
from advocacy.models import Notice, OutboxMessage, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries import letters as queries
from advocacy.services import files
from tests.factories import make_campaign, make_restricted_campaign, make_user
from tests.inbound import bounce, came, deliver, mailed, whole
from tests.smtp import PostOffice
from tests.web import Web

A_WRONG_ID = "<0123456789abcdef0123456789abcdef@example.org>"


def sent_id(office: PostOffice) -> str:
    return str(office.taken[0]["Message-ID"])


def status_of(ref: str) -> RecipientStatus:
    return whole(ref).recipients[0].status


def told(user_id: int) -> int:
    kind = Notice.kind == NoticeKind.MAIL_FAILED
    return db.session.scalar(select(func.count()).where(Notice.user_id == user_id, kind)) or 0


def test_a_bounce_marks_the_recipient_stops_the_clock_and_tells_who_sent_it_what_to_do(
    office: PostOffice, maildir: Path, web: Web, organizer: User, member: User
) -> None:
    who, other = organizer.id, member.id
    ref = mailed(actor=Actor.of(organizer))
    assert [each.letter.ref for each in queries.waiting(OPERATOR)] == [ref]
    deliver(maildir, bounce(sent_id(office)))
    assert status_of(ref) is RecipientStatus.DELIVERY_FAILED
    assert queries.waiting(OPERATOR) == []
    assert (told(who), told(other)) == (1, 0)
    kept = came()
    assert (kept.status, kept.why, kept.file_id, kept.body) == (InboundStatus.BOUNCE, BOUNCED, None, "")
    assert list(files.storage().names()) != []  # the paper that went out stays
    web.sign_in(db.session.get_one(User, who))
    home = web.get("/")
    assert "Mail that did not arrive" in home.text
    assert "It did not reach Official1 Example" in home.text
    bell = web.get("/notices")
    assert "Mail did not arrive: Three points" in bell.text
    assert f"/letters/{ref}" in bell.links()
    letter = web.get(f"/letters/{ref}")
    assert f"/letters/{ref}/mail?recipient={whole(ref).recipients[0].ref}" in letter.links()
    assert "Proof:" not in letter.text
    web.sign_in(db.session.get_one(User, other))
    assert "Mail that did not arrive" not in web.get("/").text


@pytest.mark.parametrize(
    ("message_id", "address", "why"),
    [("", "r1@city.example", UNKNOWN_BOUNCE), (A_WRONG_ID, "r1@city.example", UNKNOWN_BOUNCE),
     ("sent", "somebody@else.example", OTHER_ADDRESS), ("sent", "", OTHER_ADDRESS)],
    ids=["no id", "an invented id", "another address", "no address"],
)  # fmt: skip
def test_a_bounce_that_does_not_name_what_we_sent_and_to_whom_changes_nothing_and_waits(
    office: PostOffice, maildir: Path, message_id: str, address: str, why: str
) -> None:
    ref = mailed()
    deliver(maildir, bounce(sent_id(office) if message_id == "sent" else message_id, address))
    assert status_of(ref) is RecipientStatus.SENT
    assert db.session.scalars(select(OutboxMessage.status)).one() is MailStatus.SENT
    waiting = came()
    assert (waiting.status, waiting.why) == (InboundStatus.WAITING, why)
    assert waiting.file_id is not None


@pytest.mark.sqlite_only
def test_a_forged_bounce_that_names_a_hidden_letter_is_shown_to_its_team_alone(
    office: PostOffice, maildir: Path, web: Web, coordinator: User
) -> None:
    outsider, insider = coordinator.id, make_user("insider", Role.COORDINATOR)
    mailed(1, make_restricted_campaign(team=(insider,)))
    deliver(maildir, bounce(sent_id(office), "somebody@else.example"))
    web.sign_in(db.session.get_one(User, outsider))
    assert "Nothing waits" in web.get("/inbox").text


@pytest.mark.sqlite_only
def test_word_of_a_delay_changes_nothing(office: PostOffice, maildir: Path, organizer: User) -> None:
    who, ref = organizer.id, mailed(1, make_campaign(), actor=Actor.of(organizer))
    deliver(maildir, bounce(sent_id(office), action="delayed"))
    assert (came().status, came().why) == (InboundStatus.BOUNCE, DELAYED)
    assert (status_of(ref), told(who)) == (RecipientStatus.SENT, 0)
