"""Which mail somebody gets: chosen on the account page, ended by the link in a mail."""

import logging

import pytest
import time_machine
from flask import Flask

from advocacy.domain.mail import DigestRhythm
from advocacy.domain.mail_choices import AutomaticMail, MailChoices
from advocacy.domain.users import Language
from advocacy.models import User
from advocacy.queries.mail_choices import DEFAULTS, choices_of
from advocacy.services import mail_choices
from tests.factories import commit
from tests.integration.test_account import events
from tests.web import Web

A = AutomaticMail


def test_choices_are_made_on_the_account_page_also_while_no_mail_is_sent(web: Web, member: User) -> None:
    web.sign_in(member)
    page = web.get("/account")
    assert "This installation sends no mail. All of it is on screen, under the bell." in page.text
    assert "From 9:00 pm until 7:00 am" in page.text
    form = web.get("/account/mail")
    form.submit({"digest": "weekly", "quiet_from": "22:30", "quiet_until": "06:15"})
    assert choices_of(member) == MailChoices(DigestRhythm.WEEKLY, True, True, 22 * 60 + 30, 6 * 60 + 15)
    web.get("/account/mail").submit({"zone": "America/Los_Angeles"})
    assert "Time zone: Pacific Time." in web.get("/account").text
    assert choices_of(member).zone == "America/Los_Angeles"
    wrong = web.get("/account/mail").send({"zone": "Mars/Olympus"})
    assert (wrong.status, "Mars/Olympus" in " ".join(wrong.errors)) == (422, True)
    web.get("/account/mail").submit({"quiet_from": "", "quiet_until": ""})
    assert "None" in web.get("/account").text
    assert choices_of(member).digest is DigestRhythm.WEEKLY
    assert web.get("/account/mail").send({"digest": "hourly"}).status == 422
    assert "account.mail_chosen" in events()


@pytest.fixture
def path(app: Flask, member: User) -> str:
    """The path that ends the member's reminders of tasks."""
    app.config["BASE_URL"] = "https://cabildo.example.org"
    member.language = Language.ES
    commit()
    address = mail_choices.address_to_end(member, A.TASKS)
    assert address.startswith("https://cabildo.example.org/unsubscribe/")
    return address.removeprefix("https://cabildo.example.org")


def test_a_link_shows_before_it_acts_and_needs_no_session(web: Web, member: User, path: str) -> None:
    web.app.config["WTF_CSRF_ENABLED"] = True
    page = web.get(path)
    assert (page.status, page.soup.html["lang"]) == (200, "es")  # type: ignore[index]
    assert "Set-Cookie" not in page.response.headers
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert web.get(f"{path}?lang=en").title == "Do you want no more reminders of tasks?"
    assert choices_of(member) == DEFAULTS
    after = web.get(f"{path}?lang=en").submit(button="Yes, end this mail")
    assert choices_of(member) == MailChoices(task_reminders=False)
    assert "Yes, end this mail" not in web.get(path).text
    assert after.status == 200
    ended = web.get(f"{path}?lang=en").submit(button="End all mail that comes by itself")
    assert ended.title == "No mail comes by itself any more."
    assert "What reminders and digests said is on the screen" in ended.text
    assert "this mail" not in ended.text
    assert not choices_of(member).wants_any()
    assert events().count("account.mail_ended") == 2


@pytest.mark.one_database
def test_a_mail_program_ends_it_with_one_post_and_only_there(
    app: Flask, web: Web, member: User, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    requests = logging.getLogger("advocacy.requests")
    with caplog.at_level(logging.INFO, logger="advocacy.requests"):
        answer = web.post(path, {"List-Unsubscribe": "One-Click"})
        assert web.post("/account/mail", {"digest": "never"}).status == 422  # every other route wants its token
    requests.setLevel(logging.WARNING)
    assert answer.status == 200
    assert "Set-Cookie" not in answer.response.headers
    assert choices_of(member) == MailChoices(task_reminders=False)
    assert "/unsubscribe/<" in caplog.text
    assert path.rpartition("/")[2] not in caplog.text


@pytest.mark.one_database
def test_a_token_that_is_none_or_too_old_or_of_another_purpose_is_not_found(
    app: Flask, web: Web, member: User, path: str
) -> None:
    from itsdangerous import URLSafeTimedSerializer

    other = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="another").dumps([member.ref, "tasks"])
    changed = path[:-5] + ("a" if path[-5] != "a" else "b") + path[-4:]  # the last sign holds bits that say nothing
    for wrong in (changed, "/unsubscribe/" + "a" * 40, f"/unsubscribe/{other}"):
        assert (web.get(wrong).status, web.get(wrong).title) == (404, "This link does not work")
        assert web.post(wrong, {"List-Unsubscribe": "One-Click"}).status == 404
    with time_machine.travel("2038-01-01", tick=True):
        assert web.get(path).status == 404
    assert choices_of(member) == DEFAULTS
