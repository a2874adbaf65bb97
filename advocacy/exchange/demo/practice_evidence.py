"""What Sampleville argues with: what invented neighbors did about its demands."""

from advocacy.domain.campaigns import Instrument
from advocacy.domain.directory import JurisdictionKind
from advocacy.domain.precedents import PrecedentDetails, Standing
from advocacy.exchange.demo.practice_campaigns import WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Jurisdiction
from advocacy.services import precedents
from advocacy.services.precedents import Around


def play(stage: Stage, home: Jurisdiction) -> None:
    """Write down what neighbors of the practice city have done."""
    _precedents(stage, home)


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
