"""Handing over what somebody has to do still."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskStatus
from advocacy.domain.users import Role
from advocacy.models import Notice, Target, Task, User
from advocacy.policy import Actor, NotAllowed
from advocacy.queries.handing_over import work_of
from advocacy.services import handing_over
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_meeting,
    make_official,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.factories import link as put_into
from tests.web import Web


def test_chosen_work_goes_to_somebody_else(web: Web, coordinator: User, organizer: User) -> None:
    campaign, mayor = make_campaign(), make_official()
    heir = make_user("heir", Role.ORGANIZER)
    call = make_task("Call", organizer, campaign=campaign)
    stays = make_task("Write", organizer, campaign=campaign)
    make_task("Done long ago", organizer, campaign=campaign, status=TaskStatus.DONE)
    target = add(Target(campaign_id=campaign.id, person_id=mayor.id, asker_id=organizer.id))
    put_into(target, campaign)
    meeting = make_meeting(campaign, "Detainers", owner_id=organizer.id)
    commit()
    page = web.sign_in(coordinator).get(f"/hand-over/{organizer.ref}")
    assert "Done long ago" not in page.text
    done = page.submit({"work": [call.ref, target.ref, meeting.ref], "to": heir.ref})
    assert "3 things handed over." in done.source
    owners = (call.assignee_id, target.asker_id, meeting.owner_id, stays.assignee_id)
    assert owners == (heir.id, heir.id, heir.id, organizer.id)
    bell = Web(web.app).sign_in(heir).get("/notices")
    assert f"{coordinator.display_name} gave you several things to do." in bell.text
    assert "/tasks" in bell.links()


def test_one_thing_that_is_handed_over_rings_with_its_name(
    web: Web, as_coordinator: Actor, coordinator: User, organizer: User
) -> None:
    heir = make_user("heir", Role.ORGANIZER)
    meeting = make_meeting(make_campaign(), "Detainers", owner_id=organizer.id)
    commit()
    handing_over.hand_over(as_coordinator, organizer, heir, [meeting])
    commit()
    assert f"{coordinator.display_name} handed this over to you: Detainers" in web.sign_in(heir).get("/notices").text
    db.session.refresh(meeting)
    handing_over.hand_over(as_coordinator, heir, coordinator, [meeting])
    assert db.session.scalars(select(Notice.user_id)).all() == [heir.id]  # nobody is told of what they took themselves


@pytest.mark.one_database
def test_nothing_goes_over_to_who_may_not_see_it(as_coordinator: Actor, coordinator: User, organizer: User) -> None:
    heir = make_user("heir", Role.ORGANIZER)
    quiet = make_restricted_campaign(team=(coordinator, organizer))
    open_task = make_task("Call", organizer, campaign=make_campaign())
    hidden_task = make_task("Quiet call", organizer, campaign=quiet)
    commit()
    with pytest.raises(Refused, match="may not see"):
        handing_over.hand_over(as_coordinator, organizer, heir, [open_task, hidden_task])
    with pytest.raises(Refused, match="somebody else"):
        handing_over.hand_over(as_coordinator, organizer, organizer, [open_task])
    with pytest.raises(Refused, match="not theirs"):
        handing_over.hand_over(as_coordinator, heir, coordinator, [open_task])
    assert {task.assignee_id for task in db.session.scalars(select(Task))} == {organizer.id}


def test_an_administrator_hands_over_what_they_see_and_members_nothing(
    administrator: User, organizer: User, as_member: Actor
) -> None:
    quiet = make_restricted_campaign(team=(organizer,))
    seen = make_task("Call", organizer, campaign=make_campaign())
    make_task("Quiet call", organizer, campaign=quiet)
    commit()
    theirs = Actor.of(administrator)
    work = work_of(theirs, organizer)
    assert work.all() == [seen]
    heir = make_user("heir", Role.ORGANIZER)
    assert handing_over.hand_over(theirs, organizer, heir, work.all()).total == 1
    with pytest.raises(NotAllowed):
        handing_over.hand_over(as_member, heir, organizer, [seen])


def test_what_cannot_go_is_marked_with_the_reason_and_the_rest_goes_at_once(
    web: Web, coordinator: User, organizer: User
) -> None:
    heir = make_user("heir", Role.ORGANIZER)
    call = make_task("Call", organizer, campaign=make_campaign())
    meeting = make_meeting(make_restricted_campaign(team=(coordinator, organizer)), "Quiet talk", owner_id=organizer.id)
    commit()
    page = web.sign_in(coordinator).get(f"/hand-over/{organizer.ref}")
    refused = page.send({"work": [call.ref, meeting.ref], "to": heir.ref})
    assert refused.status == 422
    marked = refused.soup.select_one(f"label[for='work-{meeting.ref}']")
    assert marked is not None
    assert f"{heir.display_name} may not see this." in marked.get_text(" ")
    assert not refused.soup.select_one(f"#work-{meeting.ref}").has_attr("checked")  # type: ignore[union-attr]
    db.session.expire_all()
    assert call.assignee_id == organizer.id
    assert "One thing handed over." in refused.submit().source
    db.session.expire_all()
    assert (call.assignee_id, meeting.owner_id) == (heir.id, organizer.id)
