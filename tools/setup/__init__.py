"""The launcher before its `.venv` exists: standard library only."""
