"""The job that sends what waits in the outbox.

At least once: a message is noted as sent right after the server took it, and only a worker that is killed between
the two leaves it to be sent again, when its claim has ended; the second copy bears the same Message-ID.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from advocacy.config import MailSettings
from advocacy.db import db, reading_only
from advocacy.domain.mail import WORKER_ENDED, Outcome, Verdict
from advocacy.domain.words import N_
from advocacy.models import OutboxMessage
from advocacy.services import files, outbox, sending
from advocacy.worker.faults import described
from advocacy.worker.messages import written
from advocacy.worker.smtp import MailServer, ServerTrouble

log = logging.getLogger("advocacy.worker")

MOST_IN_A_TURN = 500
"""Messages that are sent before other jobs have their turn."""

ASKED_AGAIN = 3
"""Each time a busy SQLite is waited for as long as `db.BUSY_SECONDS` says."""

CANNOT_BE_WRITTEN = N_("This message cannot be written as mail: an address, a header or an attached file is wrong.")

_our_name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


def send_due(stopping: Callable[[], bool]) -> bool:
    """Send what is due, one by one over one connection; return whether more waits. Commits after each message."""
    settings = outbox.mail_settings()
    if settings is None or not _is_any_due():
        return False
    with MailServer(settings, _greeting(settings)) as server:
        for _ in range(MOST_IN_A_TURN):
            if stopping():
                return False
            claim = _claimed()
            if claim is None:
                return False
            outcome = _attempt(claim, server, settings)
            _settled(claim, outcome)
            if outcome.verdict is Verdict.NOT_TRIED:
                return False
    return True


def _is_any_due() -> bool:
    with reading_only():
        due = sending.is_any_due()
        db.session.rollback()
    return due


def _greeting(settings: MailSettings) -> str:
    """Return the name by which we greet the server: of the installation, which is the same on every machine."""
    return urlsplit(str(current_app.config["BASE_URL"])).hostname or settings.domain


def _claimed() -> sending.Claim | None:
    claim = sending.claim_next(_our_name)
    db.session.commit()
    db.session.remove()
    return claim


def _attempt(claim: sending.Claim, server: MailServer, settings: MailSettings) -> Outcome:
    """Send one message; whatever is wrong with it is told and stops no other. Nothing is locked meanwhile."""
    if claim.is_one_too_many:
        return Outcome(Verdict.NEVER, WORKER_ENDED)
    try:
        letter, to = _letter(claim, settings)
    except (ValueError, LookupError, files.Missing) as error:
        log.error("a message cannot be written: %s", type(error).__name__)
        return Outcome(Verdict.NEVER, CANNOT_BE_WRITTEN)
    except Exception as error:
        log.error("a message cannot be written now: %s", type(error).__name__)
        return Outcome(Verdict.LATER, CANNOT_BE_WRITTEN)
    finally:
        db.session.remove()
    try:
        return server.send(letter, settings.from_address, to)
    except ServerTrouble as trouble:
        log.warning("no mail goes out: %s", trouble)
        server.hang_up()
        return Outcome(Verdict.NOT_TRIED, str(trouble))
    except Exception as error:
        log.error("a message cannot be sent: %s", type(error).__name__)
        server.hang_up()
        return Outcome(Verdict.NEVER, CANNOT_BE_WRITTEN)


def _letter(claim: sending.Claim, settings: MailSettings) -> tuple[EmailMessage, str]:
    with reading_only():
        message = db.session.get_one(OutboxMessage, claim.message_id, options=[joinedload(OutboxMessage.attachments)])
        return written(message, settings, current_app.config["SITE_NAME"], files.read_bytes), message.to_address


def _settled(claim: sending.Claim, outcome: Outcome) -> None:
    """Note how it went. What cannot be noted is sent again one day, so a database that is busy is asked again."""
    for _ in range(ASKED_AGAIN):
        try:
            return _note(claim, outcome)
        except OperationalError:
            log.warning("the database is busy; what was sent is noted in a moment")
    return _note(claim, outcome)


def _note(claim: sending.Claim, outcome: Outcome) -> None:
    """Note it once; when those who wait for it fail, it is noted all the same: it must not be sent again."""
    try:
        sending.settle(claim, outcome)
        db.session.commit()
    except OperationalError:
        raise
    except Exception as error:
        db.session.rollback()
        log.error("a message went its way, but what should follow failed: %s", described(error))
        sending.settle_quietly(claim, outcome)
        db.session.commit()
    finally:
        db.session.remove()
