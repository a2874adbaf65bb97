"""From the records to the paper: whose names stand where, and which may not be printed."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocacy.domain.activity_kinds import Side
from advocacy.domain.contact_points import postal_lines
from advocacy.domain.letter_texts import SHOWN_SIGNS
from advocacy.domain.letterheads import lines_of
from advocacy.domain.letters import DRAFTS, GONE_OUT, SignatureStatus
from advocacy.domain.merge_fields import DEMANDS, FIELDS, as_written, fields_in, fill, missing
from advocacy.domain.not_in_print import NOBODY, WITHHELD, Unprinted
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import fold
from advocacy.domain.users import Language
from advocacy.domain.words import N_
from advocacy.exchange.dates import long_date
from advocacy.exchange.papers.blocks import blocks_of, changed, printable, unnamed, without_names
from advocacy.exchange.papers.content import Head, Paper, Signer, Words
from advocacy.exchange.papers.signers import is_unprinted, signers_of
from advocacy.languages import gettext_for
from advocacy.models import Letter, LetterTranslation, Person, Recipient
from advocacy.policy import Actor
from advocacy.queries import letter_papers
from advocacy.queries.clock import today
from advocacy.queries.letter_papers import text_demands
from advocacy.queries.letter_translations import is_as_good_as_the_letter
from advocacy.queries.not_in_print import unprinted
from advocacy.queries.records import number_of
from advocacy.services import files
from advocacy.services.letters.wording import is_history

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sheet:
    """What all papers of one letter share, read once."""

    letter: Letter
    subject: str
    body: str
    language: str
    head: Head
    signers: tuple[Signer, ...]
    others: str
    offices: dict[int, letter_papers.Office]
    addresses: dict[int, str]
    demands: tuple[str, ...] = ()
    is_draft: bool = False
    """Not approved, or in the other language and behind the text."""
    names: Unprinted = NOBODY
    """Whose names no paper says, wherever somebody typed them."""


def read_sheet(
    actor: Actor,
    letter: Letter,
    *,
    translation: LetterTranslation | None = None,
    logo: bytes = b"",
    names: Unprinted | None = None,
) -> Sheet:
    """Read what the papers of a letter need; six queries whatever the number of recipients.

    Subject, text, letterhead and names come without who is not in print, or without `names`: NOBODY is for the screen,
    where others see to that.
    """
    language = (translation.language if translation is not None else letter.language).value
    words = gettext_for(language)
    names = unprinted().saying(words(WITHHELD)) if names is None else names
    shown, left_out = signers_of(letter, names)
    addresses = letter_papers.addresses_of(actor, letter.recipients)
    others = words(N_("and others")) if letter.others_signed or left_out else ""
    return Sheet(
        letter=letter,
        subject=unnamed(names, translation.subject if translation is not None else letter.subject),
        body=unnamed(names, translation.body if translation is not None else letter.body),
        language=language,
        head=_head(letter, translation.sender if translation is not None else "", names, logo),
        demands=tuple(unnamed(names, text) for text in _demands(letter, Language(language))),
        signers=shown,
        others=others,
        offices=letter_papers.offices_on(letter.recipients, letter.dated_on.last_day or today()),
        addresses={number: unnamed(names, address) for number, address in addresses.items()},
        is_draft=letter.status in DRAFTS
        or (translation is not None and not is_as_good_as_the_letter(letter, translation)),
        names=names,
    )


def _head(letter: Letter, sender: str, names: Unprinted, logo: bytes) -> Head:
    """Return what stands above the letter; a translation may call the sender by another name."""
    above = letter_papers.above_of(letter)
    picture = letter_papers.picture_above(above)
    title = unnamed(names, sender or letter_papers.head_of(letter))
    lines, address = (lines_of(unnamed(names, text)) for text in (above.lines, above.return_address))
    return Head(
        title,
        tuple(dict.fromkeys([*([", ".join(address)] if address else []), *lines])),
        tuple(address),
        logo,
        picture.media_type if picture is not None else "",
        unnamed(names, above.logo_words),
    )


def picture_of(letter: Letter) -> bytes:
    """Return the picture of a letter's letterhead, or nothing: one that is lost stops no letter."""
    picture = letter_papers.picture_above(letter_papers.above_of(letter))
    if picture is None:
        return b""
    try:
        return files.read_bytes(picture)
    except files.Missing:
        log.error("The bytes of a stored file are missing: run advocacy files check")
        return b""


def paper(sheet: Sheet, recipients: Sequence[Recipient], *, reference: str = "") -> Paper:
    """Return the letter as printed for these recipients: for one with office and address, for more as a list."""
    words = gettext_for(sheet.language)
    letter = sheet.letter
    values = _values(sheet, recipients[0] if len(recipients) == 1 else None)
    lacking = _missing(sheet, values)
    if len(recipients) != 1:  # what differs by recipient is words here, never what stands between braces
        values |= {name: f"[{words(FIELDS[name])}]" for name in lacking if name.startswith("recipient.")}
    written = changed(blocks_of(sheet.body), lambda text: printable(fill(text, values)))
    subject = unnamed(sheet.names, fill(sheet.subject, values))
    in_body = DEMANDS in fields_in(sheet.body)
    demands = sheet.demands if in_body else demands_below(sheet)
    return Paper(
        language=sheet.language,
        title=subject,
        head=sheet.head,
        date=values["letter.date"],
        recipient=tuple(unnamed(sheet.names, line) for line in _recipient_lines(sheet, recipients)),
        subject=words(N_("Re: %(subject)s")) % {"subject": subject},
        body=without_names(written, sheet.names),
        demands=demands,
        signers=sheet.signers,
        others=sheet.others,
        columns=letter.signer_columns,
        enclosures=tuple(line.strip() for line in unnamed(sheet.names, letter.enclosures).splitlines() if line.strip()),
        reference=reference,
        words=Words(
            demands=words(N_("What we ask:")),
            enclosures=words(N_("Enclosures")),
            draft=words(N_("Draft, not approved")),
            signers=words(N_("Signed by")),
            page=words(N_("Page %(n)s of %(of)s")),
        ),
        is_draft=sheet.is_draft,
        ink_lines=letter.ink_lines,
        demands_in_body=in_body,
        unfilled=tuple(lacking),
    )


@dataclass(frozen=True)
class Readable:
    """The text for a screen, in Markdown; `has_gaps`: words in square brackets stand for what is filled in."""

    subject: str
    body: str
    has_gaps: bool


def readable(sheet: Sheet, recipients: Sequence[Recipient]) -> Readable:
    """Return the text with its fields filled in for one recipient; for more, what they have not in common is a gap.

    The demands stand where it asks for them.
    """
    values = _values(sheet, recipients[0] if len(recipients) == 1 else None)
    gaps = _missing(sheet, values)
    words = gettext_for(sheet.language)
    values |= {name: f"[{words(FIELDS[name])}]" for name in gaps}
    in_text = {name: as_written(value) for name, value in values.items()}
    in_text[DEMANDS] = _demands_as_markdown(sheet.demands, sheet.language) or in_text.get(DEMANDS, "")
    subject = words(N_("Re: %(subject)s")) % {"subject": unnamed(sheet.names, fill(sheet.subject, values))}
    return Readable(subject, unnamed(sheet.names, fill(sheet.body, in_text)), bool(gaps))


def quotable(sheet: Sheet) -> str:
    """Return the words for a quotation in a later letter: with what was filled in but what each recipient has alone.

    "[…]" stands where the demands are listed.
    """
    values = {name: as_written(value) for name, value in _values(sheet, None).items()}
    return fill(sheet.body, {**values, DEMANDS: "[…]"})


def shown_number(sheet: Sheet) -> str:
    """Return by what the paper is known to people: "Letter 3 · text 1"."""
    words, letter = gettext_for(sheet.language), sheet.letter
    number = number_of(letter)
    name = words(N_("Letter %(n)s")) % {"n": letter.ref if number is None else number}
    text = words(N_("text %(n)s")) % {"n": letter.text_version}
    return f"{name} · {text}"


def _missing(sheet: Sheet, values: Mapping[str, str]) -> list[str]:
    """Return the fields without a value; the place of the demands is one where the letter carries none."""
    written = f"{sheet.subject}\n{sheet.body}"
    lacks = [DEMANDS] if DEMANDS in fields_in(written) and not sheet.demands else []
    return [*missing(written, values), *lacks]


def unfilled(sheet: Sheet, recipients: Sequence[Recipient]) -> dict[str, list[Recipient]]:
    """Return the fields without a value, each with the recipients for whom it has none.

    Without a recipient only fields that are the same for all are looked at; their list is empty.
    """
    lacking: dict[str, list[Recipient]] = {}
    for recipient in recipients:
        for name in _missing(sheet, _values(sheet, recipient)):
            lacking.setdefault(name, []).append(recipient)
    if not recipients:
        lacking = {name: [] for name in _missing(sheet, _values(sheet, None)) if not name.startswith("recipient.")}
    return lacking


def speaks_to_each(sheet: Sheet) -> bool:
    """Tell whether the text has fields of each recipient, so that no paper of it can be the same for two."""
    return any(name.startswith("recipient.") for name in fields_in(f"{sheet.subject}\n{sheet.body}"))


def demands_below(sheet: Sheet) -> tuple[str, ...]:
    """Return the demands that are listed below the text: none where it says them all, or where they stand in it."""
    is_said = DEMANDS in fields_in(sheet.body) or _says_already(sheet.body, sheet.demands)
    return () if is_said else sheet.demands


def date_of(letter: Letter, language: str) -> str:
    """Return the date as printed: the letter's own, else the day of printing; of one that is out, what is known."""
    is_out = letter.side is not Side.OURS or letter.status in GONE_OUT
    if not letter.dated_on and is_out:
        return letter.date_note
    return long_date(letter.dated_on or PartialDate.of(today()), language)


def _values(sheet: Sheet, recipient: Recipient | None) -> dict[str, str]:
    letter = sheet.letter
    return {
        "letter.date": date_of(letter, sheet.language),
        "letter.sender": sheet.head.title,
        "signers.count": str(sum(each.status is SignatureStatus.SIGNED for each in letter.signatures)),
        **{name: sheet.names.withheld(value) for name, value in letter_papers.campaign_fields(letter).items()},
        **(_values_of(sheet, recipient) if recipient is not None else {}),
    }


@dataclass(frozen=True)
class Filled:
    """The text as one recipient reads it: what was filled in (field and value), and which fields have no value."""

    subject: str
    body: str
    used: dict[str, str]
    missing: tuple[str, ...]


def filled(sheet: Sheet, recipient: Recipient) -> Filled:
    """Return the text of a sheet with its fields filled in for one recipient."""
    values = _values(sheet, recipient)
    in_text = {name: as_written(value) for name, value in values.items()}
    in_text[DEMANDS] = _demands_as_markdown(sheet.demands, sheet.language)
    written = f"{sheet.subject}\n{sheet.body}"
    return Filled(
        unnamed(sheet.names, fill(sheet.subject, values)),
        unnamed(sheet.names, fill(sheet.body, in_text)),
        {name: values.get(name, "") for name in fields_in(written) if name in FIELDS and name != DEMANDS},
        tuple(_missing(sheet, values)),
    )


def _values_of(sheet: Sheet, recipient: Recipient) -> dict[str, str]:
    """Return what is filled in for a recipient; the office stands for the name of who is not in print."""
    office = sheet.offices.get(recipient.person_id or 0, letter_papers.NO_OFFICE)
    is_named = not is_unprinted(recipient.party)
    person = recipient.party if is_named and isinstance(recipient.party, Person) else None
    return {
        "recipient.name": sheet.names.withheld(recipient.party_name) if is_named else office.label,
        "recipient.given_name": person.given_name if person is not None else "",
        "recipient.family_name": person.family_name if person is not None else "",
        "recipient.honorific": person.title if person is not None else "",
        "recipient.office": office.label,
        "recipient.ward": office.ward,
        "recipient.address": ", ".join(sheet.addresses.get(recipient.id, "").splitlines())
        if is_named or office.label
        else "",
    }


def _recipient_lines(sheet: Sheet, recipients: Sequence[Recipient]) -> tuple[str, ...]:
    if len(recipients) != 1:
        return tuple(filter(None, (_in_one_line(sheet, each) for each in recipients)))
    return address_lines(sheet, recipients[0])


def _in_one_line(sheet: Sheet, recipient: Recipient) -> str:
    return ", ".join(name_lines(sheet, recipient))


def address_lines(sheet: Sheet, recipient: Recipient) -> tuple[str, ...]:
    """Return the lines of the recipient block, as on an envelope: name, office, address.

    There are none for who is not in print and holds no office: an address alone would tell where they live.
    """
    if not (named := name_lines(sheet, recipient)):
        return ()
    return (*named, *postal_lines(sheet.addresses.get(recipient.id, "")))


def name_lines(sheet: Sheet, recipient: Recipient) -> tuple[str, ...]:
    """Return name and office; who is not in print stands there with the office alone, and without one not at all."""
    values = _values_of(sheet, recipient)
    honorific, office = values["recipient.honorific"], values["recipient.office"]
    is_said_below = bool(honorific) and fold(office).startswith(fold(honorific))  # "Mayor", over "Mayor of Sampleville"
    name = " ".join(filter(None, ("" if is_said_below else honorific, values["recipient.name"])))
    if is_unprinted(recipient.party):
        name = ""
    return tuple(filter(None, (name, office)))


def _demands(letter: Letter, language: Language) -> tuple[str, ...]:
    """Return the demands as printed; a letter of the past, or of others, says itself what it asks for."""
    return () if letter.side is not Side.OURS or is_history(letter) else tuple(text_demands(letter, language))


def _demands_as_markdown(demands: tuple[str, ...], language: str) -> str:
    """Return the numbered demands under the words that stand over them on paper; "" where there are none."""
    if not demands:
        return ""
    lead = gettext_for(language)(N_("What we ask:"))
    return f"{lead}\n\n" + "\n".join(f"{n}. {as_written(text)}" for n, text in enumerate(demands, start=1))


def _says_already(body: str, demands: tuple[str, ...]) -> bool:
    """Whether the text itself says every demand, so that a list of them below it would say them twice."""
    told = fold(body)
    return bool(demands) and all(fold(demand).rstrip(".") in told for demand in demands)


def reference_of(sheet: Sheet, sha256: str) -> str:
    """Return the line at the foot by which a paper is told from another: number, version of the text, hash."""
    fingerprint = gettext_for(sheet.language)(N_("fingerprint %(signs)s")) % {"signs": sha256[:SHOWN_SIGNS]}
    return f"{shown_number(sheet)} · {fingerprint}"
