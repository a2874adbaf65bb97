"""The history of a letter on its page: texts, reviews, and who stands behind steps that no account took."""

from advocacy.domain.letter_details import LetterDetails
from advocacy.domain.letter_reviews import AskDetails, ReviewDetails
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.users import Role
from advocacy.models import Letter, User
from advocacy.policy import Actor
from advocacy.services import letters
from tests.factories import commit, make_campaign, make_user
from tests.integration.test_sign_on import collecting, personal, signs
from tests.letters import draft
from tests.web import Web


def history_of(web: Web, letter: Letter) -> str:
    section = web.get(f"/letters/{letter.ref}").soup.select_one("[aria-labelledby=history]")
    assert section is not None
    return section.get_text(" ", strip=True)


def reworded(actor: Actor, letter: Letter, body: str) -> None:
    details = LetterDetails(letter.subject, body, campaigns=tuple(each.ref for each in letter.campaigns))
    letters.edit(actor, letter, details)


def test_a_change_of_the_text_and_every_review_stand_in_the_history(
    web: Web, organizer: User, coordinator: User, member: User
) -> None:
    author, first = Actor.of(organizer), Actor.of(coordinator)
    letter = draft(author, make_campaign())
    second = make_user("second", Role.ORGANIZER)
    reworded(author, letter, "We ask for four things.")
    letters.ask_for_review(author, letter, AskDetails((coordinator.ref, second.ref), needed=2))
    letters.review(first, letter, ReviewDetails(ReviewVerdict.APPROVED, "Short and clear."))
    letters.review(Actor.of(second), letter, ReviewDetails(ReviewVerdict.APPROVED))
    commit()
    told = history_of(web.sign_in(organizer), letter)
    assert "Changed the text Text 2" in told
    assert "Text 2. Short and clear." in told
    papers = web.get(f"/letters/{letter.ref}/papers").text
    assert f"{coordinator.display_name}, {second.display_name}" in papers


def test_who_signed_by_a_link_is_said_to_have_done_so(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = collecting(actor)
    _signature, address = personal(actor, letter)
    signs(web.get(address))
    assert "by their link" in history_of(web.sign_in(organizer), letter)
