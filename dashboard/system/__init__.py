"""The system page: versions, sources, what became of every row, the API's own figures."""
