"""A letter in English and Spanish: side by side, out of date when the text changes, printed in either."""

import io

import pypdf
import pytest

from advocacy.domain.campaigns import DemandDetails
from advocacy.domain.letter_details import LetterDetails
from advocacy.domain.letter_reviews import AskDetails, ReviewDetails
from advocacy.domain.letter_translations import TranslationDetails
from advocacy.domain.letterheads import LetterheadDetails
from advocacy.domain.letters import LetterEvent, LetterStatus
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.users import Role
from advocacy.models import Letter, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.letter_translations import is_approved, is_out_of_date, translation_of
from advocacy.services import demands, letterheads, letters
from tests.factories import commit, make_campaign, make_demand, make_user
from tests.letters import draft
from tests.web import Web

SPANISH = TranslationDetails("Tres puntos", "Pedimos tres cosas, señora alcaldesa.")


def translated(author: User) -> Letter:
    """A draft in English with its text in Spanish."""
    letter = draft(Actor.of(author), make_campaign(), body="We ask for three things.")
    letters.translate(Actor.of(author), letter, SPANISH)
    commit()
    return letter


def words(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_translation_is_out_of_date_until_somebody_says_that_it_says_all(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer), body="We ask for three things.")
    commit()
    web.sign_in(organizer)
    address = f"/letters/{letter.ref}/translation"
    shown = web.get(address).submit({"subject": "Tres puntos", "body": "Pedimos tres cosas."})
    assert "Out of date" not in shown.text
    letters.edit(Actor.of(organizer), letter, LetterDetails(letter.subject, "We ask for four things."))
    commit()
    page = web.get(address)
    assert "The translation is out of date." in page.text
    assert [each.get_text(strip=True) for each in page.soup.select("ins")] == ["[added:]four"]
    shown = page.submit({"body": "Pedimos tres cosas, por favor."})
    assert "Out of date" in shown.text, "a slip of the pen mended makes it no more current"
    shown = web.get(address).submit({"body": "Pedimos cuatro cosas.", "is_current": "y"})
    assert "Out of date" not in shown.text


@pytest.mark.one_database
def test_it_is_refused_without_text_and_with_a_misspelt_field(web: Web, organizer: User) -> None:
    letter = translated(organizer)
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}/translation")
    assert page.send({"subject": ""}).status == 422
    bad = page.send({"body": "{{demand}}"})
    assert bad.status == 422
    assert "Did you mean {{demands}}?" in " ".join(bad.errors)
    kept = translation_of(letter)
    assert kept is not None
    assert kept.body == SPANISH.body


def test_either_language_is_printed_and_one_that_is_behind_says_that_it_is_a_draft(
    web: Web, organizer: User, member: User
) -> None:
    letter = translated(organizer)
    letter.status = LetterStatus.SENT
    letters.approve_translation(OPERATOR, letter)
    commit()
    web.sign_in(member)
    assert "señora alcaldesa" in web.get(f"/letters/{letter.ref}?language=es").text
    address = f"/letters/{letter.ref}/papers/letter.pdf"
    spanish = words(web.get(f"{address}?language=es").response.data)
    assert "señora alcaldesa" in spanish
    assert "Borrador" not in spanish
    assert "three things" in words(web.get(f"{address}?language=en").response.data)
    assert web.get(f"{address}?language=fr").status == 404
    kept = translation_of(letter)
    assert kept is not None
    letter.text_version = 2
    commit()
    assert is_out_of_date(letter, kept)
    assert "señora alcaldesa" not in web.get(f"/letters/{letter.ref}?language=es").text
    assert web.get(f"{address}?language=es").status == 404
    web.sign_in(organizer)
    assert "Borrador" in words(web.get(f"{address}?language=es").response.data)
    papers = web.get(f"/letters/{letter.ref}/papers?language=es")
    assert "The translation is out of date." in papers.text
    assert f"/letters/{letter.ref}/papers/letter.pdf?language=es" in papers.links()


def test_the_sender_is_called_in_the_language_of_the_translation_also_on_a_letterhead(
    web: Web, organizer: User, as_coordinator: Actor
) -> None:
    letter = draft(Actor.of(organizer), body="{{letter.sender}} asks for three things.", sender="Neighbors")
    commit()
    web.sign_in(organizer)
    own = {"subject": "Tres puntos", "body": "{{letter.sender}} pide tres cosas.", "sender": "Vecinas y vecinos"}
    web.get(f"/letters/{letter.ref}/translation").submit(own)
    shown = web.get(f"/letters/{letter.ref}?language=es")
    assert "Vecinas y vecinos pide tres cosas." in shown.text
    assert shown.soup.select_one(".sheet header b").get_text() == "Vecinas y vecinos"  # type: ignore[union-attr]
    letterheads.create(as_coordinator, LetterheadDetails("Neighbors for Welcome"))
    commit()
    address = f"/letters/{letter.ref}/papers/letter.pdf"
    spanish, english = (words(web.get(f"{address}?language={each}").response.data) for each in ("es", "en"))
    assert "Neighbors for Welcome" not in spanish
    assert spanish.count("Vecinas y vecinos") == 2
    assert "Neighbors for Welcome" not in english
    assert "Neighbors asks for three things." in english
    assert english.count("Neighbors") == 2


def test_a_demand_reworded_while_the_letter_is_written_makes_the_translation_out_of_date(
    web: Web, organizer: User
) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = draft(Actor.of(organizer), campaign, demands=(demand.ref,))
    letters.translate(Actor.of(organizer), letter, SPANISH)
    demands.edit(OPERATOR, demand, DemandDetails("No detainers at all"))
    commit()
    web.sign_in(organizer)
    assert "Out of date" in web.get(f"/letters/{letter.ref}").text
    page = web.get(f"/letters/{letter.ref}/translation")
    assert "at all" in " ".join(each.get_text() for each in page.soup.select("ins"))
    assert "1. No detainers at all" in page.text


def test_a_second_person_approves_the_words_of_a_translation_or_it_stays_a_draft(
    web: Web, organizer: User, coordinator: User, member: User
) -> None:
    letter = translated(organizer)
    letters.ask_for_review(Actor.of(organizer), letter, AskDetails(reviewers=(coordinator.ref,)))
    commit()
    desk, other = Web(web.app).sign_in(coordinator), web.sign_in(organizer)
    page = desk.get(f"/letters/{letter.ref}/review")
    assert "señora alcaldesa" in page.text  # read beside the letter, and approved with it
    page.submit({"verdict": "approved"})
    spanish = f"/letters/{letter.ref}/papers/letter.pdf?language=es"
    assert "Borrador" not in words(other.get(spanish).response.data)
    address = f"/letters/{letter.ref}/translation"
    other.get(address).submit({"body": "Exigimos un millón.", "is_current": "y"})
    assert "Borrador" in words(other.get(spanish).response.data)
    assert "Nobody has approved this translation yet." in other.get(address).text
    letters.advance(Actor.of(coordinator), letter, LetterEvent.COLLECT)
    letter.status = LetterStatus.SENT
    commit()
    reader = Web(web.app).sign_in(member)
    assert reader.get(spanish).status == 404
    assert "millón" not in reader.get(f"/letters/{letter.ref}?language=es").text
    own = other.post_with_token(f"{address}/approve", {"version": str(letter.version)})
    assert "You wrote this translation." in own.text
    desk.get(address).submit(action="approve")
    assert "Borrador" not in words(reader.get(spanish).response.data)
    assert "millón" in reader.get(f"/letters/{letter.ref}?language=es").text


def test_who_approved_before_the_translation_changed_has_not_approved_it(
    organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    letter = translated(organizer)
    third = Actor.of(make_user("Third Reader", Role.ORGANIZER))
    letters.ask_for_review(Actor.of(organizer), letter, AskDetails(needed=2))
    letters.review(third, letter, ReviewDetails(ReviewVerdict.APPROVED))
    letters.translate(Actor.of(organizer), letter, TranslationDetails("Tres puntos", "Exigimos un millón."))
    letters.review(as_coordinator, letter, ReviewDetails(ReviewVerdict.APPROVED))
    kept = translation_of(letter)
    assert kept is not None
    assert (letter.status, is_approved(kept)) == (LetterStatus.APPROVED, False)
    letters.approve_translation(third, letter)
    assert is_approved(kept)
