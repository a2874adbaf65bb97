"""How activities are read: the log page by page, one entry, whom to log next, and who was there lately."""
