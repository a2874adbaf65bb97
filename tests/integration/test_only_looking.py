"""Who only opens pages changes nothing in the database."""

import pytest

from tests.addresses import every_page
from tests.everybody import ROLES, Everybody
from tests.rights import MAY_OPEN


@pytest.mark.parametrize("role", ROLES)
def test_opening_a_page_writes_nothing(everybody: Everybody, role: str) -> None:
    written = []
    for address in every_page(everybody.app):
        if MAY_OPEN[address.endpoint][role] == "n":
            continue  # a refusal is noted
        before = everybody.state()
        everybody.get(role, address.path)
        if everybody.state() != before:
            written.append(address.path)
    assert written == []
