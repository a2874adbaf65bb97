"""Tokens of links: the secret that stands in an address.

A token is made from a seed with the installation's key (`ADVOCACY_SECRET_KEY`), and can be made anew from it. So no
token is kept anywhere: a link's row holds its hash; mail that waits, and the browser that shall show it once, hold the
seed, from which nobody makes the token who does not have the key.
"""

import base64
import hashlib
import hmac
import secrets

from flask import current_app

SIGNATURE_LENGTH = 43


def new_token(purpose: str) -> str:
    """Return a token with a seed of its own (128 random bits)."""
    return token_of(purpose, secrets.token_urlsafe(16))


def token_of(purpose: str, seed: str) -> str:
    """Return the token of a seed: the same each time. One of another purpose is another."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    signed = hmac.new(key, f"link\0{purpose}\0{seed}".encode(), hashlib.sha256).digest()
    return seed + base64.urlsafe_b64encode(signed).decode().rstrip("=")


def seed_of(token: str) -> str:
    """Return what a token was made from: it may be kept."""
    return token[:-SIGNATURE_LENGTH]
