"""Files on records: adding, showing, removing, and who sees them."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from advocacy.config import assets_dir
from advocacy.db import db
from advocacy.domain.activities import ActivityDetails, ContactDetails
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.files import FilePurpose
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.exchange.holiday_files import read_holidays
from advocacy.exchange.papers.pdf import set_pages
from advocacy.models import Activity, Attachment, AuditEntry, Campaign, Letter, Letterhead, Record, StoredFile, User
from advocacy.policy import Actor, NotAllowed
from advocacy.queries.clock import today
from advocacy.services import files
from advocacy.services.activities import outreach
from advocacy.services.files.contents import Checked, checked
from advocacy.views import rendering
from tests.factories import (
    commit,
    make_campaign,
    make_letter,
    make_organization,
    make_person,
    make_place,
    make_restricted_campaign,
    make_task,
)
from tests.files import AN_MP3, PLACE, a_jpeg, a_pdf, a_png
from tests.queries import count_queries
from tests.web import Page, Web, form_data

PDF = a_pdf("Dear Mayor")
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _empty_store(app: Flask) -> None:
    """The database of a test is fresh, and so is its store."""
    for name in files.storage().names():
        files.storage().remove(name)


@pytest.fixture
def letter(app: Flask) -> Letter:
    """A sent letter of an open campaign: members see it."""
    made: Letter = make_letter(make_campaign(), status="sent")
    commit()
    return made


def add(web: Web, record: Record, *sent: tuple[str, bytes], **values: str) -> Page:
    """Send the form that adds files."""
    path = f"/files/of/{record.ref}/add"
    data: dict[str, Any] = {**form_data(web.get(path).form()), **values}
    answer = post(web, path, *sent, **data)
    return web.get(answer.location) if answer.status == 303 else answer


def post(web: Web, path: str, *sent: tuple[str, bytes], **values: Any) -> Page:
    """Send files as a browser does."""
    files_sent = [FileStorage(io.BytesIO(content), name) for name, content in sent]
    edge, body = encode_multipart({**values, "files": files_sent})
    return web.post(path, body, content_type=f"multipart/form-data; boundary={edge}")  # type: ignore[arg-type]


def hung(actor: Actor, record: Record, name: str = "letter.pdf", content: bytes = PDF) -> Attachment:
    """Hang a file on a record."""
    attachment = files.attach(actor, record, files.store(actor, content, name), name)
    commit()
    return attachment


def call_of(actor: Actor, campaign: Campaign) -> Activity:
    """Log a call of today."""
    somebody = (ContactDetails(make_person().ref),)
    day = PartialDate.of(today())
    details = ActivityDetails(ActivityKind.CALL, occurred_on=day, contacts=somebody, campaigns=(campaign.ref,))
    activity = outreach.log(actor, details)
    commit()
    return activity


def bytes_on_disk() -> set[str]:
    """Name what lies in the store."""
    return set(files.storage().names())


@pytest.mark.one_database
def test_somebody_adds_files_to_a_letter_sees_them_there_and_downloads_them(
    web: Web, organizer: User, letter: Letter
) -> None:
    web.sign_in(organizer)
    assert f"/files/of/{letter.ref}/add" in web.get(f"/letters/{letter.ref}").links()
    listed = add(
        web, letter, ("Carta “ñ”.pdf", PDF), ("photo.png", a_png()), purpose="signed_letter", note="Signed at the rally"
    )
    assert "2 files added." in listed.soup.get_text(" ")
    for page in (listed, web.get(f"/letters/{letter.ref}")):
        assert "Carta “ñ”.pdf" in page.text
        assert "The letter as signed" in page.text
        assert "Signed at the rally" in page.text
    address = next(link for link in listed.links() if link.endswith("?download") and "Carta" in link)
    got = web.get(address).response
    assert (got.status_code, got.data) == (200, PDF)
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Length"] == str(len(PDF))
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["Content-Security-Policy"].endswith("sandbox")
    assert got.headers["Content-Disposition"] == (
        "attachment; filename=\"Carta ___.pdf\"; filename*=UTF-8''Carta%20%E2%80%9C%C3%B1%E2%80%9D.pdf"
    )


@pytest.mark.one_database
def test_an_image_is_shown_in_a_sandbox_and_nothing_else_is_shown(
    web: Web, organizer: User, as_organizer: Actor, letter: Letter
) -> None:
    image, text = hung(as_organizer, letter, "a.png", a_png()), hung(as_organizer, letter, "a.txt", b"Hello")
    web.sign_in(organizer)
    shown = web.get(f"/files/{image.ref}/a.png").response
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert "script" not in shown.headers["Content-Security-Policy"]
    for address in (f"/files/{image.ref}/a.png?download", f"/files/{text.ref}/a.txt"):
        assert web.get(address).response.headers["Content-Disposition"].startswith("attachment")
    assert web.get(f"/files/{image.ref}/other.png").status == 404


@pytest.mark.one_database
def test_a_photo_is_kept_without_its_place(web: Web, organizer: User, letter: Letter) -> None:
    web.sign_in(organizer)
    add(web, letter, ("photo.jpg", a_jpeg(beside=PLACE)), purpose="photo")
    kept = db.session.scalars(select(StoredFile)).one()
    assert PLACE not in files.read_bytes(kept)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.html", b"<script>alert(1)</script>", "are not taken"),
        ("logo.svg", b"<svg/>", "are not taken"),
        ("photo.png", b"<html>", "is not what the ending"),
        ("photo.heic", b"x", "Save it as JPEG"),
        ("empty.pdf", b"", "is empty"),
        ("list.csv", b"Ana, SSN 536-22-1234", "social-security number"),
        ("SSN 536-22-1234.pdf", PDF, "social-security number"),
    ],
)
def test_a_refused_file_keeps_nothing_and_says_why_at_its_field(
    app: Flask, web: Web, organizer: User, letter: Letter, name: str, content: bytes, words: str
) -> None:
    web.sign_in(organizer)
    page = add(web, letter, ("good.pdf", PDF), (name, content), note="Kept words")
    assert page.status == 422
    assert [words in error for error in page.errors] == [True]
    assert page.soup.select_one("input[name=note]")["value"] == "Kept words"  # type: ignore[index]
    assert db.session.scalars(select(Attachment)).all() == []
    assert bytes_on_disk() == set()


@pytest.mark.one_database
def test_a_form_without_a_file_or_with_too_many_is_refused(web: Web, organizer: User, letter: Letter) -> None:
    web.sign_in(organizer)
    assert add(web, letter).errors == ["Choose a file."]
    many = [(f"{number}.txt", b"%d" % number) for number in range(21)]
    assert add(web, letter, *many).errors == ["At most 20 files at once."]


@pytest.mark.one_database
def test_a_file_that_is_too_large_is_refused_and_a_form_that_is_too_large_is_not_read(
    app: Flask, web: Web, organizer: User, member: User, letter: Letter
) -> None:
    web.sign_in(organizer)
    assert "may have 20 MB" in add(web, letter, ("big.pdf", b"x" * (20 * MEGABYTE + 1))).errors[0]
    assert add(web, letter, ("six.mp3", AN_MP3 + bytes(6 * MEGABYTE))).status == 200
    path = f"/files/of/{letter.ref}/add"
    huge = [(f"{number}.txt", b"x" * (14 * MEGABYTE)) for number in range(3)]
    assert post(web, path, *huge).status == 413
    five = ("five.txt", b"x" * (5 * MEGABYTE))
    assert post(web, "/letters/new", five).status == 413
    web.sign_in(member)
    assert post(web, path, five).status == 413
    assert post(Web(app), path, five).status == 413


def test_the_same_content_hangs_on_two_records_but_not_twice_on_one(
    app: Flask, as_organizer: Actor, letter: Letter
) -> None:
    other = make_organization()
    first, second = hung(as_organizer, letter, "a.pdf"), hung(as_organizer, other, "b.pdf")
    assert first.file is second.file
    with pytest.raises(Refused, match="already"):
        hung(as_organizer, letter, "c.pdf")
    db.session.rollback()
    assert [each.name for each in db.session.scalars(select(Attachment).order_by(Attachment.id))] == ["a.pdf", "b.pdf"]


def test_a_removed_file_is_gone_for_good_and_the_trail_says_why(
    app: Flask, web: Web, organizer: User, as_organizer: Actor, letter: Letter
) -> None:
    attachment = hung(as_organizer, letter)
    name, address = attachment.file.sha256, f"/files/{attachment.ref}/letter.pdf"
    web.sign_in(organizer)
    listed = web.get(f"/files/{attachment.ref}/remove").submit({"why": "private"})
    assert "File removed." in listed.soup.get_text(" ")
    assert "letter.pdf" not in listed.text
    assert web.get(address).status == 404
    assert name not in bytes_on_disk()
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.event.like("file.%")).order_by(AuditEntry.id))
    assert [(entry.event, entry.changes) for entry in entries] == [
        ("file.added", {"purpose": "other"}),
        ("file.removed", {"purpose": "other", "why": "private"}),
    ]


@pytest.mark.one_database
def test_content_that_hangs_elsewhere_too_stays_when_one_is_removed(as_organizer: Actor, letter: Letter) -> None:
    first, second = hung(as_organizer, letter), hung(as_organizer, make_organization())
    files.remove(as_organizer, letter, first, files.RemovalReason.MISTAKE)
    commit()
    assert files.read_bytes(second.file) == PDF


def test_a_file_of_a_hidden_record_looks_like_none_everywhere(
    app: Flask, web: Web, organizer: User, coordinator: User, member: User, as_coordinator: Actor
) -> None:
    quiet = make_letter(make_restricted_campaign(team=(coordinator,)), status="sent")
    attachment = hung(as_coordinator, quiet, "secret.pdf")
    addresses = (f"/files/{attachment.ref}/secret.pdf", f"/files/of/{quiet.ref}")
    for outsider in (organizer, member):
        web.sign_in(outsider)
        for address in (*addresses, f"/files/{'0' * 10}/secret.pdf"):
            assert web.get(address).status == 404
    web.sign_in(organizer)
    for path in (f"/files/{attachment.ref}/remove", f"/files/of/{quiet.ref}/add"):
        assert web.get(path).status == 404
        assert web.post_with_token(path, {"why": "mistake"}).status == 404
    with pytest.raises(NotAllowed):
        files.remove(Actor.of(organizer), quiet, attachment, files.RemovalReason.MISTAKE)
    web.sign_in(coordinator)
    assert [web.get(address).status for address in addresses] == [200, 200]


@pytest.mark.one_database
def test_a_draft_is_hidden_from_members_with_its_files(web: Web, member: User, as_organizer: Actor) -> None:
    attachment = hung(as_organizer, make_letter(make_campaign()), "draft.pdf")
    web.sign_in(member)
    assert web.get(f"/files/{attachment.ref}/draft.pdf").status == 404


@pytest.mark.one_database
def test_a_member_sees_and_downloads_but_neither_adds_nor_removes(
    web: Web, member: User, as_organizer: Actor, letter: Letter
) -> None:
    attachment = hung(as_organizer, letter)
    web.sign_in(member)
    page = web.get(f"/files/of/{letter.ref}")
    assert page.status == 200
    assert not any("/remove" in link or "/add" in link for link in page.links())
    assert "letter.pdf" in web.get(f"/letters/{letter.ref}").text
    assert web.get(f"/files/{attachment.ref}/letter.pdf").response.data == PDF
    assert web.get(f"/files/{attachment.ref}/remove").status == 403
    assert web.post_with_token(f"/files/of/{letter.ref}/add").status == 403
    with pytest.raises(NotAllowed):
        hung(Actor.of(member), letter, "b.pdf")


@pytest.mark.one_database
def test_records_of_any_kind_have_files_and_the_campaign_leads_to_its_own(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign, person, task = make_campaign(), make_person(), make_task("Print it")
    web.sign_in(organizer)
    for record, content in ((campaign, b"1"), (person, b"2"), (task, b"3")):
        hung(as_organizer, record, "notes.txt", content)
        page = web.get(f"/files/of/{record.ref}")
        assert (page.status, "notes.txt" in page.text) == (200, True)
    assert f"/files/of/{campaign.ref}" in web.get(f"/campaigns/{campaign.slug}").links()
    assert "notes.txt" in web.get(f"/tasks/{task.ref}").text


@pytest.mark.one_database
def test_many_files_cost_a_page_no_more_queries(web: Web, organizer: User, as_organizer: Actor, letter: Letter) -> None:
    web.sign_in(organizer)
    counted = []
    for number in range(8):
        hung(as_organizer, letter, f"{number}.txt", b"%d" % number)
        web.get(f"/files/of/{letter.ref}")
        with count_queries() as seen:
            web.get(f"/letters/{letter.ref}")
            web.get(f"/files/of/{letter.ref}")
        counted.append(len(seen))
    assert counted[1:] == counted[:-1]


@pytest.mark.one_database
def test_a_file_that_was_lost_says_so(
    app: Flask, web: Web, organizer: User, as_organizer: Actor, letter: Letter
) -> None:
    attachment = hung(as_organizer, letter)
    files.storage().remove(attachment.file.sha256)
    web.sign_in(organizer)
    page = web.get(f"/files/{attachment.ref}/letter.pdf")
    assert (page.status, page.title) == (404, "This file is lost")


@pytest.mark.one_database
def test_adding_a_file_makes_nobodys_open_form_stale(as_organizer: Actor, letter: Letter) -> None:
    before = letter.version
    hung(as_organizer, letter)
    assert letter.version == before


@pytest.mark.one_database
def test_the_folder_of_the_demo_is_its_own(tmp_path: Path) -> None:
    from advocacy.config import read_settings

    env = {"ADVOCACY_DATA_DIR": str(tmp_path)}
    assert read_settings(env, demo=True).files_dir != read_settings(env).files_dir


def test_what_may_hold_private_addresses_is_for_who_works(
    web: Web, member: User, organizer: User, as_organizer: Actor, letter: Letter
) -> None:
    attachment = hung(as_organizer, letter)
    attachment.purpose = FilePurpose.REPLY
    commit()
    assert web.sign_in(organizer).get(f"/files/{attachment.ref}/letter.pdf").status == 200
    web.sign_in(member)
    assert web.get(f"/files/{attachment.ref}/letter.pdf").status == 404
    assert "letter.pdf" not in web.get(f"/letters/{letter.ref}").text
    assert "letter.pdf" not in web.get(f"/files/of/{letter.ref}").text


def test_entries_of_the_log_take_files_from_who_may_edit_them_and_keep_them_when_changed_or_taken_out(
    web: Web, organizer: User, coordinator: User, member: User, as_coordinator: Actor
) -> None:
    call = call_of(Actor.of(organizer), make_campaign())
    theirs = call_of(as_coordinator, make_campaign(slug="other"))
    secret = call_of(as_coordinator, make_restricted_campaign(team=(coordinator,)))
    hidden = hung(as_coordinator, secret, "secret.pdf")
    web.sign_in(organizer)
    assert f"/files/of/{call.ref}/add" in web.get(f"/activities/{call.ref}").links()
    assert "2 files added." in add(web, call, ("notes.pdf", PDF), ("photo.png", a_png())).soup.get_text(" ")
    attachment = db.session.scalars(select(Attachment).where(Attachment.name == "notes.pdf")).one()
    assert (attachment.record_id, attachment.activity_id) == (None, call.id)
    assert add(web, call, ("again.pdf", PDF)).errors == ["“again.pdf” is on this record already."]
    assert f"/files/of/{theirs.ref}/add" not in web.get(f"/activities/{theirs.ref}").links()
    assert web.post_with_token(f"/files/of/{theirs.ref}/add").status == 403
    for path in (f"/files/of/{secret.ref}", f"/files/{hidden.ref}/secret.pdf", f"/files/{hidden.ref}/remove"):
        assert web.get(path).status == 404

    web.get(f"/activities/{call.ref}/edit").submit({"note": "She listened."})
    web.sign_in(member)
    page = web.get(f"/activities/{call.ref}")
    assert "notes.pdf" in page.text
    assert not any("/add" in link for link in page.links())
    address = f"/files/{attachment.ref}/notes.pdf"
    assert web.get(address).response.data == PDF

    web.sign_in(organizer)
    web.get(f"/activities/{call.ref}/retract").submit({"reason": "It was another day"})
    assert "notes.pdf" in web.get(f"/activities/{call.ref}").text
    assert web.post_with_token(f"/files/of/{call.ref}/add").status == 403
    web.sign_in(member)
    assert web.get(address).status == 404
    web.sign_in(organizer)
    listed = web.get(f"/files/{attachment.ref}/remove").submit({"why": "private"})
    assert "File removed." in listed.soup.get_text(" ")
    assert web.get(address).status == 404


def test_the_page_of_every_kind_of_record_shows_its_files() -> None:
    folder = assets_dir("templates")
    pages = {endpoint.partition(".")[0] for endpoint in rendering._PAGES.values()}
    lacking = [name for name in pages if "{{ file_panel(" not in (folder / name / "show.html").read_text()]
    assert lacking == []
    assert "files.of" in (folder / "campaigns" / "_parts.html").read_text()


@pytest.mark.sqlite_only
def test_a_file_is_looked_at_while_others_may_write(
    web: Web, organizer: User, coordinator: User, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def others_write(look: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any) -> Any:
            with db.engine.connect() as other:  # begins with the write lock
                other.execute(text("UPDATE letters SET note = 'Written meanwhile'"))
                other.commit()
            looked.append(look.__name__)
            return look(*given)

        return watched

    monkeypatch.setattr("advocacy.db.BUSY_SECONDS", 0)
    monkeypatch.setattr("advocacy.services.files.keeping.checked", others_write(checked))
    monkeypatch.setattr("advocacy.exchange.papers.pictures.set_pages", others_write(set_pages))
    monkeypatch.setattr("advocacy.views.holidays.read_holidays", others_write(read_holidays))
    web.sign_in(organizer)
    add(web, letter, ("scan.pdf", PDF))
    place = make_place()
    commit()
    page = web.get(f"/places/{place.ref}/holidays")
    days = (io.BytesIO(b"BEGIN:VCALENDAR"), "days.ics")
    web.post(f"/places/{place.ref}/holidays", {**form_data(page.form()), "read": "1", "file": days})
    page = web.sign_in(coordinator).get("/letterheads/new")
    sent = {"title": "Neighbors", "logo_words": "A square", "files": (io.BytesIO(a_png()), "logo.png")}
    web.post("/letterheads/new", dict(form_data(page.form())) | sent, content_type="multipart/form-data")
    assert looked == ["checked", "read_holidays", "checked", "set_pages"]
    assert db.session.scalars(select(Attachment)).one().name == "scan.pdf"
    assert db.session.scalars(select(Letterhead)).one().logo is not None


def test_the_same_form_sent_again_while_its_file_is_looked_at_is_taken_once(
    web: Web, organizer: User, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/files/of/{letter.ref}/add"
    page = web.sign_in(organizer).get(address)
    db.session.rollback()
    form, began = dict(form_data(page.form())) | {"purpose": "other"}, []

    def second(name: str, data: bytes) -> Checked:
        if not began:
            began.append(name)
            post()
        return checked(name, data)

    def post() -> Page:
        sent = {**form, "files": (io.BytesIO(PDF), "scan.pdf")}
        return web.post(address, sent, content_type="multipart/form-data")

    monkeypatch.setattr("advocacy.services.files.keeping.checked", second)
    assert post().status == 303
    assert len(db.session.scalars(select(Attachment)).all()) == 1
