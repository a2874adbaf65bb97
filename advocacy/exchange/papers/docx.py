"""Letters as DOCX (ECMA-376), for who must edit or sign in a word processor."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from advocacy.exchange.papers.blocks import Block, Run, printable
from advocacy.exchange.papers.content import Paper
from advocacy.exchange.papers.pictures import named_jpeg

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SERIF = "Georgia"
PLACE_OF_DEMANDS = "{{demands}}"
MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001 (the format knows no zone; the same letter gives the same properties)


def docx(papers: Sequence[Paper]) -> bytes:
    """Return one document of one letter or of many, each beginning on a page of its own."""
    from docx import Document as new_document

    document = new_document()
    _prepare(document, papers[0], "NUMPAGES" if len(papers) == 1 else "SECTIONPAGES")
    for number, paper in enumerate(papers):
        if number:
            document.add_section()  # its footer is that of the section before
        _write(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Document, paper: Paper, count: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Inches, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(1))
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = SERIF, Pt(11)
    for style, size in (("Heading 1", 11.5), ("Heading 2", 11)):
        _sober(document.styles[style], size)
    document.styles["List Continue"].paragraph_format.first_line_indent = Inches(-0.25)
    document.styles["List Continue"].paragraph_format.left_indent = Inches(0.5)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): f"{paper.language}-US"})
    normal.element.get_or_add_rPr().append(language)
    core = document.core_properties
    core.title, core.author, core.language = (
        printable(paper.title)[:255],
        printable(paper.head.title)[:255],
        f"{paper.language}-US",
    )
    core.created = core.modified = MADE_ON
    core.comments = ""
    _foot(section, paper, count)


def _foot(section: Any, paper: Paper, count: str) -> None:
    """Write the reference on the left and "Page 2 of 12" on the right; each letter begins with page 1.

    `count` is the field that counts the pages: of the document, or of the section that each letter is.
    """
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(section.page_width - 2 * section.left_margin, WD_TAB_ALIGNMENT.RIGHT)
    fields = {"%(n)s": "PAGE", "%(of)s": count}
    footer.add_run(f"{paper.reference}\t")
    for part in filter(None, re.split(r"(%\((?:n|of)\)s)", paper.words.page)):
        if part not in fields:
            footer.add_run(part)
            continue
        run = footer.add_run()
        for kind, text in (("begin", ""), ("", fields[part]), ("separate", ""), ("shown", "1"), ("end", "")):
            run._r.append(_field_part(kind, text))
    for run in footer.runs:
        run.font.size = Pt(8)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")


def _field_part(kind: str, text: str) -> Any:
    """Return a part of a field (ECMA-376, 17.16): its instruction, what is shown until it is counted, or a border."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if text:
        part = OxmlElement("w:t" if kind == "shown" else "w:instrText")
        part.text = text
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


def _sober(style: Any, size: float) -> None:
    """Let a heading look like the letter: the library's are blue, and in a typeface that their theme names."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = SERIF, Pt(size), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)


def _write(document: Document, paper: Paper) -> None:
    if paper.head.title:
        _letterhead(document, paper)
    if paper.is_draft:
        document.add_paragraph().add_run(paper.words.draft).bold = True
    document.add_paragraph(paper.date)
    if paper.recipient:
        document.add_paragraph("\n".join(paper.recipient))
    document.add_heading(paper.subject, level=1)
    _blocks(document, paper.body, paper)
    if paper.demands and not paper.demands_in_body:
        _demands(document, paper)
    _below(document, paper)


def _below(document: Document, paper: Paper) -> None:
    if paper.signers:
        document.add_paragraph(paper.words.signers)
        _signers(document, paper)
    if paper.others:
        document.add_paragraph().add_run(paper.others).italic = True
    if paper.enclosures:
        document.add_paragraph().add_run(paper.words.enclosures).bold = True
        for each in paper.enclosures:
            document.add_paragraph(each, style="List Bullet")


def _letterhead(document: Document, paper: Paper) -> None:
    from docx.shared import Pt

    if paper.head.logo:
        _picture(document, paper)
    last = document.add_paragraph()
    title = last.add_run(paper.head.title)
    title.bold, title.font.size = True, Pt(15)
    if paper.head.lines:
        last.paragraph_format.space_after = Pt(0)
        last = document.add_paragraph()
        last.add_run("  ·  ".join(paper.head.lines)).font.size = Pt(9)
    _rule_below(last)


def _picture(document: Document, paper: Paper) -> None:
    """Put the picture above the name: at most 1.6 cm high and 6 cm wide, with its words for who cannot see it."""
    from docx.shared import Cm

    shape = document.add_picture(io.BytesIO(named_jpeg(paper.head.logo)), height=Cm(1.6))
    if shape.width > Cm(6):
        shape.width, shape.height = Cm(6), round(shape.height * Cm(6) / shape.width)
    shape._inline.docPr.set("descr", paper.head.logo_words)


def _rule_below(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "6"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _blocks(document: Document, blocks: Iterable[Block], paper: Paper, style: str | None = None) -> None:
    for block in blocks:
        if block.kind == "para" and paper.demands_in_body and block.text.strip() == PLACE_OF_DEMANDS:
            _demands(document, paper)
        elif block.kind == "heading":
            _runs(document.add_heading(level=2), block.runs)
        elif block.kind == "list":
            _list(document, block, paper)
        elif block.kind == "quote":
            _blocks(document, block.items[0], paper, "Quote")
        elif block.kind == "rule":
            document.add_paragraph("* * *")
        else:
            _runs(document.add_paragraph(style=style), block.runs)


def _list(document: Document, block: Block, paper: Paper) -> None:
    """A numbered list carries its numbers as words: Word would go on counting from the list before."""
    for number, item in enumerate(block.items, start=block.start):
        for place, inner in enumerate(item):
            if inner.kind != "para" or place:
                _blocks(document, (inner,), paper, "List Continue")
            elif block.ordered:
                paragraph = document.add_paragraph(f"{number}.\t", style="List Continue")
                _runs(paragraph, inner.runs)
            else:
                _runs(document.add_paragraph(style="List Bullet"), inner.runs)


def _runs(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
        shown = run.link.removeprefix("mailto:").removeprefix("tel:")
        if run.link and shown not in run.text:
            paragraph.add_run(f" ({shown})")


def _demands(document: Document, paper: Paper) -> None:
    document.add_paragraph().add_run(paper.words.demands).bold = True
    for number, demand in enumerate(paper.demands, start=1):
        document.add_paragraph(f"{number}.\t{demand}", style="List Continue")


def _signers(document: Document, paper: Paper) -> None:
    from docx.shared import Pt

    signers, columns = paper.signers, paper.columns
    rows = [signers[start : start + columns] for start in range(0, len(signers), columns)]
    table = document.add_table(rows=len(rows), cols=columns)
    cells: list[Any] = table._cells  # asked once: the library counts the cells of the table anew at each look
    for number, signer in enumerate(signers):
        paragraph = cells[number].paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(6)
        if paper.ink_lines:
            _line_above(paragraph)
        paragraph.add_run(signer.name).bold = True
        for line in filter(None, (signer.title, signer.organization)):
            paragraph.add_run(f"\n{line}")
        for run in paragraph.runs:
            run.font.size = Pt(9 if columns > 2 else 10)
    _keep_rows_whole(table)


def _line_above(paragraph: Paragraph) -> None:
    """Leave room for a signature, and draw the line that it stands on: a border, which no reader reads out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    paragraph.paragraph_format.space_before = Cm(1.3)
    paragraph.paragraph_format.right_indent = Cm(0.6)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "3"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _keep_rows_whole(table: Any) -> None:
    from docx.oxml import OxmlElement

    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
