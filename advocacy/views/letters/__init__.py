"""Letters: one blueprint, its pages by what one does with a letter."""

from advocacy.views.letters import (
    chasing,
    drafting,
    mailing,
    papers,
    reading,
    recipients,
    replies,
    reviewing,
    sign_on,
    signatures,
    steps,
    translating,
    versions,
)
from advocacy.views.letters.blueprint import bp

__all__ = [
    "bp",
    "chasing",
    "drafting",
    "mailing",
    "papers",
    "reading",
    "recipients",
    "replies",
    "reviewing",
    "sign_on",
    "signatures",
    "steps",
    "translating",
    "versions",
]
