"""Links of ours that come back in mail: nobody gets in by what is kept, and hidden letters stay hidden."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.inbound import HELD_A_LINK
from advocacy.domain.letters import LetterEvent
from advocacy.domain.mail import LINK_TOKEN, InboundStatus
from advocacy.domain.our_links import PATHS
from advocacy.domain.users import Language, LinkPurpose, Role
from advocacy.models import Attachment, InboundMessage, Reply, User
from advocacy.policy import OPERATOR, Actor
from advocacy.services import letters, links
from advocacy.services import mail as mail_service
from advocacy.services.letters import sign_on
from tests.factories import make_person, make_restricted_campaign, make_user
from tests.inbound import answer, came, deliver, mailed, work
from tests.letters import approved
from tests.letters import sign_on as invite
from tests.smtp import PostOffice
from tests.web import Web


def asked_to_sign(office: PostOffice, insider: User, language: Language = Language.EN) -> tuple[int, str, str]:
    """The id of a restricted letter, the mail that asks somebody to sign it as it travels, and its secret."""
    letter = approved(OPERATOR, make_restricted_campaign(team=(insider,)))
    letters.advance(OPERATOR, letter, LetterEvent.COLLECT)
    signature = invite(OPERATOR, letter, make_person("Bo Neighbor"))
    sign_on.mail_link(OPERATOR, letter, signature, "bo@city.example", language)
    secret = sign_on.own_link(letter, signature, language, None)[0]
    letter_id = letter.id
    db.session.commit()
    work()
    return letter_id, office.taken[-1].as_bytes().decode(), secret


def in_words(original: str) -> bytes:
    """A bounce as some servers write it: in words, with the message as it came."""
    return (
        "From: MAILER-DAEMON@city.example\nTo: cabildo@example.org\nSubject: failure notice\n\n"
        f"Hi. This is the qmail-send program.\n<bo@city.example>:\nno such user\n\n--- Below this line:\n\n{original}\n"
    ).encode()


@pytest.mark.parametrize("language", list(Language))
def test_a_bounce_in_words_keeps_neither_the_link_nor_the_letter_for_who_does_not_see_it(
    office: PostOffice, maildir: Path, web: Web, coordinator: User, language: Language
) -> None:
    insider = make_user("insider", Role.COORDINATOR)
    outside, inside = coordinator.id, insider.id
    letter_id, original, secret = asked_to_sign(office, insider, language)
    assert "/sign/" in original
    deliver(maildir, in_words(original))
    waiting = came()
    assert (waiting.status, waiting.why, waiting.record_id) == (InboundStatus.WAITING, HELD_A_LINK, letter_id)
    assert waiting.file_id is None
    assert secret[:20] not in waiting.body
    assert secret[-20:] not in waiting.body
    ref = waiting.ref
    assert web.sign_in(db.session.get_one(User, outside)).get(f"/inbox/{ref}").status == 404
    shown = web.sign_in(db.session.get_one(User, inside)).get(f"/inbox/{ref}")
    assert shown.status == 200
    assert "stays in the mailbox" in shown.text


def test_who_answers_an_invitation_is_read_by_those_alone_who_see_its_letter(
    office: PostOffice, maildir: Path, web: Web, coordinator: User
) -> None:
    insider = make_user("insider", Role.COORDINATOR)
    outside = coordinator.id
    letter_id, original, secret = asked_to_sign(office, insider)
    quoted = "".join(f"> {line}\n" for line in original.splitlines())
    deliver(maildir, answer(f"{quoted}\nMay I sign for my sister, too?", sender="bo@city.example"))
    waiting = came()
    assert waiting.record_id == letter_id
    assert "my sister" in waiting.body
    ref = waiting.ref
    assert secret[-20:] not in waiting.body
    assert web.sign_in(db.session.get_one(User, outside)).get(f"/inbox/{ref}").status == 404


def test_nobody_takes_an_account_by_a_link_for_a_new_password_that_came_back(office: PostOffice, maildir: Path) -> None:
    admin = make_user("admin", Role.ADMINISTRATOR)
    token = links.issue(LinkPurpose.RESET, admin)
    words = f"Choose a new password:\n\nhttps://cabildo.example.org/reset/{LINK_TOKEN}\n"
    mail_service.send_link(
        Actor.of(admin), admin, LinkPurpose.RESET, token, "A new password", words, language=Language.EN
    )
    db.session.commit()
    work()
    deliver(maildir, in_words(office.taken[-1].as_bytes().decode()))
    kept = db.session.scalars(select(InboundMessage)).one()
    assert (kept.why, kept.file_id) == (HELD_A_LINK, None)
    assert "/reset/…" in kept.body
    assert token[-20:] not in kept.body


@pytest.mark.one_database
def test_a_reply_that_repeats_a_link_is_logged_without_it(office: PostOffice, maildir: Path) -> None:
    mailed()
    secret = "a1_-" * 16
    body = f"We got https://cabildo.example.org/sign/{secret} and https://city.example/sign/{secret} from a resident."
    deliver(maildir, answer(body, To=str(office.taken[0]["Reply-To"])))
    reply = db.session.scalars(select(Reply)).one()
    assert reply.words == body.replace(secret, "…", 1)
    assert db.session.scalars(select(Attachment).where(Attachment.reply_id == reply.id)).all() == []


def test_every_address_that_holds_a_secret_is_taken_out(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if "token" in rule.arguments]
    assert rules
    assert {rule.split("/")[1] for rule in rules} == set(PATHS)
