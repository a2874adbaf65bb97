"""Stance entries that something implies: a tick, a place on the scale and a confidence for each."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from advocacy.domain.stances import Confidence
from advocacy.forms.base import Form, WordField
from advocacy.forms.stances import scale_choices


class OffersForm(Form):
    """What is offered; `over` adds the fields of each offer, by its key."""

    @classmethod
    def over(cls, suggested: Mapping[str, tuple[int, Confidence]]) -> "type[OffersForm]":
        """Return the form with three fields for each offer, filled in with what it suggests."""
        fields: dict[str, Any] = {}
        for key, (score, confidence) in suggested.items():
            fields[f"enter_{key}"] = BooleanField(_l("Enter it"), default=True)
            fields[f"score_{key}"] = SelectField(
                _l("Where do they stand?"), choices=scale_choices, default=str(score), validators=[InputRequired()]
            )
            fields[f"confidence_{key}"] = WordField(_l("How do we know?"), Confidence, default=confidence)
        return type("OffersForm", (cls,), fields)

    def ticked(self, keys: Iterable[str]) -> dict[str, tuple[int, Confidence]]:
        """Return what was decided for each offer that is to be entered."""
        return {
            key: (int(self[f"score_{key}"].data), self[f"confidence_{key}"].word)
            for key in keys
            if self[f"enter_{key}"].data
        }
