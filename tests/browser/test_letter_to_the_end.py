"""A letter from the idea to its closing, and a meeting from asking to a kept commitment, in a real browser.

The letter passes two reviewers and six signers without an account, goes out through a real mail server, and its answer
comes in through a mailbox.
"""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from advocacy.config import InboxSettings
from advocacy.domain.users import Role
from advocacy.worker import Worker
from tests import live
from tests.browser.conftest import Visitor, opened_page
from tests.browser.hands import choose, fill, follow, press, toast
from tests.browser.test_journeys import content_of, day, heading
from tests.factories import make_user
from tests.live import Live
from tests.smtp import PostOffice, serving

SUBJECT = "Sign the welcoming ordinance"
BODY = "Dear {{recipient.office}},\n\nyou can end the waiting this spring.\n\n{{demands}}"
MAYOR, COUNCILOR = "mayor@sampleville.example", "ward5@sampleville.example"
PEOPLE = (("Ada Example", "en", 1440), ("Rosa Ejemplo", "es", 390), ("Ben Example", "en", 390))
ORGANIZATIONS = (("Vecinos del Norte", "es", 390), ("Block Seven Tenants", "en", 1440), ("Mesa de Paz", "es", 390))
DONE = {
    "en": ("You have signed.", "Thank you. Your request is in."),
    "es": ("Has firmado.", "Gracias. Recibimos tu petición."),
}


@dataclass(frozen=True)
class Coalition:
    """A live installation that sends and receives mail."""

    site: Live
    post: PostOffice
    maildir: Path
    browser: Browser

    def work(self) -> None:
        """Let a worker do all there is to do."""
        with self.site.app.app_context():
            assert Worker(lambda: False).run_once()

    def taken(self, address: str) -> list[EmailMessage]:
        """Return what the mail server took for an address."""
        return [each for each in self.post.taken if address in each["To"]]


@pytest.fixture
def coalition(seeded: Path, tmp_path: Path, browser: Browser) -> Iterator[Coalition]:
    """The live demo on a copy of its own, with a mail server, a mailbox, and one more coordinator."""
    shutil.copyfile(seeded, tmp_path / "live.db")
    maildir = tmp_path / "mail"
    for name in ("new", "cur", "tmp"):
        (maildir / name).mkdir(parents=True)
    settings = live.settings_for(f"sqlite:///{tmp_path / 'live.db'}", tmp_path)
    with serving() as post:
        settings = replace(
            settings, mail=post.settings(), inbox=InboxSettings("replies+{key}@coalition.example", maildir)
        )
        with live.served(settings) as site:
            site.app.config["BASE_URL"] = site.url
            with site.app.app_context():
                make_user("second", Role.COORDINATOR)
            yield Coalition(site, post, maildir, browser)


def test_a_letter_goes_from_the_idea_to_its_closing(coalition: Coalition) -> None:
    site = coalition.site
    with opened_page(coalition.browser, width=1440) as page:
        visitor = Visitor(page, site.url)
        letter = written_from_a_template(visitor)
        reviewed(visitor, letter)
        collected(coalition, page, letter)
        name = printed(page, letter)
        mailed(coalition, page, letter, name)
        answered(coalition, page, letter)
        chased(page, letter)
        closed(page, letter)


def as_somebody(visitor: Visitor, who: str, path: str) -> Page:
    """Sign in as somebody else, and open an address."""
    visitor.page.context.clear_cookies()
    return visitor.sign_in(who).go(path.removeprefix(visitor.url))


def written_from_a_template(visitor: Visitor) -> str:
    """Keep a template with a field, and begin a letter with it; return the letter's address."""
    page = as_somebody(visitor, "coordinator", "/letter-templates/new")
    fill(page, title="Ask somebody to sign", subject=SUBJECT, body=BODY)
    press(page, "Save the template")
    template = page.url
    page = as_somebody(visitor, "organizer", template)
    follow(page, "Begin a letter in English")
    choose(page, "campaigns", "welcoming", "Make Sampleville a welcoming city")
    choose(page, "demands", "judge", "No civil detainers")
    choose(page, "addressees", "modelo", "Marta Modelo")
    choose(page, "addressees", "prueba", "Elena Prueba")
    press(page, "Save letter")
    heading(page, SUBJECT)
    return page.url


def reviewed(visitor: Visitor, letter: str) -> None:
    """Two others approve it; who wrote it cannot."""
    page = visitor.page
    follow(page, "Send for review")
    page.get_by_label("Demo Coordinator").check()
    page.get_by_label("Second").check()
    fill(page, needed="2")
    press(page, "Send for review")
    expect(page.get_by_role("main")).to_contain_text("Somebody else has to review it.")
    expect(page.get_by_role("main").get_by_role("link", name="Review the text")).to_have_count(0)
    for number, who in enumerate(("coordinator", "second"), 1):
        page = as_somebody(visitor, who, letter)
        expect(page.locator("[aria-labelledby=review]")).to_contain_text(f"{number - 1} of 2 approvals")
        follow(page, "Review the text")
        page.get_by_label("Approved").check()
        press(page, "Save the review")
        expect(page.locator("[aria-labelledby=review]")).to_contain_text(f"{number} of 2 approvals")
    page = as_somebody(visitor, "organizer", letter)
    expect(page.locator(".file-head, main")).to_contain_text("Approved")


def collected(coalition: Coalition, page: Page, letter: str) -> None:
    """Three people sign by a link of their own, three organizations by one that was forwarded."""
    press(page, "Collect signatures")
    follow(page, "Paste a list of signers")
    fill(page, text="\n".join(name for name, _language, _width in PEOPLE))
    press(page, "Show the list")
    press(page, "Add what is ticked")
    for name, language, width in PEOPLE:
        page.goto(letter)
        row = line(page, name)
        row.locator("summary").click()
        row.get_by_role("link", name=re.compile("Link to sign")).click()
        sign(coalition.browser, link_made(page, language), name, language, width)
    page.goto(letter)
    follow(page, "Links and reminders")
    follow(page, "Make a link to forward")
    address = link_made(page, "en")
    for name, language, width in ORGANIZATIONS:
        sign(coalition.browser, f"{address}?lang={language}", name, language, width, is_organization=True)
    page.reload()
    for name, _language, _width in ORGANIZATIONS:
        line(page, name).get_by_role("button", name=re.compile("Confirm")).click()
        expect(toast(page)).to_contain_text("stands under the letter")
    page.goto(letter)
    expect(page.get_by_role("main")).to_contain_text("6 signed")
    press(page, "Close signatures")


def line(page: Page, name: str) -> Locator:
    """Return the line of a list that names somebody."""
    return page.locator("main li", has_text=name).first


def link_made(page: Page, language: str) -> str:
    """Make the link and return its address."""
    fill(page, language=language)
    press(page, "Make the link")
    return page.locator("#link").input_value()


def sign(
    browser: Browser, address: str, name: str, language: str, width: int, *, is_organization: bool = False
) -> None:
    """Sign by a link, in a browser that knows nothing of us."""
    with opened_page(browser, width=width) as page:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("article.sheet")).to_contain_text("end the waiting")
        expect(page.locator("article.sheet")).to_contain_text("What we ask:")
        fill(page, printed_name="Sam Speaker" if is_organization else name)
        if is_organization:
            fill(page, printed_title="Chair", printed_organization=name, approved_by="Board vote")
            page.locator("[name=for_organization]").check()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        page.locator("button[name=act][value=sign]").click()
        heading(page, DONE[language][is_organization])


def printed(page: Page, letter: str) -> str:
    """Download the PDF for the mayor: six names, and the hash of what was approved. Return the start of that hash."""
    page.goto(letter)
    follow(page, "On paper")
    digest = page.locator(".mono.text-break").first.inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF for Marta Modelo").click()
    words = words_of(content_of(waiting.value))
    for name, _language, _width in (*PEOPLE, *ORGANIZATIONS):
        assert name in words
    assert "Dear Mayor of Sampleville," in words
    assert digest[:16] in words
    return digest[:16]


def words_of(pdf: bytes) -> str:
    """Return what a PDF says, in one line."""
    return " ".join("\n".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def mailed(coalition: Coalition, page: Page, letter: str, digest: str) -> None:
    """It goes out by e-mail, to each once, with its paper."""
    page.goto(letter)
    follow(page, "Send by e-mail")
    press(page, "Send these letters now")
    expect(page.get_by_role("main")).to_contain_text("Waits in the outbox")
    coalition.work()
    coalition.work()
    for address in (MAYOR, COUNCILOR):
        (message,) = coalition.taken(address)
        assert re.fullmatch(r"replies\+[0-9a-z]+@coalition\.example", message["Reply-To"])
        (paper,) = message.iter_attachments()
        assert isinstance(paper, EmailMessage)
        assert digest in words_of(paper.get_content())
    page.goto(letter)
    expect(line(page, "Marta Modelo")).to_contain_text("Sent")
    expect(page.locator("[aria-labelledby=h-details]")).not_to_contain_text("Date not known")


def answered(coalition: Coalition, page: Page, letter: str) -> None:
    """The mayor's answer lands by itself, waits to be classified, and is classified for the demand."""
    (sent,) = coalition.taken(MAYOR)
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = f"Marta Modelo <{MAYOR}>", sent["Reply-To"], f"Re: {SUBJECT}"
    answer["Message-ID"], answer["In-Reply-To"] = "<answer@sampleville.example>", sent["Message-ID"]
    answer.set_content("We will sign it, señoras, in the spring.")
    (coalition.maildir / "new" / "1.host").write_bytes(answer.as_bytes())
    coalition.work()
    page.goto(letter)
    replies = page.locator("[aria-labelledby=replies]")
    expect(replies).to_contain_text("We will sign it, señoras, in the spring.")
    expect(replies).to_contain_text("Reply to classify")
    follow(page, "Classify the reply")
    page.get_by_label(re.compile("No civil detainers")).select_option("partly_granted")
    press(page, "Save the answers")
    expect(replies).to_contain_text("Partly granted")
    expect(replies).not_to_contain_text("Reply to classify")


def chased(page: Page, letter: str) -> None:
    """One click begins a letter to who has not answered."""
    press(page, "Write a chase letter")
    expect(page.locator("[name=subject]")).to_have_value(re.compile(SUBJECT))
    expect(page.locator("[name=body]")).to_have_value(re.compile(SUBJECT))
    press(page, "Save letter")
    expect(page.get_by_role("main")).to_contain_text("Elena Prueba")
    expect(page.get_by_role("main")).not_to_contain_text("Marta Modelo")
    page.goto(letter)


def closed(page: Page, letter: str) -> None:
    """It ends as partly granted."""
    follow(page, "Close the letter")
    fill(page, outcome="partly", note="The order comes in the spring.")
    press(page, "Close the letter")
    expect(toast(page)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Closed")
    expect(page).to_have_url(letter)


def test_a_meeting_goes_from_asking_to_a_kept_commitment(phone: Visitor) -> None:
    page = phone.sign_in("organizer").go("/meetings/new")
    choose(page, "party", "modelo", "Marta Modelo")
    choose(page, "campaigns", "welcoming", "Make Sampleville a welcoming city")
    choose(page, "demands", "judge", "No civil detainers")
    fill(page, topic="The spring order", asks="Will you sign the order?", channel="call")
    press(page, "Save the request")
    meeting = page.url
    step(page, "Mark as requested", asked_on=day(-9))
    expect(page.get_by_role("main")).to_contain_text("Time to ask again.")
    step(page, "Log a chase", chased_on=day(-2), channel="email")
    expect(page.get_by_role("main")).not_to_contain_text("Time to ask again.")
    step(page, "Log an offer", answered_on=day(-1), day=day(0), at="09:30", staff_instead="her chief of staff")
    expect(page.get_by_role("main")).to_contain_text("Time offered")
    step(page, "Confirm the time", place="City Hall, room 1")
    follow(page, "Briefing")
    briefing = page.get_by_role("main")
    for words in ("Will you sign the order?", "City Hall, room 1", "mayor@sampleville.example"):
        expect(briefing).to_contain_text(words)
    page.goto(meeting)
    step(page, "The meeting was held")
    debriefed(page)
    page.goto(meeting)
    expect(page.get_by_role("main")).to_contain_text("Thank them for the meeting")
    follow(page, "Sign the order by spring.")
    expect(page.get_by_role("main")).to_contain_text("Due")
    page.get_by_role("main").get_by_role("link", name=re.compile("[Kk]ept")).first.click()
    fill(page, evidence="Signed, and in the record of the city.")
    page.locator("main form.entry .submit button[type=submit]:not([name])").click()
    expect(page.get_by_role("main")).to_contain_text("Signed, and in the record of the city.")
    expect(phone.go("/commitments?show=all").locator("main li", has_text="Sign the order by spring.")).to_contain_text(
        "Kept"
    )


def step(page: Page, name: str, **values: str) -> None:
    """Take a step of a meeting, through its own page."""
    follow(page, name)
    fill(page, **values)
    press(page, name)


def debriefed(page: Page) -> None:
    """Write down the answers, and a promise with its day."""
    follow(page, "Debrief")
    for each in page.locator("main select[name^=answer_]").all():
        each.select_option("1")
    fill(
        page, commitment_text_1="Sign the order by spring.", commitment_due_on_1=day(14), minutes="Short and friendly."
    )
    press(page, "Save the debriefing")
    expect(page.get_by_role("main")).to_contain_text("Debriefed")
