"""The filters of the activity report: a GET form, so that its address can be kept and shared."""

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.reports import ReportFilter
from advocacy.forms.base import DayField, Form, ManyField, PickerField, words_choices
from advocacy.models import Organization, Person

ALL_SIDES = "all"


class ReportForm(Form):
    """Period, campaigns, kinds, people, sides."""

    class Meta:
        """A GET form changes nothing and carries no token."""

        csrf = False

    date_from = DayField(_l("From"), name="from", validators=[Optional()])
    date_to = DayField(_l("To"), name="to", validators=[Optional()])
    campaign = ManyField(_l("Campaigns"))
    kind = ManyField(_l("Kinds"))
    side = SelectField(_l("Side"), validators=[Optional()])
    people = PickerField(_l("People and organizations"), pick="parties", multiple=True)

    def __init__(self, campaigns: list[tuple[str, str, int]], **kwargs: Any) -> None:
        """`campaigns` are the visible ones: slug, title, id."""
        super().__init__(request.args if request.args else None, **kwargs)
        self._ids = {slug: number for slug, _title, number in campaigns}
        self.campaign.choices = [SelectChoice(value=slug, label=title) for slug, title, _id in campaigns]
        self.kind.choices = words_choices(ActivityKind)
        self.side.choices = [*words_choices(Side), SelectChoice(value=ALL_SIDES, label=gettext("All sides"))]

    def details(self) -> ReportFilter:
        """Return what was asked for."""
        sides = tuple(Side) if self.side.data == ALL_SIDES else (Side(self.side.data or Side.OURS),)
        return ReportFilter(
            first_day=_day(self.date_from.data),
            last_day=_day(self.date_to.data),
            campaign_ids=tuple(self._ids[slug] for slug in self.campaign.data or ()),
            kinds=tuple(ActivityKind(code) for code in self.kind.data or ()),
            person_ids=tuple(record.id for record in self.people.records if isinstance(record, Person)),
            organization_ids=tuple(record.id for record in self.people.records if isinstance(record, Organization)),
            sides=sides,
        )


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
