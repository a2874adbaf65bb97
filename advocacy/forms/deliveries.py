"""How a letter goes out: to several recipients at once, or corrected for one."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from advocacy.domain.letter_details import DeliveryDetails
from advocacy.domain.letters import DeliveryMethod
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, PartialDateField, TickField, VersionedForm, WordField, long_field, text_field
from advocacy.forms.files import WithFiles
from advocacy.models import Recipient


class DeliveryForm(VersionedForm, WithFiles):
    """How and when it went out to one recipient."""

    method = WordField(_l("How"), DeliveryMethod, default=DeliveryMethod.NOT_KNOWN)
    sent_on = PartialDateField(_l("Sent on"))
    delivered_on = PartialDateField(_l("Delivered on"))
    reply_due = DayField(
        _l("Answer due on"),
        validators=[Optional()],
        description=_l("Leave it empty to count business days from the day it goes out."),
    )
    taken_by = text_field(
        _l("Who took it"),
        most=Limits.MAX_SHORT,
        description=_l("By hand, or signed for: the name or the desk, such as “City Clerk’s office, Ms. Example”."),
    )
    tracking_number = text_field(_l("Tracking number"), most=100, description=_l("Of certified or registered post."))
    sent_to = text_field(
        _l("Where it went"),
        most=Limits.MAX_SHORT,
        description=_l("The e-mail address, web form or fax number, as far as it helps to prove it."),
    )
    files = MultipleFileField(
        _l("Proof"), description=_l("A photo or scan: the stamped copy, the receipt, the confirmation page.")
    )
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self, refs: Sequence[str] = ()) -> DeliveryDetails:
        """Return what was typed, for the recipients of these refs."""
        return DeliveryDetails(
            recipients=tuple(refs),
            method=self.method.word,
            sent_on=self.sent_on.value,
            delivered_on=self.delivered_on.value,
            reply_due=self.reply_due.data,
            note=self.note.data or "",
            sent_to=self.sent_to.data or "",
            taken_by=self.taken_by.data or "",
            tracking_number=self.tracking_number.data or "",
        )


class SendForm(DeliveryForm):
    """The same, for several recipients at once."""

    recipients = TickField(_l("Sent to"), choices=[])

    def __init__(self, waiting: Sequence[Recipient], **kwargs: Any) -> None:
        """Offer those to whom it is still to send; all are ticked at first."""
        super().__init__(**kwargs)
        self.recipients.choices = [SelectChoice(value=each.ref, label=each.party_name) for each in waiting]

    def sending(self) -> DeliveryDetails:
        """Return what was typed, for the ticked ones."""
        return self.details(self.recipients.data or ())
