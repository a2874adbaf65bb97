"""10,000 queued messages, drained by `advocacy worker --once` into a real mail server: how fast, in how much memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.config.mail import MailSettings, Security
from advocacy.db import db, upgrade
from advocacy.domain.mail import Mail, MailKind
from advocacy.services import outbox
from tests.smtp import serving

MESSAGES = 10_000
TEXT = "A reminder of what is due, with some words about it.\n" * 20


def drained(folder: Path, secret: str) -> tuple[float, float, float]:
    """Return the messages sent in a second, and the worker's memory (MB) after a tenth of them and at its greatest."""
    database = folder / "mail.db"
    database.unlink(missing_ok=True)
    _fill(Settings(database_url=f"sqlite:///{database}", data_dir=folder, secret_key=secret))
    taken = 0

    def count(_to: str) -> str:
        nonlocal taken
        taken += 1
        return ""

    with serving(keeping=False) as office:
        office.before_taking = count
        began = time.perf_counter()
        worker = _worker(database, folder, secret, office.port)
        early = greatest = 0.0
        while worker.poll() is None:
            greatest = max(greatest, _memory(worker.pid))
            if not early and taken >= MESSAGES // 10:
                early = greatest
            time.sleep(0.02)
        seconds = time.perf_counter() - began
    if worker.returncode != 0 or taken != MESSAGES:
        raise AssertionError(f"the worker ended with {worker.returncode} after {taken} messages")
    return MESSAGES / seconds, early, greatest


def _fill(settings: Settings) -> None:
    app = create_app(settings)
    app.config["MAIL"] = MailSettings("127.0.0.1", 25, Security.NONE, "cabildo@example.org")
    with app.app_context():
        upgrade()
        for number in range(MESSAGES):
            outbox.queue(Mail(MailKind.TEST, f"bench {number}", f"a{number}@example.org", "Your day", TEXT))
            if number % 500 == 499:
                db.session.commit()
                db.session.expunge_all()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def _worker(database: Path, folder: Path, secret: str, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "advocacy.cli", "worker", "--once"],
        env=os.environ
        | {
            "ADVOCACY_DATABASE_URL": f"sqlite:///{database}",
            "ADVOCACY_DATA_DIR": str(folder),
            "ADVOCACY_SECRET_KEY": secret,
            "ADVOCACY_BASE_URL": "https://cabildo.example.org",
            "ADVOCACY_SMTP_HOST": "127.0.0.1",
            "ADVOCACY_SMTP_PORT": str(port),
            "ADVOCACY_SMTP_SECURITY": "none",
            "ADVOCACY_MAIL_FROM": "cabildo@example.org",
        },
    )


def _memory(pid: int) -> float:
    """Return the memory of a process in MB, 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)
