"""A person linked to nothing visible does not exist for that viewer."""

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.events import EventKind, RsvpAnswer
from advocacy.models import Event, Participation, Person, Rsvp, User
from advocacy.policy import OPERATOR, Actor, sees
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening
from tests.factories import add, link, make_campaign, make_person, make_restricted_campaign


@pytest.fixture
def insider(coordinator: User) -> Actor:
    """Somebody on the team of the confidential campaign."""
    return Actor.of(coordinator)


@pytest.fixture
def outsider(organizer: User) -> Actor:
    """Somebody who is not."""
    return Actor.of(organizer)


def met(person: Person, *, quietly: bool, team: tuple[User, ...] = ()) -> None:
    """Somebody of us met the person, in an open campaign or in a confidential one."""
    campaign = make_restricted_campaign(team=team) if quietly else make_campaign()
    activities.record(OPERATOR, None, ActivityKind.CALL, Happening(contacts=(Contact(person),)), campaigns=[campaign])


@pytest.mark.one_database
def test_who_was_met_only_in_a_confidential_campaign_is_not_seen_because_others_were_met_openly(
    coordinator: User, insider: Actor, outsider: Actor
) -> None:
    hidden, known = make_person("Hidden Example"), make_person("Known Example")
    met(hidden, quietly=True, team=(coordinator,))
    met(known, quietly=False)
    db.session.commit()
    assert sees(insider, hidden)
    assert not sees(outsider, hidden)
    assert sees(outsider, known)


@pytest.mark.one_database
def test_who_took_part_only_in_a_confidential_campaign_is_not_seen_because_others_took_part_openly(
    coordinator: User, insider: Actor, outsider: Actor
) -> None:
    hidden, known = make_person("Hidden Example"), make_person("Known Example")
    for person, campaign in ((hidden, make_restricted_campaign(team=(coordinator,))), (known, make_campaign())):
        activity = activities.record(OPERATOR, None, ActivityKind.CALL, Happening(), campaigns=[campaign])
        activity.participations.append(Participation(person_id=person.id))
    db.session.commit()
    assert sees(insider, hidden)
    assert not sees(outsider, hidden)
    assert sees(outsider, known)


@pytest.mark.one_database
def test_who_answered_for_a_confidential_event_is_not_seen_because_others_answered_for_an_open_one(
    coordinator: User, insider: Actor, outsider: Actor
) -> None:
    hidden, known = make_person("Hidden Example"), make_person("Known Example")
    for person, campaign in ((hidden, make_restricted_campaign(team=(coordinator,))), (known, make_campaign())):
        event = add(Event(title="Vigil", event_kind=EventKind.VIGIL))
        link(event, campaign)
        add(Rsvp(event_id=event.id, person_id=person.id, answer=RsvpAnswer.GOING))
    db.session.commit()
    assert sees(insider, hidden)
    assert not sees(outsider, hidden)
    assert sees(outsider, known)
