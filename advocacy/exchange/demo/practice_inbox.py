"""Practice mail in the holding pen: an answer that names no letter, and one that several recipients could have sent."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.inbound import SEVERAL_WROTE
from advocacy.exchange import inbound
from advocacy.models import Letter
from advocacy.services import inbox

ANSWER = b"""From: Sample Desk <desk@sampleville.example>
To: replies@example.org
Subject: Your letter of last week
Date: Mon, 04 May 2026 09:00:00 -0400
Message-ID: <practice-1@sampleville.example>

Thank you for writing. The office will look at your points and come back to you.
"""


OF_THE_COUNCIL = b"""From: Council Office <council@sampleville.example>
To: replies@example.org
Subject: Re: Four written rules for Sampleville
Date: Tue, 05 May 2026 10:00:00 -0400
Message-ID: <practice-2@sampleville.example>

The office has received your letter. Somebody will answer it.
"""


def let_mail_wait() -> None:
    """Let one answer come in that says of no letter which one it answers, and one whose sender nobody can tell."""
    inbox.take_in(inbox.looked_through(inbound.read(ANSWER), ANSWER))
    waiting = inbox.take_in(inbox.looked_through(inbound.read(OF_THE_COUNCIL), OF_THE_COUNCIL))
    letter = db.session.scalar(select(Letter).where(Letter.subject == "Four written rules for Sampleville"))
    if waiting is not None and letter is not None:
        waiting.record_id, waiting.why = letter.id, SEVERAL_WROTE
