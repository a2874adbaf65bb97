"""Files that people drop on the clip desk: articles as text, web page, mail or PDF, made plain text."""
