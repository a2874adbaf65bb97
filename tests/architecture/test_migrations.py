"""The migrations are one chain: a glance that needs no database."""

import re
from pathlib import Path

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
NUMBERS = re.compile(r'^(?:down_)?revision(?:: [^=]*)? = (?:"([0-9]{4})"|None)', re.MULTILINE)


def test_each_migration_has_a_number_of_its_own_and_follows_the_one_before() -> None:
    files = sorted(VERSIONS.glob("[0-9]*.py"))
    numbers = [f"{number:04d}" for number in range(1, len(files) + 1)]
    assert [file.name[:4] for file in files] == numbers
    for file, number, before in zip(files, numbers, ["", *numbers], strict=False):
        assert NUMBERS.findall(file.read_text(encoding="utf-8")) == [number, before], file.name
