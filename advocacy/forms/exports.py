"""The filter of the tables that go out."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.forms.base import FilterForm


class ExportsFilter(FilterForm):
    """Of which campaign the records are."""

    campaign = SelectField(_l("Campaign"), validators=[Optional()], validate_choice=False)

    def offer(self, campaigns: Iterable[tuple[str, str, int]], chosen: str) -> None:
        """Offer all campaigns, or one by slug and title; `chosen` is the slug of the one that is shown, "" for all."""
        each = [SelectChoice(value=slug, label=title) for slug, title, _number in campaigns]
        self.campaign.choices = [SelectChoice(value="", label=gettext("All campaigns")), *each]
        self.campaign.data = chosen
