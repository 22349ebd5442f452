"""The small window: a client of the core that shows its state and lets an operator act on it."""
