"""What belongs to the text of a letter: what is printed is what was approved and signed, or is asked about again."""

from collections.abc import Callable

import pytest

from advocacy.db import db
from advocacy.domain.campaigns import CampaignDetails, DemandDetails
from advocacy.domain.letter_details import DeliveryDetails, LetterDetails, SignatureDetails
from advocacy.domain.letter_translations import TranslationDetails
from advocacy.domain.letterheads import LayoutDetails, LetterheadDetails
from advocacy.domain.letters import LetterEvent, LetterStatus, SignatureStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.exchange.papers.content import Paper
from advocacy.exchange.papers.plain import plain
from advocacy.exchange.papers.reading import paper, read_sheet
from advocacy.models import Campaign, Demand, Letter, Person, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.letter_translations import is_out_of_date, translation_of
from advocacy.queries.letters import WHOLE
from advocacy.services import campaigns, demands, letterheads, letters
from advocacy.services.letters.papers import hash_of
from tests.factories import commit, make_campaign, make_demand, make_person
from tests.letters import approve, approved, draft, sent, sign_on
from tests.web import Web

BODY = "We ask in the name of {{campaign.title}}."
Change = Callable[[Actor, Letter, Demand], None]


def signed() -> tuple[Letter, Campaign, Demand]:
    """An approved letter with a demand, which somebody has signed."""
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = approved(OPERATOR, campaign, demands=(demand.ref,), body=BODY, sender="Neighbors")
    sign_on(OPERATOR, letter, make_person())
    letters.sign(OPERATOR, letter, letter.signatures[0], SignatureDetails(), seen_version=1)
    return letter, campaign, demand


def details_of(letter: Letter, **changed: object) -> LetterDetails:
    known = {
        "subject": letter.subject,
        "body": letter.body,
        "sender": letter.sender,
        "language": letter.language,
        "campaigns": tuple(each.ref for each in letter.campaigns),
        "demands": tuple(each.ref for each in letter.demands),
    }
    return LetterDetails(**(known | changed))  # type: ignore[arg-type]


def printed(letter: Letter) -> Paper:
    return paper(read_sheet(OPERATOR, letter), letter.recipients)


def edit(**changed: object) -> Change:
    return lambda actor, letter, _demand: letters.edit(actor, letter, details_of(letter, **changed))


def reword(actor: Actor, _letter: Letter, demand: Demand) -> None:
    demands.edit(actor, demand, DemandDetails("No detainers at all"))


def rename(actor: Actor, letter: Letter, _demand: Demand) -> None:
    campaigns.edit(actor, letter.campaigns[0], CampaignDetails("A new name"))


def enclose(actor: Actor, letter: Letter, _demand: Demand) -> None:
    letterheads.lay_out(actor, letter, LayoutDetails(enclosures="A map"))


def under_a_head(actor: Actor, letter: Letter, _demand: Demand) -> None:
    letterheads.create(actor, LetterheadDetails("The usual one"))
    head = letterheads.create(actor, LetterheadDetails("Somebody else"))
    letterheads.lay_out(actor, letter, LayoutDetails(letterhead=head.ref))


REFUSED: dict[str, Change] = {
    "demands": edit(demands=()),
    "sender": edit(sender="Somebody else"),
    "language": edit(language=Language.ES),
    "enclosures": enclose,
    "letterhead": under_a_head,
}
FOLLOWED: dict[str, Change] = {"demand": reword, "campaign": rename}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_printed_with_an_approved_text_does_not_change(what: str, app: object) -> None:
    letter, _campaign, demand = signed()
    with pytest.raises(Refused, match="settled") as refused:
        REFUSED[what](OPERATOR, letter, demand)
    assert [problem.field for problem in refused.value.problems] == [what]


@pytest.mark.parametrize("what", FOLLOWED)
def test_an_approved_letter_keeps_the_words_of_other_records_until_it_is_revised(what: str, app: object) -> None:
    letter, _campaign, demand = signed()
    before, told = hash_of(letter), printed(letter)
    FOLLOWED[what](OPERATOR, letter, demand)
    assert (hash_of(letter), printed(letter)) == (before, told)
    assert letter.signatures[0].status is SignatureStatus.SIGNED
    letters.advance(OPERATOR, letter, LetterEvent.REVISE)
    assert printed(letter) != told
    assert (letter.text_version, letter.signatures[0].status) == (2, SignatureStatus.TO_RECONFIRM)


@pytest.mark.parametrize("what", [*REFUSED, *FOLLOWED])
def test_while_the_text_is_open_a_change_of_what_is_printed_asks_signers_and_reviewers_again(
    what: str, app: object
) -> None:
    letter, _campaign, demand = signed()
    letters.advance(OPERATOR, letter, LetterEvent.REVISE)
    letters.translate(OPERATOR, letter, TranslationDetails("Tres puntos", "Pedimos."))
    assert (letter.text_version, letter.signatures[0].status) == (1, SignatureStatus.SIGNED)
    {**REFUSED, **FOLLOWED}[what](OPERATOR, letter, demand)
    assert (letter.text_version, letter.signatures[0].status) == (2, SignatureStatus.TO_RECONFIRM)
    kept = translation_of(letter)
    assert kept is None or is_out_of_date(letter, kept)


def test_a_review_of_other_demands_counts_no_more(organizer: User, coordinator: User) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = draft(OPERATOR, campaign, demands=(demand.ref,))
    letter.reviews_needed = 2
    letters.advance(OPERATOR, letter, LetterEvent.SUBMIT)
    letters.advance(Actor.of(organizer), letter, LetterEvent.APPROVE)
    reword(OPERATOR, letter, demand)
    letters.advance(Actor.of(coordinator), letter, LetterEvent.APPROVE)
    assert letter.status is LetterStatus.IN_REVIEW
    letters.advance(Actor.of(organizer), letter, LetterEvent.APPROVE)
    assert letter.status is LetterStatus.APPROVED


def test_an_approval_that_is_taken_back_lets_the_words_go(as_organizer: Actor) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = draft(as_organizer, campaign, demands=(demand.ref,))
    approve(as_organizer, letter)
    assert letter.settled
    letters.advance(as_organizer, letter, LetterEvent.REVISE)
    assert letter.settled == ""
    demands.edit(OPERATOR, demand, DemandDetails("No detainers at all"))
    approve(as_organizer, letter)
    assert printed(letter).demands == ("No detainers at all",)


def test_a_letter_that_went_out_keeps_its_words_also_where_no_approval_kept_them(as_organizer: Actor) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = sent(as_organizer, campaign, demands=(demand.ref,))
    letter.settled = ""
    demands.edit(OPERATOR, demand, DemandDetails("No detainers at all"))
    assert printed(letter).demands == ("No detainers",)


def test_a_letterhead_renamed_or_made_later_does_not_stand_above_an_approved_letter(as_coordinator: Actor) -> None:
    head = letterheads.create(as_coordinator, LetterheadDetails("Neighbors for Welcome"))
    letter = approved(as_coordinator, make_campaign())
    letterheads.edit(as_coordinator, head, LetterheadDetails("A party", "12 Practice Street"))
    letterheads.create(as_coordinator, LetterheadDetails("Another", is_default=True))
    assert printed(letter).head.title == "Neighbors for Welcome"


def test_a_letter_of_the_past_or_of_others_is_printed_as_it_was_written(as_coordinator: Actor) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letterheads.create(as_coordinator, LetterheadDetails("Neighbors for Welcome"))
    past = letters.create(as_coordinator, details_of(Letter(subject="x", body="We ask."), already_sent=True))
    letters.edit(as_coordinator, past, LetterDetails("x", "We ask.", campaigns=(campaign.ref,), demands=(demand.ref,)))
    assert printed(past).demands == ()
    assert past.demands == [demand]


def test_the_form_of_a_settled_letter_asks_only_what_may_change(web: Web, organizer: User) -> None:
    letter, _campaign, _demand = signed()
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}/edit")
    names = {str(field.get("name")) for field in page.soup.select("main form [name]")}
    assert names & {"body", "subject", "demands", "sender", "language"} == set()
    page.submit({"note": "Bring copies."})
    db.session.refresh(letter)
    assert (letter.note, letter.sender, letter.text_version) == ("Bring copies.", "Neighbors", 1)
    assert letter.demands != []


def test_a_changed_demand_shows_in_what_changed(web: Web, organizer: User) -> None:
    letter, _campaign, demand = signed()
    letters.advance(OPERATOR, letter, LetterEvent.REVISE)
    reword(OPERATOR, letter, demand)
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}/versions/compare")
    assert [each.get_text(strip=True) for each in page.soup.select("ins")] == ["[added:]detainers at all"]
    assert "1. No detainers" in web.get(f"/letters/{letter.ref}/versions").text


def test_who_sends_it_reads_the_same_on_the_page_in_its_text_and_on_paper(web: Web, organizer: User) -> None:
    letterheads.create(OPERATOR, LetterheadDetails("The usual one", "hello@example.org"))
    letter = draft(Actor.of(organizer), make_campaign(), body="We, {{letter.sender}}, ask.", sender="Neighbors")
    commit()
    web.sign_in(organizer)
    sheet = web.get(f"/letters/{letter.ref}").soup.select_one(".sheet")
    assert sheet is not None
    assert sheet.header.b.text == "Neighbors"  # type: ignore[union-attr]
    told = printed(db.session.get_one(Letter, letter.id, options=WHOLE, populate_existing=True))
    assert (told.head.title, told.head.lines) == ("Neighbors", ("hello@example.org",))
    assert all("We, Neighbors, ask." in words for words in (sheet.text, plain(told)))
    assert all("The usual one" not in words for words in (sheet.text, plain(told)))


def test_enclosures_are_asked_for_where_the_letter_is_written_and_shown_as_settled_after(
    web: Web, organizer: User
) -> None:
    web.sign_in(organizer)
    shown = web.get("/letters/new").submit(
        {"subject": "Three points", "body": "We ask.", "enclosures": "A map\nA list"}
    )
    letter = db.session.query(Letter).one()
    assert letter.enclosures == "A map\nA list"
    assert "A list" in shown.text
    approve(Actor.of(organizer), letter)
    commit()
    form = web.get(f"/letters/{letter.ref}/edit")
    assert not form.soup.select("[name=enclosures], [name=sender], [name^=dated_on]")
    assert "A list" in form.soup.select_one("[aria-labelledby=settled]").text  # type: ignore[union-attr]
    assert form.submit({"note": "Printed on Monday"}).status == 200
    assert (letter.enclosures, letter.note) == ("A map\nA list", "Printed on Monday")


def test_the_date_of_an_approved_letter_is_settled_with_its_text(app: object) -> None:
    letter, _campaign, demand = signed()
    with pytest.raises(Refused, match="settled") as refused:
        edit(dated_on=PartialDate("2019-01-01"))(OPERATOR, letter, demand)
    assert [problem.field for problem in refused.value.problems] == ["dated_on"]


def test_a_letter_without_a_date_bears_the_day_on_which_it_goes_out(app: object) -> None:
    letter = sent(OPERATOR, make_campaign(), on=PartialDate("2017-02-02"))
    assert printed(letter).date == "February 2, 2017"
    later = DeliveryDetails((), sent_on=PartialDate("2017-02-03"))
    letters.correct_delivery(OPERATOR, letter, letter.recipients[0], later)
    assert printed(letter).date == "February 3, 2017"
    own = sent(OPERATOR, make_campaign("Another"), dated_on=PartialDate("2017-01-31"), on=PartialDate("2017-02-02"))
    letters.correct_delivery(OPERATOR, own, own.recipients[0], later)
    assert printed(own).date == "January 31, 2017"


def test_fields_without_a_value_are_named_before_approval_with_what_to_do(web: Web, organizer: User) -> None:
    letter = draft(
        Actor.of(organizer), make_campaign(), body="Dear {{recipient.honorific}} {{recipient.name}}, we ask."
    )
    commit()
    web.sign_in(organizer)
    for page in ("", "/review", "/papers"):
        text = web.get(f"/letters/{letter.ref}{page}").text
        assert "One field has no value." in text
        assert "Add it on their page." in text
    db.session.query(Person).one().title = "Dr."
    commit()
    assert "has no value" not in web.get(f"/letters/{letter.ref}").text
