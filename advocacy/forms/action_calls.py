"""Action calls: what a coordinator writes, and what a member did."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from advocacy.domain.action_calls import KINDS, ActionCallDetails, DeedDetails
from advocacy.domain.activity_kinds import ContactOutcome
from advocacy.domain.lobbying import WAS_IT_SPECIFIC
from advocacy.domain.text import Limits
from advocacy.forms.activities import AnswerField
from advocacy.forms.base import DayField, Form, TickField, VersionedForm, WordField, long_field, text_field
from advocacy.models import Target


class ActionCallForm(VersionedForm):
    """A sentence, whom to contact, a short script, until when."""

    sentence = text_field(
        _l("What to do, in one sentence"),
        most=Limits.MAX_SHORT,
        required=True,
        description=_l("Such as: Call your councilor before Monday’s vote."),
    )
    sentence_es = text_field(_l("The same in Spanish"), most=Limits.MAX_SHORT)
    targets = TickField(_l("Whom to contact"), choices=[])
    script = long_field(
        _l("The script"), most=Limits.MAX_NOTE, description=_l("A short script. It is also put into their e-mail.")
    )
    script_es = long_field(_l("The script in Spanish"), most=Limits.MAX_NOTE)
    until = DayField(_l("Until when"), validators=[Optional()], description=_l("Its last day. Then it closes itself."))
    specific_legislation = AnswerField(
        _l(WAS_IT_SPECIFIC),
        description=_l("A bill, ordinance, resolution, appointment or ballot measure. Not an executive order."),
    )

    def __init__(self, offered: Sequence[Target], *args: Any, **kwargs: Any) -> None:
        """Offer the targets of the campaign."""
        super().__init__(*args, **kwargs)
        self.targets.choices = [SelectChoice(value=each.ref, label=each.name) for each in offered]

    def details(self) -> ActionCallDetails:
        """Return what was typed."""
        return ActionCallDetails(
            sentence=self.sentence.data or "",
            sentence_es=self.sentence_es.data or "",
            script=self.script.data or "",
            script_es=self.script_es.data or "",
            until=self.until.data,
            targets=tuple(self.targets.data or ()),
            specific_legislation=self.specific_legislation.answer,
        )


class DeedForm(Form):
    """What a member did: whom they reached, how, and how it went."""

    target = RadioField(_l("Whom did you reach?"), choices=[], validators=[InputRequired(_l("Choose one."))])
    kind = WordField(_l("How?"), KINDS)
    outcome = WordField(
        _l("How did it go?"),
        ContactOutcome,
        blank=_l("Choose one."),
        validators=[InputRequired(_l("Choose one."))],
    )
    note = text_field(_l("What they said"), most=Limits.MAX_SHORT, description=_l("If there is anything to tell."))

    def __init__(self, offered: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer (ref, name) of whom the reader has not reached yet; there is nothing to choose where it is one."""
        if len(offered) == 1:
            kwargs.setdefault("target", offered[0][0])
        super().__init__(*args, **kwargs)
        self.target.choices = [SelectChoice(value=ref, label=name) for ref, name in offered]

    def details(self) -> DeedDetails:
        """Return what was chosen."""
        return DeedDetails(
            target=self.target.data or "",
            kind=self.kind.word,
            outcome=self.outcome.word,
            note=self.note.data or "",
        )
