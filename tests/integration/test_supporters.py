"""Supporters: people, organizations and words behind a campaign."""

import pytest

from advocacy.db import db
from advocacy.models import Supporter, User
from tests.factories import add, make_campaign, make_organization, make_person, make_restricted_campaign
from tests.web import Web


def test_a_coordinator_says_who_is_with_us(web: Web, coordinator: User, member: User) -> None:
    campaign, group, ada = make_campaign(), make_organization("Example Coalition"), make_person("Ada Example")
    add(Supporter(campaign_id=campaign.id, attribution="eleven clergy"))
    add(Supporter(campaign_id=campaign.id, organization_id=group.id))
    form = web.sign_in(coordinator).get(f"/campaigns/{campaign.slug}/supporters")
    assert "eleven clergy" in form.text
    form.submit({"parties": [group.ref, ada.ref], "words": "three choirs\n\nthree choirs"})
    shown = web.sign_in(member).get(f"/campaigns/{campaign.slug}")
    for name in ("Example Coalition", "Ada Example", "three choirs"):
        assert name in shown.text
    assert "eleven clergy" not in shown.text
    assert db.session.query(Supporter).count() == 3


@pytest.mark.one_database
def test_supporters_are_refused_when_stale_or_never_to_be_stored(web: Web, coordinator: User) -> None:
    campaign = make_campaign()
    path = f"/campaigns/{campaign.slug}/supporters"
    form = web.sign_in(coordinator).get(path)
    again = web.get(path)
    assert form.send({"words": "SSN 123-45-6789"}).status == 422
    assert form.send({"words": "x" * 301}).errors == ["A line has at most 300 characters."]
    form.submit({"words": "three choirs"})
    assert again.send({"words": "two choirs"}).status == 409


@pytest.mark.one_database
def test_supporters_of_a_hidden_campaign_are_not_found_and_others_may_not_change_them(
    web: Web, organizer: User, coordinator: User
) -> None:
    quiet, campaign = make_restricted_campaign(team=(organizer,)), make_campaign()
    assert web.sign_in(coordinator).get(f"/campaigns/{quiet.slug}/supporters").status == 404
    assert web.sign_in(organizer).get(f"/campaigns/{campaign.slug}/supporters").status == 403
    assert web.post_with_token(f"/campaigns/{campaign.slug}/supporters", {"words": "us"}).status == 403
