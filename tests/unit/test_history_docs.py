"""docs/history-file.md tells the whole form: every key, every word, and an example that loads."""

import re
from pathlib import Path

import pytest

from advocacy.exchange.history import form, mapping, reading
from advocacy.exchange.history.structure import Form, Many
from advocacy.exchange.history.vocabulary import EventMeaning, MeasureForm
from tests.history_files import problems_of, read

TEXT = (Path(__file__).parents[2] / "docs" / "history-file.md").read_text(encoding="utf-8")


def key_table(the_form: Form) -> str:
    rows = ["| key | value | must be given |", "|---|---|---|"]
    for name, key in the_form.keys.items():
        must = "yes" if key.required and not key.nullable else "yes, may be null" if key.required else ""
        rows.append(f"| `{name}` | {key.reader.called} | {must} |")
    return "\n".join(rows)


def word_table(vocabulary) -> str:
    rows = ["| word in the file | becomes |", "|---|---|"]
    rows += [f"| {word} | {meaning_of(meaning)} |" for word, meaning in vocabulary.words.items()]
    return "\n".join(rows)


def meaning_of(meaning) -> str:
    if isinstance(meaning, EventMeaning):
        inside = meaning.event or meaning.activity
        return f"{meaning.becomes}: {inside.label.lower()}" if inside else meaning.becomes
    if isinstance(meaning, MeasureForm):
        return f"{meaning.type.label.lower()}, {meaning.binding.label.lower()}"
    return str(getattr(meaning, "label", meaning)).lower()


def forms():
    inner = {
        "reply": form.SECTIONS["letters"].keys["reply"].reader,
        "vote": form.SECTIONS["resolutions"].keys["vote"].reader,
    }
    signers = form.SECTIONS["letters"].keys["signers"].reader
    assert isinstance(signers, Many)
    return {"meta": form.META, **form.SECTIONS, **inner, "signers": signers.each}


@pytest.mark.parametrize("name", sorted(forms()))
def test_every_key_stands_in_the_documentation(name):
    assert f"`{name}" in TEXT
    assert key_table(forms()[name]) in TEXT


@pytest.mark.parametrize("vocabulary", list(mapping.vocabularies()), ids=lambda each: each.name)
def test_every_word_stands_in_the_documentation(vocabulary):
    if vocabulary is mapping.WEEKDAYS or all(word == meaning for word, meaning in vocabulary.words.items()):
        assert f"`{vocabulary.name}`: {', '.join(vocabulary.words)}" in TEXT
    else:
        assert f"### `{vocabulary.name}`\n\n{word_table(vocabulary)}" in TEXT


def test_the_limits_stand_in_the_documentation():
    for limit in (
        f"{reading.MAX_BYTES // 1024**2} MB",
        f"{reading.MAX_RECORDS:,} records",
        "20,000 characters",
        "100 words",
    ):
        assert limit in TEXT


def test_the_example_of_the_documentation_loads():
    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    assert not problems_of(example.group(1))
    assert read(example.group(1)).count() > 5


def test_every_entry_has_a_place_for_every_key_of_its_form():
    for section in form.SECTIONS.values():
        slots = set(section.entry.__dataclass_fields__)
        named = {key.attribute or name for name, key in section.keys.items()} - {"date_precision"}
        assert named <= slots
        assert slots - named == {"line"} | ({"source"} if section is form.SECTIONS["sources"] else set())
