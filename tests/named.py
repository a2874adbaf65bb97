"""Somebody who is "not in print", written into every text of the demo in many forms, and what reads files for them."""

import io
import re
import unicodedata
import zipfile
from itertools import cycle
from typing import Any

import pypdf
from sqlalchemy import Column, String, Table, func, select, text, update

from advocacy.db import db
from advocacy.models import Person
from advocacy.models.base import Base
from advocacy.services import search

FORMS = ("Sol Reservada", "sol RESERVADA", "Reservada, Sol", "Sól Reservadá", "S. Reservada", "Sra. Reservada",
         "Sol M. Reservada", "Vecinita", "Sol  Reservada")  # fmt: skip
ALIAS = "Vecinita"
NOT_TEXTS = {
    "installation", "people", "person_aliases", "search_entries", "submissions", "user_sessions", "users",
    "contact_points.value", "inbound_messages.from_address", "jurisdictions.state", "organizations.website",
    "media_items.url", "outbox_messages.to_address", "outbox_messages.reply_to", "sign_on_links.email",
    "signatures.email", "activities.step", "posts.label", "posts.division", "organizations.title",
}  # fmt: skip
"""Names of their own, addresses, codes. (An organization or an office is not called by a person's name.)"""


def put_the_name_everywhere() -> Person:
    """Write the name, in one form after another, into every free text that is not empty; return whose it is."""
    shy = db.session.scalars(select(Person).where(Person.family_name == "Reservada")).one()
    forms = cycle(FORMS)
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if _is_text(table, column):
                _write(table, column, next(forms))
    db.session.execute(text("INSERT INTO search_fts(search_fts) VALUES ('rebuild')"))
    db.session.commit()
    return shy


def _is_text(table: Table, column: Column[Any]) -> bool:
    is_free = type(column.type) is String and not column.foreign_keys
    return is_free and not {table.name, f"{table.name}.{column.name}"} & NOT_TEXTS


def _write(table: Table, column: Column[Any], form: str) -> None:
    length = column.type.length or 100_000  # type: ignore[attr-defined]
    longer = func.substr(column, 1, length - 40) + f" with {form}."
    db.session.execute(update(table).where(column != "").values({column.name: longer}))


def refresh_search() -> None:
    """Let search know the changed words."""
    from advocacy.models import Activity, Record

    for model in (Record, Activity):
        for each in db.session.scalars(select(model)):
            search.refresh(each)
    db.session.commit()


def is_named_in(words: str) -> bool:
    """Tell whether a text names them in any form at all."""
    plain = re.sub(r"[\s\u0300-\u036f]+", "", unicodedata.normalize("NFKD", words)).lower()
    return "reservada" in plain or ALIAS.lower() in plain


def names_in_file(content: bytes) -> list[str]:
    """Return where a PDF, DOCX, XLSX or ZIP names them: texts, properties, names of files inside."""
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        texts = {f"page {number}": page.extract_text() for number, page in enumerate(reader.pages, 1)}
        texts["properties"] = str(reader.metadata) + str(reader.xmp_metadata and reader.xmp_metadata.dc_title)
        return [where for where, words in texts.items() if is_named_in(words)]
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        found = [f"name {name}" for name in archive.namelist() if is_named_in(name)]
        for name in archive.namelist():
            inside = archive.read(name)
            if inside.startswith((b"%PDF", b"PK")):
                found += [f"{name}: {where}" for where in names_in_file(inside)]
            elif is_named_in(re.sub(r"<[^>]*>", "", inside.decode("utf-8", "replace"))):
                found.append(name)
        return found
    return ["text"] if is_named_in(content.decode("utf-8", "replace")) else []
