"""Signatures and texts: no name stands under a text its owner did not see."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_details import LetterDetails, SignatureDetails
from advocacy.domain.letters import LetterEvent, LetterStatus, SignatureEvent, SignatureStatus
from advocacy.domain.problems import Refused, Stale
from advocacy.models import Letter, Signature, User
from advocacy.policy import Actor
from advocacy.services import letters
from tests.factories import commit, make_campaign, make_organization, make_person
from tests.integration.test_letter_sending import take_back
from tests.letters import approve, approved, draft, send, sent, sign_on
from tests.web import Web


def sign(actor: Actor, letter: Letter, place: int = 0, **fields: str) -> None:
    signature = letter.signatures[place]
    letters.sign(actor, letter, signature, SignatureDetails(**fields), seen_version=letter.text_version)


def retext(actor: Actor, letter: Letter, body: str) -> None:
    letters.edit(actor, letter, LetterDetails(letter.subject, body))


@pytest.mark.one_database
def test_a_change_of_the_text_keeps_the_old_one_and_asks_every_signer_again(as_organizer: Actor) -> None:
    letter = approved(as_organizer, body="First text.")
    for name in ("Ada Example", "Ben Example"):
        sign_on(as_organizer, letter, make_person(name))
    sign(as_organizer, letter)
    letters.advance(as_organizer, letter, LetterEvent.REVISE)
    retext(as_organizer, letter, "Second text.")
    assert [each.status for each in letter.signatures] == [SignatureStatus.TO_RECONFIRM, SignatureStatus.INVITED]
    assert [(each.number, each.body) for each in letter.versions] == [(1, "First text.")]
    assert letter.text_version == 2


def test_a_change_beside_the_text_leaves_signatures_alone(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    sign_on(as_organizer, letter, make_person())
    sign(as_organizer, letter)
    letters.edit(as_organizer, letter, LetterDetails(letter.subject, letter.body, note="Bring copies."))
    assert letter.signatures[0].status is SignatureStatus.SIGNED
    assert letter.versions == []


@pytest.mark.one_database
def test_the_text_is_settled_once_approved_until_it_is_revised(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    with pytest.raises(Refused, match="Revise the text"):
        retext(as_organizer, letter, "Another.")
    letters.advance(as_organizer, letter, LetterEvent.REVISE)
    retext(as_organizer, letter, "Another.")
    out = sent(as_organizer)
    with pytest.raises(Refused, match="Revise the text"):
        retext(as_organizer, out, "Another.")


@pytest.mark.one_database
def test_the_text_of_a_letter_of_others_may_be_mended_at_any_time(as_organizer: Actor) -> None:
    letter = letters.create(as_organizer, LetterDetails("x", "Teh text.", side=Side.OTHERS))
    letters.edit(as_organizer, letter, LetterDetails("x", "The text.", side=Side.OTHERS))
    assert letter.body == "The text."
    assert len(letter.versions) == 1


@pytest.mark.one_database
def test_a_letter_does_not_go_out_with_a_name_under_a_text_its_owner_did_not_see(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    sign_on(as_organizer, letter, make_person("Ada Example"))
    sign(as_organizer, letter)
    letters.advance(as_organizer, letter, LetterEvent.REVISE)
    retext(as_organizer, letter, "Another.")
    approve(as_organizer, letter)
    with pytest.raises(Refused, match="Ada Example"):
        send(as_organizer, letter)
    letters.advance(as_organizer, letter, LetterEvent.COLLECT)
    with pytest.raises(Refused, match="Ada Example"):
        letters.advance(as_organizer, letter, LetterEvent.CLOSE_SIGNATURES)
    sign(as_organizer, letter)
    letters.advance(as_organizer, letter, LetterEvent.CLOSE_SIGNATURES)
    send(as_organizer, letter)
    assert letter.status is LetterStatus.SENT


@pytest.mark.one_database
def test_nobody_signs_a_draft_or_an_older_text(as_organizer: Actor) -> None:
    letter = draft(as_organizer)
    sign_on(as_organizer, letter, make_person())
    with pytest.raises(Refused, match="approved text"):
        sign(as_organizer, letter)
    approve(as_organizer, letter)
    with pytest.raises(Refused, match="text has changed"):
        letters.sign(as_organizer, letter, letter.signatures[0], SignatureDetails(), seen_version=0)
    sign(as_organizer, letter)
    assert letter.signatures[0].seen_version == 1
    take_back(as_organizer, letter)
    assert letter.signatures[0].status is SignatureStatus.INVITED
    assert letter.signatures[0].seen_version is None


def test_an_organization_says_who_approved_it(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    organization = make_organization()
    sign_on(as_organizer, letter, organization)
    with pytest.raises(Refused, match="who approved it"):
        sign(as_organizer, letter, organization=organization.ref)
    sign(as_organizer, letter, organization=organization.ref, approved_by="board vote of January 12")
    assert letter.signatures[0].approved_by == "board vote of January 12"


@pytest.mark.one_database
def test_signatures_are_closed_after_sending(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    sign_on(as_organizer, letter, make_person())
    sign(as_organizer, letter)
    send(as_organizer, letter)
    with pytest.raises(Refused, match="gone out"):
        letters.step_signature(as_organizer, letter, letter.signatures[0], SignatureEvent.WITHDRAW)
    with pytest.raises(Refused, match="Signatures are closed"):
        sign_on(as_organizer, letter, make_person("Late Example"))


@pytest.mark.one_database
def test_signers_of_a_past_letter_are_known_and_not_collected(as_organizer: Actor) -> None:
    letter = letters.create(as_organizer, LetterDetails("x", side=Side.OTHERS, others_signed=True))
    signature = letters.add_signature(
        as_organizer, letter, SignatureDetails(printed_name="Billy Example", basis="The text calls him a signer.")
    )
    assert signature.status is SignatureStatus.SIGNED
    assert signature.party_name == "Billy Example"


def test_nobody_signs_twice_and_an_answered_invitation_is_not_deleted(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    person = make_person()
    signature = sign_on(as_organizer, letter, person)
    with pytest.raises(Refused, match="already among the signatures"):
        sign_on(as_organizer, letter, person)
    letters.step_signature(as_organizer, letter, signature, SignatureEvent.CONSIDER)
    with pytest.raises(Refused, match="have answered"):
        letters.remove_signature(as_organizer, letter, signature)
    other = sign_on(as_organizer, letter, make_person("Ben Example"))
    letters.remove_signature(as_organizer, letter, other)
    assert len(letter.signatures) == 1


def test_the_order_of_names_is_moved_up_and_down(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign())
    for name in ("Ada Example", "Ben Example", "Cleo Example"):
        sign_on(actor, letter, make_person(name))
    commit()
    address = f"/letters/{letter.ref}"
    last = letter.signatures[2].ref
    web.sign_in(organizer).get(address).submit(action=f"{last}/move", button="Move up")
    db.session.refresh(letter)
    assert [each.printed_name for each in letter.signatures] == ["Ada Example", "Cleo Example", "Ben Example"]


@pytest.mark.one_database
def test_signing_on_the_page_shows_the_text_and_refuses_it_when_it_changed_meanwhile(
    web: Web, organizer: User, as_coordinator: Actor
) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign(), body="We ask **one** thing.")
    signature = sign_on(actor, letter, make_person("Ada Example"))
    commit()
    address = f"/letters/{letter.ref}/signatures/{signature.ref}/sign"
    page = web.sign_in(organizer).get(address)
    assert "We ask one thing." in page.text
    assert page.send({}).status == 422
    signed = page.submit({"saw_the_text": "y"})
    assert "Marked as signed." in signed.text
    assert signed.soup.select_one(".signers b") is not None
    with pytest.raises(Stale):
        letters.sign(as_coordinator, letter, signature, SignatureDetails(), seen_version=1, version=1)


def test_signatures_are_closed_without_those_who_did_not_confirm_and_these_did_not_withdraw(
    web: Web, organizer: User
) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign(), body="First text.")
    for name in ("Ada Example", "Ben Example"):
        sign_on(actor, letter, make_person(name))
    sign(actor, letter)
    letters.advance(actor, letter, LetterEvent.REVISE)
    retext(actor, letter, "Second text.")
    approve(actor, letter)
    letters.advance(actor, letter, LetterEvent.COLLECT)
    sign(actor, letter, 1)
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}")
    path = next(link for link in page.links() if link.endswith("/close-signatures"))
    asked = web.get(path)
    assert "Ada Example" in asked.text
    shown = asked.submit()
    assert shown.status == 200
    db.session.refresh(letter)
    assert letter.status is LetterStatus.SIGNATURES_CLOSED
    assert [each.status for each in letter.signatures] == [SignatureStatus.NO_ANSWER, SignatureStatus.SIGNED]


def test_a_letter_approved_again_collects_first_and_goes_on_without_who_has_not_confirmed_only_when_asked(
    web: Web, organizer: User
) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign(), body="First text.")
    sign_on(actor, letter, make_person("Ada Example"))
    sign(actor, letter)
    letters.advance(actor, letter, LetterEvent.REVISE)
    retext(actor, letter, "Second text.")
    approve(actor, letter)
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}")
    assert "One name to confirm" in page.text
    primary = page.soup.select_one("main .btn-primary")
    assert primary is not None
    assert primary.get_text(strip=True) == "Collect signatures"
    assert f"/letters/{letter.ref}/send" not in page.links()
    asked = web.get(f"/letters/{letter.ref}/close-signatures")
    assert "Ada Example" in asked.text
    gone_on = asked.submit()
    db.session.refresh(letter)
    assert (letter.status, letter.signatures[0].status) == (
        LetterStatus.SIGNATURES_CLOSED,
        SignatureStatus.NO_ANSWER,
    )
    assert f"/letters/{letter.ref}/send" in gone_on.links()


def test_who_signed_in_other_words_is_asked_again(as_organizer: Actor) -> None:
    letter = approved(as_organizer)
    ada = make_person("Ada Example")
    signature = sign_on(as_organizer, letter, ada)
    sign(as_organizer, letter)
    same = {"person": ada.ref, "printed_name": "Ada Example"}
    letters.edit_signature(as_organizer, letter, signature, SignatureDetails(**same, basis="Seen in May"))
    assert signature.status is SignatureStatus.SIGNED
    letters.edit_signature(as_organizer, letter, signature, SignatureDetails(**same, printed_title="Hates the mayor"))
    assert signature.status is SignatureStatus.TO_RECONFIRM


def test_several_are_marked_as_signed_at_once_by_the_rules_of_one(web: Web, organizer: User) -> None:
    letter = approved(Actor.of(organizer), make_campaign())
    for name in ("Ada", "Bo", "Cy"):
        letters.add_signature(Actor.of(organizer), letter, SignatureDetails(printed_name=name))
    union = make_organization("Local 7")
    letters.add_signature(Actor.of(organizer), letter, SignatureDetails(organization=union.ref))
    commit()
    ada, _bo, cy, local = (each.ref for each in letter.signatures)
    desk = web.sign_in(organizer)
    address = f"/letters/{letter.ref}/signatures/signed"
    assert address in desk.get(f"/letters/{letter.ref}/sign-on").links()
    page = desk.get(address)
    refused = page.send({"signatures": [ada, cy, local], "basis": "Sheet of the rally"})
    assert refused.errors == ["No name stands under a text its owner did not see."]
    refused = refused.send({"saw_the_text": "y"})
    assert refused.errors == ["Say who approved it for the organization, and with what authority."]
    assert refused.send({"seen_version": "0"}).status == 422
    db.session.rollback()
    refused.submit({"approved_by": "Board vote of May 1"})
    db.session.expire_all()
    assert [(each.status.value, each.basis, each.approved_by) for each in letter.signatures] == [
        ("signed", "Sheet of the rally", ""),
        ("invited", "", ""),
        ("signed", "Sheet of the rally", ""),
        ("signed", "Sheet of the rally", "Board vote of May 1"),
    ]


def test_names_come_to_the_place_that_is_written_beside_them(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign())
    ref = {name: sign_on(actor, letter, make_person(name)).ref for name in ("Ada", "Ben", "Cleo", "Dora")}
    commit()
    address = letter.ref
    form = web.sign_in(organizer).get(f"/letters/{address}/signatures/order")
    wrong = form.submit({f"place_{ref['Dora']}": "5"})
    assert wrong.status == 422
    form.submit({f"place_{ref['Dora']}": "1", f"place_{ref['Ada']}": "3"})
    kept = db.session.scalars(select(Signature.ref).order_by(Signature.position)).all()
    assert kept == [ref[name] for name in ("Dora", "Ben", "Cleo", "Ada")]
