"""Processes of the operating system: who one is, one that outlives us, one that must not."""
