"""Makes, lists and revokes the API keys."""
