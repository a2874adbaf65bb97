"""Proceedings: writing a case down, its steps on the timeline, correcting and retracting."""

from typing import Any

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.proceedings import (
    ProceedingDetails,
    ProceedingEvent,
    ProceedingStatus,
    ProceedingStepDetails,
)
from advocacy.domain.users import Language
from advocacy.models import Activity, Campaign, MediaItem, Proceeding, User
from advocacy.policy import Actor
from advocacy.services import proceedings
from advocacy.services.proceedings import Around
from tests.factories import add, commit, make_campaign, make_organization, make_person, make_place
from tests.factories import make_restricted_campaign as make_quiet
from tests.queries import count_queries
from tests.web import Web


@pytest.fixture
def campaign() -> Campaign:
    """An open campaign."""
    return make_campaign()


def make_case(who: User, title: str = "City v. Agency", **around: Any) -> Proceeding:
    """A case, written down by somebody."""
    return proceedings.create(Actor.of(who), ProceedingDetails(title), Around(**around))


def log(who: User, case: Proceeding, event: ProceedingEvent, day: str) -> None:
    """Log a step of a case."""
    details = ProceedingStepDetails(event, PartialDate(day), words=f"words of {event.value}")
    proceedings.log_step(Actor.of(who), case, details, version=None)


def test_an_organizer_writes_a_case_down_with_places_groups_and_words(
    web: Web, organizer: User, campaign: Campaign
) -> None:
    city, union = make_place("Otherton", state="MA"), make_organization("Riders’ Union")
    source = add(MediaItem(headline="Otherton sues", publisher="Otherton News"))
    commit()
    page = web.sign_in(organizer).get(f"/proceedings/new?campaign={campaign.ref}")
    shown = page.submit(
        {
            "title": "Otherton v. the agency",
            "plaintiffs": [city.ref, union.ref],
            "defendant_words": "the federal government",
            "court": "U.S. District Court",
            "case_number": "17-cv-1",
            "asks": "A declaration.\nThe money.",
            "status": "pending",
            "sources": source.ref,
        }
    )
    assert shown.title == "Otherton v. the agency"
    for words in ("Otherton, MA, Riders’ Union", "the federal government", "17-cv-1", "The money.", "Pending"):
        assert words in shown.text.replace(" ,", ",")
    assert campaign.title in shown.text
    assert "Otherton v. the agency" in web.get("/proceedings?q=otherton").text
    assert "Otherton v. the agency" in web.get("/search?q=17-cv-1").text
    assert "Otherton v. the agency" in web.get(f"/places/{city.ref}").text
    assert "Otherton v. the agency" in web.get(f"/campaigns/{campaign.slug}/evidence").text
    assert "Nothing matches" in web.get("/proceedings?status=settled").text


@pytest.mark.one_database
def test_a_step_moves_the_case_and_stands_on_the_timeline_of_its_campaign(
    web: Web, organizer: User, member: User, campaign: Campaign
) -> None:
    case = make_case(organizer, campaigns=(campaign,))
    commit()
    page = web.sign_in(organizer).get(f"/proceedings/{case.ref}/steps/new")
    shown = page.submit({"event": "appeal", "occurred_on": "2017-04", "words": "By the agency."})
    assert "Appealed" in shown.text
    assert "By the agency." in shown.text
    assert db.session.get_one(Proceeding, case.id).status is ProceedingStatus.APPEALED
    timeline = web.sign_in(member).get(f"/campaigns/{campaign.slug}/timeline")
    assert "“ City v. Agency ” was appealed." in timeline.text
    assert f"/proceedings/{case.ref}" in timeline.links()


@pytest.mark.one_database
def test_an_earlier_step_entered_late_does_not_move_the_case_back(organizer: User) -> None:
    case = make_case(organizer)
    log(organizer, case, ProceedingEvent.DECIDE, "2018")
    log(organizer, case, ProceedingEvent.FILE, "2017")
    assert case.status is ProceedingStatus.DECIDED


def test_a_step_is_corrected_and_taken_out_with_its_line(web: Web, organizer: User, campaign: Campaign) -> None:
    case = make_case(organizer, campaigns=(campaign,))
    log(organizer, case, ProceedingEvent.FILE, "2017")
    log(organizer, case, ProceedingEvent.DISMISS, "2018")
    commit()
    last = case.steps[-1]
    page = web.sign_in(organizer).get(f"/proceedings/{case.ref}/steps/{last.ref}/edit")
    page.submit({"event": "settle", "occurred_on": "2018-03"})
    told = db.session.get_one(Activity, last.activity_id)
    assert (told.kind, told.step, told.occurred_on) == (ActivityKind.PROCEEDING, "settle", PartialDate("2018-03"))
    page = web.get(f"/proceedings/{case.ref}/steps/{last.ref}/remove")
    assert page.submit({"reason": ""}).status == 422
    page.submit({"reason": "Another case."})
    assert db.session.get_one(Activity, told.id).retracted_at is not None
    assert db.session.get_one(Proceeding, case.id).status is ProceedingStatus.FILED


def test_a_step_to_come_and_something_else_without_words_are_refused(web: Web, organizer: User) -> None:
    case = make_case(organizer)
    commit()
    page = web.sign_in(organizer).get(f"/proceedings/{case.ref}/steps/new")
    again = page.submit({"event": "other", "occurred_on": "2200"})
    assert again.status == 422
    assert len(again.errors) == 2
    assert db.session.query(Activity).count() == 0


def test_editing_keeps_who_takes_part_and_a_stale_form_is_a_409(web: Web, organizer: User) -> None:
    case = make_case(organizer, plaintiffs=(make_place("Otherton"),), defendants=(make_organization("Agency"),))
    commit()
    before = {row.id for row in case.parties}
    address = f"/proceedings/{case.ref}/edit"
    page, older = web.sign_in(organizer).get(address), web.get(address)
    shown = page.submit({"title": "Otherton v. Agency", "plaintiff_words": "and others"})
    assert "Otherton, and others" in shown.text.replace(" ,", ",")
    assert before < {row.id for row in db.session.get_one(Proceeding, case.id).parties}
    assert older.send({"title": "Older"}).status == 409


def test_retracting_takes_it_off_lists_and_timelines(web: Web, organizer: User, campaign: Campaign) -> None:
    case = make_case(organizer, campaigns=(campaign,))
    log(organizer, case, ProceedingEvent.FILE, "2017")
    commit()
    page = web.sign_in(organizer).get(f"/proceedings/{case.ref}/retract")
    assert "Not theirs." in page.submit({"reason": "Not theirs."}).text
    assert "City v. Agency" not in web.get("/proceedings").text
    assert "City v. Agency" not in web.get(f"/campaigns/{campaign.slug}/timeline").text
    assert web.get(f"/proceedings/{case.ref}/steps/new").submit({"event": "file"}).status == 422


@pytest.mark.one_database
def test_a_hidden_campaign_does_not_show_on_a_public_case(web: Web, organizer: User, member: User) -> None:
    quiet = make_quiet(team=(organizer,))
    case = make_case(organizer, campaigns=(quiet,))
    log(organizer, case, ProceedingEvent.FILE, "2017")
    commit()
    page = web.sign_in(member).get(f"/proceedings/{case.ref}")
    assert page.status == 200
    assert quiet.title not in page.text
    assert not any("edit" in link for link in page.links())
    assert web.get("/proceedings/new").status == 403


@pytest.mark.one_database
def test_a_person_is_seen_by_their_case(web: Web, organizer: User, member: User) -> None:
    plaintiff = make_person("Pat Plaintiff")
    commit()
    assert web.sign_in(member).get(f"/officials/{plaintiff.ref}").status == 404
    case = make_case(organizer, plaintiffs=(plaintiff,))
    commit()
    assert web.get(f"/officials/{plaintiff.ref}").status == 200
    assert "Pat Plaintiff" in web.get(f"/proceedings/{case.ref}").text


@pytest.mark.one_database
def test_the_list_asks_the_same_number_of_queries_whatever_its_length(web: Web, organizer: User) -> None:
    make_case(organizer, "A v. B", plaintiffs=(make_place("A"),))
    commit()
    web.sign_in(organizer).get("/proceedings")
    with count_queries() as few:
        web.get("/proceedings")
    for number in range(5):
        make_case(organizer, f"C{number} v. D", plaintiffs=(make_place(f"C{number}"),))
    commit()
    with count_queries() as many:
        web.get("/proceedings")
    assert len(many) == len(few)


@pytest.mark.one_database
def test_the_pages_speak_spanish(web: Web, organizer: User) -> None:
    case = make_case(organizer)
    log(organizer, case, ProceedingEvent.FILE, "2017")
    organizer.language = Language.ES
    commit()
    assert web.sign_in(organizer).get("/proceedings").title == "Procesos judiciales"
    assert "Presentado" in web.get(f"/proceedings/{case.ref}").text
