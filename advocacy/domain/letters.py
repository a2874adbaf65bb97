"""Letters, their recipients, signatures and replies."""

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


class LetterKind(Word):
    """What form the letter has."""

    LETTER = "letter", N_("Letter")
    OPEN_STATEMENT = "open_statement", N_("Open statement")
    TESTIMONY = "testimony", N_("Testimony")


class LetterStatus(Word):
    """Where a letter stands."""

    DRAFT = "draft", N_("Draft")
    IN_REVIEW = "in_review", N_("In review")
    APPROVED = "approved", N_("Approved")
    COLLECTING = "collecting", N_("Collecting signatures")
    SIGNATURES_CLOSED = "signatures_closed", N_("Signatures closed")
    SENT = "sent", N_("Sent")
    CLOSED = "closed", N_("Closed")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class LetterEvent(Word):
    """What can be done with a letter."""

    SUBMIT = "submit", N_("Send for review")
    RETURN = "return", N_("Return to draft")
    APPROVE = "approve", N_("Approve")
    REVISE = "revise", N_("Revise the text")
    COLLECT = "collect", N_("Collect signatures")
    CLOSE_SIGNATURES = "close_signatures", N_("Close signatures")
    SEND = "send", N_("Mark as sent")
    CLOSE = "close", N_("Close the letter")
    REOPEN = "reopen", N_("Reopen")
    WITHDRAW = "withdraw", N_("Withdraw")


_L = LetterStatus
LETTER: Workflow[LetterStatus, LetterEvent] = Workflow(
    "letter",
    LetterStatus.DRAFT,
    {
        **edges(_L.IN_REVIEW, LetterEvent.SUBMIT, _L.DRAFT),
        **edges(_L.APPROVED, LetterEvent.APPROVE, _L.IN_REVIEW),
        **edges(_L.DRAFT, LetterEvent.RETURN, _L.IN_REVIEW),
        **edges(_L.COLLECTING, LetterEvent.COLLECT, _L.APPROVED),
        **edges(_L.SIGNATURES_CLOSED, LetterEvent.CLOSE_SIGNATURES, _L.COLLECTING),
        **edges(_L.DRAFT, LetterEvent.REVISE, _L.APPROVED, _L.COLLECTING, _L.SIGNATURES_CLOSED),
        **edges(_L.SENT, LetterEvent.SEND, _L.APPROVED, _L.SIGNATURES_CLOSED),
        **edges(_L.CLOSED, LetterEvent.CLOSE, _L.SENT),
        **edges(_L.SENT, LetterEvent.REOPEN, _L.CLOSED),
        **edges(
            _L.WITHDRAWN,
            LetterEvent.WITHDRAW,
            _L.DRAFT,
            _L.IN_REVIEW,
            _L.APPROVED,
            _L.COLLECTING,
            _L.SIGNATURES_CLOSED,
            _L.SENT,
        ),
    },
)
DRAFTS = (LetterStatus.DRAFT, LetterStatus.IN_REVIEW)
SIGNABLE = (LetterStatus.APPROVED, LetterStatus.COLLECTING)
"""While somebody may sign."""
TEXT_IS_OPEN = DRAFTS
BEFORE_SENDING = (*DRAFTS, *SIGNABLE, LetterStatus.SIGNATURES_CLOSED)
GONE_OUT = (LetterStatus.SENT, LetterStatus.CLOSED)
"""Answers are taken then."""


class LetterWait(Word):
    """What a sent letter waits for: ways to filter the list."""

    TO_CLASSIFY = "to_classify", N_("A reply to classify")
    LONG_OVERDUE = "long_overdue", N_("An answer is long overdue")
    OVERDUE = "overdue", N_("An answer is overdue")
    DUE_SOON = "due_soon", N_("An answer is due soon")
    CLARIFYING = "clarifying", N_("Our answer to their question")
    WAITING = "waiting", N_("Waiting for an answer")


class LetterOutcome(Word):
    """How a letter was closed."""

    GRANTED = "granted", N_("Granted")
    PARTLY = "partly", N_("Partly granted")
    REFUSED = "refused", N_("Refused")
    NO_REPLY = "no_reply", N_("No reply")


class RecipientStatus(Word):
    """Where a letter stands with one recipient."""

    TO_SEND = "to_send", N_("To send")
    SENT = "sent", N_("Sent")
    ACKNOWLEDGED = "acknowledged", N_("Acknowledged")
    TO_CLASSIFY = "to_classify", N_("Reply to classify")
    CLARIFYING = "clarifying", N_("Needs clarification")
    ANSWERED = "answered", N_("Answered")
    DELIVERY_FAILED = "delivery_failed", N_("Delivery failed")
    NO_REPLY = "no_reply", N_("No reply")


class RecipientEvent(Word):
    """What can happen with one recipient."""

    SEND = "send", N_("Mark as sent")
    FAIL_DELIVERY = "fail_delivery", N_("Delivery failed")
    ACKNOWLEDGE = "acknowledge", N_("Receipt acknowledged")
    LOG_REPLY = "log_reply", N_("Log a reply")
    ANSWER = "answer", N_("Classify as an answer")
    CLARIFY = "clarify", N_("Classify as needing clarification")
    RESPOND = "respond", N_("We answered the question")
    GIVE_UP = "give_up", N_("Close without a reply")


_R = RecipientStatus
RECIPIENT: Workflow[RecipientStatus, RecipientEvent] = Workflow(
    "recipient",
    RecipientStatus.TO_SEND,
    {
        **edges(
            _R.SENT,
            RecipientEvent.SEND,
            _R.TO_SEND,
            _R.DELIVERY_FAILED,
            activity=ActivityKind.LETTER_SENT,
        ),
        **edges(_R.DELIVERY_FAILED, RecipientEvent.FAIL_DELIVERY, _R.SENT, _R.TO_SEND),
        **edges(_R.ACKNOWLEDGED, RecipientEvent.ACKNOWLEDGE, _R.SENT, _R.TO_CLASSIFY),
        **edges(
            _R.TO_CLASSIFY,
            RecipientEvent.LOG_REPLY,
            _R.SENT,
            _R.ACKNOWLEDGED,
            _R.ANSWERED,
            _R.CLARIFYING,
            _R.NO_REPLY,
            _R.TO_CLASSIFY,
            activity=ActivityKind.REPLY_RECEIVED,
        ),
        **edges(_R.ANSWERED, RecipientEvent.ANSWER, _R.TO_CLASSIFY),
        **edges(_R.CLARIFYING, RecipientEvent.CLARIFY, _R.TO_CLASSIFY),
        **edges(_R.SENT, RecipientEvent.RESPOND, _R.CLARIFYING),
        **edges(_R.NO_REPLY, RecipientEvent.GIVE_UP, _R.SENT, _R.ACKNOWLEDGED, _R.CLARIFYING),
    },
)
CLOCK_RUNS = (RecipientStatus.SENT, RecipientStatus.ACKNOWLEDGED)


class DeliveryMethod(Word):
    """How a letter goes out."""

    BY_HAND = "by_hand", N_("By hand")
    POST = "post", N_("Post")
    EMAIL = "email", N_("E-mail")
    WEB_FORM = "web_form", N_("Web form")
    FAX = "fax", N_("Fax")
    PUBLISHED = "published", N_("Published")
    NOT_KNOWN = "not_known", N_("Not known")


class ReplyChannel(Word):
    """How a reply came."""

    LETTER = "letter", N_("Letter")
    EMAIL = "email", N_("E-mail")
    CALL = "call", N_("Call")
    IN_PERSON = "in_person", N_("In person")
    PRESS = "press", N_("Through the press")
    OTHER = "other", N_("Other")


class ReplyFrom(Word):
    """Who wrote the reply."""

    OFFICIAL = "official", N_("The official")
    STAFF = "staff", N_("Their staff")
    BOILERPLATE = "boilerplate", N_("A form letter")


class ReplyOutcome(Word):
    """What a reply answers, for a recipient and a demand."""

    GRANTED = "granted", N_("Granted")
    PARTLY_GRANTED = "partly_granted", N_("Partly granted")
    REFUSED = "refused", N_("Refused")
    NON_COMMITTAL = "non_committal", N_("Non-committal")
    REFERRED = "referred", N_("Referred elsewhere")
    NEEDS_CLARIFICATION = "needs_clarification", N_("Needs clarification")
    RECEIPT = "receipt", N_("Only a receipt")


class SignatureStatus(Word):
    """Where a signature stands."""

    INVITED = "invited", N_("Invited")
    CONSIDERING = "considering", N_("Considering")
    SIGNED = "signed", N_("Signed")
    DECLINED = "declined", N_("Declined")
    NO_ANSWER = "no_answer", N_("No answer")
    TO_RECONFIRM = "to_reconfirm", N_("To be reconfirmed")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class SignatureEvent(Word):
    """What can happen to a signature."""

    CONSIDER = "consider", N_("They are considering")
    SIGN = "sign", N_("Mark as signed")
    DECLINE = "decline", N_("Mark as declined")
    GIVE_UP = "give_up", N_("No answer")
    TEXT_CHANGED = "text_changed", N_("Text changed after signing")
    ASK_ANEW = "ask_anew", N_("They ask to sign as somebody else")
    WITHDRAW = "withdraw", N_("Withdraw the signature")


_S = SignatureStatus
SIGNATURE: Workflow[SignatureStatus, SignatureEvent] = Workflow(
    "signature",
    SignatureStatus.INVITED,
    {
        **edges(_S.CONSIDERING, SignatureEvent.CONSIDER, _S.INVITED, _S.NO_ANSWER),
        **edges(
            _S.CONSIDERING,
            SignatureEvent.ASK_ANEW,
            _S.INVITED,
            _S.NO_ANSWER,
            _S.DECLINED,
            _S.SIGNED,
            _S.TO_RECONFIRM,
        ),
        **edges(
            _S.SIGNED,
            SignatureEvent.SIGN,
            _S.INVITED,
            _S.CONSIDERING,
            _S.NO_ANSWER,
            _S.DECLINED,
            _S.TO_RECONFIRM,
        ),
        **edges(_S.DECLINED, SignatureEvent.DECLINE, _S.INVITED, _S.CONSIDERING, _S.NO_ANSWER, _S.TO_RECONFIRM),
        **edges(_S.NO_ANSWER, SignatureEvent.GIVE_UP, _S.INVITED, _S.CONSIDERING, _S.TO_RECONFIRM),
        **edges(_S.TO_RECONFIRM, SignatureEvent.TEXT_CHANGED, _S.SIGNED),
        **edges(_S.WITHDRAWN, SignatureEvent.WITHDRAW, _S.INVITED, _S.CONSIDERING, _S.SIGNED, _S.TO_RECONFIRM),
    },
)
