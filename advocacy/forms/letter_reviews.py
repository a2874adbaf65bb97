"""Reviewing a letter: whom one asks, and what a reviewer says."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from advocacy.domain.letter_reviews import MOST_REVIEWS, AskDetails, ReviewDetails
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, TickField, VersionedForm, long_field, words_choices
from advocacy.models import User


class AskForReviewForm(VersionedForm):
    """Who is asked to review a letter."""

    reviewers = TickField(
        _l("Who is asked?"),
        description=_l("Each gets a task. Whoever else works on letters and sees this one may review it too."),
    )
    needed = SelectField(_l("Approvals it needs"), coerce=int)
    due_on = DayField(_l("By when?"), validators=[Optional()])

    def __init__(self, possible: Sequence[User], *args: Any, **kwargs: Any) -> None:
        """Offer who may review."""
        super().__init__(*args, **kwargs)
        self.reviewers.choices = [SelectChoice(value=each.ref, label=each.display_name) for each in possible]
        self.needed.choices = [SelectChoice(value=n, label=str(n)) for n in range(1, MOST_REVIEWS + 1)]

    def details(self) -> AskDetails:
        """Return who was chosen."""
        return AskDetails(tuple(self.reviewers.data or ()), self.needed.data, self.due_on.data)


class ReviewForm(VersionedForm):
    """What a reviewer says of the text as the page shows it."""

    verdict = RadioField(
        _l("What do you say of it?"),
        choices=lambda: words_choices(ReviewVerdict),
        validators=[InputRequired(_l("Choose one."))],
    )
    note = long_field(
        _l("Note"), most=Limits.MAX_NOTE, description=_l("What is to be changed, or what the others should know.")
    )

    def details(self) -> ReviewDetails:
        """Return what was said."""
        return ReviewDetails(ReviewVerdict(self.verdict.data), self.note.data or "")
