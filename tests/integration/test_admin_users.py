"""People and roles: what administrators do about accounts."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from advocacy.config.mail import MailSettings, Security
from advocacy.db import db
from advocacy.domain.users import Language, Role
from advocacy.models import AuditEntry, OneTimeLink, OutboxMessage, User, UserSession
from advocacy.models.base import utc_now
from advocacy.services import outbox
from tests.factories import commit, make_campaign, make_task, make_user
from tests.queries import count_queries
from tests.web import Page, Web

NEW = {"name": "Ana Muestra", "email": "ana@example.org", "roles": ["organizer", "coordinator"]}


@pytest.fixture
def admin(web: Web, administrator: User) -> Web:
    """The administrator's browser."""
    return web.sign_in(administrator)


def ana() -> User:
    """The person whom the tests invite."""
    return db.session.scalars(select(User).where(User.email_key == "ana@example.org")).one()


def address_shown(page: Page) -> str:
    """The one-time link on the page, as a path."""
    shown = page.soup.select_one("input#link")
    assert shown is not None, page.text
    return re.sub(r"^https?://[^/]+", "", str(shown["value"]))


@pytest.mark.one_database
def test_inviting_somebody_shows_a_link_once_and_it_lets_them_in(app: Flask, admin: Web) -> None:
    shown = admin.get("/admin/users/new").submit({**NEW, "language": "es"})
    assert shown.title == "Invitation for Ana Muestra"
    link = address_shown(shown)
    again = admin.get(shown.response.request.path)
    assert "not shown again" in again.text
    assert link.rpartition("/")[2] not in again.text
    assert ana().roles == {Role.ORGANIZER, Role.COORDINATOR}
    assert ana().language is Language.ES
    guest = Web(app)
    assert guest.get(link).send({"password": "seven quiet rivers run"}).status == 303
    assert guest.get("/").soup.html["lang"] == "es"  # type: ignore[index]


@pytest.mark.one_database
def test_what_is_wrong_with_an_invitation_stands_at_its_field(admin: Web, member: User) -> None:
    form = admin.get("/admin/users/new")
    refused = form.send({"name": "Ana Muestra", "email": "ana", "roles": ["member"]})
    assert refused.status == 422
    assert "not an e-mail address" in " ".join(refused.errors)
    assert refused.soup.select_one("input[name=name]")["value"] == "Ana Muestra"  # type: ignore[index]
    taken = form.send({"name": "Ana", "email": "MEMBER@example.org", "roles": ["member"]})
    assert "has an account already" in " ".join(taken.errors)
    nothing = form.send({"name": "", "email": "", "roles": []})
    assert len(nothing.errors) == 3


@pytest.mark.sqlite_only
def test_where_mail_goes_out_the_link_is_mailed_in_the_language_of_its_owner(app: Flask, admin: Web) -> None:
    sender = MailSettings("127.0.0.1", 25, Security.NONE, "cabildo@example.org")
    app.config.update(MAIL=sender, BASE_URL="https://cabildo.example.org")
    shown = admin.get("/admin/users/new").submit({**NEW, "language": "es"})
    assert "The link is on its way to" in shown.text
    message = db.session.scalars(select(OutboxMessage)).one()
    assert message.to_address == NEW["email"]
    assert message.subject == "Tu invitación a Cabildo"
    token = address_shown(shown).rpartition("/")[2]
    assert f"https://cabildo.example.org/invitation/{token}" in outbox.text_to_send(message)
    assert token not in f"{message.body}{message.unique_key}"


def test_the_list_tells_who_is_invited_active_and_deactivated(admin: Web, member: User) -> None:
    admin.get("/admin/users/new").submit(NEW)
    gone = make_user("gone person")
    gone.is_active = False
    member.last_seen_at = utc_now()
    commit()
    page = admin.get("/admin/users")
    lines = {" ".join(tr.get_text(" ").split()) for tr in page.soup.select("table.cards:not(.rights) tbody tr")}
    assert any("Ana Muestra" in line and "Invited Just now" in line for line in lines)
    assert any("Member" in line and "Active" in line and "Just now" in line for line in lines)
    assert any("Gone Person" in line and "Deactivated" in line and "Never" in line for line in lines)
    assert any("Administrator (you)" in line for line in lines)
    assert "2 people, 1 invitation waiting, 1 deactivated" in page.text


def test_the_list_is_filtered_by_words_role_and_state(admin: Web, member: User, organizer: User) -> None:
    def names(query: str) -> set[str]:
        cells = admin.get(f"/admin/users?{query}").soup.select("table.cards:not(.rights) tbody a.plain")
        return {cell.get_text() for cell in cells}

    assert names("q=ORGANIZER%40") == {"Organizer"}
    assert names("role=member") == {"Member"}
    assert names("state=deactivated") == set()
    assert names("q=nobody+like+that") == set()
    assert len(names("")) == 3


def test_a_long_list_has_pages_and_asks_the_database_as_often_as_a_short_one(admin: Web) -> None:
    def queries() -> int:
        with count_queries() as counted:
            assert admin.get("/admin/users").status == 200
        return len(counted)

    few = queries()
    for number in range(60):
        user = User(display_name=f"Person {number}", password_hash=None)
        user.set_email(f"p{number:03}@example.org")
        user.set_roles({Role.MEMBER})
        db.session.add(user)
    commit()
    assert queries() == few
    first = admin.get("/admin/users")
    assert len(first.soup.select("table.cards:not(.rights) tbody tr")) == 50
    following = next(link for link in first.links() if "after=" in link)
    assert len(admin.get(following).soup.select("table.cards:not(.rights) tbody tr")) == 11


@pytest.mark.one_database
def test_a_new_invitation_ends_the_one_before(app: Flask, admin: Web) -> None:
    first = address_shown(admin.get("/admin/users/new").submit(NEW))
    second = address_shown(admin.get(f"/admin/users/{ana().ref}").submit(button="Make a new invitation"))
    assert Web(app).get(first).status == 404
    assert Web(app).get(second).status == 200


@pytest.mark.one_database
def test_a_link_for_a_new_password_is_made_for_somebody_who_has_joined(app: Flask, admin: Web, member: User) -> None:
    page = admin.get(f"/admin/users/{member.ref}")
    assert "Make a new invitation" not in page.text
    link = address_shown(page.submit(button="Make a link for a new password"))
    assert link.startswith("/reset/")
    assert Web(app).get(link).status == 200


@pytest.mark.one_database
def test_roles_are_changed_and_take_effect_at_the_next_page(app: Flask, admin: Web, member: User) -> None:
    theirs = Web(app).sign_in(member)
    assert theirs.get("/admin/users").status == 403
    saved = admin.get(f"/admin/users/{member.ref}/edit").submit({"roles": ["member", "administrator"]})
    assert "Account saved." in saved.text
    assert theirs.get("/admin/users").status == 200
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "user.edited")).one()
    assert entry.changes["roles"] == [["member"], ["administrator", "member"]]


@pytest.mark.one_database
def test_the_last_administrator_who_can_sign_in_keeps_the_role(admin: Web, administrator: User) -> None:
    invited = make_user("invited admin", Role.ADMINISTRATOR)
    invited.password_hash = None
    commit()
    refused = admin.get(f"/admin/users/{administrator.ref}/edit").send({"roles": ["member"]})
    assert refused.status == 422
    assert "last administrator" in " ".join(refused.errors)
    assert administrator.roles == {Role.ADMINISTRATOR}
    closed = admin.get(f"/admin/users/{administrator.ref}").send(button="Deactivate")
    assert closed.status == 422
    assert "last administrator" in closed.text
    assert administrator.is_active
    make_user("another", Role.ADMINISTRATOR)
    assert admin.get(f"/admin/users/{administrator.ref}/edit").send({"roles": ["member"]}).status == 303


@pytest.mark.one_database
def test_deactivating_somebody_signs_them_out_at_once_and_ends_their_links(
    app: Flask, admin: Web, member: User
) -> None:
    theirs = Web(app).sign_in(member)
    link = address_shown(admin.get(f"/admin/users/{member.ref}").submit(button="Make a link"))
    page = admin.get(f"/admin/users/{member.ref}").submit(button="Deactivate")
    assert "Account deactivated; its sessions have ended." in page.source
    assert "Hand over their work now." not in page.source
    assert theirs.get("/").location.startswith("/login")
    assert Web(app).get(link).status == 404
    assert db.session.scalars(select(OneTimeLink)).all() == []
    page = page.submit(button="Reactivate")
    assert member.is_active
    assert member.deactivated_at is None
    make_task("Call", member, campaign=make_campaign())
    commit()
    assert "Hand over their work now." in page.submit(button="Deactivate").source


@pytest.mark.one_database
def test_sessions_of_one_are_ended(app: Flask, admin: Web, member: User) -> None:
    phone, laptop = Web(app).sign_in(member), Web(app).sign_in(member)
    page = admin.get(f"/admin/users/{member.ref}")
    assert "2 sessions" in page.text
    page.submit(button="End all sessions")
    assert {phone.get("/").status, laptop.get("/").status} == {303}
    assert admin.get("/").status == 200


def test_sessions_of_everybody_are_ended_but_this_one(app: Flask, admin: Web, member: User, organizer: User) -> None:
    others = [Web(app).sign_in(user) for user in (member, organizer)]
    done = admin.get("/admin/users/end-sessions").submit()
    assert "2 sessions ended." in done.soup.get_text(" ")
    assert {other.get("/").status for other in others} == {303}
    assert len(db.session.scalars(select(UserSession)).all()) == 1


@pytest.mark.parametrize("path", ["/admin/users/new", "/admin/users/{ref}/edit", "/admin/users/end-sessions"])
@pytest.mark.one_database
def test_changing_accounts_asks_for_a_fresh_sign_in(admin: Web, member: User, path: str) -> None:
    row = db.session.scalars(select(UserSession)).one()
    row.fresh_at = utc_now() - timedelta(minutes=16)
    commit()
    path = path.format(ref=member.ref)
    detour = admin.get(path)
    assert detour.status == 303
    assert detour.location.startswith("/confirm?next=")
    assert admin.get(detour.location).send({"password": "correct horse battery staple"}).location == path
    assert admin.get(path).status == 200


@pytest.mark.parametrize(
    ("button", "step"),
    [("Deactivate", "deactivate"), ("End all sessions", "end_sessions"), ("Make a link for a new password", "link")],
)
def test_a_button_pressed_after_a_quarter_of_an_hour_asks_and_is_offered_again(
    app: Flask, admin: Web, administrator: User, member: User, button: str, step: str
) -> None:
    Web(app).sign_in(member)
    page = admin.get(f"/admin/users/{member.ref}")
    for row in db.session.scalars(select(UserSession)):
        row.fresh_at = utc_now() - timedelta(minutes=16)
    commit()
    answer = page.send(button=button)
    assert answer.location == f"/confirm?next=/admin/users/{member.ref}?again%3D{step}"
    assert member.is_active
    assert "Nothing has happened yet." not in admin.get(f"/admin/users/{member.ref}?again={step}").text
    confirmed = admin.get(answer.location).submit({"password": "correct horse battery staple"})
    assert f"Nothing has happened yet. You have confirmed that it is you. Press “{button}” once more." in confirmed.text
    assert admin.get(f"/admin/users/{member.ref}?again=nonsense").status == 200


@pytest.mark.one_database
def test_a_form_that_is_older_than_the_account_is_a_conflict(admin: Web, member: User) -> None:
    first, second = (admin.get(f"/admin/users/{member.ref}/edit") for _ in range(2))
    assert first.send({"name": "New name"}).status == 303
    late = second.send({"name": "Other name"})
    assert late.status == 409
    assert "Other name" in late.text
    assert member.display_name == "New name"


@pytest.mark.one_database
def test_signing_in_meanwhile_makes_no_form_stale(app: Flask, admin: Web, member: User) -> None:
    form = admin.get(f"/admin/users/{member.ref}/edit")
    Web(app).get("/login").send({"email": member.email, "password": "correct horse battery staple"})
    assert form.send({"name": "New name"}).status == 303


PAGES = [
    ("GET", "/admin/users"),
    ("GET", "/admin/users/new"),
    ("POST", "/admin/users/new"),
    ("GET", "/admin/users/{ref}"),
    ("GET", "/admin/users/{ref}/edit"),
    ("POST", "/admin/users/{ref}/edit"),
    ("GET", "/admin/users/{ref}/link"),
    ("POST", "/admin/users/{ref}/link"),
    ("POST", "/admin/users/{ref}/deactivate"),
    ("POST", "/admin/users/{ref}/reactivate"),
    ("POST", "/admin/users/{ref}/end-sessions"),
    ("GET", "/admin/users/end-sessions"),
    ("POST", "/admin/users/end-sessions"),
]
MAY = {"member": False, "organizer": False, "coordinator": False, "administrator": True}


@pytest.mark.parametrize("role", MAY)
@pytest.mark.one_database
def test_only_administrators_open_the_pages_of_accounts(app: Flask, web: Web, role: str) -> None:
    target = make_user("target")
    web.sign_in(make_user(role, Role(role)))
    for method, path in PAGES:
        address = path.format(ref=target.ref)
        answer = web.get(address) if method == "GET" else web.post_with_token(address)
        assert (answer.status == 403) is not MAY[role], (method, path, answer.status)
    assert target.is_active
    shown = "/admin/users" in web.get("/").links()
    assert shown is MAY[role]


@pytest.mark.one_database
def test_nobody_reaches_the_pages_of_accounts_without_signing_in(web: Web) -> None:
    for method, path in PAGES:
        if method == "GET":
            assert web.get(path.format(ref="0123456789")).location.startswith("/login")


@pytest.mark.one_database
def test_an_account_that_does_not_exist_is_not_found(admin: Web) -> None:
    assert admin.get("/admin/users/0123456789").status == 404
    assert admin.get("/admin/users/0123456789/edit").status == 404


@pytest.mark.one_database
def test_the_table_of_roles_says_what_the_rules_say(admin: Web) -> None:
    table = admin.get("/admin/users").soup.select("table.rights tbody tr")
    said = {row.th.get_text(): [cell.get_text(strip=True) for cell in row.select("td")] for row in table}  # type: ignore[union-attr]
    assert said["Export the activity report"] == ["No", "No", "Yes", "No"]
    assert said["Read the audit trail"] == ["No", "No", "No", "Yes"]
    assert said["Log outreach; work letters, meetings, resolutions, events and tasks"] == ["No", "Yes", "Yes", "No"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.one_database
def test_the_pages_speak_both_languages(admin: Web, administrator: User, member: User, language: str) -> None:
    administrator.language = Language(language)
    commit()
    for method, path in PAGES:
        if method == "GET":
            page = admin.get(path.format(ref=member.ref))
            assert page.status == 200
            assert page.soup.html["lang"] == language  # type: ignore[index]
