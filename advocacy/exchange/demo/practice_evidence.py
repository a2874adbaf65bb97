"""What Sampleville argues with: what invented neighbors did, facts and their answers, a lawsuit."""

from typing import Any

from advocacy.domain.campaigns import Instrument
from advocacy.domain.claims import ClaimDetails
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.precedents import PrecedentDetails, Standing
from advocacy.domain.proceedings import ProceedingDetails, ProceedingEvent, ProceedingStepDetails
from advocacy.exchange.demo.practice_campaigns import WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Claim, Jurisdiction
from advocacy.services import claims, precedents, proceedings
from advocacy.services.precedents import Around


def play(stage: Stage, home: Jurisdiction) -> None:
    """Write down precedents, claims and a proceeding of the practice city."""
    _precedents(stage, home)
    _claims(stage)
    _proceeding(stage, home)


def _precedents(stage: Stage, home: Jurisdiction) -> None:
    welcome = stage.campaigns[WELCOME]
    known = (
        ("Exampleton", Instrument.ORDINANCE, "Welcoming ordinance", Standing.IN_FORCE, -800, welcome.demands[:2]),
        ("Mockport", Instrument.PLEDGE, "Pledge at a town hall", Standing.PLEDGED, -120, welcome.demands[:1]),
        ("Mockport", Instrument.POLICY, "Police handbook", Standing.PRACTICE, -400, welcome.demands[1:2]),
        ("Testham", Instrument.RESOLUTION, "Resolution voted down", Standing.REFUSED, -300, welcome.demands[:1]),
    )
    places: dict[str, Jurisdiction] = {}
    for name, instrument, title, standing, days, demands in known:
        if name not in places:
            places[name] = Jurisdiction(jurisdiction_kind=JurisdictionKind.CITY, parent_id=home.parent_id)
            places[name].rename(name)
            stage.add(places[name])
        details = PrecedentDetails(
            instrument=instrument,
            standing=standing,
            title=title,
            happened_on=stage.on(days),
            provisions="An invented example, to practice with.",
        )
        around = Around(places[name], demands=demands, campaigns=(welcome,), sources=(stage.sources["mayor"],))
        precedents.create(stage.actor, details, around).is_sample = True


def _claims(stage: Stage) -> None:
    """Facts of three kinds: with a source, without one, and one that another answers."""
    welcome = stage.campaigns[WELCOME]
    said = _claim(stage, "A welcoming policy would cost the city money.", said_by="Speakers at the hearing")
    _claim(
        stage,
        "Exampleton counts no extra cost after two years of its ordinance.",
        figure="$0",
        basis="Its yearly budget report",
        stated_on=stage.on(-60),
        around=claims.Around(answered=(said,), campaigns=(welcome,), sources=(stage.sources["mayor"],)),
    )
    old = _claim(
        stage, "Two of three residents want it.", figure="66 percent", basis="A street poll", stated_on=stage.on(-1500)
    )
    claims.use_in(stage.actor, welcome.demands[0], [old])


def _claim(stage: Stage, text: str, *, around: claims.Around | None = None, **fields: Any) -> Claim:
    welcome = stage.campaigns[WELCOME]
    found = claims.create(stage.actor, ClaimDetails(text=text, **fields), around or claims.Around(campaigns=(welcome,)))
    found.is_sample = True
    return found


def _proceeding(stage: Stage, home: Jurisdiction) -> None:
    """Write down an invented lawsuit with two steps."""
    around = proceedings.Around(
        plaintiffs=(home,), campaigns=(stage.campaigns[WELCOME],), sources=(stage.sources["mayor"],)
    )
    details = ProceedingDetails(
        title="Sampleville v. Office of Examples",
        court="Practice Court",
        defendant_words="Office of Examples",
        asks="That its grant is not taken away.",
    )
    case = proceedings.create(stage.actor, details, around)
    case.is_sample = True
    for event, days in ((ProceedingEvent.FILE, -150), (ProceedingEvent.HEAR, -45)):
        step = ProceedingStepDetails(event, stage.on(days))
        proceedings.log_step(stage.actor, case, step, (stage.sources["mayor"],), version=None)
