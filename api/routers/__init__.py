"""Routes: each takes one query object and answers with one repository call."""
