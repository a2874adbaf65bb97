"""Who is "not in print": their name in every text of the demo, and then a sweep over all that is read or goes out."""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime

import pypdf
import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from advocacy.config.mail import MailSettings, Security
from advocacy.db import db
from advocacy.domain.directory import ContactKind
from advocacy.domain.events import EventPart
from advocacy.domain.exports import Export
from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.letter_mail import LetterMail, Paper
from advocacy.domain.letters import LetterEvent, LetterStatus, RecipientStatus, SignatureStatus
from advocacy.domain.mail import Mail, MailKind, MailStatus
from advocacy.domain.meetings import AttendeeSide
from advocacy.domain.people import PersonDetails
from advocacy.domain.text import fold
from advocacy.domain.users import Language
from advocacy.exchange.papers.mailing import mailing
from advocacy.exchange.papers.making import PaperKind
from advocacy.exchange.papers.reading import read_sheet
from advocacy.models import (
    ContactPoint,
    Event,
    EventParty,
    Letter,
    MeetingAttendee,
    MeetingRequest,
    OutboxMessage,
    Person,
    PersonAlias,
    PublicCommentSpeaker,
    Recipient,
    Signature,
    User,
)
from advocacy.policy import Actor
from advocacy.queries.letters import letter_by_ref
from advocacy.services import calendar_feeds, files, letters, outbox, people, sending
from advocacy.services.letters import sign_on
from advocacy.services.letters.mailing import NAMES_SOMEBODY
from advocacy.views.calendar_feeds import OFTEN
from advocacy.views.not_in_print import SHEETS
from advocacy.worker import JOBS
from tests.addresses import Address, every_page
from tests.everybody import Everybody
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_event,
    make_letter,
    make_official,
    make_organization,
    make_person,
    make_recipient,
)
from tests.letters import approved
from tests.named import ALIAS, is_named_in, names_in_file, put_the_name_everywhere, refresh_search
from tests.web import Web

MAIL = MailSettings(host="127.0.0.1", port=1, security=Security.NONE, from_address="cabildo@example.org")


@dataclass(frozen=True)
class World:
    """The demo with the name everywhere, and its pages."""

    people: Everybody
    pages: list[Address]
    shy: str

    def get(self, role: str, path: str) -> TestResponse:
        """Open an address as somebody of the role."""
        return self.people.get(role, path)


@pytest.fixture(scope="module")
def named_everywhere(everybody: Everybody) -> World:
    """The demo, where somebody typed the name into every text, and they take part in everything."""
    pages = every_page(everybody.app)
    shy = put_the_name_everywhere()
    db.session.add(PersonAlias(person_id=shy.id, alias=ALIAS, alias_key=fold(ALIAS)))
    for letter in db.session.scalars(select(Letter)).unique():
        db.session.add(Recipient(letter_id=letter.id, person_id=shy.id))
        db.session.add(Signature(letter_id=letter.id, person_id=shy.id, status=SignatureStatus.SIGNED))
        letter.body += "\n\nDear {{recipient.name}} {{recipient.given_name}} {{recipient.family_name}}"
    for event in db.session.scalars(select(Event)):
        db.session.add(EventParty(event_id=event.id, person_id=shy.id, part=EventPart.SPEAKER))
    for meeting in db.session.scalars(select(MeetingRequest)):
        db.session.add(MeetingAttendee(meeting_id=meeting.id, person_id=shy.id, side=AttendeeSide.THEM))
    for speaker in db.session.scalars(select(PublicCommentSpeaker)).all():
        db.session.add(PublicCommentSpeaker(record_id=speaker.record_id, person_id=shy.id, position=99))
    commit()
    refresh_search()
    return World(everybody, pages, shy.ref)


def test_no_page_names_them_to_a_member(named_everywhere: World) -> None:
    pages = [address.path for address in named_everywhere.pages]
    naming = []
    initials = 0
    for role, paths in (
        ("member", [*pages, f"/officials/{named_everywhere.shy}"]),
        ("administrator", ["/admin/audit"]),
    ):
        for path in paths:
            got = named_everywhere.get(role, path)
            if got.mimetype == "text/html" and got.status_code < 500:
                words = got.get_data(as_text=True)
                initials += "S. R." in words
                if is_named_in(words):
                    naming.append(path)
    assert naming == []
    assert initials > 40, "the sweep saw nobody to hide"


def test_who_looks_for_them_by_name_finds_nobody_as_a_member(named_everywhere: World) -> None:
    for path in ("/search?q=Reservada", "/search?q=reser", f"/search?q={ALIAS}", "/officials?q=Reserv&everybody=y",
                 "/pick/people?party-q=Sol&name=party"):  # fmt: skip
        assert named_everywhere.shy not in named_everywhere.get("member", path).get_data(as_text=True), path
    found = named_everywhere.get("member", "/search?q=Reservada").get_data(as_text=True)
    assert 'class="results"' not in found
    assert "S. R." not in found
    list_of_people = named_everywhere.get("organizer", "/officials?q=Reserv&everybody=y")
    assert named_everywhere.shy in list_of_people.get_data(as_text=True)
    assert "S. R." in named_everywhere.get("member", "/search?q=letter").get_data(as_text=True)


def test_the_filters_of_lists_find_nothing_for_a_member_that_only_the_name_holds(named_everywhere: World) -> None:
    lists = ("/claims", "/statements", "/sources", "/proceedings", "/organizations", "/places")
    told = 0
    for path in lists:
        for asked in ("Reservada", "eservad", "Vecinita", "sol reserv"):
            by_name = f"{path}?q={asked.replace(' ', '+')}"
            words = named_everywhere.get("member", by_name).get_data(as_text=True)
            assert "S. R." not in words, by_name
        told += "S. R." in named_everywhere.get("member", path).get_data(as_text=True)
        told += is_named_in(named_everywhere.get("organizer", f"{path}?q=Reservada").get_data(as_text=True))
    assert told > 5, "the lists show nobody whose name could be looked for"


def test_an_organizer_reads_the_name(named_everywhere: World) -> None:
    assert is_named_in(named_everywhere.get("organizer", "/activities").get_data(as_text=True))


def test_no_table_that_goes_out_names_them(named_everywhere: World) -> None:
    paths = [f"/reports/tables/{each.value}" for each in Export] + ["/reports/activities"]
    told = 0
    for path in paths:
        for ending in ("csv", "xlsx"):
            got = named_everywhere.get("coordinator", f"{path}.{ending}?campaign=make-sampleville-a-welcoming-city")
            assert got.status_code == 200, path
            assert names_in_file(got.data) == [], path
            told += b"(not in print)" in got.data
    assert told > 3


def test_no_sheet_to_print_names_them_to_anybody(named_everywhere: World) -> None:
    read = set()
    for address in named_everywhere.pages:
        if address.endpoint in SHEETS:
            read.add(address.endpoint)
            words = named_everywhere.get("coordinator", address.path).get_data(as_text=True)
            assert not is_named_in(words), address.path
            assert "(not in print)" in words
    assert read == SHEETS


def test_no_text_to_copy_names_them_to_anybody(named_everywhere: World) -> None:
    path = next(address.path for address in named_everywhere.pages if address.endpoint == "chat.show")
    texts = BeautifulSoup(named_everywhere.get("coordinator", path).data, "html.parser").select("textarea")
    assert len(texts) == 2
    for each, words in zip(texts, ("(not in print)", "(nombre no publicado)"), strict=True):
        assert words in each.text
        assert not is_named_in(each.text)
    path = next(address.path for address in named_everywhere.pages if address.endpoint == "action_calls.show")
    links = BeautifulSoup(named_everywhere.get("organizer", path).data, "html.parser").select("a[href^=mailto]")
    assert links
    assert not any(is_named_in(str(each["href"])) for each in links)


def test_no_paper_names_them(named_everywhere: World) -> None:
    printed = 0
    written = db.session.scalars(select(Letter).where(Letter.body != "").order_by(Letter.id)).unique().all()
    for number, letter in enumerate(written):
        for kind in PaperKind if number < 3 else (PaperKind.PDF, PaperKind.DOCX):
            got = named_everywhere.get("coordinator", f"/letters/{letter.ref}/papers/{kind.value}")
            if got.status_code != 200:  # confidential, or nobody to write to
                continue
            printed += 1
            assert names_in_file(got.data) == [], f"{letter.subject} {kind}"
            assert not is_named_in(got.headers["Content-Disposition"]), kind
    assert printed > 20


def test_no_feed_names_them(named_everywhere: World) -> None:
    coordinator = db.session.scalars(select(User).where(User.email == "coordinator@example.org")).one()
    campaign = db.session.scalars(select(Letter)).unique().first().campaigns[0]  # type: ignore[union-attr]
    OFTEN._begun.clear()
    for of in (None, campaign):
        token = calendar_feeds.make(Actor.of(coordinator), of, language=Language.ES, tells_confidential=True)
        commit()
        got = named_everywhere.get("nobody", f"/feeds/{token}.ics")
        assert got.status_code == 200
        assert "(nombre no publicado)" in got.get_data(as_text=True).replace("\r\n ", "")
        assert not is_named_in(got.get_data(as_text=True).replace("\r\n ", ""))


def test_no_mail_of_ours_names_them(named_everywhere: World) -> None:
    app = named_everywhere.people.app
    app.config["MAIL"] = MAIL
    db.session.query(OutboxMessage).delete()
    commit()
    try:
        with time_machine.travel(datetime.now(UTC).replace(hour=14), tick=False):  # in the morning, by their clock
            for job in JOBS:
                if job.name not in ("inbox", "mail", "letters that went out"):
                    job.run(lambda: False)
        queued = db.session.scalars(select(OutboxMessage)).all()
        assert {each.kind for each in queued} >= {MailKind.DIGEST}
        for message in queued:
            assert not is_named_in(f"{message.to_name} {message.subject} {message.body} {message.body_html}")
    finally:
        app.config["MAIL"] = None


def _text_of(content: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_a_letter_to_whom_no_paper_may_name_is_not_printed_and_says_why(web: Web, organizer: User) -> None:
    shy, mayor = make_person("Sol Reservada", not_in_print=True), make_official("Ada Example", "Mayor")
    body = "Dear {{recipient.name}},\n\nsol reservada asked us."
    letter = make_letter(make_campaign(), body=body, status=LetterStatus.IN_REVIEW)
    make_recipient(letter, shy)
    for kind, value in ((ContactKind.ADDRESS, "5 Elm St, Sampleville"), (ContactKind.EMAIL, "sol@example.org")):
        add(ContactPoint(person_id=shy.id, contact_kind=kind, value=value, is_public=True))
    commit()
    papers = f"/letters/{letter.ref}/papers"
    page = web.sign_in(organizer).get(papers)
    assert "One recipient is left out." in page.text
    for kind in PaperKind:
        refused = web.get(f"{papers}/{kind.value}")
        assert refused.status == 422, kind
        assert "holds no office to stand in place of the name" in refused.text
    assert "Not in print, and without an office" in web.get(f"/letters/{letter.ref}/mail").text
    make_recipient(letter, mayor)
    commit()
    web.get(f"{papers}/letter.pdf")
    each = web.get(f"{papers}/each.zip").response.data
    assert zipfile.ZipFile(io.BytesIO(each)).namelist() == ["001-ada-example.pdf"]
    assert names_in_file(each) == []
    assert (
        "Dear Ada Example"
        in pypdf.PdfReader(io.BytesIO(web.get(f"{papers}/each.pdf").response.data)).pages[0].extract_text()
    )


def test_an_office_stands_for_the_name_of_its_former_holder(web: Web, organizer: User) -> None:
    judge = make_official("Sol Reservada", "Judge")
    judge.not_in_print = True
    letter = make_letter(make_campaign(), body="Dear {{recipient.name}},", status=LetterStatus.IN_REVIEW)
    make_recipient(letter, judge)
    commit()
    printed = web.sign_in(organizer).get(f"/letters/{letter.ref}/papers/letter.pdf").response.data
    assert "Dear Judge," in _text_of(printed)
    assert names_in_file(printed) == []


def test_nobody_in_office_is_kept_out_of_print(web: Web, organizer: User) -> None:
    mayor = make_official("Ada Example", "Mayor")
    commit()
    refused = web.sign_in(organizer).get(f"/officials/{mayor.ref}/edit").submit({"not_in_print": "y"})
    assert refused.status == 422
    assert "They hold an office" in " ".join(refused.errors)
    neighbor = make_person("Sol Reservada", not_in_print=True)
    commit()
    refused = web.get(f"/officials/{neighbor.ref}/terms/new").submit({"new_label": "Judge", "starts_on": "2020-01-01"})
    assert refused.status == 422
    assert "untick “Not in print”" in refused.text


def _invited(actor: Actor, letter: Letter, person: Person) -> Signature:
    return letters.add_signature(actor, letter, SignatureDetails(person=person.ref))


def test_an_outsider_who_is_asked_to_sign_reads_no_such_name(web: Web, as_organizer: Actor) -> None:
    make_person("Sol Reservada", not_in_print=True)
    quiet = make_person("Ana Callada", not_in_print=True)
    letter = approved(as_organizer, make_campaign(), body="Reservada, Sol asks.")
    letter.subject = "For sol reservada"
    letters.advance(as_organizer, letter, LetterEvent.COLLECT)
    tokens = [sign_on.make_link(as_organizer, letter, _invited(as_organizer, letter, each), Language.EN)
              for each in (quiet, make_person("Ben Example"))]  # fmt: skip
    commit()
    shown = web.get(f"/sign/{tokens[0]}")
    assert "For (not in print)" in shown.text
    assert not is_named_in(shown.source)
    assert "you are counted among “and others”" in shown.text
    assert "are printed under the letter" not in shown.text
    assert "are printed under the letter" in web.get(f"/sign/{tokens[1]}").text


HIDDEN_BY_MARKDOWN = (
    "&#83;ol Reservada asks.\n\nS&#111;l Reservada asks.\n\nSol\\\nReservada asks."
    "\n\n[Sol](https://example.org) Reservada asks."
    "\n\nSo**l** Reserv*ada* asks.\n\n`Sol` Reservada asks.\n\n[here](https://example.org/with-sol-reservada)"
    "\n\nS\x02ol Reservada asks.\n\nS&#173;ol Reservada asks."
)


def test_a_name_that_only_the_printed_words_show_is_in_no_paper_mail_or_screen(
    web: Web, as_organizer: Actor, organizer: User, member: User
) -> None:
    make_person("Sol Reservada", not_in_print=True)
    letter = approved(as_organizer, make_campaign(), body=HIDDEN_BY_MARKDOWN, sender="S\x02ol Reservada")
    letter.subject = "F\x02or S\x07ol Reservada"
    letters.advance(as_organizer, letter, LetterEvent.COLLECT)
    mayor = letter.recipients[0].person_id
    for kind, value in ((ContactKind.ADDRESS, "c/o Sol\nReservada\n36 Court St"), (ContactKind.EMAIL, "a@b.example")):
        add(ContactPoint(person_id=mayor, contact_kind=kind, value=value, is_public=True))
    token = sign_on.make_link(
        as_organizer, letter, _invited(as_organizer, letter, make_person("Ben Example")), Language.EN
    )
    commit()
    assert not is_named_in(web.get(f"/sign/{token}").text)
    assert not is_named_in(web.sign_in(member).get(f"/letters/{letter.ref}").text)
    web.sign_in(organizer)
    for kind in PaperKind:
        assert names_in_file(web.get(f"/letters/{letter.ref}/papers/{kind.value}").response.data) == [], kind
    printed = web.get(f"/letters/{letter.ref}/papers/letter.pdf").response.data
    assert b"with-sol" not in printed
    assert "Court St" in _text_of(printed)
    letter = letter_by_ref(as_organizer, letter.ref)
    assert letter is not None
    mail = mailing(as_organizer, letter, letter.recipients, read_sheet(as_organizer, letter), "").mails[0]
    assert not is_named_in(f"{mail.subject} {mail.body}")


def test_who_signs_in_words_alone_is_not_printed_either(web: Web, organizer: User) -> None:
    make_person("Sol Reservada", not_in_print=True)
    letter = make_letter(make_campaign(), body="We ask.", status=LetterStatus.IN_REVIEW)
    union = make_organization("Local 7")
    for printed, more in (("SOL RESERVADA", {}), ("Sol Reservada", {"organization_id": union.id}), ("Ben Example", {})):
        words = {} if more else {"attribution": printed}
        add(Signature(letter_id=letter.id, printed_name=printed, status=SignatureStatus.SIGNED, **more, **words))
    commit()
    printed = web.sign_in(organizer).get(f"/letters/{letter.ref}/papers/letter.pdf").response.data
    text = _text_of(printed)
    assert not is_named_in(text)
    assert "Local 7" in text
    assert "Ben Example" in text
    assert "and others" in text


def test_mail_does_not_name_them_but_reaches_its_owner(app: Flask) -> None:
    make_person("Shy Person", not_in_print=True)
    make_event(make_campaign(), "Tea with Shy Person")
    app.config["MAIL"] = MAIL
    try:
        for kind, wanted in ((MailKind.DIGEST, "(not in print)"), (MailKind.ACCOUNT_LINK, "shy person")):
            mail = Mail(kind, kind.value, "ana@example.org", "Tea with shy person", "x", to_name="Shy Person")
            kept = outbox.queue(mail)
            assert kept is not None
            assert kept.subject == f"Tea with {wanted}"
            assert kept.to_name == ("Shy Person" if kind is MailKind.ACCOUNT_LINK else "")
    finally:
        app.config["MAIL"] = None


def test_mail_that_waits_leaves_out_who_was_marked_since(app: Flask) -> None:
    shy = make_person("Shy Person")
    app.config["MAIL"] = MAIL
    try:
        kept = outbox.queue(
            Mail(MailKind.LETTER, "x", "ana@example.org", "Tea", "With Shy Person.", to_name="Shy Person")
        )
        assert kept is not None
        shy.not_in_print = True
        commit()
        assert sending.claim_next("w") is not None
        assert (kept.body, kept.to_name) == ("With (not in print).", "")
    finally:
        app.config["MAIL"] = None


def test_a_letter_whose_paper_names_who_was_marked_since_is_held_back_and_told(
    web: Web, as_organizer: Actor, organizer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shy = make_person("Sol Reservada")
    quiet = make_person("Ana Callada", not_in_print=True)
    letter = approved(as_organizer, make_campaign(), body="Sol Reservada asks.", to=2)
    commit()
    web.app.config["MAIL"] = MAIL
    try:
        pdf = web.sign_in(organizer).get(f"/letters/{letter.ref}/papers/letter.pdf").response.data
        told = "> Sol (https://example.org/a)\n> Reservada asks."
        pages = [
            LetterMail(each.ref, "", f"r{each.position}@city.example", "", "", "x", told) for each in letter.recipients
        ]
        letters.mail(as_organizer, letter, [(page, Paper("letter.pdf", pdf)) for page in pages[:1]])
        people.edit(as_organizer, quiet, PersonDetails("Ana", "Callada", not_in_print=True, note="Moved."))
        commit()
        first = sending.claim_next("w")
        assert first is not None  # whom the paper does not name holds nothing back
        letters.mail(as_organizer, letter, [(page, Paper("letter.pdf", pdf)) for page in pages[1:]])
        people.edit(as_organizer, shy, PersonDetails("Sol", "Reservada", not_in_print=True))
        commit()
        with monkeypatch.context() as opened:  # the claim holds a lock
            opened.setattr("advocacy.services.files.read_bytes", None)
            opened.setattr("subprocess.run", None)
            assert sending.claim_next("w") is None
        held = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
        assert held is not None
        assert (held.status, held.last_error) == (MailStatus.CANCELLED, NAMES_SOMEBODY)
        assert [each.status for each in letter.recipients] == [RecipientStatus.TO_SEND, RecipientStatus.DELIVERY_FAILED]
        commit()
        assert "Mail did not arrive" in web.get("/notices").text
    finally:
        web.app.config["MAIL"] = None


def test_the_name_of_an_account_is_left_alone_on_its_own_page(web: Web, member: User) -> None:
    make_person("Shy Person", not_in_print=True)
    member.display_name = "Shy Person"
    commit()
    web.sign_in(member)
    name = web.get("/account/profile").soup.select_one("input[name=name]")
    assert name is not None
    assert name["value"] == "Shy Person"
    assert "Shy Person" not in web.get("/help").source


def test_a_file_is_not_called_by_their_name_when_it_is_taken_out(web: Web, organizer: User, member: User) -> None:
    make_person("Sol Reservada", not_in_print=True)
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    file = files.keep(b"A text.", "text/plain")
    files.attach(Actor.of(organizer), letter, file, "Sol Reservada.txt", AttachmentDetails(FilePurpose.OTHER))
    commit()
    link = web.sign_in(member).get(f"/files/of/{letter.ref}").soup.select_one("a[href$='.txt']")
    assert link is not None
    got = web.get(str(link["href"]))
    assert not is_named_in(str(link) + got.response.headers["Content-Disposition"])
    assert got.response.data == b"A text."
