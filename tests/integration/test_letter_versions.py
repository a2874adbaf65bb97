"""Versions of a letter's text: who wrote each, what changed, and an older one brought back."""

import pytest

from advocacy.db import db
from advocacy.domain.letter_details import LetterDetails
from advocacy.domain.letters import LetterStatus
from advocacy.models import Letter, User
from advocacy.policy import Actor
from advocacy.services import letters
from tests.factories import commit
from tests.letters import draft
from tests.web import Web


def rewritten(first: User, second: User) -> Letter:
    """A draft that one began and another changed."""
    letter = draft(Actor.of(first), body="We ask for ten days.")
    letters.edit(Actor.of(second), letter, LetterDetails(letter.subject, "We ask for twenty days."))
    commit()
    return letter


@pytest.mark.one_database
def test_each_text_names_who_wrote_it_and_two_are_compared_word_by_word(
    web: Web, organizer: User, coordinator: User
) -> None:
    letter = rewritten(organizer, coordinator)
    web.sign_in(organizer)
    listed = web.get(f"/letters/{letter.ref}/versions").soup
    first, second = (str(listed.select_one(f"#version-{number}").find_parent("section")) for number in (1, 2))  # type: ignore[union-attr]
    assert "Organizer" in first
    assert "Coordinator" in second
    compared = web.get(f"/letters/{letter.ref}/versions/compare?old=1&new=2")
    assert [each.get_text(strip=True) for each in compared.soup.select("del")] == ["[removed:]ten"]
    assert [each.get_text(strip=True) for each in compared.soup.select("ins")] == ["[added:]twenty"]
    assert "Words added: 1. Words removed: 1." in compared.text
    for bad in ("old=7", "new=-1", "old=x&new=99999999999"):
        assert web.get(f"/letters/{letter.ref}/versions/compare?{bad}").status in (200, 404)
    assert web.get(f"/letters/{letter.ref}/versions/compare?old=7").status == 404


@pytest.mark.one_database
def test_an_older_text_comes_back_as_a_new_one_while_the_text_is_open(web: Web, organizer: User) -> None:
    letter = rewritten(organizer, organizer)
    web.sign_in(organizer)
    shown = web.get(f"/letters/{letter.ref}/versions").submit(button="Bring this text back")
    assert "We ask for ten days." in shown.text
    assert [each.body for each in letter.versions] == ["We ask for ten days.", "We ask for twenty days."]
    assert (letter.body, letter.text_version) == ("We ask for ten days.", 3)
    letter.status = LetterStatus.APPROVED
    commit()
    refused = web.post_with_token(f"/letters/{letter.ref}/versions/2/restore")
    assert refused.status == 422
    assert "Revise the text" in refused.text
    assert db.session.get_one(Letter, letter.id).text_version == 3
