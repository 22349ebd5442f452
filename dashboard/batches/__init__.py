"""The batches page: the records themselves, page by page, and all of them as a file."""
