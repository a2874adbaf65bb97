"""Supporters: people and organizations that stand behind a campaign."""

from collections.abc import Sequence

from advocacy.db import db
from advocacy.domain.problems import Problem, Refused
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.models import Campaign, Organization, Person, Supporter
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.services import records


def set_all(
    actor: Actor,
    campaign: Campaign,
    parties: Sequence[Person | Organization],
    words: Sequence[str],
    *,
    version: int | None = None,
) -> None:
    """Make these people, organizations and words ("eleven clergy") the supporters of a campaign."""
    ensure(actor, Action.EDIT_CAMPAIGN, campaign)
    records.expect_version(campaign, version)
    _refuse_words(words)
    if not all(sees(actor, party) for party in parties):
        raise Refused.at("parties", N_("Choose from the list."))
    wanted: dict[tuple[int | None, int | None, str], Supporter] = {}
    for party in parties:
        is_person = isinstance(party, Person)
        key = (party.id, None, "") if is_person else (None, party.id, "")
        wanted[key] = Supporter(person_id=key[0], organization_id=key[1])
    wanted |= {(None, None, text): Supporter(attribution=text) for text in words}
    kept = [each for each in campaign.supporters if wanted.pop(_key(each), None) is not None]
    campaign.supporters = [*kept, *wanted.values()]
    db.session.flush()
    records.saved(actor, campaign, "campaign.supporters_changed", count=len(campaign.supporters))


def _key(supporter: Supporter) -> tuple[int | None, int | None, str]:
    named = supporter.person_id is not None or supporter.organization_id is not None
    return supporter.person_id, supporter.organization_id, "" if named else supporter.attribution


def _refuse_words(words: Sequence[str]) -> None:
    records.refuse_never_stored(words="\n".join(words))
    if any(len(text) > Limits.MAX_SHORT for text in words):
        too_long = N_("A line has at most %(max)d characters.")
        raise Refused([Problem("words", too_long, {"max": Limits.MAX_SHORT})])
