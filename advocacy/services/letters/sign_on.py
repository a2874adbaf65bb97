"""Sign-on: links by which people without an account sign, the days until when, and the mail about it.

Somebody who was invited has one link that works: every mail carries the same, and a new one is made only when it ended
or was revoked. Of a link only the SHA-256 is stored; mail that waits holds no link, it is put in when the mail goes.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from babel.dates import format_date
from flask import current_app

from advocacy.db import db
from advocacy.domain.letters import SIGNABLE, LetterStatus, SignatureEvent, SignatureStatus
from advocacy.domain.mail import LINK_TOKEN, Mail, MailKind
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.refs import new_ref
from advocacy.domain.sign_on import (
    ANSWER_BY,
    MAILING_HOURS,
    NO_ACCOUNT,
    OPENINGS,
    SUBJECTS,
    THE_LINK,
    SignOnDates,
    check_dates,
    last_day,
    link_ends,
    wants_reminder,
)
from advocacy.domain.users import NOT_AN_EMAIL, Language, is_email
from advocacy.domain.words import N_
from advocacy.languages import gettext_for
from advocacy.models import Letter, LetterTranslation, OutboxMessage, Person, Signature, SignOnLink
from advocacy.models.base import utc_now
from advocacy.policy import WORKER, Action, Actor, ensure
from advocacy.queries import sign_on as queries
from advocacy.queries.clock import home_zone, today
from advocacy.queries.letter_papers import head_of, told_subject
from advocacy.queries.letter_translations import is_as_good_as_the_letter, translation_of
from advocacy.services import notices, outbox, records, steps, tokens
from advocacy.services.addresses import address_of
from advocacy.services.letters.waiting import LINK_REVOKED, messages_to, refuse_in_outbox, stop_asking
from advocacy.services.sessions import digest

PURPOSE = "sign-on"
NOT_ASKED_ANY_MORE = N_("They answered by then, or are not asked to sign any more.")
NOT_YET = N_("Links are made for an approved text, while signatures are open.")
OVER = N_("The last day for signatures has passed. Move it first.")


def set_dates(actor: Actor, letter: Letter, dates: SignOnDates, version: int | None = None) -> None:
    """Set by when signatures are asked for, and the last day; links that still work end with that day."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    refuse_if(check_dates(dates))
    if dates.sign_until is not None and dates.sign_until != letter.sign_until and dates.sign_until < today():
        raise Refused.at("sign_until", N_("This day has passed."))
    moved = dates.sign_until != letter.sign_until
    letter.sign_by, letter.sign_until = dates.sign_by, dates.sign_until
    if moved:
        for link in queries.living_links(letter):
            link.expires_at = link_ends(link.reminded_at or link.created_at, letter.sign_until, home_zone())
    records.saved(actor, letter, "letter.sign_on_dates")


def make_open_link(actor: Actor, letter: Letter, language: Language, version: int | None = None) -> str:
    """Make a link that may be forwarded, and return its token; who asks to sign by it waits to be confirmed."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    _ensure_takes_signatures(letter)
    token = issue(letter, None, language, actor.user_id)[0]
    records.saved(actor, letter, "letter.sign_on_link_made")
    return token


def make_link(
    actor: Actor, letter: Letter, signature: Signature, language: Language, version: int | None = None
) -> str:
    """Return the token of the link of one who was invited; it is made if they have none that works."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    _ensure_takes_signatures(letter)
    _ensure_may_answer(signature)
    token = own_link(letter, signature, language, actor.user_id)[0]
    records.saved(actor, letter, "letter.sign_on_link_made")
    return token


def mail_link(
    actor: Actor,
    letter: Letter,
    signature: Signature,
    email: str,
    language: Language,
    version: int | None = None,
) -> None:
    """Mail somebody who was invited a link of their own. Refused without a mail server or an address."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    outbox.ensure_mail_is_on()
    _ensure_takes_signatures(letter)
    _ensure_may_answer(signature)
    if not is_email(email):
        raise Refused.at("email", NOT_AN_EMAIL)
    signature.email = email
    if not _mail(actor, letter, signature, MailKind.SIGN_ON_INVITATION, utc_now().isoformat(), language):
        raise Refused.sentence(N_("This message waits in the outbox already."))
    records.saved(actor, letter, "letter.sign_on_mailed", count=1)


def revoke(actor: Actor, letter: Letter, link: SignOnLink) -> None:
    """End a link at once. What was signed by it stays; mail with it that waits is cancelled.

    Nobody gets another by itself: the mailbox may be in wrong hands. One that is made or mailed by hand is meant to be.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    if link.revoked_at is None:
        link.revoked_at = utc_now()
        if link.signature is not None:
            stop_asking(link.signature)
        records.saved(actor, letter, "letter.sign_on_link_revoked")


def invite(actor: Actor, letter: Letter, chosen: Mapping[str, Language], version: int | None = None) -> int:
    """Mail an invitation to those (by their refs) who were not asked yet, each in a language; return how many.

    Passed over is who has no address, or was asked meanwhile.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    outbox.ensure_mail_is_on()
    _ensure_takes_signatures(letter)
    count, when = 0, utc_now().isoformat()
    for signature in queries.asked(letter).to_invite:
        if signature.ref in chosen:
            language = chosen[signature.ref]
            count += _mail(actor, letter, signature, MailKind.SIGN_ON_INVITATION, when, language)
    if count:
        records.saved(actor, letter, "letter.sign_on_mailed", count=count)
    return count


def can_invite(letter: Letter) -> bool:
    """Tell whether invitations can go out by mail now."""
    return outbox.mail_is_on() and takes_signatures(letter)


def remind(actor: Actor, letter: Letter, version: int | None = None) -> int:
    """Mail everybody who was asked and has not answered, but for those whom the last mail did not reach.

    Nobody is mailed twice on a day. Returns how many messages were queued.
    """
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    outbox.ensure_mail_is_on()
    _ensure_takes_signatures(letter)
    return _remind(actor, letter, queries.asked(letter).silent)


def _remind(actor: Actor, letter: Letter, waiting: Iterable[Signature]) -> int:
    signatures = list(waiting)
    mailed, languages = queries.mailed_days(signatures), queries.languages_of(letter, signatures)
    count = 0
    for signature in signatures:
        if mailed.get(signature.id) == today():
            continue
        is_about_new_text = signature.status is SignatureStatus.TO_RECONFIRM or signature.asked_at is not None
        kind = MailKind.SIGN_ON_AGAIN if is_about_new_text else MailKind.SIGN_ON_REMINDER
        count += _mail(actor, letter, signature, kind, today().isoformat(), languages[signature.id])
    if count:
        records.saved(actor, letter, "letter.sign_on_mailed", count=count)
    return count


def remind_before_day() -> int:
    """Remind whoever has not answered when the day asked for, or the last day, is near: once for each. For the worker.

    Only who was asked by mail before is mailed by itself.
    """
    now = datetime.now(home_zone())
    if not outbox.mail_is_on() or now.hour not in MAILING_HOURS:
        return 0
    count, day = 0, now.date()
    for letter in queries.letters_with_day_near(day, SIGNABLE):
        if not takes_signatures(letter):
            continue
        dates, waiting = SignOnDates(letter.sign_by, letter.sign_until), queries.asked(letter).silent
        mailed = queries.mailed_days(waiting)
        due = [each for each in waiting if each.id in mailed and wants_reminder(dates, mailed[each.id], day)]
        silent = [each for each in due if not queries.is_revoked(each)]
        count += _remind(WORKER, letter, silent)
    return count


def ask_again(actor: Actor, letter: Letter) -> None:
    """Mail everybody whose signature stood under an earlier text, once the new one is approved, whichever link they
    came by. Whom no mail reaches stands on the page of sign-on; the links that they have show the new text.
    """
    if not outbox.mail_is_on() or not takes_signatures(letter):
        return
    count = 0
    for signature in letter.signatures:
        if signature.status is not SignatureStatus.TO_RECONFIRM or queries.is_revoked(signature):
            continue
        if signature.email:
            language = queries.language_of(letter, signature)
            count += _mail(actor, letter, signature, MailKind.SIGN_ON_AGAIN, f"v{letter.text_version}", language)
    if count:
        records.saved(actor, letter, "letter.sign_on_mailed", count=count)


def confirm_asked(actor: Actor, letter: Letter, signature: Signature, version: int | None = None) -> None:
    """Put the name of somebody who asked by the open link under the text that they saw."""
    ensure(actor, Action.WORK_LETTER, letter)
    records.expect_version(letter, version)
    if letter.status not in SIGNABLE:
        raise Refused.sentence(N_("Names are put under an approved text, while signatures are open."))
    if signature.asked_at is None or signature.status is not SignatureStatus.CONSIDERING:
        raise Refused.sentence(N_("They have not asked to sign, or somebody has answered them already."))
    if signature.seen_version != letter.text_version:
        raise Refused.sentence(N_("The text has changed since they asked. Show them the new text first."))
    refuse_in_outbox(letter.recipients)
    steps.take(actor, letter, SignatureEvent.SIGN, subject=signature)


def takes_signatures(letter: Letter) -> bool:
    """Tell whether a link signs now: an approved text that is not on its way yet, the last day not past."""
    if letter.status not in SIGNABLE or (letter.sign_until is not None and letter.sign_until < today()):
        return False
    return letter.status is LetterStatus.COLLECTING or not messages_to(letter.recipients)


def _ensure_takes_signatures(letter: Letter) -> None:
    if letter.status not in SIGNABLE:
        raise Refused.sentence(NOT_YET)
    refuse_in_outbox(letter.recipients)
    if not takes_signatures(letter):
        raise Refused.sentence(OVER)


def _ensure_may_answer(signature: Signature) -> None:
    if signature.status is SignatureStatus.WITHDRAWN:
        raise Refused.sentence(N_("They withdrew. Invite them anew if they come back."))


def issue(
    letter: Letter, signature: Signature | None, language: Language, created_by_id: int | None
) -> tuple[str, SignOnLink]:
    """Make a link and return its token with it. Whether it may be made was asked before."""
    ref = new_ref()
    token = tokens.token_of(PURPOSE, ref)
    link = SignOnLink(
        ref=ref,
        token_hash=digest(token),
        letter_id=letter.id,
        letter=letter,
        signature=signature,
        signature_id=signature.id if signature is not None else None,
        email=signature.email if signature is not None else "",
        language=language,
        created_by_id=created_by_id,
        expires_at=link_ends(utc_now(), letter.sign_until, home_zone()),
    )
    db.session.add(link)
    db.session.flush()
    return token, link


def own_link(
    letter: Letter, signature: Signature, language: Language, created_by_id: int | None
) -> tuple[str, SignOnLink]:
    """Return the link of one who was invited, with its token: the one that works, or another."""
    known = _own_link(signature)
    if known is None:
        return issue(letter, signature, language, created_by_id)
    token, link = known
    link.language, link.email = language, signature.email
    link.expires_at = link_ends(utc_now(), letter.sign_until, home_zone())
    return token, link


def _own_link(signature: Signature) -> tuple[str, SignOnLink] | None:
    """Return the newest link that works and whose token can be made anew: it was made with the key of today."""
    for link in queries.links_of_signature(signature):
        token = tokens.token_of(PURPOSE, link.ref)
        if digest(token) == link.token_hash:
            return token, link
    return None


def _mail(actor: Actor, letter: Letter, signature: Signature, kind: MailKind, when: str, language: Language) -> bool:
    """Queue a mail, unless the one for this occasion is there already; tell whether it was queued."""
    if not signature.email:
        return False
    key = f"{kind.value}:{signature.ref}:{when}"
    if queries.is_queued(key):
        return False
    _token, link = own_link(letter, signature, language, actor.user_id)
    outbox.queue(_written(letter, signature, kind, key, link), record=letter, signature=signature)
    link.reminded_at = utc_now() if kind is not MailKind.SIGN_ON_INVITATION else None
    return True


def _written(letter: Letter, signature: Signature, kind: MailKind, key: str, link: SignOnLink) -> Mail:
    subject, body = _words(letter, kind, link)
    return Mail(
        kind=kind,
        unique_key=key,
        to_address=signature.email,
        to_name="" if _unprinted(signature) else signature.printed_name,
        subject=subject,
        body=body,
        language=link.language,
    )


def _unprinted(signature: Signature) -> bool:
    person = db.session.get(Person, signature.person_id) if signature.person_id else None
    return person is not None and person.not_in_print


def _words(letter: Letter, kind: MailKind, link: SignOnLink) -> tuple[str, str]:
    """Return subject and text of a mail, in the language of the link; nobody is named but who writes."""
    language = link.language
    say = gettext_for(language.value)
    translation = _translation_in(letter, language)
    sender = (translation.sender if translation is not None else "") or _sender(letter)
    values = {"subject": told_subject(letter, translation), "sender": sender}
    lines = [
        say(OPENINGS[kind]) % values,
        say(THE_LINK),
        address_of("sign_on.show", token=LINK_TOKEN),
    ]
    if letter.sign_by is not None and letter.sign_by >= today():
        lines.append(say(ANSWER_BY) % {"day": _day(letter.sign_by, language)})
    last = last_day(link.expires_at, home_zone())
    lines.append(say(NO_ACCOUNT) % {"day": _day(last, language)})
    return say(SUBJECTS[kind]) % values, "\n\n".join(lines) + "\n"


def _translation_in(letter: Letter, language: Language) -> LetterTranslation | None:
    """Return the approved translation that the page of the link shows in this language, or None."""
    kept = translation_of(letter) if language is not letter.language else None
    return kept if kept is not None and is_as_good_as_the_letter(letter, kept) else None


def _sender(letter: Letter) -> str:
    """Return who asks: the sender, the name on the letterhead, or the installation's."""
    return head_of(letter) or str(current_app.config["SITE_NAME"])


def _day(value: date, language: Language) -> str:
    return str(format_date(value, "long", locale=language.value))


def _why_not(message: OutboxMessage) -> str:
    """Tell why nobody is asked any more when the mail's time has come; else write it as things stand now."""
    signature = db.session.get(Signature, message.signature_id) if message.signature_id is not None else None
    if signature is None:
        return NOT_ASKED_ANY_MORE
    letter = db.session.get_one(Letter, signature.letter_id)
    if not signature.email or not takes_signatures(letter) or not _is_asked(letter, signature, message.kind):
        return NOT_ASKED_ANY_MORE
    if queries.is_revoked(signature):
        return LINK_REVOKED
    _token, link = own_link(letter, signature, message.language, None)
    outbox.rewrite(message, _written(letter, signature, message.kind, message.unique_key, link))
    message.to_address = signature.email
    return ""


def _is_asked(letter: Letter, signature: Signature, kind: MailKind) -> bool:
    if kind is MailKind.SIGN_ON_INVITATION:  # mailed by hand also to who said no, or nothing
        return signature.status not in (SignatureStatus.SIGNED, SignatureStatus.WITHDRAWN)
    return queries.is_unanswered(signature, letter.text_version)


def _token_to_send(message: OutboxMessage) -> str:
    signature = db.session.get_one(Signature, message.signature_id)
    known = _own_link(signature)
    if known is None:
        raise LookupError("a signature without a link")
    return known[0]


def _tell_given_up(message: OutboxMessage) -> None:
    """Ring for who sent a mail that did not arrive, and for whose letter it is."""
    letter = db.session.get(Letter, message.record_id) if message.record_id is not None else None
    if letter is not None:
        notices.mail_came_back(message, letter)


for _kind in OPENINGS:
    outbox.when_dead(_kind, _tell_given_up)
    outbox.before_sending(_kind, _why_not)
    outbox.link_made_by(_kind, _token_to_send)
