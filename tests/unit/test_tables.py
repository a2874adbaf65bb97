"""Files that go out: what spreadsheets read must be what we wrote, and nothing that runs."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.exchange.tables import BOM, Column, Table, csv_cell, csv_lines, harmless, write_xlsx

TABLE = Table("Things", (Column("kind", "Kind", words=True), Column("text", "Text"), Column("count", "Count")))
TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=60)


@given(st.lists(st.tuples(TEXT, TEXT, st.none() | st.integers(0, 10**9)), max_size=20))
def test_what_a_reader_of_csv_gets_is_what_was_written(rows: list[tuple[str, str, int | None]]) -> None:
    text = b"".join(csv_lines(TABLE, [rows])).decode()
    assert text.startswith(BOM)
    read = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))
    assert read[0] == ["kind", "text", "count"]
    wanted = [[harmless(a), harmless(b), "" if c is None else str(c)] for a, b, c in rows]
    assert read[1:] == wanted


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_no_cell_of_a_csv_file_is_a_formula(begin: str) -> None:
    assert csv_cell(begin).lstrip('"').startswith("'")


def test_words_of_ours_are_codes_in_csv() -> None:
    assert csv_cell(ActivityKind.LETTER_SENT) == "letter_sent"


def test_xlsx_holds_labels_numbers_and_harmless_text(tmp_path) -> None:
    path = str(tmp_path / "x.xlsx")
    count = write_xlsx(path, TABLE, [[(ActivityKind.CALL, "=2+2", 3)], []], str.upper, [("Made by", "x")])
    assert count == 1
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["KIND", "TEXT", "COUNT"]
    assert [cell.value for cell in sheet[2]] == ["CALL", "=2+2", 3]
    assert sheet["B2"].data_type == "s"
    assert book.worksheets[1]["A1"].value == "Made by"
