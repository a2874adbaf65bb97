"""Influence links: who has whose ear, how strongly, how we know; why one is retracted."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.influences import InfluenceDetails, Strength
from advocacy.domain.stances import Confidence
from advocacy.domain.text import Limits
from advocacy.forms.base import PartialDateField, PickerField, VersionedForm, WordField, long_field, text_field


class InfluenceForm(VersionedForm):
    """Whose word counts with whom, and how we know."""

    source = PickerField(_l("Whose word counts?"), pick="parties", required=True)
    target = PickerField(_l("With whom?"), pick="parties", required=True)
    strength = WordField(_l("How strongly?"), Strength)
    relation = text_field(
        _l("What ties them?"), most=Limits.MAX_SHORT, description=_l("Such as: her pastor; his former law partner.")
    )
    confidence = WordField(
        _l("How do we know?"),
        Confidence,
        description=_l("What was said to one of us and what is inferred is shown to organizers and coordinators only."),
    )
    known_on = PartialDateField(_l("When was it so?"))
    evidence = long_field(
        _l("What happened"), most=Limits.MAX_NOTE, description=_l("In your own words: who heard it, and where.")
    )
    sources = PickerField(_l("Sources"), pick="sources", multiple=True)

    def details(self) -> InfluenceDetails:
        """Return what was typed."""
        return InfluenceDetails(
            strength=self.strength.word,
            confidence=self.confidence.word,
            relation=self.relation.data or "",
            known_on=self.known_on.value,
            evidence=self.evidence.data or "",
        )
