"""What a file really is, and what is taken out of it before it is kept."""

import io

import pytest
from PIL import Image

from advocacy.domain.files import MEDIA_TYPES, clean_name
from advocacy.domain.problems import Refused
from advocacy.services.files import contents, documents
from advocacy.services.files.contents import CHECKS, checked
from tests import files

GOOD = {
    "letter.pdf": files.a_pdf(),
    "scan.PDF": files.a_pdf("Dear Mayor"),
    "photo.jpg": files.a_jpeg(),
    "photo.jpeg": files.a_jpeg(progressive=True),
    "shot.png": files.a_png(),
    "shot.webp": files.a_webp(beside=b"x"),
    "notes.txt": "Señora García called — twice.\n".encode(),
    "old.txt": "Señora García".encode("cp1252"),
    "wide.txt": "Señora".encode("utf-16"),
    "list.csv": b"name,ward\nAna,3\n",
    "hearing.ics": files.AN_ICS,
    "reply.eml": files.an_eml(),
    "draft.docx": files.a_docx(),
    "count.xlsx": files.an_archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
    "draft.odt": files.an_odt(),
    "count.ods": files.an_archive(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    ),
    "call.mp3": files.AN_MP3,
    "call.m4a": files.an_mp4(),
    "rally.mp4": files.an_mp4(),
}


def refusal_of(name: str, data: bytes) -> str:
    """Return the sentence that refuses a file."""
    with pytest.raises(Refused) as refused:
        checked(name, data)
    assert {problem.field for problem in refused.value.problems} == {"files"}
    return str(refused.value)


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_is_taken(name: str) -> None:
    found = checked(name, GOOD[name])
    assert found.media_type == MEDIA_TYPES[name.rpartition(".")[2].lower()]
    assert found.data


def test_every_kind_that_is_taken_has_its_check_and_an_example() -> None:
    assert set(CHECKS) == set(MEDIA_TYPES) == {name.rpartition(".")[2].lower() for name in GOOD}


@pytest.mark.parametrize("name", GOOD)
def test_no_kind_passes_for_another(name: str) -> None:
    same = {"jpg": "jpeg", "txt": "text", "csv": "text", "ics": "text", "eml": "text", "m4a": "mp4"}
    own = name.rpartition(".")[2].lower()
    for ending in CHECKS:
        if same.get(ending, ending) != same.get(own, own):
            assert "is not what the ending" in refusal_of(f"x.{ending}", GOOD[name]), ending


@pytest.mark.parametrize(
    "name",
    ["page.html", "logo.svg", "run.exe", "code.js", "notes", "macro.docm", "a.pdf.exe", "x.zip", "pdf", ".pdf.sh"],
)
def test_what_may_run_or_is_unknown_is_not_taken(name: str) -> None:
    assert "are not taken" in refusal_of(name, files.a_pdf())


def test_a_photo_in_another_form_is_to_be_saved_as_jpeg_since_it_holds_its_place() -> None:
    assert "Save it as JPEG" in refusal_of("IMG_1.HEIC", b"x")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"<html>%PDF-1.4 %%EOF"),
        ("a.pdf", files.a_pdf() + files.an_archive({"a": b"b"})),
        ("a.pdf", files.a_pdf()[:-200]),
        ("a.docx", files.a_docx() + b"<script>"),
        ("a.docx", b"MZ" + files.a_docx()),
        ("a.docx", files.an_archive({"[Content_Types].xml": b"", "word/document.xml": b"", "../up": b""})),
        ("a.txt", b"<!doctype html><script>alert(1)</script>"),
        ("a.txt", b" \n<svg onload=alert(1)>"),
        ("a.csv", b"MZ\x90\0\x03\0"),
        ("a.txt", b"#!/bin/sh\nrm"),
        ("a.png", files.a_png()[:-20]),
        ("a.png", files.a_png().replace(b"IDAT", b"IDAX")),
        ("a.jpg", files.a_jpeg()[:300]),
        ("a.jpg", b"\xff\xd8\xff\xd9"),
        ("a.mp4", b"\0\0\0\x10ftypisom"),
        ("a.mp4", files.an_mp4() + b"\0\0\0\x0ahtml<script>"),
        ("a.eml", b"Just words."),
        ("a.eml", b"Subject: x\n\nNobody sent it."),
        ("a.ics", b"BEGIN:VCALENDAR\n"),
        ("a.mp3", b"ID3\x04\0\0\0\0\0\x05title<html>"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_two_things_at_once_is_refused(name: str, data: bytes) -> None:
    assert "is not what the ending" in refusal_of(name, data)


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_was_cut_off_or_changed_never_fails_otherwise_than_by_a_refusal(name: str) -> None:
    data = GOOD[name]
    for cut in range(0, len(data), max(1, len(data) // 40)):
        for spoilt in (data[:cut], data[:cut] + b"\xff\xff\xff" + data[cut + 3 :]):
            try:
                checked(name, spoilt)
            except Refused:
                continue


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_UNPACKED", 100_000)
    assert "unpacks to more" in refusal_of("a.docx", files.a_docx("x" * 200_000))
    monkeypatch.setattr(documents, "MOST_ENTRIES", 3)
    assert "unpacks to more" in refusal_of("a.docx", files.a_docx(**{f"e{n}": b"" for n in range(4)}))


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    honest = files.a_docx("x" * 5_000)
    size = len(b"<w:document><w:body><w:p><w:r><w:t></w:t></w:r></w:p></w:body></w:document>") + 5_000
    lying = honest.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    assert "is not what the ending" in refusal_of("a.docx", lying)


def test_macros_are_refused() -> None:
    assert "macros" in refusal_of("a.docx", files.a_docx(**{"word/vbaProject.bin": b"x"}))
    types = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    assert "macros" in refusal_of("a.docx", files.a_docx(**{"[Content_Types].xml": types}))


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_photo_loses_all_but_the_picture_and_which_side_is_up(progressive: bool, orientation: int) -> None:
    film = b"\0\0\0\x18ftypmp42" + files.PLACE
    photo = files.a_jpeg(beside=files.PLACE, orientation=orientation, behind=film, progressive=progressive)
    assert photo.count(files.PLACE) == 3
    kept = checked("a.jpg", photo).data
    assert files.PLACE not in kept
    assert b"ftyp" not in kept
    before, after = Image.open(io.BytesIO(photo)), Image.open(io.BytesIO(kept))
    assert after.tobytes() == before.tobytes()
    assert dict(after.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


def test_a_screenshot_loses_its_texts_and_what_follows_it() -> None:
    kept = checked("a.png", files.a_png(beside=files.PLACE) + files.PLACE).data
    assert files.PLACE not in kept
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(files.a_png())).tobytes()


def test_a_webp_loses_its_exif() -> None:
    picture = files.a_webp(beside=files.PLACE)
    kept = checked("a.webp", picture).data
    assert files.PLACE in picture
    assert files.PLACE not in kept
    opened = Image.open(io.BytesIO(kept))
    assert opened.tobytes() == Image.open(io.BytesIO(picture)).tobytes()
    assert not opened.getexif()


def test_a_recording_loses_its_place_and_stays_as_long_as_it_was() -> None:
    film = files.an_mp4(beside=files.PLACE)
    kept = checked("a.mp4", film).data
    assert files.PLACE in film
    assert files.PLACE not in kept
    assert (len(kept), kept.index(b"mdat")) == (len(film), film.index(b"mdat"))
    assert b"title" not in checked("a.mp3", files.AN_MP3).data


SECRET = "Her SSN is 536-22-1234."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", SECRET.encode()),
        ("a.csv", f"name,note\nAna,{SECRET}\n".encode()),
        ("a.eml", files.an_eml(SECRET)),
        ("a.docx", files.a_docx(SECRET)),
        ("a.odt", files.an_odt(SECRET)),
        ("a.pdf", files.a_pdf(SECRET)),
    ],
)
def test_words_with_what_is_never_stored_are_refused_as_far_as_they_can_be_read(name: str, data: bytes) -> None:
    sentence = refusal_of(name, data)
    assert "social-security number" in sentence
    assert "536" not in sentence


def test_long_words_are_looked_through_in_pieces_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "PIECE", 100)
    monkeypatch.setattr(contents, "OVERLAP", 80)
    for before in range(60, 140, 7):
        assert "social-security" in refusal_of("a.txt", (b"x" * before + b" Her SSN is 536 22 1234. " + b"y" * 300))
    assert "may have 2 MB" in refusal_of("a.csv", b"a,b\n" * 600_000)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ana\\carta.pdf", "carta.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("...", "file"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("con.pdf", "_con.pdf"),
        ('quote".pdf', "quote_.pdf"),
        ("Carta de la alcaldía ñ.pdf", "Carta de la alcaldía ñ.pdf"),
        ("alcaldi\u0301a.pdf", "alcaldía.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_keeps_what_people_wrote_and_nothing_that_leads_elsewhere(typed: str, name: str) -> None:
    assert clean_name(typed) == name


SECRET = b"<w:t>his SSN is 219-09-9999</w:t>"
RELATIONS = b'<Relationships><Relationship Type="http://x/officeDocument" Target="/%s"/></Relationships>'


@pytest.mark.parametrize("name", ["word/document2.xml", "word/letter.bin", "other/&#97;.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_is_read_whatever_its_parts_are_called(name: str, encoding: str) -> None:
    told = SECRET.decode().encode(encoding)
    parts = {"_rels/.rels": RELATIONS % name.encode(), name.replace("&#97;", "a"): told}
    assert "219" not in refusal_of("a.docx", files.a_docx(**parts))
    alone = files.an_archive({"[Content_Types].xml": b"<Types/>", **parts})
    assert refusal_of("a.docx", alone) == refusal_of("a.docx", files.a_docx(SECRET.decode()))


def test_a_document_whose_main_part_has_another_name_is_taken() -> None:
    parts = {"_rels/.rels": RELATIONS % b"word/document2.xml", "word/document2.xml": b"<w:t>Dear Mayor</w:t>"}
    assert checked("a.docx", files.an_archive({"[Content_Types].xml": b"<Types/>", **parts}))
