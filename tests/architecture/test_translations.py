"""Every text that a person reads is there in Spanish: none missing, fuzzy, or left in English."""

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "advocacy" / "translations" / "es" / "LC_MESSAGES"
SAME_IN_BOTH = {
    "501(c)(3)", "501(c)(4)", "Agenda", "CSV", "Fax", "Idea", "Neutral", "No", "Normal", "Roles", "roles", "Veto",
    "Veto: %(words)s", "XLSX", "no",
}  # fmt: skip
"""Texts that Spanish writes the same way."""

_PLACES = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file, locale="es")


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.extracted()


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_text_is_in_the_spanish_catalogue(spanish: Catalog, extracted: Catalog) -> None:
    missing = [message.id for message in extracted if message.id and spanish.get(message.id) is None]
    assert missing == []


def test_no_spanish_text_is_empty_or_fuzzy(spanish: Catalog) -> None:
    wrong = [message.id for message in spanish if message.id and (message.fuzzy or not all(texts(message)))]
    assert wrong == []


def test_no_text_is_left_in_english(spanish: Catalog) -> None:
    left = [message.id for message in spanish if message.id and message.id in texts(message)]
    unexpected = [text for text in left if text not in SAME_IN_BOTH and re.search(r"[A-Za-z]{3}", _bare(text))]
    assert unexpected == []


def test_spanish_has_one_word_for_a_thing_and_one_kind_of_quotation_marks(spanish: Catalog) -> None:
    """“Añadir” adds, an “órgano” decides: other words for the same would look like other things."""
    wrong = re.compile(r"[«»]|\b(agr[eé]g|cuerpos?\b)", re.IGNORECASE)
    assert [message.id for message in spanish for text in texts(message) if wrong.search(text)] == []


def _bare(text: str | tuple[str, ...]) -> str:
    return _PLACES.sub("", text if isinstance(text, str) else text[0])


def test_a_translation_has_the_places_of_its_original(spanish: Catalog) -> None:
    wrong = []
    for message in spanish:
        if not message.id:
            continue
        needed = set(_PLACES.findall(ids(message)[-1])) - {"num"}
        for text in filter(None, texts(message)):
            used = set(_PLACES.findall(text))
            if needed - used or used - needed - {"num"}:
                wrong.append(message.id)
    assert wrong == []


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_the_compiled_catalogue_is_the_one_that_people_read(spanish: Catalog) -> None:
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = read_mo(file)
    differs = [message.id for message in spanish if message.id and texts(compiled[message.id]) != texts(message)]
    assert differs == []
