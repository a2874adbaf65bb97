"""What mail users want. Who never chose gets the defaults."""

from collections.abc import Iterable

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.mail_choices import MailChoices
from advocacy.models import MailChoice, User

DEFAULTS = MailChoices()


def choices_of(user: User) -> MailChoices:
    """Return what mail a user wants."""
    return choices_of_all([user.id]).get(user.id, DEFAULTS)


def choices_of_all(user_ids: Iterable[int]) -> dict[int, MailChoices]:
    """Return the choices of those among these users who made any, in one query."""
    found = db.session.scalars(select(MailChoice).where(MailChoice.user_id.in_(list(user_ids))))
    return {
        row.user_id: MailChoices(
            row.digest, row.task_reminders, row.event_reminders, row.quiet_from, row.quiet_until, row.zone
        )
        for row in found
    }
