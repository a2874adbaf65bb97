"""What the demo shows: its sign-ins, and later its campaigns."""

from advocacy.exchange.demo.users import ROLE_OF, ensure_sign_ins

__all__ = ["ROLE_OF", "seed"]


def seed(*, password: str) -> None:
    """Put the demo into the database and make its sign-ins work with this password. The caller commits.

    It may be called at every start: what is there already stays as people left it.
    Raises Refused when the database holds people who are not the demo's.
    """
    ensure_sign_ins(password)
