"""Letters on their pages: from a draft to an answer; who sees what; what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import LetterStatus, RecipientStatus, ReplyOutcome, SignatureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Letter, Signature, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from tests.factories import (
    commit,
    make_campaign,
    make_demand,
    make_letter,
    make_official,
    make_person,
    make_recipient,
    make_restricted_campaign,
)
from tests.letters import approved, draft, reply, sent
from tests.queries import count_queries
from tests.web import Page, Web


def follow(page: Page, end: str) -> Page:
    """Open the first link of a page whose address ends so."""
    return page.web.get(next(link for link in page.links() if link.split("?")[0].endswith(end)))


def test_a_letter_goes_from_draft_to_a_classified_reply(web: Web, organizer: User, coordinator: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign)
    mayor = make_official("Ada Example")
    commit()
    web.sign_in(organizer)
    form = web.get(f"/letters/new?campaign={campaign.ref}&to={mayor.ref}")
    shown = form.submit({"subject": "Three points", "body": "We ask **three** things.", "demands": demand.ref})
    assert shown.title == "Three points"
    follow(shown, "/ask-for-review").submit()
    web.sign_in(coordinator)
    shown = follow(web.get(shown.response.request.path.removesuffix("/ask-for-review")), "/review").submit(
        {"verdict": "approved"}
    )
    shown = follow(shown, "/send").submit({"method": "by_hand", "sent_on": "2017-02-02"})
    assert "Sent Feb 2, 2017. By hand." in shown.text
    shown = follow(shown, "/replies/new").submit({"received_on": "2017-02-02", "words": "the answer is no"})
    assert "Reply to classify" in shown.text
    assert "Replies to classify" in web.get("/letters").text
    page = follow(shown, "/classify")
    assert "1. No detainers" in page.text
    shown = page.submit({str(node["name"]): "refused" for node in page.soup.select("main select")})
    stamp = shown.soup.select_one(".stamp")
    assert stamp is not None
    assert stamp.get_text() == "Refused"
    assert "Same day" in shown.text
    assert "0 of 1 granted" in shown.text
    assert "Sent 1, answered 1" in web.get("/letters").text


@pytest.mark.one_database
def test_a_draft_is_changed_and_its_earlier_text_kept(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer), make_campaign(), body="First text.")
    commit()
    web.sign_in(organizer)
    shown = web.get(f"/letters/{letter.ref}/edit").submit({"body": "Second text."})
    assert "Second text." in shown.text
    assert "First text." in follow(shown, "/versions").text


@pytest.mark.one_database
def test_bad_input_is_refused_at_the_field_and_nothing_typed_is_lost(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign())
    commit()
    web.sign_in(organizer)
    bad = web.get("/letters/new").send({"subject": "", "body": "All my words", "dated_on": "2/3/2017"})
    assert bad.status == 422
    assert "All my words" in str(bad.soup.select_one("textarea[name=body]"))
    assert any("two ways" in error for error in bad.errors)
    ahead = today() + timedelta(days=3)
    bad = web.get(f"/letters/{letter.ref}/send").send({"sent_on": ahead.isoformat(), "note": "By the side door"})
    assert bad.status == 422
    assert "A letter cannot have gone out in the future." in " ".join(bad.errors)
    assert "By the side door" in bad.text


@pytest.mark.one_database
def test_a_reply_before_its_letter_is_refused_at_the_field(web: Web, organizer: User) -> None:
    letter = sent(Actor.of(organizer), make_campaign())
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/replies/new")
    bad = page.send({"received_on": "2017-02-01", "words": "no", "outcome": "refused"})
    assert bad.status == 422
    assert "A reply cannot come before the letter went out." in " ".join(bad.errors)
    assert "no" in str(bad.soup.select_one("textarea[name=words]"))


@pytest.mark.one_database
def test_a_step_that_is_not_possible_says_why(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer), make_campaign())
    commit()
    address = f"/letters/{letter.ref}/step"
    answer = web.sign_in(organizer).post_with_token(address, {"event": "approve"})
    assert answer.status == 422
    assert "“Approve” is not possible now: the state is “Draft”." in answer.text
    assert web.post_with_token(address, {"event": "nonsense"}).status == 404


def test_a_button_of_an_old_page_changes_nothing(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer), make_campaign())
    commit()
    web.sign_in(organizer)
    old = web.get(f"/letters/{letter.ref}/ask-for-review")
    web.get(f"/letters/{letter.ref}/edit").submit({"subject": "Four points"})
    late = old.send()
    assert late.status == 409
    assert db.session.get_one(Letter, letter.id).status is LetterStatus.DRAFT


def test_members_read_sent_letters_without_buttons_and_no_drafts(web: Web, member: User, organizer: User) -> None:
    actor, campaign = Actor.of(organizer), make_campaign()
    hidden, shown = draft(actor, campaign), sent(actor, campaign)
    shown.recipients[0].note = "Use the side door"
    named, asked = make_person("Bo Signer"), make_person("Cy Silent")
    shown.signatures.append(
        Signature(person_id=named.id, status=SignatureStatus.SIGNED, approved_by="Vote of the board", seen_version=1)
    )
    shown.signatures.append(Signature(person_id=asked.id, status=SignatureStatus.INVITED))
    reply(actor, shown, words="the answer is no", outcome=ReplyOutcome.REFUSED)
    commit()
    web.sign_in(member)
    assert web.get(f"/letters/{hidden.ref}").status == 404
    page = web.get(f"/letters/{shown.ref}")
    assert "the answer is no" in page.text
    assert "Bo Signer" in page.text
    for words in ("Use the side door", "Vote of the board", "Cy Silent"):
        assert words not in page.text
    assert page.soup.select("main form") == []
    assert page.links_ending("/new", "/edit") == []
    assert "One letter" in web.get("/letters").text


@pytest.mark.parametrize(
    "path", ["new", "{ref}/edit", "{ref}/send", "{ref}/close", "{ref}/replies/new", "{ref}/withdraw"]
)
@pytest.mark.one_database
def test_the_server_refuses_members_the_pages_that_change(web: Web, member: User, organizer: User, path: str) -> None:
    letter = sent(Actor.of(organizer), make_campaign())
    commit()
    assert web.sign_in(member).get(f"/letters/{path.format(ref=letter.ref)}").status == 403


def test_hidden_and_missing_letters_look_the_same(web: Web, organizer: User, coordinator: User) -> None:
    letter = sent(Actor.of(coordinator), make_restricted_campaign(team=(coordinator,)))
    recipient, came = letter.recipients[0], reply(Actor.of(coordinator), letter)
    commit()
    web.sign_in(organizer)
    pages = ["", "/edit", "/send", "/close", "/replies/new", f"/replies/{came.ref}/classify"]
    for page in [*pages, f"/recipients/{recipient.ref}/edit"]:
        assert web.get(f"/letters/{letter.ref}{page}").status == 404
        assert web.get(f"/letters/0000000000{page}").status == 404
    assert web.post_with_token(f"/letters/{letter.ref}/step", {"event": "close"}).status == 404
    assert "Three points" not in web.get("/letters").text
    assert "Quiet work" not in web.get("/letters").text


@pytest.mark.one_database
def test_children_of_another_letter_are_not_found(web: Web, organizer: User) -> None:
    actor, campaign = Actor.of(organizer), make_campaign()
    letter, other = sent(actor, campaign), sent(actor, make_campaign("Other"))
    came = reply(actor, other)
    commit()
    web.sign_in(organizer)
    assert web.get(f"/letters/{letter.ref}/recipients/{other.recipients[0].ref}/edit").status == 404
    assert web.get(f"/letters/{letter.ref}/replies/{came.ref}/classify").status == 404


@pytest.mark.one_database
def test_recipients_are_added_and_removed_until_it_goes_out(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer), make_campaign(), to=0)
    other = make_official("Bea Example")
    commit()
    web.sign_in(organizer)
    form = web.get(f"/letters/{letter.ref}/recipients/add")
    shown = form.submit({"recipients": other.ref, "attribution": "the governor’s office"})
    assert "Bea Example" in shown.text
    assert "the governor’s office" in shown.text
    shown = shown.submit(button="Remove")
    assert "Bea Example" not in shown.text
    empty = web.get(f"/letters/{letter.ref}/recipients/add").send({})
    assert empty.status == 422


@pytest.mark.one_database
def test_the_menu_of_a_recipient_notes_what_happened(web: Web, organizer: User) -> None:
    letter = sent(Actor.of(organizer), make_campaign())
    commit()
    shown = web.sign_in(organizer).get(f"/letters/{letter.ref}").submit(button="Receipt acknowledged")
    assert "Acknowledged" in shown.text
    shown = shown.submit(button="Close without a reply")
    assert db.session.get_one(Letter, letter.id).recipients[0].status is RecipientStatus.NO_REPLY


@pytest.mark.one_database
def test_a_question_is_answered_on_its_own_page(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = sent(actor, make_campaign())
    reply(actor, letter, outcome=ReplyOutcome.NEEDS_CLARIFICATION)
    commit()
    shown = follow(web.sign_in(organizer).get(f"/letters/{letter.ref}"), "/respond").submit()
    assert "The clock runs again." in shown.text
    assert db.session.get_one(Letter, letter.id).recipients[0].status is RecipientStatus.SENT


@pytest.mark.one_database
def test_delivery_and_reply_are_corrected_on_their_pages(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = sent(actor, make_campaign())
    reply(actor, letter, words="no")
    commit()
    shown = web.sign_in(organizer).get(f"/letters/{letter.ref}")
    recipient = letter.recipients[0].ref
    shown = follow(shown, f"{recipient}/edit").submit({"sent_on": "2017-02-01", "method": "post"})
    assert "Sent Feb 1, 2017. Post." in shown.text
    page = next(link for link in shown.links() if "/replies/" in link and link.endswith("/edit"))
    shown = web.get(page).submit({"words": "the answer is no"})
    assert "the answer is no" in shown.text


@pytest.mark.one_database
def test_a_letter_is_closed_reopened_and_withdrawn(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = sent(actor, make_campaign())
    reply(actor, letter, outcome=ReplyOutcome.REFUSED)
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/close")
    chosen = page.soup.select_one("select[name=outcome] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "refused", "what the reply says is proposed"
    shown = page.submit()
    assert "Letter closed." in shown.text
    shown = shown.submit(button="Reopen")
    assert "Letter open again." in shown.text
    shown = web.get(f"/letters/{letter.ref}/withdraw").submit({"note": "The mayor stepped down."})
    assert "Letter withdrawn." in shown.text
    assert "The mayor stepped down." in shown.text


def test_a_wrong_step_is_taken_back_on_the_page(web: Web, organizer: User) -> None:
    letter = sent(Actor.of(organizer), make_campaign())
    commit()
    web.sign_in(organizer)
    page = follow(web.get(f"/letters/{letter.ref}"), "/take-back")
    shown = page.submit()
    assert "Step taken back." in shown.text
    assert "To send" in shown.text
    assert db.session.get_one(Letter, letter.id).status is LetterStatus.APPROVED


def test_the_list_is_filtered_by_campaign_state_and_what_is_awaited(web: Web, organizer: User) -> None:
    one, two = make_campaign("One"), make_campaign("Two")
    mayor = make_official()
    overdue = make_letter(one, "Overdue letter", status=LetterStatus.SENT)
    make_recipient(
        overdue,
        mayor,
        status=RecipientStatus.SENT,
        sent_on=PartialDate("2017-02-02"),
        reply_due=today() - timedelta(days=11),
    )
    waits = make_letter(two, "Waiting letter", status=LetterStatus.SENT)
    make_recipient(waits, mayor, status=RecipientStatus.TO_CLASSIFY)
    make_letter(two, "Drafted letter")
    commit()
    web.sign_in(organizer)

    def listed(query: str) -> list[str]:
        page = web.get(f"/letters?{query}")
        return [" ".join(node.get_text(" ").split()).split(" Letter ")[0] for node in page.soup.select("tbody th a")]

    assert listed("") == ["Drafted letter", "Waiting letter", "Overdue letter"]
    assert listed("campaign=one") == ["Overdue letter"]
    assert listed("status=draft") == ["Drafted letter"]
    assert listed("wait=overdue") == ["Overdue letter"]
    assert listed("wait=to_classify") == ["Waiting letter"]
    assert listed("wait=waiting&campaign=two") == []
    assert "No letter matches" in web.get("/letters?wait=waiting&campaign=two").text
    assert "11 days overdue" in web.get(f"/letters/{overdue.ref}").text


def test_the_list_goes_on_in_pages_of_fifty(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    for number in range(53):
        make_letter(campaign, f"Letter number {number}", status=LetterStatus.SENT)
    commit()
    first = web.sign_in(organizer).get("/letters?status=sent")
    assert len(first.soup.select("tbody tr")) == 50
    older = next(link for link in first.links() if "after=" in link)
    assert "status=sent" in older
    assert [node.get_text().strip() for node in web.get(older).soup.select("tbody th a")] == [
        "Letter number 2",
        "Letter number 1",
        "Letter number 0",
    ]


def test_the_number_of_queries_does_not_grow_with_letters_recipients_or_replies(web: Web, organizer: User) -> None:
    actor, campaign = Actor.of(organizer), make_campaign()
    small, large = sent(actor, campaign, to=1), sent(actor, campaign, to=6)
    reply(actor, small, words="no")
    for recipient in large.recipients[:4]:
        reply(actor, large, recipient, words="no")
    commit()
    web.sign_in(organizer)
    web.get(f"/letters/{small.ref}")

    def queries_of(path: str) -> int:
        with count_queries() as seen:
            assert web.get(path).status == 200
        return len(seen)

    assert queries_of(f"/letters/{large.ref}") <= queries_of(f"/letters/{small.ref}")
    before = queries_of("/letters?status=sent")
    for _each in range(5):
        sent(actor, campaign, to=2)
    commit()
    assert queries_of("/letters?status=sent") <= before


@pytest.mark.one_database
def test_the_pages_speak_spanish_and_the_sheet_the_language_of_the_letter(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = sent(actor, make_campaign(), dated_on=PartialDate("2017-02-02"))
    reply(actor, letter, words="no")
    draft(actor, make_campaign("Otra"))
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}")
    assert "Anotar una respuesta" in page.text
    assert "Enviada" in page.text
    sheet = page.soup.select_one("article.sheet")
    assert sheet is not None
    assert "Re: Three points" in sheet.get_text()
    assert "February 2, 2017" in sheet.get_text()
    for path in ("/letters", "/letters/new", f"/letters/{letter.ref}/replies/new", f"/letters/{letter.ref}/close"):
        assert web.get(path).status == 200


@pytest.mark.one_database
def test_the_trail_holds_states_and_no_words(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    reply(as_organizer, letter, words="the answer is no", outcome=ReplyOutcome.REFUSED)
    commit()
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    events = [entry.event for entry in entries if entry.subject_ref == letter.ref]
    assert events[0] == "letter.created"
    assert {"letter.submit", "letter.approve", "letter.send", "letter.log_reply", "letter.answer"} <= set(events)
    assert "the answer is no" not in " ".join(str(entry.changes) for entry in entries)


def test_a_withdrawn_letter_says_why_above_its_text(web: Web, organizer: User) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.DRAFT)
    web.sign_in(organizer)
    web.get(f"/letters/{letter.ref}/withdraw").submit({"note": "The mayor stepped down."})
    shown = web.get(f"/letters/{letter.ref}")
    assert "This letter is withdrawn. The mayor stepped down." in " ".join(shown.text.split())
    assert "Never sent" in shown.text
