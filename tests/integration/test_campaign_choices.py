"""Which campaigns the filters of lists offer."""

from advocacy.models import MeetingRequest
from advocacy.policy import Actor
from advocacy.queries.campaign_choices import campaigns_with
from tests.factories import commit, link, make_campaign, make_meeting, make_restricted_campaign


def test_a_filter_offers_the_campaigns_of_which_the_reader_sees_something(as_organizer: Actor) -> None:
    shown, empty = make_campaign("Shown"), make_campaign("Only a meeting that is hidden too")
    make_meeting(shown)
    link(make_meeting(empty), make_restricted_campaign())
    commit()
    assert campaigns_with(as_organizer, MeetingRequest) == [shown]
