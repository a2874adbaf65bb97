"""Letterheads: name, address and picture; what every form of a letter shows of them."""

import io
import os
import zipfile
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from advocacy.db import db
from advocacy.domain.letter_texts import SettledWords
from advocacy.domain.problems import Refused
from advocacy.exchange.papers.pictures import refuse_unprintable
from advocacy.models import Letter, Letterhead, StoredFile, User
from advocacy.policy import OPERATOR
from advocacy.services import files
from advocacy.services.files.checking import check
from advocacy.services.letters.papers import forget_approval, hash_of, note_approved, refuse_another_text
from tests.factories import commit, make_campaign
from tests.files import a_png
from tests.letters import approved
from tests.web import Page, Web, form_data

WORDS = "Logo: two hands that hold a house"
VALUES = {
    "title": "Neighbors for Welcome",
    "return_address": "12 Practice Street\nSampleville MA 01101",
    "lines": "hello@sampleville.example",
    "logo_words": WORDS,
}


def jpeg(*, named: bool = True, size: tuple[int, int] = (400, 100)) -> bytes:
    """A JPEG; without its name (JFIF), as a phone's is once what it tells is taken out."""
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 70)).save(out, "JPEG")
    data = out.getvalue()
    return data if named else data[:2] + data[20:]


def noise() -> bytes:
    """A PNG of more than a megabyte."""
    out = io.BytesIO()
    Image.frombytes("RGB", (700, 700), os.urandom(700 * 700 * 3)).save(out, "PNG")
    return out.getvalue()


def sent(web: Web, address: str, picture: tuple[bytes, str] | None, **values: object) -> Page:
    """Fill in the form of a letterhead and send it, with a picture."""
    page = web.get(address)
    data: dict[str, object] = dict(form_data(page.form())) | VALUES | values
    if picture is not None:
        data["files"] = (io.BytesIO(picture[0]), picture[1])
    return web.post(address, data, content_type="multipart/form-data")


def kept() -> Letterhead:
    return db.session.scalars(db.select(Letterhead)).one()


def papers(web: Web, letter: Letter, name: str) -> bytes:
    answer = web.get(f"/letters/{letter.ref}/papers/{name}")
    assert answer.status == 200, answer.text
    return answer.response.data


@pytest.mark.parametrize("named", [True, False])
def test_picture_and_address_stand_on_every_form_of_a_letter(web: Web, coordinator: User, named: bool) -> None:
    web.sign_in(coordinator)
    assert sent(web, "/letterheads/new", (jpeg(named=named), "logo.jpg")).status == 303
    letter = approved(OPERATOR, make_campaign())
    commit()
    read = pypdf.PdfReader(io.BytesIO(papers(web, letter, "letter.pdf")))
    words = read.pages[0].extract_text()
    assert "12 Practice Street, Sampleville MA 01101" in words
    assert "hello@sampleville.example" in words
    assert len(read.pages[0].images) == 1
    assert b"pdfuaid:part" in read.trailer["/Root"]["/Metadata"].get_object().get_data()
    figures = _figures(read)
    assert figures == [WORDS]
    document = zipfile.ZipFile(io.BytesIO(papers(web, letter, "letter.docx")))
    assert f'descr="{WORDS}"'.encode() in document.read("word/document.xml")
    assert any(name.startswith("word/media/") for name in document.namelist())
    envelope = pypdf.PdfReader(io.BytesIO(papers(web, letter, "envelopes.pdf"))).pages[0].extract_text()
    assert "12 Practice Street\nSampleville MA 01101" in envelope
    assert "hello@" not in envelope


def _figures(read: pypdf.PdfReader) -> list[str]:
    """The words that stand for each picture, as the tags of the PDF say them."""
    tagged = [read.get_object(number) for number in range(1, len(read.xref[0]) + len(read.xref_objStm) + 1)]
    return [str(each["/Alt"]) for each in tagged if isinstance(each, dict) and each.get("/S") == "/Figure"]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("picture", "field"),
    [
        ((b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"), "are not taken"),
        ((b"plain words", "logo.txt"), "cannot be printed"),
        ((jpeg(size=(5000, 10)), "logo.jpg"), "cannot be printed"),
        ((a_png()[:-30] + a_png()[-12:], "logo.png"), "damaged"),
    ],
)
def test_what_no_paper_can_show_is_refused_and_not_kept(
    web: Web, coordinator: User, picture: tuple[bytes, str], field: str
) -> None:
    web.sign_in(coordinator)
    answer = sent(web, "/letterheads/new", picture)
    assert answer.status == 422
    assert field in " ".join(answer.errors)
    assert VALUES["return_address"].split("\n")[0] in str(answer.soup)
    assert db.session.scalars(db.select(StoredFile)).all() == []


def test_a_picture_that_would_make_every_copy_heavy_is_refused() -> None:
    with pytest.raises(Refused, match="at most 1 MB"):
        refuse_unprintable(noise(), "image/png")
    refuse_unprintable(jpeg(), "image/jpeg")


@pytest.mark.sqlite_only
def test_a_picture_needs_words_and_is_forgotten_when_it_is_replaced_or_taken_off(web: Web, coordinator: User) -> None:
    web.sign_in(coordinator)
    wordless = sent(web, "/letterheads/new", (a_png(), "logo.png"), logo_words="")
    assert (wordless.status, "for who cannot see it" in " ".join(wordless.errors)) == (422, True)
    sent(web, "/letterheads/new", (a_png(), "logo.png"))
    first = kept().logo
    assert first is not None
    address = f"/letterheads/{kept().ref}/edit"
    shown = web.get(address).soup.select_one("main img")
    assert shown is not None
    assert (shown["alt"], str(shown["src"])[:22]) == (WORDS, "data:image/png;base64,")
    sent(web, address, None)
    assert kept().logo is first
    sent(web, address, (a_png(9), "logo.png"))
    (only,) = db.session.scalars(db.select(StoredFile)).all()
    assert (kept().logo, kept().logo_words) == (only, WORDS)
    sent(web, address, None, without_picture="y")
    assert (kept().logo, kept().logo_words) == (None, "")
    assert db.session.scalars(db.select(StoredFile)).all() == []


@pytest.mark.sqlite_only
def test_a_picture_that_is_lost_stops_no_letter(web: Web, coordinator: User) -> None:
    web.sign_in(coordinator)
    sent(web, "/letterheads/new", (a_png(), "logo.png"))
    logo = kept().logo
    assert logo is not None
    files.storage().remove(logo.sha256)
    letter = approved(OPERATOR, make_campaign())
    commit()
    assert b"%PDF" in papers(web, letter, "letter.pdf")


@pytest.mark.sqlite_only
def test_what_stands_above_an_approved_letter_stays_and_is_hashed(web: Web, coordinator: User) -> None:
    web.sign_in(coordinator)
    sent(web, "/letterheads/new", (a_png(), "logo.png"))
    letter = approved(OPERATOR, make_campaign())
    other = approved(OPERATOR, make_campaign("Another"))
    old = SettledWords.of(other.settled)
    assert old is not None
    other.settled = replace(old, above=None, is_hashed=False).kept()  # as letters were approved before
    forget_approval(other)
    note_approved(OPERATOR, other)
    commit()
    address = f"/letterheads/{kept().ref}/edit"
    before = [hash_of(each) for each in (letter, other)]
    changed = {"lines": "We call for a general strike", "return_address": "1 Elsewhere"}
    sent(web, address, (a_png(9), "logo.png"), **changed)
    sent(web, address, None, without_picture="y", **changed)
    db.session.expire_all()
    for each, told in zip((letter, other), before, strict=True):
        read = pypdf.PdfReader(io.BytesIO(papers(web, each, "letter.pdf"))).pages[0]
        assert "general strike" not in read.extract_text()
        assert "12 Practice Street" in read.extract_text()
        assert len(read.images) == 1
        assert hash_of(each) == told
        refuse_another_text(each)
    words = SettledWords.of(letter.settled)
    assert words is not None
    assert words.above is not None
    assert words.above.logo_sha256
    assert words.above.logo_sha256 not in check().unused
    for tampered in (replace(words, head="A party"), replace(words, above=replace(words.above, lines="Vote for Bo"))):
        letter.settled = tampered.kept()
        letter.sender = ""
        with pytest.raises(Refused, match="not the text that was approved"):
            refuse_another_text(letter)
