"""Public comment: the speakers' list of a hearing or a vote."""

from datetime import timedelta

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.directory import RuleBase, RuleFraction
from advocacy.domain.events import EventKind
from advocacy.domain.measures import MotionKind
from advocacy.domain.public_comment import same_points, total_minutes
from advocacy.models import BodyRule, PublicCommentSpeaker, User
from advocacy.queries.clock import today
from tests.factories import (
    add,
    commit,
    make_body,
    make_campaign,
    make_event,
    make_measure,
    make_person,
    make_restricted_campaign,
)
from tests.web import Web


def test_points_that_say_nearly_the_same_are_found() -> None:
    points = ["Rents are too high.", "We need buses", "Rents are much too high", "", "", "WE NEED BUSES!"]
    assert same_points(points) == {2: 0, 5: 1}
    assert total_minutes([None, 5, None], 3) == 11
    assert total_minutes([None, 5], None) == 5


def test_the_rules_of_the_body_say_until_when_and_how_long(web: Web, organizer: User) -> None:
    body, on = make_body(), today() + timedelta(days=9)
    rule = {"fraction": RuleFraction.HALF, "base": RuleBase.PRESENT, "motion_kind": MotionKind.ORDINARY}
    add(BodyRule(body_id=body.id, comment_deadline_hours=48, comment_minutes=3, **rule))
    measure = make_measure(make_campaign(), body=body, next_on=on)
    shy = make_person("Sol Shy", not_in_print=True)
    commit()
    page = web.sign_in(organizer).get(f"/public-comment/{measure.ref}")
    assert f"{on - timedelta(days=2):%b} {(on - timedelta(days=2)).day}," in page.text
    page.submit({"party": shy.ref, "point": "Rents are too high."})
    repeated = web.get(f"/public-comment/{measure.ref}").submit(
        {"words": "A tenant", "point": "Rents are much too high"}
    )
    for words in ("One speaker repeats a point.", "Says the same as number 1", "6 minutes together", "A speaker"):
        assert words in repeated.text
    moved = repeated.submit(action="/up")
    speakers = db.session.scalars(select(PublicCommentSpeaker).order_by(PublicCommentSpeaker.position)).all()
    assert [each.party_name for each in speakers] == ["A tenant", "Sol Shy"]
    moved.submit(action="/remove")
    assert len(db.session.scalars(select(PublicCommentSpeaker)).all()) == 1
    assert f"/public-comment/{measure.ref}" in web.get(f"/resolutions/{measure.ref}").source


def test_only_hearings_and_dated_decisions_that_one_sees_have_a_list(web: Web, organizer: User, member: User) -> None:
    hearing = make_event(make_campaign(), "Hearing", event_kind=EventKind.HEARING)
    march = make_event(make_campaign("Second"))
    undated = make_measure(make_campaign("Third"))
    quiet = make_event(make_restricted_campaign(), "Quiet hearing", event_kind=EventKind.HEARING)
    commit()
    web.sign_in(organizer)
    found = [web.get(f"/public-comment/{each.ref}").status for each in (hearing, march, undated, quiet)]
    assert found == [200, 404, 404, 404]
    refused = web.get(f"/public-comment/{hearing.ref}").submit({"point": "Nobody says it"})
    assert refused.status == 422
    assert web.sign_in(member).get(f"/public-comment/{hearing.ref}").status == 403
