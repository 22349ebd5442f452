"""The chat assistant: a question in words, the hub's own queries as tools, numbers that are checked."""
