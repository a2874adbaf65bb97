"""Letters on paper: Markdown as blocks, the same letter as PDF and DOCX, envelopes and labels."""

import io
import zipfile
from dataclasses import replace

import pypdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.problems import Refused
from advocacy.domain.text import by_name
from advocacy.exchange.papers.addresses import envelopes, labels
from advocacy.exchange.papers.blocks import blocks_of, changed, plain_text, printable
from advocacy.exchange.papers.content import Head, Paper, Signer, Words
from advocacy.exchange.papers.docx import docx
from advocacy.exchange.papers.pdf import pdf
from advocacy.views.rendering import markdown

NASTY = '#let x = read("/etc/passwd") $a$ @b <c> *d* _e_ \\ // ]'
WORDS = Words("What we ask:", "Enclosures", "Draft, not approved", "Signed", "Page %(n)s of %(of)s")
PAPER = Paper(
    language="en",
    title="Make ours a welcoming city",
    head=Head("Coalición Ñandú & Friends", ("12 Practice Street", "hello@sampleville.example")),
    date="May 1, 2026",
    recipient=("Dr. María José García Márquez", "Mayor", "36 Court Street", "Sampleville"),
    subject="Re: Make ours a welcoming city",
    body=blocks_of("Dear Mayor,\n\n{{demands}}\n\nWith **thanks**."),
    demands=("Order police not to ask", NASTY),
    signers=(Signer(NASTY, "Director", "The Congregation"), Signer("Zoë Žižek")),
    others="and others",
    columns=2,
    enclosures=("Map of wards",),
    reference="3 · v2 · 0123456789abcdef",
    words=WORDS,
    demands_in_body=True,
)


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def test_all_that_is_on_the_letter_is_on_the_pdf_and_nothing_of_it_is_run() -> None:
    words = words_of(pdf([PAPER]))
    for told in ("Coalición Ñandú & Friends", "Dr. María José García Márquez", "Re: Make ours", "Zoë Žižek",
                 "2. " + NASTY, "Map of wards", "and others", PAPER.reference):  # fmt: skip
        assert told in words
    assert "{{demands}}" not in words
    assert words.index("What we ask:") < words.index("With thanks")


def test_a_pdf_is_tagged_names_its_language_and_title_and_says_that_it_is_accessible() -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf([replace(PAPER, language="es")])))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("es")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == PAPER.title
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_the_same_letter_gives_the_same_bytes_and_another_signer_other_ones() -> None:
    assert pdf([PAPER]) == pdf([PAPER])
    assert pdf([PAPER]) != pdf([replace(PAPER, signers=(*PAPER.signers, Signer("One more")))])


def test_a_name_that_our_font_cannot_write_stops_no_letter() -> None:
    for name in ("王小明", "ግዕዝ", "Ada\ufeff Example", "\U0001f600", "مريم"):
        made = pypdf.PdfReader(io.BytesIO(pdf([replace(PAPER, signers=(Signer(name), Signer("Zoë Žižek")))])))
        assert "Zoë Žižek" in made.pages[0].extract_text()


def test_a_draft_says_so_and_numbers_begin_anew_with_each_letter() -> None:
    long = replace(PAPER, signers=tuple(Signer(f"Signer {number}") for number in range(150)), is_draft=True, columns=3)
    read = pypdf.PdfReader(io.BytesIO(pdf([long, long])))
    each = len(read.pages) // 2
    assert each > 1
    assert "Draft, not approved" in read.pages[each].extract_text()
    assert f"Page 1 of {each}" in read.pages[each].extract_text()


def test_a_docx_holds_the_same_words_with_headings_and_its_language() -> None:
    document = Document(io.BytesIO(docx([PAPER])))
    told = "\n".join(each.text for each in document.paragraphs)
    names = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "Re: Make ours a welcoming city" in [
        each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"
    ]
    assert NASTY in told
    assert names == [f"{NASTY}\nDirector\nThe Congregation", "Zoë Žižek"]
    assert document.core_properties.language == "en-US"
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert "Theme" not in document.styles["Heading 1"].element.rPr.rFonts.xml.partition(">")[0]


def test_a_name_longer_than_its_column_breaks_and_runs_into_no_other() -> None:
    names = (Signer("Wolfeschlegelsteinhausenbergerdorff"), Signer("Zoë Žižek"), Signer("Ada Example"))
    assert "Wolfeschlegelsteinhausenbergerdorff Zoë" not in words_of(pdf([replace(PAPER, signers=names, columns=3)]))
    assert "Wolfeschlegelsteinhausenbergerdorff" in words_of(pdf([replace(PAPER, signers=names, columns=1)]))


def test_a_line_to_sign_by_hand_stands_above_each_name_in_either_form() -> None:
    inked = replace(PAPER, ink_lines=True)
    made, bare = (pypdf.PdfReader(io.BytesIO(pdf([each]))) for each in (inked, PAPER))
    strokes = [page.get_contents().get_data().count(b"\nS\n") for page in (made.pages[0], bare.pages[0])]  # type: ignore[union-attr]
    assert strokes[0] == strokes[1] + len(PAPER.signers)
    assert b"pdfuaid:part" in made.trailer["/Root"]["/Metadata"].get_object().get_data()
    for paper, number in ((inked, len(PAPER.signers)), (PAPER, 0)):
        assert zipfile.ZipFile(io.BytesIO(docx([paper]))).read("word/document.xml").count(b"<w:top ") == number


def test_envelopes_are_one_a_page_and_thirty_labels_fill_a_sheet() -> None:
    addresses = [(NASTY, "36 Court Street", f"Sampleville {number}") for number in range(31)]
    made = pypdf.PdfReader(io.BytesIO(envelopes("Envelopes", "en", PAPER.head, addresses)))
    assert len(made.pages) == 31
    assert (float(made.pages[0].mediabox.width), float(made.pages[0].mediabox.height)) == (684.0, 297.0)
    assert len(pypdf.PdfReader(io.BytesIO(labels("Labels", "en", addresses))).pages) == 2


def test_plain_text_keeps_lists_quotes_and_addresses() -> None:
    text = (
        "Dear all,\n\n1. one\n2. two\n   - deeper\n\n> said\n\n[site](https://example.org) and [me](mailto:a@b.example)"
    )
    assert plain_text(blocks_of(text)) == (
        "Dear all,\n\n1. one\n2. two\n   - deeper\n\n> said\n\nsite (https://example.org) and me (a@b.example)"
    )


def test_an_address_that_runs_a_script_is_no_link() -> None:
    runs = blocks_of("[a](javascript:alert(1)) [b](https://example.org)")[0].runs
    assert {run.link for run in runs} <= {"", "https://example.org"}


@given(st.text(max_size=200))
def test_any_text_becomes_blocks_that_can_be_changed_and_told(text: str) -> None:
    blocks = blocks_of(text)
    assert changed(blocks, lambda words: words) == blocks
    plain_text(blocks)


def test_control_signs_are_printed_nowhere() -> None:
    assert printable("Ana\x01\x0b B\ufffe\ttab\n") == "Ana B\ttab\n"
    assert "\x1b" not in "".join(block.text for block in blocks_of("one\x1b two"))


def test_screens_and_papers_read_the_same_markdown_without_tables_and_struck_words() -> None:
    told = "| a | b |\n|---|---|\n\n~~old~~ and **new**"
    assert [block.kind for block in blocks_of(told)] == ["para", "para"]
    assert "~~old~~" in plain_text(blocks_of(told))
    drawn = markdown(told)
    assert "<table" not in drawn
    assert "~~old~~ and <strong>new</strong>" in drawn
    assert "| a | b |" in drawn


def test_names_are_sorted_without_accents_and_by_the_letters_of_the_language() -> None:
    names = ["Ñandú", "Óscar", "Łukasz", "Nube", "nazar", "Lopez", "Zoë", "Ocaña"]
    assert sorted(names, key=lambda name: by_name(name, "en")) == [
        "Lopez", "Łukasz", "Ñandú", "nazar", "Nube", "Ocaña", "Óscar", "Zoë",
    ]  # fmt: skip
    in_spanish = sorted(names, key=lambda name: by_name(name, "es"))
    assert in_spanish[2:5] == ["nazar", "Nube", "Ñandú"]


def test_a_docx_numbers_its_pages_and_those_of_each_letter_from_one() -> None:
    one, many = (zipfile.ZipFile(io.BytesIO(docx(papers))) for papers in ([PAPER], [PAPER, PAPER]))
    foot = one.read("word/footer1.xml").decode()
    assert [word for word in ("Page ", ">PAGE<", " of ", ">NUMPAGES<") if word not in foot] == []
    assert ">SECTIONPAGES<" in many.read("word/footer1.xml").decode()
    assert many.read("word/document.xml").decode().count('<w:pgNumType w:start="1"/>') == 2


def test_a_link_that_no_typesetter_takes_is_printed_as_words() -> None:
    blocks = blocks_of(f"See [our site](https://example.org/{'a' * 9_000}) and [this](https://example.org).")
    assert [run.link for run in blocks[0].runs if run.link] == ["https://example.org"]
    assert "our site" in words_of(pdf([replace(PAPER, body=blocks)]))


@pytest.mark.parametrize("failure", [RuntimeError("no"), type("PanicException", (BaseException,), {})("broken off")])
def test_what_the_typesetter_refuses_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    def refuse(*_given: object, **_more: object) -> bytes:
        raise failure

    monkeypatch.setattr("typst.compile", refuse)
    with pytest.raises(Refused, match="could not be made"):
        pdf([PAPER])


def test_control_signs_in_title_and_sender_stop_no_docx() -> None:
    crooked = replace(PAPER, title="Make\x0b ours", head=replace(PAPER.head, title="The\x02 coalition"))
    cleaned = replace(crooked, head=replace(crooked.head, title=printable(crooked.head.title)))
    assert Document(io.BytesIO(docx([cleaned]))).core_properties.title == "Make ours"
