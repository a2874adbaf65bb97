"""Each role's day, in a real browser."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from tests import live, postgresql
from tests.browser.conftest import Visitor, opened_page
from tests.browser.hands import choose, fill, follow, picker, press, toast
from tests.live import Live

WELCOME = "/campaigns/make-sampleville-a-welcoming-city"


def day(number: int) -> str:
    """Return the day so many days from now as forms take it."""
    zone = ZoneInfo(live.settings_for("sqlite://", Path()).time_zone)
    return (datetime.now(zone).date() + timedelta(days=number)).isoformat()


def heading(page: Page, words: str) -> None:
    """Wait for the page of this heading."""
    expect(page.locator("h1")).to_contain_text(words)


def status_of(page: Page, url: str) -> int:
    """Open an address and return how it answered."""
    answer = page.goto(url)
    assert answer is not None
    return answer.status


def test_a_member_sees_where_it_stands_and_says_who_comes(visitor: Visitor) -> None:
    page = visitor.sign_in("member").page
    expect(page.get_by_role("main")).to_contain_text("Vote of the full council")
    page.get_by_label("Mark as done: Bring ten chairs to the rally").click()
    expect(toast(page)).to_contain_text("Task done.")
    expect(page.get_by_label("Mark as done: Bring ten chairs to the rally")).to_have_count(0)
    visitor.go(WELCOME)
    heading(page, "Make Sampleville a welcoming city")
    for words in ("Police do not ask victims or witnesses", "Next", "Marta Modelo"):
        expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.get_by_role("main").get_by_role("link", name="Edit the campaign")).to_have_count(0)
    visitor.go("/events")
    follow(page, "Rally for a welcoming city")
    fill(page, guests="2")
    press(page, "I am going")
    expect(toast(page)).to_contain_text("You are going.")
    expect(page.get_by_role("main").get_by_role("link", name="Edit")).to_have_count(0)
    page.goto(visitor.url)
    page.locator("input[name=q]").first.fill("detainer policy")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?"))
    page.get_by_role("main").locator("a", has_text="Ask for the detainer policy in writing").first.click()
    heading(page, "Ask for the detainer policy in writing")
    assert status_of(page, f"{visitor.url}/letters/new") == 403


def test_an_organizer_logs_a_call_in_three_taps_on_a_phone_adds_a_note_and_takes_it_back(phone: Visitor) -> None:
    page = phone.sign_in("organizer").page
    log_by_three_taps(phone)
    fill(page, note="She reads it tonight.")
    press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("She reads it tonight.")
    log_by_three_taps(phone)
    press(page, "Undo")
    expect(toast(page)).to_be_visible()
    phone.go("/activities")
    expect(page.locator("main", has_text="Marta Modelo")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def log_by_three_taps(phone: Visitor) -> None:
    """Kind, person, outcome; the third tap saves."""
    page = phone.go("/activities/quick")
    press(page, "Call")
    page.locator("main button[name=who]").first.click()
    page.get_by_role("button", name=re.compile("Leaning yes")).click()
    page.wait_for_url(re.compile("/more$"))


def test_a_letter_goes_from_draft_past_a_second_person_to_a_classified_reply(visitor: Visitor) -> None:
    page = visitor.sign_in("organizer").page
    visitor.go("/letters/new")
    fill(page, subject="Put the fourth rule in writing", body="Dear **Mayor**,\n\nwe ask you to sign.")
    choose(page, "campaigns", "welcoming", "Make Sampleville a welcoming city")
    choose(page, "demands", "judge", "No civil detainers")
    choose(page, "addressees", "modelo", "Marta Modelo")
    press(page, "Save letter")
    heading(page, "Put the fourth rule in writing")
    expect(page.locator("main strong", has_text="Mayor")).to_be_visible()
    letter = page.url
    follow(page, "Send for review")
    page.get_by_label("Demo Coordinator").check()
    press(page, "Send for review")
    expect(page.get_by_role("main")).to_contain_text("Somebody else has to review it.")
    page.context.clear_cookies()
    page = visitor.sign_in("coordinator").page
    visitor.go(letter.removeprefix(visitor.url))
    follow(page, "Review the text")
    page.get_by_label("Approved").check()
    press(page, "Save the review")
    expect(toast(page)).to_contain_text("Letter approved.")
    follow(page, "Add recipients")
    choose(page, "recipients", "city council", "Sampleville City Council")
    page.locator("main form.entry .submit button[type=submit]:not([name])").click()
    expect(toast(page)).to_contain_text("Recipients added.")
    follow(page, "Mark as sent")
    fill(page, method="email", sent_on=day(-2))
    press(page, "Mark as sent")
    expect(toast(page)).to_contain_text("Marked as sent.")
    follow(page, "Log a reply")
    page.get_by_label("Marta Modelo", exact=True).check()
    fill(page, received_on=day(-1), channel="email", reply_from="official", words="I will sign two of them.")
    press(page, "Log the reply")
    expect(page.get_by_role("main")).to_contain_text("I will sign two of them.")
    page.locator("main a[href$='/classify']").first.click()
    page.locator("main form.entry select").first.select_option("partly_granted")
    page.locator("main form.entry .submit button[type=submit]:not([name])").last.click()
    expect(page.get_by_role("main")).to_contain_text("Partly granted")


def test_an_organizer_asks_for_a_meeting_holds_it_and_writes_down_what_was_said(visitor: Visitor) -> None:
    page = visitor.sign_in("organizer").page
    hold_a_meeting(visitor, "The fourth rule")
    visitor.go("/commitments")
    expect(page.get_by_role("main")).to_contain_text("Sign the order by May.")


def hold_a_meeting(visitor: Visitor, topic: str) -> None:
    """From asking to debriefing."""
    page = visitor.go("/meetings/new")
    choose(page, "party", "modelo", "Marta Modelo")
    fill(page, topic=topic, asks="Will you sign the order?", channel="call")
    choose(page, "campaigns", "welcoming", "Make Sampleville a welcoming city")
    press(page, "Save the request")
    follow(page, "Mark as requested")
    fill(page, asked_on=day(-7))
    press(page, "Mark as requested")
    follow(page, "Confirm the time")
    fill(page, day=day(-1), at="10:30", place="City Hall, room 1")
    press(page, "Confirm the time")
    expect(page.get_by_role("main")).to_contain_text("City Hall, room 1")
    follow(page, "The meeting was held")
    press(page, "The meeting was held")
    follow(page, "Debrief")
    page.locator("main select[name^=answer_]").select_option("1")
    page.locator("main input[name^=words_]").fill("If the chief agrees.")
    fill(page, commitment_text_1="Sign the order by May.", minutes="Short and friendly.")
    press(page, "Save the debriefing")
    expect(page.get_by_role("main")).to_contain_text("If the chief agrees.")
    expect(page.get_by_role("main")).to_contain_text("Debriefed")


def test_a_coordinator_plans_a_campaign_closes_it_as_won_and_exports_the_report(visitor: Visitor) -> None:
    page = visitor.sign_in("coordinator").page
    visitor.go("/campaigns/new")
    fill(page, title="Free buses for students", goal="No fares below eighteen.")
    choose(page, "place", "sampleville", "Sampleville")
    press(page, "Create the campaign")
    heading(page, "Free buses for students")
    press(page, "Start the campaign")
    for text in ("No fares on school days", "No fares at all"):
        visitor.go("/campaigns/free-buses-for-students/demands/new")
        fill(page, text=text)
        press(page, "Add the demand")
    visitor.go("/campaigns/free-buses-for-students/targets/new")
    choose(page, "party", "modelo", "Marta Modelo")
    choose(page, "asker", "organizer", "Demo Organizer")
    page.get_by_label("1. No fares on school days").check()
    fill(page, priority="high", ask_by=day(5))
    press(page, "Add the target")
    expect(page.get_by_role("main")).to_contain_text("Demo Organizer")
    visitor.go("/campaigns/free-buses-for-students")
    follow(page, "Close as won")
    fill(page, story="Two hundred students rode to City Hall.", ended_on=day(0))
    press(page, "Close as won")
    expect(toast(page)).to_contain_text("Campaign closed as won.")
    expect(page.get_by_role("main")).to_contain_text("Two hundred students rode to City Hall.")
    compare_exports(visitor)


def compare_exports(visitor: Visitor) -> None:
    """The page, the CSV and the XLSX hold the same rows."""
    page = visitor.go("/reports/activities?kind=call")
    files = {}
    for suffix in ("CSV", "XLSX"):
        with page.expect_download() as waiting:
            page.get_by_role("main").get_by_role("link", name=suffix, exact=True).click()
        files[suffix] = content_of(waiting.value)
    text = files["CSV"].decode("utf-8-sig")
    assert files["CSV"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) >= 5
    assert all("call" in row.values() for row in rows)
    with zipfile.ZipFile(io.BytesIO(files["XLSX"])) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall(r"<row ", sheet)) == len(rows) + 1


def content_of(download: Download) -> bytes:
    """Return what was downloaded."""
    return Path(download.path()).read_bytes()


def test_an_administrator_lets_somebody_in_and_out(visitor: Visitor, browser: Browser) -> None:
    page = visitor.sign_in("admin").page
    visitor.go("/admin/users/new")
    fill(page, name="Nina Nueva", email="nina@example.org")
    page.get_by_label("Organizer", exact=True).check()
    press(page, "Make the invitation")
    link = page.locator("main [data-select]").input_value()
    with opened_page(browser, width=1440) as other:
        let_in(other, link)
        heading(other, "What needs you today")
        visitor.go("/admin/users")
        follow(page, "Nina Nueva")
        follow(page, "Edit")
        page.get_by_label("Organizer", exact=True).uncheck()
        page.locator("main form.entry .submit button[type=submit]:not([name])").click()
        expect(toast(page)).to_contain_text("Account saved.")
        assert status_of(other, f"{visitor.url}/letters/new") == 403
        other.goto(f"{visitor.url}/letters")
        press(page, "Deactivate")
        expect(toast(page)).to_contain_text("Account deactivated")
        other.get_by_role("link", name="Campaigns").first.click()
        other.wait_for_url(re.compile("/login"))
    expect(visitor.go("/admin/audit").get_by_role("main")).to_contain_text("Nina Nueva")


def let_in(page: Page, link: str) -> None:
    """Open an invitation, choose a password, and come in."""
    page.goto(link)
    for field in page.locator("main input[type=password]").all():
        field.fill("violet harbor lantern seven")
    page.locator("main form.entry button[type=submit]").click()
    if "/login" in page.url:
        page.fill("[name=email]", "nina@example.org")
        page.fill("[name=password]", "violet harbor lantern seven")
        page.click("main form.entry button[type=submit]")


def test_outreach_is_logged_without_javascript(browser: Browser, site: Live) -> None:
    with opened_page(browser, width=1440, java_script_enabled=False) as page:
        Visitor(page, site.url).sign_in("organizer")
        page.goto(f"{site.url}/activities/new")
        fill(
            page,
            kind="call",
            occurred_on=day(-1),
            summary="Asked about the fourth rule.",
            minutes="7",
            outcome="undecided",
        )
        picker(page, "contacts").locator("[data-picker-search]").fill("modelo")
        picker(page, "contacts").get_by_role("button", name="Find").click()
        expect(page.locator("[name=summary]")).to_have_value("Asked about the fourth rule.")
        picker(page, "contacts").get_by_label("Marta Modelo").check()
        press(page, "Save entry")
        expect(page.get_by_role("main")).to_contain_text("Asked about the fourth rule.")
        expect(page.get_by_role("main")).to_contain_text("Marta Modelo")


def test_who_saves_second_is_told_and_keeps_the_words(visitor: Visitor) -> None:
    page = visitor.sign_in("coordinator").page
    second = page.context.new_page()
    for tab in (page, second):
        tab.goto(f"{visitor.url}{WELCOME}/edit")
    fill(page, goal="A goal by the first")
    page.locator("main form.entry .submit button[type=submit]:not([name])").click()
    heading(page, "Make Sampleville a welcoming city")
    fill(second, goal="A longer goal, written by the second")
    with second.expect_response(lambda answer: answer.request.method == "POST") as waiting:
        second.locator("main form.entry .submit button[type=submit]:not([name])").click()
    assert waiting.value.status == 409
    expect(second.get_by_role("main")).to_contain_text("A longer goal, written by the second")
    visitor.go(WELCOME)
    expect(page.get_by_role("main")).to_contain_text("A goal by the first")


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Live]:
    """The live demo on PostgreSQL."""
    with postgresql.worker_database() as url:
        settings = live.settings_for(url, tmp_path)
        live.seed(settings)
        with live.served(settings) as running:
            yield running


def test_a_meeting_is_held_on_postgresql_too(browser: Browser, on_postgresql: Live) -> None:
    with opened_page(browser, width=1440) as page:
        visitor = Visitor(page, on_postgresql.url).sign_in("organizer")
        hold_a_meeting(visitor, "The fourth rule")
        visitor.go("/search?q=fourth+rule")
        expect(page.get_by_role("main")).to_contain_text("The fourth rule")
