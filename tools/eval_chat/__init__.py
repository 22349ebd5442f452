"""Asks a running hub's assistant questions whose answers are known, and counts what is right."""
