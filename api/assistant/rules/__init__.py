"""Answers the common questions without a language model: fixed rules, Korean and English."""
