"""Meeting requests: asking for them, what the office answers, and what came of them."""
