"""Large messages: a process of its own reads them, and what it cannot read keeps no other mail waiting."""

from pathlib import Path

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.inbound import UNREADABLE
from advocacy.domain.mail import InboundStatus
from advocacy.exchange import inbound
from advocacy.models import InboundMessage, Reply
from advocacy.services.inbox import looked_through
from advocacy.worker import reading
from tests.inbound import answer, bounce, came, deliver, mailed
from tests.smtp import PostOffice

LONG = "x" * 70 + "\n"


def test_a_child_tells_what_was_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGE", 0)
    link = "https://cabildo.example.org/sign/" + "a1_-" * 16
    dated = {
        "Date": "Fri, 20 Nov 2026 10:00:00 -0500",
        "References": "<a@b.example> <c@d.example>",
        "To": "x@y.example",
    }
    for raw in (answer(f"Señora 😀 {link} 536-22-1234", **dated), bounce("<a@b.example>"), b"\xff", b""):
        host = "cabildo.example.org"
        assert reading.read(raw, host) == looked_through(inbound.read(raw), raw, host)


@pytest.mark.sqlite_only
def test_a_large_answer_lands_with_its_letter(office: PostOffice, maildir: Path) -> None:
    mailed()
    deliver(maildir, answer("Yes.\n" + LONG * (reading.LARGE // len(LONG)), To=str(office.taken[0]["Reply-To"])))
    assert db.session.scalars(select(Reply)).one().words.startswith("Yes.")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("bound", [("MOST_SECONDS", 0.01), ("LARGE", 0)])
def test_what_takes_too_long_or_too_much_waits_by_its_headers_and_stops_no_other(
    office: PostOffice, maildir: Path, monkeypatch: pytest.MonkeyPatch, bound: tuple[str, float]
) -> None:
    mailed()
    to = str(office.taken[0]["Reply-To"])
    monkeypatch.setattr(reading, *bound)
    if bound[0] == "LARGE":
        monkeypatch.setattr(reading.sys, "executable", "/bin/false")
    deliver(maildir, answer(LONG * (reading.LARGE // len(LONG) + 1), To=to))
    kept = came()
    assert (kept.status, kept.why, kept.file_id, kept.body) == (InboundStatus.WAITING, UNREADABLE, None, "")
    assert kept.record_id is not None
    assert list((maildir / "new").iterdir()) == []
    monkeypatch.undo()
    assert len(db.session.scalars(select(InboundMessage)).all()) == 1
