"""Letters on paper: what stands on the sheet, and the same as PDF and DOCX, envelopes and labels."""
