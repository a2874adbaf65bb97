"""Files on the clip desk: text out of .txt, .html, .eml and .pdf, or a sentence that says why not."""

from datetime import date

import pytest

from advocacy.domain.problems import Refused
from advocacy.exchange.clips.documents import MOST_BYTES, MOST_CHARACTERS
from advocacy.exchange.clips.opening import document_of

WORDS = "“We will vote,” said Councilor Ana Peña on Monday, and everybody in the long hall stood up and cheered. "
PAGE = f"""<!doctype html><html><head><title>Vote | Courier</title>
<meta property="og:title" content="Council votes"><meta property="og:site_name" content="Sampleville Courier">
<meta property="article:published_time" content="2026-03-19T08:00:00Z"><style>p {{ color: red }}</style></head>
<body><nav>Home <a href="/">News</a></nav><article><h1>Council votes</h1><p>{WORDS}</p><p>It was <em>late</em>.<br>Very
late.</p><aside>Subscribe!</aside><p>{WORDS}</p><script>var x = "“No,” said Bob.";</script></article>
<footer>© Courier</footer></body></html>"""


def test_plain_text_is_read_in_utf_8_and_in_older_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        text = document_of((WORDS * 3).encode(encoding), "a.txt").text
        assert text.startswith("“We will vote,” said Councilor Ana Peña"), encoding


def test_line_ends_of_every_system_are_the_same() -> None:
    assert document_of(b"One.\r\n\r\nTwo.\rThree.", "a.txt").text == "One.\n\nTwo.\nThree."


def test_a_page_gives_the_article_without_what_stands_around_it() -> None:
    document = document_of(PAGE.encode(), "Saved.HTML")
    assert document.text.split("\n\n") == ["Council votes", WORDS.strip(), "It was late.", "Very late.", WORDS.strip()]
    assert (document.title, document.publisher) == ("Council votes", "Sampleville Courier")
    assert document.published == date(2026, 3, 19)


def test_a_page_without_an_article_gives_its_body() -> None:
    assert document_of(b"<p>One<p>Two &amp; three</p><ul><li>Four", "a.htm").text == "One\n\nTwo & three\n\nFour"


def test_the_encoding_a_page_declares_is_used() -> None:
    page = '<meta charset="iso-8859-1"><p>Peña dijo que sí.</p>'.encode("latin-1")
    assert document_of(page, "a.html").text == "Peña dijo que sí."


def mail(headers: str, body: str) -> bytes:
    return (headers + "\n\n" + body).encode()


def test_mail_gives_its_plain_part_subject_sender_and_day() -> None:
    headers = (
        "From: Sampleville Courier <news@example.org>\nSubject: =?utf-8?q?Pe=C3=B1a_wins?=\n"
        'Date: Thu, 19 Mar 2026 08:00:00 -0400\nContent-Type: multipart/alternative; boundary="b"'
    )
    parts = (
        "--b\nContent-Type: text/html\n\n<p>Page</p>\n--b\nContent-Type: text/plain; charset=utf-8\n\nPlain.\n--b--\n"
    )
    document = document_of(mail(headers, parts), "a.eml")
    assert document.text.strip() == "Plain."
    assert (document.title, document.publisher, document.published) == (
        "Peña wins",
        "Sampleville Courier",
        date(2026, 3, 19),
    )


def test_mail_that_is_only_a_page_gives_the_text_of_the_page() -> None:
    document = document_of(mail("Subject: x\nContent-Type: text/html", "<p>One</p><p>Two</p>"), "a.eml")
    assert document.text == "One\n\nTwo"


def pdf(text: str) -> bytes:
    """Return a PDF of one page with one line."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def test_a_pdf_gives_its_text() -> None:
    assert document_of(pdf("Councilor Ruiz said no."), "a.pdf").text.strip() == "Councilor Ruiz said no."


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"x" * (MOST_BYTES + 1), "a.txt", "The file is too large: at most 10 MB are read."),
        (b"x" * (MOST_CHARACTERS + 1), "a.txt", "The text is too long: at most 200,000 characters are read."),
        (b"", "a.txt", "There is no text in this file."),
        (b" \n 12 \n", "a.txt", "There is no text in this file."),
        (b"\x00\x01\x02\x03" * 100, "a.txt", "This file holds no text that can be read."),
        (b"not a pdf", "a.pdf", "This file cannot be read as PDF."),
        (pdf("x")[:120], "a.pdf", "This file cannot be read as PDF."),
        (pdf(""), "a.pdf", "There is no text in this file."),
        (b"\n\njust words", "a.eml", "This file cannot be read as mail."),
        (b"PK\x03\x04", "a.docx", "This kind of file is not read. Use .txt, .html, .eml or .pdf, or paste the text."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        document_of(data, name)
    assert str(refused.value) == sentence
