"""A vote is counted, held and reviewed through the pages alone, from an empty installation."""

from datetime import timedelta

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.tasks import DECIDED, TaskStatus
from advocacy.models import Measure, Organization, Person, Task, User, VoteEvent
from advocacy.queries.clock import today
from tests.factories import commit, make_body, make_campaign
from tests.web import Web


def test_a_vote_is_counted_held_and_reviewed(web: Web, coordinator: User) -> None:
    make_campaign("Welcome", team=(coordinator,))
    make_body(seats=3)
    commit()
    body = db.session.scalars(select(Organization)).one()
    people = list(db.session.scalars(select(Person).order_by(Person.id)))
    rule = {"motion_kind": "ordinary", "fraction": "1/2", "base": "all_seats", "citation": "Charter, section 9"}
    page = web.sign_in(coordinator).get(f"/organizations/{body.ref}/rules/new").submit(rule)
    assert "Today it takes 2 yes of 3 seats" in page.text

    title = {"title": "Welcoming resolution", "measure_type": "resolution", "body": body.ref}
    soon = (today() + timedelta(days=4)).isoformat()
    page = web.get("/resolutions/new").submit({**title, "next_on": soon, "next_what": "Final vote"})
    measure = db.session.scalars(select(Measure)).one()
    count = f"/resolutions/{measure.ref}/count"
    assert "0 confirmed yes. 2 more needed." in page.text

    introduced = {"action": "introduce", "occurred_on": today().isoformat()}
    assert web.get(f"/resolutions/{measure.ref}/actions/new").send(introduced).status == 303
    for person, score in zip(people, ("2", "-2"), strict=False):
        form = web.get(f"/stances/new?party={person.ref}&about={measure.ref}")
        saved = form.submit({"score": score, "confidence": "public", "evidence": "Said so at the hearing."})
        assert "Stance saved." in saved.text
    page = web.get(count)
    assert "1 confirmed yes. 1 more needed." in page.text
    asked = page.submit({"asker": coordinator.ref}, action="/count/ask")
    assert f"Coordinator asks {people[2].name}." in asked.text
    supposed = web.get(f"{count}/what-if?if-{people[2].ref}=yes")
    assert "2 confirmed yes. That is enough." in supposed.text
    assert people[2].name in web.get(f"{count}/sheet").text

    form = web.get(f"/resolutions/{measure.ref}/votes/new")
    drawn = form.send({"voted_on": today().isoformat(), "_seats": "1"})
    words = {f"roll_call-word-{person.ref}": word for person, word in zip(people, ("Yea", "Nay", "Yea"), strict=True)}
    shown = drawn.submit({**words, "method": "roll_call", "result": "passed"})
    assert "Passed, 2 to 1." in shown.text
    assert "Roll call against our count" in shown.text
    assert "We called 2 of 2 right" in shown.text
    assert "Source: Charter, section 9" in shown.text
    task = db.session.scalars(select(Task)).one()
    assert (task.status, task.closing_note) == (TaskStatus.DROPPED, DECIDED)
    vote = db.session.scalars(select(VoteEvent)).one()
    listed = web.get("/counts")
    assert listed.soup.select(f"a[href$='{vote.ref}']")
