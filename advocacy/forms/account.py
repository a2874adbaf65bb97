"""What somebody changes about their own account."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TimeField
from wtforms.validators import Optional

from advocacy.domain.mail import DigestRhythm
from advocacy.domain.mail_choices import MailChoices
from advocacy.domain.text import Limits
from advocacy.domain.users import MAX_EMAIL, Language
from advocacy.forms.auth import new_password_field, password_field
from advocacy.forms.base import Form, WordField, text_field


class ProfileForm(Form):
    """Name and language."""

    name = text_field(
        _l("Name"), most=Limits.MAX_NAME, required=True, description=_l("As the others of your coalition see it.")
    )
    language = WordField(_l("Language"), Language, blank=_l("As my browser asks"))


class EmailForm(Form):
    """The e-mail to sign in with."""

    guarded = False
    email = text_field(_l("New e-mail"), most=MAX_EMAIL, required=True)
    password = password_field(_l("Your password"))


class PasswordForm(Form):
    """A new password, and the one before."""

    guarded = False
    password = password_field(_l("Your password now"))
    new_password = new_password_field(_l("New password"))


class MailForm(Form):
    """Which mail one gets, and when none may come."""

    digest = WordField(
        _l("Digest"), DigestRhythm,
        description=_l("What is due, what waits and what comes. Without news there is none."),
    )  # fmt: skip
    task_reminders = BooleanField(
        _l("Remind me by mail on the day when a task is due"), description=_l("Not on days when a digest tells of it.")
    )
    event_reminders = BooleanField(
        _l("Remind me by mail the day before an event that I answered, and when it is moved or cancelled")
    )
    quiet_from = TimeField(_l("No mail from"), format=["%H:%M", "%H:%M:%S"], validators=[Optional()])
    quiet_until = TimeField(_l("Until"), format=["%H:%M", "%H:%M:%S"], validators=[Optional()])

    zone = text_field(
        _l("Another time zone"),
        most=60,
        description=_l("Only where you live by another clock than the coalition. Such as America/Chicago."),
    )

    @classmethod
    def of(cls, choices: MailChoices) -> "MailForm":
        """Draw the form as the choices stand."""
        is_quiet = choices.quiet_from != choices.quiet_until
        hours: dict[str, Any] = {
            "quiet_from": _time(choices.quiet_from) if is_quiet else None,
            "quiet_until": _time(choices.quiet_until) if is_quiet else None,
        }
        return cls(
            digest=choices.digest,
            task_reminders=choices.task_reminders,
            event_reminders=choices.event_reminders,
            zone=choices.zone,
            **hours,
        )

    def choices(self) -> MailChoices:
        """Return what was chosen; an hour alone is none."""
        first, last = self.quiet_from.data, self.quiet_until.data
        if first is None or last is None:
            first = last = time()
        return MailChoices(
            self.digest.word,
            bool(self.task_reminders.data),
            bool(self.event_reminders.data),
            first.hour * 60 + first.minute,
            last.hour * 60 + last.minute,
            self.zone.data or "",
        )


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))
