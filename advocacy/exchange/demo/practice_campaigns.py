"""The practice campaigns: one open, one confidential, one being planned, one won. With demands, targets and stances."""

from advocacy.domain.campaigns import (
    Access,
    CampaignEvent,
    DemandEvent,
    Instrument,
    Priority,
    TargetPart,
)
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange.demo.stage import Stage
from advocacy.models import (
    Campaign,
    Demand,
    Jurisdiction,
    Supporter,
    Target,
    TargetDemand,
    TeamMember,
    User,
)
from advocacy.services import records

WELCOME, QUIET, LIBRARY, INTERPRETERS = "welcome", "quiet", "library", "interpreters"

DEMANDS = (
    (
        "Police do not ask victims or witnesses about immigration status.",
        "La policía no pregunta a víctimas ni testigos por su situación migratoria.",
        Instrument.EXECUTIVE_ORDER,
        DemandEvent.PROMISE,
    ),
    (
        "No civil detainers without a warrant signed by a judge.",
        "Ninguna retención civil sin una orden firmada por un juez.",
        Instrument.ORDINANCE,
        DemandEvent.REJECT,
    ),
    (
        "City Hall answers in the five languages that people here speak.",
        "El ayuntamiento atiende en los cinco idiomas que se hablan aquí.",
        Instrument.POLICY,
        DemandEvent.MEET_PARTLY,
    ),
    (
        "The council declares Sampleville a welcoming city.",
        "El concejo declara a Sampleville ciudad acogedora.",
        Instrument.RESOLUTION,
        None,
    ),
)
AROUND = (
    ("Pia Muster", TargetPart.INFLUENCER),
    ("Quinn Ejemplar", TargetPart.INFLUENCER),
    ("union", TargetPart.ALLY),
    ("opponents", TargetPart.OPPONENT),
)
"""Those who do not decide, and are targets all the same."""
ASKERS = {"Elena Prueba": 2, "Frank Testcase": 1, "Grace Mockup": 3}


def play(stage: Stage, place: Jurisdiction) -> None:
    """Make the four campaigns."""
    team = (stage.coordinator, stage.organizer, stage.member)
    welcome = _campaign(
        stage, WELCOME, "Make Sampleville a welcoming city", team, place,
        goal="A council resolution and four written rules for the police and City Hall.",
        summary="A practice campaign in an invented city. Everything in it is sample data.",
        started_on=stage.on(-150),
    )  # fmt: skip
    _campaign(
        stage, QUIET, "Talks with the sheriff’s office", (stage.coordinator, stage.organizer), place,
        goal="A quiet agreement on notices to families.", access=Access.RESTRICTED, slug="sample-quiet-7f3k",
        summary="A confidential practice campaign: only its team sees that it exists.", started_on=stage.on(-60),
        parent_id=welcome.id,
    )  # fmt: skip
    planned = Campaign(
        title="Library hours after school", slug="library-hours-after-school", jurisdiction_id=place.id,
        goal="Open until eight, five days a week.", summary="Being planned. Sample data.",
    )  # fmt: skip
    _store(stage, LIBRARY, planned, team)
    won = _campaign(
        stage, INTERPRETERS, "Interpreters at City Hall", team, place,
        goal="A paid interpreter at every counter.", summary="A finished practice campaign.",
        started_on=PartialDate(f"{stage.today.year - 1}-03"),
    )  # fmt: skip
    stage.step(won, CampaignEvent.WIN)
    won.ended_on = stage.on(-45)
    won.how_it_ended = "Forty neighbors testified, three councilors moved the budget line, and the mayor signed."
    demands = _demands(stage, welcome)
    _targets(stage, welcome, demands)
    _supporters(welcome, stage)


def _campaign(
    stage: Stage, key: str, title: str, team: tuple[User, ...], place: Jurisdiction, **more: object
) -> Campaign:
    slug = str(more.pop("slug", "")) or title.lower().replace(" ", "-").replace("’", "")
    campaign = Campaign(title=title, slug=slug, jurisdiction_id=place.id, **more)
    _store(stage, key, campaign, team)
    stage.step(campaign, CampaignEvent.START)
    return campaign


def _store(stage: Stage, key: str, campaign: Campaign, team: tuple[User, ...]) -> None:
    campaign.team = [TeamMember(user=user, is_lead=user is stage.coordinator) for user in team]
    stage.add(campaign)
    stage.campaigns[key] = campaign
    records.set_campaigns(stage.actor, campaign, [campaign])


def _demands(stage: Stage, campaign: Campaign) -> list[Demand]:
    made = []
    for number, (text, spanish, instrument, event) in enumerate(DEMANDS, start=1):
        demand = Demand(campaign_id=campaign.id, number=number, text=text, text_es=spanish, instrument=instrument)
        stage.add(demand, WELCOME)
        if event is not None:
            stage.step(demand, event)
        made.append(demand)
    made[0].note = "The chief promised it on the phone; nothing in writing yet."
    made[2].note = "Three of five languages since spring."
    return made


def _targets(stage: Stage, campaign: Campaign, demands: list[Demand]) -> None:
    for name in [*list(stage.people)[:13], "Marta Modelo"]:
        is_mayor = name == "Marta Modelo"
        target = Target(
            campaign_id=campaign.id, person_id=stage.people[name].id,
            part=TargetPart.DECISION_MAKER, priority=Priority.HIGH if name in ASKERS else Priority.NORMAL,
            asker_id=stage.organizer.id if name in ASKERS else None,
            ask_by=stage.day(ASKERS[name]) if name in ASKERS else None,
            note="Ask about the budget note first." if name == "Elena Prueba" else "",
        )  # fmt: skip
        stage.add(target, WELCOME)
        target.demand_links = [TargetDemand(demand_id=demands[0 if is_mayor else 3].id)]
    for name, part in AROUND:
        party = stage.party(name)
        side = "person_id" if name in stage.people else "organization_id"
        stage.add(Target(campaign_id=campaign.id, part=part, **{side: party.id}), WELCOME)


def _supporters(campaign: Campaign, stage: Stage) -> None:
    campaign.supporters = [
        Supporter(organization_id=stage.organizations[key].id) for key in ("neighbors", "workers", "church", "union")
    ]
