"""The chat assistant: questions in words, the hub's queries as tools, numbers that are checked."""
