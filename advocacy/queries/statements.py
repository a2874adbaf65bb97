"""Statements that are built once and run for every reader: see policy/readers.py."""

from advocacy.policy.readers import READER, Reader, parameters, reader

__all__ = ["READER", "Reader", "parameters", "reader"]
