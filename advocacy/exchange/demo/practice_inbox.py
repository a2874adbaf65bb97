"""Practice mail: an answer that names no letter, waiting in the holding pen."""

from advocacy.exchange import inbound
from advocacy.services import inbox

ANSWER = b"""From: Sample Desk <desk@sampleville.example>
To: replies@example.org
Subject: Your letter of last week
Date: Mon, 04 May 2026 09:00:00 -0400
Message-ID: <practice-1@sampleville.example>

Thank you for writing. The office will look at your points and come back to you.
"""


def let_mail_wait() -> None:
    """Let one answer come in that says of no letter which one it answers."""
    inbox.take_in(inbox.looked_through(inbound.read(ANSWER), ANSWER))
