"""Signatures: who signs, as printed, and who approved it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL
from advocacy.forms.base import (
    CountField,
    PartialDateField,
    PickerField,
    TickField,
    VersionedForm,
    number_carried,
    text_field,
)
from advocacy.forms.letters import party_refs
from advocacy.models import Signature


class SignatureForm(VersionedForm):
    """Who signs, and how the name is printed under the letter."""

    party = PickerField(
        _l("Person or organization"),
        pick="parties",
        description=_l("Leave it empty for somebody who is not on file, and write the name below."),
    )
    printed_name = text_field(_l("Name, as printed"), most=Limits.MAX_NAME, description=_l("Empty: the name on file."))
    printed_title = text_field(_l("Title, as printed"), most=Limits.MAX_SHORT)
    printed_organization = text_field(_l("Organization, as printed"), most=Limits.MAX_NAME)
    email = text_field(
        _l("E-mail"), most=MAX_EMAIL, description=_l("For the invitation. Only who works on this letter sees it.")
    )
    approved_by = text_field(
        _l("Approved by, with what authority"),
        most=Limits.MAX_SHORT,
        description=_l("For an organization: “board vote of January 12”."),
    )
    signed_on = PartialDateField(_l("Signed on"))
    basis = text_field(
        _l("How we know"), most=Limits.MAX_SHORT, description=_l("For letters of others: what the source says.")
    )

    def details(self) -> SignatureDetails:
        """Return what was typed."""
        return SignatureDetails(
            *party_refs(self.party.record),
            printed_name=self.printed_name.data or "",
            printed_title=self.printed_title.data or "",
            printed_organization=self.printed_organization.data or "",
            approved_by=self.approved_by.data or "",
            signed_on=self.signed_on.value,
            basis=self.basis.data or "",
            email=self.email.data or "",
        )


class SeenForm(VersionedForm):
    """A form on a page that shows the text of a letter."""

    seen_version = HiddenField()

    def seen(self) -> int | None:
        """Return the version of the text that the page showed."""
        return number_carried(self.seen_version)


class SignForm(SeenForm):
    """They signed: what they saw, who approved it, and when."""

    saw_the_text = BooleanField(
        _l("They saw the text as it stands now"),
        validators=[InputRequired(_l("No name stands under a text its owner did not see."))],
    )
    approved_by = text_field(
        _l("Approved by, with what authority"),
        most=Limits.MAX_SHORT,
        description=_l("For an organization: “board vote of January 12”."),
    )
    signed_on = PartialDateField(_l("Signed on"))


class SignSeveralForm(SignForm):
    """Several signed: who of those who have not, what they saw, and who saw it."""

    signatures = TickField(_l("Who has signed?"), choices=[])
    basis = text_field(
        _l("Who saw them sign?"),
        most=Limits.MAX_SHORT,
        required=True,
        description=_l("A name, or what they signed on: “sheet at the meeting of March 3, Ana”."),
    )
    approved_by = text_field(
        _l("For organizations: approved by, with what authority"),
        most=Limits.MAX_SHORT,
        description=_l("Stands at each organization that has not said so itself."),
    )

    @classmethod
    def of(cls, waiting: Sequence[Signature], **values: Any) -> "SignSeveralForm":
        """Return the form for those who have not signed, nobody ticked."""
        form = cls(**values)
        form.signatures.choices = [
            SelectChoice(value=each.ref, label=each.printed_name or each.party_name) for each in waiting
        ]
        return form

    def told(self) -> SignatureDetails:
        """Return what is known of all of them."""
        return SignatureDetails(
            approved_by=self.approved_by.data or "", signed_on=self.signed_on.value, basis=self.basis.data or ""
        )


class OrderForm(VersionedForm):
    """A number for each name: whose is changed comes to that place, and the others make room."""

    @classmethod
    def of(cls, signatures: Sequence[Signature], **values: Any) -> "OrderForm":
        """Return the form with the places as they are now."""
        needed = [InputRequired(_l("This is needed."))]
        lines = {
            f"place_{each.ref}": CountField(
                each.printed_name or each.party_name, most=len(signatures), default=place, validators=needed
            )
            for place, each in enumerate(signatures, start=1)
        }
        form: OrderForm = type("OrderFormOfNames", (cls,), lines)(**values)
        return form

    def place(self, signature: Signature) -> Any:
        """Return the field with the place of a name."""
        return self[f"place_{signature.ref}"]

    def order(self, signatures: Sequence[Signature]) -> list[Signature]:
        """Return the names as numbered. Of two with one number, the one that moved up goes first, or down last."""

        def key(numbered: tuple[int, Signature]) -> tuple[int, int, int]:
            old, signature = numbered
            new = self.place(signature).data
            return new, (new > old) - (new < old), old

        return [signature for _old, signature in sorted(enumerate(signatures, start=1), key=key)]
