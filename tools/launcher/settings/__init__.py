"""`manager.py settings`: what holds and where it comes from; changes that are checked first."""
