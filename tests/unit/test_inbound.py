"""What is read of a message that comes in, however crooked it is."""

import base64
import io
from email.message import EmailMessage

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain import mime
from advocacy.domain.inbound import UNREADABLE, Bounce, file_name_of, hashes_in, keys_in, own_words
from advocacy.exchange import inbound
from advocacy.exchange.clips import pages
from advocacy.services.files.messages import words_of_message
from advocacy.services.inbox import looked_through
from tests.files import a_pdf

PATTERN = "replies+{key}@example.org"


def test_the_key_is_found_in_any_address_and_in_nothing_else() -> None:
    addresses = ["Replies+00ff00ff00@EXAMPLE.org", "replies@example.org", "replies+zz@example.org", "x+00ff@other.org"]
    assert keys_in(addresses, PATTERN) == ["00ff00ff00"]
    assert keys_in(addresses, "") == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes.\r\n\r\nOn Mon, May 4, Our Coalition wrote:\r\n> We ask.\r\n", "Yes."),
        ("Sí.\n\nEl lun, 4 de mayo, la coalición escribió:\n> Pedimos.", "Sí."),
        ("Yes.\n\n-----Original Message-----\nFrom: us", "Yes."),
        ("> You asked this.\nWe answer that.\n> And more.\n", "> You asked this.\nWe answer that."),
        ("> only a quotation", "> only a quotation"),
    ],
)
def test_their_own_words_are_kept_without_our_letter_below_them(text: str, own: str) -> None:
    assert own_words(text) == own


def test_the_reference_at_the_foot_is_found() -> None:
    assert hashes_in("Your letter 3 · v2 · 0123456789abcdef, and 0123456789abcdef0") == ["0123456789abcdef"]


@given(st.binary(max_size=2000))
def test_no_message_is_too_crooked_to_be_read(raw: bytes) -> None:
    read = inbound.read(raw)
    assert "\0" not in read.subject + read.body + read.from_address + read.from_name + read.message_id


def test_a_quoted_tail_is_cut_in_one_walk_however_long_it_is() -> None:
    assert own_words("Yes.\n\n> no\n \n>> never\n" * 1) == "Yes."
    assert own_words("a" + "\n" * 200_000 + "b") == "a" + "\n" * 200_000 + "b"


MEGABYTES = 2_000_000
ENDLESS = ["<a ", "<!--", "<![CDATA[", "<?", "</a ", "<", "<a '<a \"", "<nav></aside>", "<title>a<b>", "&lt", "<p>a"]


@pytest.mark.parametrize("sign", ENDLESS)
def test_a_page_of_nothing_but_beginnings_is_read_in_one_walk(sign: str) -> None:
    """Python's own reader would look for the end of each from there to the end of the page: for hours."""
    page = (sign * (MEGABYTES // len(sign))).encode()
    read = inbound.read(b"From: a@b.example\nContent-Type: text/html\n\n" + page)
    assert read.trouble == ""
    assert len(read.body) <= inbound.MOST_BODY


def test_a_sign_that_begins_no_tag_stays_and_comments_go() -> None:
    page = "<p>1 < 2 <3<!-- <p>no --> and <b title='>'>4</b> <a href=x>five</a><br>six<!-- <p>never"
    assert pages.read(page.encode()).text == "1 < 2 <3 and 4 five\n\nsix"


def shells(count: int, lines: int) -> bytes:
    """So many shells, one in another, around so many lines."""
    around = "".join(f'Content-Type: multipart/mixed; boundary="b{each}"\n\n--b{each}\n' for each in range(count))
    return f"From: a@b.example\nMIME-Version: 1.0\n{around}".encode() + b"x\n" * lines


def blank_shells(blanks: str, count: int, lines: int, end: str = "\n") -> bytes:
    """Shells whose headers are written so that no pattern finds them, but that Python's parser finds."""
    around = "".join(
        f'Content-Type:{blanks}multipart/mixed; boundary="b{each}"\n\n--b{each}\n' for each in range(count)
    )
    return (f"From: a@b.example\nMIME-Version: 1.0\n{around}" + "x\n" * lines).replace("\n", end).encode()


def digests(count: int, lines: int) -> bytes:
    """Shells of which every second one has no header at all: in a digest a part is a message (RFC 2046, 5.1.5)."""
    around = "".join(f'Content-Type: multipart/digest; boundary="b{each}"\n\n--b{each}\n\n' for each in range(count))
    return f"From: a@b.example\nMIME-Version: 1.0\n{around}".encode() + b"x\n" * lines


@pytest.mark.parametrize(
    "raw",
    [
        shells(300, 300_000),
        blank_shells(" " * 12, 300, 300_000),
        blank_shells("\n ", 300, 300_000),
        blank_shells(" ", 300, 300_000, end="\r"),
        shells(60, 1),
        digests(300, 300_000),
        b'From: a@b.example\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 100_000,
        b"a: b\n" * 100_000 + b"\nx",
        b"From: a@b.example\n\n" + b"\n" * 6_000_000,
    ],
    ids=["shells", "blanks", "folded", "returns", "deep", "digests", "parts", "headers", "lines"],
)
def test_what_would_take_minutes_to_be_taken_apart_is_not(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"shells|parts|headers|lines"):
        mime.parsed(raw)
    assert inbound.read(raw).trouble == UNREADABLE
    assert looked_through(inbound.read(raw), raw).is_unseen


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "raw-unicode-escape", "rot13", "undefined", "nobody"]
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_text_in_what_is_no_charset_of_text_is_read_as_it_stands(charset: str, kind: str) -> None:
    """Python would take the square of its length for some of them: hours for one message."""
    words = "maana-pta \\u0041"
    raw = f"From: a@b.example\nContent-Type: text/{kind}; charset={charset}\n\n{words}\n".encode()
    assert inbound.read(raw).body.strip() == words
    assert words in words_of_message(raw)


@pytest.mark.parametrize("charset", ["utf-8", "ISO-8859-1", "windows-1252", "utf-16", "Shift_JIS", "GB2312", "koi8-r"])
def test_text_in_a_charset_that_people_use_is_read_in_it(charset: str) -> None:
    words = {"Shift_JIS": "日本", "GB2312": "中文", "koi8-r": "Привет"}.get(charset, "Señal")
    head = f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    raw = head.encode() + base64.encodebytes(words.encode(charset))
    assert inbound.read(raw).body.strip() == words
    assert words in words_of_message(raw)


def test_a_page_says_no_charset_that_is_none_of_text() -> None:
    page = b"<meta charset=punycode><p>maana-pta</p>"
    assert pages.read(page).text == "maana-pta"


def test_what_a_part_is_is_read_once_and_within_bounds() -> None:
    kinds = "".join(f"--b\nContent-Type: text/plain{';' * 4000}x{each}=1\n\nx\n" for each in range(300))
    raw = f'From: a@b.example\nContent-Type: multipart/mixed; boundary="b"\n\n{kinds}--b--\n'.encode()
    message = mime.parsed(raw)
    assert all(len(value) <= mime.MOST_OF_A_KIND for part in mime.parts_of(message) for _, value in part.raw_items())
    part = mime.parts_of(message)[1]
    assert part["content-type"] is part["content-type"]


@pytest.mark.parametrize("name", ["To", "Cc", "References", "From", "Subject"])
@pytest.mark.parametrize("sign", ["a@b.example, ", "<", "(", "=?", '"'])
def test_a_header_of_a_hundred_thousand_signs_is_cut_before_it_is_read(name: str, sign: str) -> None:
    raw = f"From: a@b.example\n{name}: {sign * (100_000 // len(sign))}\n\nHello".encode()
    assert inbound.read(raw).body == "Hello"


def test_mail_of_many_attachments_is_read() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("Hello")
    for number in range(100):
        message.add_attachment(bytes(50_000), maintype="application", subtype="octet-stream", filename=f"{number}.bin")
    assert inbound.read(message.as_bytes()).body == "Hello\n"


@pytest.mark.parametrize(
    ("day", "sender", "subject", "name"),
    [
        ("2026-11-20", "Ana Peña", "Re: RE[2]: Three points", "2026-11-20 Ana Peña Three points.eml"),
        ("", "", "Fwd:", "reply.eml"),
        ("2026-11-20", "", "RV: 3/4 of it: yes?", "2026-11-20 3 4 of it yes.eml"),
        ("2026-11-20", "", "x" * 300, "2026-11-20 " + "x" * 109 + ".eml"),
    ],
)
def test_the_file_of_a_reply_is_called_after_its_day_its_sender_and_what_it_is_about(
    day: str, sender: str, subject: str, name: str
) -> None:
    assert file_name_of(day, sender, subject) == name


SSN = "536-22-1234"
HIDDEN_IN = {
    "the subject": ("Subject", f"About {SSN}"),
    "the sender's name": ("From", f'"{SSN}" <a@b.example>'),
    "an encoded subject": ("Subject", "=?utf-8?B?NTM2LTIyLTEyMzQ=?="),
}


@pytest.mark.parametrize(("header", "value"), HIDDEN_IN.values(), ids=HIDDEN_IN)
def test_what_is_never_stored_is_found_in_headers(header: str, value: str) -> None:
    raw = f"{header}: {value}\nTo: x@y.example\n\nHello".encode()
    assert looked_through(inbound.read(raw), raw).is_forbidden


def a_docx(words: str) -> bytes:
    document, made = docx.Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(made)
    return made.getvalue()


ATTACHED: dict[str, tuple[bytes, str, str]] = {
    "a text": (f"Number {SSN}".encode(), "text/plain", "notes.txt"),
    "a page": (b"<p>536&#45;<b>22</b>-1234</p>", "text/html", "page.html"),
    "a table sent as bytes": (f"name,{SSN}".encode(), "application/octet-stream", "people.csv"),
    "a PDF": (a_pdf(f"Number {SSN}"), "application/pdf", "scan.pdf"),
    "a DOCX sent as bytes": (a_docx(f"Number {SSN}"), "application/octet-stream", "form.docx"),
    "the name of a picture": (b"GIF89a", "image/gif", f"{SSN}.gif"),
    "a text with unseen signs": ("536\u200b-22-12\u00ad34".encode(), "text/plain", "n.txt"),
}


@pytest.mark.parametrize(("content", "kind", "name"), ATTACHED.values(), ids=ATTACHED)
def test_what_is_never_stored_is_found_in_what_is_attached(content: bytes, kind: str, name: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Hello"
    message.set_content("See below.")
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    raw = message.as_bytes()
    assert looked_through(inbound.read(raw), raw).is_forbidden


def test_what_is_never_stored_is_found_in_the_page_of_a_message_that_has_a_text_too() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("See the page.")
    message.add_alternative(f"<p>{SSN}</p>", subtype="html")
    raw = message.as_bytes()
    assert looked_through(inbound.read(raw), raw).is_forbidden
    harmless = raw.replace(SSN.encode(), b"413-555-0100")
    assert not looked_through(inbound.read(harmless), harmless).is_forbidden


def test_a_bounce_says_which_address_failed() -> None:
    raw = (
        b"From: MAILER-DAEMON@example.org\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\n"
        b"Final-Recipient: rfc822; <Late@city.example>\nAction: delayed\n\n"
        b"Original-Recipient: rfc822;Gone@City.example\nFinal-Recipient: rfc822; other@city.example\nAction: failed\n\n"
        b"--b\nContent-Type: message/rfc822\n\nMessage-ID: <one@example.org>\n\nx\n--b--\n"
    )
    expected = Bounce(("<one@example.org>",), True, "", frozenset({"gone@city.example", "other@city.example"}))
    assert inbound.read(raw).bounce == expected
