"""Stances: the ledger's filters, an entry, why one is replaced or retracted."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from advocacy.domain.stances import SCORE_LABELS, Confidence, StanceDetails
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    FilterForm,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)


class StancesFilter(FilterForm):
    """Which entries the ledger shows."""

    about = PickerField(_l("On what"), pick="positions")
    party = PickerField(_l("Who"), pick="parties")


class ScaleField(RadioField):
    """A place on the scale from strongly opposed to strongly supportive."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Offer the five places, the opponents first as the scale is drawn."""
        kwargs.setdefault("validators", [InputRequired(_l("Choose where they stand."))])
        super().__init__(label, choices=scale_choices, **kwargs)

    @property
    def score(self) -> int:
        """The place; what is no place of the scale is far outside of it."""
        return int(self.data) if self.data in {str(score) for score in SCORE_LABELS} else 99


def scale_choices() -> list[SelectChoice]:
    """Return the five places of the scale in the reader's language."""
    return [SelectChoice(value=str(score), label=gettext(SCORE_LABELS[score])) for score in sorted(SCORE_LABELS)]


class StanceForm(VersionedForm):
    """Where somebody stands, how well we know it, and from what."""

    party = PickerField(_l("Who?"), pick="parties", required=True)
    about = PickerField(
        _l("On what?"), pick="positions", required=True, description=_l("A campaign, a demand or a resolution.")
    )
    score = ScaleField(_l("Where do they stand?"))
    confidence = WordField(
        _l("How do we know?"),
        Confidence,
        description=_l("What was said to one of us and what is inferred is shown to organizers and coordinators only."),
    )
    stated_on = PartialDateField(_l("When did they say or show it?"))
    quote = long_field(
        _l("In their words"),
        most=Limits.MAX_NOTE,
        description=_l("Quote exactly and keep it short, at most 100 words."),
    )
    evidence = long_field(
        _l("What happened"), most=Limits.MAX_NOTE, description=_l("In your own words: who heard it, and where.")
    )
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)
    known_from = PickerField(
        _l("Known from"),
        pick="evidence",
        description=_l("A letter with its reply, a meeting, a vote, a statement or an event on file."),
    )
    reason = text_field(
        _l("Why is the old entry replaced?"),
        most=Limits.MAX_SHORT,
        description=_l("Such as: the date was wrong; we have it in writing now."),
    )

    def details(self) -> StanceDetails:
        """Return what was typed."""
        return StanceDetails(
            score=self.score.score,
            confidence=self.confidence.word,
            stated_on=self.stated_on.value,
            quote=self.quote.data or "",
            evidence=self.evidence.data or "",
        )
