"""A letter on paper: what was approved is what is printed, for whom one may print it, and who is not named."""

import io
import zipfile

import pypdf
import pytest

from advocacy.db import db
from advocacy.domain.directory import ContactKind
from advocacy.domain.letters import LetterEvent, LetterStatus, SignatureStatus
from advocacy.domain.not_in_print import NOBODY
from advocacy.domain.sign_on import SignerOrder
from advocacy.exchange.papers.signers import signers_of
from advocacy.models import AuditEntry, ContactPoint, Letter, LetterDemand, Person, Signature, User
from advocacy.policy import OPERATOR, Actor
from advocacy.services import letters
from tests.factories import add, commit, make_campaign, make_demand, make_letter, make_official, make_person
from tests.factories import make_recipient as send_to
from tests.letters import reply as answer
from tests.letters import sent
from tests.queries import count_queries
from tests.web import Web

BODY = "Dear {{recipient.office}} {{recipient.family_name}},\n\nWe ask for rules."


def written(**fields: object) -> Letter:
    """A letter in review to two officials, of whom one has an address."""
    campaign = make_campaign()
    demand = make_demand(campaign, "Order police not to ask")
    letter = make_letter(campaign, body=BODY, status=LetterStatus.IN_REVIEW, **fields)
    letter.demand_links.append(LetterDemand(demand_id=demand.id, demand=demand))
    mayor = make_official("Ada Example", "Mayor")
    send_to(letter, mayor)
    send_to(letter, make_person("Nobody Neighbor"))
    add(
        ContactPoint(
            person_id=mayor.id, contact_kind=ContactKind.ADDRESS, value="36 Court St, Sampleville", is_public=True
        )
    )
    commit()
    return letter


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_what_was_approved_is_told_from_what_was_changed_since(web: Web, organizer: User) -> None:
    letter = written()
    web.sign_in(organizer)
    papers = f"/letters/{letter.ref}/papers"
    assert "The text is not approved yet." in web.get(papers).text
    assert "Draft, not approved" in pages_of(web.get(f"{papers}/letter.pdf").response.data)[0]
    web.get(f"/letters/{letter.ref}/review").submit({"verdict": "approved"})
    approved = web.get(papers).text
    assert "not approved" not in approved
    assert "This is not the text" not in approved
    letter.body = "Something else"
    commit()
    assert "This is not the text that was approved." in web.get(papers).text
    refused = web.get(f"/letters/{letter.ref}/send").submit({"method": "post", "sent_on": "2017-02-02"})
    assert refused.status == 422
    assert "have it approved again" in refused.text


@pytest.mark.one_database
def test_each_recipient_gets_a_letter_of_their_own_and_missing_fields_are_named(web: Web, organizer: User) -> None:
    letter = written()
    web.sign_in(organizer)
    papers = f"/letters/{letter.ref}/papers"
    shown = web.get(papers).text
    assert "Nobody Neighbor" in shown
    assert "Office, such as Mayor" in shown
    first, second = pages_of(web.get(f"{papers}/each.pdf").response.data)
    assert "Dear Mayor Example," in first
    assert "36 Court St" in first
    assert "Order police not to ask" in first
    assert "Dear {{recipient.office}} Neighbor," in second
    archive = zipfile.ZipFile(io.BytesIO(web.get(f"{papers}/each.zip").response.data))
    assert archive.namelist() == ["001-ada-example.pdf", "002-nobody-neighbor.pdf"]
    assert "Dear Mayor Example," in pages_of(archive.read("001-ada-example.pdf"))[0]
    assert len(pages_of(web.get(f"{papers}/envelopes.pdf").response.data)) == 2
    noted = [entry.changes for entry in db.session.scalars(db.select(AuditEntry)) if entry.event == "letter.printed"]
    assert [each["format"] for each in noted] == ["each.pdf", "each.zip", "envelopes.pdf"]


def test_one_letter_to_all_is_not_offered_where_the_text_speaks_to_each_and_never_prints_braces(
    web: Web, organizer: User
) -> None:
    letter = written()
    web.sign_in(organizer)
    papers = f"/letters/{letter.ref}/papers"
    shown = web.get(papers)
    assert "Not with this text" in shown.text
    assert f"{papers}/letter.pdf" not in shown.links()
    assert f"{papers}/each.pdf" in shown.links()
    joint = pages_of(web.get(f"{papers}/letter.pdf").response.data)[0]
    assert "Dear [Office, such as Mayor] [Family name]," in joint
    letter.body = "Dear all, we ask."
    commit()
    assert f"{papers}/letter.pdf" in web.get(papers).links()


def test_who_is_not_in_print_signs_unnamed(web: Web, organizer: User) -> None:
    letter = written()
    shy = make_person("Shy Signer", not_in_print=True)
    for person, name in ((shy, "Shy Signer"), (make_person("Bold Signer"), "Bold Signer")):
        letter.signatures.append(Signature(person_id=person.id, printed_name=name, status=SignatureStatus.SIGNED))
    commit()
    web.sign_in(organizer)
    for name in ("letter.pdf", "each.pdf"):
        words = " ".join(pages_of(web.get(f"/letters/{letter.ref}/papers/{name}").response.data))
        assert "Bold Signer" in words
        assert "Shy" not in words
        assert "and others" in words
    document = zipfile.ZipFile(io.BytesIO(web.get(f"/letters/{letter.ref}/papers/letter.docx").response.data))
    assert b"Shy" not in document.read("word/document.xml")


@pytest.mark.one_database
def test_a_member_prints_what_they_may_read_but_no_letters_for_each(web: Web, organizer: User, member: User) -> None:
    letter = written()
    web.sign_in(member)
    assert web.get(f"/letters/{letter.ref}/papers/letter.pdf").status == 404
    letter.status = LetterStatus.SENT
    commit()
    assert web.get(f"/letters/{letter.ref}/papers/letter.pdf").status == 200
    assert web.get(f"/letters/{letter.ref}/papers/each.zip").status == 403


def test_layout_letterhead_and_enclosures_are_printed(web: Web, coordinator: User) -> None:
    letter = written()
    web.sign_in(coordinator)
    web.get("/letterheads/new").submit({"title": "Coalición Ñandú", "lines": "12 Practice Street\nhello@example.org"})
    layout = web.get(f"/letters/{letter.ref}/layout")
    shown = layout.submit({"signer_columns": "3", "signer_order": "alphabetical", "enclosures": "Map of wards"})
    assert "Map of wards" in shown.text
    words = pages_of(web.get(f"/letters/{letter.ref}/papers/letter.pdf").response.data)[0]
    assert "Coalición Ñandú" in words
    assert "Map of wards" in words
    letters.advance(OPERATOR, letter, LetterEvent.APPROVE)
    commit()
    settled = web.get(f"/letters/{letter.ref}/layout")
    assert "Map of wards" in settled.soup.select_one("[aria-labelledby=settled]").text  # type: ignore[union-attr]
    assert not settled.soup.select("[name=enclosures], [name=letterhead]")
    assert settled.submit({"signer_columns": "1"}).status == 200
    assert (letter.signer_columns, letter.enclosures) == (1, "Map of wards")


@pytest.mark.one_database
def test_printing_asks_no_more_of_the_database_for_more_recipients(web: Web, organizer: User) -> None:
    letter = written()
    web.sign_in(organizer)
    address = f"/letters/{letter.ref}/papers/each.pdf"
    web.get(address)
    with count_queries() as few:
        web.get(address)
    for number in range(8):
        send_to(letter, make_official(f"Official {number}", f"Councilor, Ward {number}"))
    commit()
    with count_queries() as many:
        web.get(address)
    assert len(many) == len(few)


def test_the_sheet_on_the_page_shows_demands_and_enclosures_as_they_are_printed(web: Web, organizer: User) -> None:
    letter = written(enclosures="Ordinance 12-4")
    web.sign_in(organizer)

    def sheet() -> str:
        shown = web.get(f"/letters/{letter.ref}").soup.select_one(".sheet")
        assert shown is not None
        return shown.get_text(" ", strip=True)

    assert "We ask for rules. What we ask: Order police not to ask" in sheet()
    assert "Ordinance 12-4" in sheet()
    letter.body = "{{demands}}\n\nSincerely"
    commit()
    assert "What we ask: Order police not to ask Sincerely" in sheet()
    assert sheet().count("Order police not to ask") == 1


def test_a_title_that_the_office_says_again_stands_there_once(web: Web, organizer: User) -> None:
    letter = written()
    for person, title in zip(db.session.scalars(db.select(Person).order_by(Person.id)), ("Mayor", "Rev."), strict=True):
        person.title = title
    commit()
    web.sign_in(organizer)
    (page,) = pages_of(web.get(f"/letters/{letter.ref}/papers/letter.pdf").response.data)
    assert "Ada Example, Mayor" in page
    assert "Mayor Ada" not in page
    assert "Rev. Nobody Neighbor" in page


def test_the_page_shows_the_letter_as_one_of_several_reads_it(web: Web, organizer: User) -> None:
    letter = written(enclosures="Map of wards")
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}")
    sheet = page.soup.select_one(".sheet").get_text(" ")  # type: ignore[union-attr]
    assert "Dear Mayor Example," in sheet
    assert "Order police not to ask" in sheet
    assert "Map of wards" in sheet
    form = next(each for each in page.soup.select("main form") if each.select_one("[name=recipient]"))
    asked = {"recipient": letter.recipients[1].ref, "language": "en"}
    assert {str(each["name"]) for each in form.select("[name]")} == set(asked)
    other = web.get(f"/letters/{letter.ref}?recipient={asked['recipient']}&language=en").text
    assert "Dear [Office, such as Mayor] Neighbor," in other
    assert "is not on file" in other
    assert "{{" not in page.text + other


def test_a_letter_to_nobody_yet_has_words_where_fields_are(web: Web, organizer: User) -> None:
    letter = make_letter(make_campaign(), body="Dear {{recipient.name}},\n\n{{demands}}")
    commit()
    text = web.sign_in(organizer).get(f"/letters/{letter.ref}").text
    assert "Dear [The recipient’s name]," in text
    assert "{{" not in text


def test_everything_about_a_letter_calls_its_demands_by_the_numbers_on_its_paper(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    make_demand(campaign, "First of the campaign")
    second = make_demand(campaign, "No detainers", number=2)
    letter = sent(as_organizer, campaign, demands=(second.ref,))
    reply = answer(as_organizer, letter)
    commit()
    web.sign_in(organizer)
    told = "1. No detainers"
    assert told in pages_of(web.get(f"/letters/{letter.ref}/papers/letter.pdf").response.data)[0]
    assert told in web.get(f"/letters/{letter.ref}").text
    assert "2. No detainers" not in web.get(f"/letters/{letter.ref}").text
    assert told in web.get(f"/letters/{letter.ref}/replies/{reply.ref}/classify").text
    bare = sent(as_organizer, campaign)
    asked = answer(as_organizer, bare)
    commit()
    page = web.get(f"/letters/{bare.ref}/replies/{asked.ref}/classify")
    assert "No detainers (demand 2 of the campaign)" in page.text


def test_one_click_puts_the_demands_before_the_closing_words_and_saves_nothing(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    commit()
    form = web.sign_in(organizer).get("/letters/new")
    assert "and else below its last words" in form.text
    typed = {"subject": "Points", "campaigns": campaign.ref, "demands": demand.ref}
    body = "Dear Mayor,\n\nWe ask for rules.\n\nSincerely,\nAna"
    drawn = form.send({**typed, "body": body}, button="Put {{demands}} into the text")
    assert drawn.status == 200
    placed = drawn.soup.select_one("textarea[name=body]").text.strip()  # type: ignore[union-attr]
    assert placed == "Dear Mayor,\n\nWe ask for rules.\n\n{{demands}}\n\nSincerely,\nAna"
    assert db.session.query(Letter).count() == 0
    page = drawn.submit({})
    assert page.text.index("What we ask:") < page.text.index("Sincerely,")
    assert db.session.query(Letter).one().body == placed


def test_the_page_of_papers_names_who_has_no_postal_address_before_printing(web: Web, organizer: User) -> None:
    letter = written()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}/papers")
    assert "One recipient has no postal address." in page.text
    assert "bears the name alone: Nobody Neighbor" in page.text


def test_names_typed_or_on_file_are_printed_by_family_name_and_organizations_by_title(app: object) -> None:
    letter = make_letter(make_campaign(), body="We ask.", signer_order=SignerOrder.ALPHABETICAL)
    for name in ("Zoë Álvarez", "Ana de la Cruz", "The Board of Bees"):
        approved_by = "The board" if "Board" in name else ""
        letter.signatures.append(
            Signature(attribution=name, printed_name=name, approved_by=approved_by, status=SignatureStatus.SIGNED)
        )
    person = make_person("Berta Núñez")
    letter.signatures.append(Signature(person_id=person.id, person=person, status=SignatureStatus.SIGNED))
    db.session.flush()
    named, _unnamed = signers_of(letter, NOBODY)
    assert [each.name for each in named] == ["Zoë Álvarez", "Ana de la Cruz", "Berta Núñez", "The Board of Bees"]


def test_each_file_has_a_readable_name_of_its_own_without_fields(web: Web, organizer: User) -> None:
    letter = written(subject="Con")
    web.sign_in(organizer)

    def name_of(path: str) -> str:
        told = web.get(f"/letters/{letter.ref}/papers/{path}").response.headers["Content-Disposition"]
        return str(told).rpartition("filename=")[2].strip('"')

    paths = ("letter.pdf", "letter.docx", "each.pdf", "each.docx", "each.zip", "envelopes.pdf", "labels.pdf")
    paths += (f"letter.pdf?recipient={letter.recipients[0].ref}",)
    names = [name_of(path) for path in paths]
    assert len(set(names)) == len(names)
    assert (names[0], names[2], names[-1]) == (
        "letter-con.pdf",
        "letter-con-for-each-recipient.pdf",
        "letter-con-ada-example.pdf",
    )
    letter.subject = "A meeting about {{campaign.title}} with {{recipient.name}}"
    letter.campaigns[0].title = "Łódź & friends"
    commit()
    assert name_of("letter.pdf") == "a-meeting-about-lodz-friends-with.pdf"
