"""Small files for tests, made on the spot: each is what its name says."""

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

from pypdf import PdfWriter

PLACE = b"GPS 42.1015 N 72.5898 W"
"""What a phone would write into a photo; it must never be kept."""


def a_pdf(words: str = "") -> bytes:
    """A PDF of one page, with a line of text if one is given."""
    if words:
        return _written_pdf(words)
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _written_pdf(words: str) -> bytes:
    stream = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def a_png(side: int = 8, *, beside: bytes = b"") -> bytes:
    """A grey square; `beside` is put into a text chunk."""
    rows = b"".join(b"\0" + bytes([120]) * side for _ in range(side))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">LLBBBBB", side, side, 8, 0, 0, 0, 0)),
            chunk(b"tEXt", b"Comment\0" + beside) if beside else b"",
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


def a_jpeg(*, beside: bytes = b"", orientation: int = 1, behind: bytes = b"", progressive: bool = False) -> bytes:
    """A photo; `beside` stands in its Exif and in a comment, `behind` follows its end."""
    from PIL import Image

    picture, made = Image.effect_noise((40, 30), 80).convert("RGB"), io.BytesIO()
    exif = Image.Exif()
    if beside:
        exif[0x010E] = beside.decode()
    if beside or orientation != 1:
        exif[0x0112] = orientation
    picture.save(made, "JPEG", exif=exif, comment=beside, progressive=progressive, quality=90)
    return made.getvalue() + behind


def a_webp(*, beside: bytes = b"") -> bytes:
    """A WebP picture with Exif."""
    from PIL import Image

    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = beside.decode()
    Image.new("RGB", (16, 12), "green").save(made, "WEBP", exif=exif)
    return made.getvalue()


def an_archive(entries: dict[str, bytes]) -> bytes:
    """A ZIP archive of these entries, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def a_docx(words: str = "Dear Mayor", **more: bytes) -> bytes:
    """A document of Word with these words; `more` are further entries of the archive."""
    body = f"<w:document><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
    return an_archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode(), **more})


def an_odt(words: str = "Dear Mayor") -> bytes:
    """A text document of the OpenDocument format."""
    kind = b"application/vnd.oasis.opendocument.text"
    return an_archive({"mimetype": kind, "content.xml": f"<x><text:p>{words}</text:p></x>".encode()})


def an_eml(words: str = "We will answer next week.") -> bytes:
    """An e-mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "clerk@example.org", "us@example.org", "Your letter"
    message.set_content(words)
    return bytes(message)


def box(kind: bytes, content: bytes) -> bytes:
    """A box of an MP4."""
    return struct.pack(">L4s", len(content) + 8, kind) + content


def an_mp4(*, beside: bytes = b"") -> bytes:
    """A film without pictures; `beside` stands where phones write the place."""
    about = box(b"udta", box(b"\xa9xyz", beside))
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"tkhd", bytes(84)) + about) + about)
    return box(b"ftyp", b"isom\0\0\2\0isomiso2") + moov + box(b"mdat", b"sound")


AN_MP3 = b"ID3\x04\0\0\0\0\0\x05title\xff\xfb\x90\x64" + bytes(413)
AN_ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
