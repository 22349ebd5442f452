"""The chat page: questions in words, answered with numbers that can be checked."""
