"""When nobody answers: a chase letter in one click, and the next rung of the campaign's ladder."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.directory import ContactKind
from advocacy.domain.escalations import DEFAULTS, EscalationKind, Rung, next_rung
from advocacy.domain.letters import LetterStatus, ReplyOutcome
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.exchange import dates
from advocacy.exchange.papers.plain import plain
from advocacy.exchange.papers.reading import paper, read_sheet
from advocacy.models import ContactPoint, EscalationRung, Letter, Person, User
from advocacy.policy import Actor
from advocacy.queries import letters as queries
from advocacy.queries.clock import today
from advocacy.queries.escalations import next_rungs
from advocacy.services.escalations import set_ladder
from advocacy.services.letters import chasing
from tests.factories import add, commit, make_campaign, make_demand, make_meeting
from tests.letters import approve, reply, send, sent
from tests.web import Web, form_data


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
    assert "“Three points”" in chaser.body
    assert "{{demands}}" in chaser.body
    assert "(Carta 1 · texto 1)" in chaser.body
    assert "> We ask for three things." in chaser.body
    assert [each.person_id for each in chaser.recipients] == [letter.recipients[1].person_id]
    assert [each.text for each in chaser.demands] == ["No detainers"]
    assert "Recordatorio: Three points (Draft)" in web.get(f"/letters/{letter.ref}").text
    assert "It chases Three points" in web.get(f"/letters/{chaser.ref}").text


def test_a_chase_goes_to_those_who_are_late_and_names_the_day_on_which_the_letter_went_to_them(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    letter = sent(as_organizer, make_campaign(), to=3, on=long_ago(60))
    late, asked, new = letter.recipients
    subject, ref = letter.subject, letter.ref
    names, owes = [each.party_name for each in letter.recipients], late.person_id
    asked.sent_on = new.sent_on = long_ago(1)
    asked.reply_due = new.reply_due = today() + timedelta(days=9)
    reply(as_organizer, letter, asked, outcome=ReplyOutcome.NEEDS_CLARIFICATION, on=long_ago(1))
    db.session.commit()
    home = web.sign_in(organizer).get("/")
    rows = [row.get_text() for row in home.soup.select("main li") if subject in row.get_text()]
    lines = [row for row in rows if "overdue" in row]
    assert any(names[0] in line for line in lines)
    assert not any(names[2] in line for line in lines)
    web.get(f"/letters/{ref}").submit(action=f"{ref}/chase")
    chaser = db.session.scalars(select(Letter).where(Letter.chases_id == letter.id)).one()
    assert [each.person_id for each in chaser.recipients] == [owes]
    assert f"On {dates.long_date(long_ago(60), 'en')} we wrote to you" in chaser.body


def test_a_chase_says_who_owes_no_answer_any_more(web: Web, organizer: User, as_organizer: Actor) -> None:
    letter = sent(as_organizer, make_campaign(), to=2, on=long_ago(60))
    names = [each.party_name for each in letter.recipients]
    chaser = chasing.chase(as_organizer, letter, "Reminder", "You have not answered.")
    db.session.commit()
    path = f"/letters/{chaser.ref}"
    note = "Not everybody on this letter still owes an answer."
    assert note not in web.sign_in(organizer).get(path).text
    reply(as_organizer, letter, letter.recipients[0], outcome=ReplyOutcome.REFUSED, on=long_ago(1))
    db.session.commit()
    for place in (path, f"{path}/mail"):
        said = next(each.get_text(" ") for each in web.get(place).soup.select(".note") if note in each.get_text())
        assert names[0] in said
        assert names[1] not in said


def test_the_rung_of_a_meeting_brings_topic_and_demands_of_the_letter(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = sent(as_organizer, campaign, on=long_ago(60), demands=(demand.ref,))
    db.session.commit()
    form = web.sign_in(organizer).get(f"/meetings/new?campaign={campaign.ref}&after={letter.ref}")
    typed = form_data(form.form())
    assert typed["topic"] == ["Three points"]
    assert typed["demands"] == [demand.ref]
    assert web.get("/meetings/new?after=0000000000").status == 200


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
    chaser = chasing.chase(as_coordinator, letter, "Reminder", "Text")
    approve(as_coordinator, chaser)
    send(as_coordinator, chaser, *chaser.recipients, on=long_ago(0))
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


def test_a_chase_letter_quotes_the_first_as_a_quotation_with_its_own_date_and_no_second_list_of_demands(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    demand = make_demand(campaign := make_campaign(), "No detainers")
    body = "Dear {{recipient.name}},\n\nToday is {{letter.date}}.\n\n{{demands}}\n\nThank you."
    letter = sent(as_organizer, campaign, on=PartialDate("2017-02-02"), demands=(demand.ref,), body=body)
    letter.dated_on = PartialDate("2017-02-01")
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}").submit(action=f"{letter.ref}/chase")
    chaser = db.session.scalars(select(Letter).where(Letter.chases_id == letter.id)).one()
    quoted = "> Dear {{recipient.name}},\n>\n> Today is February 1, 2017.\n>\n> […]\n>\n> Thank you."
    assert quoted in chaser.body
    db.session.expire_all()
    chaser = queries.letter_by_ref(as_organizer, chaser.ref)
    assert chaser is not None
    printed = plain(paper(read_sheet(as_organizer, chaser), chaser.recipients))
    assert printed.count("1. No detainers") == 1
    assert f"> Dear {chaser.recipients[0].party_name}," in printed
    assert page.status == 200


def test_a_rung_counts_only_what_went_out_and_what_is_in_work_is_shown_with_its_link(
    web: Web, coordinator: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    letter = sent(as_coordinator, campaign, on=long_ago(40), reply_business_days=1)
    commit()
    web.sign_in(coordinator)
    web.get(f"/letters/{letter.ref}").submit(action=f"{letter.ref}/chase")
    chaser = db.session.scalars(select(Letter).where(Letter.chases_id == letter.id)).one()
    page = web.get(f"/letters/{letter.ref}")
    assert "Next: Chase letter." in page.text
    assert "In work: Reminder: Three points (Draft)" in page.text
    assert page.links().count(f"/letters/{chaser.ref}") > 1
    assert "In work: Chase letter" in web.get("/").text
    approve(as_coordinator, chaser)
    send(as_coordinator, chaser, *chaser.recipients, on=long_ago(0))
    commit()
    assert "Next: Call the office." in web.get(f"/letters/{letter.ref}").text
    make_meeting(
        campaign, "About it", db.session.get(Person, letter.recipients[0].person_id), status=MeetingStatus.DRAFT
    )
    set_ladder(as_coordinator, campaign, [Rung(EscalationKind.MEETING, 2)])
    commit()
    page = web.get(f"/letters/{letter.ref}")
    assert "Next: Ask for a meeting." in page.text
    assert "In work: About it (Draft)" in page.text


def test_who_is_to_call_the_office_reads_its_number_as_far_as_they_may(
    web: Web, coordinator: User, organizer: User, as_coordinator: Actor
) -> None:
    campaign = make_campaign()
    letter = sent(as_coordinator, campaign, on=long_ago(40), reply_business_days=1)
    person = letter.recipients[0].party
    assert person is not None
    for number, is_public in (("+14135550111", True), ("+14135550122", False)):
        add(ContactPoint(person_id=person.id, contact_kind=ContactKind.PHONE, value=number, is_public=is_public))
    set_ladder(as_coordinator, campaign, [Rung(EscalationKind.CALL, 1)])
    commit()
    for reader, sees_all in ((coordinator, True), (organizer, False)):
        web.sign_in(reader)
        page = web.get(f"/letters/{letter.ref}")
        tapped = web.get(next(each for each in page.links() if "kind=call" in each))
        for shown in (page, tapped):
            assert "tel:+14135550111" in shown.links()
            assert ("tel:+14135550122" in shown.links()) is sees_all
