"""Sign-on: the days, the links, and what an outsider types to sign."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, HiddenField
from wtforms.validators import Length, Optional

from advocacy.domain.sign_on import SignerDetails, SignOnDates
from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL, Language
from advocacy.forms.base import DayField, Form, TickField, VersionedForm, WordField, number_carried, text_field
from advocacy.forms.clips import PartsField

MOST_INVITED = 500


class SignOnDatesForm(VersionedForm):
    """By when signatures are asked for, and the last day."""

    sign_by = DayField(
        _l("Please answer by"),
        validators=[Optional()],
        description=_l("Stands on the page and in the mail. Signatures are still taken after it."),
    )
    sign_until = DayField(
        _l("Last day"),
        validators=[Optional()],
        description=_l("No link signs after it. Without it a link works for 30 days."),
    )

    def details(self) -> SignOnDates:
        """Return what was typed."""
        return SignOnDates(self.sign_by.data, self.sign_until.data)


class OpenLinkForm(VersionedForm):
    """A link that may be forwarded."""

    language = WordField(_l("Language of the page"), Language, description=_l("Whoever opens it can switch."))


class LinkForm(OpenLinkForm):
    """A link for one who was invited: shown once, or mailed."""

    email = text_field(
        _l("E-mail"), most=MAX_EMAIL, description=_l("For the invitation. Only who works on this letter sees it.")
    )


class InvitePart(Form):
    """One who was not asked yet: whether they are mailed, and in which language."""

    submission = None  # the whole form has one
    take = BooleanField(_l("Mail them"))
    ref = HiddenField(validators=[Length(max=10)])
    language = WordField(_l("Language"), Language)

    class Meta(Form.Meta):
        """The whole form carries the token against forgery."""

        csrf = False


class InviteForm(VersionedForm):
    """Invite those who were not asked yet."""

    people = PartsField(FormField(InvitePart), max_entries=MOST_INVITED)

    def chosen(self) -> dict[str, Language]:
        """Return who is mailed, by their refs, and in which language."""
        parts = [entry.form for entry in self.people.entries]
        return {part.ref.data: Language(part.language.word) for part in parts if part.take.data and part.language.word}


class AskersForm(VersionedForm):
    """Say no to several who asked to sign."""

    requests = TickField(_l("To whom do you say no?"), choices=[])
    ends_links = BooleanField(
        _l("End the links to forward too"),
        description=_l("Nobody can ask by them any more. You can make another and forward that."),
    )


class SignerForm(Form):
    """How the name prints, for whom it stands, and under which text."""

    seen_version = HiddenField()
    printed_name = text_field(
        _l("Name, as printed"), most=Limits.MAX_NAME, required=True, description=_l("Exactly as it shall stand there.")
    )
    printed_title = text_field(_l("Title, as printed"), most=Limits.MAX_SHORT)
    printed_organization = text_field(
        _l("Organization, as printed"),
        most=Limits.MAX_NAME,
        description=_l("Leave it empty if you sign for yourself alone, or if the name above is the organization."),
    )
    for_organization = BooleanField(_l("I sign in the name of this organization"))
    approved_by = text_field(
        _l("Who approved it, with what authority"),
        most=Limits.MAX_SHORT,
        description=_l("For an organization: “board vote of January 12”. It is not printed."),
    )
    email = text_field(
        _l("E-mail"),
        most=MAX_EMAIL,
        description=_l(
            "For those who prepare this letter, and to ask you again if its text changes. It is not printed."
        ),
    )

    def details(self) -> SignerDetails:
        """Return what was typed."""
        return SignerDetails(
            printed_name=self.printed_name.data or "",
            printed_title=self.printed_title.data or "",
            printed_organization=self.printed_organization.data or self._own_name(),
            approved_by=self.approved_by.data or "",
            email=self.email.data or "",
            for_organization=bool(self.for_organization.data),
        )

    def _own_name(self) -> str:
        """Return the name where it is the organization itself that signs: nobody writes it twice."""
        return (self.printed_name.data or "") if self.for_organization.data else ""

    def seen(self) -> int | None:
        """Return the version of the text that the page showed."""
        return number_carried(self.seen_version)


class ActForm(Form):
    """A button of an outsider's page."""
