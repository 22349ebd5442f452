"""Identity, register and sweep."""
