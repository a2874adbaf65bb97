"""A reply logged with its file: a scan hangs on it, an e-mail fills in what nobody typed."""

import io
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import ReplyChannel
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Attachment, Letter, Reply, User
from advocacy.policy import Actor
from advocacy.services import files
from tests.factories import make_campaign
from tests.files import a_jpeg, a_pdf
from tests.inbound import answer
from tests.letters import sent
from tests.web import Page, Web, form_data

pytestmark = pytest.mark.sqlite_only
A_DAY = time_machine.travel("2017-03-01 12:00:00-05:00", tick=False)
WRITTEN = "Mon, 06 Feb 2017 21:30:00 -0500"


def log(web: Web, letter: Letter, name: str, content: bytes, **typed: str) -> Page:
    """Fill in the form as it is drawn, with a file."""
    page = web.get(f"/letters/{letter.ref}/replies/new")
    values: dict[str, object] = dict(form_data(page.form())) | typed
    values["files"] = (io.BytesIO(content), name)
    return web.post(f"/letters/{letter.ref}/replies/new", values, content_type="multipart/form-data")


def logged() -> Reply:
    return db.session.scalars(select(Reply)).one()


@pytest.fixture
def letter(as_organizer: Actor) -> Letter:
    """A letter that went out on the second of February 2017."""
    made = sent(as_organizer, make_campaign())
    db.session.commit()
    return made


@A_DAY
def test_an_e_mail_fills_in_the_day_the_sender_and_the_words_and_all_can_be_corrected(
    web: Web, organizer: User, letter: Letter
) -> None:
    raw = answer("We are glad to.\n\n> We ask.", sender="Ada Example <ada@city.example>", Date=WRITTEN)
    got = log(web.sign_in(organizer), letter, "answer.eml", raw)
    assert got.status == 303, got.text
    reply = logged()
    assert (reply.received_on, reply.channel) == (PartialDate("2017-02-06"), ReplyChannel.EMAIL)
    assert (reply.from_words, reply.words) == ("Ada Example", "We are glad to.")
    edit = web.get(got.location)
    assert "Look over what was taken from the e-mail" in edit.text
    edit.submit({"received_on": "2017-02-07", "from_words": "her aide"})
    db.session.expire_all()
    assert (logged().received_on, logged().from_words) == (PartialDate("2017-02-07"), "her aide")
    assert "answer.eml" in web.get(f"/letters/{letter.ref}").text


@A_DAY
def test_what_was_typed_stands(web: Web, organizer: User, letter: Letter) -> None:
    raw = answer("We are glad to.", sender="Ada Example <ada@city.example>", Date=WRITTEN)
    typed = {"received_on": "2017-02-20", "from_words": "his spokesman", "words": "Glad."}
    assert log(web.sign_in(organizer), letter, "answer.eml", raw, **typed).status == 303
    reply = logged()
    assert (reply.received_on, reply.from_words, reply.words) == (PartialDate("2017-02-20"), "his spokesman", "Glad.")


@A_DAY
@pytest.mark.parametrize(
    "written", ["Mon, 30 Jan 2017 09:00:00 -0500", "Mon, 01 Jan 0001 00:00:00 +0000", "never", "Fri, 01 Jan 2027"],
    ids=["before the letter", "year one", "no day", "a day to come"],
)  # fmt: skip
def test_a_day_that_cannot_be_is_not_taken(web: Web, organizer: User, letter: Letter, written: str) -> None:
    raw = answer("Yes.").replace(b"Subject:", f"Date: {written}\nSubject:".encode(), 1)
    assert log(web.sign_in(organizer), letter, "answer.eml", raw).status == 303
    assert logged().received_on == PartialDate.of(date(2017, 3, 1))


@A_DAY
@pytest.mark.parametrize(("name", "content"), [("scan.pdf", a_pdf("Yes")), ("photo.jpg", a_jpeg())])
def test_a_scan_hangs_on_the_reply(web: Web, organizer: User, letter: Letter, name: str, content: bytes) -> None:
    assert log(web.sign_in(organizer), letter, name, content, words="Yes.").status == 303
    hung = db.session.scalars(select(Attachment).where(Attachment.reply_id == logged().id)).one()
    assert hung.name == name
    assert files.read_bytes(hung.file)[:4] == content[:4]
    assert name in web.get(f"/letters/{letter.ref}").text


def test_an_e_mail_with_what_is_never_stored_is_refused_whole_and_nothing_typed_is_lost(
    web: Web, organizer: User, letter: Letter
) -> None:
    raw = answer("Hello", sender='"536-22-1234" <a@city.example>')
    got = log(web.sign_in(organizer), letter, "answer.eml", raw, note="Came at noon")
    assert got.status == 422
    assert "It is never stored" in got.text
    assert "Came at noon" in got.text
    assert db.session.scalars(select(Reply)).all() == []
