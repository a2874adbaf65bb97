"""The audit trail as administrators read it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text, update

from advocacy.db import db
from advocacy.domain.letters import LetterStatus
from advocacy.domain.users import Language, Role
from advocacy.models import AuditEntry, User
from advocacy.policy import OPERATOR, VISITOR, Actor
from advocacy.services import audit, search
from tests.factories import commit, make_campaign, make_letter, make_restricted_campaign, make_user
from tests.queries import count_queries
from tests.web import Page, Web

START = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@pytest.fixture
def admin(web: Web, administrator: User) -> Web:
    """The administrator's browser."""
    return web.sign_in(administrator)


def note(actor: Actor, subject: object, event: str, **changes: object) -> None:
    """Note one event."""
    audit.record(actor, subject, event, **changes)
    commit()


def lines(page: Page) -> list[str]:
    """The entries on the page."""
    return [" ".join(item.get_text(" ").split()) for item in page.soup.select("main ol.list > li")]


@pytest.mark.one_database
def test_entries_are_sentences_newest_first(admin: Web, organizer: User) -> None:
    campaign = make_campaign("Sanctuary city")
    letter = make_letter(campaign, "Three points", status=LetterStatus.SENT)
    search.refresh(letter)
    actor = Actor.of(organizer)
    note(actor, letter, "letter.created")
    note(actor, letter, "letter.submit", status=(LetterStatus.DRAFT, LetterStatus.IN_REVIEW))
    note(VISITOR, None, "session.refused", count=7)
    shown = lines(admin.get("/admin/audit"))
    assert shown[0].startswith("Somebody failed to sign in. count: 7")
    assert "Organizer took a step with Letter “Three points” : Send for review." in shown[1]
    assert "state: Draft → In review" in shown[1]
    assert "Organizer added Letter “Three points” ." in shown[2]


def test_a_confidential_record_is_named_by_its_code_alone(admin: Web, administrator: User, organizer: User) -> None:
    campaign = make_restricted_campaign("Quiet work", team=(organizer,))
    letter = make_letter(campaign, "A secret subject")
    search.refresh(letter)
    note(Actor.of(organizer), letter, "letter.created")
    note(Actor.of(organizer), campaign, "campaign.edited")
    page = admin.get("/admin/audit")
    assert "secret" not in page.text
    assert "Quiet" not in page.text
    assert f"Letter {letter.ref}" in page.text


@pytest.mark.one_database
def test_users_and_the_parts_of_the_system_are_named(admin: Web, member: User) -> None:
    note(OPERATOR, member, "user.edited", roles=(frozenset({Role.MEMBER}), frozenset({Role.MEMBER, Role.ORGANIZER})))
    shown = lines(admin.get("/admin/audit"))[0]
    assert "Operator of the server edited the account of Member ." in shown
    assert "roles: Member → Member, Organizer" in shown


@pytest.mark.one_database
def test_values_of_fields_outside_the_list_never_stand_in_the_trail(admin: Web, member: User) -> None:
    note(OPERATOR, member, "user.edited", email=("old@example.org", "new@example.org"))
    page = admin.get("/admin/audit")
    assert "e-mail: changed" in page.text
    assert "new@example.org" not in page.text


@pytest.mark.one_database
def test_names_are_escaped(admin: Web) -> None:
    note(OPERATOR, make_user("<script>x</script>", email="x@example.org"), "user.edited")
    page = admin.get("/admin/audit")
    assert "<script>x</script>".title() in page.text
    assert page.soup.select("main ol script") == []


def test_the_trail_is_filtered(admin: Web, administrator: User, member: User, organizer: User) -> None:
    letter = make_letter(make_campaign("One"), "Words")
    with time_machine.travel(START, tick=False) as clock:
        note(Actor.of(member), None, "session.started")
        clock.shift(timedelta(days=1))
        note(Actor.of(organizer), letter, "letter.edited")
        clock.shift(timedelta(days=1))
        note(Actor.of(organizer), None, "session.ended")

    def found(query: str) -> list[str]:
        return [line.partition(".")[0] for line in lines(admin.get(f"/admin/audit?{query}"))]

    assert found("area=letters") == [f"Organizer edited Letter {letter.ref} "]
    assert len(found("area=sign_in")) == 2
    assert len(found("who=ORGANIZER%40")) == 2
    assert len(found(f"record={letter.ref.lower()}")) == 1
    assert found("record=nonsense") == []
    assert len(found("since=2026-03-03&until=2026-03-03")) == 1
    assert len(found("since=2026-03-03")) == 2
    assert len(found("since=nonsense")) == 3
    assert len(found("until=2026-03-02&who=member")) == 1


@pytest.mark.one_database
def test_days_of_the_filter_are_days_where_the_coalition_works(admin: Web, member: User) -> None:
    with time_machine.travel(datetime(2026, 3, 3, 3, 0, tzinfo=UTC), tick=False):  # still March 2 in New York
        note(Actor.of(member), None, "session.started")
    assert len(lines(admin.get("/admin/audit?since=2026-03-02&until=2026-03-02"))) == 1
    assert lines(admin.get("/admin/audit?since=2026-03-03")) == []


def test_a_long_trail_has_pages_that_cost_the_same(admin: Web, member: User) -> None:
    def queries() -> int:
        with count_queries() as counted:
            assert admin.get("/admin/audit").status == 200
        return len(counted)

    note(Actor.of(member), member, "account.edited")
    few = queries()
    for _ in range(120):
        audit.record(Actor.of(member), member, "account.edited")
    commit()
    assert queries() == few
    first = admin.get("/admin/audit")
    assert len(lines(first)) == 50
    second = admin.get(next(link for link in first.links() if "older_than=" in link))
    third = admin.get(next(link for link in second.links() if "older_than=" in link))
    assert (len(lines(second)), len(lines(third))) == (50, 21)
    assert not [link for link in third.links() if "older_than=" in link]
    back = admin.get(next(link for link in third.links() if "newer_than=" in link))
    assert back.response.request.path == "/admin/audit"
    assert len(lines(back)) == 50
    assert not [link for link in first.links() if "newer_than=" in link]


@pytest.mark.parametrize(
    "query", ["older_than=0", "older_than=99999999999999999999", "newer_than=-1", "area=x", "since=1"]
)
@pytest.mark.one_database
def test_an_address_that_makes_no_sense_is_read_as_far_as_it_does(admin: Web, query: str) -> None:
    assert admin.get(f"/admin/audit?{query}").status == 200


def test_a_whole_chain_is_said_to_be_whole(admin: Web, member: User) -> None:
    for _ in range(3):
        note(Actor.of(member), member, "account.edited")
    page = admin.get("/admin/audit/chain")
    assert "The chain is whole. 3 entries were checked." in page.text
    newest = db.session.scalars(select(AuditEntry.entry_hash).order_by(AuditEntry.id.desc())).first()
    assert newest is not None
    assert newest in page.text


def test_a_changed_entry_breaks_the_chain(admin: Web, member: User) -> None:
    for _ in range(3):
        note(Actor.of(member), member, "account.edited")
    second = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[1]
    db.session.execute(update(AuditEntry).where(AuditEntry.id == second.id).values(event="session.started"))
    commit()
    page = admin.get("/admin/audit/chain")
    assert "The chain is broken." in page.text
    assert [item.get_text(" ").strip() for item in page.soup.select("main ul.list .b")] == ["session.started"]


def test_a_missing_entry_breaks_the_chain(admin: Web, member: User) -> None:
    for _ in range(3):
        note(Actor.of(member), member, "account.edited")
    second = db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)).all()[1]
    db.session.execute(text("DELETE FROM audit_entries WHERE id = :id"), {"id": second})
    commit()
    assert "The chain is broken." in admin.get("/admin/audit/chain").text


@pytest.mark.one_database
def test_an_empty_trail_says_so(admin: Web) -> None:
    assert "No entries here" in admin.get("/admin/audit").text
    assert "0 entries were checked" in admin.get("/admin/audit/chain").text


@pytest.mark.parametrize(
    ("role", "status"), [("member", 403), ("organizer", 403), ("coordinator", 403), ("administrator", 200)]
)
@pytest.mark.one_database
def test_only_administrators_read_the_trail(app: Flask, web: Web, role: str, status: int) -> None:
    web.sign_in(make_user(role, Role(role)))
    assert web.get("/admin/audit").status == status
    assert web.get("/admin/audit/chain").status == status


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.one_database
def test_the_trail_speaks_both_languages(admin: Web, administrator: User, member: User, language: str) -> None:
    administrator.language = Language(language)
    note(Actor.of(member), None, "session.started")
    page = admin.get("/admin/audit")
    assert ("signed in" in page.text) is (language == "en")
    assert admin.get("/admin/audit/chain").soup.html["lang"] == language  # type: ignore[index]
