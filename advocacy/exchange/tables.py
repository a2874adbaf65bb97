"""A table that goes out: one definition feeds CSV and XLSX, so that both agree to the row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from advocacy.domain.words import N_, Word

BOM = "\ufeff"
BETWEEN = "; "
"""Between the words of a cell that lists several."""
LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet holds."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that spreadsheets take for a formula (OWASP, CSV injection), also in their full-width forms."""


@dataclass(frozen=True)
class Column:
    """One column: its stable code (CSV), its label (XLSX, a message id), its width in characters."""

    code: str
    label: str
    width: int = 16
    words: bool = False
    """Whether the cell is a word of ours: CSV holds the code, XLSX the reader's label."""
    scale: Mapping[int, str] | None = None
    """Whether the number is a place of a scale: CSV holds the number, XLSX the label of the place."""
    each: type[Word] | None = None
    """Words of which kind the cell lists ("yes; no"): CSV holds the codes, XLSX the reader's labels."""


@dataclass(frozen=True)
class Table:
    """The columns, in order; rows are sequences in the same order."""

    name: str
    columns: tuple[Column, ...]


def harmless(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula: with an apostrophe before it where needed."""
    return "'" + text if text.startswith(DANGEROUS) else text


def csv_cell(value: Any) -> str:
    """Return one cell, quoted as RFC 4180 wants, with formulas made harmless."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = value.value if isinstance(value, Enum) else str(value)
    text = harmless(text)
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_lines(table: Table, partitions: Iterable[Sequence[Sequence[Any]]]) -> Iterator[bytes]:
    """Yield a CSV file in pieces: UTF-8 with BOM, a header of codes, one piece for each partition of rows."""
    header = ",".join(column.code for column in table.columns)
    yield (BOM + header + "\r\n").encode()
    cell = csv_cell
    for rows in partitions:
        yield "".join([",".join([cell(value) for value in row]) + "\r\n" for row in rows]).encode()


def write_xlsx(
    path: str,
    table: Table,
    partitions: Iterable[Sequence[Sequence[Any]]],
    translate: Callable[[str], str],
    notes: Sequence[tuple[str, str]] = (),
) -> int:
    """Write an XLSX file row by row in flat memory and return the number of rows.

    Text is written as text: what looks like a formula stays words. A second sheet says what the file is.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(translate(table.name)[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, translate(column.label), bold)
        count = _write_rows(sheet, table.columns, partitions, translate)
        if count:
            sheet.autofilter(0, 0, count, len(table.columns) - 1)
        about = book.add_worksheet(translate(N_("About"))[:31])
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 60)
        for line, (name, text) in enumerate(notes):
            about.write_string(line, 0, name, bold)
            about.write_string(line, 1, text)
    return count


def _write_rows(
    sheet: Any,
    columns: Sequence[Column],
    partitions: Iterable[Sequence[Sequence[Any]]],
    translate: Callable[[str], str],
) -> int:
    count = 0
    lists = {place: column.each for place, column in enumerate(columns) if column.each}
    scales = {place: column.scale for place, column in enumerate(columns) if column.scale}
    for rows in partitions:
        for row in rows:
            count += 1
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, int) and not isinstance(value, bool) and place not in scales:
                    sheet.write_number(count, place, value)
                else:
                    if place in lists:
                        words = _listed(lists[place], value, translate)
                    else:
                        words = translate(scales[place][value]) if place in scales else _words(value, translate)
                    sheet.write_string(count, place, words[:LONGEST_CELL])
    return count


def _listed(kind: type[Word], codes: str, translate: Callable[[str], str]) -> str:
    return BETWEEN.join(translate(kind(code).label) for code in codes.split(BETWEEN))


def _words(value: Any, translate: Callable[[str], str]) -> str:
    if isinstance(value, Word):
        return translate(value.label)
    if isinstance(value, bool):
        return "✓" if value else ""
    return str(value)
