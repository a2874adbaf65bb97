"""What runs in the background: `advocacy worker`. Every job stands in the one list `JOBS`."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from advocacy.db import db, one_at_a_time
from advocacy.policy import WORKER
from advocacy.services import commitments, notices, outbox
from advocacy.services.letters import following, mailing, sign_on
from advocacy.worker import bulletins, inbox, mail
from advocacy.worker.faults import described

log = logging.getLogger("advocacy.worker")

Stopping = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """Something that is done again and again.

    `run(stopping)` does what there is to do and returns whether more waits already; it looks at `stopping()` from
    time to time and ends early. It finds an app context and commits by itself: a job of one transaction is made
    by `in_one_transaction`. Every job must bear being run by two workers at once and being killed in the middle.
    """

    name: str
    run: Callable[[Stopping], bool]
    every: timedelta


def in_one_transaction(name: str, work: Callable[[], object], every: timedelta) -> Job:
    """Return the job that does `work` and commits once. Two workers do not do it at the same moment: one waits."""

    def run(_stopping: Stopping) -> bool:
        one_at_a_time(f"job {name}")
        work()
        db.session.commit()
        return False

    return Job(name, run, every)


JOBS: tuple[Job, ...] = (
    in_one_transaction("commitments", lambda: commitments.plan_due(WORKER), timedelta(hours=1)),
    in_one_transaction("sign-on", sign_on.remind_before_day, timedelta(hours=1)),
    in_one_transaction("letters to chase", lambda: following.plan_due(WORKER), timedelta(hours=1)),
    Job("inbox", inbox.take_in_all, timedelta(seconds=30)),
    Job("mailbox", inbox.take_in_mailbox, timedelta(minutes=1)),
    in_one_transaction("changed events", bulletins.tell_of_changed_events, timedelta(minutes=1)),
    in_one_transaction("bell", bulletins.ring_for_tasks, timedelta(minutes=15)),
    in_one_transaction("digests", bulletins.write_digests, timedelta(minutes=15)),
    in_one_transaction("reminders of tasks", bulletins.remind_of_tasks, timedelta(minutes=15)),
    in_one_transaction("reminders of events", bulletins.remind_of_events, timedelta(minutes=15)),
    in_one_transaction("reminders of meetings", bulletins.remind_of_meetings, timedelta(minutes=15)),
    Job("mail", mail.send_due, timedelta(seconds=10)),
    in_one_transaction("letters that went out", mailing.catch_up, timedelta(minutes=5)),
    in_one_transaction("old mail", outbox.forget_old, timedelta(hours=6)),
    in_one_transaction("old notices", notices.forget_old, timedelta(hours=6)),
)
"""The jobs, in the order in which they run. What queues mail stands before the mail."""


@dataclass
class Worker:
    """Runs each job when its time has come. Call inside an app context."""

    stopping: Stopping
    jobs: tuple[Job, ...] = JOBS
    _due: dict[str, float] = field(default_factory=dict)

    def run_once(self) -> bool:
        """Run every job until nothing waits; return whether all went well."""
        went_well = [self._run_to_the_end(job) for job in self.jobs]
        return all(went_well)

    def _run_to_the_end(self, job: Job) -> bool:
        while not self.stopping():
            more = self._run(job)
            if not more:
                return more is not None
        return True

    def run_due(self) -> float:
        """Run the jobs whose time has come, each once; return the seconds until the next one's."""
        for job in self.jobs:
            if not self.stopping() and self._due.get(job.name, 0.0) <= time.monotonic():
                more = self._run(job)
                self._due[job.name] = time.monotonic() + (0.0 if more else job.every.total_seconds())
        return max(0.0, min(self._due.values(), default=0.0) - time.monotonic())

    def _run(self, job: Job) -> bool | None:
        """Run a job; None when it failed, which stops no other."""
        try:
            return job.run(self.stopping)
        except OperationalError:
            log.error("job %s: the database does not answer", job.name)
        except Exception as error:
            log.error("job %s failed: %s", job.name, described(error))
        finally:
            db.session.remove()
        return None
