"""Mail for tests: letters that went out through a real server, what answers them, and the folder it arrives in."""

from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_mail import LetterMail, Paper
from advocacy.models import Campaign, InboundMessage, Letter
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.letters import letter_by_ref
from advocacy.services import letters
from advocacy.worker import Worker
from tests.factories import make_campaign
from tests.letters import approved


def work() -> None:
    """Let a worker do all that there is to do."""
    assert Worker(lambda: False).run_once()


def mailed(to: int = 1, *campaigns: Campaign, actor: Actor = OPERATOR) -> str:
    """The ref of a letter that went out by e-mail to so many recipients, at r1@city.example and so on."""
    letter = approved(actor, *(campaigns or (make_campaign(),)), to=to)
    pages = [
        (LetterMail(each.ref, "", f"r{each.position}@city.example", "", "", "Three points", "We ask.\n"),
         Paper("letter.pdf", b"%PDF-1.7 " + each.ref.encode()))
        for each in letter.recipients
    ]  # fmt: skip
    letters.mail(actor, letter, pages)
    db.session.commit()
    ref = letter.ref
    work()
    return ref


def whole(ref: str) -> Letter:
    """The letter as it stands now."""
    letter = letter_by_ref(OPERATOR, ref)
    assert letter is not None
    return letter


def answer(body: str = "We will study it.", sender: str = "Ada Example <r1@city.example>", **headers: str) -> bytes:
    """A message; headers by their names with low lines for hyphens."""
    message = EmailMessage()
    message["From"], message["Subject"] = sender, headers.pop("Subject", "Re: Three points")
    message["Message-ID"] = "<answer@city.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def bounce(message_id: str, address: str = "r1@city.example", action: str = "failed") -> bytes:
    """What a mail server says of a message that it could not deliver (RFC 3464)."""
    return (
        "From: MAILER-DAEMON@example.org\nTo: cabildo@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nIt failed.\n\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; example.org\n\nFinal-Recipient: rfc822; {address}\nAction: {action}\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 <{address}> no such user\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\nSubject: x\n\n--b--\n"
    ).encode()


def put(maildir: Path, *messages: bytes) -> None:
    """Deliver messages into the folder."""
    for number, raw in enumerate(messages):
        (maildir / "new" / f"{number}.host").write_bytes(raw)


def deliver(maildir: Path, *messages: bytes) -> None:
    """Deliver messages, and let a worker take them in."""
    put(maildir, *messages)
    work()


def came() -> InboundMessage:
    """The only message that came in."""
    return db.session.scalars(select(InboundMessage)).one()
