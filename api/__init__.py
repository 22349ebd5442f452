"""REST API over the published data."""
