"""Evidence of a history file: precedents, federal instruments, bills, lawsuits and claims, and the way to them."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.campaigns import Instrument
from advocacy.domain.measures import DecidedBy, MeasureStatus, MeasureType
from advocacy.domain.precedents import Standing
from advocacy.domain.proceedings import ProceedingEvent, ProceedingPart, ProceedingStatus
from advocacy.domain.records import RecordKind
from advocacy.exchange.demo import HISTORY
from advocacy.exchange.history.loading import load_file, load_history
from advocacy.models import Activity, Campaign, Claim, ClaimAnswer, ClaimUse, ImportLink, Record
from advocacy.policy import IMPORTER
from advocacy.views.rendering import record_url
from tests.history_files import TODAY, problems_of, read, small_text

pytestmark = pytest.mark.usefixtures("app")

MORE = """
precedents:
  - {id: prec-pledge, jurisdiction: sampleville, instrument: pledge, asks: [ask-sunday],
     source: [src-herald-2019-03-05]}
  - {id: prec-against, jurisdiction: sampleville, instrument: policy, direction: contrary, on_ice_list: true,
     not_before: 2015-01-01, campaigns: [library-hours]}
federal_instruments:
  - {id: fed-order, kind: executive order, title: On libraries, date_text: in June, date_inferred: 2018-06,
     provisions: [Open them.], campaigns: [library-hours]}
  - {id: fed-report, kind: report, issuer: friends, quote: a short word}
litigation:
  - {id: case, plaintiffs: [sampleville, friends], filed: 2018-02, joined_text: later, status: appealed,
     relief: [Money.], campaigns: [library-hours]}
claims:
  - {id: claim-a, claim: It costs much., countered_by: claim-b, subject: ask-sunday, date: 2018}
  - {id: claim-b, claim: It does not., claimed_by_note: a neighbor}
legislation:
  - {id: bill, title: Library Act, number: H.1, status: in force, jurisdiction: sampleville}
"""


def text() -> str:
    """Return the small file with other evidence, and without its media coverage."""
    known = small_text().replace("claim-visits", "claim-b")
    return known[: known.index("claims:\n")] + MORE


def load(content: str):
    report = load_file(read(content), actor=IMPORTER, today=TODAY)
    db.session.commit()
    db.session.expire_all()
    return report


def loaded(external_id: str):
    link = db.session.scalars(select(ImportLink).where(ImportLink.external_id == external_id)).one()
    return db.session.get_one(Record, link.record_id)


def told_of(record: Record) -> list[Activity]:
    return list(db.session.scalars(select(Activity).where(Activity.record_id == record.id).order_by(Activity.id)))


def test_a_precedent_stands_as_the_file_or_its_instrument_says():
    load(text())
    pledge, against = loaded("prec-pledge"), loaded("prec-against")
    assert (pledge.instrument, pledge.standing) == (Instrument.PLEDGE, Standing.PLEDGED)
    assert [link.demand_id for link in pledge.demand_links] == [loaded("ask-sunday").id]
    assert (against.instrument, against.instrument_words) == (Instrument.CONTRARY_ACT, "policy")
    assert against.date_note == "not before 2015-01-01"
    assert against.campaigns == [loaded("library-hours")]
    assert "On the list" in against.note


@pytest.mark.one_database
def test_an_inferred_date_places_an_instrument_and_is_never_its_date():
    load(text())
    order = loaded("fed-order")
    assert (order.measure_type, order.decided_by) == (MeasureType.EXECUTIVE_ORDER, DecidedBy.OFFICE_HOLDER)
    assert order.status is MeasureStatus.ISSUED
    (told,) = told_of(order)
    assert (told.kind, told.step, told.occurred_on.text) == (ActivityKind.MEASURE_ACTION, "issue", "")
    assert (str(told.not_before), str(told.not_after)) == ("2018-06-01", "2018-06-30")
    assert told.date_note == "in June; inferred: 2018-06"
    assert order.actions[0].activity_id == told.id


@pytest.mark.one_database
def test_a_report_without_a_title_is_called_by_its_agency():
    load(text())
    report = loaded("fed-report")
    assert report.title == f"Report, {loaded('friends').name}"
    assert report.issuer_id == loaded("friends").id
    assert "a short word" in report.summary


@pytest.mark.one_database
def test_a_bill_is_a_measure_of_its_place():
    load(text())
    bill = loaded("bill")
    assert (bill.name, bill.status) == ("H.1 Library Act", MeasureStatus.IN_FORCE)
    assert bill.jurisdiction_id == loaded("sampleville").id


def test_a_lawsuit_has_its_parties_and_a_line_for_each_step():
    load(text())
    case = loaded("case")
    assert case.title == "Lawsuit of Sampleville and Friends of the Library"
    assert [(row.part, row.jurisdiction_id or row.organization_id) for row in case.parties] == [
        (ProceedingPart.PLAINTIFF, loaded("sampleville").id),
        (ProceedingPart.PLAINTIFF, loaded("friends").id),
    ]
    assert case.status is ProceedingStatus.APPEALED
    assert {(step.event, step.occurred_on.text, step.date_note) for step in case.steps} == {
        (ProceedingEvent.FILE, "2018-02", ""),
        (ProceedingEvent.JOIN, "", "later"),
    }
    assert {told.step for told in told_of(case)} == {"file", "join"}
    assert all(told.campaign_links for told in told_of(case))


def test_claims_answer_each_other_and_stand_behind_their_demand():
    load(text())
    one, other = loaded("claim-a"), loaded("claim-b")
    links = db.session.query(ClaimAnswer).all()
    assert [(link.claim_id, link.answer_id) for link in links] == [(one.id, other.id)]
    uses = {(use.claim_id, use.record_id) for use in db.session.query(ClaimUse)}
    letter = next(record_id for claim_id, record_id in uses if claim_id == other.id)
    assert uses == {(one.id, loaded("ask-sunday").id), (other.id, letter)}
    assert db.session.get_one(Record, letter).kind is RecordKind.LETTER
    assert [row.attribution for row in other.claimants] == ["a neighbor"]
    assert one.subject == ""


def test_a_changed_file_updates_what_nobody_edited_here():
    load(text())
    claim, case = loaded("claim-b"), loaded("case")
    claim.text = "Not at all."
    db.session.commit()
    changed = text().replace("It does not.", "It never did.").replace("status: appealed", "status: settled")
    report = load(changed.replace("countered_by: claim-b, ", "").replace("joined_text: later, ", ""))
    assert [(each.external_id, each.field) for each in report.differences] == [("claim-b", "text")]
    assert db.session.get_one(Claim, claim.id).text == "Not at all."
    assert db.session.query(ClaimAnswer).count() == 0
    assert case.status is ProceedingStatus.SETTLED
    assert [step.event for step in case.steps] == [ProceedingEvent.FILE]
    assert sorted(told.step for told in told_of(case) if told.retracted_at is None) == ["file"]


@pytest.mark.one_database
def test_what_cannot_be_is_refused():
    assert problems_of(text().replace("countered_by: claim-b", "countered_by: claim-a"))
    assert problems_of(text().replace("filed: 2018-02", "filed: 2099-02"))
    assert problems_of(text().replace("date: 2018}", "date: 2099}"))


SECTIONS = (
    "precedents",
    "federal_instruments",
    "legislation",
    "litigation",
    "claims",
    "resolutions",
    "sources",
)


def test_everything_of_the_springfield_history_is_found_from_its_campaigns_with_its_source(app, web, member):
    load_history(HISTORY, actor=IMPORTER, today=TODAY)
    db.session.commit()
    loaded_here = (ImportLink.section.in_(SECTIONS), ImportLink.record_id.is_not(None))
    rows = db.session.scalars(select(ImportLink).where(*loaded_here)).all()
    addresses, cited = {}, {}
    with app.test_request_context():
        for row in rows:
            record = db.session.get_one(Record, row.record_id)
            addresses[row.external_id] = record_url(record)
            cited[record_url(record)] = {record_url(each.media_item) for each in record.citations}
    slugs = db.session.scalars(select(Campaign.slug)).all()
    web.sign_in(member)
    reached: set[str] = set()
    for slug in slugs:
        for page in ("", "/evidence", "/demands", "/timeline"):
            reached |= set(web.get(f"/campaigns/{slug}{page}").links())
        reached |= set(web.get(f"/resolutions?campaign={slug}").links())
    assert [name for name, address in addresses.items() if address not in reached] == []
    for address, sources in cited.items():
        assert sources <= set(web.get(address).links()), address


def test_the_pages_of_people_groups_places_and_meetings_name_their_sources(app, web, coordinator):
    load_history(HISTORY, actor=IMPORTER, today=TODAY)
    db.session.commit()
    sections = {"people", "organizations", "jurisdictions", "meeting_requests"}
    found = db.session.execute(select(ImportLink.section, ImportLink.record_id).where(ImportLink.section.in_(sections)))
    links = [(section, record_id) for section, record_id in found if record_id is not None]
    assert {section for section, _record_id in links} == sections
    cited = {}
    with app.test_request_context():
        for record in (db.session.get_one(Record, record_id) for _section, record_id in links):
            cited[record_url(record)] = {record_url(each.media_item) for each in record.citations}
    web.sign_in(coordinator)
    for address, sources in cited.items():
        assert sources, address
        assert sources <= set(web.get(address).links()), address


@pytest.mark.one_database
def test_the_springfield_history_twice_changes_nothing():
    load_history(HISTORY, actor=IMPORTER, today=TODAY)
    db.session.commit()
    assert not load_history(HISTORY, actor=IMPORTER, today=TODAY).changed_something
