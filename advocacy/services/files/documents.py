"""Documents: PDF, and the archives that office programs write. Their words are read to find what is never stored."""

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from advocacy.domain.files import HAS_MACROS, UNPACKS
from advocacy.services.files.pdf_text import text_of_pdf

MOST_ENTRIES = 5_000
MOST_UNPACKED = 100 * 1024 * 1024
_MOST_WORDS = 2_000_000
_MOST_PAGES = 200
_CHUNK = 64 * 1024
_END_OF_ARCHIVE = b"PK\x05\x06"
_LENGTH_OF_END = 22
_END_OF_PDF = 2048
_WORDS_IN = re.compile(
    r"(word/(document|footnotes|endnotes|comments|header\d*|footer\d*)|xl/(sharedStrings|comments\d*|worksheets/sheet\d+)"
    r"|content|meta|styles)\.xml"
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_BEGIN = 1024
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^<>]*>")
_TARGET = re.compile(r"""\bTarget\s*=\s*(["'])(.*?)\1""")
_PARAGRAPH = re.compile(r"</(w:p|si|c|text:p|text:h|table:table-cell)>|<(w:br|w:tab|text:tab|text:line-break)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/.*|Basic/.*|Scripts/.*)$", re.IGNORECASE)


class TooMuch(Exception):
    """An archive that is of its kind, but may not be kept; the sentence says why."""

    def __init__(self, message: str) -> None:
        """`message` is a message id with a place for the name."""
        super().__init__(message)
        self.message = message


def pdf(data: bytes) -> bytes:
    """Take a PDF that begins and ends as one, with no archive behind it."""
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in data[-_END_OF_PDF:]:
        raise ValueError
    if _END_OF_ARCHIVE in data[-0x10000 - _LENGTH_OF_END :]:
        raise ValueError
    return data


def words_of_pdf(data: bytes) -> str:
    """Return the text of a PDF, as far as it holds text and can be read; a scanned page has none."""
    try:
        return "\n".join(text_of_pdf(data, most_pages=_MOST_PAGES, most_characters=_MOST_WORDS).pages)
    except ValueError:
        logging.getLogger(__name__).info("a PDF is kept unread: it is encrypted or crooked, and only ever downloaded")
        return ""


def docx(data: bytes) -> bytes:
    """Take a document of Word."""
    return _office(data, "word/document.xml")


def xlsx(data: bytes) -> bytes:
    """Take a workbook of Excel."""
    return _office(data, "xl/workbook.xml")


def odt(data: bytes) -> bytes:
    """Take a text document of the OpenDocument format."""
    return _open_document(data, b"application/vnd.oasis.opendocument.text")


def ods(data: bytes) -> bytes:
    """Take a table of the OpenDocument format."""
    return _open_document(data, b"application/vnd.oasis.opendocument.spreadsheet")


def _office(data: bytes, main: str) -> bytes:
    with _archive(data) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" not in names or not names & {main, *_main_parts(archive)}:
            raise ValueError
        if b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise TooMuch(HAS_MACROS)
    return data


def _main_parts(archive: zipfile.ZipFile) -> set[str]:
    """Return the parts by which programs open the document: any name is right that its relations give (ECMA-376-2)."""
    if "_rels/.rels" not in archive.namelist():
        return set()
    told = _decoded(archive.read("_rels/.rels"))
    targets = [_TARGET.search(each) for each in _RELATION.findall(told) if "/officeDocument" in unescape(each)]
    return {unescape(found[2]).removeprefix("/") for found in targets if found is not None}


def _open_document(data: bytes, kind: bytes) -> bytes:
    with _archive(data) as archive:
        if archive.namelist()[0] != "mimetype" or archive.read("mimetype").strip() != kind:
            raise ValueError
        if "content.xml" not in archive.namelist():
            raise ValueError
    return data


def _archive(data: bytes) -> zipfile.ZipFile:
    """Open an archive that is nothing else besides, and unpacks whole to a sane size and count."""
    if not data.startswith(b"PK\x03\x04") or data[-_LENGTH_OF_END:][:4] != _END_OF_ARCHIVE:
        raise ValueError
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_entries(archive.infolist())
        _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise ValueError from error
    return archive


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise TooMuch(UNPACKS)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise ValueError
    if any(entry.flag_bits & 0x1 for entry in entries):  # encrypted: nobody could say what is in it
        raise ValueError
    if any(_MACROS.search(name) for name in names):
        raise TooMuch(HAS_MACROS)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/")


def _unpack(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, in pieces: a size that lies, or a damaged entry, shows itself."""
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while stream.read(_CHUNK):
                pass


def words_of_archive(data: bytes) -> str:
    """Return the words of an office document or a table, without its markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(_texts(archive))


def _texts(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the words of every part that holds markup, whatever its name: a document may call its parts as it likes.

    Where people's words usually stand goes first, for no more than so much is read.
    """
    left, main = _MOST_WORDS * 4, _main_parts(archive)
    for entry in sorted(archive.infolist(), key=lambda each: _is_filler(each.filename, main)):
        if left <= 0:
            return
        with archive.open(entry) as stream:
            begin = stream.read(_BEGIN)
            if not _MARKUP.match(begin):
                continue
            markup = _decoded(begin + stream.read(left))
        words = _TAG.sub("", _PARAGRAPH.sub("\n", markup))
        left -= len(markup)
        yield words


def _is_filler(name: str, main: set[str]) -> bool:
    return name not in main and not _WORDS_IN.fullmatch(name)


def _decoded(markup: bytes) -> str:
    """Return markup as text: UTF-8, or UTF-16, which XML may be too."""
    if markup.startswith((b"\xff\xfe", b"\xfe\xff")):
        return markup.decode("utf-16", "replace")
    if b"\0" in markup[:4]:
        return markup.decode("utf-16-be" if markup[:1] == b"\0" else "utf-16-le", "replace")
    return markup.decode("utf-8", "replace")
