"""What mail a user wants, and the hours in which none may come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from advocacy.domain.localtime import check_zone, to_local, zone_named
from advocacy.domain.mail import DigestRhythm
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word

MINUTES_OF_A_DAY = 24 * 60
MOST_QUIET_HOURS = 20
"""Longer ones would hardly leave a time at which mail may come; who wants none chooses so."""


class AutomaticMail(Word):
    """Mail that comes by itself, and that somebody may end by its own link."""

    DIGEST = "digest", N_("The digest")
    TASKS = "tasks", N_("Reminders of tasks")
    EVENTS = "events", N_("Reminders and changes of events")


@dataclass(frozen=True)
class MailChoices:
    """What a user wants. The quiet hours are minutes after midnight; equal ones mean none."""

    digest: DigestRhythm = DigestRhythm.DAILY
    task_reminders: bool = True
    event_reminders: bool = True
    quiet_from: int = 21 * 60
    quiet_until: int = 7 * 60
    zone: str = ""
    """The clock of the quiet hours; empty for that of the place where the coalition works."""

    def wants(self, mail: AutomaticMail) -> bool:
        """Tell whether this mail may come."""
        return {
            AutomaticMail.DIGEST: self.digest is not DigestRhythm.NEVER,
            AutomaticMail.TASKS: self.task_reminders,
            AutomaticMail.EVENTS: self.event_reminders,
        }[mail]

    def wants_any(self) -> bool:
        """Tell whether any mail may come by itself."""
        return any(self.wants(each) for each in AutomaticMail)

    def is_quiet(self, minute: int) -> bool:
        """Tell whether a minute of the day lies in the quiet hours, which may span midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= minute < self.quiet_until
        return minute >= self.quiet_from or minute < self.quiet_until

    def not_before(self, moment: datetime, zone: str) -> datetime:
        """Return the first moment from this one on that is not quiet, in UTC. `zone` counts for who chose none.

        Where the clocks skip the end of the quiet hours, it is the moment after the hour that is not there; where
        they show it twice, the first that has not passed.
        """
        moment, zone = moment.astimezone(UTC), self.zone or zone
        local = to_local(moment, zone)
        minute = local.hour * 60 + local.minute
        if not self.is_quiet(minute):
            return moment
        day = local.date() + timedelta(days=1 if minute >= self.quiet_until else 0)
        end = datetime.combine(day, time(*divmod(self.quiet_until, 60)), tzinfo=zone_named(zone))
        first, second = (end.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
        return first if first > moment else second


def check_choices(choices: MailChoices) -> Iterator[Problem]:
    """Yield what is wrong: minutes that no day has, quiet hours nearly all day long, a zone that is not known."""
    wrong = [name for name in ("quiet_from", "quiet_until") if not 0 <= getattr(choices, name) < MINUTES_OF_A_DAY]
    for name in wrong:
        yield Problem(name, N_("This is no time of the day."))
    if not wrong and (choices.quiet_until - choices.quiet_from) % MINUTES_OF_A_DAY > MOST_QUIET_HOURS * 60:
        words = N_("Quiet hours last %(most)s hours at most. If you want no mail, choose that above.")
        yield Problem("quiet_until", words, {"most": MOST_QUIET_HOURS})
    yield from check_zone(choices.zone)
