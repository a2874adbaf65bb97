"""How long letters on paper take: one with 300 names, and 200 of their own in a ZIP."""

import time
from collections.abc import Callable

from advocacy.domain.letters import LetterStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange.papers.content import Head, Signer
from advocacy.exchange.papers.making import PaperKind, make
from advocacy.exchange.papers.reading import Sheet
from advocacy.models import Letter, Person, Recipient

NAMES, RECIPIENTS = 300, 200
MUST = {"PDF of a letter with 300 names": "1 s", "DOCX of the same": "none set", "ZIP of 200 PDFs": "20 s"}
BODY = "Dear {{recipient.name}},\n\nWe are **neighbors** and ask for:\n\n1. rules\n2. in writing\n\nThank you."


def printed() -> list[tuple[str, float]]:
    """Return what was printed and the seconds that it took, the compiler loaded before."""
    recipients = [recipient(number) for number in range(RECIPIENTS)]
    sheet, few = sheet_with(NAMES), sheet_with(11)
    make(PaperKind.PDF, few, recipients[:1], reference="")
    works: list[tuple[str, Callable[[], object]]] = [
        ("PDF of a letter with 300 names", lambda: make(PaperKind.PDF, sheet, recipients[:1], reference="")),
        ("DOCX of the same", lambda: make(PaperKind.DOCX, sheet, recipients[:1], reference="")),
        ("ZIP of 200 PDFs", lambda: make(PaperKind.ZIP, few, recipients, reference="")),
    ]
    return [(name, _seconds(work)) for name, work in works]


def sheet_with(names: int, columns: int = 2) -> Sheet:
    """A letter under which so many names stand, some of them long."""
    letter = Letter(
        subject="Make ours a welcoming city",
        body=BODY,
        status=LetterStatus.SENT,
        signer_columns=columns,
        enclosures="",
        ink_lines=False,
        dated_on=PartialDate("2026-05-01"),
    )
    signers = tuple(
        Signer(f"María Núñez {number}", "Co-Chair", "The Long Named Congregation") for number in range(names)
    )
    return Sheet(letter, letter.subject, letter.body, "en", Head("The Coalition"), signers, "", {}, {})


def recipient(number: int) -> Recipient:
    """Somebody to whom it goes."""
    person = Person(given_name="Ada", family_name=f"Example {number}", label="", title="", not_in_print=False)
    return Recipient(id=number, person=person, organization=None, attribution="")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
