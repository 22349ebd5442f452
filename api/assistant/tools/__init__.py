"""The six tools, one file for each kind of question."""
