"""Comments on a letter: for who works on it, one's own to edit, hidden with the letter."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_details import LetterDetails
from advocacy.models import Comment, Letter, User
from advocacy.policy import Actor
from advocacy.services import comments, letters
from tests.factories import commit, make_campaign, make_restricted_campaign
from tests.letters import draft, sent
from tests.web import Web


def commented(author: User, letter: Letter, words: str = "Who pays?") -> Comment:
    """A comment of somebody on a letter."""
    comment = comments.write(Actor.of(author), letter, words)
    commit()
    return comment


@pytest.mark.one_database
def test_a_comment_is_written_resolved_and_opened_again_on_the_letter(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer))
    commit()
    web.sign_in(organizer)
    shown = web.get(f"/letters/{letter.ref}").submit({"words": "Who **pays**?"}, action="/comments/on/")
    assert shown.soup.select_one(".comment strong") is not None
    letters.edit(Actor.of(organizer), letter, LetterDetails(letter.subject, "The city pays."))
    commit()
    shown = web.get(f"/letters/{letter.ref}")
    assert "on text 1" in shown.text
    shown = shown.submit(action="/resolve")
    assert "One resolved comment" in shown.text
    assert "Resolved by Organizer" in shown.text
    shown = shown.submit(action="/reopen")
    assert "One open" in shown.text


def test_what_is_wrong_with_a_comment_is_said_at_it_and_nothing_is_lost(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer))
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}")
    assert page.send({"words": " "}, action="/comments/on/").status == 422
    bad = page.send({"words": "Her number is 078-05-1120."}, action="/comments/on/")
    assert bad.status == 422
    assert "078-05-1120" in str(bad.soup.select_one("textarea[name=words]"))
    assert db.session.scalars(select(Comment)).all() == []


def test_only_who_wrote_a_comment_edits_it_and_only_while_it_is_open(
    web: Web, organizer: User, coordinator: User
) -> None:
    letter = draft(Actor.of(organizer))
    comment = commented(organizer, letter)
    web.sign_in(coordinator)
    assert f"/comments/{comment.ref}/edit" not in web.get(f"/letters/{letter.ref}").links()
    assert web.get(f"/comments/{comment.ref}/edit").status == 403
    web.sign_in(organizer)
    shown = web.get(f"/comments/{comment.ref}/edit").submit({"words": "Who pays, and when?"})
    assert "Who pays, and when?" in shown.text
    late = web.get(f"/comments/{comment.ref}/edit")
    comments.resolve(Actor.of(organizer), letter, comment)
    commit()
    assert late.send({"words": "Never mind."}).status == 422


def test_members_see_no_comments_and_hidden_ones_look_like_missing_ones(
    web: Web, member: User, organizer: User, coordinator: User
) -> None:
    letter = sent(Actor.of(organizer), make_campaign())
    comment = commented(organizer, letter, "Between us")
    web.sign_in(member)
    assert "Between us" not in web.get(f"/letters/{letter.ref}").text
    assert web.get(f"/comments/on/{letter.ref}").status == 403
    assert web.post_with_token(f"/comments/{comment.ref}/resolve").status == 403
    quiet = draft(Actor.of(coordinator), make_restricted_campaign(team=(coordinator,)))
    secret = commented(coordinator, quiet)
    web.sign_in(organizer)
    for ref in (secret.ref, "0000000000"):
        assert web.get(f"/comments/{ref}/edit").status == 404
        assert web.post_with_token(f"/comments/{ref}/resolve").status == 404
    assert web.get(f"/comments/on/{quiet.ref}").status == 404
