"""Activities logged by hand: the full form, the page of an entry, edits with versions, undo and taking out."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.activities import ActivityDetails, ContactDetails, FollowUp, ParticipantDetails
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.campaigns import Access
from advocacy.domain.directory import CoalitionPart
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.lobbying import Audience, ContactFacts, LobbyingClass
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused, Stale
from advocacy.domain.tasks import TaskStatus
from advocacy.domain.users import Language, Role
from advocacy.models import Activity, ActivityVersion, AuditEntry, Person, SearchEntry, Task, TeamMember, User
from advocacy.models.base import utc_now
from advocacy.policy import IMPORTER, Actor, NotAllowed, sees
from advocacy.queries.activities.guard import guard
from advocacy.queries.clock import today
from advocacy.services import activities
from advocacy.services.activities import Happening, editing, outreach
from tests.factories import (
    commit,
    make_campaign,
    make_letter,
    make_official,
    make_organization,
    make_person,
    make_recipient,
    make_restricted_campaign,
    make_task,
    make_user,
)
from tests.queries import count_queries
from tests.web import Web


def a_call(campaign: Any, *people: Any, **fields: Any) -> ActivityDetails:
    """Details of a call today, with a yes from everybody."""
    contacts = tuple(ContactDetails(person.ref, outcome=ContactOutcome.YES) for person in people)
    values = {
        "kind": ActivityKind.CALL,
        "occurred_on": PartialDate.of(today()),
        "contacts": contacts,
        "campaigns": (campaign.ref,) if campaign else (),
        "without_campaign": campaign is None,
        **fields,
    }
    return ActivityDetails(**values)


def logged(actor: Actor, *args: Any, **fields: Any) -> Activity:
    activity = outreach.log(actor, a_call(*args, **fields))
    commit()
    return activity


def the_only_activity() -> Activity:
    return db.session.scalars(select(Activity)).one()


# --- the full form ----------------------------------------------------------------------------------------


def test_several_people_are_logged_at_once_with_an_outcome_each(web: Web, organizer: User) -> None:
    campaign = make_campaign()
    ada, bo, group = make_official("Ada Example"), make_person("Bo Example"), make_organization("Tenants Union")
    answer = (
        web.sign_in(organizer)
        .get("/activities/new")
        .send(
            {
                "kind": "meeting",
                "contacts": [ada.ref, bo.ref, group.ref],
                "words": "two tenants of Main Street",
                "outcome": "undecided",
                f"outcomes-{bo.ref}": "no",
                "outcomes-words0": "yes",
                "occurred_on": "Feb 2017",
                "minutes": "45",
                "campaigns": [campaign.ref],
                "summary": "Asked for a vote",
                "note": "They will read it.",
                f"participant_minutes-{organizer.ref}": "30",
                f"participant_paid-{organizer.ref}": "on",
            }
        )
    )
    assert answer.status == 303
    activity = the_only_activity()
    assert answer.location == f"/activities/{activity.ref}"
    assert [contact.outcome for contact in activity.contacts] == [
        ContactOutcome.UNDECIDED,
        ContactOutcome.NO,
        ContactOutcome.UNDECIDED,
        ContactOutcome.YES,
    ]
    assert activity.contacts[3].attribution == "two tenants of Main Street"
    assert activity.outcome is None
    assert str(activity.occurred_on) == "2017-02"
    assert (activity.minutes, activity.summary) == (45, "Asked for a vote")
    assert [(each.user_id, each.minutes, each.is_paid) for each in activity.participations] == [
        (organizer.id, 30, True)
    ]
    assert activity.author_id == organizer.id
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "activity.logged")).one()
    assert entry.subject_ref == activity.ref
    assert "read it" not in str(entry.changes)
    shown = web.get(answer.location)
    assert shown.title == "Asked for a vote"
    for words in ("Ada Example", "Bo Example", "Tenants Union", "They will read it.", "30 min, paid", "Feb 2017"):
        assert words in shown.text


@pytest.mark.one_database
def test_the_form_begins_with_today_oneself_and_the_campaign_worked_on_last(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign, _other = make_campaign("Bus lanes"), make_campaign("Trees")
    logged(as_organizer, campaign, make_person())
    page = web.sign_in(organizer).get("/activities/new")
    assert page.soup.select_one("#occurred_on")["value"] == today().isoformat()
    assert organizer.display_name in page.text
    assert "Bus lanes" in page.text
    assert "Trees" not in page.text


@pytest.mark.one_database
def test_the_form_opens_with_the_campaign_and_the_person_of_the_page_it_is_opened_from(
    web: Web, organizer: User
) -> None:
    campaign, person = make_campaign("Bus lanes"), make_official("Ada Example")
    make_campaign("Trees")
    commit()
    page = web.sign_in(organizer).get(f"/activities/new?campaign={campaign.slug}&about={person.ref}")
    assert "Bus lanes" in page.text
    assert "Ada Example" in page.text
    letter = make_letter(campaign)
    commit()
    assert "Bus lanes" in web.get(f"/activities/new?about={letter.ref}").text
    assert web.get("/activities/new?campaign=nosuch").status == 404
    assert web.get("/activities/new?about=aaaaaaaaaa").status == 404


@pytest.mark.one_database
def test_bad_input_is_refused_at_its_field_and_nothing_typed_is_lost(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_person()
    commit()
    typed = {
        "kind": "call",
        "contacts": [person.ref],
        "campaigns": [campaign.ref],
        "note": "What she said",
        "occurred_on": (today() + timedelta(days=400)).isoformat(),
        "minutes": "1000001",
        f"participant_minutes-{organizer.ref}": "half an hour",
    }
    page = web.sign_in(organizer).get("/activities/new").send(typed)
    assert page.status == 422
    assert "Write a number from 0 to 100,000." in page.errors
    assert "What she said" in page.text
    assert page.soup.select_one(f"#participant_minutes-{organizer.ref}")["value"] == "half an hour"
    again = page.send({"minutes": "5", f"participant_minutes-{organizer.ref}": ""})
    assert again.status == 422
    assert "This day is still to come. Log it when it has happened." in again.errors
    assert person.name in again.text
    assert db.session.scalars(select(Activity)).all() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"contacts": []}, "Say with whom: choose somebody, or write it in words."),
        ({"campaigns": []}, "Choose a campaign, or say that it belongs to none."),
        ({"follow_up_due": "2999-01-01"}, "Say what is to be done."),
        ({"lobbying": "direct"}, "Say in a few words why."),
        ({"outcomes-x": "splendid"}, None),
        ({"note": "Her SSN is 123-45-6789"}, "This looks like a social-security number"),
        ({"kind": "letter_sent"}, None),
        ({"contacts": ["aaaaaaaaaa"]}, "Choose from the list."),
        ({"words": "\n".join(["x"] * 21)}, "At most 20 lines of 300 characters."),
    ],
)
@pytest.mark.one_database
def test_what_breaks_a_rule_is_refused_in_words(
    web: Web, organizer: User, change: dict[str, Any], words: str | None
) -> None:
    campaign, person = make_campaign(), make_person()
    commit()
    typed = {"kind": "call", "contacts": [person.ref], "campaigns": [campaign.ref], **change}
    page = web.sign_in(organizer).get("/activities/new").send(typed)
    assert page.status == 422
    if words is not None:
        assert any(words in error for error in page.errors)
    assert db.session.scalars(select(Activity)).all() == []


@pytest.mark.one_database
def test_an_entry_may_belong_to_no_campaign_when_that_is_said(web: Web, organizer: User, member: User) -> None:
    person = make_official()
    commit()
    typed = {"kind": "call", "contacts": [person.ref], "campaigns": [], "without_campaign": "y"}
    assert web.sign_in(organizer).get("/activities/new").send(typed).status == 303
    ref = the_only_activity().ref
    assert web.sign_in(member).get(f"/activities/{ref}").status == 404
    assert ref not in str(web.get("/activities").soup)


@pytest.mark.one_database
def test_finding_somebody_saves_nothing_and_offers_an_outcome_for_each(web: Web, organizer: User) -> None:
    ada, bo = make_official("Ada Example"), make_person("Bo Example")
    commit()
    page = (
        web.sign_in(organizer)
        .get("/activities/new")
        .send({"contacts": [ada.ref, bo.ref], "note": "Kept", "_find": "contact-rows"})
    )
    assert page.status == 200
    assert page.soup.select_one(f"#outcomes-{ada.ref}") is not None
    assert page.soup.select_one(f"#outcomes-{bo.ref}") is not None
    assert "Kept" in page.text
    assert db.session.scalars(select(Activity)).all() == []


@pytest.mark.one_database
def test_sending_the_form_twice_logs_once(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_person()
    commit()
    page = web.sign_in(organizer).get("/activities/new")
    typed = {"kind": "call", "contacts": [person.ref], "campaigns": [campaign.ref]}
    first, second = page.send(typed), page.send(typed)
    assert (first.status, first.location) == (second.status, second.location)
    assert db.session.scalar(select(func.count()).select_from(Activity)) == 1


@pytest.mark.one_database
def test_the_task_that_follows_belongs_to_the_campaigns_and_is_ones_own_unless_said(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_person()
    commit()
    due = (today() + timedelta(days=3)).isoformat()
    typed = {
        "kind": "call",
        "contacts": [person.ref],
        "campaigns": [campaign.ref],
        "follow_up_what": "Send her the text",
        "follow_up_due": due,
    }
    answer = web.sign_in(organizer).get("/activities/new").send(typed)
    task = db.session.scalars(select(Task)).one()
    assert (task.what, task.assignee_id, str(task.due_on)) == ("Send her the text", organizer.id, due)
    assert [each.id for each in task.campaigns] == [campaign.id]
    assert task.activity_id == the_only_activity().id
    assert "Send her the text" in web.get(answer.location).text


def test_somebody_may_speak_for_another_organization_than_their_own(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_official()
    union = make_organization("Tenants Union", part=CoalitionPart.MEMBER)
    center = make_organization("Workers Center", part=CoalitionPart.ALLY)
    make_organization("City Council")
    organizer.organization_id = union.id
    commit()
    form = web.sign_in(organizer).get("/activities/new")
    offered = [node.get_text() for node in form.soup.select(f"#participant_for-{organizer.ref} option")]
    assert offered == ["For their own organization", "Tenants Union", "Workers Center"]
    typed = {"kind": "call", "contacts": [person.ref], "campaigns": [campaign.ref]}
    strange = form.send({**typed, f"participant_for-{organizer.ref}": person.ref})
    assert (strange.status, strange.errors) == (422, ["Choose from the list."])
    shown = form.submit({**typed, f"participant_for-{organizer.ref}": center.ref})
    assert "For Workers Center" in shown.text
    activity = the_only_activity()
    assert [each.organization_id for each in activity.participations] == [center.id]
    edit = web.get(f"/activities/{activity.ref}/edit")
    chosen = edit.soup.select_one(f"#participant_for-{organizer.ref} option[selected]")
    assert chosen is not None
    assert chosen["value"] == center.ref
    after = edit.submit({f"participant_for-{organizer.ref}": ""})
    assert [each.organization_id for each in the_only_activity().participations] == [union.id]
    assert "For Tenants Union" in after.text
    assert "Organizer for Workers Center" in after.text


# --- lobbying ---------------------------------------------------------------------------------------------


@pytest.mark.one_database
def test_the_answers_propose_a_class_and_its_reason_is_stored(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_official("Ada Example", "City Councilor")
    commit()
    typed = {
        "kind": "call",
        "contacts": [person.ref],
        "campaigns": [campaign.ref],
        "specific_legislation": "yes",
        "view_taken": "yes",
        "audience": "legislator",
    }
    page = web.sign_in(organizer).get("/activities/new").send({**typed, "_find": "proposal"})
    assert "Proposed: Direct lobbying: a view" in page.text
    assert "26 CFR 56.4911-2(b)(1)(i)(A)" in page.text
    answer = web.get("/activities/new").send(typed)
    activity = the_only_activity()
    assert activity.lobbying is LobbyingClass.DIRECT
    assert "said to a legislator" in activity.lobbying_note
    organizer.language = Language.ES
    commit()
    assert "said to a legislator" not in web.get(answer.location).text
    edited = web.get(f"/activities/{activity.ref}/edit").send({"minutes": "10"})
    assert edited.status == 303
    assert "said to a legislator" in the_only_activity().lobbying_note


def test_the_answers_are_kept_and_come_back_with_the_form(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_official("Ada Example", "City Councilor")
    commit()
    typed = {
        "kind": "call",
        "contacts": [person.ref],
        "campaigns": [campaign.ref],
        "specific_legislation": "yes",
        "view_taken": "no",
        "audience": "legislator",
    }
    answer = web.sign_in(organizer).get("/activities/new").send(typed)
    activity = the_only_activity()
    assert activity.facts == ContactFacts(True, False, Audience.LEGISLATOR, None)
    shown = web.get(answer.location).text
    assert "To whom was it said? A member of a council, legislature or Congress" in shown
    assert "Did we ask them to contact legislators?" not in shown
    form = web.get(f"/activities/{activity.ref}/edit")
    assert "Proposed: Not lobbying: no view on the legislation was taken." in form.text
    after = form.submit({"view_taken": "yes", "lobbying": "", "lobbying_note": ""})
    assert the_only_activity().lobbying is LobbyingClass.DIRECT
    assert "Answers about lobbying Was it about specific legislation? Yes Did we take a view on it? No" in after.text
    web.get(f"/activities/{activity.ref}/more").submit({"note": "They listened."})
    assert the_only_activity().facts == ContactFacts(True, True, Audience.LEGISLATOR, None)


@pytest.mark.one_database
def test_the_organizer_decides_otherwise_and_says_why(web: Web, organizer: User) -> None:
    campaign, person = make_campaign(), make_official()
    commit()
    typed = {
        "kind": "call",
        "contacts": [person.ref],
        "campaigns": [campaign.ref],
        "specific_legislation": "no",
        "lobbying": "direct",
    }
    page = web.sign_in(organizer).get("/activities/new").send(typed)
    assert page.status == 422
    assert page.send({"lobbying_note": "The ordinance came up"}).status == 303
    activity = the_only_activity()
    assert (activity.lobbying, activity.lobbying_note) == (LobbyingClass.DIRECT, "The ordinance came up")


# --- collision guard --------------------------------------------------------------------------------------


@pytest.mark.one_database
def test_the_guard_tells_who_was_there_in_the_last_14_days_as_far_as_visible(
    organizer: User, coordinator: User, as_organizer: Actor, as_coordinator: Actor
) -> None:
    person = make_official()
    opened, quiet = make_campaign(), make_restricted_campaign(team=(coordinator,))
    lately = PartialDate.of(today() - timedelta(days=14))
    before = PartialDate.of(today() - timedelta(days=15))
    logged(as_coordinator, opened, person, occurred_on=lately)
    logged(as_coordinator, opened, person, occurred_on=before)
    logged(as_coordinator, quiet, person, occurred_on=lately)
    seen = guard(as_organizer, [person])
    assert [(visit.party, visit.author, visit.occurred_on) for visit in seen.visits] == [
        (person.name, coordinator.display_name, lately)
    ]
    assert len(guard(as_coordinator, [person]).visits) == 2


@pytest.mark.one_database
def test_the_guard_tells_what_is_pending(web: Web, organizer: User) -> None:
    person, campaign = make_official(), make_campaign()
    hidden = make_restricted_campaign()
    for where, subject in ((campaign, "Three points"), (hidden, "Quiet points")):
        letter = make_letter(where, subject=subject, status=LetterStatus.SENT)
        make_recipient(letter, person, status=RecipientStatus.SENT)
    make_task("Send flowers", organizer, about_id=person.id)
    commit()
    found = guard(Actor.of(organizer), [person])
    assert sorted(record.name for record in found.pending) == ["Send flowers", "Three points"]


# --- the page of an entry, edits and versions ---------------------------------------------------------------


def test_an_edit_keeps_what_was_said_before_and_shows_it(web: Web, organizer: User, as_organizer: Actor) -> None:
    campaign, ada, bo = make_campaign(), make_official("Ada Example"), make_official("Bo Example")
    activity = logged(as_organizer, campaign, ada, note="First words", minutes=10)
    page = web.sign_in(organizer).get(f"/activities/{activity.ref}/edit")
    shown = page.submit({"note": "Better words", "contacts": [bo.ref], "minutes": "12"})
    assert shown.status == 200
    assert "Better words" in shown.text
    assert "What it said before" in shown.text
    assert "First words" in shown.text
    assert "Ada Example: Yes" in shown.text
    version = db.session.scalars(select(ActivityVersion)).one()
    assert version.editor_id == organizer.id
    assert sorted(version.before["changed"]) == ["contacts", "minutes", "note"]
    assert [contact.person_id for contact in the_only_activity().contacts] == [bo.id]
    assert db.session.scalars(select(SearchEntry.body).where(SearchEntry.activity_id == activity.id)).one() != ""


@pytest.mark.one_database
def test_a_stale_edit_is_refused_and_shows_what_was_typed(web: Web, organizer: User, as_organizer: Actor) -> None:
    activity = logged(as_organizer, make_campaign(), make_official())
    web.sign_in(organizer)
    mine, theirs = (web.get(f"/activities/{activity.ref}/edit") for _ in range(2))
    assert theirs.send({"note": "Theirs"}).status == 303
    lost = mine.send({"note": "My long note"})
    assert lost.status == 409
    assert "My long note" in lost.text
    assert f"/activities/{activity.ref}" in lost.links()
    assert the_only_activity().note == "Theirs"


@pytest.mark.one_database
def test_only_its_author_and_coordinators_edit(
    web: Web, organizer: User, coordinator: User, member: User, as_organizer: Actor
) -> None:
    activity = logged(as_organizer, make_campaign(), make_official())
    other = make_user("other", Role.ORGANIZER)
    for user, status in ((organizer, 200), (coordinator, 200), (other, 403), (member, 403)):
        page = web.sign_in(user).get(f"/activities/{activity.ref}/edit")
        assert page.status == status
        buttons = web.get(f"/activities/{activity.ref}").text
        assert ("Edit" in buttons) is (status == 200)


@pytest.mark.parametrize("path", ["/activities/new", "/activities/quick"])
@pytest.mark.one_database
def test_a_member_logs_nothing(web: Web, member: User, path: str) -> None:
    make_campaign()
    commit()
    assert web.sign_in(member).get(path).status == 403
    assert web.post_with_token(path, {"kind": "event", "who": "nobody", "outcome": "yes"}).status == 403
    assert db.session.scalars(select(Activity)).all() == []
    assert path not in web.get("/activities").links()


def test_a_version_from_a_confidential_campaign_stays_hidden(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    quiet, opened = make_restricted_campaign(team=(coordinator,)), make_campaign()
    person = make_official()
    activity = logged(as_coordinator, quiet, person, note="Whispered")
    details = a_call(opened, person, note="Said aloud")
    editing.edit(as_coordinator, activity, details, activity.version)
    commit()
    seen = web.sign_in(organizer).get(f"/activities/{activity.ref}")
    assert "Said aloud" in seen.text
    assert "Whispered" not in seen.text
    assert "Whispered" in web.sign_in(coordinator).get(f"/activities/{activity.ref}").text


def test_what_a_workflow_wrote_is_only_added_to(web: Web, organizer: User, as_organizer: Actor) -> None:
    letter = make_letter(make_campaign(), status=LetterStatus.SENT)
    happening = Happening(occurred_on=PartialDate("2017-02-02"), summary="Letter sent")
    activity = activities.record(as_organizer, letter, ActivityKind.LETTER_SENT, happening, step="send")
    commit()
    page = web.sign_in(organizer).get(f"/activities/{activity.ref}/edit")
    assert page.soup.select_one("#kind") is None
    assert page.send({"note": "By courier", "minutes": "15", "occurred_on": "2016-01-01"}).status == 303
    assert (activity.note, activity.minutes, str(activity.occurred_on)) == ("By courier", 15, "2017-02-02")
    with pytest.raises(Refused, match="Correct it there"):
        editing.edit(as_organizer, activity, a_call(None, make_person()), None)
    with pytest.raises(Refused, match="Correct it there"):
        editing.retract(as_organizer, activity, "wrong", None)


def test_an_imported_entry_without_author_is_edited_by_coordinators_alone(
    as_organizer: Actor, as_coordinator: Actor
) -> None:
    campaign, person = make_campaign(), make_official()
    activity = activities.record(IMPORTER, None, ActivityKind.CALL, Happening(), campaigns=[campaign])
    commit()
    details = a_call(campaign, person)
    with pytest.raises(NotAllowed):
        editing.edit(as_organizer, activity, details, None)
    editing.edit(as_coordinator, activity, details, None)
    assert [contact.person_id for contact in activity.contacts] == [person.id]


@pytest.mark.one_database
def test_the_service_refuses_an_old_version(as_organizer: Actor) -> None:
    campaign, person = make_campaign(), make_official()
    activity = logged(as_organizer, campaign, person)
    with pytest.raises(Stale):
        editing.edit(as_organizer, activity, a_call(campaign, person), activity.version + 1)


# --- undo and taking out ----------------------------------------------------------------------------------


def test_its_author_undoes_an_entry_within_a_day_and_its_task_goes_with_it(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    person = make_official()
    activity = logged(as_organizer, make_campaign(), person, follow_up=FollowUp("Call again"))
    page = web.sign_in(organizer).get(f"/activities/{activity.ref}").submit(button="Undo")
    assert "Entry undone." in page.text
    db.session.refresh(activity)
    assert activity.retracted_by_id == organizer.id
    assert db.session.scalars(select(Task)).one().status is TaskStatus.DROPPED
    assert activity.ref not in str(web.get("/activities").soup.select("table"))
    assert db.session.scalars(select(SearchEntry).where(SearchEntry.activity_id == activity.id)).all() == []


@pytest.mark.one_database
def test_nobody_else_undoes_it_and_nobody_after_a_day(
    web: Web, coordinator: User, organizer: User, as_organizer: Actor, as_coordinator: Actor
) -> None:
    activity = logged(as_organizer, make_campaign(), make_official())
    with pytest.raises(Refused, match="within 24 hours"):
        editing.undo(as_coordinator, activity)
    activity.created_at = utc_now() - timedelta(hours=25)
    commit()
    web.sign_in(organizer)
    assert web.post_with_token(f"/activities/{activity.ref}/undo").status == 422
    assert the_only_activity().retracted_at is None


@pytest.mark.one_database
def test_an_entry_is_taken_out_with_a_reason_and_only_those_who_work_here_still_see_it(
    web: Web, coordinator: User, member: User, as_organizer: Actor
) -> None:
    activity = logged(as_organizer, make_campaign(), make_official(), summary="A call that was not")
    path = f"/activities/{activity.ref}"
    form = web.sign_in(coordinator).get(f"{path}/retract")
    assert form.send({"reason": " "}).status == 422
    shown = form.submit({"reason": "It was another day"})
    assert "Reason: It was another day" in shown.text
    assert web.get(f"{path}/edit").status == 404
    assert web.sign_in(member).get(path).status == 404


def test_somebody_whose_only_entry_was_undone_can_be_found_again_by_who_may(
    web: Web, organizer: User, coordinator: User, member: User, as_organizer: Actor, as_coordinator: Actor
) -> None:
    once, quietly = make_person("Once Example"), make_person("Quietly Example")
    open_entry = logged(as_organizer, make_campaign(), once)
    quiet_entry = logged(as_coordinator, make_restricted_campaign(team=(coordinator,)), quietly)
    editing.undo(as_organizer, open_entry)
    editing.undo(as_coordinator, quiet_entry)
    commit()
    assert sees(as_organizer, once)
    assert not sees(Actor.of(member), once)
    assert not sees(as_organizer, quietly)
    assert sees(as_coordinator, quietly)


# --- hidden things ----------------------------------------------------------------------------------------


def test_an_entry_of_a_confidential_campaign_does_not_exist_for_others(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    quiet, opened = make_restricted_campaign(team=(coordinator,)), make_campaign()
    ghost = make_person("Ghost Example")
    activity = logged(as_coordinator, quiet, ghost)
    both = logged(as_coordinator, None, ghost, campaigns=(quiet.ref, opened.ref), without_campaign=False)
    web.sign_in(organizer)
    missing = web.get("/activities/aaaaaaaaaa")
    for ref in (activity.ref, both.ref):
        for path in ("", "/edit", "/more", "/retract"):
            hidden = web.get(f"/activities/{ref}{path}")
            assert (hidden.status, hidden.text) == (404, missing.text)
        assert web.post_with_token(f"/activities/{ref}/undo").status == 404
    for address in (
        "/activities",
        "/activities/new",
        "/activities/quick?kind=call",
        "/activities/quick?kind=call&q=ghost",
        "/activities?with=ghost",
        f"/activities/new?campaign={opened.slug}",
    ):
        text = str(web.get(address).soup.select("main"))
        assert "Ghost Example" not in text
        assert "Quiet work" not in text
        assert activity.ref not in text
    for address in (
        f"/activities?campaign={quiet.ref}",
        f"/activities?campaign={quiet.slug}",
        f"/activities?party={ghost.ref}",
        f"/activities/new?campaign={quiet.slug}",
        f"/activities/new?about={ghost.ref}",
    ):
        assert web.get(address).status == 404
    forged = {"kind": "call", "contacts": [ghost.ref], "campaigns": [quiet.ref]}
    refused = web.get("/activities/new").send(forged)
    assert refused.status == 422
    assert "Ghost Example" not in refused.text
    with pytest.raises(Refused):
        outreach.log(Actor.of(organizer), a_call(quiet, make_official()))


@pytest.mark.one_database
def test_somebody_added_to_the_team_sees_the_entry(
    web: Web, organizer: User, coordinator: User, as_coordinator: Actor
) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    activity = logged(as_coordinator, quiet, make_person("Ghost Example"))
    quiet.team.append(TeamMember(user=organizer))
    commit()
    page = web.sign_in(organizer).get(f"/activities/{activity.ref}")
    assert page.status == 200
    assert "Confidential: team only" in page.text
    assert quiet.access is Access.RESTRICTED


def test_the_page_of_an_entry_asks_no_more_when_more_people_were_met(web: Web, organizer: User) -> None:
    actor, campaign = Actor.of(organizer), make_campaign()
    small = logged(actor, campaign, make_official("Ada Example"))
    large = logged(actor, campaign, *(make_official(f"P{n} Example") for n in range(20)))
    counts = []
    for activity in (small, large):
        web.sign_in(organizer).get(f"/activities/{activity.ref}")
        with count_queries() as seen:
            web.get(f"/activities/{activity.ref}")
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_every_page_is_there_in_spanish(web: Web, organizer: User, as_organizer: Actor) -> None:
    activity = logged(as_organizer, make_campaign(), make_official(), participants=(ParticipantDetails(organizer.ref),))
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    titles = {
        "/activities": "Registro de actividad",
        "/activities/new": "Registrar contacto",
        f"/activities/{activity.ref}/retract": "Quitar esta entrada",
        f"/activities/{activity.ref}/edit": "Editar: Ada Example",
        "/activities/quick": "Registrar contacto",
    }
    for path, title in titles.items():
        page = web.get(path)
        assert (page.status, page.title) == (200, title)
    assert db.session.scalars(select(Person)).one().name == "Ada Example"
