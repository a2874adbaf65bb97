"""Practice files: a page and a picture, made on the spot, so that nothing about anybody is in them."""

import struct
import zlib

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.events import EventStatus
from advocacy.domain.files import AttachmentDetails, FilePurpose
from advocacy.domain.letters import LetterStatus
from advocacy.models import Event, Letter, Record
from advocacy.policy import Actor
from advocacy.services import files

LINES = ("Sample of a signed letter", "This page was made by the demo. It shows where a scan would stand.")


def attach_files(actor: Actor) -> None:
    """Hang a page on a sent practice letter, and a picture on a practice event."""
    letter = select(Letter).where(Letter.status == LetterStatus.SENT, Letter.is_sample).order_by(Letter.id)
    event = select(Event).where(Event.status == EventStatus.HELD, Event.is_sample).order_by(Event.id)
    _hang(actor, db.session.scalars(letter).first(), "signed-letter.pdf", a_page(*LINES), FilePurpose.SIGNED_LETTER)
    _hang(actor, db.session.scalars(event).first(), "banner.png", a_banner(), FilePurpose.PHOTO)


def _hang(actor: Actor, record: Record | None, name: str, data: bytes, purpose: FilePurpose) -> None:
    if record is not None:
        files.attach(actor, record, files.store(actor, data, name), name, AttachmentDetails(purpose))


def a_page(*lines: str) -> bytes:
    """Return a PDF of one page with these lines (plain letters only)."""
    words = b" ".join(b"(%s) Tj 0 -24 Td" % line.encode("ascii") for line in lines)
    stream = b"BT /F1 14 Tf 72 700 Td " + words + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + end


def a_banner(width: int = 480, height: int = 160) -> bytes:
    """Return a PNG of three stripes."""
    colors = (b"\x7d\x26\x62", b"\xff\xfd\xf8", b"\x2f\x6f\x4e")
    rows = b"".join(b"\0" + colors[row * len(colors) // height] * width for row in range(height))
    parts = (
        (b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
        for kind, content in parts
    )
