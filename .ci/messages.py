"""Extract all texts, update the Spanish catalogue, sort it, and compile it. Prints what is still untranslated."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SPANISH = ROOT / "advocacy" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "false", "silent": "false"}}


class Merged(Catalog):
    """A catalogue in which a text may stand twice, as after a merge: the translated entry wins."""

    def __setitem__(self, key, message):
        """Keep the translation, whichever of the two has it."""
        old = self.get(message.id, message.context) if message.id else None
        if old is not None and not _translated(old.string):
            old.string = message.string
        super().__setitem__(key, message)


def read(data: bytes) -> Catalog:
    """Read the catalogue as it stands."""
    catalog = Merged(locale="es", charset="utf-8")
    PoFileParser(catalog).parse(io.BytesIO(data))
    return catalog


def extracted() -> Catalog:
    """Return every marked text in the package and the templates."""
    catalog = Catalog(project="Cabildo", version="1", fuzzy=False)
    for folder in (ROOT / "advocacy", ROOT / "templates"):
        found = extract_from_dir(folder, METHODS, OPTIONS, keywords=KEYWORDS)
        for _file, _line, message, _comments, context in found:
            catalog.add(message, context=context)
    return catalog


def write(spanish: Catalog) -> None:
    """Write the catalogue and its compiled form, both without dates and line numbers."""
    text = io.BytesIO()
    write_po(text, spanish, sort_output=True, no_location=True, omit_header=True, width=0, ignore_obsolete=True)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: es\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    SPANISH.write_bytes(header.encode() + text.getvalue())
    compiled = read_po(io.BytesIO(SPANISH.read_bytes()), locale="es")
    compiled.creation_date = compiled.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same file at every run
    with SPANISH.with_suffix(".mo").open("wb") as file:
        write_mo(file, compiled)


def main() -> int:
    """Update; return 1 with --check when something would change or is untranslated."""
    SPANISH.parent.mkdir(parents=True, exist_ok=True)
    before = SPANISH.read_bytes() if SPANISH.exists() else b""
    spanish = read(before) if before else Catalog(locale="es")
    template = extracted()
    for message in template:
        if not message.id:
            continue
        old = spanish.get(message.id, message.context)
        if old is not None:
            message.string = old.string
    template.locale = spanish.locale
    write(template)
    missing = [message.id for message in template if message.id and not _translated(message.string)]
    for text in missing:
        sys.stdout.write(f"untranslated: {text!r}\n")
    stale = SPANISH.read_bytes() != before
    return int("--check" in sys.argv and (stale or bool(missing)))


def _translated(string: object) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))  # type: ignore[arg-type]


if __name__ == "__main__":
    raise SystemExit(main())
