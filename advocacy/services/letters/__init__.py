"""Letters: writing, reviewing, signing, sending, replies, closing."""

from advocacy.services.letters import undoing  # noqa: F401 (registers how steps are put back)
from advocacy.services.letters.closing import close, withdraw
from advocacy.services.letters.drafting import add_recipients, create, edit, remove_recipient, restore
from advocacy.services.letters.mailing import check_before_mailing, mail, take_out
from advocacy.services.letters.replies import acknowledge, classify, edit_reply, give_up, log_reply, respond
from advocacy.services.letters.reviewing import advance, ask_for_review, close_signatures, review, unconfirmed
from advocacy.services.letters.sending import correct_delivery, fail_delivery, send
from advocacy.services.letters.signing import (
    add_signature,
    edit_signature,
    move_signature,
    order_signatures,
    remove_signature,
    sign,
    sign_several,
    step_signature,
)
from advocacy.services.letters.translating import approve_translation, translate, translate_from_template

__all__ = [
    "acknowledge",
    "add_recipients",
    "add_signature",
    "advance",
    "approve_translation",
    "ask_for_review",
    "check_before_mailing",
    "classify",
    "close",
    "close_signatures",
    "correct_delivery",
    "create",
    "edit",
    "edit_reply",
    "edit_signature",
    "fail_delivery",
    "give_up",
    "log_reply",
    "mail",
    "move_signature",
    "order_signatures",
    "remove_recipient",
    "remove_signature",
    "respond",
    "restore",
    "review",
    "send",
    "sign",
    "sign_several",
    "step_signature",
    "take_out",
    "translate",
    "translate_from_template",
    "unconfirmed",
    "withdraw",
]
