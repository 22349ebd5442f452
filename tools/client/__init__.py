"""A client for scripts, to be copied: one file, no other part of the hub."""
