"""When nobody answers: a chase letter in one click, and the next rung of the campaign's ladder."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.escalations import DEFAULTS, EscalationKind, Rung, next_rung
from advocacy.domain.letters import LetterStatus, ReplyOutcome
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.models import EscalationRung, Letter, User
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.queries.escalations import next_rungs
from advocacy.services.escalations import set_ladder
from advocacy.services.letters import chasing
from tests.factories import make_campaign, make_demand
from tests.letters import reply, sent
from tests.web import Web


def long_ago(days: int) -> PartialDate:
    return PartialDate.of(today() - timedelta(days=days))


def test_the_next_rung_is_the_first_that_is_due_and_was_not_taken() -> None:
    assert next_rung(DEFAULTS, 0, ()) is None
    assert next_rung(DEFAULTS, 1, ()) == Rung(EscalationKind.CHASE, 1)
    assert next_rung(DEFAULTS, 20, {EscalationKind.CHASE}) == Rung(EscalationKind.CALL, 7)
    assert next_rung(DEFAULTS, 400, set(EscalationKind)) is None


def test_one_click_begins_a_letter_to_those_who_have_not_answered(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = sent(
        as_organizer, campaign, to=2, on=PartialDate("2017-02-02"), demands=(demand.ref,), language=Language.ES
    )
    reply(as_organizer, letter, letter.recipients[0], outcome=ReplyOutcome.REFUSED)
    db.session.commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}").submit(action=f"{letter.ref}/chase")
    assert page.response.request.path.endswith("/edit")
    chaser = db.session.scalars(select(Letter).where(Letter.chases_id == letter.id)).one()
    assert chaser.status is LetterStatus.DRAFT
    assert chaser.subject == "Recordatorio: Three points"
    assert "2017" in chaser.body
    assert "«Three points»" in chaser.body
    assert "{{demands}}" in chaser.body
    assert [each.person_id for each in chaser.recipients] == [letter.recipients[1].person_id]
    assert [each.text for each in chaser.demands] == ["No detainers"]
    assert "Recordatorio: Three points (Draft)" in web.get(f"/letters/{letter.ref}").text
    assert "It chases Three points" in web.get(f"/letters/{chaser.ref}").text


@pytest.mark.sqlite_only
def test_a_letter_that_everybody_has_answered_is_not_chased(as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign())
    reply(as_organizer, letter, outcome=ReplyOutcome.GRANTED)
    with pytest.raises(Refused, match="Nobody owes"):
        chasing.chase(as_organizer, letter, "Reminder", "Text")


def test_an_overdue_letter_proposes_the_next_rung_with_a_form_filled_in(
    web: Web, coordinator: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    letter = sent(as_coordinator, campaign, on=long_ago(40), reply_business_days=1)
    person = letter.recipients[0].party
    assert person is not None
    db.session.commit()
    web.sign_in(coordinator)
    page = web.get(f"/letters/{letter.ref}")
    assert "Next: Chase letter." in page.text
    assert "Next: Chase letter" in web.get("/").text
    chasing.chase(as_coordinator, letter, "Reminder", "Text")
    db.session.commit()
    shown = web.get(f"/letters/{letter.ref}")
    assert "Next: Call the office." in shown.text
    call = next(each for each in shown.links() if "kind=call" in each)
    assert f"who={person.ref}" in call
    assert web.get(call).status == 200
    form = web.get(f"/campaigns/{campaign.slug}/ladder")
    saved = form.submit({"chase": "", "call": "", "meeting": "2", "public": "60"})
    assert "Ladder saved." in saved.source
    shown = web.get(f"/letters/{letter.ref}")
    assert "Next: Ask for a meeting." in shown.text
    ask = next(each for each in shown.links() if "/meetings/new" in each and "of=" in each)
    assert person.name in web.get(ask).source
    assert web.get(f"/campaigns/{campaign.slug}/ladder").submit(
        {"chase": "", "call": "", "meeting": "", "public": ""}
    ).errors == ["Keep at least one rung."]


@pytest.mark.sqlite_only
def test_nobody_is_late_who_answered_or_has_time(as_coordinator: Actor) -> None:
    campaign = make_campaign()
    answered = sent(as_coordinator, campaign, on=long_ago(40), reply_business_days=1)
    reply(as_coordinator, answered, on=long_ago(30), outcome=ReplyOutcome.GRANTED)
    fresh = sent(as_coordinator, campaign, on=long_ago(1))
    assert next_rungs(as_coordinator, [*answered.recipients, *fresh.recipients]) == {}
    set_ladder(as_coordinator, campaign, [Rung(EscalationKind.PUBLIC, 30), Rung(EscalationKind.CALL, 3)])
    kept = db.session.scalars(select(EscalationRung).order_by(EscalationRung.position)).all()
    assert [(each.kind, each.after_days) for each in kept] == [(EscalationKind.CALL, 3), (EscalationKind.PUBLIC, 30)]
