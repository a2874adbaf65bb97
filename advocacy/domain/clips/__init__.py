"""The clip desk: what the plain text of an article says, found by rules, with the passage for each finding.

`reading.read(text, known, published)` is the way in. Nothing here knows a database or a page.
"""
