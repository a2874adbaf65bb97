"""Mail of ours that came back (RFC 3464): believed only where it names what we sent, and to whom.

Anybody can write such a message. The Message-ID of ours is 128 random bits that went to one address alone: a bounce
that names it, and that address, comes from a server on that way. Whatever else says so changes nothing.
"""

from collections.abc import Sequence

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.inbound import BOUNCED, DELAYED, OTHER_ADDRESS, UNKNOWN_BOUNCE, Bounce, InboundMail
from advocacy.domain.mail import InboundStatus
from advocacy.models import InboundMessage, OutboxMessage
from advocacy.models.base import utc_now
from advocacy.services.inbox.matching import letters_of_what_came_back
from advocacy.services.letters import mailing


def believe(message: InboundMessage, mail: InboundMail, bounce: Bounce, secrets: Sequence[str] = ()) -> bool:
    """Mark what came back, and tell whether the bounce is believed; else it waits, and says why."""
    ids = [*bounce.message_ids, *mail.references]
    found = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.message_id.in_(ids)).order_by(OutboxMessage.id).with_for_update()
    ).all()
    theirs = [each for each in found if each.to_address.lower() in bounce.addresses]
    if not theirs:
        message.why = OTHER_ADDRESS if found else UNKNOWN_BOUNCE
        about = found[0].record_id if found else None
        message.record_id = about or next(iter(letters_of_what_came_back(mail, secrets)), None)
        return False
    message.status, message.handled_at, message.record_id = InboundStatus.BOUNCE, utc_now(), theirs[0].record_id
    message.why = BOUNCED if bounce.has_failed else DELAYED
    message.body = ""  # it may repeat what we wrote, with links that let somebody in
    for each in theirs if bounce.has_failed else ():
        mailing.note_bounced(each, bounce.words or BOUNCED)
    return True
