"""Public comment: the speakers' list of a hearing or a vote, who may put whom on it, and the sheet to print."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.directory import RuleBase, RuleFraction
from advocacy.domain.events import EventKind, EventPart
from advocacy.domain.measures import MeasureStatus, MotionKind
from advocacy.domain.public_comment import same_points, total_minutes
from advocacy.models import BodyRule, EventParty, Measure, PublicCommentSpeaker, User
from advocacy.queries.clock import today
from tests.factories import (
    add,
    commit,
    link,
    make_body,
    make_campaign,
    make_event,
    make_measure,
    make_person,
    make_restricted_campaign,
)
from tests.web import Web


def before_a_vote(**fields: object) -> Measure:
    """A resolution to be decided in nine days, before a body with rules."""
    body = make_body()
    rule = {"fraction": RuleFraction.HALF, "base": RuleBase.PRESENT, "motion_kind": MotionKind.ORDINARY}
    add(BodyRule(body_id=body.id, comment_deadline_hours=48, comment_minutes=3, **rule))
    return make_measure(make_campaign(), body=body, **{"next_on": today() + timedelta(days=9)} | fields)  # type: ignore[arg-type]


def in_order() -> list[str]:
    db.session.expire_all()
    speakers = db.session.scalars(select(PublicCommentSpeaker).order_by(PublicCommentSpeaker.position)).unique()
    return [each.party_name for each in speakers]


def test_points_that_say_nearly_the_same_are_found() -> None:
    points = ["Rents are too high.", "We need buses", "Rents are much too high", "", "", "WE NEED BUSES!"]
    assert same_points(points) == {2: 0, 5: 1}
    assert total_minutes([None, 5, None], 3) == 11
    assert total_minutes([None, 5], None) == 5


def test_the_rules_of_the_body_say_until_when_and_how_long(web: Web, organizer: User) -> None:
    measure = before_a_vote()
    shy = make_person("Sol Shy", not_in_print=True)
    commit()
    there = f"/public-comment/{measure.ref}"
    page = web.sign_in(organizer).get(there)
    last = today() + timedelta(days=7)
    assert f"{last:%b} {last.day}," in page.text
    web.get(f"{there}/new").submit({"party": shy.ref, "point": "Rents are too high."})
    repeated = web.get(f"{there}/new").submit({"words": "A tenant", "point": "Rents are much too high"})
    for words in ("One speaker repeats a point.", "Says the same as number 1", "6 minutes together", "Sol Shy"):
        assert words in repeated.text
    assert there in web.get(f"/resolutions/{measure.ref}").source


def test_a_hearing_has_its_hour_and_place_and_the_hour_by_which_to_sign_up(web: Web, organizer: User) -> None:
    measure = before_a_vote()
    fields = {"starts_at": datetime(2031, 12, 1, 23, tzinfo=UTC), "zone": "America/New_York", "place": "City Hall"}
    hearing = make_event(None, "Hearing", event_kind=EventKind.HEARING, happened_on="2031-12-01", **fields)
    add(EventParty(event_id=hearing.id, organization_id=measure.body_id, part=EventPart.HOST))
    add(PublicCommentSpeaker(record_id=hearing.id, attribution="A tenant", position=1))
    commit()
    web.sign_in(organizer)
    for page in (web.get(f"/public-comment/{hearing.ref}{end}").text for end in ("", "/sheet")):
        assert "Dec 1, 2031, 6:00 pm, City Hall" in page
        assert "Nov 29, 2031, 6:00 pm" in page


def test_speakers_are_edited_put_in_order_and_taken_off(web: Web, organizer: User) -> None:
    measure = before_a_vote()
    ada = make_person("Ada Example")
    commit()
    there = f"/public-comment/{measure.ref}"
    web.sign_in(organizer)
    for words in ("First", "Second", "Third"):
        web.get(f"{there}/new").submit({"words": words})
    moved = web.get(there).submit(action="/up")
    assert in_order() == ["Second", "First", "Third"]
    moved.submit(action="/down")
    assert in_order() == ["First", "Second", "Third"]
    first = select(PublicCommentSpeaker.ref).where(PublicCommentSpeaker.attribution == "First")
    own = f"{there}/speakers/{db.session.scalars(first).one()}"
    form = web.get(own)
    refused = form.submit({"party": ada.ref})
    assert refused.status == 422
    assert "one of the two" in " ".join(refused.errors)
    saved = refused.submit({"words": "", "point": "Buses", "minutes": "2"})
    assert "2 minutes" in saved.text
    assert in_order() == ["Ada Example", "Second", "Third"]
    web.get(there).submit(action="/remove")
    assert in_order() == ["Second", "Third"]
    assert web.get(own).status == 404


def test_a_member_reads_the_list_and_puts_themselves_on_it_once_and_off_again(web: Web, member: User) -> None:
    measure = before_a_vote()
    add(PublicCommentSpeaker(record_id=measure.id, attribution="A tenant", position=1, point="Rents"))
    commit()
    there = f"/public-comment/{measure.ref}"
    page = web.sign_in(member).get(there)
    assert "A tenant" not in page.text
    assert "A speaker" in page.text
    assert "Rents" in page.text
    assert "Take off" not in page.text
    assert there in web.get(f"/resolutions/{measure.ref}").source
    page.submit({"point": "Buses"}, action="/mine")
    changed = web.get(there).submit({"point": "Buses at night"}, action="/mine")
    assert "Buses at night" in changed.text
    assert in_order() == ["A tenant", member.display_name]
    assert web.get(f"{there}/new").status == 403
    refused = changed.submit({"point": "Her number is 536-22-1234."}, action="/mine")
    assert refused.status == 422
    assert "never stored" in " ".join(refused.errors)
    changed.submit(action="/mine/remove")
    assert in_order() == ["A tenant"]


def test_whose_login_is_a_person_on_file_stands_there_as_that_person(web: Web, member: User) -> None:
    measure, shy = before_a_vote(), make_person("Sol Shy", not_in_print=True)
    member.person_id = shy.id
    commit()
    page = web.sign_in(member).get(f"/public-comment/{measure.ref}")
    page.submit({"point": "Buses"}, action="/mine")
    assert in_order() == ["Sol Shy"]
    sheet = web.get(f"/public-comment/{measure.ref}/sheet")
    assert "A speaker" in sheet.text
    assert "Sol" not in sheet.text


def test_nobody_signs_up_when_the_day_is_over(web: Web, member: User) -> None:
    measure = before_a_vote(next_on=today() + timedelta(days=1))
    commit()
    page = web.sign_in(member).get(f"/public-comment/{measure.ref}")
    assert "The last day to sign up is behind us." in page.text
    measure.next_on = today() - timedelta(days=1)
    commit()
    refused = page.submit({"point": "Buses"}, action="/mine")
    assert refused.status == 422
    assert "It is over" in refused.text
    assert web.get(f"/public-comment/{measure.ref}").soup.select_one("form[action$=mine]") is None


def test_only_hearings_and_dated_decisions_that_one_sees_have_a_list(web: Web, organizer: User, member: User) -> None:
    hearing = make_event(make_campaign(), "Hearing", event_kind=EventKind.HEARING)
    march = make_event(make_campaign("Second"))
    undated = make_measure(make_campaign("Third"))
    quiet = make_event(make_restricted_campaign(), "Quiet hearing", event_kind=EventKind.HEARING)
    commit()
    web.sign_in(organizer)
    found = [web.get(f"/public-comment/{each.ref}").status for each in (hearing, march, undated, quiet)]
    assert found == [200, 404, 404, 404]
    refused = web.get(f"/public-comment/{hearing.ref}/new").submit({"point": "Nobody says it"})
    assert refused.status == 422
    web.sign_in(member)
    assert f"/public-comment/{hearing.ref}" in web.get(f"/events/{hearing.ref}").source
    assert web.get(f"/public-comment/{quiet.ref}").status == 404


def test_speakers_of_a_confidential_campaign_are_hidden_with_it_and_members_read_no_names(
    web: Web, organizer: User, coordinator: User, member: User
) -> None:
    measure = before_a_vote(status=MeasureStatus.INTRODUCED)
    secret = make_restricted_campaign("Quiet", team=(organizer,))
    link(measure, secret)
    add(PublicCommentSpeaker(record_id=measure.id, attribution="First of the open one", position=1,
                             campaign_id=measure.campaigns[0].id, point="Rents"))  # fmt: skip
    add(PublicCommentSpeaker(record_id=measure.id, attribution="Of nobody", position=2))
    commit()
    there = f"/public-comment/{measure.ref}"
    web.sign_in(organizer).get(f"{there}/new").submit({"words": "Ana of the quiet ones", "point": "Deportation plan"})
    hidden = db.session.scalars(select(PublicCommentSpeaker).where(PublicCommentSpeaker.campaign_id == secret.id)).one()
    own = f"{there}/speakers/{hidden.ref}"
    assert "Ana of the quiet ones" in web.get(there).text
    web.sign_in(coordinator)
    for page in (there, f"{there}/sheet"):
        told = web.get(page).text
        assert "Of nobody" in told
        assert "Ana" not in told
        assert "Deportation" not in told
    assert web.get(own).status == 404
    assert web.get(there).send({"speaker": hidden.ref}, action="/remove").status == 422
    web.sign_in(member)
    for page in (there, f"{there}/sheet"):
        told = web.get(page).text
        assert "Rents" in told
        assert "A speaker" in told
        assert not [words for words in ("First of", "Of nobody", "Ana", "Deportation") if words in told]
    web.get(there).submit({"point": "My own"}, action="/mine")
    assert member.display_name in web.get(f"{there}/sheet").text
    web.sign_in(organizer).get(own).submit({"campaign": ""})
    assert "Ana" in web.sign_in(coordinator).get(there).text
