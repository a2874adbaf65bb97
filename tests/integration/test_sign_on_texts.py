"""The letter in both languages for whoever signs it: which one counts is said."""

from advocacy.domain.letter_translations import TranslationDetails
from advocacy.domain.users import Language
from advocacy.models import Letter
from advocacy.policy import OPERATOR, Actor
from advocacy.services import letters
from tests.factories import commit
from tests.integration.test_sign_on import change_text, collecting, open_link, personal, signs
from tests.web import Web


def translated(actor: Actor) -> Letter:
    """An English letter with a Spanish translation."""
    letter = collecting(actor)
    letters.translate(actor, letter, TranslationDetails("Una carta", "Le pedimos **una** cosa.", is_current=True))
    letters.approve_translation(OPERATOR, letter)
    commit()
    return letter


def test_who_reads_spanish_is_shown_the_translation_and_told_which_text_they_sign(
    web: Web, as_organizer: Actor
) -> None:
    letter = translated(as_organizer)
    page = web.get(open_link(as_organizer, letter, Language.ES))
    assert "Le pedimos una cosa." in page.text
    assert "Lo que firmas es el texto en inglés." in page.text
    original = next(link for link in page.links() if "text=en" in link)
    english = web.get(original)
    assert "We ask one thing of you." in english.text
    assert "¿Quieres firmar esta carta?" in english.text
    sheet = english.soup.select_one("article.sheet > div")
    assert sheet is not None
    assert sheet["lang"] == "en"


def test_who_reads_english_sees_the_letter_itself_and_may_switch(web: Web, as_organizer: Actor) -> None:
    letter = translated(as_organizer)
    page = web.get(open_link(as_organizer, letter))
    assert "We ask one thing of you." in page.text
    assert "This is the text that counts." in page.text
    other = web.get(next(link for link in page.links() if "text=es" in link))
    assert "Le pedimos una cosa." in other.text
    assert "What you sign is the English text." in other.text


def test_a_translation_that_is_out_of_date_says_so_and_is_shown_only_when_asked_for(
    web: Web, as_organizer: Actor
) -> None:
    letter = translated(as_organizer)
    change_text(as_organizer, letter)
    address = open_link(as_organizer, letter, Language.ES)
    assert "We ask two things." in web.get(address).text
    asked = web.get(f"{address}?lang=en&text=es")
    assert "Le pedimos una cosa." in asked.text
    assert "This translation is out of date." in asked.text


def test_signing_keeps_the_language_of_the_text(web: Web, as_organizer: Actor) -> None:
    letter = translated(as_organizer)
    signature, address = personal(as_organizer, letter)
    signed = signs(web.get(f"{address}?text=es"))
    assert signed.title == "You have signed."
    assert signed.response.request.query_string == b"text=es"
    assert signature.seen_version == letter.text_version


def test_a_letter_without_a_translation_has_no_switch_of_its_text(web: Web, as_organizer: Actor) -> None:
    page = web.get(open_link(as_organizer, collecting(as_organizer)))
    assert not any("text=" in link for link in page.links())


def test_a_translation_that_nobody_approved_is_shown_to_no_signer(web: Web, as_organizer: Actor) -> None:
    letter = translated(as_organizer)
    letters.translate(as_organizer, letter, TranslationDetails("Una carta", "Exigimos un millón.", is_current=True))
    commit()
    page = web.get(f"{open_link(as_organizer, letter, Language.ES)}?text=es")
    assert "We ask one thing of you." in page.text
    assert "millón" not in page.text
