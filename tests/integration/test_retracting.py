"""What was retracted is not retracted again: its form leads to its page, and what is sent all the same is refused."""

import pytest

from tests.addresses import every_write
from tests.everybody import Everybody
from tests.valid_forms import filled

KINDS = ("claims", "influences", "precedents", "proceedings", "stances", "statements")


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_retracted_is_not_retracted_again(kind: str, everybody: Everybody) -> None:
    paths = {address.endpoint: address.path for address in every_write(everybody.app)}
    endpoint = f"{kind}.retract"
    form = filled(everybody, endpoint, paths[endpoint])
    assert everybody.post(form.role, form.path, form.values).status_code == 303
    again = everybody.get(form.role, form.path)
    assert (again.status_code, again.location) == (303, form.path.removesuffix("/retract"))
    assert everybody.post(form.role, form.path, {"reason": "Once more.", "version": ""}).status_code in (409, 422)
    everybody.restore()
